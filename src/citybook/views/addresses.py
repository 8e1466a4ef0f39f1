"""Where each page stands: slugs go in; paths in the site, links between them and printed addresses
come out."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.models.web import host_in_ascii

HOME, CITIES, NETWORK = "index.html", "cities/index.html", "network/index.html"
PRACTICES, PROFILES, GUIDES, GLOSSARY = (
    "practices/index.html",
    "profiles/index.html",
    "guides/index.html",
    "glossary/index.html",
)
DOWNLOADS, ABOUT, NOT_FOUND, SITEMAP = (
    "downloads/index.html",
    "about/index.html",
    "404.html",
    "sitemap.xml",
)
LICENCES = "assets/licences.txt"
# An address is broken after slashes and before other signs, neither within a word nor after a
# hyphen, which could be taken for one of ours (The Chicago Manual of Style, 7.46). A space without
# width says where, a word joiner where not.
BREAK, JOINER = "\u200b", "\u2060"
SLASH, SIGN = re.compile(r"(?<=/)(?!/|$)"), re.compile(r"(?<=[^/])(?=[-._~?#%&=@])(?!.$)")


def city(slug: str) -> str:
    """The page of a place or a card."""
    return f"cities/{slug}/index.html"


def community(slug: str) -> str:
    """The page of a community."""
    return f"communities/{slug}/index.html"


def practice(slug: str) -> str:
    """The page of a practice."""
    return f"practices/{slug}/index.html"


def profile(slug: str) -> str:
    """The page of a profile."""
    return f"profiles/{slug}/index.html"


def guide(slug: str) -> str:
    """The page of a guide, or of a chapter `guide/chapter`."""
    return f"guides/{slug}/index.html"


def theme(slug: str) -> str:
    """The page of a theme."""
    return f"themes/{slug}/index.html"


def country(code: str) -> str:
    """The page of a country, by its ISO code."""
    return f"countries/{code.lower()}/index.html"


def edition(slug: str) -> str:
    """The page of an edition."""
    return f"editions/{slug}/index.html"


def entry(catalogue: Catalogue, kind: str, slug: str) -> str:
    """Where a link to an entry leads; `guide:` names a chapter, a section of one, or a whole
    guide."""
    slug, _, section = slug.partition("#")
    found = {
        "city": lambda: place(catalogue, slug),
        "card": lambda: city(slug),
        "practice": lambda: practice(slug),
        "profile": lambda: profile(slug),
        "guide": lambda: guide(slug),
        "chapter": lambda: guide(slug),
    }[kind]()
    return f"{found}#{section}" if section else found


def anchor(entry: Entry[Any]) -> str:
    """What an entry is called within a book. No slug holds two hyphens in a row, so they divide
    what is put together."""
    return f"{'city' if entry.kind == 'card' else entry.kind}-{entry.slug.replace('/', '--')}"


def term(slug: str) -> str:
    """Where the glossary explains a term."""
    return f"{GLOSSARY}#{slug}"


def place(catalogue: Catalogue, slug: str) -> str:
    """Where a link to a place leads: to the card that answers to it, else to its own page."""
    card = catalogue.card_of.get(slug)
    return city(card.slug if card else slug)


def download(pdf: str) -> str:
    """The site's copy of `build/pdf/<pdf>`."""
    return f"downloads/{pdf}"


def relative(start: str, target: str) -> str:
    """`target` as a link from the page `start`, right under any address and from a disk."""
    return "../" * start.count("/") + target


def absolute(catalogue: Catalogue, target: str) -> str:
    """The full address of a page, without the `index.html` that every host supplies."""
    path, _, section = target.partition("#")
    return (
        catalogue.publication.base
        + path.removesuffix("index.html")
        + (f"#{section}" if section else "")
    )


def code(address: str) -> str:
    """Where print finds the QR code of an address: it is drawn when it is typeset."""
    return f"codes/{quote(address, safe='')}.svg"


def printed(address: str) -> str:
    """An address as people type it: without https:// and the last slash."""
    return host_in_ascii(address).split("://", 1)[-1].removeprefix("www.").rstrip("/")


def breakable(address: str) -> str:
    """A printed address with the places where a line may end in it. They are not seen, and no
    reader copies or hears them."""
    return SIGN.sub(BREAK, SLASH.sub(BREAK, address)).replace(f"{BREAK}-", f"{BREAK}-{JOINER}")
