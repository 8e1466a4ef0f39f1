"""One content file's bytes go in; one entry comes out, or nothing and its problems."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from citybook.content import sections, text, values
from citybook.content.checking import check
from citybook.content.sections import Link, Section
from citybook.content.values import Mark, Path
from citybook.models import CARD_SECTIONS, REQUIRED_SECTIONS, About, Card, Edition, Publication
from citybook.models.fields import SLUG
from citybook.problems import Problem

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class CardEntry:
    """A city card: its front matter, and its sections by their name in code, in the order of every output."""

    slug: str
    file: str
    card: Card
    sections: dict[str, Section]
    marks: dict[Path, Mark]

    @property
    def links(self) -> list[Link]:
        return [link for section in self.sections.values() for link in section.links]


@dataclass(frozen=True)
class AboutEntry:
    """The about page."""

    file: str
    about: About
    sections: list[Section]


@dataclass(frozen=True)
class EditionEntry:
    """An edition and where each of its values stands."""

    slug: str
    file: str
    edition: Edition
    marks: dict[Path, Mark]


def card(data: bytes, file: str, problems: list[Problem]) -> CardEntry | None:
    """Read a city card. The file's stem is its slug."""
    slug = _slug(file, problems)
    front = _front_matter(data, file, problems)
    if front is None:
        return None
    located, parts = front
    model = check(located, Card, file, problems) if not located.problems else None
    found = sections.named(sections.read(parts.body, parts.body_line, file, problems), CARD_SECTIONS,
                           REQUIRED_SECTIONS, file, problems)
    return CardEntry(slug, file, model, found, located.marks) if model else None


def about(data: bytes, file: str, problems: list[Problem]) -> AboutEntry | None:
    """Read the about page: front matter and sections with any heading."""
    front = _front_matter(data, file, problems)
    if front is None:
        return None
    located, parts = front
    model = check(located, About, file, problems) if not located.problems else None
    found = sections.read(parts.body, parts.body_line, file, problems)
    return AboutEntry(file, model, found) if model else None


def edition(data: bytes, file: str, problems: list[Problem]) -> EditionEntry | None:
    """Read an edition."""
    slug = _slug(file, problems)
    located, model = _settings(data, file, Edition, problems)
    return EditionEntry(slug, file, model, located.marks) if model else None


def publication(data: bytes, file: str, problems: list[Problem]) -> tuple[Publication | None, values.Located]:
    """Read the publication's settings."""
    located, model = _settings(data, file, Publication, problems)
    return model, located


def _settings(data: bytes, file: str, model: type[M], problems: list[Problem]) -> tuple[values.Located, M | None]:
    located = yaml_file(data, file, problems)
    return located, check(located, model, file, problems) if not located.problems else None


def yaml_file(data: bytes, file: str, problems: list[Problem]) -> values.Located:
    """Read a whole file of YAML."""
    decoded = text.decode(data, file, problems)
    if decoded is None:
        return values.Located(problems=problems)
    located = values.read(decoded, file)
    problems.extend(located.problems)
    return located


def _front_matter(data: bytes, file: str, problems: list[Problem]) -> tuple[values.Located, text.Parts] | None:
    decoded = text.decode(data, file, problems)
    parts = text.split(decoded, file, problems) if decoded is not None else None
    if parts is None:
        return None
    located = values.read(parts.front_matter, file, parts.front_matter_line)
    problems.extend(located.problems)
    return located, parts


def _slug(file: str, problems: list[Problem]) -> str:
    stem = PurePosixPath(file).stem
    if not SLUG.fullmatch(stem):
        problems.append(Problem(file, 0, 0, f"the file's name '{stem}' cannot be an address",
                                "use small letters a to z, digits and single hyphens, such as settimo-torinese.md"))
    return stem
