"""The HTML of a fragment goes in; the anchors it has and the pages it refers to come out, and the
same HTML with the numbers of these pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import accumulate

# Empty elements of these classes are filled in: with the number of a page, or with a link to each
# of several pages. Their `data-at` names the anchors.
ONE, SEVERAL = ("page-ref", "page-number"), "page-refs"
# What stands for a number that is not known.
UNKNOWN = "00"
# Links to what another fragment holds lead here until the fragments are joined: WeasyPrint drops
# links to nowhere.
ELSEWHERE = "https://elsewhere.invalid/#"


@dataclass(frozen=True)
class PageReference:
    """A place for the numbers of the pages of some anchors: its offset in the HTML."""

    offset: int
    names: tuple[str, ...]
    is_list: bool

    def html(self, pages: Mapping[str, int]) -> str:
        """The number of the first anchor's page; in a list, each page once, that of the first
        anchor marked."""
        own = str(pages.get(self.names[0], UNKNOWN))
        if not self.is_list:
            return own
        by_page = {str(pages.get(name, UNKNOWN)): name for name in reversed(self.names)}
        return ", ".join(
            f'<a{" class=own" if page == own else ""} href="#{name}">{page}</a>'
            for page, name in sorted(by_page.items(), key=lambda item: int(item[0]))
        )


class FragmentHtml(HTMLParser):
    """HTML with the `anchors` that it has, and the `names` of those whose pages it refers to."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self.html = html
        self.anchors: set[str] = set()
        self.references: list[PageReference] = []
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Note an anchor or a reference."""
        given = dict(attrs)
        if name := given.get("id"):
            self.anchors.add(name)
        kind, names = given.get("class"), (given.get("data-at") or "").split()
        if names and kind in (*ONE, SEVERAL):
            line, column = self.getpos()
            offset = self._lines[line - 1] + column + len(self.get_starttag_text() or "")
            self.references.append(PageReference(offset, tuple(names), kind == SEVERAL))

    @property
    def names(self) -> set[str]:
        return {name for reference in self.references for name in reference.names}

    def pattern(self, pages: Mapping[str, int]) -> str:
        """The HTML with a zero for each figure of the numbers of pages: it takes as much room as
        with any others of so many figures. Empty if it refers to none, or has lists of them."""
        if not self.references or any(one.is_list for one in self.references):
            return ""
        return self._fill(lambda one: "0" * len(one.html(pages)))

    def fill(self, pages: Mapping[str, int]) -> str:
        """The HTML with the numbers of pages filled in."""
        return self._fill(lambda one: one.html(pages))

    def _fill(self, words: Callable[[PageReference], str]) -> str:
        parts, at = [], 0
        for reference in self.references:
            parts += [self.html[at : reference.offset], words(reference)]
            at = reference.offset
        return "".join([*parts, self.html[at:]])
