"""Looks at a PDF that somebody else made, before the desk keeps it."""

from io import BytesIO

from watan_desk.common.errors import Unusable

MOST_BYTES = 60 << 20


def pages_of(pdf: bytes) -> int:
    """Return how many pages a PDF has; nothing in it is run or followed.

    Raises:
        Unusable: it is no PDF, is torn, wants a password, has no page, or is larger than ``MOST_BYTES``.
    """
    import pikepdf

    if len(pdf) > MOST_BYTES:
        raise Unusable("policy.paper_too_large", most=MOST_BYTES >> 20)
    try:
        with pikepdf.open(BytesIO(pdf)) as found:
            pages = len(found.pages)
    except (pikepdf.PdfError, pikepdf.PasswordError, ValueError, RuntimeError) as wrong:
        raise Unusable("policy.paper_not_pdf") from wrong
    if not pages:
        raise Unusable("policy.paper_not_pdf")
    return pages
