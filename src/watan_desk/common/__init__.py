"""What every room needs and nobody owns: clock, Hijri days, Arabic text, identifiers, messages, errors, durable files."""
