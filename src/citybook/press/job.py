"""What goes to a print shop, and what is made: an edition as it is to be printed, the files and
their package."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from citybook.content.values import nearest
from citybook.models.press import ShopPrint
from citybook.press.findings import Finding, Wanted
from citybook.problems import ContentError, Problem


@dataclass(frozen=True)
class ShopJob:
    """An edition to be printed by a shop. `file` is the edition's, `places` tells where in it each
    value stands; `trim` is its width and height in mm as the pages lie; `inks` are those, in per
    cent, of each colour that has them beside it; `anchors` are the numbers of pages that are known,
    such as those of the edition that is read on screen; `base` is the publication's address."""

    slug: str
    file: str
    title: str
    trim_name: str
    trim: tuple[float, float]
    shop: ShopPrint = field(default_factory=ShopPrint)
    event: str = ""
    date: datetime.date | None = None
    rtl: bool = False
    inks: Mapping[str, Sequence[float]] = field(default_factory=dict)
    places: Mapping[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)
    anchors: Mapping[str, int] = field(default_factory=dict)
    base: str = ""

    @property
    def is_leaflet(self) -> bool:
        return self.trim[0] > self.trim[1]

    @property
    def cache(self) -> str:
        """The folder below build/ with its fragments."""
        return f".state/shop/{self.slug}"

    def problem(
        self, name: str, message: str, hint: str = "", *, severity: str = "error"
    ) -> Problem:
        """Describe a problem with `press.shop.name`, or with what is written of what it stands
        in."""
        mark = nearest(self.places, ("press", "shop", name))
        return Problem(self.file, *mark, message, hint, severity)

    def error(self, name: str, message: str, hint: str) -> ContentError:
        """Describe a mistake in `press.shop.name` that nothing can be made with."""
        return ContentError([self.problem(name, message, hint)])


@dataclass(frozen=True)
class PrintFile:
    """A PDF of the package, what it must be, what each of its pages is called, and the content file
    that it is made of, as far as it is of one."""

    name: str
    data: bytes
    wanted: Wanted
    pages: tuple[str, ...]
    sources: tuple[str, ...] = ()

    def where(self, finding: Finding) -> str:
        """Name the page that a finding is about."""
        return self.pages[finding.page - 1] if finding.page else "the whole file"

    def source(self, finding: Finding) -> str:
        """Find the content file that a finding is about; empty if it is none, or many."""
        return self.sources[finding.page - 1] if finding.page and self.sources else ""


@dataclass(frozen=True)
class JobPackage:
    """The zip, warnings of the preflight, and the typeset fragments by key, to be cached for the
    next time."""

    data: bytes
    warnings: tuple[Problem, ...]
    fragments: Mapping[str, bytes]
