"""All that can be found goes in; the parts of the search's index come out: small scripts, since a
browser loads nothing else from a disk.

- `index.js` has what each search needs: titles, facets and phrases.
- `words-<n>.js` have the words of texts, each with the numbers of what has it; which part has a
  word is told by its first two letters.
- `ends-<n>.js` have the same words alone, by their last two letters: a slip at the beginning of a
  word leaves its end as it is.
- One part for each that can be found has its text, to be shown with the words marked.

`layouts/site/search/engine.js` reads them. What is found has a number, its place among all.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b32encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import pairwise
from typing import Any

from citybook.content.folding import words
from citybook.content.search_words import passages
from citybook.publish.phrases import Phrases
from citybook.views.found import Findable, Found
from citybook.views.frame import PagePlan
from citybook.views.look import country_name
from citybook.views.searchphrases import search_phrases
from citybook.views.site import Site
from citybook.visible import strip_breaks

FOLDER = "search/parts"
# About so many numbers are in one part with words, and so many words in one with ends.
NUMBERS_IN_PART, WORDS_IN_PART = 2500, 800
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class SearchIndex:
    """The index of all that can be found; `kinds` are ids and titles, `themes` and `countries` the
    names by slug and code."""

    def __init__(
        self,
        found: Sequence[Found],
        kinds: Sequence[tuple[str, str]],
        themes: dict[str, str],
        countries: dict[str, str],
        phrases: dict[str, Any],
    ) -> None:
        self.found, self.phrases = found, phrases
        self.kinds, self.themes, self.countries = kinds, themes, countries
        self.ids = _ids(found)

    def plans(self, made_by: str) -> dict[str, PagePlan]:
        """Return the parts with texts by the pages that they are of; `made_by` is a hash of the
        code that makes them."""
        code = hashlib.sha256(made_by.encode()).digest()
        return {
            one.path: self._plan(one, id, code)
            for one, id in zip(self.found, self.ids, strict=True)
        }

    def _plan(self, one: Found, id: str, code: bytes) -> PagePlan:
        look = repr(one.look)
        shown = "\n".join((one.title, one.label, one.where, one.summary, look, str(one.has_steps)))
        key = one.entry.content_hash if one.entry else b""
        made_from, make = code + key + shown.encode(), partial(_text, one, id)
        return PagePlan(f"{FOLDER}/{id}.js", made_from, make, is_listed=False)

    def files(self) -> dict[str, bytes]:
        """Return the other parts by their names below the site's folder."""
        postings = self._postings()
        total = sum(map(len, postings.values()))
        count, ends = _power(total // NUMBERS_IN_PART), _power(len(postings) // WORDS_IN_PART)
        by_start: list[list[str]] = [[] for _ in range(count)]
        by_end: list[list[str]] = [[] for _ in range(ends)]
        numbers = [_base36(number) for number in range(2 * len(self.found) + 2)]
        for word in sorted(postings):
            by_start[_part(word, count)].append(f"{word} {_deltas(postings[word], numbers)}")
            by_end[_part(word[::-1], ends)].append(word)
        parts: dict[str, Any] = {"index": self._head(count, ends)}
        parts.update((f"words-{at}", "\n".join(rows)) for at, rows in enumerate(by_start))
        parts.update((f"ends-{at}", "\n".join(rows)) for at, rows in enumerate(by_end))
        return {f"{FOLDER}/{name}.js": _script(name, part) for name, part in parts.items()}

    def _postings(self) -> dict[str, list[int]]:
        """Return for each word of texts the numbers of what has it, doubled, and one more where it
        is a word of summary or headings."""
        postings: defaultdict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self.found):
            first, _, other = one.words.partition("\n")
            strong = {*first.split(), *words(" ".join(one.about))}
            for word in strong:
                postings[word].append(2 * number + 1)
            for word in other.split():
                if word not in strong:
                    postings[word].append(2 * number)
        return {word: found for word, found in postings.items() if len(word) > 1}

    def _head(self, count: int, ends: int) -> dict[str, Any]:
        paths = "\n".join(one.path for one in self.found)
        return {
            "version": hashlib.sha256(f"{count} {ends} {paths}".encode()).hexdigest()[:8],
            "words": count,
            "ends": ends,
            "ids": "".join(self.ids),
            "titles": [strip_breaks(one.title) for one in self.found],
            "also": {
                number: " ".join(one.also) for number, one in enumerate(self.found) if one.also
            },
            "facets": {
                "kind": _facet(dict(self.kinds), [(one.kind,) for one in self.found]),
                "theme": _facet(self.themes, [one.themes for one in self.found]),
                "country": _facet(self.countries, [one.countries for one in self.found]),
            },
            "phrases": self.phrases,
        }


def search_index(site: Site, findable: Findable, said: Phrases) -> SearchIndex:
    """Return the index of all that a site has to find."""
    catalogue, found = site.catalogue, findable.all
    themes = {slug: theme.name for slug, theme in catalogue.themes.items()}
    codes = {code for one in found for code in one.countries}
    named = {code: country_name(catalogue, code.upper()) for code in codes}
    countries = dict(sorted(named.items(), key=lambda one: catalogue.sort_key(one[1])))
    phrases = search_phrases(said, site.language)
    return SearchIndex(found, findable.kinds(), themes, countries, phrases)


def _facet(names: dict[str, str], of: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return the values of a facet that something has, each with its title, and which of them each
    that can be found has, as numbers."""
    there = {value for values in of for value in values}
    numbers = {value: str(at) for at, value in enumerate(name for name in names if name in there)}
    return {
        "values": [[value, names[value]] for value in numbers],
        "of": ",".join(" ".join(numbers[one] for one in values if one in names) for values in of),
    }


def _text(one: Found, id: str) -> bytes:
    """Return the part with what a result shows. Each section has its address from the page."""
    way = "%s/index.html" if one.has_steps else "#%s"
    sections = [
        [section.anchor and way % section.anchor, section.title, "\n".join(passages(section))]
        for section in (one.entry.text.sections if one.entry else ())
    ]
    shown = [one.path, one.title, one.label, one.where, one.summary]
    look = (one.look.colour, one.look.number) if one.look else ("", None)
    return _script(id, [*map(strip_breaks, shown), *look, sections])


def _script(name: str, part: Any) -> bytes:
    data = json.dumps(part, ensure_ascii=False, separators=(",", ":"))
    return f"searchPart({json.dumps(name)},{data})\n".encode()


def _ids(found: Iterable[Found]) -> list[str]:
    """Return a short name for the part of each, which stays when others come and go."""
    taken: dict[str, None] = {}
    for one in found:
        path = one.path
        while (id := _short(path)) in taken:
            path += "+"
        taken[id] = None
    return list(taken)


def _short(path: str) -> str:
    """Return six letters and digits for a path."""
    return b32encode(hashlib.sha256(path.encode()).digest()[:4])[:6].decode().lower()


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = DIGITS[digit] + digits
        if not number:
            return digits


def _power(number: int) -> int:
    """Return the power of two above a number, at most 1024."""
    return min(1024, 1 << number.bit_length())


def _part(word: str, count: int) -> int:
    """Return which part has a word of two letters at least."""
    return (ord(word[0]) * 31 + ord(word[1])) % count


def _deltas(found: list[int], numbers: list[str]) -> str:
    """Return doubled numbers, the first and how much further each next one is."""
    return " ".join([numbers[one - (before & ~1)] for before, one in pairwise((0, *found))])
