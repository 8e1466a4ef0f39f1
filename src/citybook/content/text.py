"""A file's bytes go in; its text, front matter and body come out, or a problem with its place."""

from __future__ import annotations

from dataclasses import dataclass

from citybook.content import letters
from citybook.problems import Problem

FENCE = "---"


@dataclass(frozen=True)
class Parts:
    """Front matter and body, each with the line of the file it begins in."""

    front_matter: str
    body: str
    body_line: int
    front_matter_line: int = 2


def decode(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """UTF-8 text with line feeds, composed (NFC), without what hides or breaks text, which is a
    problem; a byte-order mark and carriage returns are fine. None when it is not UTF-8."""
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
    """Divide at the two `---` lines. None when one of them is missing."""
    lines = text.split("\n")
    if lines[0].rstrip() != FENCE:
        problems.append(
            Problem(
                file,
                1,
                1,
                "the front matter is missing",
                "begin the file with a line of three hyphens: ---",
            )
        )
        return None
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == FENCE:
            return Parts("\n".join(lines[1:number]), "\n".join(lines[number + 1 :]), number + 2)
        if line.startswith("##"):  # a heading; one # begins a remark of the front matter
            break
    problems.append(
        Problem(
            file,
            1,
            1,
            "the front matter is opened here and never closed",
            "put a line of three hyphens, ---, after its last field",
        )
    )
    return None
