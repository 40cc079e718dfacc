"""The encrypted local store: key slots, SQLCipher engine, tables, migrations, the journal and the unit of work.

Write-ahead log with ``synchronous=FULL``: what a commit acknowledged survives a power cut. Rows never leave the rooms
that read them; records do.
"""
