"""Print HTML goes in; an accessible PDF (PDF/UA-1, ISO 14289-1) comes out.

Fonts and parsed styles are kept for as long as the process lives: reading them anew for each sheet doubles its time.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from citybook.typeset.fetching import BASE, Fetcher
from citybook.typeset.fitting import Overflow, overflow
from citybook.typeset.fonts import FAMILY

VARIANT = "pdf/ua-1"
LOG = logging.getLogger("weasyprint")
SIZE = re.compile(r'(<html[^>]* style="font-size: )([\d.]+)(pt"[^>]* data-steps=")([\d. ]+)"')


class Unfit(Exception):
    """The text does not fit its page at the smallest size allowed."""

    def __init__(self, found: Overflow, floor: float) -> None:
        super().__init__(found.section)
        self.found, self.floor = found, floor


class Complaint(Exception):
    """WeasyPrint logged something: a picture, glyph, font or style is not as it should be."""


@dataclass(frozen=True)
class Typeset:
    """A finished PDF, its number of pages and, for a sheet, the size of its text in pt."""

    data: bytes
    pages: int
    step: float | None


@lru_cache(maxsize=8)
def _kit(css: str, fonts: Path, images: Path) -> tuple[Fetcher, FontConfiguration, CSS]:
    fetcher, configuration = Fetcher({"fonts": fonts, "images": images}), FontConfiguration()
    return fetcher, configuration, CSS(string=css, font_config=configuration, url_fetcher=fetcher, base_url=BASE)


def typeset(html: str, css: str, fonts: Path, images: Path) -> Typeset:
    """Set `html` with the stylesheet's text `css`. Raises Unfit, Complaint."""
    with _listening() as said:
        fetcher, configuration, sheet = _kit(css, fonts, images)
        document, step = _fitted(html, fetcher, configuration, sheet)
        data = document.write_pdf(pdf_variant=VARIANT)
    alien = {name for name in _families(document) if FAMILY not in name}
    if said or alien:
        raise Complaint("; ".join([*said, *(f"the font {name} is none of ours" for name in sorted(alien))]))
    return Typeset(data, len(document.pages), step)


def _fitted(html: str, fetcher: Fetcher, configuration: FontConfiguration, sheet: CSS) -> tuple[Any, float | None]:
    """The document at the first size that fits, from the one the view chose down to the floor."""
    sized = SIZE.search(html)
    if not sized:
        return _layout(html, fetcher, configuration, sheet), None
    steps = [float(step) for step in sized.group(4).split() if float(step) <= float(sized.group(2))]
    for step in steps:
        document = _layout(SIZE.sub(rf'\g<1>{step}\g<3>\g<4>"', html, count=1), fetcher, configuration, sheet)
        found = overflow(document)
        if found is None:
            return document, step
    assert found is not None
    raise Unfit(found, steps[-1])


def _layout(html: str, fetcher: Fetcher, configuration: FontConfiguration, sheet: CSS) -> Any:
    return HTML(string=html, base_url=BASE, url_fetcher=fetcher).render(
        font_config=configuration, stylesheets=[sheet], pdf_variant=VARIANT, pdf_tags=True)


def _families(document: Any) -> set[str]:
    """The families of the fonts in the document, known once it is written."""
    return {font.family for font in document.fonts.values()}


@contextmanager
def _listening() -> Iterator[list[str]]:
    """Collect what WeasyPrint logs as a warning or worse: typesetting must log nothing."""
    said: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    ear = Ear(logging.WARNING)
    LOG.addHandler(ear)
    try:
        yield said
    finally:
        LOG.removeHandler(ear)
