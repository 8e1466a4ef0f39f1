"""The glossary goes in; the words of a text that it explains come out, each term where a text first
uses it, and which entries use which term."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from citybook.content import tree
from citybook.content.entries import Entry
from citybook.content.entry_cache import EntryCache
from citybook.content.sections import Section
from citybook.kinds.front import Front
from citybook.kinds.kind import Kind

# Languages whose nouns have capitals: in others, a capital within a sentence makes a word part of a
# name.
CAPITAL_NOUNS = ("de", "lb")


class TermIndex:
    """Every form of every term. `language` is that of the texts, `kind` that of the terms."""

    def __init__(
        self, terms: Iterable[Entry[Front]], language: str, kind: Kind | None = None
    ) -> None:
        self.kind, self.link = kind, kind.link if kind else ""
        forms = {
            _fold(form): term.slug
            for term in terms
            for form in (term.front.title, *term.front.also)
        }
        ordered = sorted(forms, key=len, reverse=True)
        self.forms, self.number = forms, len(set(forms.values()))
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
    def none(cls) -> TermIndex:
        """Return no words: where no glossary is to be found."""
        return cls((), "")

    def used_in(self, entry: Entry[Any]) -> list[str]:
        """Return the terms that an entry uses, in order, those linked by hand too."""
        is_term = self.kind is not None and entry.kind == self.kind.id
        seen: set[str] = {entry.slug} if is_term else set()
        found = [link.slug for link in entry.links if link.kind == self.link]
        for section in entry.text.sections:
            for text in _texts(section):
                found += [slug for _, _, slug in self.find(text, seen)]
        return list(dict.fromkeys(found))

    def first_section(self, entry: Entry[Any], term: str) -> str:
        """Return the anchor of the section of an entry that uses a term first; none if it does
        not."""
        linked = {
            link.section for link in entry.links if (link.kind, link.slug) == (self.link, term)
        }
        for number, section in enumerate(entry.text.sections):
            found = (slug for text in _texts(section) for _, _, slug in self.find(text, set()))
            if number in linked or term in found:
                return section.anchor
        return ""

    def find(self, text: str, seen: set[str]) -> Iterator[tuple[int, int, str]]:
        """Yield the first use of each term that is not in `seen`, to which it is added: where it
        begins and ends, and the term."""
        if self.pattern is None or len(seen) >= self.number:
            return
        for found in self.pattern.finditer(text):
            # Python takes some letters for one another that are two, such as i and the Turkish ı.
            slug = self.forms.get(_fold(found.group()))
            if slug is None or slug in seen or self._is_part_of_a_name(text, found):
                continue
            seen.add(slug)
            yield *found.span(), slug

    def _is_part_of_a_name(self, text: str, found: re.Match[str]) -> bool:
        """Whether a capital says so: within a sentence, or before another word with one."""
        if not self.capitals_mean_names or not found.group()[0].isupper():
            return False
        before, after = text[: found.start()].rstrip(), text[found.end() :].lstrip()
        starts = not before or before[-1] in '.!?:;–“"('
        return not starts or after[:1].isupper()


def _texts(section: Section) -> Iterator[str]:
    """Yield the texts of a section in which no link stands."""
    for element in (one for block in section.blocks for one in (block.title, block.body)):
        yield from tree.open_texts(element) if element is not None else ()


def _fold(form: str) -> str:
    """Return a form as it is compared: small letters, single spaces."""
    return " ".join(form.casefold().split())


def uses(
    words: TermIndex, entries: list[Entry[Any]], cache: EntryCache
) -> dict[str, list[Entry[Any]]]:
    """Return the entries that use each term. What was found before is kept by the entry's text and
    the glossary's forms."""
    if words.pattern is None:
        return {}
    asked = hashlib.sha256(
        repr((sorted(words.forms.items()), words.capitals_mean_names)).encode()
    ).hexdigest()
    known = cache.uses(asked)
    fresh = {
        entry.content_hash: " ".join(words.used_in(entry))
        for entry in entries
        if entry.content_hash not in known
    }
    cache.save_uses(asked, fresh)
    found: dict[str, list[Entry[Any]]] = {}
    for entry in entries:
        for slug in (known.get(entry.content_hash) or fresh.get(entry.content_hash) or "").split():
            found.setdefault(slug, []).append(entry)
    return found
