"""The other end: head office enrols laptops, takes hand-overs in, records decisions and writes replies.

It has its own encrypted database, tables and migrations. It keeps every journal entry of every desk byte for byte, and
beside it what the entries say, so that a case can be listed and decided. What belongs to a branch is never rewritten
here; decisions belong to head office and are never taken from a branch.
"""
