"""The place where texts are shown goes in, a page of the site or paper; what only the whole
publication knows comes out: its language, the files that it offers, and its logos."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from babel.numbers import format_decimal

from citybook.catalogue import Catalogue
from citybook.content.logo_rows import LogoRow
from citybook.models import Logo
from citybook.views import addresses
from citybook.views.logos import LogoShelf, Strip


@dataclass(frozen=True)
class FileView:
    """A file that is offered: where it is from the page that offers it, its address as it is
    printed, its format and size as readers know them."""

    href: str
    address: str
    format: str
    size: str


@dataclass(frozen=True)
class Medium:
    """A page of the site by its `path`; without one, paper."""

    catalogue: Catalogue
    path: str | None = None

    @property
    def is_paper(self) -> bool:
        """Whether it is paper."""
        return self.path is None

    @property
    def language(self) -> str:
        """The language that numbers are written in."""
        return self.catalogue.publication.language

    @property
    def is_from_right(self) -> bool:
        """Whether it is written from the right."""
        return self.catalogue.publication.direction == "rtl"

    def logos(self, rows: Iterable[LogoRow]) -> Strip:
        """Return logos in a strip, in their order."""
        path = self.path
        folder = "images" if path is None else addresses.relative(path, addresses.ASSETS)
        shelf = LogoShelf(self.catalogue, folder, is_marked=self.is_paper)
        return Strip(
            tuple(
                shelf.logo(Logo(file=row.file) if row.file else None, row.name, row.url)
                for row in rows
            )
        )

    def file(self, name: str) -> FileView:
        """Return a file that is offered."""
        target = addresses.file(name)
        absolute = addresses.absolute(self.catalogue, target)
        href = absolute if self.path is None else addresses.relative(self.path, target)
        size = file_size(self.catalogue.downloads[name].size, self.language)
        return FileView(
            href, addresses.short_address(absolute), name.rpartition(".")[2].upper(), size
        )


def file_size(size: int, language: str) -> str:
    """Return a size in bytes as readers know it: 24 kB, 1.2 MB."""
    unit, number = ("MB", size / 1e6) if size >= 999_500 else ("kB", max(1, round(size / 1000)))
    shown = format_decimal(number, format="#,##0.#" if unit == "MB" else "#,##0", locale=language)
    return f"{shown}\N{NO-BREAK SPACE}{unit}"
