"""Where each page stands: slugs go in; paths in the site, links between them and printed addresses
come out."""

from __future__ import annotations

import re
from html import escape
from typing import Any
from urllib.parse import quote

from citybook.catalogue import Catalogue
from citybook.content.aliases import QualifiedName
from citybook.content.downloads import FOLDER
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.kinds.kind import COMMUNITY, EDITION, THEME, Kind
from citybook.kinds.kind import GUIDES as GUIDES_FOLDER
from citybook.models.web import host_in_ascii
from citybook.relations import Mention

HOME, NETWORK, GUIDES = "index.html", "network/index.html", f"{GUIDES_FOLDER}/index.html"
DOWNLOADS, ABOUT, NOT_FOUND, SITEMAP = (
    "downloads/index.html",
    "about/index.html",
    "404.html",
    "sitemap.xml",
)
FEED, ROBOTS = "feed.xml", "robots.txt"
PICTURES, DATA = "about/pictures/index.html", "about/data/index.html"
SEARCH, A_TO_Z = "search/index.html", "a-z/index.html"
ASSETS, LICENCES = "assets", "licences.txt"
# The list of all places, where they are many. No kind has a folder of that name.
ALL_PLACES = "a-z/all_places/index.html"
# The page with all steps of a chapter. No section is called so: content/sections.py.
WHOLE = "one-page"
# An address is broken after slashes and before other signs, neither within a word nor after a
# hyphen, which could be taken for one of ours (The Chicago Manual of Style, 7.46). A space without
# width says where, a word joiner where not.
BREAK, JOINER = "\u200b", "\u2060"
SLASH, SIGN = re.compile(r"(?<=/)(?!/|$)"), re.compile(r"(?<=[^/])(?=[-._~?#%&=@])(?!.$)")


def overview(kind: Kind) -> str:
    """Return the page that lists the entries of a kind; for those that stand for places, the
    map."""
    return f"{kind.address}/index.html"


def places(catalogue: Catalogue) -> str:
    """Return the page with the map and all places."""
    return f"{catalogue.kinds.place_address}/index.html"


def of_entry(catalogue: Catalogue, entry: Entry[Front]) -> str:
    """Return the page of an entry; that of a term is its place in the glossary."""
    kind = catalogue.kind_of(entry)
    return (
        term(catalogue, entry.slug) if kind.explains else f"{kind.address}/{entry.slug}/index.html"
    )


def of_any(catalogue: Catalogue, entry: Entry[Any]) -> str:
    """Return the page of an entry or of a guide."""
    return guide(entry.slug) if entry.kind == "guide" else of_entry(catalogue, entry)


def of_link(catalogue: Catalogue, link: str, slug: str) -> str:
    """Return where a link between entries leads; `guide:` names a chapter, a section of one, or a
    whole guide."""
    slug, _, section = slug.partition("#")
    if link == catalogue.kinds.place_link:
        page = place(catalogue, slug)
        return f"{page}#{section}" if section else page
    kind = catalogue.kinds.of_link(link)
    assert kind
    entry = catalogue.of(kind).get(slug)
    if section and entry:
        return of_section(catalogue, entry, section)
    return f"{kind.address}/{slug}/index.html"


def has_steps(catalogue: Catalogue, entry: Entry[Front]) -> bool:
    """Whether each section of an entry has a page of its own, as the steps of a chapter do."""
    is_chapter = catalogue.kind_of(entry).in_guide
    return is_chapter and entry.front.numbered and len(entry.heads) > 1


def of_section(catalogue: Catalogue, entry: Entry[Front], anchor: str) -> str:
    """Return where a section of an entry is read: on its own page if it is a step, else on the
    entry's."""
    page = of_entry(catalogue, entry)
    return below(page, anchor) if has_steps(catalogue, entry) else f"{page}#{anchor}"


def of_mention(catalogue: Catalogue, mention: Mention) -> str:
    """Return where an entry links to another."""
    if mention.entry is catalogue.about:
        return f"{ABOUT}#{mention.anchor}"
    return of_section(catalogue, mention.entry, mention.anchor)


def whole(catalogue: Catalogue, entry: Entry[Front]) -> str:
    """Return the page that shows all of an entry's text."""
    page = of_entry(catalogue, entry)
    return below(page, WHOLE) if has_steps(catalogue, entry) else page


def below(page: str, name: str) -> str:
    """Return a page one level below another; that itself if `name` is empty."""
    return f"{page.removesuffix('index.html')}{name}/index.html" if name else page


def above(page: str) -> str:
    """Return the page that another is one level below of."""
    return "/".join([*page.split("/")[:-2], "index.html"])


def in_list(page: str, number: int) -> str:
    """Return a page of a list that is divided, by its number; the first is the list's own."""
    return below(page, str(number)) if number > 1 else page


def of_theme(kind: Kind, theme_slug: str) -> str:
    """Return the list of a kind's entries on a theme."""
    return below(theme(theme_slug), kind.address)


def of_line(kind: Kind, line: str) -> str:
    """Return the list of a kind's entries on a line."""
    return below(community(line), kind.address)


def of_country(kind: Kind, code: str) -> str:
    """Return the list of a kind's entries in a country."""
    return below(country(code), kind.address)


def by_title(kind: Kind) -> str:
    """Return the list of a kind's entries in the alphabet."""
    return below(A_TO_Z, kind.address)


def by_country(kind: Kind) -> str:
    """Return the list of a kind's entries by country. No country has so long a code."""
    return below("countries/index.html", f"by-{kind.address}")


def of_group(kind: Kind, value: str) -> str:
    """Return the list of a kind's entries with a value of the field that divides them."""
    return below(by_title(kind), f"of-{value}")


def rows_of(kind: Kind) -> str:
    """Return the script with all rows of a kind's list, for its facets."""
    return f"search/lists/{kind.id}.js"


def of_name(catalogue: Catalogue, name: QualifiedName) -> str:
    """Return the page of a name, whether there is anything of that name now or not."""
    kinds, slug = catalogue.kinds, name.slug
    others = {COMMUNITY: community, THEME: theme, EDITION: edition}
    if name.link in others:
        return others[name.link](slug)
    if name.link == kinds.place_link:
        return own_place(catalogue, slug)
    kind = kinds.of_link(name.link)
    if kind is None:
        return guide(slug)
    return term(catalogue, slug) if kind.explains else f"{kind.address}/{slug}/index.html"


def guide(slug: str) -> str:
    """Return the page of a guide."""
    return f"{GUIDES_FOLDER}/{slug}/index.html"


def community(slug: str) -> str:
    """Return the page of a community."""
    return f"communities/{slug}/index.html"


def theme(slug: str) -> str:
    """Return the page of a theme."""
    return f"themes/{slug}/index.html"


def country(code: str) -> str:
    """Return the page of a country, by its ISO code."""
    return f"countries/{code.lower()}/index.html"


def edition(slug: str) -> str:
    """Return the page of an edition."""
    return f"editions/{slug}/index.html"


def term(catalogue: Catalogue, slug: str) -> str:
    """Return where the glossary explains a term."""
    kind = catalogue.kinds.terms
    return f"{overview(kind)}#{slug}" if kind else ""


def place(catalogue: Catalogue, slug: str) -> str:
    """Return where a link to a place leads: to the entry that stands for it, else to its own
    page."""
    entry = catalogue.entry_of_place.get(slug)
    return f"{catalogue.kinds.place_address}/{entry.slug if entry else slug}/index.html"


def own_place(catalogue: Catalogue, slug: str) -> str:
    """Return the page of a place itself."""
    return f"{catalogue.kinds.place_address}/{slug}/index.html"


def anchor(catalogue: Catalogue, entry: Entry[Front]) -> str:
    """Return what an entry is called within a book. No slug holds two hyphens in a row, so they
    divide what is put together."""
    return f"{anchor_prefix(catalogue.kind_of(entry))}-{entry.slug.replace('/', '--')}"


def anchor_prefix(kind: Kind) -> str:
    """Return what the names of a kind's entries begin with within a book."""
    return kind.link if kind.stands_for_places else kind.id


def download(pdf: str) -> str:
    """Return the site's copy of `build/pdf/<pdf>`."""
    return f"downloads/{pdf}"


def file(name: str) -> str:
    """Return the site's copy of `content/files/<name>`."""
    return f"{FOLDER}/{name}"


def relative(start: str, target: str) -> str:
    """Return `target` as a link from the page `start`, right under any address and from a disk."""
    return "../" * start.count("/") + target


def beside(page: str, name: str) -> str:
    """Return a file in the folder of a page."""
    return page.removesuffix("index.html") + name


def absolute(catalogue: Catalogue, target: str) -> str:
    """Return the full address of a page."""
    return catalogue.publication.base + of_host(target)


def of_host(target: str) -> str:
    """Return a page below the site's address as it is asked for, without the `index.html` that
    every host supplies."""
    page, hash_, section = target.partition("#")
    return page.removesuffix("index.html") + hash_ + section


def code(address: str) -> str:
    """Return where print finds the QR code of an address: it is drawn when it is typeset."""
    return f"codes/{quote(address, safe='')}.svg"


def online(catalogue: Catalogue, entry: Entry[Front]) -> str:
    """Return the whole address of an entry's page; empty where it has none."""
    page = of_entry(catalogue, entry)
    return absolute(catalogue, page) if catalogue.kind_of(entry).has_page else ""


def short_address(address: str) -> str:
    """Return an address as people type it: without https:// and the last slash."""
    return host_in_ascii(address).split("://", 1)[-1].removeprefix("www.").rstrip("/")


def breakable(address: str) -> str:
    """Return a printed address with the places where a line may end in it. They are not seen, and
    no reader copies or hears them."""
    return SIGN.sub(BREAK, SLASH.sub(BREAK, address)).replace(f"{BREAK}-", f"{BREAK}-{JOINER}")


def breakable_words(html: str, words: str) -> str:
    """Return the words of a link, where they are an address, with the places where a line may end
    in it."""
    is_address = words.startswith(("https://", "http://", "www.")) and html == escape(words, False)
    return escape(breakable(words), False) if is_address else html
