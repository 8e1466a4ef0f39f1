"""Drawings from strangers are written anew: real exports work, hostile ones are refused with their
place, and nothing of either is copied."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from citybook.content.svg import redraw
from citybook.content.svg_reading import MOST_BYTES, SvgError

NS = 'xmlns="http://www.w3.org/2000/svg"'
LINKS = 'xmlns:xlink="http://www.w3.org/1999/xlink"'
BOX = '<rect width="4" height="3"/>'


def svg(inside: str, attributes: str = 'viewBox="0 0 20 10"') -> str:
    return f"<svg {NS} {LINKS} {attributes}>\n{inside}\n</svg>"


# As the programs write them; the drawings are our own.
ILLUSTRATOR = f"""<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: Adobe Illustrator 27.0, SVG Export Plug-In . SVG Version: 6.00 Build 0)  -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Layer_1" {NS} {LINKS} x="0px" y="0px" viewBox="0 0 120 40"
\t style="enable-background:new 0 0 120 40;" xml:space="preserve">
<style type="text/css">
\t.st0{{fill:#0A5F8A;}}
\t.st1{{clip-path:url(#SVGID_2_);fill:url(#SVGID_3_);}}
\tg .st2{{fill:none;stroke:#FFFFFF;stroke-width:2;stroke-miterlimit:10;}}
</style>
<g><defs><rect id="SVGID_1_" x="4" y="4" width="32" height="32"/></defs>
<clipPath id="SVGID_2_"><use xlink:href="#SVGID_1_"  style="overflow:visible;"/></clipPath>
<linearGradient id="SVGID_3_" gradientUnits="userSpaceOnUse" x1="0" y1="0" x2="40" y2="40">
<stop  offset="0" style="stop-color:#0A5F8A"/><stop  offset="1" style="stop-color:#00A0B0"/>
</linearGradient>
<circle class="st1" cx="20" cy="20" r="20"/>
<path class="st2" d="M8.5,20c0-6.4,5.1-11.5,11.5-11.5S31.5,13.6,31.5,20"/></g>
<polygon class="st0" points="50,10 60,10 60,30 50,30 "/>
<path class="st0" d="M70,10h10v20H70V10z M73,13v14h4V13H73z"/>
</svg>"""
INKSCAPE = f"""<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<!-- Created with Inkscape (http://www.inkscape.org/) -->
<svg width="60mm" height="20mm" viewBox="0 0 60 20" version="1.1" id="svg5"
   inkscape:version="1.2.2" sodipodi:docname="harbour.svg" {NS} {LINKS}
   xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:svg="http://www.w3.org/2000/svg"
   xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd">
  <sodipodi:namedview id="namedview7" pagecolor="#ffffff"><inkscape:grid type="xygrid"/></sodipodi:namedview>
  <defs id="defs2"><linearGradient id="linearGradient9"><stop style="stop-color:#ff7700;stop-opacity:1;"
  offset="0"/><stop style="stop-color:#ff7700;stop-opacity:0;" offset="1"/></linearGradient>
  <linearGradient inkscape:collect="always" xlink:href="#linearGradient9" id="linearGradient11"
     x1="5" y1="5" x2="25" y2="5" gradientUnits="userSpaceOnUse" gradientTransform="rotate(10)"/></defs>
  <g inkscape:label="Layer 1" inkscape:groupmode="layer" id="layer1" transform="translate(1,-2.5e-1)">
    <path style="fill:url(#linearGradient11);fill-opacity:1;stroke:#000;stroke-width:0.264583px;
    stroke-dasharray:none;-inkscape-stroke:none" d="m 5,5 h 20 v 10 h -20 z" id="path1"
    sodipodi:nodetypes="ccccc"/>
    <text xml:space="preserve" x="3" y="3" id="text1" style="font-size:4px"><tspan x="3" y="3"></tspan></text>
    <use x="0" y="0" xlink:href="#path1" id="use1" transform="translate(26)"/>
  </g>
  <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></metadata>
</svg>"""
FIGMA = f"""<svg width="48" height="24" viewBox="0 0 48 24" fill="none" {NS}>
<g clip-path="url(#clip0_1_2)">
<mask id="mask0_1_2" style="mask-type:luminance" maskUnits="userSpaceOnUse" x="0" y="0" width="24" height="24">
<path d="M24 0H0V24H24V0Z" fill="white"/>
</mask>
<g mask="url(#mask0_1_2)">
<path fill-rule="evenodd" clip-rule="evenodd" d="M12 0a12 12 0 1012 12A12 12 0 0012 0Zm0 6a6 6 0 11-6 6 6 6 0 016-6Z" fill="#7C3AED"/>
</g>
<rect x="26.5" y="0.5" width="21" height="23" rx="3.5" stroke="#111827" stroke-opacity="0.8"/>
</g>
<defs>
<clipPath id="clip0_1_2"><rect width="48" height="24" fill="white"/></clipPath>
</defs>
</svg>"""
SKETCH = svg(
    '<title>Combined Shape</title><desc>Created with Sketch.</desc><g stroke="none" stroke-width="1"'
    ' fill="none" fill-rule="evenodd"><g fill="currentColor" color="#DB2777" fill-rule="nonzero">'
    '<polyline points="1 1 5 9 9 1"/></g></g>',
    'width="20px" height="10px"',
)
COREL = svg(
    "<defs><style type=\"text/css\"><![CDATA[@font-face {font-family:'x';src:url('x.woff')}"
    " .fil0 {fill:#2B2A29} .str0 {stroke:#E31E24;stroke-width:.2}]]></style></defs>"
    '<g id="Layer_x0020_1"><metadata id="CorelCorpID"/><path class="fil0 str0" d="M0 0l5 0 0 5z"/></g>'
)
SYMBOL = svg(
    '<symbol id="s" viewBox="-10 -10 20 20"><circle r="10" fill="rgb(10%, 20%, 30%)"/></symbol>'
    '<use xlink:href="#s" width="10" height="10" x="5" transform="matrix(1 0 0 -1 0 10)"/>'
)
REAL = {
    "Illustrator": (ILLUSTRATOR, {"rect": 1, "circle": 1, "path": 2, "polygon": 1, "clipPath": 1}),
    "Inkscape": (INKSCAPE, {"path": 2, "linearGradient": 1, "stop": 2}),
    "Figma": (FIGMA, {"path": 2, "rect": 2, "clipPath": 2}),
    "Sketch": (SKETCH, {"polyline": 1}),
    "CorelDRAW": (COREL, {"path": 1}),
    "a symbol used": (SYMBOL, {"circle": 1}),
    "copied out of a page": ('<svg viewBox="0 0 2 2"><circle r="1"/></svg>', {"circle": 1}),
    "UTF-16": (svg(BOX).encode("utf-16"), {"rect": 1}),
}


@pytest.mark.parametrize("name", REAL)
def test_real_exports_become_plain_shapes(name: str) -> None:
    given, expected = REAL[name]
    drawing = redraw(given if isinstance(given, bytes) else given.encode())
    root = ElementTree.fromstring(drawing.text)
    tags = [one.tag.partition("}")[2] for one in root.iter()]
    assert {tag: tags.count(tag) for tag in expected} == expected
    assert set(tags) - set(expected) <= {"svg", "g", "defs", "stop", "linearGradient"}
    for gone in (
        "style=",
        "class=",
        "inkscape",
        "sodipodi",
        "http://www.inkscape",
        "<!--",
        "xlink",
    ):
        assert gone not in drawing.text
    assert redraw(drawing.text.encode()).text.count("<path") == drawing.text.count("<path")


def test_what_is_said_of_a_shape_is_written_as_it_is_meant() -> None:
    rows = {
        '<path d="M1-2L.5.5z"/>': 'd="M1 -2L0.5 0.5z"',
        '<path d="M0 0a1 1 0 01.5.5"/>': "a1 1 0 0 1 0.5 0.5",
        '<path d="M1e1,2e-1"/>': 'd="M10 0.2"',
        '<g fill="RED"><path d="M0 0"/></g>': 'fill="#ff0000"',
        '<path d="M0 0" fill="rgba(0,0,255,.5)"/>': 'fill="#0000ff" fill-opacity="0.5"',
        '<path d="M0 0" style="fill:#fff!important" fill="#000"/>': 'fill="#ffffff"',
        '<style>path{fill:#123456}.a{fill:lime}</style><path class="a" d="M0 0"/>': "#00ff00",
        '<style>#b{fill:#123456}.a{fill:lime}</style><path id="b" class="a" d="M0 0"/>': "#123456",
        '<rect width="100%" height="50%"/>': 'width="20" height="5"',
        '<rect width="1in" height="3"/>': 'width="96"',
        '<rect width="3" height="3" stroke-dasharray="1,2 3"/>': 'stroke-dasharray="1 2 3"',
        '<path d="M0 0" transform="translate(3,4)rotate(-30)"/>': "translate(3 4) rotate(-30)",
        '<a href="https://a.example/"><path d="M0 0"/></a>': '<g><path d="M0 0"/></g>',
        '<switch><foreignObject requiredExtensions="x"/><g><path d="M0 0"/></g></switch>': "<path",
        '<path d="M0 0"/><g display="none"><circle r="1"/></g>': '<g><path d="M0 0"/></g>',
        '<path d="M0 0" fill="#cd853f icc-color(inks, .1, .5)"/>': 'fill="#cd853f"',
    }
    for given, expected in rows.items():
        assert expected in redraw(svg(given).encode()).text, given


BOMB = "".join(
    f'<g id="b{n}"><use href="#b{n + 1}"/><use href="#b{n + 1}"/></g>' for n in range(20)
)
ENTITIES = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'
HOSTILE = {
    "a script": ("<script>alert(1)</script>" + BOX, "2:1: it has a script"),
    "a handler": ('<rect width="1" height="1" onclick="a()"/>', "2:1: it has a script (onclick)"),
    "a handler of the root": (
        BOX,
        "1:1: it has a script (onload)",
        'viewBox="0 0 1 1" onload="a()"',
    ),
    "a page in it": ("<foreignObject><p/></foreignObject>", "2:1: it has something other"),
    "an element of a page": ('<p xmlns="http://www.w3.org/1999/xhtml"/>', "2:1: it has an element"),
    "a picture": ('<image href="https://a.example/a.png"/>', "2:1: it has a picture of pixels"),
    "a picture in it": (
        '<g>\n <image href="data:image/png;base64,AA"/></g>',
        "3:2: it has a picture",
    ),
    "a file from elsewhere": (
        '<use href="https://a.example/a.svg#b"/>',
        "2:1: it refers to something",
    ),
    "a file of the machine": ('<use href="file:///etc/passwd#b"/>', "2:1: it refers to something"),
    "a gradient from elsewhere": (
        '<rect fill="url(//a.example/#b)"/>',
        "2:1: 'fill' refers to some",
    ),
    "a style sheet from elsewhere": (
        '<style>@import "a.css";</style>',
        "2:1: its style sheet has a",
    ),
    "a background from elsewhere": (
        '<rect style="filter:url(https://a.example/#b)"/>',
        "2:1: it is drawn with 'filter'",
    ),
    "letters": ("<text>Harbour</text>", "2:1: it has text that is still letters"),
    "letters in a span": ("<g><text><tspan>H</tspan></text></g>", "2:4: it has text that is still"),
    "a use of itself": ('<g id="a"><use href="#a"/></g>', "2:1: it uses itself"),
    "a clip path of itself": (
        '<clipPath id="a"><rect clip-path="url(#a)"/></clipPath><g clip-path="url(#a)"/>',
        "2:18: it uses itself",
    ),
    "gradients in a circle": (
        '<linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><rect fill="url(#a)"/>',
        "2:1: its gradients refer to each other",
    ),
    "uses of uses": (BOMB + '<rect id="b20"/>', "it has more than 10,000 shapes"),
    "many elements": ("<g/>" * 6000, "it has more than 5,000 elements"),
    "deep groups": ("<g>" * 100 + "</g>" * 100, "its elements are nested too deeply"),
    "motion": ("<rect><animate/></rect><set/>", "2:24: it moves"),
    "a filter": ('<rect filter="url(#a)"/>', "2:1: it is drawn with 'filter'"),
    "blending": ('<g style="mix-blend-mode: multiply"/>', "2:1: it is drawn with 'mix-blend-mode'"),
    "a variable": ('<rect fill="var(--a)"/>', "2:1: 'fill' is worked out by a style sheet"),
    "a pattern": ('<pattern id="a"/><rect fill="url(#a)"/>', "2:18: it is painted or cut with a"),
    "a mask of shades": (
        '<mask id="a"><rect fill="#888"/></mask><rect mask="url(#a)"/>',
        "2:14: it is masked by shades",
    ),
    "a path that is none": ('<path d="M0 0 L 1 x"/>', "2:1: d: expected a path, got 'M0 0 L 1 x'"),
    "a path without a beginning": ('<path d="L1 1"/>', "2:1: d: expected a path"),
    "numbers that overflow": ('<path d="M1e999 0"/>', "2:1: d: expected a smaller number"),
    "a colour that is none": (
        '<rect fill="blurple"/>',
        "2:1: fill: expected a colour, got 'blurple'",
    ),
    "an unknown shape": ("<blob/>", "2:1: it has an element 'blob'"),
    "what is not there": ('<use href="#a"/>', "2:1: it refers to '#a', which is not there"),
    "a value without an end": (f'<rect style="fill:{"(" * 50_000}"/>', "its values are nested too"),
    "a place far out": (BOX, "its drawing runs too far out", 'viewBox="1e9 0 4 4"'),
    "nothing": ("<g/>", "nothing in it can be seen"),
    "no size": (BOX, "1:1: it says neither `viewBox` nor width and height", ""),
    "a strip": (BOX, "1:1: it is 900 wide and 1 high", 'viewBox="0 0 900 1"'),
    "an unclosed tag": ("<g>", "3:3: it is damaged or no SVG (mismatched tag)"),
    "a media query": ("<style>@media print{}</style>", "2:1: its style sheet has a rule '@media'"),
    "a strange selector": ("<style>a:hover>>b{}</style>", "2:1: its style sheet chooses by"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_drawings_are_refused_with_their_place(name: str) -> None:
    inside, expected, *attributes = HOSTILE[name]
    with pytest.raises(SvgError) as error:
        redraw(svg(inside, *attributes).encode())
    said = error.value
    place = f"{said.line}:{said.column}: " if said.line else ""
    assert f"{place}{said.message}".startswith(expected) or said.message.startswith(expected)
    assert said.hint


def test_entities_are_refused_before_they_grow() -> None:
    for given in (
        ENTITIES + svg("&b;"),
        '<!DOCTYPE svg SYSTEM "file:///etc/passwd">' + svg("&a;"),
        '<!DOCTYPE svg [<!ENTITY % a SYSTEM "https://a.example/a.dtd">%a;]>' + svg(BOX),
    ):
        with pytest.raises(SvgError, match="entities"):
            redraw(given.encode())


def test_what_is_no_svg_is_refused() -> None:
    for given in (b"", b"\x89PNG\r\n\x1a\n", b"<html/>", b"\xff" * 50, b"<svg" + b" " * MOST_BYTES):
        with pytest.raises(SvgError):
            redraw(given)


def test_names_of_parts_begin_with_the_prefix() -> None:
    text = redraw(FIGMA.encode(), "harbour-").text
    assert set(re.findall(r'id="([^"]+)"', text)) == {"harbour-1", "harbour-2"}
    assert set(re.findall(r"url\(#([^)]+)\)", text)) == {"harbour-1", "harbour-2"}
