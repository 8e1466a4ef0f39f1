"""The catalogue goes in; the print HTML of every sheet, offprint and edition, and the pictures they
show, come out in build/html/."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, cast

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.picture_places import PageForm
from citybook.kinds.front import Front
from citybook.manifest import Manifest
from citybook.models import Edition
from citybook.project import Project
from citybook.publish.many_files import Recipe, write_files
from citybook.publish.phrases import phrases
from citybook.publish.picture_copies import list_copies, write_copies
from citybook.publish.render import render
from citybook.publish.sources import entries_in, pack_sources
from citybook.selection import offprints
from citybook.views.book import book
from citybook.views.bookparts import Book, Fragment
from citybook.views.in_common import in_common
from citybook.views.leaflet import leaflet
from citybook.views.logos import LogoShelf
from citybook.views.look import in_colour
from citybook.views.offprint import offprint
from citybook.views.pictures import Pictures
from citybook.views.sheet import sheet

MANIFEST = "html"
# How the files of a sheet end: its HTML, its entry's sources.
SHEET_FILES = ("html", "sources.json")
# How those of an offprint end: its fragment's HTML, what is said of it, its entry's sources.
OFFPRINT_FILES = ("html", "book.json", "sources.json")


def publish(project: Project, catalogue: Catalogue, stamp: str) -> None:
    """Write every print HTML file that changed. Those of a sheet or an offprint are made only if
    what they show has changed since they were written, or if one is not as it was left."""
    # First, before fonts are opened: what changes meanwhile, the next run makes anew.
    recipes = list(_recipes(project, catalogue))
    logos = dict(LogoShelf(catalogue, "images", is_marked=True).files())
    manifest, shown = Manifest(project.build, MANIFEST), list_copies(catalogue, is_printed=True)
    editions = {
        slug: dict(_edition(project, catalogue, edition))
        for slug, edition in catalogue.editions.items()
    }
    files = [f"{slug}/{name}" for slug, made in editions.items() for name in made]
    with manifest.begin(
        [
            *(name for recipe in recipes for name in recipe.names),
            *(f"html/editions/{name}" for name in files),
            *(f"html/images/{name}" for name in shown),
            *(f"html/images/{name}" for name in logos),
        ]
    ):
        made_from = write_files(manifest, recipes, "sheets and offprints")
        for slug, made in editions.items():
            for name, data in made.items():
                manifest.write(f"html/editions/{slug}/{name}", data)
        write_copies(project, manifest, "html/images", shown)
        for name, data in logos.items():
            manifest.write(f"html/images/{name}", data)
        manifest.finish(stamp, made_from)


def _pictures(catalogue: Catalogue, paper: PageForm) -> Pictures:
    """Return the pictures as they are shown on a paper."""
    return Pictures(catalogue.pictures, paper, "images/{}".format)


def _recipes(project: Project, catalogue: Catalogue) -> Iterator[Recipe]:
    """Yield what makes the files of each sheet and of each offprint."""
    shared = in_common(catalogue, project.fingerprint("code", "layouts"))
    for folder, entries, ends, make in (
        ("sheets", catalogue.sheets, SHEET_FILES, _sheet),
        ("offprints", offprints(catalogue), OFFPRINT_FILES, _offprint),
    ):
        for name, entry in entries.items():
            files = tuple(f"html/{folder}/{name}.{end}" for end in ends)
            made_from = shared + entry.content_hash
            yield Recipe(files, made_from, partial(make, project, catalogue, entry))


def _sheet(project: Project, catalogue: Catalogue, entry: Entry[Front]) -> Iterator[bytes]:
    """Yield the files of an entry's sheet."""
    layout = f"sheet/{catalogue.kind_of(entry).sheet}.html"
    view = sheet(catalogue, entry, _pictures(catalogue, "sheet"))
    yield render(project, phrases(project, catalogue), layout, sheet=view)
    yield pack_sources([entry])


def _offprint(project: Project, catalogue: Catalogue, entry: Entry[Front]) -> Iterator[bytes]:
    """Yield the files of an offprint. Its headers name the publication."""
    paper = catalogue.kind_of(entry).offprint
    said = phrases(project, catalogue)
    made = offprint(catalogue, entry, _pictures(catalogue, cast("PageForm", paper)))
    (fragment,), publication = made.fragments, catalogue.publication
    whole = replace(made, title=publication.title, subtitle=publication.summary)
    layout, headers = "booklet/fragment.html", "booklet/headers.html"
    blank = Fragment("blank", "blank")
    frame = render(project, said, headers, booklet=whole, fragment=blank).decode()
    listed = {**_in_list(made, fragment, entry), "headers": frame, "shift": _shift(made)}
    yield render(project, said, layout, booklet=made, fragment=fragment)
    yield json.dumps(listed, ensure_ascii=False, indent=1).encode()
    yield pack_sources([entry])


def _edition(
    project: Project, catalogue: Catalogue, entry: Entry[Edition]
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of an edition: each fragment's HTML, `book.json` with their order, and the
    sources of its entries."""
    said, catalogue = phrases(project, catalogue), in_colour(catalogue, entry.front.colour)
    yield "sources.json", pack_sources(entries_in(catalogue, entry.front))
    if entry.front.kind == "leaflet":
        view = leaflet(catalogue, entry, _pictures(catalogue, "leaflet"))
        yield "leaflet.html", render(project, said, "leaflet/leaflet.html", leaflet=view)
        yield "book.json", _list_fragments([{"file": "leaflet.html"}], "leaflet.css")
        return
    made = book(catalogue, entry, _pictures(catalogue, entry.front.trim))

    def html(layout: str, fragment: Fragment) -> bytes:
        return render(project, said, f"booklet/{layout}.html", booklet=made, fragment=fragment)

    names = [f"{number:03}-{one.anchor}.html" for number, one in enumerate(made.fragments, 1)]
    listed = []
    for name, fragment in zip(names, made.fragments, strict=True):
        listed.append({"file": name, **_in_list(made, fragment, entry)})
        yield name, html("fragment", fragment)
    blank = Fragment("blank", "blank")
    yield "blank.html", html("fragment", blank)
    yield "headers.html", html("headers", blank)
    yield "book.json", _list_fragments(listed, "booklet.css", _shift(made))


def _in_list(made: Book, fragment: Fragment, entry: Entry[Any]) -> dict[str, str]:
    """Return what typesetting has to know of a fragment of a book that is made of `entry`."""
    return {
        "opens": fragment.opens,
        "running": fragment.running,
        "tab": made.tab(fragment.tab),
        "source": fragment.source or entry.file,
    }


def _shift(made: Book) -> float:
    """Return how far versos are moved to the right, in mm, from where rectos stand. Versos are the
    pages on the left; in languages written from the right, those on the right."""
    shift = made.margins.outer - made.margins.inner
    return -shift if made.direction == "rtl" else shift


def _list_fragments(fragments: list[dict[str, str]], style: str, shift: float = 0.0) -> bytes:
    """Return the `book.json` of an edition."""
    return json.dumps({"style": style, "shift": shift, "fragments": fragments}, indent=1).encode()
