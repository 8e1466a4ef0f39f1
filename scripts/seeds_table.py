#!/usr/bin/env python3
"""Print docs/seeds.md: every entry of the original publications, where it went, and what was lost.

    python3 scripts/seeds_table.py > docs/seeds.md

The entries come from tests/seeds/*.yaml, each a row of these keys:

entry     its content file without ending; in a guide with the heading:
guides/strategies/steps#Before you start original  its heading in the original where     the
publication and the part of it, such as INTEGRA, Employment figures   the numbers, amounts and dates
it tells, as content, site and print write them sources   what it refers to: addresses, or titles of
works lost      what of it could not be carried over, empty if all could
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Publication:
    """An original: what it was, the edition made from it, and its lists of entries."""

    title: str
    edition: str
    seeds: tuple[str, ...]


PUBLICATIONS = {
    "CONNECTION journeys": Publication(
        "Seven journeys in integrating cities: sheets of the CONNECTION project",
        "journeys",
        ("journeys",),
    ),
    "How-to guide": Publication(
        "How to guide: Creating strategic approaches to migrant integration, Eurocities, 2022",
        "strategies-guide",
        ("guide", "practices-1", "practices-2"),
    ),
    "INTEGRA": Publication(
        "Good practices of INTEGRA, Integration of third country nationals through urban "
        "partnerships",
        "integra",
        ("integra",),
    ),
    "Mechelen booklet": Publication(
        "Good practices and local initiatives towards integration and inclusion across Europe: "
        "booklet of the conference in Mechelen, 19 April 2024",
        "mechelen-2024",
        ("profiles-1", "profiles-2", "profiles-3"),
    ),
    "CONNECTION leaflet": Publication(
        "Leaflet of the CONNECTION project, Eurocities, 2020", "connection-leaflet", ("leaflet",)
    ),
}

HEAD = """\
# Where the originals went

Citybook's content began with five publications. This table lists every entry of them: which part it
was in and how it was headed, the file in `content/` that it became, its page on the site, and the
edition that prints it. The facts were taken entry by entry from the text of the publications:
names, figures, dates and sources were carried over, sentences were written anew, and ways to reach
single persons were left out. Pictures of the originals cannot be had: all that is left of them is
text, so photos, logos, diagrams and the addresses behind some links are missing. What an entry lost
is in the last column.

Each entry's figures and sources are in `tests/seeds/`, and `tests/test_seeds.py` looks for all of
them in the content, on the site and in print. The table is made by
`python3 scripts/seeds_table.py > docs/seeds.md`.
"""


@dataclass(frozen=True)
class Seed:
    """An entry of an original."""

    entry: str
    original: str
    where: str
    figures: tuple[str, ...]
    sources: tuple[str, ...]
    lost: str

    @property
    def publication(self) -> str:
        return self.where.split(", ", 1)[0]

    @property
    def part(self) -> str:
        return self.where.split(", ", 1)[1]

    @property
    def edition(self) -> str:
        return PUBLICATIONS[self.publication].edition

    @property
    def file(self) -> str:
        """Its content file."""
        return f"content/{self.entry.partition('#')[0]}.md"

    @property
    def heading(self) -> str:
        """The section of the file that it is; empty if it is all of it."""
        return self.entry.partition("#")[2]

    @property
    def address(self) -> str:
        """Its page on the site, with the section of it."""
        path, _, heading = self.entry.partition("#")
        folder, _, slug = path.partition("/")
        if folder == "glossary":
            return f"glossary/#{slug}"
        return f"{path}/#{section(heading)}" if heading else f"{path}/"


def section(heading: str) -> str:
    """What the site calls a section with this heading."""
    plain = unicodedata.normalize("NFKD", heading).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")[:60].rstrip("-")


def rows(name: str) -> list[dict[str, Any]]:
    """The rows of one list as they are written."""
    return list(yaml.safe_load((ROOT / "tests/seeds" / f"{name}.yaml").read_text(encoding="utf-8")))


def listed(name: str) -> list[Seed]:
    """The entries of one list, in order."""
    return [
        Seed(**{**row, "figures": tuple(row["figures"]), "sources": tuple(row["sources"])})
        for row in rows(name)
    ]


def seeds(publication: str = "") -> list[Seed]:
    """Every entry of one original or of all, in order."""
    wanted = [PUBLICATIONS[publication]] if publication else list(PUBLICATIONS.values())
    return [seed for found in wanted for name in found.seeds for seed in listed(name)]


def cells(*values: str) -> str:
    return "| " + " | ".join(value.replace("|", r"\|") for value in values) + " |"


def table() -> str:
    """The whole page."""
    lines = [HEAD]
    for name, publication in PUBLICATIONS.items():
        found = seeds(name)
        lines += [
            f"## {publication.title}",
            "",
            f"Its entries: {len(found)}. Printed in `build/pdf/{publication.edition}.pdf`, "
            "the edition",
            f"[{publication.edition}](../content/editions/{publication.edition}.yaml).",
            "",
            cells("part", "original heading", "content", "site", "edition", "lost"),
            cells(*["---"] * 6),
        ]
        lines += [
            cells(
                seed.part,
                seed.original,
                f"[{seed.file.removeprefix('content/')}](../{seed.file})",
                f"`{seed.address}`",
                seed.edition,
                seed.lost,
            )
            for seed in found
        ]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


if __name__ == "__main__":
    print(table(), end="")
