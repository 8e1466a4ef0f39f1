"""A linked catalogue goes in; what an editor should know of its pictures comes out: rights that
end, files too small for their places, descriptions of what nobody shows.

What day it is decides what is warned of. What is built depends on the content only.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any, cast

from citybook import clock
from citybook.catalogue import Catalogue
from citybook.content.descriptions import Described
from citybook.content.entries import Entry
from citybook.content.illustrations import PictureUse
from citybook.content.picture_places import LEAST, PLACES, PageForm
from citybook.content.vocabularies import IMAGES
from citybook.naming import show_name
from citybook.problems import Problem
from citybook.selection import offprints, pictures_in

# Where a picture is shown: the use, its entry's file, the paper, and how messages call it; no paper
# for the site.
Shown = tuple[PictureUse, str, PageForm | None, str]


def warn_of_pictures(catalogue: Catalogue, today: datetime.date | None = None) -> Iterator[Problem]:
    """Yield what is wrong with pictures that can be shown: a warning, or a mistake where an edition
    shows one whose rights have ended."""
    entries: list[Entry[Any]] = [*catalogue.entries, catalogue.about]
    everywhere: list[Shown] = [
        (use, entry.file, None, "on the site") for entry in entries for use in entry.pictures
    ]
    on_paper = list(_on_paper(catalogue))
    yield from _find_ended(catalogue, today or clock.today(), everywhere)
    yield from _too_small(catalogue, [*everywhere, *on_paper])
    files = {use.file for use, *_ in (*everywhere, *on_paper)}
    for name, one in catalogue.described.items():
        if name not in files:
            yield _report_unshown(name, one)


def _on_paper(catalogue: Catalogue) -> Iterator[Shown]:
    for entry in catalogue.sheets.values():
        yield from ((use, entry.file, "sheet", "in a sheet") for use in entry.pictures)
    for edition in catalogue.editions.values():
        is_leaflet, trim = edition.front.kind == "leaflet", edition.front.trim
        paper: PageForm = "leaflet" if is_leaflet else trim
        where = "in a leaflet" if is_leaflet else f"in a book of {trim}"
        for entry, use in pictures_in(catalogue, edition):
            yield use, entry.file, paper, where
    for entry in offprints(catalogue).values():
        paper = cast("PageForm", catalogue.kind_of(entry).offprint)
        where = f"in an offprint of {paper}"
        yield from ((use, entry.file, paper, where) for use in entry.pictures)


def _find_ended(
    catalogue: Catalogue, today: datetime.date, everywhere: Iterable[Shown]
) -> Iterator[Problem]:
    ended = {
        name: one
        for name, one in catalogue.described.items()
        if one.description and (one.description.rights_until or today) < today
    }
    used = {use.file for use, *_ in everywhere}
    printed: dict[str, list[str]] = {}
    for edition in catalogue.editions.values() if ended else ():
        for name in {use.file for _, use in pictures_in(catalogue, edition)}:
            printed.setdefault(name, []).append(edition.file)
    hint = "ask for more time and change `rights_until`, or show another picture"
    for name, one in ended.items():
        day = one.description.rights_until if one.description else today
        message = f"rights_until: '{show_name(name)}' may not be shown since {day} is over"
        place = (one.file, *one.mark("rights_until"))
        if files := printed.get(name):
            yield Problem(*place, f"{message}, and {files[0]} shows it", hint)
        elif name in used:
            yield Problem(*place, message, hint, "warning")


def _too_small(catalogue: Catalogue, everywhere: Iterable[Shown]) -> Iterator[Problem]:
    """Yield a warning for each use of a picture that has fewer pixels than one place of it
    needs: told is the place that needs most."""
    found: dict[tuple[str, PictureUse], tuple[int, Problem]] = {}
    for use, file, paper, where in everywhere:
        look, place = catalogue.pictures[use.file], PLACES[use.place]
        ratio = look.width / look.height if look.height else 1
        share = place.share(ratio)
        least = share * (place.pixels(paper, ratio, LEAST) if paper else place.site)
        needed = round(share * (place.pixels(paper, ratio) if paper else place.site))
        if look.width >= least or needed <= found.get((file, use), (0, None))[0]:
            continue
        message = (
            f"'{show_name(use.file)}' has {look.width} × {look.height} pixels, too few for "
            f"{place.label} {where}"
        )
        hint = f"use a picture that is {needed} pixels wide"
        problem = Problem(file, use.line, use.column, message, hint, "warning")
        found[file, use] = (needed, problem)
    yield from (problem for _, problem in found.values())


def _report_unshown(name: str, described: Described) -> Problem:
    one_of_many = described.file == f"content/{IMAGES}"
    hint = f"show it, or take {'these lines' if one_of_many else 'the file'} out"
    message = f"nothing shows '{show_name(name)}'"
    return Problem(described.file, *described.mark(), message, hint, "warning")
