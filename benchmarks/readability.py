"""A content folder goes in; how easily each of its entries reads comes out as a table.

python benchmarks/readability.py                            of content/
python benchmarks/readability.py --before OTHER/content     beside an older state of it
python benchmarks/readability.py FOLDER --only cities/      of some entries

Columns: words; sentences; the mean length of a sentence in words and its standard deviation; and
Flesch reading ease, 206.835 - 1.015 words/sentence - 84.6 syllables/word: 60 is plain, 30 is for
graduates. With --before, each cell is `before > after`. An older state of the texts:

    git worktree add --detach OTHER COMMIT

Headlines, summaries, labels, headings, charts and quotations are not counted, for they are no prose
of ours or have no sentences. An item of a list is a sentence, even without a full stop. Figures say
where to look, not what is good: names of institutions lower them, and telegrams raise them.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path
from statistics import mean, pstdev

from citybook.content import tree
from citybook.content.entries import EntryText
from citybook.content.reading import read
from citybook.project import Project

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = ("words", "sentences", "mean", "spread", "ease")
WORD = re.compile(r"[^\W_](?:[^\W_]|['’.,](?=[^\W_]))*(?:['’](?=\W|$))?")
# A full stop within a sentence follows these, or a single letter.
SHORTENED = r"(?<!\bc\.)(?<!\bp\.)(?<!\bNo\.)(?<!\be\.g\.)(?<!\b[A-Z]\.)"
END = re.compile(
    rf"(?<=[.!?…]){SHORTENED}[”’)]*\s+(?=[“‘(]*[A-Z0-9])|(?<=[.!?…][”’)])\s+(?=[A-Z“])"
)
VOWELS = re.compile(r"[aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüýœąęėį]+")
# Vowels at a word's end that are not spoken, as in “place”, “rules” and “planned”, but not in
# “table”, “wanted” and “places”.
SILENT = re.compile(r"(?:[^aeiouyl]|[aeiouy]l)es?$|[^aeiouytd]ed$")
SPOKEN_ES = re.compile(r"(?:[sxzcg]|ch|sh)es$")


@dataclass(frozen=True)
class Readability:
    """What is measured of an entry; the values are in the order of COLUMNS."""

    words: int
    sentences: int
    mean: float
    spread: float
    ease: float


def count_syllables(word: str) -> int:
    """Count groups of vowels, without those at the end that are silent; at least one. In English
    this is right for about nine words of ten."""
    low = word.lower()
    found = len(VOWELS.findall(low))
    if SILENT.search(low) and not SPOKEN_ES.search(low):
        found -= 1
    return max(found, 1)


def split_sentences(paragraph: str) -> list[str]:
    """Divide a paragraph where a full stop, a question or exclamation mark is followed by a
    capital or a figure."""
    return [sentence for sentence in END.split(paragraph) if WORD.search(sentence)]


def paragraphs(text: EntryText) -> Iterator[str]:
    """Yield the paragraphs and items of an entry, those of its boxes too, without quotations."""
    for section in text.sections:
        for block in section.blocks:
            if block.body is not None and block.kind != "quote":
                yield from tree.paragraphs(block.body)


def measure(prose: Iterable[str]) -> Readability | None:
    """Measure paragraphs; None where there are no words."""
    sentences = [WORD.findall(one) for text in prose for one in split_sentences(text)]
    lengths = [len(words) for words in sentences]
    if not lengths:
        return None
    words = sum(lengths)
    syllables = sum(count_syllables(word) for sentence in sentences for word in sentence)
    ease = 206.835 - 1.015 * words / len(lengths) - 84.6 * syllables / words
    return Readability(words, len(lengths), float(mean(lengths)), pstdev(lengths), ease)


def measure_folder(content: Path) -> dict[str, Readability]:
    """Measure every entry of a content folder, by its path there, and all of them together.
    Raises ContentError."""
    prose = {
        entry.file.removeprefix("content/"): list(paragraphs(entry.text))
        for entry in read(Project(content.resolve().parent), keep=False).with_text()
    }
    texts = {
        **dict(sorted(prose.items())),
        "all": [one for texts in prose.values() for one in texts],
    }
    return {name: found for name, text in texts.items() if (found := measure(text))}


def cells(found: Readability | None) -> list[str]:
    """A row's cells: whole numbers, and one decimal of the rest."""
    if found is None:
        return ["–"] * len(COLUMNS)
    return [f"{value:.1f}" if isinstance(value, float) else str(value) for value in astuple(found)]


def print_table(after: dict[str, Readability], before: dict[str, Readability] | None) -> None:
    """Print a row for each entry of either state."""
    names = [*dict.fromkeys([*(name for name in before or {} if name != "all"), *after])]
    width, column = max(map(len, names)), 9 if before is None else 15
    print("".ljust(width), *(title.rjust(column) for title in COLUMNS))
    for name in names:
        row = cells(after.get(name))
        if before is not None:
            old = cells(before.get(name))
            row = [f"{was} > {now}" for was, now in zip(old, row, strict=True)]
        print(name.ljust(width), *(cell.rjust(column) for cell in row))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("content", nargs="?", type=Path, default=ROOT / "content")
    parser.add_argument("--before", type=Path, help="a content folder to compare with")
    parser.add_argument("--only", default="", help="entries whose paths begin so")
    options = parser.parse_args()

    def chosen(content: Path) -> dict[str, Readability]:
        found = measure_folder(content)
        return {name: one for name, one in found.items() if name.startswith((options.only, "all"))}

    print_table(chosen(options.content), options.before and chosen(options.before))


if __name__ == "__main__":
    main()
