"""A file's text goes in; a warning comes out for each word that was read in a wrong encoding, such
as `MalmÃ¶`, or that has letters of another alphabet which look like its own.

ftfy knows what wrong encodings look like (docs/decisions/0017-libraries.md).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from citybook.content import text
from citybook.problems import Problem

RUN = re.compile(r"\S+")
WORD = re.compile(r"[^\W\d_]{2,}")
# Cyrillic and Greek letters, and the Latin ones that look the same (Unicode Technical Standard 39).
CYRILLIC = dict(zip("аеорсухіјѕԁһАВЕКМНОРСТУХІЈЅ", "aeopcyxijsdhABEKMHOPCTYXIJS", strict=True))
GREEK = dict(zip("ονΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovABEZHIKMNOPTYX", strict=True))
# So many places are named in a file, then only how many more there are.
NAMED = 10
Misreading = tuple[int, int, str, str]


def warnings(data: bytes, file: str) -> list[Problem]:
    """Warn of each such word of a file, with its place and the word that is most likely meant."""
    decoded = None if data.isascii() else text.decode(data, file, [])
    found = [*_words(decoded)] if decoded else []
    problems = [Problem(file, *one, "warning") for one in found[:NAMED]]
    if len(found) > NAMED:
        message = f"{len(found) - NAMED} more such words are in this file"
        hint = "copy the text again from where it came from"
        problems.append(Problem(file, 0, 0, message, hint, "warning"))
    return problems


def _words(decoded: str) -> Iterator[Misreading]:
    for number, line in enumerate(decoded.split("\n"), 1):
        if line.isascii():
            continue
        for found in (*_misread(line), *_find_mixed(line)):
            yield (number, *found)


def _misread(line: str) -> Iterator[tuple[int, str, str]]:
    from ftfy import fix_encoding

    if fix_encoding(line) == line:
        return
    for run in RUN.finditer(line):
        right = fix_encoding(run.group())
        if right != run.group():
            message = f"'{run.group()}' seems to be '{right}', read in a wrong encoding"
            hint = "write that; open the file it came from as UTF-8 before you copy from it"
            yield run.start() + 1, message, hint


def _find_mixed(line: str) -> Iterator[tuple[int, str, str]]:
    for word in WORD.finditer(line):
        if word.group().isascii() or not (wrong := _strangers(word.group())):
            continue
        at, right = wrong
        letter = word.group()[at]
        message = (
            f"'{word.group()}' mixes two alphabets: its '{letter}' is "
            f"{unicodedata.name(letter)}, U+{ord(letter):04X}"
        )
        yield word.start() + at + 1, message, f"type the word anew: {right}"


def _strangers(word: str) -> tuple[int, str] | None:
    """Return where the first letter of another alphabet is in a word that has a few that look like
    its own, and the word in its own letters."""
    for other in (CYRILLIC, GREEK):
        block = "CYRILLIC" if other is CYRILLIC else "GREEK"
        foreign = [letter for letter in word if unicodedata.name(letter, "").startswith(block)]
        latin = [letter for letter in word if unicodedata.name(letter, "").startswith("LATIN")]
        if not foreign or not latin:
            continue
        is_latin = len(foreign) <= len(latin)
        into = other if is_latin else {own: letter for letter, own in other.items()}
        strange = foreign if is_latin else latin
        if all(letter in into for letter in strange):
            at = min(word.index(letter) for letter in strange)
            wanted = set(strange)
            return at, "".join(into[one] if one in wanted else one for one in word)
    return None
