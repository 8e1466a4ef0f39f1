"""One content file's bytes go in; one entry comes out, with its problems."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from citybook.content import block_places, labels, limits, privacy, sections, text, values
from citybook.content.entries import Entry, EntryText, make_entry
from citybook.content.foreword import read_foreword
from citybook.content.front_matter import EDITION, check_front_matter
from citybook.content.illustrations import PictureUse
from citybook.content.note_references import check_notes
from citybook.content.sections import Allowed, Section
from citybook.content.values import Located
from citybook.kinds.kind import Kind, Kinds
from citybook.kinds.wording import choose_wording
from citybook.problems import Problem


def read_entry(
    name: str, kinds: Kinds, slug: str, data: bytes, file: str, problems: list[Problem]
) -> tuple[Entry[Any], EntryText] | None:
    """Read one file as an entry of the kind `name`, or as what has no kind: the about page, a
    guide, an edition. One with mistakes still tells what it names, so that names are checked too
    and all problems come at once; nothing is ever built from it."""
    kind = kinds.by_id.get(name)
    divided = _divide(data, kind, file, problems)
    if divided is None:
        return None
    located, parts = divided
    front, unknown = check_front_matter(name, kinds, located, slug, file, problems)
    readable = parts is not None and limits.within(parts.body, parts.body_line, file, problems)
    found = _sections(kind, kinds, parts, file, problems) if parts and readable else []
    named = found
    if kind and kind.has_sections and kind.sections is not None:
        named = sections.name_sections(found, kind, file, problems)
        for section in named:
            spec = kind.section(section.id)
            shows = spec.holds if spec else "text"
            problems.extend(block_places.find_unshown(section.title, section.blocks, shows, file))
    if parts and readable:
        field = kind.roles.get("notes", "") if kind else ""
        notes = None if field in unknown else len(getattr(front, "notes", ()))
        _check_text(found, parts, notes, field, file, problems)
    entry = make_entry(kind, kinds, name, slug, file, data, front, named)
    entry.unknown = unknown
    # Sections that have no place still hold links, which are checked.
    placed = {section.line for section in named}
    unplaced = [one for one in found if one.line not in placed]
    entry.links += tuple(link for one in unplaced for link in one.links)
    entry.pictures += tuple(picture for one in unplaced for picture in one.pictures)
    entry.pictures = (*_main_picture(kind, front, located), *entry.pictures)
    if name == EDITION:
        read_foreword(entry, located, allowed_in(None, kinds), data, problems)
        entry.pictures += tuple(_cover_picture(front, located))
    figures = (kind.roles.get("figures", "") if kind else "figures"), getattr(front, "figures", ())
    if figures[0] not in unknown:
        problems.extend(labels.warn_of_figures(figures[1] or (), figures[0], located, file))
    problems.extend(labels.warn_of_titles(located, found, file))
    limits.shorten(problems)
    return entry, EntryText(tuple(named), located.marks, data)


def read_yaml(data: bytes, file: str, problems: list[Problem]) -> Located:
    """Read a whole file of YAML."""
    decoded = text.decode(data, file, problems)
    if decoded is None:
        return Located(problems=list(problems))
    located = values.read(decoded, file, most=values.MOST_IN_LISTS)
    problems.extend(located.problems)
    if not located.is_unreadable:
        problems.extend(privacy.warnings(decoded, file, located, ""))
    return located


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
        hint = f"only '{heading}' of a {choose_wording(of.words.one, '')} has icons"
    headings = tuple(kind.headings) if kind else ()
    own = tuple(heading for of, heading in with_icons if of is kind)
    has_blocks, is_term = kind is None or kind.has_blocks, bool(kind and kind.explains)
    return Allowed(kinds.links, has_blocks, own, hint, headings, pictures=not is_term)


def _main_picture(kind: Kind | None, front: Any, located: Located) -> Iterator[PictureUse]:
    """Yield the picture that the front matter names."""
    field = kind.roles.get("picture", "") if kind else ""
    if found := getattr(front, "picture", None):
        mark = located.marks.get((field, "file")) or located.mark((field,))
        yield PictureUse(found.file, found.alt or "", found.caption, *mark, "main", field)


def _cover_picture(front: Any, located: Located) -> Iterator[PictureUse]:
    """Yield the picture that an edition has on its cover."""
    if found := getattr(getattr(front, "cover", None), "picture", None):
        path = ("cover", "picture")
        mark = located.marks.get((*path, "file")) or located.mark(path)
        yield PictureUse(found.file, found.alt or "", found.caption, *mark, "cover", ".".join(path))


def _sections(
    kind: Kind | None, kinds: Kinds, parts: text.Parts, file: str, problems: list[Problem]
) -> list[Section]:
    allowed = allowed_in(kind, kinds)
    if kind and not kind.has_sections:
        return [sections.text(parts.body, parts.body_line, file, problems, allowed)]
    return sections.read(parts.body, parts.body_line, file, problems, allowed)


def _check_text(
    found: list[Section],
    parts: text.Parts,
    notes: int | None,
    field: str,
    file: str,
    problems: list[Problem],
) -> None:
    """Note an entry without a text, and references in it that have no note in `field`; how many
    there are is not always known."""
    if not found and not parts.body.strip():
        message, hint = "the text is missing", "write it below the front matter"
        problems.append(Problem(file, parts.body_line - 1, 1, message, hint))
    if notes is not None:
        problems.extend(check_notes(parts, notes, field, file))


def _divide(
    data: bytes, kind: Kind | None, file: str, problems: list[Problem]
) -> tuple[Located, text.Parts | None] | None:
    """Return the front matter and the text of a file; a file of YAML is front matter alone."""
    if file.endswith(".yaml"):
        return read_yaml(data, file, problems), None
    decoded = text.decode(data, file, problems)
    parts = text.split(decoded, file, problems) if decoded is not None else None
    if decoded is None or parts is None:
        return None
    if parts.front_matter is None:
        return Located(problems=problems[-1:]), parts
    located = values.read(parts.front_matter, file, parts.front_matter_line)
    problems.extend(located.problems)
    if located.is_unreadable:  # then it is not known which of its fields are those of an office
        decoded = "\n" * (parts.body_line - 1) + parts.body
    office = kind.roles.get("contact", "") if kind else ""
    problems.extend(privacy.warnings(decoded, file, located, office))
    return located, parts
