"""The tree of a text goes in; HTML comes out, of known tags only, with all text escaped.

What is not written here cannot be in a page: there is no other list of what is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from itertools import takewhile
from typing import Any
from xml.etree.ElementTree import Element

from markupsafe import Markup

from citybook.content import tree
from citybook.models.languages import direction
from citybook.models.plain import MarkedText

TAGS = (
    *("p", "ul", "ol", "li", "strong", "em", "blockquote"),
    *("table", "thead", "tbody", "tr", "th", "td"),
)
# Headings within a section, as they are read; where a text is shown they may be deeper.
HEADING, FIGURE = "h3", "figure"
# References to notes side by side, whatever is emphasized, and what stands between their numbers.
SIDE_BY_SIDE = re.compile(r'</sup>((?:</?(?:strong|em|span)[^<>]*>)*)(?=<sup class="note">)')
BETWEEN = "</sup>\\1<sup>,\N{NO-BREAK SPACE}</sup>"


def escape_text(text: str) -> str:
    """Return a text as it stands between tags."""
    return escape(text, quote=False)


def divide_notes(html: str) -> str:
    """Return HTML with a comma between references to notes that stand side by side."""
    return SIDE_BY_SIDE.sub(BETWEEN, html)


def keep_link(target: str, html: str, words: str) -> str:  # noqa: ARG001  # one of HtmlWriter's
    """Return a link that leads where the text says."""
    return f'<a href="{escape(target)}">{html}</a>'


def foreign(language: str, html: str) -> str:
    """Return words in another language, as HTML."""
    return f'<span lang="{escape(language)}" dir="{direction(language)}">{html}</span>'


def mark_languages(text: str) -> Markup:
    """Return a text of plain words as HTML, with its words in other languages marked."""
    if not isinstance(text, MarkedText):
        return text if isinstance(text, Markup) else Markup(escape_text(text))
    return Markup(
        "".join(
            foreign(language, escape_text(words)) if language else escape_text(words)
            for words, language in text.parts
        )
    )


def drop_link(target: str, html: str, words: str) -> str:  # noqa: ARG001  # one of HtmlWriter's
    """Return the words of a link."""
    return html


def write_figure(figure: Element) -> str:
    """Return a figure as HTML, its pictures by their files' names."""
    return "".join(
        f'<figure><img src="{escape(one.get("src", ""))}" alt="{escape(one.get("alt", ""))}">'
        f"<figcaption>{escape_text(one.get('caption') or '')}</figcaption></figure>"
        for one in figure
    )


@dataclass(frozen=True)
class Flow:
    """Written paragraphs, lists, headings and figures: headings are known by `True`, and a figure
    is HTML or what a layout writes it from."""

    parts: tuple[tuple[bool, Any], ...] = ()

    @property
    def html(self) -> Markup:
        """All that is written of it, without its figures."""
        return Markup("\n").join(Markup(part) for _, part in self.parts if isinstance(part, str))

    @property
    def letters(self) -> int:
        """How many letters it has, and spaces between them."""
        return len(self.html.striptags())

    @property
    def has_figures(self) -> bool:
        """Whether any of it is a figure."""
        return any(not isinstance(part, str) for _, part in self.parts)

    def stretches(self, level: int) -> list[Any]:
        """Return them in order, texts as HTML with headings of a level."""
        return [
            Markup(f"<h{level}>{part}</h{level}>" if heading else part)
            if isinstance(part, str)
            else part
            for heading, part in self.parts
        ]

    def at(self, level: int) -> Markup:
        """Return all of them as HTML with headings of a level."""
        return Markup("\n").join(self.stretches(level))


class HtmlWriter:
    """Writes elements. `link` is given a link's target, its content as HTML and its plain words;
    `text` writes what is neither in a link, in a heading nor in another language; `figure` a
    figure, or what a layout writes it from."""

    def __init__(
        self,
        link: Callable[[str, str, str], str],
        text: Callable[[str], str] = escape_text,
        figure: Callable[[Element], Any] = write_figure,
    ) -> None:
        self.link, self.text, self.figure = link, text, figure

    def flow(self, body: Element | None) -> Flow:
        """Write what is in a text, for headings of any level."""
        return Flow(tuple(self._part(child) for child in (body if body is not None else ())))

    def _part(self, child: Element) -> tuple[bool, Any]:
        if child.tag == HEADING:
            return True, divide_notes(self._content(child, escape_text))
        if child.tag == FIGURE:
            return False, self.figure(child)
        return False, divide_notes(self._element(child, self.text))

    def content(self, element: Element) -> str:
        """Return what is in an element."""
        return divide_notes(self._content(element, self.text).strip())

    def _content(self, element: Element, text: Callable[[str], str]) -> str:
        if element.tag == "li":
            return self._item(element, text)
        return text(element.text or "") + self._children(element, text)

    def _item(self, item: Element, text: Callable[[str], str]) -> str:
        """Write a list item without the paragraphs it begins with (PDF/UA-1, 7.2)."""
        first = list(takewhile(lambda child: child.tag == "p", item))
        html = "<br>".join(self._content(one, text) for one in first)
        return f"{text(item.text or '')}{html}{self._children(item[len(first) :], text)}".strip()

    def _children(self, children: Iterable[Element], text: Callable[[str], str]) -> str:
        return "".join(self._element(child, text) + text(child.tail or "") for child in children)

    def _element(self, element: Element, text: Callable[[str], str]) -> str:
        tag = element.tag
        if tag == "br":
            return "<br>"
        if tag == "a":
            html = self._content(element, escape_text)
            return self.link(element.get("href", ""), html, tree.words(element))
        if tag == "span":
            return foreign(element.get("lang", ""), self._content(element, escape_text))
        if tag == HEADING:
            text = escape_text
        elif tag not in TAGS:
            raise ValueError(f"no text holds <{tag}>")
        return f"<{tag}>{self._content(element, text)}</{tag}>"
