"""A link goes in; where guides mention what it leads to comes out, step by step."""

from __future__ import annotations

from dataclasses import dataclass

from citybook.kinds.wording import N_
from citybook.relations import Mention
from citybook.views import addresses
from citybook.views.site import Site

LABELS = {
    "example": N_("Example"),
    "good-practice": N_("Good practice"),
    "challenge": N_("Challenge"),
    "risk": N_("Risk"),
}


@dataclass(frozen=True)
class GuideMention:
    """A section of a chapter that mentions something: its number, if it is a step or a point, the
    chapter it belongs to, and the boxes that do so: what each is and its title."""

    number: int | None
    title: str
    href: str
    chapter: str
    boxes: tuple[tuple[str, str], ...]


def guide_mentions(
    site: Site, link: str, slugs: tuple[str, ...], path: str
) -> tuple[GuideMention, ...]:
    """Return where guides mention what such links to these slugs lead to, as the page `path` shows
    it; each section once, steps first."""
    found: dict[str, list[Mention]] = {}
    for slug in slugs:
        for one in site.catalogue.mentions.get((link, slug), ()):
            is_chapter = one.entry is not site.catalogue.about and one.entry.kind in chapters(site)
            if is_chapter:
                found.setdefault(addresses.of_mention(site.catalogue, one), []).append(one)
    shown = [_mention(site, place, mentions, path) for place, mentions in found.items()]
    return tuple(sorted(shown, key=lambda one: one.number is None))


def chapters(site: Site) -> tuple[str, ...]:
    """Return the ids of the kinds of chapters."""
    kind = site.catalogue.kinds.chapters
    return (kind.id,) if kind else ()


def _mention(site: Site, place: str, mentions: list[Mention], path: str) -> GuideMention:
    first = mentions[0]
    at = next(n for n, head in enumerate(first.entry.heads, 1) if head.anchor == first.anchor)
    boxes = {
        (site.translate(LABELS[one.block]), one.title): None
        for one in mentions
        if one.block in LABELS and one.title
    }
    return GuideMention(
        number=at if first.entry.front.numbered else None,
        title=first.section,
        href=addresses.relative(path, place),
        chapter=first.entry.front.title,
        boxes=tuple(boxes),
    )
