"""The fragments of a book go in as HTML files; one accessible PDF with the right numbers of pages comes out.

Each fragment is laid out by itself, from the page on which the one before it ends. Where one names a page of another, the
number is filled in; a fragment whose numbers changed is laid out again, until none does.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from citybook.typeset.fitting import filled
from citybook.typeset.pdf import SIZE, VARIANT, Complaint, Made, Setter

REF = re.compile(r'(<span class="(page-refs?|page-number)" data-at="([^"]*)">)(</span>)')
UNKNOWN = "00"
# A last page filled to less than this share is worth a smaller size, if that saves the page.
SPARSE = 0.3
ROUNDS = 4


@dataclass
class Fragment:
    """A fragment: its HTML, the side it opens on, and what it became: where it starts, and its layout."""

    name: str
    html: str
    opens: str
    start: int = 0
    filled: str = ""
    document: Any = None
    step: float = 0.0


@dataclass
class Book:
    """The fragments of an edition in order, and a blank page."""

    setter: Setter
    fragments: list[Fragment]
    blank: str
    pages: dict[str, int] = field(default_factory=dict)
    blanks: dict[int, Any] = field(default_factory=dict)

    def lay_out(self) -> None:
        """Lay out every fragment, again where numbers of pages moved. Raises Complaint if they never settle."""
        for _ in range(ROUNDS):
            self._round()
            found: dict[str, int] = {}
            for fragment in self.fragments:
                for number, page in enumerate(fragment.document.pages, fragment.start):
                    for name in page.anchors:
                        found.setdefault(name, number)  # what goes on over several pages has its anchor on each
            if found == self.pages:
                return
            self.pages = found
        raise Complaint("the numbers of pages do not settle: a text is as long as its page numbers make it")

    def _round(self) -> None:
        at = 1
        self.blanks = {}
        for fragment in self.fragments:
            if (fragment.opens == "left" and at % 2) or (fragment.opens == "right" and not at % 2):
                self.blanks[at] = self.setter.layout(placed(self.blank, at))
                at += 1
            html = fill(fragment.html, self.pages)
            if (html, at) != (fragment.filled, fragment.start):
                fragment.filled, fragment.start = html, at
                self._set(fragment)
            at += len(fragment.document.pages)

    def _set(self, fragment: Fragment) -> None:
        """At the first size; at a smaller one if the last page is sparse and that saves it."""
        sized = SIZE.search(fragment.filled)
        steps = [float(step) for step in sized.group(4).split()] if sized else [0.0]
        steps = steps[steps.index(fragment.step):] if fragment.step in steps else steps
        for number, step in enumerate(steps):
            document = self.setter.layout(placed(_sized(fragment.filled, step), fragment.start))
            if number and len(document.pages) >= len(fragment.document.pages):
                continue
            fragment.document, fragment.step = document, step
            if len(document.pages) == 1 or filled(document.pages[-1]) >= SPARSE:
                return

    def documents(self) -> list[Any]:
        """Every layout in the order of the pages, blank pages too."""
        placed = {fragment.start: fragment.document for fragment in self.fragments}
        return [document for _, document in sorted({**placed, **self.blanks}.items())]


def placed(html: str, start: int) -> str:
    """A fragment that begins on page `start`; even pages are left ones."""
    side = "right" if start % 2 else "left"
    style = f"<style>@page :first {{ counter-reset: page {start} }} html {{ break-before: {side} }}</style></head>"
    return html.replace("</head>", style, 1)


def fill(html: str, pages: dict[str, int]) -> str:
    """Numbers of pages in place of anchors; pages that several anchors share are named once."""
    def numbers(found: re.Match[str]) -> str:
        names = found.group(3).split()
        if found.group(2) != "page-refs":
            return f"{found.group(1)}{pages.get(names[0], UNKNOWN)}{found.group(4)}"
        by_page = {pages.get(name, UNKNOWN): name for name in reversed(names)}
        listed = sorted(by_page.items(), key=lambda item: int(item[0]))
        links = ", ".join(f'<a href="#{name}">{page}</a>' for page, name in listed)
        return f"{found.group(1)}{links}{found.group(4)}"

    return REF.sub(numbers, html)


def _sized(html: str, step: float) -> str:
    return SIZE.sub(rf'\g<1>{step}\g<3>\g<4>"', html, count=1) if step else html


def typeset_book(folder: Path, css: str, fonts: Path, images: Path, pages: dict[str, int]) -> Made:
    """Set the edition whose fragments are in `folder`. `pages` are the numbers of its last edition: if they still hold, no
    fragment is laid out twice. Raises Unfit, Complaint."""
    listed = json.loads((folder / "book.json").read_text(encoding="utf-8"))["fragments"]
    fragments = [Fragment(one["file"], (folder / one["file"]).read_text(encoding="utf-8"), one["opens"]) for one in listed]
    with Setter(css, fonts, images) as setter:
        book = Book(setter, fragments, (folder / "blank.html").read_text(encoding="utf-8"), pages)
        book.lay_out()
        documents = book.documents()
        whole = documents[0].copy([page for document in documents for page in document.pages])
        data = whole.write_pdf(pdf_variant=VARIANT)
        setter.check(whole)
    return Made(data, len(whole.pages), None, book.pages)
