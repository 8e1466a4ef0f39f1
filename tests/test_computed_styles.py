"""The styles of boxes go in; every property computes to what WeasyPrint itself makes of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint.css import ComputedStyle
from weasyprint.css.properties import INITIAL_VALUES

from citybook.project import Project
from citybook.publish.styles import bundle
from citybook.typeset.computed_styles import compute
from citybook.typeset.engine import LayoutBox, page_box
from citybook.typeset.renderer import Renderer
from tests.publications import Publication

ODD = """<html lang=ar dir=rtl style="--size: 9pt; direction: rtl"><style>
@page { margin: 10mm; @top-left { content: "Top"; color: red } }
@page named { margin: 5mm }
body { font: italic 9pt/1.4 var(--typeface); color: #123456; text-decoration: underline blue }
div { margin-inline-start: 3mm; padding-block-end: 2mm; border-inline-end: 1mm solid }
div div { margin-right: 5mm; margin-inline: auto; width: calc(100% - 2em); inset-inline: 1mm }
.page { page: named } .float { float: left; display: inline } .fixed { position: absolute }
.kept { color: inherit; margin: inherit; width: initial; --size: 3pt }
p { text-indent: calc(1em + 10%); margin-left: calc(1mm + 1pt); text-decoration: line-through }
p::before { content: "»"; display: table; margin-inline-end: 1em; text-decoration-color: red }
table { border-collapse: collapse } td { padding: 1mm; border: 1pt solid var(--none, green) }
</style><title>A page</title><body><div><div class=page>One<p class=kept>Two<i class=fixed>Three
</i></div></div><div class=float>Four</div><p>Five<b style="width: var(--no)">Six</b>
<table><caption>Seven<tr><td>Eight<td>Nine</table><img alt=Ten><ul><li>Eleven</ul>"""


def styles(page: Any) -> Iterator[ComputedStyle]:
    """The computed styles of the boxes of a page, and of what is around them."""
    waiting: list[LayoutBox] = [page_box(page)]
    while waiting:
        box = waiting.pop()
        waiting += box.children
        style = box._box.style
        while style is not None:
            if isinstance(style, ComputedStyle):
                yield style
            style = style.parent_style


class Plain(ComputedStyle):
    """A style as WeasyPrint computes it."""

    __missing__ = compute


def copy_of(style: Any, made: type, known: dict[int, Any]) -> Any:
    """The same style with nothing computed yet, and with those around it; `known` are the copies
    by what they are of."""
    if not isinstance(style, ComputedStyle):
        return style
    if id(style) not in known:
        known[id(style)] = made(
            copy_of(style.parent_style, made, known),
            style.cascaded,
            style.pseudo_type,
            copy_of(style.root_style, made, known),
            style.base_url,
            style.font_config,
            style.initial_page_sizes,
        )
    return known[id(style)]


@pytest.mark.parametrize("what", ["odd", "sheet", "book"])
def test_every_property_computes_to_what_weasyprint_makes_of_it(
    good: Publication, what: str
) -> None:
    project = Project(good.folder)
    style = bundle(project, "sheet.css" if what == "sheet" else "booklet.css")
    names = {"odd": "", "sheet": "sheets/alba.html", "book": "editions/book/[0-9]*.html"}
    files = sorted(project.html.glob(names[what])) if names[what] else []
    texts = [path.read_text(encoding="utf-8") for path in files] or [ODD]
    with Renderer(style, project.fonts, project.html / "images") as renderer:
        pages = [page for one in texts for page in renderer.layout(renderer.parse(one)).pages]
    found = {id(style): style for page in pages for style in styles(page)}
    assert len(found) > 20
    ours: dict[int, Any] = {}
    theirs: dict[int, Any] = {}
    for one in found.values():
        mine, other = copy_of(one, ComputedStyle, ours), copy_of(one, Plain, theirs)
        custom = sorted({name for name in (*one, *one.cascaded) if name.startswith("__")})
        for name in (*INITIAL_VALUES, *custom, "__nobody_sets_it"):
            assert repr(mine[name]) == repr(other[name]), (name, one.cascaded)
            assert repr(mine.get(name)) == repr(other.get(name)), (name, one.cascaded)
