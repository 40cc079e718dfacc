"""Step four: the person attests in writing that the data is true. Ink on paper is the attestation.

What is attested is bound by a hash; a changed answer or document makes the attestation stale.
"""
