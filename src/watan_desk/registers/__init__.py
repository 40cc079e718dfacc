"""The registers beside the cases: inquiries, complaints, volunteers... each of them data, one mechanism for all.

A room of its own between the stages and the letters: an entry may speak of a case, a person or another entry, letters
speak of entries, and no stage needs to know that there are any. What a register is stands in
``resources/registers/<code>.toml``, its forms in ``forms/``: a new register needs no code.
"""
