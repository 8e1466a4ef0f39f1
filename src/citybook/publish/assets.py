"""A publication's styles, script and fonts go in; the files that pages of the site load come out,
each with the hash of its content in its name.

What changes gets another name. So hosts may let browsers keep them for good, and no page, not even
one that is open while the site is replaced, meets the style sheet of another version.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from citybook.catalogue import Catalogue
from citybook.project import Project
from citybook.publish.icons import read_icons
from citybook.publish.phrases import phrases
from citybook.publish.render import render
from citybook.publish.search_script import search_script
from citybook.publish.styles import bundle
from citybook.typeset.fonts import read_facts
from citybook.views.map_window import outline
from citybook.views.projection import FRAME

FOLDER = "assets/"


@dataclass(frozen=True)
class Assets:
    """The files by their places in the site, and those places by the names that layouts use, such
    as `site.css`."""

    files: Mapping[str, bytes]
    places: Mapping[str, str]


def make_assets(project: Project, catalogue: Catalogue) -> Assets:
    """Return the assets. Raises FileNotFoundError where the fonts are not cut."""
    files: dict[str, bytes] = {}
    places: dict[str, str] = {}

    def add(name: str, data: bytes) -> None:
        places[name] = FOLDER + _add_hash(name, data)
        files[places[name]] = data

    style = bundle(project, "site.css") + catalogue.publication.colours.css
    fonts: Sequence[str] = read_facts(project.fonts)["screen"]
    for name in (f"fonts/{file}" for file in fonts):
        add(name, (project.build / name).read_bytes())
        style = style.replace(name, places[name].removeprefix(FOLDER))
    add("site.css", style.encode())
    add("site.js", project.find("layouts", "site/site.js").read_bytes())
    add("search.js", search_script(project).encode())
    if any(place.coordinates for place in catalogue.places.values()):
        said, colours = phrases(project, catalogue), catalogue.publication.colours.all
        whole = {"frame": FRAME, "paths": outline(), "colours": colours}
        add("europe.svg", render(project, said, "site/europe.svg", **whole))
    for name, data in read_icons(project).items():
        add(name, data)
    if (logo := catalogue.publication.logo) and logo.file in catalogue.logos:
        found = catalogue.logos[logo.file]
        add(f"logo.{found.name.rpartition('.')[2]}", found.data)
    return Assets(files, places)


def _add_hash(name: str, data: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:12]}.{ending}"
