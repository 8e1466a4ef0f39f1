"""All content goes in; every name that can be linked to, with what it is called, comes out."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from citybook.content.aliases import QualifiedName, present_names
from citybook.content.reading import REQUIRED, Content
from citybook.content.references import Reference
from citybook.content.vocabularies import COMMUNITIES, PLACES, THEMES
from citybook.kinds.kind import COMMUNITY, THEME, Kind
from citybook.kinds.wording import choose_wording
from citybook.models import Community
from citybook.naming import is_address, propose_name
from citybook.problems import Problem, did_you_mean


@dataclass(frozen=True)
class LinkTargets:
    """What links of one sort lead to: its name in messages, the slugs there are, others that are
    right too, what to do about a wrong one, and whether there is anything to compare with."""

    what: str
    slugs: Collection[str]
    hint: str
    others: tuple[str, ...] = ()
    is_checked: bool = True


def _partners(community: Community) -> Iterator[str]:
    for partner in community.partners:
        yield from partner.all_places


class KnownNames:
    """The names of places, communities, themes and entries, those of files with mistakes too: one
    mistake shall not be reported twice."""

    def __init__(self, content: Content) -> None:
        self.kinds, self.language = content.kinds, "en"
        self.places, self.communities, self.themes = (
            self._of(content, name) for name in (PLACES, COMMUNITIES, THEMES)
        )
        self.entries = {kind.id: content.slugs.get(kind.id, []) for kind in content.kinds}
        self.guides = content.slugs.get("guide", [])
        self.renamed = present_names(content)
        self.chapters = {
            entry.slug: getattr(entry.front, "chapters", ()) for entry in content.guides
        }
        # Of lines whose partners are all places.
        self.partners = {
            slug: partners
            for slug, community in content.communities.items()
            if not any(map(self.lacks_place, partners := set(_partners(community))))
        }
        # Of a chapter whose text could not be read, headings are not known.
        self.anchors = {
            **{slug: [] for slug in self.guides},
            **{
                one.slug: [head.anchor for head in one.heads]
                for one in content.chapters
                if one.heads
            },
        }

    @staticmethod
    def _of(content: Content, vocabulary: str) -> dict[str, None] | None:
        """Return the names of a vocabulary as they should be written; None if its file is not
        readable."""
        located = content.located.get(vocabulary)
        if located is None and vocabulary not in REQUIRED:
            return {}
        if located is None or not isinstance(located.value, dict):
            return None
        return {name if is_address(name) else propose_name(name): None for name in located.value}

    def of_vocabulary(self, link: str) -> dict[str, None] | None:
        """Return the names of a vocabulary by the word for one of them; None if they are not
        known."""
        words = {COMMUNITY: self.communities, THEME: self.themes}
        return words.get(link, self.places)

    def lacks(self, name: QualifiedName) -> bool:
        """Whether a vocabulary is known, and does not hold a name."""
        known = self.of_vocabulary(name.link)
        return known is not None and name.slug not in known

    def lacks_place(self, slug: str) -> bool:
        """Whether the places are known, and this is none of them."""
        return self.lacks(QualifiedName(self.kinds.place_link, slug))

    def near(
        self, name: QualifiedName, word: str, known: Collection[str], hint: str
    ) -> tuple[str, str]:
        """Return what a message adds to a name that is not there, given as `word`: how it is called
        now, or which of the `known` was meant; and the hint, which may be another."""
        now = self.renamed.get(name)
        if now is None:
            return did_you_mean(word, known), hint
        if (now.link, now.folder) != (name.link, name.folder):
            return f": that is '{now}' now", "name that instead, or take this out"
        hint = f"`doit rename {name} {now.own}` changes it everywhere"
        return f": it is called '{now.own}' now", hint

    def report_unknown(self, reference: Reference) -> Problem:
        """Return the problem of a name that a vocabulary lacks."""
        name = reference.name
        known = self.of_vocabulary(name.link) or {}
        hints = {
            THEME: f"the themes are in content/{THEMES}",
            COMMUNITY: f"the communities are {', '.join(known)}",
        }
        what = name.link if name.link in hints else "place"
        near, hint = self.near(
            name, name.slug, known, hints.get(what, f"the places are in content/{PLACES}")
        )
        message = f"{reference.field}: no {what} '{name.slug}'{near}"
        return Problem(reference.file, *reference.mark, message, hint)

    def target(self, link: str) -> LinkTargets | None:
        """Return what links of a sort lead to; None where nothing is to be found there."""
        if link == self.kinds.place_link:
            hint = f"the places are in content/{PLACES}"
            return LinkTargets("place", self.places or [], hint, is_checked=self.places is not None)
        kind = self.kinds.of_link(link)
        if kind is None:
            return None
        what = choose_wording(kind.words.one, self.language)
        many = choose_wording(kind.words.many, self.language)
        hint = f"{many} are named by their file {self.where(kind)}"
        if kind.in_guide:
            hint = f"write {link}:, the guide's folder, a slash and the chapter's file"
        others = tuple(self.guides) if kind.in_guide else ()
        return LinkTargets(what, self.entries[kind.id], hint, others)

    @staticmethod
    def where(kind: Kind) -> str:
        """Return where the files of a kind are, for messages."""
        return f"in content/{kind.folder}/"
