"""Places go in; all that concerns them beside the entry that stands for them comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.views import addresses
from citybook.views.frame import Backlink, TeaserGroup
from citybook.views.network import Lesson
from citybook.views.site import Site


@dataclass(frozen=True)
class Gathered:
    """All that concerns places: entries about them by kind, chapters and examples in guides, others
    that mention them, lessons."""

    entries: tuple[TeaserGroup, ...]
    chapters: tuple[TeaserGroup, ...]
    examples: tuple[Backlink, ...]
    mentioned_in: tuple[Backlink, ...]
    learnt_from: tuple[Lesson, ...]
    taught: tuple[Lesson, ...]
    is_partner: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be read about the places."""
        return not (
            self.entries or self.chapters or self.examples or self.mentioned_in or self.taught
        )


def gather(
    site: Site, places: Sequence[str], path: str, own: Entry[Front] | None = None
) -> Gathered:
    """Return what there is about places; the page of the entry that stands for them leaves that
    out."""
    catalogue = site.catalogue
    about = {id(one): one for place in places for one in catalogue.at_place.get(place, ())}
    link = catalogue.kinds.place_link
    mentions = [found for place in places for found in site.backlinks(link, place, path)]
    others = [one for one in about.values() if not catalogue.kind_of(one).stands_for_places]
    groups = site.groups(others, path)
    pages = [path, *(addresses.of_entry(catalogue, one) for one in about.values())]
    shown = {addresses.relative(path, page) for page in pages}
    elsewhere = [found for found in mentions if found.href.partition("#")[0] not in shown]
    chapters = catalogue.kinds.chapters
    return Gathered(
        entries=tuple(group for group in groups if not chapters or group.kind != chapters.id),
        chapters=tuple(group for group in groups if chapters and group.kind == chapters.id),
        examples=tuple(found for found in elsewhere if found.in_guide),
        mentioned_in=tuple(_once(found for found in elsewhere if not found.in_guide)),
        learnt_from=site.learnt_by(own.slug, path) if own else (),
        taught=site.taught_by(places, path),
        is_partner=any(place in catalogue.partner_places for place in places),
    )


def _once(links: Iterable[Backlink]) -> list[Backlink]:
    """Return the first link of each entry."""
    found: dict[str, Backlink] = {}
    for link in links:
        found.setdefault(link.href.partition("#")[0], link)
    return list(found.values())
