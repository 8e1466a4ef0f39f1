"""What a kind of entry is: its names, fields and sections, and the traits that others ask for.

No other module asks which kind an entry is: it asks for a trait (`kind.has_sheet`) or a role of its
front matter (`entry.front.places`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from citybook.kinds.wording import Wording, choose_wording

# What the front matter of a guide's chapters lies in: a folder of its own for each guide.
GUIDES = "guides"
# Roles whose fields readers see among the facts, too.
FACTS = ("date",)
# What names of what is no entry begin with, where those of entries have the `link` of their kind.
COMMUNITY, THEME, EDITION = "community", "theme", "edition"


@dataclass(frozen=True)
class Field:
    """A field of the front matter. `most` and `least` limit a number, or how many values there are;
    `unit` is printed behind a number, and `steps` divide numbers into ranges to choose from;
    `values` are those of a choice with their wording, `facet` is set where readers may choose by
    it."""

    name: str
    type: str
    required: bool = False
    help: Wording = ""
    label: Wording = ""
    most: float | None = None
    least: float | None = None
    unit: Wording = ""
    steps: tuple[float, ...] = ()
    values: dict[str, Wording] = field(default_factory=dict)

    def range_of(self, value: Any) -> str:
        """Return which of the ranges between its `steps` a number lies in, such as `10-100`; the
        first has no beginning and the last no end."""
        bounds = ["", *(f"{Decimal(str(step)).normalize():f}" for step in self.steps), ""]
        at = sum(float(value) >= step for step in self.steps)
        return f"{bounds[at]}-{bounds[at + 1]}"


@dataclass(frozen=True)
class SectionSpec:
    """A section that entries of a kind may have. `id` names it in anchors, styles and records; the
    heading may change. `holds` is what its text is, `drawn` where a card's layouts put it; where it
    `teaches`, a link to a place says where a lesson came from."""

    id: str
    heading: Wording
    required: bool = False
    holds: str = "text"
    drawn: str = "route"
    teaches: bool = False
    help: Wording = ""


@dataclass(frozen=True)
class KindWords:
    """What a kind is called: `one` and `many` in messages, `label` and `title` above an entry and
    above their list, `lead` below that title."""

    one: Wording
    many: Wording
    label: Wording
    title: Wording
    lead: Wording = ""

    def of_count(self, count: int) -> Wording:
        """Return what so many entries are called."""
        return self.one if count == 1 else self.many


@dataclass(frozen=True, eq=False)
class Kind:
    """A declared kind of entry. `file` is its declaration; `page`, `sheet`, `book` and `list_page`
    name its layouts for screen, sheet, booklet and the site's list, empty where it has none;
    `offprint` is the paper of a PDF of each entry by itself, empty where there is none; `former`
    are headings that sections have in Citybook's own declaration and no longer here, with the
    present ones."""

    id: str
    file: str
    folder: str
    link: str
    words: KindWords
    fields: dict[str, Field]
    roles: dict[str, str]
    # None where headings are free.
    sections: tuple[SectionSpec, ...] | None = None
    has_sections: bool = True
    has_blocks: bool = True
    stands_for_places: bool = False
    explains: bool = False
    page: str = ""
    sheet: str = ""
    book: str = ""
    list_page: str = ""
    offprint: str = ""
    facets: tuple[str, ...] = ()
    former: Mapping[str, str] = field(default_factory=dict)

    @property
    def plural(self) -> str:
        """What several are called in editions and counts, such as `cards`."""
        return f"{self.id}s"

    @property
    def in_guide(self) -> bool:
        """Whether entries are chapters of guides, each in the folder of its guide."""
        return self.folder == f"{GUIDES}/*"

    @property
    def address(self) -> str:
        """The folder of the site that holds the pages of its entries."""
        return self.folder.removesuffix("/*")

    @property
    def has_page(self) -> bool:
        """Whether each entry has a page of its own on the site."""
        return bool(self.page)

    @property
    def has_sheet(self) -> bool:
        """Whether each entry has a sheet, one page of A4."""
        return bool(self.sheet)

    @property
    def has_list(self) -> bool:
        """Whether the site lists its entries on a page."""
        return bool(self.list_page)

    @property
    def is_chosen(self) -> bool:
        """Whether editions choose entries of it, one by one or by what they are about."""
        return bool(self.book) and not self.in_guide

    @property
    def headings(self) -> dict[str, SectionSpec]:
        """The declared sections by every heading they have, in their order."""
        found: dict[str, SectionSpec] = {}
        for section in self.sections or ():
            texts = section.heading
            for text in [texts] if isinstance(texts, str) else texts.values():
                found[text] = section
        return found

    def section(self, id: str) -> SectionSpec | None:
        """Return the declared section of an id; None among free headings."""
        return next((one for one in self.sections or () if one.id == id), None)

    def is_printed(self, id: str) -> bool:
        """Whether paper has the section of this id, too; all with free headings."""
        found = self.section(id)
        return found is None or found.drawn != "page-only"

    def label_of(self, name: str, language: str) -> str:
        """Return what readers see above the values of a field."""
        return (
            choose_wording(self.fields[name].label, language)
            or re.sub("[_-]", " ", name).capitalize()
        )

    def extra_fields(self) -> list[Field]:
        """Return the fields that layouts show as facts, in their order: those that fill no role,
        and a date."""
        filled = {field for role, field in self.roles.items() if role not in FACTS}
        return [one for one in self.fields.values() if one.name not in filled]


@dataclass(frozen=True, eq=False)
class Kinds:
    """All kinds of a publication, Citybook's own first, in the order of lists that hold several."""

    by_id: dict[str, Kind]

    def __iter__(self) -> Any:
        return iter(self.by_id.values())

    def __getitem__(self, id: str) -> Kind:
        return self.by_id[id]

    @cached_property
    def of_places(self) -> Kind | None:
        """The kind whose entries stand for their places, if there is one."""
        return next((kind for kind in self if kind.stands_for_places), None)

    @cached_property
    def place_link(self) -> str:
        """What a link to a place begins with, such as `city` in `city:paris`."""
        return self.of_places.link if self.of_places else "city"

    @property
    def place_address(self) -> str:
        """The folder of the site that holds the pages of places."""
        return self.of_places.address if self.of_places else "cities"

    def of_link(self, link: str) -> Kind | None:
        """Return the kind that links of a sort lead to; None for those to places and numbers."""
        return next(
            (kind for kind in self if kind.link == link and not kind.stands_for_places), None
        )

    @property
    def links(self) -> tuple[str, ...]:
        """What links between entries begin with."""
        return tuple(dict.fromkeys([self.place_link, *(kind.link for kind in self), "count"]))

    @property
    def with_pages(self) -> list[Kind]:
        """Return the kinds whose entries have pages."""
        return [kind for kind in self if kind.has_page]

    @property
    def listed(self) -> list[Kind]:
        """Return the kinds that the site lists on a page of their own."""
        return [kind for kind in self if kind.has_list]

    @property
    def chosen(self) -> list[Kind]:
        """Return the kinds that editions choose entries of."""
        return [kind for kind in self if kind.is_chosen]

    @property
    def chapters(self) -> Kind | None:
        """The kind of the chapters of guides, if there is one."""
        return next((kind for kind in self if kind.in_guide), None)

    @property
    def guide_link(self) -> str:
        """What a link to a guide or a chapter begins with."""
        return self.chapters.link if self.chapters else "guide"

    @property
    def terms(self) -> Kind | None:
        """The kind of the words that a glossary explains, if there is one."""
        return next((kind for kind in self if kind.explains), None)
