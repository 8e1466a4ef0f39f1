"""An address in print HTML or CSS goes in; the bytes of a file of this publication come out, and of
nothing else.

Everything is addressed below `https://book.invalid/`: the PDF's bytes depend on the address, so it
must not be a folder's.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from citybook.typeset.codes import code

BASE = "https://book.invalid/"
TYPES = {".ttf": "font/ttf", ".jpg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml"}


class Fetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves `fonts/`, `images/`, drawn `codes/`, and icons that stand in the page; all else stops
    the typesetting."""

    def __init__(self, folders: dict[str, Path]) -> None:
        super().__init__()
        self.folders = folders

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Raises FatalURLFetchingError for all that is not a file of ours."""
        if url.startswith("data:image/svg+xml,"):
            return super().fetch(url, headers)
        parts = urlsplit(url)
        kind, _, name = unquote(parts.path).lstrip("/").partition("/")
        folder = self.folders.get(kind)
        if f"{parts.scheme}://{parts.netloc}/" == BASE and kind == "codes":
            return URLFetcherResponse(
                url, code(name.removesuffix(".svg")), {"Content-Type": "image/svg+xml"}
            )
        if f"{parts.scheme}://{parts.netloc}/" != BASE or folder is None:
            raise FatalURLFetchingError(f"{url} is not part of this publication")
        path = (folder / name).resolve()
        if (
            not path.is_relative_to(folder.resolve())
            or not path.is_file()
            or path.suffix not in TYPES
        ):
            raise FatalURLFetchingError(f"{url} is not a file of this publication")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})
