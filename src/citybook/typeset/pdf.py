"""Print HTML goes in; an accessible PDF (PDF/UA-1, ISO 14289-1) comes out.

Fonts and parsed styles are kept for as long as the process lives: reading them anew for each sheet
doubles its time.
"""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from citybook.content.glyphs import UNSEEN
from citybook.pdf.marks import read_file_marks
from citybook.typeface import FAMILY, covered
from citybook.typeset.accessible.writing import write
from citybook.typeset.fetching import BASE, Fetcher
from citybook.typeset.fitting import overflow
from citybook.typeset.outcome import Fault, FitError, Made, RenderError
from citybook.typeset.spill import faults, is_whole, without_glyph

VARIANT = "pdf/ua-1"
LOG = logging.getLogger("weasyprint")
# Of a sheet with two sides: how many pages it has.
PAGES = re.compile(r'<html[^>]* data-pages="(\d+)"')
# How many times as long a page is made to measure what does not fit it.
LONG = 200
SIZE = re.compile(r'(<html[^>]* style="font-size: )([\d.]+)(pt"[^>]* data-steps=")([\d. ]+)"')


@lru_cache(maxsize=8)
def _kit(
    css: str, fonts: Path, images: Path
) -> tuple[Fetcher, FontConfiguration, CSS, tuple[str, ...]]:
    """What every document with this stylesheet is set with, and what is wrong with the
    stylesheet."""
    fetcher, configuration, said = (
        Fetcher({"fonts": fonts, "images": images}),
        FontConfiguration(),
        list[str](),
    )
    ear = _Ear(said)
    LOG.addHandler(ear)
    try:
        sheet = CSS(string=css, font_config=configuration, url_fetcher=fetcher, base_url=BASE)
    finally:
        LOG.removeHandler(ear)
    return fetcher, configuration, sheet, tuple(said)


class Setter:
    """Lays out HTML with one stylesheet, and listens to what WeasyPrint says meanwhile: typesetting
    must log nothing."""

    def __init__(self, css: str, fonts: Path, images: Path) -> None:
        self.fetcher, self.configuration, self.sheet, self.flaws = _kit(css, fonts, images)
        self.said: list[str] = []
        self.ear = _Ear(self.said)

    def __enter__(self) -> Setter:
        LOG.addHandler(self.ear)
        return self

    def __exit__(self, *_: object) -> None:
        LOG.removeHandler(self.ear)

    def layout(self, html: str, *, tagged: bool = True) -> Any:
        """The document, laid out. Raises RenderError."""
        options = {"pdf_variant": VARIANT, "pdf_tags": True} if tagged else {}
        try:
            return HTML(string=html, base_url=BASE, url_fetcher=self.fetcher).render(
                font_config=self.configuration, stylesheets=[self.sheet], **options
            )
        except FatalURLFetchingError as missing:
            raise RenderError("", [_unfaithful(str(missing))]) from None

    def check(self, document: Any) -> None:
        """Complain of what was heard. Raises RenderError."""
        found = self.heard(document)
        if found:
            raise RenderError("", found)

    def heard(self, document: Any) -> list[Fault]:
        """What was logged since the last time, and letters that our fonts lack, once the document
        is written: of words that are not in the content, such as a country's name in the
        publication's language."""
        aliens = [font for font in document.fonts.values() if FAMILY not in font.family]
        lacking = (
            {letter for font in aliens for said in font.to_unicode.values() for letter in said}
            - UNSEEN
            - covered()
        )
        found = list(without_glyph(document, lacking))
        if not found:
            self.said += [
                f"the font {name} is none of ours"
                for name in sorted({font.family for font in aliens})
            ]
        said = [*self.flaws, *self.said]
        self.said.clear()
        return [*found, *([_unfaithful("; ".join(said))] if said else [])]


def _unfaithful(said: str) -> Fault:
    return Fault(f"this cannot be typeset faithfully: {said}", hint="")


class _Ear(logging.Handler):
    def __init__(self, said: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.said = said

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


def typeset(html: str, css: str, fonts: Path, images: Path) -> Made:
    """Set `html` with the stylesheet's text `css`. Raises FitError, RenderError."""
    with Setter(css, fonts, images) as setter:
        document, step = _fitted(html, setter)
        data = write(document)
        found = [*setter.heard(document), *faults(document)]
    if found:
        raise RenderError("", found)
    return Made(data, len(document.pages), step, {}, read_file_marks(data))


def _fitted(html: str, setter: Setter) -> tuple[Any, float | None]:
    """The document at the first size that fits, from the one the view chose down to the floor."""
    sized = SIZE.search(html)
    if not sized:
        return setter.layout(html), None
    steps = [float(step) for step in sized.group(4).split() if float(step) <= float(sized.group(2))]
    pages = PAGES.search(html)
    for step in steps:
        sized_html = SIZE.sub(rf'\g<1>{step}\g<3>\g<4>"', html, count=1)
        document = setter.layout(sized_html)
        found = overflow(document, int(pages.group(1)) if pages else 1)
        if found is None and is_whole(document):
            return document, step
    # WeasyPrint drops what runs off the page where it is placed, so lines are counted on a page
    # that has room for all of them.
    found = overflow(setter.layout(_on_long_pages(sized_html, document.pages[0]))) or found
    if found is None:  # something else is lost, which no size helps: `faults` tells it
        return document, step
    raise FitError(found, step)


def _on_long_pages(html: str, page: Any) -> str:
    size = (
        f"<style>@page {{ size: {page.width}px {LONG * page.height}px !important }}</style></head>"
    )
    return html.replace("</head>", size, 1)
