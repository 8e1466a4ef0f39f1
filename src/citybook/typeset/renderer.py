"""Print HTML goes in; a document that WeasyPrint has laid out comes out, and what is wrong with it.

Fonts and parsed styles are kept for as long as the process lives: reading them anew for each sheet
doubles its time.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from citybook.typeset.engine import custom_properties, foreign_fonts
from citybook.typeset.faults import find_faults, missing_glyphs
from citybook.typeset.fetching import BASE, Fetcher
from citybook.typeset.fonts import read_facts
from citybook.typeset.outcome import LayoutFault, RenderError

VARIANT = "pdf/ua-1"
LOG = logging.getLogger("weasyprint")


class Renderer:
    """Lays out HTML with one stylesheet, whose text is `css`, and listens to what WeasyPrint says
    meanwhile: typesetting must log nothing. What is laid out several times reads its pictures
    once."""

    def __init__(self, css: str, fonts: Path, images: Path) -> None:
        self.fetcher, self.configuration, self.sheet, self.flaws = _stylesheet(css, fonts, images)
        self.known = _known_properties(css, fonts)
        self.fonts = _read_facts(css, fonts)
        self.log = _Log()
        self.pictures: dict[str, Any] = {}

    def __enter__(self) -> Renderer:
        self.log.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.log.__exit__()

    def parse(self, html: str) -> HTML:
        """Parse HTML, whose elements may be changed before each layout."""
        return HTML(string=html, base_url=BASE, url_fetcher=self.fetcher)

    def layout(self, html: HTML, *, css: str = "", is_tagged: bool = True) -> Any:
        """Lay out a document, with some more `css`. Raises RenderError."""
        options = {"pdf_variant": VARIANT, "pdf_tags": True} if is_tagged else {}
        more = [CSS(string=css)] if css else []
        try:
            return html.render(
                font_config=self.configuration,
                stylesheets=[self.sheet, *more],
                cache=self.pictures,
                **options,
            )
        except FatalURLFetchingError as missing:
            raise RenderError("", [_unfaithful(str(missing))]) from None

    def properties(self, html: str) -> dict[str, str]:
        """Read the custom properties that the first element of the body has, by name. Entries of a
        kind have the same, so they are kept; what WeasyPrint says meanwhile is not."""
        if html not in self.known:
            said = self.log.take()
            document = self.layout(self.parse(html), is_tagged=False)
            self.log.messages = said
            self.known[html] = custom_properties(document)
        return self.known[html]

    def faults(self, document: Any, *, on_pages: bool = True) -> list[LayoutFault]:
        """Find all that is wrong with a document, once it is written: what was logged since the
        last time; letters that our fonts lack, of words that are not in the content, such as a
        country's name in the publication's language; and what does not fit its place."""
        foreign = foreign_fonts(document, self.fonts["families"])
        lacking = frozenset[str]().union(*foreign.values()) - frozenset(self.fonts["letters"])
        found = list(missing_glyphs(document, lacking))
        said = [*self.flaws, *dict.fromkeys(self.log.take())]
        if not found:
            said += [f"the font {name} is none of ours" for name in sorted(foreign)]
        if said:
            found.append(_unfaithful("; ".join(said)))
        return [*found, *find_faults(document)] if on_pages else found


def _unfaithful(reason: str) -> LayoutFault:
    return LayoutFault(f"this cannot be typeset faithfully: {reason}", hint="")


@lru_cache(maxsize=8)
def _stylesheet(
    css: str, fonts: Path, images: Path
) -> tuple[Fetcher, FontConfiguration, CSS, tuple[str, ...]]:
    """What every document with this stylesheet is set with, and what is wrong with the
    stylesheet."""
    fetcher, configuration = Fetcher({"fonts": fonts, "images": images}), FontConfiguration()
    with _Log() as log:
        sheet = CSS(string=css, font_config=configuration, url_fetcher=fetcher, base_url=BASE)
    return fetcher, configuration, sheet, tuple(log.take())


@lru_cache(maxsize=8)
def _read_facts(css: str, fonts: Path) -> Mapping[str, Any]:  # noqa: ARG001  # other fonts, other css
    return read_facts(fonts)


@lru_cache(maxsize=8)
def _known_properties(css: str, fonts: Path) -> dict[str, dict[str, str]]:  # noqa: ARG001
    return {}


class _Log(logging.Handler):
    """Keeps what WeasyPrint warns of, until it is taken."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def __enter__(self) -> _Log:
        LOG.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        LOG.removeHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())

    def take(self) -> list[str]:
        taken, self.messages = self.messages, []
        return taken
