"""The catalogue and the finished PDFs go in; build/site/, all that one hosts, comes out."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from citybook.catalogue import Catalogue
from citybook.content import pictures
from citybook.project import Project
from citybook.publish.print import picture_names
from citybook.publish.render import render
from citybook.publish.styles import bundle
from citybook.typeset.fonts import WEB
from citybook.views import addresses
from citybook.views.site import Download, Page, Site
from citybook.written import Ledger

LEDGER = "site"
# Pictures on the site are at most so many pixels wide: twice the column's width, for sharp screens.
PIXELS = 1600
ASSETS = ("assets/site.css", "assets/icon.svg", *(f"assets/fonts/{name}.woff2" for name in WEB))
ICON = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path d="M0 16H32" stroke="#1a1d26" stroke-width="6"/>'
        '<circle cx="16" cy="16" r="9" fill="#fff" stroke="#1a1d26" stroke-width="5"/></svg>\n')


def publish(project: Project, catalogue: Catalogue, pdfs: dict[str, Ledger], stamp: str) -> None:
    """Write every file of the site that changed, the PDFs' copies too."""
    downloads = list(_downloads(catalogue, pdfs))
    shown = {file: f"assets/{name}" for file, name in picture_names(project, catalogue).items()}
    copies = {file: pictures.copy(project.content / "images" / file, PIXELS) for file in shown}
    pages = list(Site(catalogue, downloads, {file: (shown[file], *copies[file][1:]) for file in shown}).pages())
    ledger = Ledger(project.build, LEDGER)
    ledger.begin([f"site/{name}" for name in (
        *(page.frame.path for page in pages), *shown.values(), *ASSETS, addresses.SITEMAP,
        *(addresses.download(found.pdf) for found in downloads))])
    for name, data in _files(project, catalogue, pages):
        ledger.put(f"site/{name}", data)
    for download in downloads:
        ledger.copy(f"site/{addresses.download(download.pdf)}", project.pdf / download.pdf)
    for file, name in shown.items():
        ledger.put(f"site/{name}", copies[file][0])
    ledger.finish(stamp)


def _downloads(catalogue: Catalogue, pdfs: dict[str, Ledger]) -> Iterator[Download]:
    for slug, edition in catalogue.editions.items():
        if found := pdfs.get(f"editions/{slug}"):
            yield _download(f"{slug}.pdf", edition.edition.title, found)
    for card in sorted(catalogue.cards.values(), key=lambda card: card.card.title.casefold()):
        if found := pdfs.get(f"sheets/{card.slug}"):
            yield _download(f"sheets/{card.slug}.pdf", card.card.title, found, card.slug)


def _download(pdf: str, title: str, ledger: Ledger, card: str = "") -> Download:
    return Download(pdf, title, ledger.facts["pages"], ledger.files[f"pdf/{pdf}"][0], card)


def _files(project: Project, catalogue: Catalogue, pages: list[Page]) -> Iterator[tuple[str, bytes]]:
    language = catalogue.publication.language
    for page in pages:
        yield page.frame.path, render(project, language, f"site/{page.layout}.html", page=page)
    yield "assets/site.css", bundle(project, "site.css").encode()
    yield "assets/icon.svg", ICON.encode()
    for name in WEB:
        yield f"assets/fonts/{name}.woff2", (project.fonts / f"{name}.woff2").read_bytes()
    yield addresses.SITEMAP, _sitemap(pages).encode()


def _sitemap(pages: list[Page]) -> str:
    """Every page but the one for missing pages (sitemaps.org, protocol 0.9)."""
    rows = "".join(f"<url><loc>{escape(page.frame.canonical)}</loc></url>\n" for page in pages
                   if page.frame.path != addresses.NOT_FOUND)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
