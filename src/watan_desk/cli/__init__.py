"""The two command lines: ``watan-desk`` for the delegate, ``watan-hq`` for head office. Neither imports Qt."""
