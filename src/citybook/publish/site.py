"""The catalogue and the finished downloads go in; build/site/, all that one hosts, comes out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from citybook.catalogue import Catalogue
from citybook.content.downloads import FOLDER
from citybook.history import FILE, Period
from citybook.manifest import Manifest
from citybook.project import Project
from citybook.publish.assets import Assets, make_assets
from citybook.publish.carried_licences import collect_licences
from citybook.publish.feed import feed
from citybook.publish.many_files import Recipe, write_files
from citybook.publish.phrases import Phrases, phrases
from citybook.publish.picture_copies import list_copies
from citybook.publish.render import render
from citybook.publish.search_index import search_index
from citybook.publish.sitemap import robots, sitemap
from citybook.publish.styles import bundle
from citybook.selection import offered_files
from citybook.views import addresses
from citybook.views.found import Findable
from citybook.views.frame import CoverPicture, DownloadGroup, PagePlan
from citybook.views.listpages import ListPages
from citybook.views.logos import LogoShelf
from citybook.views.preview import beside
from citybook.views.shelf import picture_file
from citybook.views.site import Site
from citybook.views.siteplan import plan_site

MANIFEST = "site"


def publish(
    project: Project,
    catalogue: Catalogue,
    groups: Sequence[DownloadGroup],
    stamp: str,
    content: str,
    covers: Mapping[str, CoverPicture],
    previews: Mapping[str, str],
    *,
    has_copy: bool = False,
) -> None:
    """Write every file of the site that changed, the downloads' copies too. A page is made only if
    what it shows has changed since it was written, or if its file is not as it was left. `content`
    is the stamp of what the pages are made from, downloads aside; `covers` are pictures of covers,
    by their PDFs; `previews` are files below build/ by the pages of their entries; `has_copy` says
    that there is or will be a copy of the site to download."""
    said, assets = phrases(project, catalogue), make_assets(project, catalogue)
    site = _site(project, catalogue, groups, assets, covers, previews, has_copy=has_copy)
    findable = Findable(site)
    index = search_index(site, findable, said)
    texts = index.plans(project.fingerprint("code"))
    plans = _with_texts(plan_site(site, findable, _missing_style(project, catalogue)), texts)
    manifest = Manifest(project.build, MANIFEST)
    recipes = [_recipe(project, said, plan) for plan in plans]
    written = {**index.files(), **dict(_others(site, assets, plans))}
    copied = dict(_list_copied(project, catalogue, groups, covers, previews))
    pages = [plan.path for plan in plans]
    with manifest.begin([f"site/{name}" for name in (*pages, *written, *copied)]):
        made = write_files(manifest, recipes, "pages of the site")
        for name, data in written.items():
            manifest.write(f"site/{name}", data)
        for name, path in copied.items():
            manifest.copy(f"site/{name}", path)
        manifest.finish(stamp, {**made, "content": content})


def downloads_in_copy(
    project: Project,
    catalogue: Catalogue,
    groups: Sequence[DownloadGroup],
    covers: Mapping[str, CoverPicture],
) -> bytes:
    """Return the Downloads page for a copy of the site, which holds all downloads but itself."""
    assets, said = make_assets(project, catalogue), phrases(project, catalogue)
    site = _site(project, catalogue, groups, assets, covers, {}, has_copy=True)
    return render(project, said, "site/downloads.html", page=ListPages(site).downloads())


def _site(
    project: Project,
    catalogue: Catalogue,
    groups: Sequence[DownloadGroup],
    assets: Assets,
    covers: Mapping[str, CoverPicture],
    previews: Mapping[str, str],
    *,
    has_copy: bool,
) -> Site:
    said, made_by = phrases(project, catalogue), project.fingerprint("code", "layouts")
    return Site(
        catalogue,
        groups,
        made_by,
        assets.places,
        said.gettext,
        covers,
        _history(project),
        previews,
        has_copy=has_copy,
    )


def _history(project: Project) -> dict[str, Period]:
    """Return when files came and changed, as far as that is known."""
    path = project.build / FILE
    found: dict[str, Period] = json.loads(path.read_bytes()) if path.is_file() else {}
    return found


def _missing_style(project: Project, catalogue: Catalogue) -> str:
    return bundle(project, "missing.css") + catalogue.publication.colours.css


def _with_texts(pages: Iterable[PagePlan], texts: dict[str, PagePlan]) -> list[PagePlan]:
    """Return pages, each followed by what search shows of it: then its text is fetched once."""
    found = [one for page in pages for one in (page, texts.pop(page.path, None)) if one]
    return [*found, *texts.values()]


def _recipe(project: Project, said: Phrases, plan: PagePlan) -> Recipe:
    """Return what makes the one file of a plan."""

    def make() -> Iterator[bytes]:
        page = plan.make()
        if not isinstance(page, bytes):
            page = render(project, said, f"site/{page.layout}.html", page=page)
        yield page

    return Recipe((f"site/{plan.path}",), plan.made_from, make)


def _others(site: Site, assets: Assets, plans: list[PagePlan]) -> Iterator[tuple[str, bytes]]:
    """Yield what is no page of the site and made for it."""
    yield from assets.files.items()
    for name, data in LogoShelf(site.catalogue, addresses.ASSETS).files():
        yield f"{addresses.ASSETS}/{name}", data
    yield addresses.LICENCES, collect_licences(site.catalogue.typeface).encode()
    yield addresses.SITEMAP, sitemap(site, plans)
    yield addresses.ROBOTS, robots(site)
    if site.dated:
        yield addresses.FEED, feed(site)


def _list_copied(
    project: Project,
    catalogue: Catalogue,
    groups: Sequence[DownloadGroup],
    covers: Mapping[str, CoverPicture],
    previews: Mapping[str, str],
) -> Iterator[tuple[str, Path]]:
    """Yield what the site has of files that are there: downloads, pictures, files of editors."""
    for found in (found for group in groups for found in group.downloads):
        for name in found.names:
            yield addresses.download(name), project.build / found.file
    for file, cover in covers.items():
        yield f"{addresses.ASSETS}/{cover.name}", project.build / picture_file(file)
    for name in list_copies(catalogue, is_printed=False):
        yield f"{addresses.ASSETS}/{name}", project.pictures / name
    for name in offered_files(catalogue):
        yield addresses.file(name), project.content / FOLDER / name
    for page, file in previews.items():
        yield beside(page), project.build / file
