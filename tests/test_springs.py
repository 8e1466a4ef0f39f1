"""Print HTML and its stylesheet go in; what may grow comes out, as styles say it; and how much of
pages is used, by column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from citybook.project import Project
from citybook.publish.styles import bundle
from citybook.typeset.engine import copy_html
from citybook.typeset.filling import page_filling
from citybook.typeset.fragments import render_fragment
from citybook.typeset.outcome import RenderError
from citybook.typeset.renderer import Renderer
from citybook.typeset.springs import Spring, Springs, read_springs, set_values
from tests import pieces
from tests.publications import Publication

PAGE = "@page { size: 100mm 120mm; margin: 10mm } html { font-size: var(--size, 9pt) }"
WORDS = "These are some words of a text that is long enough to stand on lines. "


@pytest.fixture(scope="module")
def renderer(warm: Publication) -> Iterator[Renderer]:
    project = Project(warm.folder)
    with Renderer(bundle(project, "booklet.css"), project.fonts, project.fonts) as found:
        yield found


def page(css: str, body: str = "", root: str = "") -> str:
    return (
        f"<html lang='en' {root}><head><title>A page</title><style>{PAGE} {css}</style></head>"
        f"<body><div class='own'>{body}</div></body></html>"
    )


def read(renderer: Renderer, html: str) -> list[Springs]:
    return read_springs(renderer, renderer.parse(html))


SIZE = Spring("size", 9, 0.25, 2, "pt", is_text=True)


@pytest.mark.parametrize(
    ("css", "springs"),
    [
        ("", ()),
        (":root { --springs: none }", ()),
        (":root { --springs: size; --spring-size: 9pt 9.5pt 0.25pt text }", (SIZE,)),
        # The nearer rule holds, and values may be those of other properties.
        (
            ":root { --springs: gap; --spring-size: 9pt 12pt 1pt; --most: 9.5pt }"
            ".own { --springs: size gap; --spring-size: 9pt var(--most) .25pt text;"
            "  --spring-gap: 1cm 2cm 0.5cm 6 }",
            (SIZE, Spring("gap", 1, 0.5, 2, "cm", times=6)),
        ),
        # One that is in one column only.
        (
            ":root { --springs: a b; --n: 7; --spring-a: 1mm 3mm 1mm var(--n) in side;"
            "  --spring-b: 9pt 9.5pt 0.25pt text in route }",
            (
                Spring("a", 1, 1, 2, "mm", times=7, column="side"),
                Spring("b", 9, 0.25, 2, "pt", is_text=True, column="route"),
            ),
        ),
        # A step that does not come out even ends before the last value.
        (
            ":root { --springs: a-b; --spring-a-b: 50mm 60mm 4mm }",
            (Spring("a-b", 50, 4, 2, "mm"),),
        ),
    ],
)
def test_styles_say_what_may_grow(
    renderer: Renderer, css: str, springs: tuple[Spring, ...]
) -> None:
    assert read(renderer, page(css, "<p>Text</p>")) == [Springs("", springs)]


def test_each_variant_has_springs_of_its_own(renderer: Renderer) -> None:
    css = (
        ":root { --variants: low full; --springs: size; --spring-size: 9pt 9.5pt .25pt text }"
        "[data-variant=full] { --springs: none }"
    )
    assert read(renderer, page(css)) == [Springs("low", (SIZE,)), Springs("full", ())]


@pytest.mark.parametrize(
    "written",
    [
        "",
        "9pt",
        "9pt 10pt",
        "9pt 10mm 1pt",
        "9pt 8pt 1pt",
        "9pt 10pt 0pt",
        "9 10 1",
        "1pt 2pt 1pt x",
    ],
)
def test_a_spring_that_is_none_is_told_by_its_name(renderer: Renderer, written: str) -> None:
    with pytest.raises(RenderError, match="'--spring-size: "):
        read(renderer, page(f":root {{ --springs: size; --spring-size: {written} }}"))


def layout(renderer: Renderer, css: str, body: str) -> list[float | None]:
    document: Any = renderer.layout(renderer.parse(page(css, body)))
    filled = [page_filling(one) for one in document.pages]
    return [round(one.share, 2) if one else None for one in filled]


def test_a_page_is_as_full_as_its_columns_are_on_average(renderer: Renderer) -> None:
    bar = '<div style="height: {}mm; background: #000"></div>'
    assert layout(renderer, "", bar.format(50)) == [0.5]
    # What is drawn counts, white space does not.
    assert layout(renderer, "", '<div style="height: 80mm"></div>' + bar.format(10)) == [0.9]
    assert layout(renderer, "", bar.format(50) + '<div style="height: 20mm"></div>') == [0.5]
    # What a box cuts off does not.
    cut = f'<div style="height: 30mm; overflow: hidden">{bar.format(70)}</div>'
    assert layout(renderer, "", cut) == [0.3]
    columns = ".own { columns: 2; column-gap: 5mm; column-fill: auto; height: 100mm }"
    assert layout(renderer, columns, bar.format(100) + bar.format(40)) == [0.7]
    assert layout(renderer, columns, bar.format(60)) == [0.3]
    assert layout(renderer, "@page full { background: #000 } .own { page: bare }", "<p>A</p>") == [
        None
    ]


def test_a_fragment_is_filled_without_another_page(renderer: Renderer) -> None:
    css = (
        ":root { --springs: size field; --spring-size: 9pt 10pt 0.5pt text;"
        "  --spring-field: 20mm 60mm 2mm }"
        ".field { height: var(--field); background: #000 }"
    )
    body = f'<div class="field"></div><p>{WORDS * 23}</p>'
    made = render_fragment(renderer, page(css, body))
    assert made.setting
    assert made.setting.pages == len(made.full) == 2
    assert made.setting.values["size"] == "10pt"
    assert min(one or 0 for one in made.filled) > 0.85
    assert made.setting.layouts <= 3


def test_the_variant_that_fills_pages_best_is_chosen(renderer: Renderer) -> None:
    css = (
        ":root { --variants: low high; --springs: none } .field { background: #000; height: 10mm }"
        "[data-variant=high] .field { height: 90mm }"
    )
    made = render_fragment(renderer, page(css, '<div class="field"></div>'))
    assert made.setting
    assert (made.setting.variant, made.setting.layouts, made.filled) == (
        "high",
        2,
        (pytest.approx(0.9),),
    )


def test_a_long_theme_stays_within_the_page_in_every_variant_of_an_opener(
    good: Publication,
) -> None:
    found = (good.build / "html/editions/harbour-reader/005-profile-dole.html").read_text()
    kicker = "France · Learning</p>"
    assert kicker in found
    words = "Learning by doing, with everybody on the quay and in the harbour basin "
    theme = (words * 2)[:85]
    with pieces.renderer(good) as renderer:
        parsed = renderer.parse(found.replace(kicker, f"France · {theme}{theme[8:]}</p>"))
        seen = []
        for springs in read_springs(renderer, parsed):
            shown = copy_html(parsed)
            set_values(shown, springs.variant, springs.values((0,) * len(springs.springs)))
            document = renderer.layout(shown)
            document.write_pdf()
            seen.append(springs.variant)
            said = [one.message for one in renderer.faults(document) if "edge" in one.message]
            assert said == [], springs.variant
    assert "full" in seen
