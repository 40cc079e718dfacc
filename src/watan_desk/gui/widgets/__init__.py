"""The parts of the window: each lays out and shows one thing, and knows no case."""
