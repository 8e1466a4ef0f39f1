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
from citybook.content.sections import Allowed, Section
from citybook.content.values import Located, Mark, Path
from citybook.kinds.editions import choice_of, edition_model, edition_of, part_model
from citybook.kinds.front import front_of, model_of
from citybook.kinds.kind import Kind, Kinds, worded
from citybook.kinds.types import TYPES
from citybook.models import About, Choice, Edition, Guide, Publication
from citybook.models.fields import Model
from citybook.problems import Problem

M = TypeVar("M")
# An entry of more words than this is read in depth, others in short.
IN_SHORT = 350
# What is read of content/ beside entries of the declared kinds, and its model; editions' depends on
# the kinds. Other pages show all of these.
SPECIAL: dict[str, type[Model]] = {"about": About, "guide": Guide, "publication": Publication}
EDITION = "edition"


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


Read = tuple[Entry[Any], Text]


def read(
    name: str, kinds: Kinds, slug: str, data: bytes, file: str, problems: list[Problem]
) -> Read | None:
    """Read one file as an entry of the kind `name`, or as one of SPECIAL. One with mistakes still
    tells what it names, so that names are checked too and all problems come at once; nothing is
    ever built from it."""
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
    kind = kinds.by_id.get(name)
    model = _checked(name, kind, kinds, located, slug, file, problems)
    readable = parts is not None and limits.within(parts.body, parts.body_line, file, problems)
    found = _sections(kind, kinds, parts, file, problems) if parts and readable else []
    if parts and readable:
        _check_text(found, parts, len(getattr(model, "notes", None) or []), file, problems)
    entry = _entry(name, kind, kinds, slug, file, data, model, found)
    if name == EDITION:
        entry.links = _foreword(located, kinds, data, file, problems)
    limits.shorten(problems)
    return entry, Text(tuple(found), located.marks)


def _checked(
    name: str,
    kind: Kind | None,
    kinds: Kinds,
    located: Located,
    slug: str,
    file: str,
    problems: list[Problem],
) -> Any:
    """Return the front matter as it is used; of one with mistakes, the names that it holds."""
    given = located.value if isinstance(located.value, dict) else {}
    if kind:
        made = check(located, model_of(kind), file, problems)
        values = {one: getattr(made, one) for one in kind.fields} if made else _names(kind, given)
        title = kind.roles.get("title", "title")
        return front_of(kind, values if made else {**values, title: slug})
    if name == EDITION:
        edition = check(located, edition_model(kinds), file, problems)
        return edition_of(kinds, edition) if edition else _unchecked_edition(kinds, given, slug)
    model = SPECIAL[name]
    return check(located, model, file, problems) or _unchecked(model, given, slug)


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
    name: str,
    kind: Kind | None,
    kinds: Kinds,
    slug: str,
    file: str,
    data: bytes,
    model: Any,
    found: list[Section],
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
    ideas = tuple(_ideas(kind, kinds, found)) if kind else ()
    links = tuple(link for section in found for link in section.links)
    known_by = content_hash(file, data)
    # Other pages show all of a term, and of what is no entry of a kind.
    public_hash = (
        known_by
        if kind is None or kind.explains
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
    return Entry(name, slug, file, model, heads, links, ideas, words, known_by, public_hash)


def _words(element: Element | None) -> str:
    return tree.words(element) if element is not None else ""


def _ideas(kind: Kind, kinds: Kinds, found: list[Section]) -> list[Idea]:
    teaching = {section.id for section in kind.sections or () if section.teaches}
    return [
        Idea(place, tree.shorten(item))
        for section in found
        if section.id in teaching
        for item in section.items or section.body
        for place in tree.slugs(item, kinds.place_link)
    ]


def allowed_in(kind: Kind | None, kinds: Kinds) -> Allowed:
    """Return what the texts of a kind may hold; without one, those of the about page."""
    with_icons = [
        (of, heading)
        for of in kinds
        for heading, section in of.headings.items()
        if section.holds == "list with icons"
    ]
    hint = "no section has icons"
    if with_icons:
        of, heading = with_icons[0]
        hint = f"only '{heading}' of a {worded(of.words.one, '')} has icons"
    own = tuple(heading for of, heading in with_icons if of is kind)
    return Allowed(kinds.links, kind is None or kind.has_blocks, own, hint)


def _sections(
    kind: Kind | None, kinds: Kinds, parts: text.Parts, file: str, problems: list[Problem]
) -> list[Section]:
    allowed = allowed_in(kind, kinds)
    if kind and not kind.has_sections:
        return [sections.text(parts.body, parts.body_line, file, problems, allowed)]
    found = sections.read(parts.body, parts.body_line, file, problems, allowed)
    if kind is None or kind.sections is None:
        return found
    return sections.named(found, kind, file, problems)


def _foreword(
    located: Located, kinds: Kinds, data: bytes, file: str, problems: list[Problem]
) -> tuple[Link, ...]:
    """Return the links of a foreword, which is a text as an entry's. In a foreword that begins behind its
    name, the lines that are told of are those nearest."""
    foreword = located.value.get("foreword") if isinstance(located.value, dict) else None
    if not isinstance(foreword, str):
        return ()
    lines = data.decode("utf-8-sig", errors="replace").splitlines()
    line, column = located.mark(("foreword",))
    parts = text.Parts("", foreword, line + (lines[line - 1][column - 1 : column] in ("|", ">")))
    own: list[Problem] = []
    found = (
        [sections.text(foreword, parts.body_line, file, own, allowed_in(None, kinds))]
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


def _names(kind: Kind, given: dict[str, Any]) -> dict[str, Any]:
    """Return the names of a vocabulary that fields with mistakes beside them hold."""
    found: dict[str, Any] = {}
    for one in kind.fields.values():
        value = given.get(one.name)
        if TYPES[one.type].vocabulary:
            listed = value if isinstance(value, list) else [value]
            found[one.name] = [name for name in listed if isinstance(name, str)]
    return found


def _unchecked(model: type[Model], given: dict[str, Any], slug: str) -> Any:
    """Return what can be said of a file with mistakes: its title, and the names in it."""
    community, chapters = given.get("community"), given.get("chapters")
    fields: dict[str, Any] = {
        "title": slug,
        "community": community if isinstance(community, str) else None,
        "chapters": [one for one in chapters if isinstance(one, str)]
        if isinstance(chapters, list)
        else [],
    }
    return model.model_construct(
        **{name: value for name, value in fields.items() if name in model.model_fields}
    )


def _unchecked_edition(kinds: Kinds, given: dict[str, Any], slug: str) -> Edition:
    listed = given.get("parts")
    parts = [_salvaged(kinds, part) for part in listed] if isinstance(listed, list) else []
    named: dict[str, Any] = {"title": slug, "parts": [part for part in parts if part]}
    return Edition.model_construct(**named)


def _salvaged(kinds: Kinds, part: Any) -> Choice | None:
    try:
        return choice_of(kinds, part_model(kinds).model_validate(part))
    except ValueError:
        return None
