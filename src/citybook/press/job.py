"""What a print shop's file is made from, and what is made: an edition as it is to be printed, its
sources, and the parcel."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from citybook.models.press import ShopPrint
from citybook.press.findings import Fault, Finding, Wanted
from citybook.problems import Problem

# A problem that many pages have names so many of them.
MOST_PAGES = 3


@dataclass(frozen=True)
class Job:
    """An edition to be printed by a shop. `file` is the edition's, `places` tells where in it each
    value stands; `trim` is its width and height in mm as the pages lie; `lines` are the inks, in
    per cent, of each colour that has them beside it."""

    slug: str
    file: str
    title: str
    trim_name: str
    trim: tuple[float, float]
    shop: ShopPrint = field(default_factory=ShopPrint)
    event: str = ""
    date: datetime.date | None = None
    rtl: bool = False
    lines: Mapping[str, Sequence[float]] = field(default_factory=dict)
    places: Mapping[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)

    def problem(
        self, name: str, message: str, hint: str = "", *, severity: str = "error"
    ) -> Problem:
        """A problem with `press.shop.name`, or with what is written down of what it stands in."""
        path: tuple[str | int, ...] = ("press", "shop", name)
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return Problem(self.file, line, column, message, hint, severity)


@dataclass(frozen=True)
class Source:
    """What an edition is made from: the folder of its print HTML; the text of its stylesheet,
    shop.css after it; the folders of fonts and pictures, and those in which profiles are looked for
    first. Pieces are kept in `kept`, and `made_by` tells what else they depend on; `anchors` are
    the numbers of pages of the last time."""

    html: Path
    css: str
    fonts: Path
    images: Path
    profiles: Sequence[Path]
    kept: Path
    made_by: str = ""
    anchors: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Parcel:
    """The zip, warnings of the preflight, and what to keep for the next time: pieces by key, and
    the numbers of pages."""

    data: bytes
    warnings: tuple[Problem, ...]
    pieces: Mapping[str, bytes]
    anchors: Mapping[str, int]


@dataclass(frozen=True)
class Sheets:
    """A file of the zip, what it must be, what each of its pages is called, and the content file
    that it is made of, as far as it is of one."""

    name: str
    data: bytes
    wanted: Wanted
    pages: tuple[str, ...]
    sources: tuple[str, ...] = ()

    def where(self, finding: Finding) -> str:
        """The page that a finding is about, in words."""
        return self.pages[finding.page - 1] if finding.page else "the whole file"

    def source(self, finding: Finding) -> str:
        """The content file that a finding is about; empty if it is none, or many."""
        return self.sources[finding.page - 1] if finding.page and self.sources else ""


def problems(job: Job, found: Sequence[tuple[Sheets, Finding]]) -> list[Problem]:
    """One problem for what is wrong in the same way on several pages of a content file or the
    edition; it names the first."""
    places: dict[tuple[str, str, Fault], list[str]] = {}
    for sheets, finding in found:
        places.setdefault((sheets.name, sheets.source(finding), finding.fault), []).append(
            sheets.where(finding)
        )
    made = []
    for (name, source, fault), where in places.items():
        more = f" and {len(where) - MOST_PAGES} more" if len(where) > MOST_PAGES else ""
        at = f"{', '.join(where[:MOST_PAGES])}{more}: {fault.message}"
        if source in ("", job.file):
            made.append(
                job.problem("profile", f"{name}, {at}", fault.hint, severity=fault.severity)
            )
        else:
            made.append(
                Problem(source, 0, 0, f"{name} of '{job.slug}', {at}", fault.hint, fault.severity)
            )
    return made
