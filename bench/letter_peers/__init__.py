"""Other makers of PDF set to the same Arabic letter as ours; only those that are installed take part."""
