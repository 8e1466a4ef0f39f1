"""An entry goes in; what else one may read comes out, in groups that each name their reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel.lists import format_list

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.wording import N_
from citybook.views.guidementions import guide_mentions
from citybook.views.network import lesson
from citybook.views.site import Site

# So many other entries are named, whatever the reasons; so many of a theme are looked at.
MOST, NEAR = 5, 50


@dataclass(frozen=True)
class ReadOnLink:
    """What one may read, and a word on it."""

    title: str
    href: str
    note: str


@dataclass(frozen=True)
class ReadOn:
    """A reason to read on, and what."""

    reason: str
    links: tuple[ReadOnLink, ...]


class Reasons:
    """Finds what to read beside one entry, as its page shows it. Each entry is named once, under
    the first reason."""

    def __init__(self, site: Site, entry: Entry[Front], path: str) -> None:
        self.site, self.catalogue, self.entry, self.path = site, site.catalogue, entry, path
        self.left = MOST
        self.named = {id(entry)}

    def all(self) -> tuple[ReadOn, ...]:
        """Return the groups that have something."""
        found = (self.learnt_from(), self.same_place(), self.same_themes(), self.in_guide())
        return tuple(group for group in found if group.links)

    def learnt_from(self) -> ReadOn:
        """Return the places that the entry's city learnt from, and what: not what else there is
        about them, which may have taught nobody."""
        catalogue, links, learner = self.catalogue, list[ReadOnLink](), ""
        own = [catalogue.entry_of_place.get(place) for place in self.entry.front.places]
        for slug in dict.fromkeys(one.slug for one in own if one):
            for one in self.site.lessons[0].get(slug, ())[: self.left]:
                shown = lesson(catalogue, one, self.site.to_place(self.path))
                note = "; ".join(idea.striptags() for idea in shown.ideas)
                links.append(ReadOnLink(shown.teacher.name, shown.teacher.href, note))
                self.named.add(id(catalogue.entry_of_place.get(one.teacher, one)))
                self.left -= 1
                learner = shown.learner.name
        said = self.site.translate("%(city)s learnt from")
        return ReadOn(said % {"city": learner}, tuple(links))

    def same_place(self) -> ReadOn:
        """Return what there is about the same places."""
        places = self.entry.front.places
        found = [other for place in places for other in self.catalogue.at_place[place]]
        names = [self.catalogue.places[slug].name for slug in places]
        listed = format_list(names, locale=self.site.language) if names else ""
        said = self.site.translate("About %(place)s, too")
        return ReadOn(said % {"place": listed}, tuple(self._take(found)))

    def same_themes(self) -> ReadOn:
        """Return what has most themes in common, two at least where the entry has several."""
        front, catalogue = self.entry.front, self.catalogue
        least = min(2, len(front.themes))
        near = [
            other
            for theme in front.themes[:1]
            for other in self._from_here(catalogue.of_theme[theme])
            if len(self._shared_names(other)) >= least
        ]
        near.sort(key=lambda other: -len(self._shared_names(other)))
        say = self.site.translate
        reason = say(N_("On the same themes") if least > 1 else N_("On the same theme"))
        return ReadOn(reason, tuple(self._take(near[:3])))

    def _from_here(self, entries: list[Entry[Front]]) -> list[Entry[Front]]:
        """Return entries in their order, beginning behind this one."""
        at = next((index for index, other in enumerate(entries) if other is self.entry), 0)
        return [*entries[at + 1 : at + 1 + NEAR], *entries[: min(at, NEAR)]]

    def _shared_names(self, other: Entry[Front]) -> set[str]:
        return set(self.entry.front.themes) & set(other.front.themes)

    def in_guide(self) -> ReadOn:
        """Return the sections of guides that mention the entry."""
        kind = self.catalogue.kind_of(self.entry)
        found = guide_mentions(self.site, kind.link, (self.entry.slug,), self.path)
        links = tuple(
            ReadOnLink(
                f"{one.number} {one.title}" if one.number else one.title, one.href, one.chapter
            )
            for one in found
        )
        return ReadOn(self.site.translate("In the how-to guide"), links)

    def _take(self, entries: Sequence[Entry[Front]]) -> Iterator[ReadOnLink]:
        """Yield links to entries that have not been named, while there are some left."""
        for one in entries:
            if not self.left:
                return
            if id(one) not in self.named and not self.catalogue.kind_of(one).in_guide:
                self.named.add(id(one))
                self.left -= 1
                shown = self.site.teaser(one, self.path)
                note = " · ".join(filter(None, (shown.label, shown.kicker)))
                yield ReadOnLink(one.front.title, shown.href, note)


def reasons_to_read_on(site: Site, entry: Entry[Front], path: str) -> tuple[ReadOn, ...]:
    """Return what to read beside an entry, as the page `path` shows it."""
    return Reasons(site, entry, path).all()
