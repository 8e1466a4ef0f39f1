"""Places go in; all that concerns them beside the entry that stands for them comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.wording import choose_wording
from citybook.views import addresses
from citybook.views.frame import Backlink, Teaser
from citybook.views.guidementions import GuideMention, guide_mentions
from citybook.views.network import Network, draw
from citybook.views.rows import ListRow, Rows
from citybook.views.site import Site


@dataclass(frozen=True)
class KindRows:
    """Entries of one kind under the title of that kind."""

    id: str
    title: str
    rows: tuple[ListRow, ...]


@dataclass(frozen=True)
class ChapterTeaser:
    """A chapter about the places: how long one reads it."""

    teaser: Teaser
    minutes: int


@dataclass(frozen=True)
class Gathered:
    """All that concerns places: entries about them by kind, chapters and steps of guides, others
    that mention them, who learnt from whom."""

    entries: tuple[KindRows, ...]
    chapters: tuple[ChapterTeaser, ...]
    steps: tuple[GuideMention, ...]
    mentioned_in: tuple[Backlink, ...]
    learnt_from: Network
    taught: Network
    is_partner: bool

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be read about the places."""
        return not (self.entries or self.chapters or self.steps or self.mentioned_in or self.taught)


def gather(
    site: Site, places: Sequence[str], path: str, own: Entry[Front] | None = None
) -> Gathered:
    """Return what there is about places; the page of the entry that stands for them leaves that
    out."""
    catalogue, to_place = site.catalogue, site.to_place(path)
    about = {id(one): one for place in places for one in catalogue.at_place.get(place, ())}
    others = [one for one in about.values() if not catalogue.kind_of(one).stands_for_places]
    chapters = [one for one in others if catalogue.kind_of(one).in_guide]
    link, taught_by = catalogue.kinds.place_link, site.lessons[1]
    learnt = site.lessons[0].get(own.slug, []) if own else []
    return Gathered(
        entries=_by_kind(site, others, path),
        chapters=tuple(ChapterTeaser(site.teaser(one, path), one.minutes) for one in chapters),
        steps=tuple(_steps(site, places, path, chapters)),
        mentioned_in=tuple(_once(_elsewhere(site, link, places, path, about.values()))),
        learnt_from=draw(catalogue, to_place, learnt),
        taught=draw(
            catalogue, to_place, [one for slug in places for one in taught_by.get(slug, [])]
        ),
        is_partner=any(place in catalogue.partner_places for place in places),
    )


def _by_kind(site: Site, entries: Sequence[Entry[Front]], path: str) -> tuple[KindRows, ...]:
    rows, found = Rows(site, path), []
    for kind in site.catalogue.kinds.with_pages:
        there = [one for one in entries if one.kind == kind.id and not kind.in_guide]
        title = choose_wording(
            kind.words.label if len(there) == 1 else kind.words.title, site.language
        )
        if there:
            found.append(KindRows(kind.id, site.translate(title), tuple(map(rows.row, there))))
    return tuple(found)


def _steps(
    site: Site, places: Sequence[str], path: str, chapters: Sequence[Entry[Front]]
) -> Iterable[GuideMention]:
    """Return where guides mention the places, but for the chapters about them."""
    own = {one.front.title for one in chapters}
    found = guide_mentions(site, site.catalogue.kinds.place_link, tuple(places), path)
    return (one for one in found if one.chapter not in own)


def _elsewhere(
    site: Site,
    link: str,
    places: Sequence[str],
    path: str,
    about: Iterable[Entry[Front]],
) -> Iterable[Backlink]:
    """Return what else mentions the places, outside of guides."""
    pages = [path, *(addresses.of_entry(site.catalogue, one) for one in about)]
    shown = {addresses.relative(path, page) for page in pages}
    return (
        found
        for place in places
        for found in site.backlinks(link, place, path)
        if not found.in_guide and found.href.partition("#")[0] not in shown
    )


def _once(links: Iterable[Backlink]) -> list[Backlink]:
    """Return the first link of each entry."""
    found: dict[str, Backlink] = {}
    for link in links:
        found.setdefault(link.href.partition("#")[0], link)
    return list(found.values())
