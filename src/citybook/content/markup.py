"""Contributed Markdown goes in, safe HTML comes out.

Contributed text is text: HTML in it is shown as it was typed, and what Markdown makes of it passes
an allow-list.
"""

from __future__ import annotations

import html as entities
import re
from functools import cache

import nh3
from markdown import Markdown

TAGS = {"p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br", "h3"}
SCHEMES = {"http", "https", "city", "practice", "profile", "guide", "term", "count", "note"}
NOTE = re.compile(r"\[\^([0-9]{1,4})\](?!:)")
CITY = re.compile(r'href="city:([^"]*)"')
HEADING = re.compile(r"(</?h)(\d)(?=>)")


@cache
def _markdown() -> Markdown:
    made = Markdown(extensions=["sane_lists"], output_format="xhtml")
    made.preprocessors.deregister("html_block")
    # Pictures, addresses by reference and mail addresses are not for contributed text; each pattern
    # is tried on each text.
    for name in (
        "html",
        "image_link",
        "image_reference",
        "short_image_ref",
        "reference",
        "short_reference",
        "automail",
    ):
        made.inlinePatterns.deregister(name)
    made.parser.blockprocessors.deregister("reference")
    return made


def html(source: str) -> str:
    """Markdown as well-formed HTML of a few harmless tags; list items hold no paragraphs (PDF/UA-1,
    7.2).

    A reference such as `[^2]` becomes a link to `note:2`, which a view resolves.
    """
    return finished(allowed(made(source)))


def made(source: str) -> str:
    """Markdown as the HTML that the library makes of it, not to be shown. Raises RecursionError."""
    return _markdown().reset().convert(NOTE.sub(r"[\1](note:\1)", source))


def allowed(made: str) -> str:
    """What the allow-list leaves of HTML: what it takes out, content/guard.py reports."""
    return nh3.clean(
        made,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
    )


def finished(clean: str) -> str:
    """Allowed HTML without paragraphs in its list items."""
    return (
        re.sub(r"<li>.*?</li>", _without_paragraphs, clean, flags=re.DOTALL)
        if "<p>" in clean
        else clean
    )


def inline(source: str) -> str:
    """One line of Markdown as HTML without a paragraph around it."""
    return html(source).removeprefix("<p>").removesuffix("</p>")


def cities(made: str) -> list[str]:
    """The place of every link to a city in HTML."""
    return CITY.findall(made)


def _without_paragraphs(item: re.Match[str]) -> str:
    joined = re.sub(r"</p>\s*<p>", "<br>", item.group())
    return re.sub(
        r"<li>\s+|\s+</li>", lambda edge: edge.group().strip(), re.sub(r"</?p>", "", joined)
    )


def plain(made: str) -> str:
    """HTML as the words in it."""
    return " ".join(
        entities.unescape(
            re.sub(r"<[^>]+>", "", re.sub(r"</(?:p|li|h[2-6])>|<br ?/?>", " ", made))
        ).split()
    )


def shifted(made: str, by: int) -> str:
    """HTML with every heading `by` levels lower."""
    return HEADING.sub(lambda found: f"{found[1]}{int(found[2]) + by}", made)
