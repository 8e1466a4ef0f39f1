"""An edition that is typeset goes in, its print HTML and its PDF; the record of it as it stands
comes out."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.manifest import Manifest
from citybook.models import TRIMS, Edition
from citybook.press.impose import order
from citybook.problems import ContentError, Problem
from citybook.project import Project
from citybook.reprint import paper, wording
from citybook.reprint.placing import Place
from citybook.reprint.record import Binding, Part, Record
from citybook.selection import entries_of
from citybook.views import addresses

Pages = tuple[int | None, ...]


@dataclass(frozen=True)
class Wording:
    """A part as it is worded, and the pages that it may stand on."""

    part: wording.Part
    first: int
    last: int


def record(project: Project, catalogue: Catalogue, slug: str, day: datetime.date) -> Record:
    """What is known of an edition as it is typeset now. Raises ContentError if it is not
    typeset."""
    edition, manifest = catalogue.editions[slug], Manifest(project.build, f"editions/{slug}")
    if not manifest.is_finished():
        raise ContentError(
            [
                Problem(
                    edition.file,
                    0,
                    0,
                    "this edition is not typeset, or its PDF is not as it was left",
                    f"run `doit editions:{slug}` first",
                )
            ]
        )
    pages = paper.pages(project.pdf / f"{slug}.pdf")
    entries = {
        addresses.anchor(catalogue, entry): entry for entry in entries_of(catalogue, edition.front)
    }
    worded = _worded(
        project.html / f"editions/{slug}", entries, manifest.facts.get("anchors", {}), len(pages)
    )
    letters = [page.letters for page in pages]
    bound = binding(edition.front)
    return Record(
        printed=day,
        title=edition.front.title,
        binding=bound,
        trim=TRIMS[edition.front.trim],
        sheets=[
            " ".join(str(page or "-") for page in sheet)
            for sheet in sheets(bound, len(pages), _cover(pages))
        ],
        pages=[
            " ".join(one or "-" for one in (page.says, page.shows, page.look)) for page in pages
        ],
        parts=[_part(one, entries.get(one.part.anchor), edition.front, letters) for one in worded],
    )


def binding(edition: Edition) -> Binding:
    """How an edition is bound at the office."""
    return "folded leaflet" if edition.kind == "leaflet" else edition.press.office.binding


def sheets(binding: Binding, pages: int, cover: int = 1) -> list[Pages]:
    """The pages on each sheet from the outermost, or on each leaf from the first: press/impose.py.
    What is empty stands before the last `cover` pages, or before the last one."""
    if binding == "saddle stitch":
        sides = order(pages, cover=cover)
        return [(*sides[at], *sides[at + 1]) for at in range(0, len(sides), 2)]
    leaves: list[int | None] = (
        [*range(1, pages), *[None] * (pages % 2), pages] if pages > 1 else [1, None]
    )
    return [(leaves[at], leaves[at + 1]) for at in range(0, len(leaves), 2)]


def _cover(pages: list[paper.Page]) -> int:
    """How many pages at the end are the cover's: its back, and its inside if that is empty."""
    return 2 if len(pages) > 2 and not pages[-2].letters and not pages[-2].shows else 1


def _worded(
    folder: Path, entries: dict[str, Entry[Any]], anchors: dict[str, int], pages: int
) -> list[Wording]:
    """The parts of an edition, each with its first page and the last one it can reach: parts of one
    fragment share the page on which the second begins, the next fragment opens a page of its
    own."""
    listed = json.loads((folder / "book.json").read_text(encoding="utf-8"))["fragments"]
    fragments = []
    for file in (one["file"] for one in listed):
        anchor = file.removesuffix(".html").partition("-")[2] or file.removesuffix(".html")
        fragments.append(
            wording.parts((folder / file).read_text(encoding="utf-8"), anchor, entries)
        )
    return list(_bounded(fragments, anchors, pages))


def _bounded(
    fragments: list[list[wording.Part]], anchors: dict[str, int], pages: int
) -> Iterator[Wording]:
    found, end = list[Wording](), pages
    for parts in reversed(fragments):
        for part in reversed(parts):
            first = anchors.get(part.anchor)
            found.append(Wording(part, first or 1, max(first or 1, end)))
            end = first or end
        end -= bool(anchors) and bool(parts)
    return reversed(found)


def _part(worded: Wording, entry: Entry[Any] | None, edition: Edition, letters: list[str]) -> Part:
    place, text, page = Place(letters, worded.first, worded.last), list[int | str](), 0
    for paragraph in worded.part.paragraphs:
        for begins, sentence in place.paragraph(paragraph):
            text += [begins] if begins != page else []
            text.append(wording.spoken(sentence))
            page = begins
        text.append("")
    begins = min(item for item in text if isinstance(item, int))
    return Part(
        anchor=worded.part.anchor,
        title=_title(worded.part, entry, edition),
        file=entry.file if entry else "",
        pages=(begins, place.reached),
        text=text[:-1],
    )


def _title(part: wording.Part, entry: Entry[Any] | None, edition: Edition) -> str:
    """What an editor calls a part."""
    is_named = part.anchor in edition.parts or part.anchor.endswith(f"-{wording.PANEL}")
    return str(entry.front.title) if entry else part.name if is_named else part.heading or part.name
