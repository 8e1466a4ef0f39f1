"""A publication's identity goes in; its icon, as a drawing and as pixels, and the picture that is
shown where someone shares a link to it come out, the same bytes each time."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace

from markupsafe import Markup

from citybook.catalogue import Catalogue
from citybook.content.link_picture import SIZE as SOCIAL_SIZE
from citybook.content.link_picture import make_link_picture
from citybook.models.identity import Colours
from citybook.models.logo import Logo
from citybook.pdf.pixels import first_page, picture
from citybook.project import Project, files_by_name
from citybook.publish.phrases import phrases
from citybook.publish.render import render
from citybook.publish.styles import bundle
from citybook.typeset import pango
from citybook.typeset.pool import render_document
from citybook.views import addresses
from citybook.views.lines import Line, lead_nowhere, line

FOLDER = "icons"
ICON, TOUCH, SOCIAL, OWN = "icon.svg", "icon-180.png", "social.png", "social.jpg"
# The station of a line, where a publication has no icon of its own.
STATION = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
    '<path d="M0 16H32" stroke="{brand}" stroke-width="6"/>'
    '<circle cx="16" cy="16" r="9" fill="#fff" stroke="{brand}" stroke-width="5"/></svg>\n'
)
# Width and height in pixels of the icon on the screen of a phone.
TOUCH_SIZE = (180, 180)
# How high the logo stands in it, in CSS pixels, and how much wider than high it may be.
MARK, WIDEST = 80, 7.0


@dataclass(frozen=True)
class Poster:
    """What stands for a publication elsewhere: its size in pixels, and for the large one its name,
    what it is about and its address. `logo` and `icon` are drawings, `logo` empty without one."""

    lang: str
    direction: str
    colours: Colours
    size: tuple[int, int]
    icon: Markup
    logo: Markup
    title: str
    headline: str
    address: str
    lines: tuple[Line, ...]


def make_icons(project: Project, catalogue: Catalogue) -> dict[str, bytes]:
    """Return the files by name. Without Pango there is the drawn icon only. Raises RenderError and
    FitError."""
    publication = catalogue.publication
    drawn = _drawing(catalogue, publication.icon)
    logo = _drawing(catalogue, publication.logo)
    icon = drawn or STATION.format(**publication.colours.all)
    made = {ICON: icon.encode()}
    if publication.link_picture:
        path = files_by_name(project.content / "images")[publication.link_picture]
        made[OWN] = make_link_picture(path)
    if pango.is_here():
        poster = Poster(
            lang=publication.language,
            direction=publication.direction,
            colours=publication.colours,
            size=TOUCH_SIZE,
            icon=_place(icon, MARK),
            logo=_place(logo, MARK * _proportion(catalogue, publication.logo)),
            title=publication.title,
            headline=publication.headline,
            address=addresses.short_address(publication.base),
            lines=tuple(line(catalogue, slug, lead_nowhere) for slug in catalogue.communities),
        )
        made[TOUCH] = _paint(project, catalogue, "touch", poster)
        if OWN not in made:
            made[SOCIAL] = _paint(project, catalogue, "social", replace(poster, size=SOCIAL_SIZE))
    return made


def publication_mark(catalogue: Catalogue, height: float) -> Markup:
    """Return the publication's logo as it stands in a page, so many pixels high, else its icon."""
    publication = catalogue.publication
    if logo := _drawing(catalogue, publication.logo):
        return _place(logo, height * _proportion(catalogue, publication.logo), height)
    icon = _drawing(catalogue, publication.icon)
    return _place(icon or STATION.format(**publication.colours.all), height, height)


def read_icons(project: Project) -> dict[str, bytes]:
    """Read the files that were made, by name."""
    names = (ICON, TOUCH, SOCIAL, OWN)
    paths = ((name, project.build / FOLDER / name) for name in names)
    return {name: path.read_bytes() for name, path in paths if path.is_file()}


def _drawing(catalogue: Catalogue, logo: Logo | None) -> str:
    """Return a logo that is drawn as SVG, which stands in a page; empty for others."""
    found = catalogue.logos.get(logo.file) if logo else None
    return found.data.decode() if found and found.is_drawn else ""


def _proportion(catalogue: Catalogue, logo: Logo | None) -> float:
    """Return how much wider than high a logo is."""
    found = catalogue.logos.get(logo.file) if logo else None
    return min(found.width / found.height, WIDEST) if found and found.height else 1.0


def _place(drawing: str, width: float, height: float = MARK) -> Markup:
    """Return a drawing as it stands in a page, beside words that say what it is."""
    style = f'aria-hidden="true" style="width: {width:g}px; height: {height:g}px"'
    return Markup(drawing.replace("<svg ", f"<svg {style} ", 1))


def _paint(project: Project, catalogue: Catalogue, layout: str, poster: Poster) -> bytes:
    """Typeset a page and return its pixels, one for each of CSS, as PNG."""
    html = render(project, phrases(project, catalogue), f"site/{layout}.html", poster=poster)
    css, images = bundle(project, "poster.css"), project.html / "images"
    pdf = render_document(html.decode(), css, project.fonts, images).data
    out = io.BytesIO()
    with first_page(pdf) as page:
        picture(page).resize(poster.size).save(out, "PNG", optimize=True)
    return out.getvalue()
