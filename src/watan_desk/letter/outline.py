"""What a page's marks mean for reading aloud: headings, paragraphs, tables with their heads, in their logical order.

Drawing notes which stretch of which page belongs to which element; ``tag`` writes the tree into the finished PDF (ISO
32000-1, 14.8; the structure that ISO 14289-1 asks for). Rules, the draft's mark and the foot are artifacts.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

ARTIFACT = "Artifact"
"""The role of what is not read aloud."""


class Element:
    """A heading, paragraph, table, row, cell or figure; ``marks`` are its stretches as (page from 0, number there).

    ``said`` is its text in logical order: a page has glyphs from left to right only.
    """

    def __init__(self, role: str, parent: "Element | None" = None, *, alt: str = "") -> None:
        self.role, self.parent, self.alt = role, parent, alt
        self.said = ""
        self.kids: list[Element] = []
        self.marks: list[tuple[int, int]] = []
        if parent is not None:
            parent.kids.append(self)


class Outline:
    """The elements of one letter. What is drawn first is read first; a table's cells follow its own order."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self._used: defaultdict[int, int] = defaultdict(int)

    def mark(self, element: Element, page: int) -> int:
        """Note that the next stretch of a page belongs to an element; return the stretch's number there."""
        top = element
        while top.parent is not None:
            top = top.parent
        if top is not self.root:
            top.parent = self.root
            self.root.kids.append(top)
        number = self._used[page]
        self._used[page] += 1
        element.marks.append((page, number))
        return number


@contextmanager
def marked(canvas: Any, role: str, element: Element | None = None, *, alt: str = "", said: str = "") -> Iterator[None]:
    """Mark what is drawn in the block, if the canvas keeps an ``outline``."""
    outline: Outline | None = getattr(canvas, "outline", None)
    if outline is None:
        yield
        return
    if role == ARTIFACT:
        canvas._code.append("/Artifact BMC")  # noqa: SLF001 - ReportLab has no public way
    else:
        marking = element or Element(role, alt=alt)
        marking.said = said
        number = outline.mark(marking, canvas.getPageNumber() - 1)
        canvas._code.append(f"/{role} <</MCID {number}>> BDC")  # noqa: SLF001
    yield
    canvas._code.append("EMC")  # noqa: SLF001


def tag(document: Any, outline: Outline) -> None:
    """Write the tree into an open pikepdf document."""
    from pikepdf import Array, Dictionary, Name

    root = document.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    owners: defaultdict[int, dict[int, Any]] = defaultdict(dict)
    pages = [page.obj for page in document.pages]

    def made(element: Element, parent: Any) -> Any:
        node = document.make_indirect(Dictionary(Type=Name.StructElem, S=Name("/" + element.role), P=parent))
        if element.alt:
            node.Alt = element.alt
        if element.said:
            node.ActualText = element.said
        if element.role == "TH":
            node.A = Dictionary(O=Name.Table, Scope=Name.Column)
        own = element.marks[0][0] if element.marks else None
        if own is not None:
            node.Pg = pages[own]
        kids: Any = Array()
        for page, number in element.marks:
            owners[page][number] = node
            kids.append(number if page == own else Dictionary(Type=Name.MCR, Pg=pages[page], MCID=number))
        for kid in element.kids:
            kids.append(made(kid, node))
        node.K = kids
        return node

    root.K = Array([made(outline.root, root)])
    numbers: Any = Array()
    for page, found in sorted(owners.items()):
        pages[page].StructParents = page
        pages[page].Tabs = Name.S
        numbers.extend([page, document.make_indirect(Array([found[number] for number in sorted(found)]))])
    root.ParentTree = document.make_indirect(Dictionary(Nums=numbers))
    root.ParentTreeNextKey = len(pages)
    document.Root.StructTreeRoot = root
    document.Root.MarkInfo = Dictionary(Marked=True)
    document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
