"""The catalogue and the finished downloads go in; build/site/, all that one hosts, comes out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from html import escape

from citybook.catalogue import Catalogue
from citybook.content.pictures import WIDEST
from citybook.manifest import Manifest, write_part
from citybook.project import Project
from citybook.publish.carried_licences import carried
from citybook.publish.icons import read_icons
from citybook.publish.phrases import Phrases, phrases
from citybook.publish.picture_copies import copies, write_copies
from citybook.publish.render import render
from citybook.publish.styles import bundle
from citybook.typeset.fonts import screen_faces
from citybook.views import addresses
from citybook.views.frame import DownloadGroup, Plan
from citybook.views.site import Site
from citybook.views.siteplan import plan_site
from citybook.workers import OWN, Failure, WorkerPool

MANIFEST = "site"
# So many pages are made in one process.
FEW = 60
ASSETS = (
    "assets/site.css",
    "assets/site.js",
    addresses.LICENCES,
)


def publish(
    project: Project,
    catalogue: Catalogue,
    groups: Sequence[DownloadGroup],
    stamp: str,
    content: str,
) -> None:
    """Write every file of the site that changed, the downloads' copies too. A page is made only if
    what it shows has changed since it was written, or if its file is not as it was left. `content`
    is the stamp of what the pages are made from, downloads aside."""
    shown = copies(catalogue, "assets", WIDEST)
    said, made_by = phrases(project, catalogue), project.fingerprint("code", "layouts")
    icons = read_icons(project)
    site = Site(catalogue, groups, shown, made_by, said.gettext, list(icons))
    plans = list(plan_site(site))
    downloads = {found.name: found.file for group in groups for found in group.downloads}
    manifest = Manifest(project.build, MANIFEST)
    before = manifest.facts.get("made_from", {})
    made_from = {plan.path: hashlib.sha256(plan.made_from).hexdigest()[:32] for plan in plans}
    targets = (addresses.download(name) for name in downloads)
    fonts = (f"assets/fonts/{face.file}" for face in screen_faces(catalogue.typeface))
    pictures = (name for name, *_ in shown.values())
    drawn = (*(f"assets/{name}" for name in icons), *([site.logo.path] if site.logo else []))
    names = (*made_from, *pictures, *drawn, *ASSETS, *fonts, addresses.SITEMAP)
    with manifest.begin([f"site/{name}" for name in (*names, *targets)]):
        due = [
            plan
            for plan in plans
            if before.get(plan.path) != made_from[plan.path]
            or not manifest.keep(f"site/{plan.path}")
        ]
        _Pages(project, said, due).write(manifest)
        for name, data in _assets(project, catalogue, plans):
            manifest.write(f"site/{name}", data)
        for name, file in downloads.items():
            manifest.copy(f"site/{addresses.download(name)}", project.build / file)
        write_copies(project, manifest, "site", shown, WIDEST)
        manifest.finish(stamp, {"made_from": made_from, "content": content})


class _Pages:
    """Pages that are due. Many are shared among the machine's cores; the parent notes what was
    written."""

    def __init__(self, project: Project, said: Phrases, plans: list[Plan]) -> None:
        self.project, self.said, self.plans = project, said, plans

    def write(self, manifest: Manifest) -> None:
        if len(self.plans) <= FEW:
            for plan in self.plans:
                manifest.write(f"site/{plan.path}", self.render_page(plan))
            return
        # Plans hold functions: workers inherit them, and are told which to make.
        with WorkerPool(self._prepare_some) as pool:
            share = max(1, len(self.plans) // (pool.count * 8))
            for found in pool.map(
                [(start, start + share) for start in range(0, len(self.plans), share)], OWN
            ):
                if isinstance(found, Failure):
                    raise RuntimeError(f"making pages of the site {found.reason}")
        for plan in self.plans:
            manifest.adopt(f"site/{plan.path}")

    def render_page(self, plan: Plan) -> bytes:
        page = plan.make()
        return render(self.project, self.said, f"site/{page.layout}.html", page=page)

    def _prepare_some(self, share: tuple[int, int]) -> None:
        for plan in self.plans[slice(*share)]:
            write_part(self.project.site / plan.path, self.render_page(plan))


def _assets(
    project: Project, catalogue: Catalogue, plans: list[Plan]
) -> Iterator[tuple[str, bytes]]:
    own = catalogue.publication.colours.css
    css = bundle(project, "site.css") + (f"{own}\n" if own else "")
    yield "assets/site.css", css.encode()
    yield "assets/site.js", project.find("layouts", "site/site.js").read_bytes()
    for name, data in read_icons(project).items():
        yield f"assets/{name}", data
    if logo := catalogue.publication.logo:
        found = catalogue.logos[logo.file]
        yield f"assets/{found.name}", found.data
    yield addresses.LICENCES, carried(catalogue.typeface).encode()
    for face in screen_faces(catalogue.typeface):
        yield f"assets/fonts/{face.file}", (project.fonts / face.file).read_bytes()
    yield addresses.SITEMAP, _sitemap(catalogue, plans).encode()


def _sitemap(catalogue: Catalogue, plans: list[Plan]) -> str:
    """Every page that is to be found (sitemaps.org, protocol 0.9)."""
    rows = "".join(
        f"<url><loc>{escape(addresses.absolute(catalogue, plan.path))}</loc></url>\n"
        for plan in plans
        if plan.is_listed
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{rows}</urlset>\n'
    )
