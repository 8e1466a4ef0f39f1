"""The catalogue goes in; the print HTML of every sheet and edition, and the pictures they show, come out in build/html/."""

from __future__ import annotations

from citybook.catalogue import Catalogue
from citybook.content import pictures
from citybook.project import Project
from citybook.publish.render import render
from citybook.views.booklet import booklet
from citybook.views.sheet import sheet
from citybook.written import Ledger

LEDGER = "html"
# The widest a picture is placed on paper, 116 mm, at 300 dpi.
PIXELS = 1370


def publish(project: Project, catalogue: Catalogue, stamp: str) -> None:
    """Write every print HTML file that changed."""
    language, ledger = catalogue.publication.language, Ledger(project.build, LEDGER)
    names = picture_names(project, catalogue)
    copies = {file: pictures.copy(project.content / "images" / file, PIXELS) for file in names}
    shown = {file: (f"images/{name}", *copies[file][1:]) for file, name in names.items()}
    ledger.begin([*(f"html/sheets/{slug}.html" for slug in catalogue.cards),
                  *(f"html/editions/{slug}.html" for slug in catalogue.editions),
                  *(f"html/images/{name}" for name in names.values())])
    for slug, card in catalogue.cards.items():
        ledger.put(f"html/sheets/{slug}.html",
                   render(project, language, "sheet/city.html", sheet=sheet(catalogue, card, shown)))
    for slug, edition in catalogue.editions.items():
        ledger.put(f"html/editions/{slug}.html",
                   render(project, language, "booklet/booklet.html", booklet=booklet(catalogue, edition, shown)))
    for file, name in names.items():
        ledger.put(f"html/images/{name}", copies[file][0])
    ledger.finish(stamp)


def picture_names(project: Project, catalogue: Catalogue) -> dict[str, str]:
    """What the copy of each picture that a card shows is called."""
    files = sorted({card.card.picture.file for card in catalogue.cards.values() if card.card.picture})
    return {file: pictures.name(project.content / "images" / file) for file in files}
