"""A file's text goes in; every place comes out for which there is one sensible cure, with the text
that belongs there.

`doit tidy` makes these edits, and the report of a mistake at such a place names `doit tidy`: one
list, `CURES`, for both. What is ambiguous is left to the editor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from citybook.content import letters, odd_spaces, text, values
from citybook.content.list_cures import find_items
from citybook.content.odd_spaces import SPACES, lines_of
from citybook.content.table_cures import find_tables
from citybook.problems import Problem
from citybook.visible import compose, is_mark

TIDY = "`doit tidy` does it for you"
ENTITY = "a sign written as in HTML"
# Signs that Markdown would take for its own.
ESCAPED = frozenset("\\`*_{}[]()#+-!")
CODE = re.compile(r"`[^`\n]*`")
# Word's line and page breaks, and those of Unicode; as text, a space where a line cannot end.
BREAKS = {"\v": "\n", "\u2028": "\n", "\f": "\n\n", "\u2029": "\n\n"}
# Word's hyphens: the one that does not break, and the one that shows at the end of a line only.
HYPHENS = {"\x1e": "-", "\x1f": ""}
# A line that cannot end earlier: a heading, an item, a quotation, the head of a block.
WHOLE = re.compile(r"\s{0,99}(?:#|>|:::|[-*+•] |\d+[.)] )")
# So much of a line is looked at before a sign; so many places of a file are named.
NEAR, NAMED = 300, 500


class Edit(NamedTuple):
    """What is to stand between two places of a text. Where nobody else reports the place,
    `message` and `hint` do. Messages of its first line that begin with one of `cures` are cured by
    it, too."""

    start: int
    end: int
    new: str
    message: str = ""
    hint: str = ""
    cures: tuple[str, ...] = ()


class FileText(NamedTuple):
    """The text of a file, with line feeds: `front` is its YAML, which begins at `front_start`, and
    `body` the text below, which begins at `body_start`."""

    whole: str
    front: str
    front_start: int
    body: str
    body_start: int


def find_edits(whole: str, file: str) -> list[Edit]:
    """Return the edits of a text with line feeds, in order; none touches another."""
    source = _divide(whole, file)
    found: list[Edit] = []
    for edit in sorted(edit for cure in CURES for edit in cure(source)):
        if not found or edit.start > found[-1].end:
            found.append(edit)
    return found


def apply(whole: str, edits: list[Edit]) -> str:
    """Return a text with its edits made."""
    parts, at = [], 0
    for edit in edits:
        parts += [whole[at : edit.start], edit.new]
        at = edit.end
    return "".join([*parts, whole[at:]])


def name_cures(data: bytes, file: str, problems: list[Problem]) -> None:
    """Let problems of a file that `doit tidy` cures say so, and add those that only cures know."""
    decoded = text.with_line_feeds(data)
    if decoded is None:
        return
    edits = find_edits(decoded, file)[:NAMED]
    places = {_place(decoded, _begin(decoded, edit)): edit for edit in edits}
    reported = {(one.line, one.column) for one in problems}
    for index, one in enumerate(problems):
        cured = [place for place, edit in places.items() if _is_cured(one, place, edit)]
        reported.update(cured)
        if cured:
            problems[index] = replace(one, hint=f"{one.hint}; {TIDY}" if one.hint else TIDY)
    problems.extend(
        Problem(file, *place, edit.message, f"{edit.hint}; {TIDY}")
        for place, edit in places.items()
        if edit.message and place not in reported
    )


def _is_cured(problem: Problem, place: tuple[int, int], edit: Edit) -> bool:
    """Whether an edit cures a mistake: it is at its place, or quotes the same sign in its line."""
    sign = edit.message.partition(",")[0] if edit.message.startswith("'") else ""
    is_at_place = (problem.line, problem.column) == place
    is_quoted = bool(sign) and problem.line == place[0] and f"{sign} would be" in problem.message
    is_named = problem.line == place[0] and problem.message.startswith(edit.cures or ("\0",))
    return problem.is_error and (is_at_place or is_quoted or is_named)


def _divide(whole: str, file: str) -> FileText:
    if file.endswith(".yaml"):
        return FileText(whole, whole, 0, "", len(whole))
    parts = text.split(whole, file, [])
    if parts is None or parts.front_matter is None:
        return FileText(whole, "", 0, "", len(whole))
    front_start = whole.index("\n") + 1
    body_start = len(whole) - len(parts.body)
    return FileText(whole, parts.front_matter, front_start, parts.body, body_start)


def _begin(whole: str, edit: Edit) -> int:
    """Return where the report of an edit's place is: behind the indentation that it replaces."""
    written = whole[edit.start : edit.end]
    return edit.end - len(written.lstrip(" \t")) if written.strip() else edit.start


def _place(whole: str, at: int) -> tuple[int, int]:
    """Return line and column as reports count them: in composed text."""
    begins = whole.rfind("\n", 0, at) + 1
    return whole.count("\n", 0, at) + 1, len(compose(whole[begins:at])) + 1


def _cure_hidden(source: FileText) -> Iterator[Edit]:
    """Characters that nobody sees, and those that Word or a wrong encoding made of others."""
    for fault in letters.faults(source.whole):
        written = source.whole[fault.start : fault.end]
        if not fault.character or is_mark(fault.character):
            continue
        if written == fault.character or not written.startswith("&"):
            made = [_instead(source, fault.start, character) for character in written]
        else:
            made = [_instead(source, fault.start, fault.character)]
        if None not in made:
            yield Edit(fault.start, fault.end, "".join(one or "" for one in made))


def _instead(source: FileText, at: int, character: str) -> str | None:
    """Return what belongs in the place of a character that is refused; None where that is not
    known."""
    if character in BREAKS:
        begins = source.whole.rfind("\n", 0, at) + 1
        if at >= source.body_start and not WHOLE.match(source.whole, begins, at):
            return BREAKS[character]
        if source.whole.startswith("#", at + 1):  # a space would make a remark of the rest
            return None
        is_first = at - begins < NEAR and not source.whole[begins:at].strip()
        return "" if is_first else " "  # where a space would be indentation, none
    if character in HYPHENS:
        return HYPHENS[character]
    if "\x80" <= character <= "\x9f":  # Windows-1252 that was read as Latin-1
        meant = character.encode("latin-1").decode("cp1252", "ignore")
        return meant or None if character != "\x85" else None
    fault = letters.LetterFault(0, 1, character)
    is_refused = letters.SUSPICIOUS.match(character) is not None
    return "" if is_refused and fault.describe()[1].startswith("delete it") else None


def _entities(source: FileText) -> Iterator[Edit]:
    """Signs written as in HTML."""
    in_code = [found.span() for found in CODE.finditer(source.whole)]
    for found in letters.ENTITY.finditer(source.whole):
        at, end = found.span()
        if any(start <= at < stop for start, stop in in_code) or source.whole[at - 1 : at] == "\\":
            continue
        made = letters.meant(found)
        if made == found.group() or is_mark(made[0]) or letters.SUSPICIOUS.search(made):
            continue
        if at >= source.body_start:
            new, message = _in_markdown(source.whole, at, end, made), ""
        else:
            new, message = _in_yaml(source.whole, at, end, made), f"'{found.group()}', {ENTITY}"
        if new is not None:
            yield Edit(at, end, new, message, "write the sign itself" if message else "")


def _in_markdown(whole: str, at: int, end: int, made: str) -> str | None:
    """Return a sign as text of Markdown; None where it would be read as more."""
    before, after = _around(whole, at, end)
    if made == "&":
        return None if re.match(r"#?\w+;", after) else made
    if made.isspace() and made != "\u00a0":
        return " "
    if re.search(r"(?:://|www\.|\]\()\S*$", before):  # an address
        return None if made in ESCAPED or made in "<>" else made
    if made == "<":
        return made if not after[:1] or after[0] in " \n0123456789=" else "\\<"
    is_mark_of_line = not before.strip() and made in ">~|:="
    return f"\\{made}" if made in ESCAPED or is_mark_of_line else made


def _in_yaml(whole: str, at: int, end: int, made: str) -> str | None:
    """Return a sign as part of a value; None in a remark, and where YAML would read more in it."""
    before, after = _around(whole, at, end)
    if before.lstrip().startswith("#") or " #" in before:
        return None
    if made == "&":
        is_first = not before.strip() or before.rstrip()[-1] in ":-[{,"
        return None if is_first or re.match(r"#?\w+;", after) else made
    return made if made > "\x7f" else None


def _around(whole: str, at: int, end: int) -> tuple[str, str]:
    """Return what is near a place in its line, before and after."""
    before = whole[max(0, at - NEAR) : at].rpartition("\n")[2]
    return before, whole[end : end + 32]


def _yaml_spaces(source: FileText) -> Iterator[Edit]:
    """No-break spaces where YAML knows a plain one only."""
    for start, end in odd_spaces.in_yaml(source.front):
        at, new = source.front_start + start, " " * (end - start)
        yield Edit(at, at + end - start, new, odd_spaces.MESSAGE, odd_spaces.HINT)


def _markdown_spaces(source: FileText) -> Iterator[Edit]:
    """No-break spaces behind signs that begin a line."""
    for start, end in odd_spaces.in_markdown(source.body):
        at = source.body_start
        yield Edit(at + start, at + end, " ", odd_spaces.MESSAGE, odd_spaces.HINT)


def _pasted_lists(source: FileText) -> Iterator[Edit]:
    """Bullets, dashes and numbers as Word and the web have them."""
    for start, end, new in find_items(source.body):
        yield Edit(source.body_start + start, source.body_start + end, new)


def _pasted_tables(source: FileText) -> Iterator[Edit]:
    """Columns with tabs, and tables without a block."""
    for start, end, new in find_tables(source.body):
        at = source.body_start
        yield Edit(at + start, at + end, new, cures=("columns", "a table without a caption"))


def _trailing_spaces(source: FileText) -> Iterator[Edit]:
    """Spaces at the end of a line; two that break a line of Markdown stay, and what belongs to a
    value of YAML."""
    lines = [*lines_of(source.body)]
    for number, (start, line) in enumerate(lines):
        kept = line.rstrip(SPACES)
        below = lines[number + 1][1].strip() if number + 1 < len(lines) else ""
        if kept != line and not (line.endswith("  ") and kept and below):
            at = source.body_start + start
            yield Edit(at + len(kept), at + len(line), "")
    yield from _trailing_in_yaml(source)


def _trailing_in_yaml(source: FileText) -> Iterator[Edit]:
    edits = [
        Edit(start + len(line.rstrip(" \t")), start + len(line), "")
        for start, line in lines_of(source.front)
        if line.endswith((" ", "\t"))
    ]
    if edits:
        before, after = (values.read(one, "") for one in (source.front, apply(source.front, edits)))
        if before.value == after.value and not after.problems:
            for edit in edits:
                at = source.front_start
                yield Edit(edit.start + at, edit.end + at, "")


CURES: tuple[Callable[[FileText], Iterator[Edit]], ...] = (
    _cure_hidden,
    _entities,
    _yaml_spaces,
    _markdown_spaces,
    _pasted_tables,
    _pasted_lists,
    _trailing_spaces,
)
