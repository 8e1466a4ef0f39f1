"""A document that WeasyPrint has laid out goes in; its boxes, its fonts and what is painted come
out in words of our own, and its PDF, tagged by others.

This module, columns.py and computed_styles.py alone touch the inside of WeasyPrint, so that is
bounded to one minor version. Of WeasyPrint 70 it relies on:

- parsed HTML: `HTML.etree_element` and `wrapper_element`;
- boxes: `Page._page_box` and, from there, `children` (through `_box` where a box is placed
  absolutely), the names of their classes, `element`, `element_tag`, `text`, `style`, their places
  in CSS pixels, `link`, `link_annotation`, `at_keyword`, `is_header`, `is_footer`, `is_column` and
  `page_type.name`;
- styles: custom properties stand in `style` as lists of tokens, `--name` under `__name`; those
  that an element sets itself are in `style.cascaded`;
- painting: `Page.paint(stream, scale)`; `stream._tags`, which gets the number of the mark of each
  box; `stream._fonts`; `stream.stream`, the list of what becomes the page's content;
- fonts: `Document.fonts` with `family`, `hash`, `bitmap`, `file_content`, `index`, `to_unicode` and
  `widths`, which are read when the file is written, after the last page is painted;
- writing: the `finisher` of `Document.write_pdf` gets a `pydyf.PDF` that is not yet saved, with
  `page_references`; `Document.metadata.include_in_pdf` says what the file is.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterator, Mapping, Set
from copy import copy, deepcopy
from functools import lru_cache
from typing import Any, NamedTuple

import tinycss2
import weasyprint.layout.block
from cssselect2 import ElementWrapper
from weasyprint import HTML
from weasyprint.css import ComputedStyle
from weasyprint.document import Page

from citybook.typeset.columns import columns_layout
from citybook.typeset.computed_styles import computed_value

weasyprint.layout.block.columns_layout = columns_layout
ComputedStyle.__missing__ = computed_value


class Rectangle(NamedTuple):
    """Sides in CSS pixels from the left and the top of the page."""

    left: float
    top: float
    right: float
    bottom: float


class LayoutBox:
    """A box of a page (CSS Display 3): its element, and the `pseudo` element of that if it is
    generated."""

    __slots__ = ("_box", "_marks", "element", "pseudo")

    def __init__(self, box: Any, marks: Mapping[Any, Any]) -> None:
        self._box = getattr(box, "_box", box)
        self._marks = marks
        self.element: Any = self._box.element
        self.pseudo: str = (self._box.element_tag or "").partition("::")[2]

    @property
    def kind(self) -> str:
        """The name of its class, such as LineBox."""
        return type(self._box).__name__

    @property
    def children(self) -> Iterator[LayoutBox]:
        return (LayoutBox(child, self._marks) for child in getattr(self._box, "children", ()))

    @property
    def text(self) -> str | None:
        """Its text, if it is a box of text."""
        return getattr(self._box, "text", None)

    @property
    def mcid(self) -> int | None:
        """The number of the mark that it is painted with, if it is."""
        mark = self._marks.get(self._box)
        return mark["mcid"] if mark else None

    @property
    def border_box(self) -> Rectangle:
        left, top = self._box.border_box_x(), self._box.border_box_y()
        return Rectangle(
            left, top, left + self._box.border_width(), top + self._box.border_height()
        )

    @property
    def content_box(self) -> Rectangle:
        left, top = self._box.content_box_x(), self._box.content_box_y()
        return Rectangle(left, top, left + self._box.width, top + self._box.height)

    @property
    def margin_box(self) -> Rectangle:
        """Of a page, its paper."""
        box, left, top = self._box, self._box.position_x, self._box.position_y
        return Rectangle(left, top, left + box.margin_width(), top + box.margin_height())

    @property
    def line_box(self) -> Rectangle:
        """Where a line, or text in it, stands."""
        left, top = self._box.position_x, self._box.position_y
        return Rectangle(left, top, left + self._box.width, top + self._box.height)

    @property
    def baseline(self) -> float:
        """The base of its letters, from the top of the page."""
        return float(self._box.position_y + self._box.baseline)

    @property
    def font_size(self) -> float:
        return float(self._box.style["font_size"])

    @property
    def hyphen(self) -> str:
        """What is printed where a word is divided."""
        return str(self._box.style["hyphenate_character"])

    @property
    def is_kept_whole(self) -> bool:
        """Whether the stylesheet lets no page break into it (CSS Fragmentation 3)."""
        return str(self._box.style["break_inside"]).startswith("avoid")

    @property
    def is_absolute(self) -> bool:
        """Whether it is placed absolutely: nothing makes room for it (CSS Positioned Layout 3)."""
        return bool(self._box.is_absolutely_positioned())

    @property
    def is_clipped(self) -> bool:
        """Whether what reaches beyond it is not painted (CSS Overflow 3)."""
        return bool(self._box.style["overflow"] != "visible")

    @property
    def is_transformed(self) -> bool:
        return bool(self._box.style["transform"])

    @property
    def is_link(self) -> bool:
        """Whether it is a link itself, and not only in one."""
        return self._box.link is not None

    @property
    def link_annotation(self) -> Any:
        """The dictionary of the annotation of the link that it is or is in; None without one."""
        return self._box.link_annotation

    @property
    def margin(self) -> str:
        """Header or Footer for a box in the page's margin, else empty."""
        if self.kind != "MarginBox":
            return ""
        return "Header" if self._box.at_keyword.startswith("@top") else "Footer"

    @property
    def is_column(self) -> bool:
        """Whether it is one of several columns (CSS Multi-column 1)."""
        return bool(getattr(self._box, "is_column", False))

    @property
    def is_painted(self) -> bool:
        """Whether an element within the body has a ground of its own, or an edge at its foot."""
        if self.pseudo or self.element is None or self.element.tag in ("html", "body"):
            return False
        style = self._box.style
        ground = style["background_color"]
        return bool(ground == "currentcolor" or ground.alpha or style["border_bottom_width"])

    @property
    def is_repeated(self) -> bool:
        """Whether it is the head or foot of a table, which each of its pages has."""
        return self.kind == "TableRowGroupBox" and (self._box.is_header or self._box.is_footer)


def copy_html(html: HTML) -> HTML:
    """Copy parsed HTML, whose elements may then be changed, ten times as fast as it is parsed."""
    copied, root = copy(html), deepcopy(html.etree_element)
    copied.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
    copied.etree_element = root
    return copied


def page_box(page: Any) -> LayoutBox:
    """The box of a page's area, with all that is on the page."""
    return LayoutBox(page._page_box, {})


def page_name(page: Any) -> str:
    """The name that the stylesheet gives to a page."""
    return str(page._page_box.page_type.name)


def page_root(page: Any) -> Any:
    """The root element of the HTML that a page is of."""
    return next(child.element for child in page_box(page).children if child.element is not None)


def custom_properties(document: Any) -> dict[str, str]:
    """The custom properties that the first element of the body has, as it computes them, by
    name."""
    box = next(box for box in page_box(document.pages[0]).children if not box.margin)
    styles = [box._box.style]
    while (child := next(box.children, None)) is not None and child.element is not None:
        box = child
        styles.append(box._box.style)
    names = {name for style in styles for name in style.cascaded if name.startswith("__")}
    return {
        name.replace("_", "-"): " ".join(tinycss2.serialize([token]) for token in tokens)
        for name in names
        if (tokens := styles[-1][name])
    }


class PaintedPage(Page):  # type: ignore[misc]  # WeasyPrint has no types
    """A page that is painted with a mark on each text and picture; afterwards `content` is the list
    of what becomes its content stream, and `box` knows the marks."""

    def __init__(self, page: Any, number: int, is_last: bool) -> None:
        self.__dict__.update(page.__dict__)
        self.number, self.is_last = number, is_last
        self.root = page_root(page)
        self.content: list[Any] = []
        self.box = page_box(page)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Paint the page; once for each file."""
        marks: dict[Any, Any] = {}
        stream._tags = marks
        super().paint(stream, scale)
        if self.is_last:
            for font in stream._fonts.values():
                _keep_space(font)
        self.content, self.box = stream.stream, LayoutBox(self._page_box, marks)


def write_pdf(document: Any, finish: Callable[[list[PaintedPage], Any], None]) -> bytes:
    """Write a document as a file; before it is saved, `finish` gets its painted pages and the
    `pydyf.PDF`, and may change both."""
    pages = document.pages
    painted = [
        PaintedPage(page, number, number == len(pages) - 1) for number, page in enumerate(pages)
    ]

    def finisher(_: Any, pdf: Any) -> None:
        finish(painted, pdf)
        document.metadata.include_in_pdf(pdf, "ua", 1, conformance=None, compress=True)

    document.pages = painted
    try:
        data: bytes = document.write_pdf(finisher=finisher)
    finally:
        document.pages = pages
    return data


def space_codes(document: Any) -> dict[bytes, bytes]:
    """How a space is written in each font that has one, by the name that content uses."""
    found = {}
    for font in document.fonts.values():
        glyph = next((glyph for glyph, text in font.to_unicode.items() if text == " "), None)
        if glyph is not None and not font.bitmap:
            found[font.hash.encode()] = b"<%04x>" % glyph
    return found


def foreign_fonts(document: Any, families: Collection[str]) -> dict[str, Set[str]]:
    """The letters that are set in fonts of other families, by the names of these."""
    found: dict[str, set[str]] = {}
    for font in document.fonts.values():
        if not any(family in font.family for family in families):
            found.setdefault(font.family, set()).update(*font.to_unicode.values())
    return dict(found)


def _keep_space(font: Any) -> None:
    """Keep a space in a font that has one, before its unused glyphs are taken out: the ends of
    lines need one that no line shows."""
    if " " in font.to_unicode.values() or font.bitmap:
        return
    if space := _space(font.file_content, font.index):
        glyph, width = space
        font.to_unicode[glyph], font.widths[glyph] = " ", width


@lru_cache(maxsize=32)
def _space(file: bytes, index: int) -> tuple[int, int] | None:
    """The number of a font's space and its width in thousandths of the font's size; None if it has
    none."""
    from fontTools.ttLib import TTFont

    font = TTFont(io.BytesIO(file), fontNumber=index, lazy=True)
    name = (font.getBestCmap() or {}).get(ord(" "))
    if not name:
        return None
    width = round(font["hmtx"][name][0] * 1000 / font["head"].unitsPerEm)
    return font.getGlyphID(name), width
