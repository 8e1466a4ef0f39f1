"""An edition, as it is to be printed, goes in; a job ticket in plain words for the print shop comes
out."""

from __future__ import annotations

from citybook.press.binding import ShopBinding, panel_widths
from citybook.press.job import ShopJob
from citybook.press.profiles import Profile
from citybook.views.leaflet import OUTSIDE

# To be filled in by hand.
BLANK = "_" * 30
TicketRows = list[tuple[str, str]]


def write_ticket(job: ShopJob, profile: Profile, binding: ShopBinding | None) -> str:
    """Write the ticket, a line for each thing to know; what is not known is left to fill in. A
    leaflet has no binding."""
    shop = job.shop
    rows: TicketRows = [
        ("Title", job.title),
        ("For", job.event),
        ("Trim size", _trim(job)),
        ("Bleed", f"{shop.bleed:g} mm on every side"),
        *(_bound(job, binding) if binding else _folding_rows(job)),
        ("Colours", "four inks on both sides (4/4), CMYK; no spot colours"),
        ("Profile", f"{profile.name} ({profile.file}), embedded as the output intent"),
        (
            "Ink",
            f"{shop.ink_limit:g} % in one place at most; black text is black ink alone and "
            "overprints",
        ),
        ("Marks", "crop and fold marks in black ink, outside the bleed" if shop.marks else "none"),
        ("Files", "PDF/X-4; see preflight.txt for what was checked"),
        ("Quantity", f"{shop.quantity:,} copies" if shop.quantity else BLANK),
        ("Deliver to", BLANK),
        ("By", BLANK),
    ]
    widest = max(len(name) for name, _ in rows) + 2
    return "\n".join(
        [
            f"Job ticket: {job.slug}",
            "",
            *(f"{name + ':':{widest}}{text}" for name, text in rows if text),
            "",
        ]
    )


def _trim(job: ShopJob) -> str:
    width, height = job.trim
    lies = ", landscape" if width > height else (", upright" if width < height else "")
    return f"{width:g} × {height:g} mm ({job.trim_name}{lies})"


def _bound(job: ShopJob, binding: ShopBinding) -> TicketRows:
    side = "right" if job.rtl else "left"
    how = f"saddle stitch: two staples in the fold, on the {side}"
    if binding.is_glued:
        how = (
            f"perfect binding, glued on the {side}; spine {binding.spine:g} mm, reckoned with "
            f"{job.shop.thickness:g} mm a leaf: please say if your paper is thicker"
        )
    spread = f"spread, {2 * job.trim[0] + binding.spine:g} × {job.trim[1]:g} mm"
    order = ("front", "spine", "back") if job.rtl else ("back", "spine", "front")
    parts = ", ".join(part for part in order if part != "spine" or binding.spine)
    blanks = f", {binding.blanks} of them blank, before the back cover" if binding.blanks else ""
    inside = (
        f"{binding.inside} single pages in the order of reading"
        if binding.inside
        else "none: the cover is all"
    )
    return [
        ("Pages", f"{binding.pages}: cover 4, inside {binding.inside}{blanks}"),
        (
            "cover.pdf",
            f"2 pages, each a {spread}: outside ({parts}, from left to right) and inside",
        ),
        ("inside.pdf", inside),
        ("Binding", how),
        ("Paper, inside", job.shop.paper or BLANK),
        ("Paper, cover", job.shop.cover_paper or BLANK),
    ]


def _folding_rows(job: ShopJob) -> TicketRows:
    panels = list(zip(OUTSIDE, panel_widths(job.trim[0]), strict=True))
    listed = [f"{name} {width:g} mm" for name, width in (panels[::-1] if job.rtl else panels)]
    return [
        (
            "Pages",
            "2, the two sides of one sheet; they match when it is turned over its short edge",
        ),
        ("leaflet.pdf", "page 1 is the outside, page 2 the inside"),
        ("Folding", "to three panels; first the narrow one, the flap, then the front over it"),
        (
            "Panels",
            f"outside, from left to right: {', '.join(listed)}",
        ),
        ("Paper", job.shop.paper or BLANK),
    ]
