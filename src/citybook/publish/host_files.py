"""Where the site is hosted, and which of its addresses have moved, go in; ready-made files for
common hosts come out: headers, redirects, the page for what is missing.

Everything in assets/ has a name that changes with its content, so browsers may keep it. Everything
else is asked for again each time, which costs an answer without a body where it is the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from citybook.catalogue import Catalogue
from citybook.project import Project
from citybook.publish.phrases import phrases
from citybook.publish.render import render
from citybook.views.addresses import of_host
from citybook.views.redirects import Redirect

# What pages may load and do (Content Security Policy, level 3): nothing from elsewhere. Colours and
# sizes of drawings are attributes, so styles may stand in a page; scripts may not. Icons are
# `data:` addresses. Browsers show PDFs by what they call objects.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "object-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'self'"
)
HEADERS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)
FOR_GOOD, ASKED_FOR = "public, max-age=31536000, immutable", "no-cache"
# What hosts do not always know, or serve without its encoding.
TYPES = (
    ("bib", "application/x-bibtex; charset=utf-8"),
    ("css", "text/css; charset=utf-8"),
    ("epub", "application/epub+zip"),
    ("js", "text/javascript; charset=utf-8"),
    ("json", "application/json"),
    ("pdf", "application/pdf"),
    ("ris", "application/x-research-info-systems; charset=utf-8"),
    ("svg", "image/svg+xml"),
    ("txt", "text/plain; charset=utf-8"),
    ("webmanifest", "application/manifest+json"),
    ("woff2", "font/woff2"),
    ("xml", "application/xml"),
)
# The layouts in layouts/hosting/, by the files that they make below build/hosting/.
FILES = {
    "apache/.htaccess": "apache.txt",
    "nginx/citybook.conf": "nginx.txt",
    "netlify/_headers": "headers.txt",
    "netlify/_redirects": "netlify-redirects.txt",
    "cloudflare/_headers": "headers.txt",
    "cloudflare/_redirects": "cloudflare-redirects.txt",
    "github/.nojekyll": "nojekyll.txt",
    "workflows/github-pages.yml": "github-pages.txt",
}


@dataclass(frozen=True)
class Host:
    """What the files tell a host. `root` is the path of the site's address, which begins and ends
    with a slash; `redirects` are paths that have moved and where to, below it."""

    root: str
    redirects: Sequence[tuple[str, str]]
    headers: tuple[tuple[str, str], ...] = HEADERS
    types: tuple[tuple[str, str], ...] = TYPES
    for_good: str = FOR_GOOD
    asked_for: str = ASKED_FOR


def make_host_files(
    project: Project, catalogue: Catalogue, redirects: Sequence[Redirect]
) -> dict[str, bytes]:
    """Return the files by their places below build/hosting/."""
    moved = [(of_host(one.old), of_host(one.new)) for one in redirects]
    host = Host(quote(urlsplit(catalogue.publication.base).path, safe="/%"), moved)
    said = phrases(project, catalogue)
    return {
        file: render(project, said, f"hosting/{layout}", host=host)
        for file, layout in FILES.items()
    }
