"""A kind goes in; what an editor has to know of its fields and sections comes out as Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from citybook.kinds.kind import Field, Kind, SectionSpec
from citybook.kinds.types import TYPES
from citybook.kinds.wording import choose_wording


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table; a last column without words is left out."""
    head, body = list(head), [list(row) for row in rows]
    if not any(row[-1] for row in body):
        head, body = head[:-1], [row[:-1] for row in body]
    listed = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(cells)} |".replace("|  |", "| |") for cells in listed)


def fields_table(kind: Kind, language: str = "en") -> str:
    """Return the fields of a kind: name, what it is, whether it must be there, and more."""
    rows = (
        (
            f"`{field.name}`",
            _what(field, language),
            "yes" if field.required else "",
            _in_cell(choose_wording(field.help, language)),
        )
        for field in kind.fields.values()
    )
    return table(("field", "what it is", "must be there", "what for"), rows)


def sections_table(kind: Kind, language: str = "en") -> str:
    """Return the sections of a kind: heading, whether it must be there, what it holds, and its
    id."""
    rows = (
        (
            f"`## {choose_wording(section.heading, language)}`",
            "yes" if section.required else "",
            _holds(section, language),
            f"`{section.id}`",
        )
        for section in kind.sections or ()
    )
    return table(("section", "must be there", "what is in it", "id"), rows)


def reference(kind: Kind, language: str) -> str:
    """Return a page about a kind for the editors of a publication."""
    words = kind.words
    folder = kind.folder.replace("*", "<guide>")
    parts = [
        f"# {choose_wording(words.label, language)}",
        f"`content/{folder}/<name>.md`, as {kind.file} declares it. A link to it is written "
        f"`[words]({kind.link}:<name>)`.",
        fields_table(kind, language),
    ]
    if not kind.has_sections:
        parts.append("Its text has no headings.")
    elif kind.sections is None:
        parts.append("Its headings are free.")
    else:
        parts.append(sections_table(kind, language))
    if not kind.has_blocks:
        parts.append("It has no blocks.")
    return "\n\n".join(parts)


def _what(field: Field, language: str) -> str:
    """Return what a field is, with its limits and its unit."""
    if field.values:
        return "one of " + ", ".join(
            f"`{id}` ({choose_wording(one, language)})" for id, one in field.values.items()
        )
    found, unit = TYPES[field.type], choose_wording(field.unit, language)
    many = " values" if found.is_list else ""
    least = f"at least {field.least:.10g}{many}" if field.least is not None else ""
    most = f"at most {field.most:.10g}{many}" if field.most is not None else ""
    return ", ".join(
        part for part in (found.help, f"in {unit}" if unit else "", least, most) if part
    )


def _holds(section: SectionSpec, language: str) -> str:
    holds = "" if section.holds == "text" else section.holds
    return _in_cell(choose_wording(section.help, language) or holds)


def _in_cell(text: str) -> str:
    return text.replace("|", "\\|")
