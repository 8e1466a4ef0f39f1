"""The fonts: the typefaces' variable fonts go in; one file for each weight that print needs, and
one for browsers, come out."""

from __future__ import annotations

from citybook.outputs.output import Job, Output
from citybook.typeset.fonts import CUTS, WEB, cut, web


def make(job: Job) -> None:
    """Cut one font for print, or pack it for browsers."""
    if job.item in CUTS:
        job.write({f"fonts/{job.item}.ttf": cut(job.item)})
    else:
        job.write({f"fonts/{job.item}.woff2": web(job.item)})


FONTS = Output(
    "fonts",
    "Cut the fonts that print and site need",
    make,
    files=("fonts/",),
    items=lambda _: (*CUTS, *WEB),
    made_by=("typeset/fonts.py", "typeface.py"),
)
