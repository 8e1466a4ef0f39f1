"""A block's lines go in; the block with its trees comes out, and a problem for whatever would be
lost on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

from citybook.content import markup, tables
from citybook.content.blocks import Block, BlockSource
from citybook.content.completeness import find_loss
from citybook.content.illustrations import take_illustrations
from citybook.content.line_rules import check_lines
from citybook.content.links import Link, NumberedLine
from citybook.content.list_indents import indent_lists
from citybook.content.list_marks import ICON
from citybook.content.tree import name_rows
from citybook.problems import Problem


def parse_block(
    source: BlockSource, links: list[Link], file: str, problems: list[Problem]
) -> Block:
    """Return the block; text with mistakes is left out of it, since nothing is built from that."""
    in_title = [link for link in links if source.kind != "prose" and link.line == source.line]
    in_body = [link for link in links if link not in in_title]
    body = _parse_body(source, in_body, file, problems) if source.lines else None
    title = (
        parse_prose([(source.line, source.title)], in_title, file, problems)
        if source.title
        else None
    )
    if title is not None and [child.tag for child in title] != ["p"]:
        problems.append(
            Problem(
                file,
                source.line,
                len(f"::: {source.kind} "),
                "a title that is a list or a quotation",
                r"begin it with a letter; \ before the dot of a number keeps it as text",
            )
        )
        title = None
    if source.kind == "download" and in_title:
        hint = "take it out: the title leads to the file"
        problems.append(Problem(file, source.line, 1, "a link in the title of a download", hint))
    paragraph = title[0] if title is not None else None
    return Block(
        source.kind,
        body,
        paragraph,
        source.by,
        source.form,
        tuple(source.rows),
        source.line,
        tuple(source.logos),
    )


def parse_text(text: str) -> Element:
    """Return the tree of a text without mistakes, such as a foreword."""
    source = BlockSource("prose", 1)
    lines = list(enumerate(text.split("\n"), 1))
    source.lines, source.illustrations = take_illustrations(lines, source.kind, "", [])
    body = _join(source, lambda lines: markup.parse("\n".join(line for _, line in lines)))
    assert body is not None, "a text without mistakes"
    return body


def _parse_body(
    source: BlockSource, links: list[Link], file: str, problems: list[Problem]
) -> Element | None:
    """Return the tree of a block's text; None where that has mistakes."""
    if source.kind == "table":
        return parse_table(source.lines, links, file, problems)

    def parse(lines: list[NumberedLine]) -> Element | None:
        numbers = {number for number, _ in lines}
        own = [link for link in links if link.line in numbers]
        return parse_prose(lines, own, file, problems)

    return _join(source, parse)


def _join(
    source: BlockSource, parse: Callable[[list[NumberedLine]], Element | None]
) -> Element | None:
    """Return the tree of a text with its illustrations between what stands above and below them."""
    if not source.illustrations:
        return parse(source.lines)
    root, above = Element("div"), 0
    for illustration in (*source.illustrations, None):
        below = illustration.first if illustration else source.lines[-1][0] + 1
        lines = [line for line in source.lines if above < line[0] < below]
        found = parse(lines) if any(text.strip() for _, text in lines) else Element("div")
        if found is None:
            return None
        root.extend(found)
        if illustration:
            root.append(illustration.element())
            above = illustration.last
    return root


def parse_prose(
    lines: list[NumberedLine], links: list[Link], file: str, problems: list[Problem]
) -> Element | None:
    """Return the tree of lines of prose; None where they have mistakes."""
    faulty = {problem.line for problem in problems if problem.is_error}
    indented = indent_lists(lines)
    added = {new[0]: len(new[1]) - len(old[1]) for old, new in zip(lines, indented, strict=True)}
    own = [
        replace(problem, column=max(1, problem.column - added[problem.line]))
        for problem in check_lines(indented, file)
        if problem.line not in faulty
    ]
    problems.extend(own)
    if own or any(number in faulty for number, _ in lines):
        return None
    lines = [(number, ICON.sub(r"\1", line)) for number, line in lines]
    try:
        root = markup.parse("\n".join(line for _, line in lines))
    except RecursionError:
        place, message = lines[0][0], "this is nested too deep to be read"
        problems.append(Problem(file, place, 1, message, "write it less deep"))
        return None
    if lost := find_loss(lines, links, root):
        problems.append(Problem(file, lost[0], 1, *lost[1:]))
        return None
    return root


def parse_table(
    lines: list[NumberedLine], links: list[Link], file: str, problems: list[Problem]
) -> Element | None:
    """Return the tree of a table and of what is said below it; None where rows have mistakes."""
    faulty = {problem.line for problem in problems if problem.is_error}
    rows, below = tables.divide(lines)
    if not rows:
        return None  # that the block is empty has been said
    own: dict[int, Problem] = {}
    for number, fault in tables.find_faults(rows, below):
        if number not in faulty:
            own.setdefault(number, Problem(file, number, *fault))
    problems.extend(own[number] for number in sorted(own))
    if own or any(number in faulty for number, _ in lines):
        return None
    numbers = {number for number, _ in rows}
    table = _parse_rows(rows, [one for one in links if one.line in numbers], file, problems)
    under = [one for one in links if one.line not in numbers]
    rest = parse_prose(below, under, file, problems) if has_text(below) else Element("div")
    if table is None or rest is None:
        return None
    body = Element("div")
    body.extend([table, *rest])
    return body


def has_text(lines: list[NumberedLine]) -> bool:
    """Whether any line is more than blank."""
    return any(line.strip() for _, line in lines)


def _parse_rows(
    lines: list[NumberedLine], links: list[Link], file: str, problems: list[Problem]
) -> Element | None:
    rows = [tables.divide_row(number, line) for number, line in lines]
    table = markup.parse_rows("\n".join(row.written for row in rows))
    written = [
        (row.line, " ".join(cell.text for cell in row.cells)) for row in rows if not row.is_divider
    ]
    if lost := find_loss(written, links, table):
        problems.append(Problem(file, lost[0], 1, *lost[1:]))
        return None
    name_rows(table)
    return table
