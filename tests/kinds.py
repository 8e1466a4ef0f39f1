"""A folder of pages goes in; the fewest of them that show every component come out."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path


class Components(HTMLParser):
    """The components of a page: each element by its tag, its classes and its role."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[tuple[str, str]] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        names = ["", *(values.get("class") or "").split()]
        self.found |= {(tag, name) for name in names}
        self.found.add((tag, f"role={values.get('role')}"))


def fewest_pages(site: Path) -> dict[str, int]:
    """Pages of the site that together have every component of it, each with how many the pages
    before it lack, most first: what looks and works alike need not be looked at twice."""
    pages = {
        path.relative_to(site).as_posix(): Components(path.read_text(encoding="utf-8")).found
        for path in sorted(site.rglob("*.html"))
    }
    missing, chosen = set[tuple[str, str]]().union(*pages.values()), {}
    while missing:
        name = max(pages, key=lambda name: len(pages[name] & missing))
        chosen[name] = len(pages[name] & missing)
        missing -= pages[name]
    return chosen
