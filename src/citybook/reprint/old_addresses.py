"""An edition as it was printed and as it is now go in, two records; both come out as if nothing had
been renamed, with the printed codes that a redirect leads on: these need not be printed again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from citybook.catalogue import Catalogue
from citybook.project import Project
from citybook.reprint.fingerprints import fingerprint_text, read_pages
from citybook.reprint.record import CODE, PrintedPart, Record
from citybook.views import addresses
from citybook.views.redirects import find_redirects


@dataclass(frozen=True)
class Forwarded:
    """A printed page with a code whose address leads on to a new one; both are full addresses."""

    page: int
    old: str
    new: str


def follow_aliases(
    project: Project, catalogue: Catalogue, slug: str, old: Record, new: Record
) -> tuple[Record, Record, list[Forwarded]]:
    """Return both records of an edition as if names had stayed what they were, so that what is only
    called otherwise is no change; and the printed codes that lead on to new addresses."""
    moved = {
        addresses.absolute(catalogue, one.old): addresses.absolute(catalogue, one.new)
        for one in find_redirects(catalogue)
    }
    anchors = _anchors(catalogue)
    parts = [
        part.model_copy(update={"anchor": anchors.get(part.anchor, part.anchor)})
        for part in old.parts
    ]
    found = [code for part in old.parts for code in _codes(part, moved)]
    old = old.model_copy(update={"parts": parts})
    return old, _with_old_addresses(project, slug, old, new, found) if found else new, found


def _codes(part: PrintedPart, moved: dict[str, str]) -> Iterator[Forwarded]:
    page = part.pages[0]
    for item in part.text:
        if isinstance(item, int):
            page = item
            continue
        for address in CODE.findall(item):
            if address in moved:
                yield Forwarded(page, address, moved[address])


def _with_old_addresses(
    project: Project, slug: str, old: Record, new: Record, found: list[Forwarded]
) -> Record:
    """Return the record of an edition with printed addresses that lead on in place of those that it
    has now: in its texts, and in the pages that say the same as a printed one with them."""
    then = {one.new: one.old for one in found}
    printed = {
        addresses.short_address(now): addresses.short_address(was) for now, was in then.items()
    }
    broken = {addresses.breakable(now): addresses.breakable(was) for now, was in printed.items()}
    words = {**then, **printed, **broken}
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    address = re.compile(rf"(?:{listed})(?![\w/{addresses.BREAK}-])")
    parts = [
        part.model_copy(
            update={
                "text": [
                    address.sub(lambda one: words[one.group()], item)
                    if isinstance(item, str)
                    else item
                    for item in part.text
                ]
            }
        )
        for part in new.parts
    ]
    said = {page.split()[0] for page in old.pages}
    with pikepdf.open(project.pdf / f"{slug}.pdf") as pdf:
        texts = [fingerprint_text(page.text, printed) for page in read_pages(pdf)]
    pages = [
        " ".join([text, *page.split()[1:]]) if text in said else page
        for text, page in zip(texts, new.pages, strict=True)
    ]
    return new.model_copy(update={"parts": parts, "pages": pages})


def _anchors(catalogue: Catalogue) -> dict[str, str]:
    """Return the present anchor of each entry under its old names."""
    kinds = catalogue.kinds
    prefixes = {kind.link: addresses.anchor_prefix(kind) for kind in kinds}
    return {
        f"{prefixes[old.link]}-{old.slug.replace('/', '--')}": addresses.anchor(catalogue, entry)
        for old, new in catalogue.renamed.items()
        for kind in kinds
        if kind.link == new.link == old.link and (entry := catalogue.of(kind).get(new.slug))
    }
