"""The catalogue goes in; the pictures that it shows, each with the name of its copy, come out."""

from __future__ import annotations

from citybook.catalogue import Catalogue
from citybook.content import pictures
from citybook.project import Project


def picture_names(project: Project, catalogue: Catalogue) -> dict[str, str]:
    """What the copy of each picture that a card shows is called."""
    files = sorted({card.front.picture.file for card in catalogue.cards.values() if card.front.picture})
    return {file: pictures.name(project.content / "images" / file) for file in files}
