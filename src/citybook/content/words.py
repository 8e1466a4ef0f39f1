"""The glossary goes in; the words of a text that it explains come out as links, each term where a
text first uses it, and which entries use which term."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Any

from citybook.content.entries import Entry
from citybook.content.entry_cache import EntryCache
from citybook.models import Term

TAG = re.compile(r"(<[^>]+>)")
# No links inside these.
CLOSED = re.compile(r"</?(a|h[1-6]|b)\b")
# Languages whose nouns have capitals: in others, a capital within a sentence makes a word part of a
# name.
CAPITAL_NOUNS = ("de", "lb")


class Words:
    """Every form of every term. `language` is that of the texts."""

    def __init__(self, terms: Iterable[Entry[Term]], language: str) -> None:
        forms = {
            _folded(form): term.slug
            for term in terms
            for form in (term.front.title, *term.front.also)
        }
        ordered = sorted(forms, key=len, reverse=True)
        self.forms = forms
        self.capitals_mean_names = language not in CAPITAL_NOUNS
        self.pattern = (
            re.compile(
                r"\b("
                + "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in ordered)
                + r")\b",
                re.IGNORECASE,
            )
            if ordered
            else None
        )

    @classmethod
    def none(cls) -> Words:
        """No words: where no glossary is to be found."""
        return cls((), "")

    def used_in(self, entry: Entry[Any]) -> list[str]:
        """The terms that an entry uses, in order, links written by hand too."""
        seen: set[str] = {entry.slug} if entry.kind == "term" else set()
        found = [link.slug for link in entry.links if link.kind == "term"]
        for section in entry.text.sections:
            for html in (html for block in section.blocks for html in (block.title, block.html)):
                self.linked(html, seen, lambda slug, text: found.append(slug) or text)  # type: ignore[func-returns-value]
        return list(dict.fromkeys(found))

    def linked(self, html: str, seen: set[str], link: Callable[[str, str], str]) -> str:
        """`html` with a link at the first use of each term that is not in `seen`, to which it is
        added."""
        if (
            self.pattern is None
            or len(seen) >= len(set(self.forms.values()))
            or not self.pattern.search(html)
        ):
            return html
        pieces, closed = TAG.split(html), 0
        for index, piece in enumerate(pieces):
            if index % 2:
                if CLOSED.match(piece):
                    closed += -1 if piece.startswith("</") else 1
            elif not closed and piece:
                pieces[index] = self._in_text(piece, seen, link)
        return "".join(pieces)

    def _in_text(self, text: str, seen: set[str], link: Callable[[str, str], str]) -> str:
        assert self.pattern is not None

        def replace(found: re.Match[str]) -> str:
            # Python takes some letters for one another that are two, such as i and the Turkish ı.
            slug = self.forms.get(_folded(found.group()))
            if slug is None or slug in seen or self._is_part_of_a_name(text, found):
                return found.group()
            seen.add(slug)
            return link(slug, found.group())

        return self.pattern.sub(replace, text)

    def _is_part_of_a_name(self, text: str, found: re.Match[str]) -> bool:
        """Whether a capital says so: within a sentence, or before another word with one."""
        if not self.capitals_mean_names or not found.group()[0].isupper():
            return False
        before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
        starts = not before or before[-1] in '.!?:;–“"('
        return not starts or after[:1].isupper()


def _folded(form: str) -> str:
    """A form as it is compared: small letters, single spaces."""
    return " ".join(form.casefold().split())


def uses(words: Words, entries: list[Entry[Any]], kept: EntryCache) -> dict[str, list[Entry[Any]]]:
    """The entries that use each term. What was found before is kept by the entry's text and the
    glossary's forms."""
    if words.pattern is None:
        return {}
    asked = hashlib.sha256(
        repr((sorted(words.forms.items()), words.capitals_mean_names)).encode()
    ).hexdigest()
    known = kept.uses(asked)
    fresh = {
        entry.content_hash: " ".join(words.used_in(entry))
        for entry in entries
        if entry.content_hash not in known
    }
    kept.save_uses(asked, fresh)
    found: dict[str, list[Entry[Any]]] = {}
    for entry in entries:
        for slug in (known.get(entry.content_hash) or fresh.get(entry.content_hash) or "").split():
            found.setdefault(slug, []).append(entry)
    return found
