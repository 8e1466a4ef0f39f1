"""What every page of a book says about itself goes in; pages of running titles, folios and tabs
come out, to be laid over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citybook.typeset.pdf import Setter

BODY = re.compile(r"<body>.*</body>", re.DOTALL)


@dataclass(frozen=True)
class Turn:
    """A page: its number, what it goes on with (empty where that begins), and the tab on its
    fore-edge as HTML, if any."""

    number: int
    running: str
    tab: str = ""

    @property
    def html(self) -> str:
        side = "recto" if self.number % 2 else "verso"
        return (
            f'<div class="turn turn-{side}"><p class="turn-running">{escape(self.running)}</p>'
            f'<p class="turn-title"></p><p class="turn-folio">{self.number}</p>{self.tab}</div>'
        )


def furniture(setter: Setter, frame: str, turns: list[Turn]) -> bytes:
    """One page for each turn. `frame` is the HTML of the book's furniture, whose body is put in
    place."""
    body = "<body>" + "".join(turn.html for turn in turns) + "</body>"
    document = setter.layout(BODY.sub(lambda _: body, frame), tagged=False)
    data: bytes = document.write_pdf()
    setter.check(document)
    return data
