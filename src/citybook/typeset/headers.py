"""What the header and footer of every page of a book say goes in; pages with nothing else on them
come out, to be laid over the book's."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from citybook.typeset.outcome import RenderError

if TYPE_CHECKING:
    from citybook.typeset.renderer import Renderer


@dataclass(frozen=True)
class PageHeader:
    """The header and footer of a page: its folio, its running title (empty where an entry begins),
    and its thumb tab as HTML, if any."""

    folio: int
    running_title: str
    thumb_tab: str = ""

    @property
    def html(self) -> str:
        side = "recto" if self.folio % 2 else "verso"
        return (
            f'<div class="page-header page-header-{side}">'
            f'<p class="running-title">{escape(self.running_title)}</p><p class="book-title"></p>'
            f'<p class="folio">{self.folio}</p>{self.thumb_tab}</div>'
        )


def render_headers(renderer: Renderer, frame: str, headers: list[PageHeader]) -> bytes:
    """Render one page for each header. `frame` is the HTML that they stand in, whose body is
    empty. Raises RenderError."""
    start, _, end = frame.partition("</body>")
    body = "".join(header.html for header in headers)
    document = renderer.layout(renderer.parse(f"{start}{body}</body>{end}"), is_tagged=False)
    data: bytes = document.write_pdf()
    faults = renderer.faults(document, on_pages=False)
    if faults:
        raise RenderError("", faults)
    return data
