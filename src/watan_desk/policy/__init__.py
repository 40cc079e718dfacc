"""An association's policy as data: the pack, the journey it prescribes, and the words it gives to letters and pages."""
