"""What an edition needs at the copier goes in; a note of one page for whoever stands there comes
out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citybook.models import Edition, Publication
from citybook.pdf.about import About
from citybook.pdf.archival import finish
from citybook.press import foldmarks
from citybook.press.impose import Pair, order
from citybook.press.planning import Plan, Settings
from citybook.problems import ContentError, Problem
from citybook.project import Project
from citybook.publish.render import render
from citybook.publish.styles import bundle
from citybook.typeset.outcome import FitError, RenderError
from citybook.typeset.pool import render_document
from citybook.views.leaflet import Leaflet

# A4, and US letter where the edition is printed on American paper; width and height in mm.
PAGE, AMERICAN = (210.0, 297.0), (215.9, 279.4)
# Less than this off each side is the copier's own inaccuracy, in mm.
LEAST_CUT = foldmarks.LEAST_CUT


@dataclass(frozen=True)
class Strip:
    """A side of a leaflet: its panels from left to right, each with its width in mm."""

    panels: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Note:
    """How to print, fold and staple an edition. `kind` is booklet, stack or leaflet; `prints` is
    the file to be printed and `grey` the one for black and white, if there is one; `page` is the
    note's own size and `cut` what is cut off at the sides and at head and foot, all in mm."""

    lang: str
    direction: str
    title: str
    subtitle: str
    kind: str
    prints: str
    grey: str
    plan: Plan
    sides: tuple[Pair, ...]
    turned_on: str
    rtl: bool
    marks: tuple[str, ...]
    page: tuple[float, float]
    cut: tuple[float, float]
    strips: tuple[Strip, ...] = ()

    @property
    def staples(self) -> float:
        """How far the staples are from head and foot, in mm."""
        return round(foldmarks.staples(self.plan.trim[1])[0])

    @property
    def flap(self) -> float:
        """The width in mm of a leaflet's panel that is folded in first."""
        return min(width for strip in self.strips for _, width in strip.panels)

    @property
    def wide(self) -> float:
        """The width in mm of a leaflet's other panels."""
        return max(width for strip in self.strips for _, width in strip.panels)


def note(
    edition: Edition,
    publication: Publication,
    plan: Plan,
    settings: Settings,
    prints: str,
    grey: str = "",
    leaflet: Leaflet | None = None,
) -> Note:
    """The view of the note. `prints` and `grey` are names of files; a leaflet's view tells its
    panels."""
    kind = (
        "leaflet"
        if leaflet
        else "booklet"
        if settings.office.binding == "saddle stitch"
        else "stack"
    )
    sides = order(plan.pages, rtl=settings.rtl, cover=plan.cover) if kind == "booklet" else []
    aside, head = (cut if cut >= LEAST_CUT else 0.0 for cut in plan.offcut)
    return Note(
        publication.language,
        publication.direction,
        edition.title,
        edition.subtitle,
        kind,
        prints,
        grey,
        plan,
        tuple(sides),
        settings.office.turned_on,
        settings.rtl,
        tuple(settings.office.marks),
        AMERICAN if plan.paper_name in ("US letter", "tabloid") else PAGE,
        (aside, head),
        tuple(_strips(leaflet)) if leaflet else (),
    )


def _strips(leaflet: Leaflet) -> Iterable[Strip]:
    for side in leaflet.sides:
        yield Strip(tuple((panel.name, panel.width) for panel in side))


def typeset_note(project: Project, shown: Note, file: str) -> bytes:
    """The note as an accessible PDF of one page (PDF/UA-1). `file` is the edition's, for messages.
    Raises ContentError."""
    html = render(project, shown.lang, "press/note.html", note=shown).decode()
    try:
        return finish(
            render_document(
                html, bundle(project, "press.css"), project.fonts, project.html / "images"
            ).data,
            About(),
        )
    except FitError:
        raise ContentError(
            [
                Problem(
                    file,
                    0,
                    0,
                    "the note for the copier is too long for one page",
                    "shorten the edition's title or subtitle",
                )
            ]
        ) from None
    except RenderError as error:
        raise ContentError(
            [Problem(file, 0, 0, f"the note for the copier cannot be typeset: {error}")]
        ) from None
