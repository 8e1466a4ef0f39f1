"""The headers of a book's pages go in as they become known; the pages to be laid over the book's
come out.

They are rendered a stretch of pages at a time, so that all cores share them, and kept as long as
their pages say the same.
"""

from __future__ import annotations

from citybook.typeset.fragment_cache import FragmentCache
from citybook.typeset.headers import PageHeader
from citybook.typeset.pool import BookJobs

# So many pages have their headers rendered together.
STRETCH = 16


class HeaderPages:
    """The header pages of a book; `frame` is the HTML that headers stand in."""

    def __init__(self, jobs: BookJobs, cache: FragmentCache, frame: str) -> None:
        self.jobs, self.cache, self.frame = jobs, cache, frame
        self.tickets: dict[str, int] = {}

    def submit(self, headers: list[PageHeader]) -> list[str]:
        """Hand in what is not yet rendered; returns the keys of all stretches in the cache."""
        stretches = (headers[at : at + STRETCH] for at in range(0, len(headers), STRETCH))
        return [self._submit(stretch) for stretch in stretches]

    def _submit(self, headers: list[PageHeader]) -> str:
        key = self.cache.key(f"{self.frame}{headers}")
        if key not in self.tickets and self.cache.get(key) is None:
            self.tickets[key] = self.jobs.submit_headers(self.frame, headers)
        return key

    def render(self, headers: list[PageHeader]) -> dict[str, bytes]:
        """Render all stretches; returns their PDFs in order, by their keys. Raises RenderError."""
        found = {}
        for key in self.submit(headers):
            if key in self.tickets:
                self.cache.put(key, self.jobs.headers(self.tickets.pop(key)))
            found[key] = bytes(self.cache.get(key))
        return found
