"""A text goes in; its words as search compares them, without case, accents and the like, come out.

`layouts/site/search/folding.js` does the same in the browser. Both read `folding.json`:

- `letters` are those that Unicode does not divide into a plain letter and a mark, such as ł, and
  forms that count as another letter, such as ς;
- `marks`, as a class of characters, are the accents of alphabets that are read without them;
- `heads` is what a word may begin with that is written as one with it: the Arabic article, and
  Hebrew prepositions.
"""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path

FOLDING = Path(__file__).with_name("folding.json")


class _Folded(dict[int, str]):
    """What each character becomes, worked out when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        given = json.loads(FOLDING.read_text(encoding="utf-8"))
        self.letters: dict[str, str] = given["letters"]
        self.marks = re.compile(f"[{given['marks']}]")
        self.heads = re.compile(given["heads"])

    def __missing__(self, code: int) -> str:
        plain = unicodedata.normalize("NFKD", chr(code).lower()).lower()
        self[code] = "".join(map(self._letter, plain))
        return self[code]

    def _letter(self, letter: str) -> str:
        if self.marks.match(letter):
            return ""
        if letter in self.letters:
            return self.letters[letter]
        category = unicodedata.category(letter)
        return letter if category[0] in "LNM" else "" if category == "Cf" else " "


@cache
def _load_folding() -> _Folded:
    return _Folded()


def fold(text: str) -> str:
    """Return a text as search compares it: words divided by spaces."""
    return text.translate(_load_folding())


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[str, ...]:
    """Return the forms in which a folded word is found: itself, and without what is written as one
    with it."""
    bare = _load_folding().heads.sub("", word)
    return (word,) if bare == word else (word, bare)


def words(text: str) -> list[str]:
    """Return the words of a text in every form in which they are found, in order."""
    return [form for word in fold(text).split() for form in forms(word)]
