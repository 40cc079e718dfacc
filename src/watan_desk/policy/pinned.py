"""The hashes of the packs that come with the program: one edited on the laptop is refused at load (R20).

Written by ``packaging/packs.py`` at release; packs that head office publishes are signed by its own key instead.
"""

SHA256: dict[str, str] = {
    "awn": "bbfd5f995cad4b589cc7198e41a781ef3c444830f482f5aa87aba78a8b5bff59",
    "barmajiat": "545dabba68a423de67f0a1cdbc4a00e5e686b0834372c31e67617d8d9f7294f4",
    "huda": "7785b294fa4a543daf238c990640761ebc3c8c54a356efd7b16831e43c8301ee",
    "naba": "07bedd5849261617faf058f7fbde3a0a0dc25d10694bb5483fe1266a858c175d",
    "watan-tumuh": "18e25dde1ff2df4fbdb51f01f16038edbb3c5e033a70b7a6bb17b8f3e30307b4",
}
