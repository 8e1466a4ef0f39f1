"""A content file's bytes go in; every letter that neither typeface has comes out as a problem with
its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import yaml

from citybook.content import text, values
from citybook.problems import Problem
from citybook.typeface import DEFAULT, UNSEEN, Letters, letters_of
from citybook.visible import compose

ASCII = frozenset(map(chr, range(128)))
HINT = (
    "write it in Latin, Greek or Cyrillic letters that the fonts have, or in words; leave signs "
    "and pictures out"
)
# So many places of one file are named one by one, and so many letters of one place.
PLACES, NAMED = 20, 3
LackingLetter = tuple[int, int, str]


def missing(data: bytes, file: str, letters: Letters | None = None) -> list[Problem]:
    """A problem for each stretch of letters that cannot be printed; comments of YAML never are.
    `letters` are those that can be, else those of the default typeface. Letters count as composed
    (Unicode Standard Annex 15, NFC)."""
    if data.isascii():
        return []
    known, decoded = letters or letters_of(DEFAULT), text.decode(data, file, [])
    if decoded is None or set(compose(decoded)) <= known.own | UNSEEN | ASCII:
        return []
    found = list(_stretches(decoded, _find_printed(decoded, file), known))
    problems = [
        Problem(file, line, column, f"the fonts have no {name_letters(letters)}", HINT)
        for line, column, letters in found[:PLACES]
    ]
    if len(found) > PLACES:
        problems.append(
            Problem(
                file,
                found[PLACES][0],
                found[PLACES][1],
                f"the fonts lack letters in {len(found) - PLACES} more places from here on",
            )
        )
    return problems


def _stretches(
    decoded: str, printed: list[tuple[values.Mark, values.Mark]] | None, known: Letters
) -> Iterator[LackingLetter]:
    """Where letters are lacking: those that follow each other as one place."""
    for number, line in enumerate(decoded.split("\n"), 1):
        end, began, letters = -1, 0, ""
        for at, cluster in () if line.isascii() else _clusters(line):
            found = "".join(sorted(known.lacking(compose(cluster))))
            if not found or not _within((number, at + 1), printed):
                continue
            if at > end and letters:
                yield number, began + 1, letters
                letters = ""
            began = began if letters else at
            letters, end = letters + found, at + len(cluster)
        if letters:
            yield number, began + 1, letters


def _clusters(line: str) -> Iterator[tuple[int, str]]:
    """Every letter with the marks that follow it, and where it begins."""
    began = 0
    for at in range(1, len(line) + 1):
        if at == len(line) or not unicodedata.combining(line[at]):
            yield began, line[began:at]
            began = at


def _find_printed(decoded: str, file: str) -> list[tuple[values.Mark, values.Mark]] | None:
    """From where to where the values of YAML stand, and the text below them; None where that is
    unknown: then all counts."""
    if file.endswith(".yaml"):
        return _scalars(decoded, 1)
    parts = text.split(decoded, file, [])
    if parts is None:
        return None
    found = _scalars(parts.front_matter or "", parts.front_matter_line)
    return None if found is None else [*found, ((parts.body_line, 0), (decoded.count("\n") + 2, 0))]


def _scalars(written: str, first_line: int) -> list[tuple[values.Mark, values.Mark]] | None:
    try:
        return [
            (
                (token.start_mark.line + first_line, token.start_mark.column + 1),
                (token.end_mark.line + first_line, token.end_mark.column + 1),
            )
            for token in yaml.scan(written, Loader=values.Loader)
            if isinstance(token, yaml.ScalarToken)
        ]
    except yaml.YAMLError:
        return None


def _within(place: values.Mark, printed: list[tuple[values.Mark, values.Mark]] | None) -> bool:
    return printed is None or any(start <= place < end for start, end in printed)


def name_letters(letters: str) -> str:
    """Each letter with its code and name, as far as they are few."""
    distinct = list(dict.fromkeys(letters))
    told = ", ".join(
        f"'{letter}' (U+{ord(letter):04X} {unicodedata.name(letter, 'without a name')})"
        for letter in distinct[:NAMED]
    )
    return told + (
        f" and {len(distinct) - NAMED} more letters here" if len(distinct) > NAMED else ""
    )
