"""A tagged PDF goes in; its structure comes out as plain objects: elements in the order of reading,
with their words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from citybook.typeset.accessible.marks import Marks, Reader


@dataclass(frozen=True)
class Words:
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
    facts: dict[str, Any] = field(default_factory=dict)
    kids: list[Element | Words] = field(default_factory=list)

    @property
    def elements(self) -> list[Element]:
        return [kid for kid in self.kids if isinstance(kid, Element)]

    def words(self) -> Iterator[Words]:
        """Every stretch of words in it, in order."""
        for kid in self.kids:
            if isinstance(kid, Words):
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
    lost: list[Words]


def structure(pdf: pikepdf.Pdf, marks: Sequence[Marks] = ()) -> Structure:
    """Read the structure tree of an open file (ISO 32000-1, 14.7). `marks` are those of its pages,
    if they were read before."""
    reader = Reader()
    marks = marks or [reader.marks(page) for page in pdf.pages]
    growing = _Growing({page.obj.objgen: number for number, page in enumerate(pdf.pages)}, marks)
    document = growing.element(pdf.Root.StructTreeRoot.K[0], str(pdf.Root.get("/Lang", "")), None)
    lost = [
        Words(text, page)
        for page, found in enumerate(marks)
        for number, text in sorted(found.items())
        if (page, number) not in growing.seen and text.strip()
    ]
    return Structure(
        str(pdf.docinfo.get("/Title", "")), [page.label for page in pdf.pages], document, lost
    )


class _Growing:
    def __init__(self, pages: dict[tuple[int, int], int], marks: Sequence[Marks]) -> None:
        self.pages, self.marks = pages, marks
        self.seen: set[tuple[int, int]] = set()

    def element(self, found: Any, language: str, page: int | None) -> Element:
        if "/Pg" in found:
            page = self.pages[found.Pg.objgen]
        made = Element(
            str(found.S)[1:], str(found.get("/Lang", language)), str(found.get("/Alt", ""))
        )
        for attributes in _listed(found.get("/A")):
            made.facts.update({name[1:]: value for name, value in attributes.items()})
        for kid in _listed(found.get("/K")):
            if not isinstance(kid, pikepdf.Dictionary):
                made.kids.append(self._words(int(kid), page))
            elif "/S" in kid:
                made.kids.append(self.element(kid, made.language, page))
            elif "/MCID" in kid:
                made.kids.append(
                    self._words(int(kid.MCID), self.pages[kid.Pg.objgen] if "/Pg" in kid else page)
                )
            else:
                made.target = str(kid.Obj.get("/Contents", ""))
        return made

    def _words(self, number: int, page: int | None) -> Words:
        assert page is not None
        self.seen.add((page, number))
        return Words(self.marks[page].get(number, ""), page)


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]
