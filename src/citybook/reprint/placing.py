"""The paragraphs of a part and the pages it may stand on go in; each sentence with the page on
which it begins comes out.

What is printed is found by its letters. A number that print adds in the middle of a sentence, such
as a page's, is not among them; nor is a picture's name; and a label of a few letters may stand
anywhere. Each of these is taken to stand where what was found before it does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citybook.reprint.paper import letters
from citybook.reprint.sentences import NUMBER, split
from citybook.reprint.wording import HEADING

# As much of a sentence is looked for, the most first: the rest may stand on the next page. What is
# shorter than the least of these is looked for on this page and the next one only.
ENOUGH = (1000, 40, 16)


class Place:
    """Where reading has got to on the pages `first` to `last`, and the last page it `reached`;
    `pages` are the letters of every page of the edition."""

    def __init__(self, pages: Sequence[str], first: int, last: int) -> None:
        self.pages, self.first, self.last = pages, first, last
        self.page, self.at, self.reached = first, 0, first

    def paragraph(self, paragraph: str) -> Iterator[tuple[int, str]]:
        """Each sentence with the page on which it begins. A heading is one sentence."""
        is_heading = paragraph.startswith(HEADING)
        for sentence in [paragraph] if is_heading else split(paragraph):
            if not sentence.startswith("["):
                self._find(max((letters(run) for run in sentence.split(NUMBER)), key=len))
            yield self.page, sentence

    def _find(self, said: str) -> None:
        """Go on to where `said` begins, if it is found."""
        if not said:
            return
        for length in ENOUGH:
            if len(said) < length and length < ENOUGH[0]:
                continue
            for page, at in self._places(is_short=len(said) < ENOUGH[-1]):
                # Right-to-left text is set line by line from its end.
                found = max(
                    self.pages[page - 1].find(one, at)
                    for one in (said[:length], said[:length][::-1])
                )
                if found >= 0:
                    self._go_to(page, found + min(len(said), length), said[length:])
                    return

    def _go_to(self, page: int, at: int, rest: str) -> None:
        self.page, self.at = page, at
        runs_over = bool(rest) and page < self.last and rest[-ENOUGH[-1] :] in self.pages[page]
        self.reached = max(self.reached, page + runs_over)

    def _places(self, *, is_short: bool) -> Iterator[tuple[int, int]]:
        """Where to look, one after the other: from here on, then on this page and those before."""
        last = min(self.page + 1, self.last) if is_short else self.last
        yield self.page, self.at
        yield from ((page, 0) for page in range(self.page + 1, last + 1))
        yield from (
            (page, 0)
            for page in range(self.page, self.page - 1 if is_short else self.first - 1, -1)
        )
