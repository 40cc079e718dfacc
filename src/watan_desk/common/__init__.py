"""What every room needs and nobody owns.

Clock, Hijri days, Arabic text, identifiers, messages, errors, durable files.
"""
