"""The publication's logo goes in; how it stands in the head of each page comes out."""

from __future__ import annotations

from dataclasses import dataclass

from citybook.catalogue import Catalogue

# How high it stands, in CSS pixels; and how much wider than high a symbol is at most.
HEIGHT, SYMBOL = 40, 1.5


@dataclass(frozen=True)
class SiteLogo:
    """The publication's logo in the head of each page: its name among the assets, and its size in
    pixels. Beside a symbol, which is hardly wider than high, stands the name."""

    name: str
    width: int
    height: int
    is_symbol: bool


def site_logo(catalogue: Catalogue) -> SiteLogo | None:
    """Return the publication's logo, if it has one that can be used."""
    logo = catalogue.publication.logo
    found = catalogue.logos.get(logo.file) if logo else None
    if not found or found.fault:
        return None
    width = round(HEIGHT * found.width / found.height)
    ending = found.name.rpartition(".")[2]
    return SiteLogo(f"logo.{ending}", width, HEIGHT, found.width <= SYMBOL * found.height)
