"""The whole record of one case, read from every stage: for the journey's facts, for letters, pages and ``case show``.

A room of its own above the stages, because no stage may know the others' whole; it reads, and writes nothing.
"""
