"""The length of a list and the initials of what it names go in; its pages come out, each with the
way to the others and to the letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from citybook.views import addresses

# So many rows stand on a page; a list of so many has letters.
ON_PAGE, LETTERS_FROM = 50, 100


@dataclass(frozen=True)
class PageLink:
    """A page of a list, or a letter in it: its name and address; `is_here` on the one that is
    read. Letters have their anchor."""

    name: str
    href: str
    is_here: bool
    anchor: str = ""


@dataclass(frozen=True)
class Paging:
    """A page of a list: the number of its `first` row, from 1, and of its `last`, among all
    `count`. `pages` are those to offer, None where some are left out; `before` and `after` lead on.
    Letters begin at the rows of `anchors`."""

    first: int
    last: int
    count: int
    pages: tuple[PageLink | None, ...]
    letters: tuple[PageLink, ...]
    anchors: dict[int, str]
    before: str = ""
    after: str = ""

    @property
    def shown(self) -> slice:
        """The rows of the page among all."""
        return slice(self.first - 1, self.last)


class Pages:
    """The pages of a list at `address`. `initials` are those of its rows, in their order; without
    them there are no letters."""

    def __init__(
        self,
        address: str,
        count: int,
        initials: Sequence[str] = (),
        on_page: int = ON_PAGE,
        letters_from: int = LETTERS_FROM,
    ) -> None:
        self.address, self.count, self.on_page = address, count, on_page
        self.number = max(1, -(-count // on_page))
        self.starts: dict[str, int] = {}
        for at, letter in enumerate(initials if count > letters_from else ()):
            self.starts.setdefault(letter, at)

    def paths(self) -> Iterator[tuple[int, str]]:
        """Yield the number and the path of each page."""
        for number in range(1, self.number + 1):
            yield number, addresses.in_list(self.address, number)

    def page(self, number: int) -> Paging:
        """Return a page by its number, from 1."""
        first, last = (number - 1) * self.on_page, min(number * self.on_page, self.count)
        names = {letter: f"letter-{at}" for at, letter in enumerate(self.starts, 1)}
        return Paging(
            first=first + 1,
            last=last,
            count=self.count,
            pages=tuple(self._find_offered(number)) if self.number > 1 else (),
            letters=tuple(self._letter(letter, name, number) for letter, name in names.items()),
            anchors={at: names[one] for one, at in self.starts.items() if first <= at < last},
            before=self._href(number, number - 1) if number > 1 else "",
            after=self._href(number, number + 1) if number < self.number else "",
        )

    def _find_offered(self, here: int) -> Iterator[PageLink | None]:
        """Yield the first page, the last, and three around the one that is read."""
        start, before = max(1, min(here - 1, self.number - 2)), 0
        near = range(start, min(start + 3, self.number + 1))
        for number in sorted({1, self.number, *near}):
            if number > before + 1:
                yield None
            yield PageLink(str(number), self._href(here, number), number == here)
            before = number

    def _letter(self, letter: str, name: str, here: int) -> PageLink:
        page = self.starts[letter] // self.on_page + 1
        href = f"#{name}" if page == here else f"{self._href(here, page)}#{name}"
        return PageLink(letter, href, page == here and self.number > 1, name)

    def _href(self, here: int, number: int) -> str:
        start = addresses.in_list(self.address, here)
        return addresses.relative(start, addresses.in_list(self.address, number))
