"""The hashes of the packs that come with the program: one edited on the laptop is refused at load (R20).

Written by ``packaging/packs.py`` at release; packs that head office publishes are signed by its own key instead.
"""

SHA256: dict[str, str] = {
    "awn": "2a2977447582537eb7a1295722a3e073e7c642ef2871417f204e27893234263e",
    "barmajiat": "263a5d0320abce3466673d2d3bc6e1a94a3a8854db535d150060f93b5ca03574",
    "huda": "f72ed9919b8b0505562123313be248c9f636690e2a00f0434e36bb62e88f3f89",
    "naba": "ebaf6f4ace6b676e063607af541d8327011d30a86e5347b163390657ce30d0c8",
    "watan-tumuh": "af1051438c5e4c1b810903140a81752871f0fe42a6bb0555a0091f206a550cc5",
}
