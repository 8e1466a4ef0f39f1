"""What an edition needs at the copier goes in; a note of one page for whoever stands there comes
out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from citybook.models import Edition, Publication
from citybook.models.identity import Colours
from citybook.models.press import PAPERS
from citybook.pdf.about import DocumentInfo
from citybook.pdf.archival import finish
from citybook.press.imposition import ImpositionPlan, OfficeJob, Pair, order_pages
from citybook.press.printer_marks import LEAST_CUT, staple_positions
from citybook.problems import ContentError, Problem
from citybook.project import Project
from citybook.publish.phrases import Phrases
from citybook.publish.render import render
from citybook.publish.styles import bundle
from citybook.typeface import DEFAULT, Typeface
from citybook.typeset.outcome import FitError, RenderError
from citybook.typeset.pool import render_document
from citybook.typeset.screen_fonts import families
from citybook.views.leaflet import Leaflet

# A4, and US letter where the edition is printed on American paper; width and height in mm.
PAGE, AMERICAN = PAPERS["A4"], PAPERS["US letter"]
# A side of a leaflet: its panels from left to right, each with its width in mm.
PanelStrip = tuple[tuple[str, float], ...]
# Where an edition does not say how many copies are wanted, the note tells what so many take.
COPIES = 10
KINDS = {"saddle stitch": "booklet", "side staple": "stack", "folded leaflet": "leaflet"}


@dataclass(frozen=True)
class CopierNote:
    """How to print, fold and staple an edition. `kind` is booklet, stack or leaflet; `prints` is
    the file to be printed and `grey` the one for black and white, if there is one; `copies` is how
    many it reckons the paper for; `page` is the note's own size and `cut` what is cut off at the
    sides and at head and foot; `strips` are the sides of a leaflet with their panels from left to
    right, each with its width. All in mm.
    `reserved` are hosts that its codes lead to and that stand for no site; `mark` is the colour of
    staples, folds and arrows, `families` the fonts of what is drawn."""

    lang: str
    direction: str
    title: str
    subtitle: str
    kind: str
    prints: str
    grey: str
    plan: ImpositionPlan
    sides: tuple[Pair, ...]
    turned_on: str
    rtl: bool
    marks: tuple[str, ...]
    page: tuple[float, float]
    copies: int
    cut: tuple[float, float]
    colours: Colours
    mark: str
    families: str
    strips: tuple[PanelStrip, ...] = ()
    reserved: tuple[str, ...] = ()

    @property
    def staples(self) -> float:
        """How far the staples are from head and foot, in mm."""
        return round(staple_positions(self.plan.trim[1])[0])

    @property
    def flap(self) -> float:
        """The width in mm of a leaflet's panel that is folded in first."""
        return min(width for strip in self.strips for _, width in strip)

    @property
    def wide(self) -> float:
        """The width in mm of a leaflet's other panels."""
        return max(width for strip in self.strips for _, width in strip)


def note(
    edition: Edition,
    publication: Publication,
    plan: ImpositionPlan,
    job: OfficeJob,
    prints: str,
    grey: str = "",
    leaflet: Leaflet | None = None,
    reserved: Sequence[str] = (),
    mark: str = "",
    typeface: Typeface = DEFAULT,
) -> CopierNote:
    """Make the view of the note. `prints` and `grey` are names of files; a leaflet's view tells its
    panels; `reserved` are hosts of codes that stand for no site; `mark` is the colour of staples,
    folds and arrows, else that of the publication."""
    kind = KINDS[plan.binding]
    sides = order_pages(plan.pages, rtl=job.rtl, cover=plan.cover) if kind == "booklet" else ()
    # Less off each side is the copier's own inaccuracy.
    aside, head = (cut if cut >= LEAST_CUT else 0.0 for cut in plan.offcut)
    return CopierNote(
        lang=publication.language,
        direction=publication.direction,
        title=edition.title,
        subtitle=edition.subtitle,
        kind=kind,
        prints=prints,
        grey=grey,
        plan=plan,
        sides=tuple(sides),
        turned_on=job.office.turned_on,
        rtl=job.rtl,
        marks=tuple(job.office.marks),
        page=AMERICAN if plan.paper_name in ("US letter", "tabloid") else PAGE,
        copies=job.office.quantity or COPIES,
        cut=(aside, head),
        colours=publication.colours,
        mark=mark or publication.colours.all["brand"],
        families=families(typeface),
        strips=tuple(tuple((panel.name, panel.width) for panel in side) for side in leaflet.sides)
        if leaflet
        else (),
        reserved=tuple(reserved),
    )


def typeset_note(project: Project, phrases: Phrases, shown: CopierNote, file: str) -> bytes:
    """Typeset the note as an accessible PDF of one page (PDF/UA-1). `file` is the edition's, for
    messages. Raises ContentError."""
    html = render(project, phrases, "press/note.html", note=shown).decode()
    css, images = bundle(project, "press.css"), project.html / "images"
    try:
        return finish(render_document(html, css, project.fonts, images).data, DocumentInfo())
    except FitError:
        message = "the note for the copier is too long for one page"
        hint = "shorten the edition's title or subtitle"
    except RenderError as error:
        message, hint = f"the note for the copier cannot be typeset: {error}", ""
    raise ContentError([Problem(file, 0, 0, message, hint)])
