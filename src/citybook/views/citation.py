"""An entry, a guide or a step of a chapter goes in; how others cite it comes out: its parts for the
page (in the order of ISO 690), and the same as BibTeX and RIS, each a small file beside the
page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from citybook.content.entries import Entry, Head
from citybook.views import addresses
from citybook.views.dates import EntryDates
from citybook.views.facts import day
from citybook.views.frame import PagePlan
from citybook.views.site import Site
from citybook.visible import strip_breaks

GUIDE = "guide"
BIBTEX, RIS = "cite.bib", "cite.ris"
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# What TeX would take for something else. Braces are counted by BibTeX even behind a backslash.
COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&%#_"},
}
TEX = str.maketrans(COMMANDS)


@dataclass(frozen=True)
class Citation:
    """How something is cited: `key` names it among others, `whole` is the publication, `year` that
    of its last change or else of the publication, empty where neither is known; `printed` are the
    editions that hold it, with the page if that is known."""

    key: str
    title: str
    whole: str
    publisher: str
    year: str
    as_of: str
    address: str
    language: str
    printed: tuple[str, ...]


def cite(site: Site, entry: Entry[Any], path: str, step: Head | None = None) -> Citation:
    """Return how the entry or guide on the page `path` is cited, or a step of it. In print a guide
    is where its first chapter is."""
    publication, translate = site.catalogue.publication, site.translate
    held = site.catalogue.chapters_of(entry)[0] if entry.kind == GUIDE else entry
    parts = [entry.kind, entry.slug.replace("/", "-")]
    return Citation(
        key="-".join([*parts, step.anchor] if step else parts),
        title=f"{entry.front.title} – {step.title}" if step else entry.front.title,
        whole=publication.title,
        publisher=publication.publisher.name,
        year=_year(site.dates(entry), publication.copyright or ""),
        as_of=day(publication, entry.front.reviewed).rstrip("."),  # the sentence has its own
        address=addresses.absolute(site.catalogue, path),
        language=publication.language,
        printed=tuple(
            f"{one.title}, {translate('p. %(page)s') % {'page': one.page}}"
            if one.page
            else one.title
            for one in site.find_printed(held, path, step.anchor if step else "")
        ),
    )


def citation_files(
    site: Site, entry: Entry[Any], page: PagePlan, step: Head | None = None
) -> Iterator[PagePlan]:
    """Yield the files beside a page of what `cite` cites; the page shows all that they say."""
    for name, write in ((BIBTEX, write_bibtex), (RIS, write_ris)):
        target = addresses.beside(page.path, name)
        make = partial(_file, site, entry, page.path, step, write)
        yield PagePlan(target, page.made_from, make, is_listed=False)


def _file(
    site: Site,
    entry: Entry[Any],
    path: str,
    step: Head | None,
    write: Callable[[Citation, str], str],
) -> bytes:
    citation = cite(site, entry, path, step)
    return strip_breaks(write(citation, site.translate("In print"))).encode()


def write_bibtex(citation: Citation, in_print: str) -> str:
    """Return a citation for BibTeX. Capitals of the title stay what they are."""
    fields = {
        "key": citation.title,
        "title": f"{{{citation.title.translate(TEX)}}}",
        "howpublished": f"{citation.whole}, {citation.publisher}",
        "publisher": citation.publisher,
        "year": citation.year,
        "note": "; ".join(f"{in_print}: {one}" for one in citation.printed),
        "url": citation.address,
        "language": citation.language,
    }
    plain = {"title", "url"}
    rows = (
        f"  {name} = {{{text if name in plain else text.translate(TEX)}}}"
        for name, text in fields.items()
        if text
    )
    return f"@misc{{{citation.key},\n" + ",\n".join(rows) + "\n}\n"


def write_ris(citation: Citation, in_print: str) -> str:
    """Return a citation as RIS, whose lines end with CR and LF."""
    rows = [
        ("TY", "ELEC"),
        ("ID", citation.key),
        ("TI", citation.title),
        ("T2", citation.whole),
        ("PB", citation.publisher),
        ("PY", citation.year),
        *(("N1", f"{in_print}: {one}") for one in citation.printed),
        ("UR", citation.address),
        ("LA", citation.language),
    ]
    lines = (f"{tag}  - {' '.join(text.split())}" for tag, text in rows if text)
    return "\r\n".join([*lines, "ER  - ", ""])


def _year(dates: EntryDates, notice: str) -> str:
    known = dates.changed or dates.published
    return known[:4] if known else max(YEAR.findall(notice), default="")
