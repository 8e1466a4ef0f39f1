"""A file's bytes go in; its text, front matter and body come out, or a problem with its place."""

from __future__ import annotations

import re
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from dataclasses import dataclass

from citybook.content import letters
from citybook.problems import Problem

FENCE = "---"
FIELD = re.compile(r"[A-Za-z][\w-]*:")


@dataclass(frozen=True)
class Parts:
    """Front matter, if there is any, and body, each with the line of the file it begins in."""

    front_matter: str | None
    body: str
    body_line: int
    front_matter_line: int = 2


def decode(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """UTF-8 text with line feeds, composed (NFC), without what hides or breaks text, which is a
    problem; a byte-order mark and carriage returns are fine. None when it is not UTF-8."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        message = "this file is UTF-16, which some programs call Unicode"
        hint = "save the file again, with the encoding UTF-8"
        problems.append(Problem(file, 0, 0, message, hint))
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = _with_line_feeds(error.object[: error.start].decode("utf-8"))
        line = before.count("\n") + 1
        column = len(before) - before.rfind("\n")
        problems.append(
            Problem(
                file,
                line,
                column,
                "this file is not UTF-8: a letter here cannot be read",
                "save the file again, with the encoding UTF-8",
            )
        )
        return None
    return letters.clean(_with_line_feeds(text), file, problems)


def with_line_feeds(data: bytes) -> str | None:
    """UTF-8 text with line feeds and without a byte-order mark, otherwise as it is. None when it is
    not UTF-8."""
    try:
        return _with_line_feeds(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, file: str, problems: list[Problem]) -> Parts | None:
    """Divide at the two `---` lines. Where one of them is missing, which is a problem, divide where
    it was most likely meant to be, so that the rest is read too; None for a file without words."""
    lines = text.split("\n")
    is_opened = lines[0].rstrip() == FENCE
    end = _end_of_fields(lines, int(is_opened))
    is_closed = end < len(lines) and lines[end].rstrip() == FENCE
    if not is_opened:
        message = "the front matter is missing"
        hint = "begin the file with a line of three hyphens: ---"
        problems.append(Problem(file, 1, 1, message, hint))
    elif not is_closed:
        message = "the front matter is opened here and never closed"
        hint = "put a line of three hyphens, ---, after its last field"
        problems.append(Problem(file, 1, 1, message, hint))
    body = end + is_closed
    has_fields = is_opened or (is_closed and FIELD.match(text))
    if not "".join(lines[is_opened:]).strip() or (not has_fields and not text.count("\n##")):
        return None
    if not has_fields:
        body = next(number for number, line in enumerate(lines) if line.startswith("##"))
        return Parts(None, "\n".join(lines[body:]), body + 1)
    return Parts("\n".join(lines[is_opened:end]), "\n".join(lines[body:]), body + 1, 1 + is_opened)


def _end_of_fields(lines: list[str], first: int) -> int:
    """The line that closes the front matter, or else the heading or blank line behind it; one # is
    no heading, but begins a remark."""
    blank = len(lines)
    for number, line in enumerate(lines[first:], first):
        if line.rstrip() == FENCE or line.startswith("##"):
            return number
        blank = min(blank, number) if not line.strip() else blank
    return blank
