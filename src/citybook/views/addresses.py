"""Where each page stands: slugs go in; paths in the site, links between them and printed addresses come out."""

from __future__ import annotations

from urllib.parse import quote

from citybook.catalogue import Catalogue

HOME, CITIES, NETWORK = "index.html", "cities/index.html", "network/index.html"
DOWNLOADS, ABOUT, NOT_FOUND, SITEMAP = "downloads/index.html", "about/index.html", "404.html", "sitemap.xml"


def city(slug: str) -> str:
    """The page of a place or a card."""
    return f"cities/{slug}/index.html"


def community(slug: str) -> str:
    """The page of a community."""
    return f"communities/{slug}/index.html"


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
    return catalogue.publication.base + target.removesuffix("index.html")


def code(address: str) -> str:
    """Where print finds the QR code of an address: it is drawn when it is typeset."""
    return f"codes/{quote(address, safe='')}.svg"


def printed(address: str) -> str:
    """An address as people type it: without https:// and the last slash."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")
