"""The people: one record per human, tied to their cases."""
