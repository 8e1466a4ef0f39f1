"""Contributed Markdown goes in, safe HTML comes out.

Contributed text is text: HTML in it is shown as it was typed, and what Markdown makes of it passes an allow-list.
"""

from __future__ import annotations

import html as entities
import re
from functools import cache

import nh3
from markdown import Markdown

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br", "h2", "code"}
SCHEMES = {"http", "https", "city"}


@cache
def _markdown() -> Markdown:
    made = Markdown(extensions=["sane_lists"], output_format="xhtml")
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    return made


def html(source: str) -> str:
    """Markdown as well-formed HTML of a few harmless tags; list items hold no paragraphs (PDF/UA-1, 7.2)."""
    made = _markdown().reset().convert(source)
    clean = nh3.clean(made, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES, link_rel=None,
                      strip_comments=True)
    return re.sub(r"<li>.*?</li>", _without_paragraphs, clean, flags=re.DOTALL)


def _without_paragraphs(item: re.Match[str]) -> str:
    joined = re.sub(r"</p>\s*<p>", "<br>", item.group())
    return re.sub(r"<li>\s+|\s+</li>", lambda edge: edge.group().strip(), re.sub(r"</?p>", "", joined))


def plain(made: str) -> str:
    """HTML as the words in it."""
    return " ".join(entities.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|li|h2)>|<br ?/?>", " ", made))).split())
