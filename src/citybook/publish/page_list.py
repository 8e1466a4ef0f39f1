"""The documents of an e-book and what print says of its pages go in; where each printed page begins
in them comes out, with a mark at each.

What a screen reader says of the PDF tells on which page a paragraph, a row or a heading begins: the
same words in the e-book are on that page, if they are in the book once. Other places are known by
their anchors. A page of which nothing is found, such as one that is blank or full of a drawing,
begins where the next one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from citybook.publish.epub_chapters import ContentDocument
from citybook.publish.xhtml import with_parents
from citybook.views.book import SHARED

PAGE, ROLE = re.compile(r"--- page (\d+)"), re.compile(r" *[^:\[]*(?:\[[^\]]*\])?[^:]*: ")
# A link as typeset/aloud.py writes it.
LINK = re.compile(r"\[([^\[\]]*?) → [^\[\]]*\]")
TEXTS = ("p", "li", "h1", "h2", "h3", "h4", "h5", "dt", "dd", "caption", "th", "td", "figcaption")
# What begins another line of what is read aloud.
BLOCKS = ("p", "ul", "ol", "table", "figure", "blockquote", "div")
# Where a mark cannot stand between others, it stands in the first of them.
NO_PLACE = ("ul", "ol", "dl", "table", "thead", "tbody", "tr", "figure")
# So many letters tell a text from others, at most and at least.
MOST, LEAST = 60, 8
# The last document has fewer pages.
LONGEST = 10_000


def read_spoken(aloud: str) -> dict[str, int]:
    """Read on which page each text begins that the PDF has once; `aloud` is what is read of it."""
    found: dict[str, int] = {}
    page = 0
    for line in aloud.splitlines():
        if turned := PAGE.fullmatch(line):
            page = int(turned.group(1))
            continue
        key = _key(LINK.sub(r"\1", ROLE.sub("", line, count=1)))
        if len(key) >= LEAST:
            found[key] = page if found.get(key, page) == page else 0
    return {key: page for key, page in found.items() if page}


def mark_pages(
    chapters: Sequence[ContentDocument],
    anchors: Mapping[str, int],
    spoken: Mapping[str, int],
    count: int,
) -> list[tuple[int, str]]:
    """Mark where each of the pages begins; return their numbers with the links there. `anchors` are
    the pages of all that has a name."""
    known = list(_find_known(chapters, anchors, spoken))
    places: dict[int, list[int]] = {}
    for number, (_, _, _, page) in enumerate(known):
        places.setdefault(page, []).append(number)
    waiting: list[int] = []
    at, found = 0, []
    for page in range(1, count + 1):
        waiting.append(page)
        place = next((one for one in places.get(page, ()) if one >= at), None)
        if place is not None:
            chapter, element, parent, _ = known[place]
            found += [(number, f"{chapter.file}#page-{number}") for number in waiting]
            _mark(element, parent, waiting)
            waiting, at = [], place + 1
    for number in waiting:
        chapters[-1].holder.append(_break(number))
        found.append((number, f"{chapters[-1].file}#page-{number}"))
    return found


def _find_known(
    chapters: Sequence[ContentDocument], anchors: Mapping[str, int], spoken: Mapping[str, int]
) -> Iterator[tuple[ContentDocument, Element, Element | None, int]]:
    """Yield what is known to be on a page: the whole of a document first, which has no parent."""
    starts = [anchors.get(chapter.fragment.anchor, 0) for chapter in chapters]
    for number, chapter in enumerate(chapters):
        first, end = starts[number], _end(chapters, starts, number)
        if first:
            yield chapter, chapter.holder, None, first
        for element, parent in with_parents(chapter.holder):
            page = anchors.get(element.get("id", ""), 0)
            if not page and element.tag in TEXTS:
                page = spoken.get(_key(_own_text(element)), 0)
            if first < page < end and not _is_footnote(element, parent):
                yield chapter, element, parent, page


def _end(chapters: Sequence[ContentDocument], starts: Sequence[int], number: int) -> int:
    """Return the page behind the last that a document can have: the next one begins on a page of
    its own, but for lists that share pages."""
    later = [at for at in range(number + 1, len(starts)) if starts[at] > starts[number]]
    if not later:
        return max(starts) + LONGEST
    return starts[later[0]] + (chapters[later[0]].fragment.kind in SHARED)


def _is_footnote(element: Element, parent: Element) -> bool:
    return "aside" in (element.tag, parent.tag)


def _own_text(element: Element) -> str:
    """Return the text of an element up to what begins a line of its own."""
    return "".join(_inline(element))


def _inline(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in BLOCKS:
            return
        yield from _inline(child)
        yield child.tail or ""


def _key(text: str) -> str:
    """Return the letters of a text, by which it is found again."""
    return "".join(letter for letter in text.casefold() if letter.isalpha())[:MOST]


def _mark(element: Element, parent: Element | None, numbers: Sequence[int]) -> None:
    """Put marks before an element, or first into it where none can stand beside it."""
    marks = [_break(number) for number in numbers]
    if parent is None or parent.tag in NO_PLACE:
        for mark in reversed(marks):
            mark.tail, element.text = element.text, ""
            element.insert(0, mark)
    else:
        at = list(parent).index(element)
        parent[at:at] = marks


def _break(number: int) -> Element:
    """Return the mark of a page."""
    about = {"epub:type": "pagebreak", "role": "doc-pagebreak", "aria-label": str(number)}
    return Element("span", {"id": f"page-{number}", **about})
