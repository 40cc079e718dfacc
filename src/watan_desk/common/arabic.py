"""Arabic text: folding for search and comparison, digits, and isolating what must keep its own direction."""

import re
import unicodedata

LRI, FSI, PDI = "\u2066", "\u2068", "\u2069"

_CONTROLS = "\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
_MARKS = re.compile(f"[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0640{_CONTROLS}]")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]")
_UNSEEN = re.compile(f"[{_CONTROLS}\\s]")
_INDIC = {0x0660 + n: str(n) for n in range(10)} | {0x06F0 + n: str(n) for n in range(10)}
_FOLDED = str.maketrans("أإآٱؤئةىکیگھہ", "اااا" + "ويهيكيكهه", "ء") | _INDIC
# one word, three spellings: the hamza before a long u stands on waw, on ya, or is left out with one waw or two
_HAMZA_WAW = re.compile("[ؤئ]و")
_WAWS = re.compile("و+")
_TO_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def ascii_digits(text: str) -> str:
    """Return the text with Arabic-Indic and Persian digits as 0-9; everything else stays."""
    return text.translate(_INDIC)


def arabic_digits(text: str) -> str:
    """Return the text with 0-9 as Arabic-Indic digits."""
    return text.translate(_TO_INDIC)


def clean_number(text: str) -> str:
    """Return a typed number ready for checking: NFKC, no white space or bidi marks, digits 0-9."""
    return ascii_digits(_UNSEEN.sub("", unicodedata.normalize("NFKC", text)))


def normalise(text: str) -> str:
    """Return the folded form used on both sides of a search: marks dropped, letter variants unified, digits 0-9."""
    bare = _HAMZA_WAW.sub("و", _MARKS.sub("", unicodedata.normalize("NFKC", text)))
    return " ".join(_WAWS.sub("و", bare.translate(_FOLDED)).casefold().split())


def is_arabic(text: str) -> bool:
    """Tell whether a text holds a letter that is written from right to left."""
    return any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in text)


def ltr(text: object) -> str:
    """Return a code, number, date or Latin word isolated so that it keeps its own order inside Arabic text."""
    return f"{LRI}{text}{PDI}"


def apart(text: str) -> str:
    """Return a text with its Arabic, if it has any, isolated: its marks and numbers stay with it in an English line."""
    return f"{FSI}{text}{PDI}" if _ARABIC.search(text) and not text.startswith((LRI, FSI)) else text
