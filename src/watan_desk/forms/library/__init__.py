"""The functions that expressions may call, by subject; ``functions.FUNCTIONS`` is the whole table."""
