"""An edition goes in; how its cover is set, what is drawn on it and in which colours comes out.

A drawing is made of what the edition holds. Which one, the edition says, or its parts do: fields
for a part by theme, lines with stations for one by line, steps for a guide, else the map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import TRIMS, Choice, Edition
from citybook.models.fields import WHITE
from citybook.views.cover_art import lines, map, stations, steps, themes
from citybook.views.cover_art.drawing import MM_PER_PT, Canvas, Drawing, Ground
from citybook.views.illustrations import EntryPictures, ShownPicture
from citybook.views.outlines import Point
from citybook.views.pictures import Pictures

DRAWINGS: dict[str, Callable[[Canvas], Drawing | None]] = {
    "map": map.draw,
    "themes": themes.draw,
    "stations": stations.draw,
    "steps": steps.draw,
    "lines": lines.draw,
}
# Drawings that leave no room for the publisher, whom the back cover names.
FULL = ("themes", "stations", "steps")
TITLE_LEADING, TEXT_LEADING = 1.06, 1.35
LONG_DAY = "30 September 2026"  # about as wide as any
# The mm between the words and a drawing, and those that a drawing is high, at least.
AIR, LOWEST = 7.0, 30.0


@dataclass(frozen=True)
class CoverSetting:
    """How a cover is set: the margin at its sides, where the title begins and where the drawing
    does, at the earliest, and where the foot ends, in mm from the top or the bottom; in pt the
    sizes of the title, of which the first that fits is taken, of the subtitle, the network's name
    above and the foot."""

    margin: float
    title_top: float
    top: float
    foot_bottom: float
    titles: tuple[float, ...]
    subtitle: float
    small: float
    foot: float


SETTING = {
    "A5": CoverSetting(14, 22, 70, 11, (30, 28, 26, 24, 21, 18), 12, 9, 8.6),
    "A4": CoverSetting(20, 32, 118, 16, (46, 42, 38, 34, 30, 26), 17, 11, 10.5),
    "square": CoverSetting(20, 28, 78, 15, (38, 34, 30, 27, 24), 14, 10, 9.5),
    "US letter": CoverSetting(20, 32, 112, 16, (46, 42, 38, 34, 30, 26), 17, 11, 10.5),
}
PANEL = CoverSetting(10, 22, 78, 11, (29, 26, 23, 20, 17), 12, 9, 9)


@dataclass(frozen=True)
class CoverArt:
    """A cover: its setting, with the one size of its title; whether the ground is the edition's own
    colour; the network's name; a picture, or a drawing, `art` being its name; whether the foot has
    room for the publisher."""

    setting: CoverSetting
    is_on_colour: bool
    network: str
    picture: ShownPicture | None
    drawing: Drawing | None
    art: str

    @property
    def names_publisher(self) -> bool:
        """Whether the foot has room for the publisher."""
        return self.art not in FULL


def cover_art(
    catalogue: Catalogue,
    entry: Entry[Edition],
    pictures: Pictures | None = None,
    held: Sequence[tuple[Choice, list[Entry[Front]]]] = (),
    panel: Point | None = None,
) -> CoverArt:
    """Return the cover of an edition whose parts hold these entries; `panel` is that of a leaflet,
    width and height in mm. A picture goes before what is drawn, and a drawing that cannot be made
    of what the edition holds is another."""
    edition, is_on_colour = entry.front, entry.front.colour is not None
    colours, picture = (
        catalogue.publication.colours.all,
        EntryPictures(catalogue, entry, pictures).cover(),
    )
    ground = Ground(colours["brand"], WHITE, is_dark=True)
    if not is_on_colour:
        ground = Ground(colours["ground"], colours["ink"], is_dark=False)
    setting, size = (PANEL, panel) if panel else (SETTING[edition.trim], TRIMS[edition.trim])
    canvas = Canvas(catalogue, edition, held, ground, size, setting.margin, setting.top, size[1])
    setting = _with_title(canvas, setting)
    canvas = replace(canvas, top=setting.top)
    name, drawing = ("picture", None) if picture else _draw(canvas, setting)
    publication = catalogue.publication
    network = edition.cover.network or publication.title
    return CoverArt(
        setting=setting,
        is_on_colour=is_on_colour,
        network=network if network != edition.title else "",
        picture=picture,
        drawing=drawing,
        art=name,
    )


def _with_title(canvas: Canvas, setting: CoverSetting) -> CoverSetting:
    """Choose the first size of the title at which all words end above the drawing; it begins lower
    where none does."""
    width, end = canvas.size[0] - 2 * setting.margin, 0.0
    subtitle = canvas.wrap(canvas.edition.subtitle, width, setting.subtitle)
    below = len(subtitle) * setting.subtitle * TEXT_LEADING * MM_PER_PT + setting.subtitle * 0.4
    for size in setting.titles:
        title = canvas.wrap(canvas.edition.title, width, size, is_bold=True)
        end = setting.title_top + len(title) * size * TITLE_LEADING * MM_PER_PT + below
        is_wide = canvas.widest(title, size, is_bold=True) > width
        if not is_wide and end + AIR <= setting.top:
            return replace(setting, titles=(size,))
    return replace(setting, titles=setting.titles[-1:], top=max(setting.top, end + AIR))


def _draw(canvas: Canvas, setting: CoverSetting) -> tuple[str, Drawing | None]:
    """Return the first drawing that can be made, and its name; none where words leave no room."""
    for name in _wishes(canvas.edition):
        if name == "none":
            break
        foot = _foot(canvas, setting, name)
        top = canvas.size[1] - setting.foot_bottom - foot - AIR if foot else canvas.size[1]
        if top - canvas.top < LOWEST:
            continue
        box = 0.0, top + AIR / 2, canvas.size[0], canvas.size[1]
        drawing = DRAWINGS[name](replace(canvas, bottom=top, kept_clear=(box,) if foot else ()))
        if drawing:
            return name, drawing
    return "none", None


def _wishes(edition: Edition) -> Iterator[str]:
    """Yield the names of drawings in the order in which they are tried: that which the edition asks
    for, those that its parts suggest, the others."""
    if edition.cover.art:
        yield edition.cover.art
    for choice in edition.choices:
        if choice.divide:
            yield "themes" if choice.divide == "by theme" else "stations"
        elif choice.guide:
            yield "steps"
    yield from ("map", "lines") if edition.kind == "booklet" else ("lines",)


def _foot(canvas: Canvas, setting: CoverSetting, art: str) -> float:
    """Return how high the foot is, in mm: the event, or the publisher."""
    cover = canvas.edition.cover
    occasion = " · ".join(filter(None, (cover.occasion, LONG_DAY if cover.date else "")))
    texts = [text for text in (cover.event, occasion, cover.venue) if text]
    if not texts and canvas.edition.imprint.publisher and art not in FULL:
        texts = ["publisher"]
    width = canvas.size[0] - 2 * setting.margin
    count = sum(len(canvas.wrap(text, width, setting.foot, is_bold=True)) for text in texts)
    return count * setting.foot * TEXT_LEADING * MM_PER_PT
