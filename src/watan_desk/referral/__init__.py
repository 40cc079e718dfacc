"""Step three, where needed: a question about the procedure goes to the referral officer and its answer comes back.

It carries the person's question, never the request, and the case returns to the step it was at (R66).
"""
