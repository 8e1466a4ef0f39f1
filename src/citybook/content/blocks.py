"""The lines of a section go in; its blocks come out as they are written: prose, and the typed boxes
that stand between `::: kind` and `:::`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from citybook.content.limits import MOST_PROBLEMS
from citybook.content.links import Line
from citybook.problems import Problem, did_you_mean

OPEN = re.compile(r"::: ?([A-Za-z-]*)[ \t]*(.*)")
ROW = re.compile(r"[*-] +(?=\S)(.*)")
NUMBER = re.compile(r"[0-9](?:,?[0-9]){0,11}(?:\.[0-9]{1,9})?(?![0-9])")
SHARE = re.compile(rf"({NUMBER.pattern}) of ({NUMBER.pattern})$")
BY = re.compile(r"— +(.*)")
# The kinds of block, and whether each has a title.
KINDS = {
    "challenge": True,
    "risk": True,
    "example": True,
    "good-practice": True,
    "key": False,
    "quote": False,
    "steps": None,
    "timeline": None,
    "chart": True,
}
# What begins an item of these, and an example of one.
ITEMS = {
    "steps": (re.compile(r"\d+\. +"), "1. **Arrival.** Information in six languages"),
    "timeline": (re.compile(r"[*-] +"), "- **May 2021** The plan is adopted"),
}
CHARTS = ("bars", "parts", "share")


@dataclass(frozen=True)
class Row:
    """A value of a chart as it is printed, its label, the number it stands for and, for a share, of
    how many."""

    value: str
    label: str
    number: float
    whole: float = 0.0


@dataclass(frozen=True)
class Block:
    """Prose, or a box: the trees of its text and title, a quotation's speaker, a chart's form and
    rows."""

    kind: str
    body: Element | None
    title: Element | None = None
    by: str = ""
    form: str = ""
    rows: tuple[Row, ...] = ()


@dataclass
class Source:
    """A block as it is written."""

    kind: str
    line: int
    title: str = ""
    lines: list[Line] = field(default_factory=list)
    by: str = ""
    form: str = ""
    rows: list[Row] = field(default_factory=list)

    def all_lines(self) -> Iterator[Line]:
        """Yield every line with its number, as it stands in the file where it can hold a link: title,
        text, speaker."""
        if self.kind != "prose":
            yield self.line, " " * len(f"::: {self.kind} ") + self.title
        yield from self.lines


def read_blocks(
    lines: list[str], first_line: int, file: str, problems: list[Problem]
) -> list[Source]:
    """The blocks of a section, in order; stretches of prose between boxes are blocks, too."""
    found: list[Source] = [Source("prose", first_line)]
    inside = False
    for number, line in enumerate(lines, first_line):
        if not line.startswith(":::"):
            found[-1].lines.append((number, line))
            continue
        if line.strip() == ":::":
            if not inside:
                problems.append(
                    Problem(
                        file,
                        number,
                        1,
                        "the end of a block that was not opened",
                        "take the line out",
                    )
                )
            inside = False
            found.append(Source("prose", number + 1))
            continue
        if inside:
            problems.append(
                Problem(
                    file,
                    number,
                    1,
                    f"a block inside the block of line {found[-1].line}",
                    "end that one first with a line :::",
                )
            )
        inside = True
        found.append(_opened(line, number, file, problems))
    if inside:
        problems.append(
            Problem(
                file,
                found[-1].line,
                1,
                "this block is opened and never closed",
                "end it with a line :::",
            )
        )
    for source in found:
        _complete(source, file, problems)
    return [
        source
        for source in found
        if source.kind != "prose" or any(line.strip() for _, line in source.lines)
    ]


def _opened(line: str, number: int, file: str, problems: list[Problem]) -> Source:
    match = OPEN.match(line.strip())
    kind, title = (match.group(1), match.group(2)) if match else ("", "")
    if kind not in KINDS:
        near = did_you_mean(kind, KINDS) if len(problems) < MOST_PROBLEMS else ""
        problems.append(
            Problem(
                file,
                number,
                5,
                f"no kind of block '{kind[:80]}'{near}",
                f"the kinds are {', '.join(KINDS)}",
            )
        )
        return Source("example", number, title or "…")
    form = ""
    if kind == "chart":
        form, _, title = title.partition(" ")
        if form not in CHARTS:
            near = did_you_mean(form[:80], CHARTS)
            problems.append(
                Problem(
                    file,
                    number,
                    min(11, len(line) + 1),
                    f"no form of chart '{form[:80]}'{near}",
                    f"the forms are {', '.join(CHARTS)}",
                )
            )
    if KINDS[kind] is True and not title:
        problems.append(
            Problem(
                file,
                number,
                5,
                f"this {kind} has no title",
                f"write it behind ::: {line[4:].strip()}",
            )
        )
    if KINDS[kind] is False and title:
        problems.append(
            Problem(file, number, 5, f"a {kind} has no title", "write its text in the lines below")
        )
    return Source(kind, number, title.strip(), form=form)


def _complete(source: Source, file: str, problems: list[Problem]) -> None:
    """What a kind needs beyond text: a quotation its speaker, a chart its rows, steps their
    list."""
    text = [(number, line) for number, line in source.lines if line.strip()]
    if source.kind == "quote":
        match = BY.match(text[-1][1].rstrip()) if text else None
        if match:
            source.by, source.lines = (
                match.group(1),
                [row for row in source.lines if row != text[-1]],
            )
        else:
            problems.append(
                Problem(
                    file,
                    source.line,
                    1,
                    "this quotation does not say who spoke",
                    "end it with a line such as: — Head of office, City of Turin",
                )
            )
    elif source.kind == "chart":
        source.lines = []
        for number, line in text:
            _add_row(source, number, line, file, problems)
        if not text:
            problems.append(
                Problem(
                    file,
                    source.line,
                    1,
                    "this chart has no values",
                    "write lines such as: - 17% | 2020–2021",
                )
            )
    elif source.kind in ITEMS:
        _check_items(source, text, file, problems)
    elif source.kind not in ("prose", "good-practice") and not text:
        problems.append(
            Problem(
                file,
                source.line,
                1,
                f"this {source.kind} is empty",
                "write its text, or take it out",
            )
        )


def _check_items(
    source: Source, text: list[tuple[int, str]], file: str, problems: list[Problem]
) -> None:
    """Steps and timelines are lists, and each item begins with its name or date in bold."""
    item, example = ITEMS[source.kind]
    items = [(number, line) for number, line in text if item.match(line)]
    if not items:
        problems.append(
            Problem(
                file,
                source.line,
                1,
                f"no list in this block of {source.kind}",
                f"write lines such as: {example}",
            )
        )
    for number, line in items:
        if not line[item.match(line).end() :].startswith("**"):  # type: ignore[union-attr]
            problems.append(
                Problem(
                    file,
                    number,
                    1,
                    f"an item of {source.kind} without a name in bold",
                    f"write lines such as: {example}",
                )
            )


def _add_row(source: Source, number: int, line: str, file: str, problems: list[Problem]) -> None:
    match = ROW.match(line)
    said, _, label = match.group(1).partition(" | ") if match else ("", "", "")
    said, label = said.strip(), label.strip()
    share, found = SHARE.match(said), NUMBER.search(said)
    if (
        label
        and source.form == "share"
        and share
        and 0 <= _number(share.group(1)) <= _number(share.group(2)) > 0
    ):
        source.rows.append(Row(said, label, _number(share.group(1)), _number(share.group(2))))
    elif label and source.form != "share" and found:
        source.rows.append(Row(said, label, _number(found.group())))
    else:
        example = (
            "- 8 of 10 | mentors start a new duo" if source.form == "share" else "- 17% | 2020–2021"
        )
        problems.append(
            Problem(
                file,
                number,
                1,
                "this is no row of a chart",
                f"write a value, a bar, its label: {example}",
            )
        )


def _number(said: str) -> float:
    return float(said.replace(",", ""))
