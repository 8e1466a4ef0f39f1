"""An entry of any kind goes in; what site, sheet and book show of it comes out.

What a kind declares no field for is empty here, and layouts leave it out.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from citybook.catalogue import Catalogue
from citybook.content import tree
from citybook.content.entries import IN_SHORT, Entry, reading_minutes
from citybook.content.sections import Section
from citybook.kinds.front import Front
from citybook.kinds.kind import Kind, SectionSpec
from citybook.kinds.wording import choose_wording
from citybook.models import Figure, Office
from citybook.views.blockgroups import BlockGroup, group_blocks
from citybook.views.facts import Fact, day, facts, money
from citybook.views.html import Flow
from citybook.views.icons import icon
from citybook.views.illustrations import ShownPicture
from citybook.views.lines import FindAddress, Line, lead_nowhere, line
from citybook.views.look import Look, country_name, look_of
from citybook.views.prose import BlockView, EntryRenderer
from citybook.views.sources import Cited, cite_sources

# So many stations of its lines are shown with an entry; a sheet has room for no more.
MOST_STATIONS = 10


@dataclass(frozen=True)
class IconItem:
    """An item of a list with icons. The icon says nothing that the text does not: it is the address
    of a background, not a figure."""

    text: Markup
    icon: str


@dataclass(frozen=True)
class SectionView:
    """A section as it is read. `number` is there where sections are numbered, `at` is its place in
    its file, for messages; `holds` and `drawn` are as its kind declares. Of a plan, `lead` is the
    first paragraph and `rest` what follows it; of a list with icons there are the `items`."""

    id: str
    number: int | None
    title: str
    anchor: str
    at: str
    holds: str
    drawn: str
    blocks: tuple[BlockView, ...] = ()
    lead: str = ""
    rest: Flow | None = None
    items: tuple[IconItem, ...] = ()

    @property
    def block_groups(self) -> tuple[BlockGroup, ...]:
        """Its blocks as the screen has them: text in its column, boxes beside each other."""
        return group_blocks(self.blocks)


@dataclass(frozen=True)
class EntryView:
    """An entry as layouts show it; `file` is where it comes from, for messages. `kicker` stands
    above its title as a card: the publication's word for journeys, else its `label`. `lines` are
    those whose stations are shown with it, `facts` the fields that fill no role, `as_of` the day of
    its last review. `spell` is how the medium writes an address."""

    kind: str
    label: str
    kicker: str
    slug: str
    file: str
    title: str
    country: str
    theme: str
    headline: str
    summary: str
    look: Look
    lines: tuple[Line, ...]
    figures: tuple[Figure, ...]
    facts: tuple[Fact, ...]
    grant: str
    funder: str
    lead: str
    partners: tuple[str, ...]
    contact: Office | None
    picture: ShownPicture | None
    sections: tuple[SectionView, ...]
    links: tuple[Cited, ...]
    notes: tuple[Cited, ...]
    sources: tuple[Cited, ...]
    is_short: bool
    words: int = 0
    as_of: str = ""
    spell: Callable[[str], str] = str

    @property
    def question(self) -> str:
        """The question of its first line."""
        return self.lines[0].question if self.lines else ""

    @property
    def minutes(self) -> int:
        """How long one reads it; 0 if it is short."""
        return reading_minutes(self.words) if self.words > IN_SHORT else 0

    def sections_at(self, *places: str) -> list[SectionView]:
        """Return the sections that the kind's declaration puts at these places, in its order."""
        return [section for section in self.sections if section.drawn in places]


def entry_view(
    catalogue: Catalogue,
    entry: Entry[Front],
    renderer: EntryRenderer,
    *,
    target: FindAddress = lead_nowhere,
    line_target: FindAddress = lead_nowhere,
    prefix: str = "",
    only: Collection[str] | None = None,
) -> EntryView:
    """Return an entry as it is shown, or `only` the sections with certain anchors. `target` leads
    to places and `line_target` to lines; `renderer` resolves the links of the text; `prefix` makes
    anchors unique in a book."""
    front, kind, language = entry.front, catalogue.kind_of(entry), catalogue.publication.language
    country, look = countries(catalogue, entry), look_of(catalogue, entry)
    sections = section_views(entry, kind, renderer, look.colour, prefix, only)
    count = len(sections if only is not None else entry.text.sections)
    grant, label = front.grant, choose_wording(kind.words.label, language)
    return EntryView(
        kind=entry.kind,
        label=label,
        kicker=(kind.stands_for_places and catalogue.publication.journey) or label,
        slug=entry.slug,
        file=entry.file,
        title=front.title,
        country="" if country == front.title else country,
        theme=catalogue.themes[front.themes[0]].name if front.themes else "",
        headline=front.headline,
        summary=front.summary,
        look=look,
        lines=_lines(catalogue, entry, target, line_target),
        figures=front.figures,
        facts=facts(catalogue, entry, is_paper=is_paper(renderer)),
        grant=money(language, grant.amount, grant.currency) if grant else "",
        funder=grant.funder if grant else "",
        lead=front.lead,
        partners=front.partners,
        contact=front.contact,
        picture=renderer.pictures.main() if renderer.pictures else None,
        sections=sections,
        links=cite_sources(front.links),
        notes=cite_sources(front.notes),
        sources=cite_sources(front.sources),
        is_short=not kind.has_sections or (kind.sections is not None and count == 1),
        words=entry.words,
        as_of=day(catalogue.publication, front.reviewed),
    )


def _lines(
    catalogue: Catalogue, entry: Entry[Front], target: FindAddress, line_target: FindAddress
) -> tuple[Line, ...]:
    """Return the lines whose stations are shown with an entry that stands for places."""
    is_station = catalogue.kind_of(entry).stands_for_places
    return tuple(
        line(catalogue, slug, target, line_target(slug), here=entry.slug, most=MOST_STATIONS)
        for slug in (entry.front.communities if is_station else ())
    )


def is_paper(renderer: EntryRenderer) -> bool:
    """Whether entries are rendered for paper."""
    return bool(renderer.medium and renderer.medium.is_paper)


def section_views(
    entry: Entry[Any],
    kind: Kind | None,
    renderer: EntryRenderer,
    colour: str = "",
    prefix: str = "",
    only: Collection[str] | None = None,
) -> tuple[SectionView, ...]:
    """Return all sections of an entry that its medium has, or `only` those with certain anchors."""
    is_numbered = bool(getattr(entry.front, "numbered", False))
    left_out = is_paper(renderer)
    found = []
    for number, section in enumerate(entry.text.sections, 1):
        spec = kind.section(section.id) if kind else None
        is_left_out = left_out and kind and not kind.is_printed(section.id)
        if not is_left_out and (only is None or section.anchor in only):
            shown = number if is_numbered else None
            found.append(_section_view(entry, section, spec, renderer, colour, shown, prefix))
    return tuple(found)


def _section_view(
    entry: Entry[Any],
    section: Section,
    spec: SectionSpec | None,
    renderer: EntryRenderer,
    colour: str,
    number: int | None,
    prefix: str,
) -> SectionView:
    holds = spec.holds if spec else "text"
    shown: dict[str, Any] = {}
    if holds == "plan":
        lead, rest = tree.lead(section.body), tree.rest(section.body)
        shown = {"lead": renderer.html(lead), "rest": renderer.flow(rest)}
    elif holds == "list with icons":
        items = zip(section.items, section.icons, strict=False)
        shown["items"] = tuple(
            IconItem(renderer.html(item), icon(name, colour)) for item, name in items
        )
    else:
        shown["blocks"] = renderer.blocks(section, entry.file)
    return SectionView(
        id=section.id,
        number=number,
        title=section.title,
        anchor=prefix + section.anchor,
        at=f"{entry.file}:{section.line}",
        holds=holds,
        drawn=spec.drawn if spec else "route",
        **shown,
    )


def countries(catalogue: Catalogue, entry: Entry[Front]) -> str:
    """Return the names of an entry's countries."""
    return ", ".join(country_name(catalogue, code) for code in catalogue.countries_of(entry))
