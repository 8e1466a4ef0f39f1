"""A layout's name and its view go in; HTML comes out."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from jinja2 import (
    ChoiceLoader,
    Environment,
    FileSystemBytecodeCache,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
)
from markupsafe import Markup, escape

from citybook.project import DEFAULTS, Project
from citybook.publish.phrases import Phrases
from citybook.views import addresses
from citybook.views.html import mark_languages
from citybook.visible import strip_breaks

BREAKS = re.compile("[\u00a0\u00ad\u200b\u2007\u2011\u202f\u2060]")
LABELS = re.compile(r"<title>[^<]*|<[a-zA-Z][^<>]*>")


@lru_cache(maxsize=8)
def environment(project: Project, phrases: Phrases) -> Environment:
    """Return what renders layouts: those of the publication before Citybook's own; `citybook:`
    names the latter. Undefined names are errors."""
    own = FileSystemLoader(DEFAULTS / "layouts")
    made = Environment(
        loader=ChoiceLoader(
            [
                FileSystemLoader([project.root / "layouts"]),
                own,
                PrefixLoader({"citybook": own}, ":"),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
        auto_reload=False,
        bytecode_cache=_bytecode_cache(project),
    )
    # What a publication says in words of its own is text, as all that is filled into it.
    made.install_gettext_callables(  # type: ignore[attr-defined]
        lambda phrase: escape(phrases.gettext(phrase)),
        lambda one, many, number: escape(phrases.ngettext(one, many, number)),
        newstyle=True,
    )
    made.filters.update(
        {
            "short_address": addresses.short_address,
            "bound": bind_sign,
            "breakable": addresses.breakable,
            "css_text": css_text,
            "marked": mark_languages,
        }
    )
    return made


def _bytecode_cache(project: Project) -> FileSystemBytecodeCache | None:
    """Return layouts as they were compiled in earlier runs; Jinja looks whether their source is
    still the same."""
    folder = project.state / "layouts"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return FileSystemBytecodeCache(str(folder))


def bind_sign(text: str) -> str:
    """Return a text in which a year stands on the line of the © before it."""
    return text.replace("© ", "©\N{NO-BREAK SPACE}")


def css_text(text: str) -> Markup:
    """Return a text that may stand between quotation marks in a stylesheet within HTML (CSS
    Syntax 3, 4.3.7)."""
    text = text.unescape() if isinstance(text, Markup) else text
    return Markup(
        "".join(
            letter if letter.isalnum() or letter in " .,:;–-" else f"\\{ord(letter):x} "
            for letter in text
        )
    )


def render(project: Project, phrases: Phrases, layout: str | list[str], **view: Any) -> bytes:
    """Return the layout, or the first of several that there is, as UTF-8 HTML. `view` is one object
    under the name the layout gives it. The title and attributes, which are read but not set, have
    no soft hyphens and the like."""
    layouts = [layout] if isinstance(layout, str) else layout
    html = environment(project, phrases).select_template(layouts).render(**view)
    if BREAKS.search(html):
        html = LABELS.sub(lambda found: strip_breaks(found.group()), html)
    return html.encode()
