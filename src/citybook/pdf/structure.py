"""A tagged PDF goes in; its structure comes out as plain objects: elements in the order of reading,
with their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from citybook.pdf.fonts import FontCache
from citybook.pdf.marks import Marks, read_marks


@dataclass(frozen=True)
class MarkText:
    """What one mark says, and the page it stands on, counted from 0."""

    text: str
    page: int


@dataclass(eq=False)
class Element:
    """A structure element: its role and language, the alternative of a figure, where a link leads,
    and what it holds."""

    role: str
    language: str
    alternative: str = ""
    target: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list[Element | MarkText] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def words(self) -> Iterator[MarkText]:
        """Every stretch of words in it, in order."""
        for kid in self.kids:
            if isinstance(kid, MarkText):
                yield kid
            else:
                yield from kid.words()

    def find(self, *roles: str) -> Iterator[Element]:
        """Every element in it that has one of the roles, in order."""
        for kid in self.elements:
            if kid.role in roles:
                yield kid
            yield from kid.find(*roles)


@dataclass(frozen=True)
class Structure:
    """The whole of a file: its title, the label of each page, its document element, and words that
    are in no element."""

    title: str
    labels: list[str]
    document: Element
    untagged: list[MarkText]


def read_structure(pdf: pikepdf.Pdf, marks: Sequence[Marks] = ()) -> Structure:
    """Read the structure tree of an open file (ISO 32000-1, 14.7). `marks` are those of its pages,
    if they were read before."""
    fonts = FontCache()
    marks = marks or [read_marks(page, fonts) for page in pdf.pages]
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    reader = _StructureReader(pages, marks)
    document = reader.element(pdf.Root.StructTreeRoot.K[0], str(pdf.Root.get("/Lang", "")), None)
    untagged = [
        MarkText(text, page)
        for page, found in enumerate(marks)
        for number, text in sorted(found.items())
        if (page, number) not in reader.seen and text.strip()
    ]
    title = str(pdf.docinfo.get("/Title", ""))
    return Structure(title, [page.label for page in pdf.pages], document, untagged)


class _StructureReader:
    """Reads elements; `pages` are the numbers of pages by their objects, and `seen` are the marks
    that elements hold."""

    def __init__(self, pages: dict[tuple[int, int], int], marks: Sequence[Marks]) -> None:
        self.pages, self.marks = pages, marks
        self.seen: set[tuple[int, int]] = set()

    def element(self, found: Any, language: str, page: int | None) -> Element:
        """Read an element whose parent has this language and page."""
        page = self._page(found, page)
        element = Element(
            str(found.S)[1:], str(found.get("/Lang", language)), str(found.get("/Alt", ""))
        )
        for attributes in _as_list(found.get("/A")):
            element.attributes.update({name[1:]: value for name, value in attributes.items()})
        for kid in _as_list(found.get("/K")):
            if not isinstance(kid, pikepdf.Dictionary):
                element.kids.append(self._words(int(kid), page))
            elif "/S" in kid:
                element.kids.append(self.element(kid, element.language, page))
            elif "/MCID" in kid:
                element.kids.append(self._words(int(kid.MCID), self._page(kid, page)))
            else:
                element.target = str(kid.Obj.get("/Contents", ""))
        return element

    def _page(self, found: Any, page: int | None) -> int | None:
        return self.pages[found.Pg.objgen] if "/Pg" in found else page

    def _words(self, number: int, page: int | None) -> MarkText:
        assert page is not None
        self.seen.add((page, number))
        return MarkText(self.marks[page].get(number, ""), page)


def _as_list(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
