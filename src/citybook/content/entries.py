"""One content file's bytes go in; one entry comes out, or nothing and its problems."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from citybook.content import sections, text, values
from citybook.content.checking import check
from citybook.content.sections import Link, Section
from citybook.content.values import Mark, Path
from citybook.models import CARD_SECTIONS, REQUIRED_SECTIONS, About, Card, Edition, Publication
from citybook.models.fields import SLUG
from citybook.problems import Problem


@dataclass(frozen=True)
class CardEntry:
    """A city card: its front matter, and its sections by their name in code, in the order of every output."""

    slug: str
    file: str
    card: Card
    sections: dict[str, Section]
    links: tuple[Link, ...]
    marks: dict[Path, Mark]


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
    """Read a city card. The file's stem is its slug. One with mistakes still tells what it names, so that names are
    checked too and all problems come at once."""
    slug = _slug(file, problems)
    front = _front_matter(data, file, problems)
    if front is None:
        return None
    located, parts = front
    found = sections.read(parts.body, parts.body_line, file, problems)
    named = sections.named(found, CARD_SECTIONS, REQUIRED_SECTIONS, file, problems)
    model = check(located, Card, file, problems) or _unchecked(
        Card, title=slug, places=_names(located, "places"), communities=_names(located, "communities"))
    return CardEntry(slug, file, model, named, tuple(link for section in found for link in section.links), located.marks)


def about(data: bytes, file: str, problems: list[Problem]) -> AboutEntry | None:
    """Read the about page: front matter and sections with any heading."""
    front = _front_matter(data, file, problems)
    if front is None:
        return None
    located, parts = front
    model = check(located, About, file, problems)
    found = sections.read(parts.body, parts.body_line, file, problems)
    return AboutEntry(file, model, found) if model else None


def edition(data: bytes, file: str, problems: list[Problem]) -> EditionEntry:
    """Read an edition."""
    slug = _slug(file, problems)
    located = yaml_file(data, file, problems)
    model = check(located, Edition, file, problems) or _unchecked(
        Edition, cards=_names(located, "cards"), parts=[])
    return EditionEntry(slug, file, model, located.marks)


def publication(data: bytes, file: str, problems: list[Problem]) -> tuple[Publication | None, values.Located]:
    """Read the publication's settings."""
    located = yaml_file(data, file, problems)
    return check(located, Publication, file, problems), located


def yaml_file(data: bytes, file: str, problems: list[Problem]) -> values.Located:
    """Read a whole file of YAML."""
    decoded = text.decode(data, file, problems)
    if decoded is None:
        return values.Located(problems=list(problems))
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


def _unchecked(model: Any, **fields: Any) -> Any:
    """What can be said of an entry with mistakes; nothing is ever built from it."""
    return model.model_construct(**fields)


def _names(located: values.Located, field: str) -> list[str]:
    """The texts in a list that may be wrong in other ways."""
    given = located.value.get(field) if isinstance(located.value, dict) else None
    return [name for name in given if isinstance(name, str)] if isinstance(given, list) else []


def _slug(file: str, problems: list[Problem]) -> str:
    stem = PurePosixPath(file).stem
    if not SLUG.fullmatch(stem):
        problems.append(Problem(file, 0, 0, f"the file's name '{stem}' cannot be an address",
                                "use small letters a to z, digits and single hyphens, such as settimo-torinese.md"))
    return stem
