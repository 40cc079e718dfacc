"""Is somebody entitled to a service: a source for each datum, sheets of the mechanisms, criteria with their evidence.

A stage of its own, because one association decides by it alone, without attestation or committee (R78-R90).
"""
