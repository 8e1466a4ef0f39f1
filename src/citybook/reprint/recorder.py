"""An edition that is typeset goes in, its print HTML and its PDF; the record of it as it stands
comes out, and is kept when it has been printed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf

from citybook import clock
from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.manifest import Manifest, Signature, signature, write
from citybook.models import TRIMS, Edition
from citybook.press.imposition import count_cover, find_binding, list_sheets
from citybook.problems import ContentError, Problem
from citybook.project import Project
from citybook.reprint.fingerprints import read_pages
from citybook.reprint.record import PrintedPart, Record, dump, format_day, record_path
from citybook.reprint.sentences import SentenceLocator
from citybook.reprint.text_parts import PANEL, TextPart, read_parts, remove_numbers
from citybook.selection import entries_of
from citybook.views import addresses


@dataclass(frozen=True)
class PageSpan:
    """A part as it is worded, and the pages that it may stand on."""

    part: TextPart
    first: int
    last: int


def keep_record(project: Project, catalogue: Catalogue, slug: str, before: Signature | None) -> str:
    """Keep a record of an edition that has been printed, and say so. `before` is what its PDF was
    when doit began. Raises ContentError if the edition is not typeset, or if its PDF became another
    one just now: then it cannot be what was printed."""
    if before and before != signature(f"{project.pdf}/{slug}.pdf"):
        raise _problem(
            catalogue.editions[slug].file,
            f"build/pdf/{slug}.pdf has become another one just now, since something in it had "
            "changed: this one cannot have been printed",
            "to record what was printed, take its texts back first; to record this one, print it "
            f"and run `doit printed:{slug}` again",
        )
    record, path = make_record(project, catalogue, slug), record_path(project, slug)
    write(path, dump(record))
    return (
        f"{project.relative(path)} keeps what was printed on {format_day(record.printed)}: "
        f"{record.title}, {len(record.pages)} pages. Later, `doit reprint:{slug}` tells what "
        "changed."
    )


def make_record(project: Project, catalogue: Catalogue, slug: str) -> Record:
    """Record an edition as it is typeset now, of today. Raises ContentError if it is not
    typeset."""
    entry, manifest = catalogue.editions[slug], Manifest(project.build, f"editions/{slug}")
    edition, folder = entry.front, project.html / f"editions/{slug}"
    if not manifest.is_finished():
        message = "this edition is not typeset, or its PDF is not as it was left"
        raise _problem(entry.file, message, f"run `doit editions:{slug}` first")
    with pikepdf.open(project.pdf / f"{slug}.pdf") as pdf:
        pages, cover = read_pages(pdf), count_cover(pdf)
        binding = find_binding(pdf, edition.press.office)
    entries = {addresses.anchor(catalogue, one): one for one in entries_of(catalogue, edition)}
    fragments = _read_fragments(folder, entries)
    letters = [page.letters for page in pages]
    return Record(
        printed=clock.today(),
        title=edition.title,
        binding=binding,
        trim=TRIMS[edition.trim],
        sheets=[
            " ".join(str(page or "-") for page in sheet)
            for sheet in list_sheets(binding, len(pages), cover)
        ],
        pages=[
            " ".join(one or "-" for one in (page.says, page.shows, page.look)) for page in pages
        ],
        parts=[
            _make_part(span, entries.get(span.part.anchor), edition, letters)
            for span in _spans(fragments, manifest.facts.get("anchors", {}), len(pages))
        ],
    )


def _problem(file: str, message: str, hint: str) -> ContentError:
    return ContentError([Problem(file, 0, 0, message, hint)])


def _read_fragments(folder: Path, entries: dict[str, Entry[Any]]) -> list[list[TextPart]]:
    fragments = json.loads((folder / "book.json").read_text(encoding="utf-8"))["fragments"]
    files = [folder / fragment["file"] for fragment in fragments]
    return [
        read_parts(
            file.read_text(encoding="utf-8"), file.stem.partition("-")[2] or file.stem, entries
        )
        for file in files
    ]


def _spans(
    fragments: Sequence[list[TextPart]], anchors: dict[str, int], pages: int
) -> Iterator[PageSpan]:
    """Each part with its first page and the last one it can reach: parts of one fragment share the
    page on which the second begins, the next fragment opens a page of its own."""
    found, end = list[PageSpan](), pages
    for parts in reversed(fragments):
        for part in reversed(parts):
            first = anchors.get(part.anchor)
            found.append(PageSpan(part, first or 1, max(first or 1, end)))
            end = first or end
        end -= bool(anchors) and bool(parts)
    return reversed(found)


def _make_part(
    span: PageSpan, entry: Entry[Any] | None, edition: Edition, letters: list[str]
) -> PrintedPart:
    locator = SentenceLocator(letters, span.first, span.last)
    text, last = list[int | str](), 0
    for paragraph in span.part.paragraphs:
        for page, sentence in locator.locate(paragraph):
            text += [page] if page != last else []
            text.append(remove_numbers(sentence))
            last = page
        text.append("")
    begins = min(item for item in text if isinstance(item, int))
    return PrintedPart(
        anchor=span.part.anchor,
        title=_title(span.part, entry, edition),
        file=entry.file if entry else "",
        pages=(begins, locator.reached),
        text=text[:-1],
    )


def _title(part: TextPart, entry: Entry[Any] | None, edition: Edition) -> str:
    """What an editor calls a part."""
    is_named = part.anchor in edition.parts or part.anchor.endswith(f"-{PANEL}")
    return str(entry.front.title) if entry else part.name if is_named else part.heading or part.name
