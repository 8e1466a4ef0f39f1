"""The catalogue goes in; the print HTML of every sheet and edition, and the pictures they show,
come out in build/html/."""

from __future__ import annotations

import json
from collections.abc import Iterator

from citybook.catalogue import Catalogue
from citybook.content import pictures
from citybook.content.entries import Entry
from citybook.manifest import Manifest
from citybook.models import Edition
from citybook.project import Project
from citybook.publish.phrases import phrases
from citybook.publish.render import render
from citybook.typeset.sources import entries_in, packed
from citybook.views.book import book
from citybook.views.bookparts import Fragment
from citybook.views.entry import Pictures
from citybook.views.leaflet import leaflet
from citybook.views.sheet import sheet

MANIFEST = "html"
# The widest a picture is placed on paper, 116 mm, at 300 dpi.
PIXELS = 1370


def publish(project: Project, catalogue: Catalogue, stamp: str) -> None:
    """Write every print HTML file that changed."""
    said, manifest = phrases(project, catalogue), Manifest(project.build, MANIFEST)
    shown = {
        file: (f"images/{look.name}", *look.scaled(PIXELS))
        for file, look in catalogue.pictures.items()
    }
    editions = {
        slug: dict(_edition(project, catalogue, edition, shown))
        for slug, edition in catalogue.editions.items()
    }
    with manifest.begin(
        [
            *(
                f"html/sheets/{slug}.{end}"
                for slug in catalogue.sheets
                for end in ("html", "sources.json")
            ),
            *(f"html/editions/{slug}/{name}" for slug, files in editions.items() for name in files),
            *(f"html/{name}" for name, *_ in shown.values()),
        ]
    ):
        for slug, card in catalogue.sheets.items():
            manifest.write(
                f"html/sheets/{slug}.html",
                render(
                    project,
                    said,
                    f"sheet/{catalogue.kind_of(card).sheet}.html",
                    sheet=sheet(catalogue, card, shown),
                ),
            )
            manifest.write(f"html/sheets/{slug}.sources.json", packed(project.root, [card]))
        for slug, files in editions.items():
            for name, data in files.items():
                manifest.write(f"html/editions/{slug}/{name}", data)
        for file, (name, *_) in shown.items():
            if not manifest.keep(f"html/{name}"):
                manifest.write(
                    f"html/{name}", pictures.copy(project.content / "images" / file, PIXELS)
                )
        manifest.finish(stamp)


def _edition(
    project: Project, catalogue: Catalogue, entry: Entry[Edition], shown: Pictures
) -> Iterator[tuple[str, bytes]]:
    """The files of an edition: each fragment's HTML, `book.json` with their order, and the sources
    of its entries."""
    said = phrases(project, catalogue)
    yield "sources.json", packed(project.root, entries_in(catalogue, entry.front))
    if entry.front.kind == "leaflet":
        yield (
            "leaflet.html",
            render(project, said, "leaflet/leaflet.html", leaflet=leaflet(catalogue, entry)),
        )
        yield "book.json", _listed([{"file": "leaflet.html"}], "leaflet.css")
        return
    made = book(catalogue, entry, shown)
    listed = []
    for number, fragment in enumerate(made.fragments, 1):
        name = f"{number:03}-{fragment.anchor}.html"
        listed.append(
            {
                "file": name,
                "opens": fragment.opens,
                "running": fragment.running,
                "tab": made.tab(fragment.tab),
                "source": fragment.source or entry.file,
            }
        )
        yield (
            name,
            render(project, said, "booklet/fragment.html", booklet=made, fragment=fragment),
        )
    for name in ("fragment", "headers"):
        html = render(
            project,
            said,
            f"booklet/{name}.html",
            booklet=made,
            fragment=Fragment("blank", "blank"),
        )
        yield {"fragment": "blank.html"}.get(name, f"{name}.html"), html
    shift = made.margins.outer - made.margins.inner
    yield "book.json", _listed(listed, "booklet.css", -shift if made.direction == "rtl" else shift)


def _listed(fragments: list[dict[str, str]], style: str, shift: float = 0.0) -> bytes:
    """`shift` is how far versos are moved to the right, in mm, from where rectos stand. Versos are
    the pages on the left; in languages written from the right, those on the right."""
    return json.dumps({"style": style, "shift": shift, "fragments": fragments}, indent=1).encode()
