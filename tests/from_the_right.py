"""The small publication goes in; out comes one with all that looks otherwise where it is written
from the right, typeset."""

from __future__ import annotations

from pathlib import Path

import pytest
from babel import Locale

from tests.publications import GOOD, LEAFLET, Publication

EDITIONS, SHEETS = ("book", "steps", "fold"), ("alba", "brig-cres")
STEPS = """kind: booklet
title: The steps
subtitle: A guide
trim: A4
parts:
  - cover
  - contents
  - guide: quays
  - title: What towns do
    practices: all
    divide: by theme
    tabs: true
  - profiles: [dole]
    title: Towns
    numbered: true
  - notes
  - glossary
  - imprint
  - back-cover
imprint: {publisher: publication, funder: publication}
"""
CHARTS = """
::: chart bars Passengers
- 1250 | in the first month
- 900 | in the second
:::

::: chart share Who stays
- 8 of 10 | dockers
:::
"""
# A publication's own layout, with a drawing and a code as layouts for print have them.
OWN = """{% include "citybook:epub/network.html" %}<!-- Ours -->
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A ring</title>
<circle cx="4" cy="4" r="3"/></svg>
<p><img class="qr-code" src="codes/x.svg" alt="QR code: x"> On its own</p>
"""


def more(folder: Path, warm: Publication) -> Publication:
    """The small publication with an A4 guide with tabs and a leaflet instead of its reader; and
    with charts, a third track, a strength of two lines, a long address and a telephone number in
    it."""
    publication = Publication.copy_of(GOOD, folder, warm)
    (folder / "content/editions/harbour-reader.yaml").unlink()
    publication.write("editions/steps.yaml", STEPS)
    publication.write("editions/fold.yaml", LEAFLET.replace("[funder]", "[lines, funder]"))
    publication.write(
        "practices/night-ferry.md", publication.read("practices/night-ferry.md") + CHARTS
    )
    for name, old, new in (
        (
            "guides/quays/steps.md",
            "## Build the quay",
            "## Build the quay and " + "all that belongs to it " * 5,
        ),
        (
            "cities/alba.md",
            "An idea from [Dole](city:dole).",
            "An idea from [Dole](city:dole) and [Eger](city:eger).",
        ),
        ("cities/alba.md", "master who listens", "master who listens to ferries at night"),
        (
            "publication.yaml",
            "harbour-towns.example/book",
            "harbour-towns.example/the-second-of-all-books/",
        ),
        (
            "practices/welders-school.md",
            "https://alba.example/school",
            'https://alba.example/school", telephone: "+39 011 442 34 56", '
            'email: school@alba.example, consent: "the office, 2026-03-02',
        ),
    ):
        publication.replace(name, old, new)
    return publication


def in_arabic(folder: Path, warm: Publication) -> None:
    """The same in Arabic, with e-books, a site, sheets for a copier, names to search by and a
    layout of its own for e-books."""
    found = more(folder, warm)
    found.replace("publication.yaml", "language: en", "language: ar")
    found.replace("practices/night-ferry.md", "\nthemes:", "\nalso: [nocturnal boats]\nthemes:")
    found.replace("glossary/dry-dock.md", "also: [dry docks", "also: [dry docks, graving basin")
    (folder / "layouts/epub").mkdir(parents=True)
    (folder / "layouts/epub/network.html").write_text(OWN)
    books = [("epub", "book"), ("epub", "steps")]
    typeset(found, ("press", "book"), ("pages", ""), ("dates", ""), *books)


def typeset(publication: Publication, *also: tuple[str, str]) -> Publication:
    """The same with its editions and sheets and what else is asked for; names of countries are in
    English, since our font knows no Arabic."""
    from citybook.tasks import Build
    from citybook.views import look

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(look, "_territories", lambda _: dict(Locale("en").territories))
        build = Build(publication.folder)
        build.job("html").make()
        jobs = [("editions", slug) for slug in EDITIONS] + [("sheets", slug) for slug in SHEETS]
        for job in (*jobs, *also):
            build.job(*filter(None, job)).make()
    return publication
