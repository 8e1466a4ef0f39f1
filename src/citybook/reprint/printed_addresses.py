"""Records of what was printed go in; printed addresses of the site that lead nowhere now come out
as warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citybook.catalogue import Catalogue
from citybook.content.aliases import QualifiedName
from citybook.kinds.kind import COMMUNITY, EDITION, GUIDES, THEME
from citybook.problems import ContentError, Problem
from citybook.project import Project
from citybook.reprint.record import CODE, format_day, load, record_path
from citybook.views import addresses
from citybook.views.found import Findable
from citybook.views.site import Site
from citybook.views.siteplan import plan_site

# Files, which no plan of a page tells of.
FILES = ("downloads/", f"{addresses.ASSETS}/")

# What says where a line may end in a printed address.
UNSEEN = (addresses.BREAK, addresses.JOINER)


def find_dead_addresses(project: Project, catalogue: Catalogue) -> Iterator[Problem]:
    """Yield a warning for each printed address that leads to no page of the site now."""
    records = [slug for slug in catalogue.editions if record_path(project, slug).is_file()]
    if not records:
        return
    base, pages = (
        catalogue.publication.base,
        {addresses.of_host(page) for page in _pages(catalogue)},
    )
    for slug in records:
        try:
            record = load(project, slug)
        except ContentError as error:
            yield from (replace(one, severity="warning") for one in error.problems)
            continue
        file = record_path(project, slug)
        for page, mark in _find_printed(file.read_text(encoding="utf-8-sig"), base).items():
            if page not in pages and not page.startswith(FILES):
                message = (
                    f"an address printed on {format_day(record.printed)} in '{record.title}' leads "
                    f"nowhere: {base}{page}"
                )
                hint = _remedy(catalogue, slug, page)
                yield Problem(project.relative(file), *mark, message, hint, "warning")


def _find_printed(text: str, base: str) -> dict[str, tuple[int, int]]:
    """Return the pages of the site below `base` that the text of a record names, in codes and in
    words, each with the line and column where it does first."""
    words = re.compile(
        rf"(?<![\w./-]){re.escape(addresses.short_address(base))}/([a-z0-9/-]*[a-z0-9])"
    )
    found: dict[str, tuple[int, int]] = {}
    for number, line in enumerate(text.split("\n"), 1):
        kept = [at for at, sign in enumerate(line) if sign not in UNSEEN]
        said = "".join(line[at] for at in kept)
        for code in CODE.finditer(said):
            page, _, _ = code.group().partition("#")
            if page.startswith(base):
                found.setdefault(page.removeprefix(base), (number, kept[code.start()] + 1))
        for address in words.finditer(CODE.sub(lambda code: " " * len(code.group()), said)):
            found.setdefault(f"{address[1]}/", (number, kept[address.start()] + 1))
    return found


def _pages(catalogue: Catalogue) -> Iterator[str]:
    """Yield every page of the site, those at old addresses too."""
    yield addresses.DOWNLOADS
    site = Site(catalogue, (), "", {})
    yield from (plan.path for plan in plan_site(site, Findable(site)))


def _remedy(catalogue: Catalogue, edition: str, path: str) -> str:
    """Say how an address leads somewhere again."""
    kinds = catalogue.kinds
    links = {
        kinds.place_address: kinds.place_link,
        **{kind.address: kind.link for kind in kinds},
        GUIDES: kinds.guide_link,
        "communities": COMMUNITY,
        "themes": THEME,
        "editions": EDITION,
    }
    folder, _, slug = path.rstrip("/").partition("/")
    again = f"or print the edition again and run `doit printed:{edition}`"
    if folder not in links or not slug:
        return again.removeprefix("or ")
    name = QualifiedName(links[folder], slug)
    return f"add `aliases: ['{name}']` to what readers shall find in its place; {again}"
