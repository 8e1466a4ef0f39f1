"""What all pages of the site share: their frame, what they offer to download, and links to entries
with a word on each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from markupsafe import Markup

from citybook.models import Publication
from citybook.views import addresses
from citybook.views.dates import EntryDates
from citybook.views.logos import Strip
from citybook.views.sitelogo import SiteLogo


@dataclass(frozen=True)
class Download:
    """A finished file that the site offers, of one item of an output: where it is below build/, its
    title, number of pages (0 where it has none), size in bytes and as readers know it; `pages_of`
    tells where each anchor of an edition is printed, and a copy lies at each of the `old_files`."""

    file: str
    title: str
    pages: int
    size: int
    shown_size: str
    output: str
    item: str
    pages_of: dict[str, int] | None = None
    old_files: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Where it is below downloads/."""
        return self.below_downloads(self.file)

    @property
    def names(self) -> tuple[str, ...]:
        """All places below downloads/, the old ones too."""
        return tuple(self.below_downloads(file) for file in (self.file, *self.old_files))

    @staticmethod
    def below_downloads(file: str) -> str:
        """Return where a file of build/ is below downloads/."""
        return file.removeprefix("pdf/")

    @property
    def format(self) -> str:
        """The format as readers know it: PDF, TXT."""
        return self.file.rpartition(".")[2].upper().replace("GEOJSON", "GeoJSON")


class CoverPicture(NamedTuple):
    """A picture of a PDF's cover: its file below assets/ of the site, its size in pixels, and how
    wide it is on paper in mm."""

    name: str
    width: int
    height: int
    wide: float


@dataclass(frozen=True)
class DownloadGroup:
    """What the Downloads page shows of one output; `about` is the page that explains it, if there
    is one; `beside` is the output beside whose downloads these stand, if not by themselves. What is
    not `is_on_shelf` is not listed: the pages of its entries offer it."""

    heading: str
    note: str
    downloads: tuple[Download, ...]
    about: str = ""
    beside: str = ""
    is_on_shelf: bool = True

    @property
    def anchor(self) -> str:
        """Where it stands on the page: by the name of its output."""
        return self.downloads[0].output


@dataclass(frozen=True)
class Offer:
    """A download and where it is from the page that offers it; `about` leads to the edition's own
    page; `others` are the same in other formats."""

    href: str
    download: Download
    about: str = ""
    others: tuple[Offer, ...] = ()


@dataclass(frozen=True)
class FootLine:
    """A line at the foot of each page, and the path of its page."""

    number: int
    name: str
    colour: str
    path: str


@dataclass(frozen=True)
class FootColumn:
    """Ways at the foot of each page under a title, each with words and a path in the site."""

    title: str
    ways: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Foot:
    """What leads on at the foot of each page: lines, with how many more there are, and others."""

    lines: tuple[FootLine, ...]
    more_lines: int
    columns: tuple[FootColumn, ...]


@dataclass(frozen=True)
class LanguageLink:
    """A language that the publication can be read in, by its own name; `href` is the address of
    the site in that language, empty for this one."""

    code: str
    name: str
    direction: str
    href: str

    @property
    def is_here(self) -> bool:
        """Whether it is that of this site."""
        return not self.href


@dataclass(frozen=True)
class PreviewPicture:
    """A picture for those who share a link: its full address, its size in pixels, and what it shows
    in words, empty where it is decorative."""

    address: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class LinkedData:
    """What the head of an entry's page tells: `json` is its linked data, `row` leads to its row of
    open data."""

    json: Markup
    row: str
    dates: EntryDates
    picture: PreviewPicture | None


@dataclass(frozen=True)
class Frame:
    """What every page has: its place, its address and the way to the others. `root` leads to the
    site's top; `assets` are the places of what pages load, by their names; `places` is the page
    with the map; `sections` are the parts of the site that have pages: title and path; `foot` leads
    to more; `languages` are none where there is one only; `has_lessons` says whether any city
    learnt from another, `has_feed` whether there is a feed of what is new; `locale` is
    the language as Open Graph has it, and `data` what the page of an entry tells other programs. A
    page that `is_anywhere` is shown under any address: it links to full ones and can load
    nothing."""

    path: str
    title: str
    description: str
    canonical: str
    root: str
    assets: Mapping[str, str]
    lang: str
    direction: str
    publication: Publication
    places: str
    sections: tuple[tuple[str, str], ...]
    has_lessons: bool
    logos: Strip
    foot: Foot
    languages: tuple[LanguageLink, ...] = ()
    is_anywhere: bool = False
    has_feed: bool = False
    locale: str = ""
    data: LinkedData | None = None
    logo: SiteLogo | None = None

    def to(self, target: str) -> str:
        """Return the link from this page to another of the site."""
        if self.is_anywhere:
            path, mark, section = target.partition("#")
            return self.publication.base + addresses.of_host(path) + mark + section
        return addresses.relative(self.path, target)

    def asset(self, name: str) -> str:
        """Return the link from this page to what it loads, such as `site.css`."""
        return self.to(self.assets[name])

    def is_in(self, section: str) -> bool:
        """Whether this page belongs to the part of the site that begins at `section`."""
        return (
            self.path.startswith(section.removesuffix("index.html")) and section != addresses.HOME
        )


@dataclass(frozen=True)
class Page:
    """A page of the site: its layout, site/`layout`.html, and what that shows."""

    layout: str
    frame: Frame
    content: Any


@dataclass(frozen=True)
class PagePlan:
    """A page that may have to be made, or a file beside pages, ready as bytes: `made_from` changes
    whenever what is its own on it does. The sitemap leaves out what is not listed."""

    path: str
    made_from: bytes
    make: Callable[[], Page | bytes]
    is_listed: bool = True


@dataclass(frozen=True)
class Teaser:
    """An entry in a list: its name, where it leads, and a word on it. `label` says what it is,
    `kicker` where and what about."""

    kind: str
    label: str
    title: str
    href: str
    kicker: str
    summary: str
    colour: str
    number: int | None = None


@dataclass(frozen=True)
class Backlink:
    """Where another entry mentions this one: its name, the section or box, and whether that is in a
    guide."""

    title: str
    href: str
    within: str
    in_guide: bool


@dataclass(frozen=True)
class PrintedIn:
    """An edition that holds an entry, and the page."""

    title: str
    href: str
    page: int | None
