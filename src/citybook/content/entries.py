"""One content file's bytes go in; one entry comes out, with its problems.

An entry knows its front matter and what other pages may show of it. Its text is fetched only where
it is shown, so that one change in 2,000 entries costs one entry's time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar
from xml.etree.ElementTree import Element

from citybook.content import limits, privacy, sections, text, tree, values
from citybook.content.checking import check
from citybook.content.links import NOTE, Link
from citybook.content.sections import Section
from citybook.content.values import Located, Mark, Path
from citybook.models import (
    CARD_SECTIONS,
    LEARNING_SECTIONS,
    PRACTICE_SECTIONS,
    REQUIRED_SECTIONS,
    About,
    Card,
    Chapter,
    Choice,
    Edition,
    Guide,
    Practice,
    Profile,
    Publication,
    Term,
)
from citybook.models.fields import Model
from citybook.problems import Problem

M = TypeVar("M", bound=Model)
# An entry of more words than this is read in depth, others in short.
IN_SHORT = 350
# Other pages show all of these: terms where they are used, the project on its leaflet.
WHOLE = ("term", "about", "publication", "guide", "edition")


@dataclass(frozen=True)
class Text:
    """An entry's sections, and where each value of its front matter stands."""

    sections: tuple[Section, ...]
    marks: dict[Path, Mark]


@dataclass(frozen=True)
class Head:
    """A section's heading and, for each of its blocks, the kind and title."""

    title: str
    anchor: str
    blocks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Idea:
    """What is told of a place where a city card names it as where something came from: the bold
    words of the item, or all of it."""

    place: str
    element: Element


@dataclass
class Entry(Generic[M]):
    """One content file. `content_hash` is that of its name and bytes, `public_hash` that of all
    that other pages may show of it; `fetch` brings its text."""

    kind: str
    slug: str
    file: str
    front: M
    heads: tuple[Head, ...] = ()
    links: tuple[Link, ...] = ()
    ideas: tuple[Idea, ...] = ()
    words: int = 0
    content_hash: bytes = b""
    public_hash: bytes = b""
    fetch: Callable[[bytes], Text] | None = field(default=None, repr=False, compare=False)

    @property
    def text(self) -> Text:
        """The text, from where it is kept."""
        assert self.fetch
        return self.fetch(self.content_hash)

    @property
    def sections(self) -> dict[str, Section]:
        """The sections by their name in code or, with free headings, by their anchor."""
        return {section.id or section.anchor: section for section in self.text.sections}

    @property
    def is_in_depth(self) -> bool:
        return self.words > IN_SHORT

    def mark(self, path: Path) -> Mark:
        """Where a value of the front matter stands, the file's beginning if that is not known."""
        return self.text.marks.get(path, (1, 1))

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "fetch": None}


@dataclass(frozen=True)
class Kind(Generic[M]):
    """What is read as what: the model of the front matter and, if it is closed, the list of
    sections."""

    name: str
    model: type[M]
    names: dict[str, str] | None = None
    required: tuple[str, ...] = ()


KINDS: dict[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        Kind("card", Card, CARD_SECTIONS, REQUIRED_SECTIONS),
        Kind("practice", Practice, PRACTICE_SECTIONS, ("Description",)),
        Kind("profile", Profile),
        Kind("chapter", Chapter),
        Kind("term", Term),
        Kind("about", About),
        Kind("guide", Guide),
        Kind("edition", Edition),
        Kind("publication", Publication),
    )
}
Read = tuple[Entry[Any], Text]


def read(kind: str, slug: str, data: bytes, file: str, problems: list[Problem]) -> Read | None:
    """Read one entry. One with mistakes still tells what it names, so that names are checked too
    and all problems come at once; nothing is ever built from it."""
    if not limits.is_small(data, file, problems):
        return None
    front = (
        _yaml(data, file, problems)
        if file.endswith(".yaml")
        else _front_matter(data, file, problems)
    )
    if front is None:
        return None
    located, parts = front
    model = check(located, KINDS[kind].model, file, problems) or _unchecked(
        KINDS[kind].model, located, slug
    )
    readable = parts is not None and limits.within(parts.body, parts.body_line, file, problems)
    found = _sections(KINDS[kind], parts, file, problems) if parts and readable else []
    if parts and readable:
        _check_text(found, parts, len(getattr(model, "notes", None) or []), file, problems)
    entry = _entry(kind, slug, file, data, model, found)
    if kind == "edition":
        entry.links = _foreword(located, data, file, problems)
    limits.shorten(problems)
    return entry, Text(tuple(found), located.marks)


def yaml_file(data: bytes, file: str, problems: list[Problem]) -> Located:
    """Read a whole file of YAML."""
    decoded = text.decode(data, file, problems)
    if decoded is None:
        return Located(problems=list(problems))
    located = values.read(decoded, file, most=values.MOST_IN_LISTS)
    problems.extend([*located.problems, *privacy.warnings(decoded, file, located)])
    return located


def content_hash(file: str, data: bytes) -> bytes:
    """What a file's content is known by."""
    return hashlib.sha256(file.encode() + b"\0" + data).digest()


def _entry(
    kind: str, slug: str, file: str, data: bytes, model: Any, found: list[Section]
) -> Entry[Any]:
    heads = tuple(
        Head(
            section.title,
            section.anchor,
            tuple((block.kind, _words(block.title)) for block in section.blocks),
        )
        for section in found
    )
    words = sum(len(_words(block.body).split()) for section in found for block in section.blocks)
    ideas = tuple(_ideas(found)) if kind == "card" else ()
    links = tuple(link for section in found for link in section.links)
    known_by = content_hash(file, data)
    public_hash = (
        known_by
        if kind in WHOLE
        else hashlib.sha256(
            repr(
                (
                    file,
                    model,
                    heads,
                    [(link.kind, link.slug, link.section, link.block) for link in links],
                    [(idea.place, tree.source(idea.element)) for idea in ideas],
                    words > IN_SHORT,
                )
            ).encode()
        ).digest()
    )
    return Entry(kind, slug, file, model, heads, links, ideas, words, known_by, public_hash)


def _words(element: Element | None) -> str:
    return tree.words(element) if element is not None else ""


def _ideas(found: list[Section]) -> list[Idea]:
    return [
        Idea(place, tree.shorten(item))
        for section in found
        if section.id in LEARNING_SECTIONS
        for item in section.items or section.body
        for place in tree.slugs(item, "city")
    ]


def _sections(
    kind: Kind[Any], parts: text.Parts, file: str, problems: list[Problem]
) -> list[Section]:
    if kind.name == "term":
        return [sections.text(parts.body, parts.body_line, file, problems)]
    found = sections.read(
        parts.body,
        parts.body_line,
        file,
        problems,
        plain=kind.name == "card",
        with_icons=("Strengths",) if kind.name == "card" else (),
    )
    return (
        found
        if kind.names is None
        else sections.named(found, kind.names, kind.required, file, problems)
    )


def _foreword(
    located: Located, data: bytes, file: str, problems: list[Problem]
) -> tuple[Link, ...]:
    """The links of a foreword, which is a text as an entry's. In a foreword that begins behind its
    name, the lines that are told of are those nearest."""
    foreword = located.value.get("foreword") if isinstance(located.value, dict) else None
    if not isinstance(foreword, str):
        return ()
    lines = data.decode("utf-8-sig", errors="replace").splitlines()
    line, column = located.mark(("foreword",))
    parts = text.Parts("", foreword, line + (lines[line - 1][column - 1 : column] in ("|", ">")))
    own: list[Problem] = []
    found = (
        [sections.text(foreword, parts.body_line, file, own)]
        if limits.within(foreword, parts.body_line, file, own)
        else []
    )
    _check_text(found, parts, 0, file, own)
    indent = (
        len(lines[parts.body_line - 1]) - len(lines[parts.body_line - 1].lstrip())
        if parts.body_line > line
        else 0
    )
    problems.extend(_within(one, lines, indent) for one in own)
    return tuple(
        replace(link, column=link.column + indent) for section in found for link in section.links
    )


def _within(problem: Problem, lines: list[str], indent: int) -> Problem:
    """The problem of an indented text with a place that the file has."""
    line = min(problem.line, len(lines))
    return replace(
        problem, line=line, column=min(problem.column + indent, len(lines[line - 1]) + 1)
    )


def _check_text(
    found: list[Section], parts: text.Parts, notes: int, file: str, problems: list[Problem]
) -> None:
    """An entry has a text, and every reference in it has its note."""
    if not found and not parts.body.strip():
        problems.append(
            Problem(
                file,
                parts.body_line - 1,
                1,
                "the text is missing",
                "write it below the front matter",
            )
        )
    for number, line in enumerate(parts.body.split("\n"), parts.body_line):
        for match in NOTE.finditer(line):
            if not 1 <= int(match.group(1)) <= notes:
                problems.append(
                    Problem(
                        file,
                        number,
                        match.start() + 1,
                        f"a reference to note {match.group(1)}, but there are {notes} notes",
                        "add it to `notes` in the front matter",
                    )
                )


def _yaml(data: bytes, file: str, problems: list[Problem]) -> tuple[Located, None]:
    return yaml_file(data, file, problems), None


def _front_matter(
    data: bytes, file: str, problems: list[Problem]
) -> tuple[Located, text.Parts] | None:
    decoded = text.decode(data, file, problems)
    parts = text.split(decoded, file, problems) if decoded is not None else None
    if decoded is None or parts is None:
        return None
    located = values.read(parts.front_matter, file, parts.front_matter_line)
    problems.extend([*located.problems, *privacy.warnings(decoded, file, located)])
    return located, parts


def _unchecked(model: type[Model], located: Located, slug: str) -> Any:
    """What can be said of an entry with mistakes: its title, and every name in its lists."""
    given = located.value if isinstance(located.value, dict) else {}
    fields: dict[str, Any] = {"title": slug}
    for name in ("places", "communities", "themes", "chapters"):
        listed = given.get(name)
        fields[name] = (
            [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
        )
    for name in ("place", "community"):
        fields[name] = given.get(name) if isinstance(given.get(name), str) else None
    if model is Edition:
        fields["parts"] = [made for part in given.get("parts") or [] if (made := _salvaged(part))]
    return model.model_construct(
        **{name: value for name, value in fields.items() if name in model.model_fields}
    )


def _salvaged(part: Any) -> Choice | None:
    try:
        return Choice.model_validate(part)
    except ValueError:
        return None
