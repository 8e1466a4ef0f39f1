"""All content goes in; every name that can be linked to, with what it is called, comes out."""

from __future__ import annotations

from dataclasses import dataclass

from citybook.content.reading import Content
from citybook.content.vocabularies import COMMUNITIES, PLACES, THEMES
from citybook.kinds.kind import Kind
from citybook.kinds.wording import worded
from citybook.problems import Problem, did_you_mean


@dataclass(frozen=True)
class Target:
    """What links of one sort lead to: its name in messages, the slugs there are, others that are
    right too, what to do about a wrong one, and whether there is anything to compare with."""

    what: str
    slugs: list[str]
    hint: str
    others: tuple[str, ...] = ()
    is_checked: bool = True


class KnownNames:
    """The names of places, communities, themes and entries, those of files with mistakes too: one
    mistake shall not be reported twice."""

    def __init__(self, content: Content) -> None:
        self.kinds, self.language = content.kinds, "en"
        self.places, self.communities, self.themes = (
            self._of(content, name) for name in (PLACES, COMMUNITIES, THEMES)
        )
        self.entries = {id: [one.slug for one in found] for id, found in content.entries.items()}
        self.guides = {entry.slug: entry.front.chapters for entry in content.guides}
        self.partners = {
            slug: {place for partner in community.partners for place in partner.all_places}
            for slug, community in content.communities.items()
        }
        self.anchors = {
            entry.slug: [head.anchor for head in entry.heads] for entry in content.chapters
        }

    @staticmethod
    def _of(content: Content, vocabulary: str) -> list[str]:
        located = content.located.get(vocabulary)
        return list(located.value) if located and isinstance(located.value, dict) else []

    def of_vocabulary(self, what: str) -> list[str]:
        """Return the names of a vocabulary by what one of them is called."""
        return {"place": self.places, "community": self.communities, "theme": self.themes}[what]

    def target(self, link: str) -> Target | None:
        """Return what links of a sort lead to; None where nothing is to be found there."""
        if link == self.kinds.place_link:
            hint = f"the places are in content/{PLACES}"
            return Target("place", self.places, hint, is_checked=bool(self.places))
        kind = self.kinds.of_link(link)
        if kind is None:
            return None
        what = worded(kind.words.one, self.language)
        hint = (
            f"{worded(kind.words.many, self.language)} are named by their file {self.where(kind)}"
        )
        if kind.in_guide:
            hint = f"write {link}:, the guide's folder, a slash and the chapter's file"
        others = tuple(self.guides) if kind.in_guide else ()
        return Target(what, self.entries[kind.id], hint, others)

    @staticmethod
    def where(kind: Kind) -> str:
        """Return where the files of a kind are, for messages."""
        return f"in content/{kind.folder}/"


def unknown(
    what: str, name: str, names: list[str], file: str, mark: tuple[int, int], where: str
) -> Problem:
    """Return the problem of a name that no vocabulary holds."""
    hints = {
        "place": f"the places are in content/{PLACES}",
        "theme": f"the themes are in content/{THEMES}",
        "community": f"the communities are {', '.join(names)}",
    }
    message = f"{where}no {what} '{name}'{did_you_mean(name, names)}"
    return Problem(file, *mark, message, hints.get(what, ""))
