"""The paragraphs of a part and the pages it may stand on go in; each sentence with the page on
which it begins comes out.

Where sentences end is only a matter of how finely changes are told, so the rules are few: pysbd,
which knows more of them, has had no release since 2021. A full stop ends a sentence unless an
abbreviation, an initial or a small ordinal stands before it.

What is printed is found by its letters. A number that print adds in the middle of a sentence, such
as a page's, is not among them; nor is a picture's name; and a label of a few letters may stand
anywhere. Each of these is taken to stand where what was found before it does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from citybook.reprint.fingerprints import letters

# What a paragraph begins with that is a heading.
HEADING = "# "

# Stands in a text where print has a number that follows from the order of all: of a page, a note,
# an entry in its list.
NUMBER = "\ufffc"
# Where a sentence may end: its stop, what closes behind it, and white space; Chinese and Japanese
# need none.
END = re.compile(rf"[.!?…؟۔।]+[\"'”’»)\]{NUMBER}]*\s+|[。！？]+[」』”’）{NUMBER}]*\s*")
OPENING = "\"'“‘„«‚»(["
SHORT = (
    "al approx art ca cf ch co dept dr ed eds eg etc fig ie incl ltd max min mr mrs ms no nos nr p "
    "pp prof rev sec st vol vs abs bzw ggf inkl mio mrd sog str tel usw vgl zzgl"
)
ABBREVIATIONS = frozenset(SHORT.split())
# As much of a sentence is looked for, the most first: the rest may stand on the next page. What is
# shorter than the least of these is looked for on this page and the next one only.
ENOUGH = (1000, 40, 16)


def split_sentences(paragraph: str) -> list[str]:
    """Split a paragraph into sentences, white space at their ends taken off."""
    found, begin = [], 0
    for end in END.finditer(paragraph):
        if _ends(paragraph[begin : end.start() + 1], paragraph[end.end() :]):
            found.append(paragraph[begin : end.end()].strip())
            begin = end.end()
    return [*found, rest] if (rest := paragraph[begin:].strip()) else found


class SentenceLocator:
    """Where reading has got to on the pages `first` to `last`, and the last page it `reached`;
    `pages` are the letters of every page of the edition."""

    def __init__(self, pages: Sequence[str], first: int, last: int) -> None:
        self.pages, self.first, self.last = pages, first, last
        self.page, self.at, self.reached = first, 0, first

    def locate(self, paragraph: str) -> Iterator[tuple[int, str]]:
        """Find each sentence with the page on which it begins. A heading is one sentence."""
        is_heading = paragraph.startswith(HEADING)
        for sentence in [paragraph] if is_heading else split_sentences(paragraph):
            if not sentence.startswith("["):
                runs = (letters(run) for run in sentence.split(NUMBER))
                self._find(max(runs, key=len))
            yield self.page, sentence

    def _find(self, wanted: str) -> None:
        """Go on to where `wanted` begins, if it is found."""
        if not wanted:
            return
        for length in ENOUGH:
            if len(wanted) < length and length < ENOUGH[0]:
                continue
            for page, at in self._places(is_short=len(wanted) < ENOUGH[-1]):
                # Right-to-left text is set line by line from its end.
                found = max(
                    self.pages[page - 1].find(one, at)
                    for one in (wanted[:length], wanted[:length][::-1])
                )
                if found >= 0:
                    self._go_to(page, found + min(len(wanted), length), wanted[length:])
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


def _ends(before: str, after: str) -> bool:
    """Whether the stop that `before` ends with is a sentence's last, seen by what follows it."""
    following = after.lstrip(f"{OPENING}{NUMBER} ")[:1]
    if not following or following.islower():
        return not following
    if not before.endswith("."):
        return True
    word = before[:-1].split()[-1].lstrip(OPENING) if before[:-1].split() else ""
    is_initial = len(word) == 1 and word.isalpha() and word.isupper()
    is_ordinal = word.isdigit() and len(word) <= 2
    return not (
        is_initial
        or is_ordinal
        or ("." in word and word.replace(".", "").isalpha())
        or word.casefold() in ABBREVIATIONS
    )
