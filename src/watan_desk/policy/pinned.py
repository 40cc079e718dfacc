"""The hashes of the packs that come with the program: one edited on the laptop is refused at load (R20).

Written by ``packaging/packs.py`` at release; packs that head office publishes are signed by its own key instead.
"""

SHA256: dict[str, str] = {}
