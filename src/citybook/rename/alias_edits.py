"""What has a name goes in, and an old name; the edit that keeps this as an alias comes out."""

from __future__ import annotations

from citybook.content.aliases import FIELD, Holder
from citybook.content.values import KeyPath
from citybook.rename.edits import EditableText, PlacedEdit

FENCE = "---"


def keep_alias(holder: Holder, slug: str, source: EditableText) -> PlacedEdit:
    """Return the edit that adds an old name to the file of `holder`: before its other aliases, or
    as its last field."""
    path = (*holder.at, FIELD)
    if path in holder.marks:
        return _in_list(holder, path, slug, source)
    line, column = holder.mark(())
    if source.sign(line, column) == "{":
        return PlacedEdit(line, column + 1, "", f"{FIELD}: [{slug}], ")
    field = f"{' ' * (column - 1)}{FIELD}: [{slug}]"
    at = _end_of_fields(holder, source, column)
    if at > len(source.lines):  # the last line has no end
        return PlacedEdit(at - 1, len(source.lines[-1]) + 1, "", f"\n{field}")
    return PlacedEdit(at, 1, "", f"{field}\n")


def swap_alias(holder: Holder, index: int, slug: str) -> PlacedEdit:
    """Return the edit that puts an old name in the place of an alias which becomes the name."""
    return PlacedEdit(*holder.mark((FIELD, index)), holder.aliases[index], slug)


def _in_list(holder: Holder, path: KeyPath, slug: str, source: EditableText) -> PlacedEdit:
    line, column = holder.marks[path]
    if source.sign(line, column) == "[" and not holder.aliases:
        return PlacedEdit(line, column + 1, "", slug)
    if source.sign(line, column) == "[":
        return PlacedEdit(*holder.mark((FIELD, 0)), "", f"{slug}, ")
    return PlacedEdit(line, column, "", f"- {slug}\n{' ' * (column - 1)}")


def _end_of_fields(holder: Holder, source: EditableText, column: int) -> int:
    """Return the line behind the last field, before blank lines and remarks that follow it."""
    lines, end = source.lines, len(source.lines) + 1
    if holder.located:
        keys = holder.located.keys
        below = (
            line for path, (line, _) in keys.items() if len(path) == 1 and line > keys[holder.at][0]
        )
        end = min(below, default=end)
    elif holder.file.endswith(".md"):
        end = next(at for at, line in enumerate(lines[1:], 2) if line.rstrip() == FENCE)
    while end > 1 and _is_between(lines[end - 2], column):
        end -= 1
    return end


def _is_between(line: str, column: int) -> bool:
    """Whether a line is blank, or a remark that cannot be part of a text in a field."""
    bare = line.lstrip(" ")
    return not bare.strip() or (bare.startswith("#") and len(line) - len(bare) < column)
