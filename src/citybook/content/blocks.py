"""The lines of a section go in; its blocks come out as they are written: prose, and the typed boxes
that stand between `::: kind` and `:::`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from citybook.content import charts
from citybook.content.illustrations import Illustration, find_lacking, take_illustrations
from citybook.content.limits import MOST_PROBLEMS
from citybook.content.links import NumberedLine, find_written
from citybook.content.list_marks import BULLET
from citybook.content.list_marks import NUMBER as NUMBER_MARK
from citybook.content.logo_rows import EXAMPLE as LOGO
from citybook.content.logo_rows import LogoRow, NotALogo, read_logo
from citybook.content.tables import EXAMPLE
from citybook.models.plain import plain_fault, read_plain
from citybook.problems import Problem, did_you_mean

OPEN = re.compile(r"::: ?([A-Za-z-]*)[ \t]*(.*)")
ROW = re.compile(rf"{BULLET.pattern}(?=\S)(.*)")
BY = re.compile(r"— +(.*)")
WEB_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
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
    "table": True,
    "wide": False,
    "beside": False,
    "callout": True,
    "contact": True,
    "download": True,
    "logos": None,
}
# Those that say how a picture stands.
PICTURES = ("wide", "beside")
# What begins an item of these, and an example of one.
ITEMS = {
    "steps": (NUMBER_MARK, "1. **Arrival.** Information in six languages"),
    "timeline": (BULLET, "- **May 2021** The plan is adopted"),
}


@dataclass(frozen=True)
class Block:
    """Prose, or a box: the trees of its text and title, a quotation's speaker, a chart's form and
    rows, and the line that it begins in. The body of a table begins with its `table`."""

    kind: str
    body: Element | None
    title: Element | None = None
    by: str = ""
    form: str = ""
    rows: tuple[charts.ChartValue, ...] = ()
    line: int = 0
    logos: tuple[LogoRow, ...] = ()


@dataclass
class BlockSource:
    """A block as it is written; its title stands behind `indent` signs of its line."""

    kind: str
    line: int
    title: str = ""
    indent: int = 0
    lines: list[NumberedLine] = field(default_factory=list)
    by: str = ""
    form: str = ""
    rows: list[charts.ChartValue] = field(default_factory=list)
    logos: list[LogoRow] = field(default_factory=list)
    illustrations: tuple[Illustration, ...] = ()

    def all_lines(self) -> Iterator[NumberedLine]:
        """Yield every line with its number, as it stands in the file where it can hold a link:
        title, text, speaker."""
        if self.kind != "prose":
            yield self.line, " " * self.indent + self.title
        yield from self.lines


def read_blocks(
    lines: list[str], first_line: int, file: str, problems: list[Problem]
) -> list[BlockSource]:
    """Return the blocks of a section, in order; stretches of prose between boxes are blocks,
    too."""
    return _BlockReader(file, problems).read(lines, first_line)


class _BlockReader:
    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file, self.problems = file, problems

    def _note(self, line: int, column: int, message: str, hint: str) -> None:
        self.problems.append(Problem(self.file, line, column, message, hint))

    def read(self, lines: list[str], first_line: int) -> list[BlockSource]:
        """Return the blocks of these lines."""
        found, inside = [BlockSource("prose", first_line)], False
        for number, line in enumerate(lines, first_line):
            if not line.startswith(":::"):
                found[-1].lines.append((number, line))
            elif line.strip() == ":::":
                if not inside:
                    message = "the end of a block that was not opened"
                    self._note(number, 1, message, "take the line out")
                found.append(BlockSource("prose", number + 1))
                inside = False
            else:
                if inside:
                    message = f"a block inside the block of line {found[-1].line}"
                    self._note(number, 1, message, "end that one first with a line :::")
                found.append(self._open(line, number))
                inside = True
        if inside:
            message = "this block is opened and never closed"
            self._note(found[-1].line, 1, message, "end it with a line :::")
        for source in found:
            self._complete(source)
        return [
            one
            for one in found
            if one.kind != "prose"
            or one.illustrations
            or any(text.strip() for _, text in one.lines)
        ]

    def _open(self, line: str, number: int) -> BlockSource:
        """Return the block that a line begins: `::: kind Title`."""
        match = OPEN.match(line.strip())
        kind, title = (match.group(1), match.group(2)) if match else ("", "")
        if kind not in KINDS:
            near = did_you_mean(kind, KINDS) if len(self.problems) < MOST_PROBLEMS else ""
            message = f"no kind of block '{kind[:80]}'{near}"
            self._note(number, 5, message, f"the kinds are {', '.join(KINDS)}")
            return BlockSource("prose", number)
        form = ""
        if kind in ("chart", "download"):
            form, _, title = title.partition(" ")
        if kind == "chart" and form not in charts.FORMS:
            message = f"no form of chart '{form[:80]}'{did_you_mean(form[:80], charts.FORMS)}"
            hint = f"the forms are {', '.join(charts.FORMS)}"
            self._note(number, min(11, len(line) + 1), message, hint)
        elif KINDS[kind] is True and not title:
            hint = f"write it behind ::: {line[4:].strip()}"
            self._note(number, 5, f"this {kind} has no title", hint)
        if KINDS[kind] is False and title:
            what = f"a block '::: {kind}'" if kind in PICTURES else f"a {kind}"
            self._note(number, 5, f"{what} has no title", "write its text in the lines below")
        title = title.strip()
        return BlockSource(kind, number, title, len(line.rstrip()) - len(title), form=form)

    def _complete(self, source: BlockSource) -> None:
        """Take out of the text what a kind needs beyond it: a quotation its speaker, a chart its
        rows; steps need their list."""
        text = [(number, line) for number, line in source.lines if line.strip()]
        source.lines, source.illustrations = take_illustrations(
            source.lines, source.kind, self.file, self.problems
        )
        if lacking := find_lacking(source.kind, source.illustrations, source.lines):
            self._note(source.line, 1, *lacking)
        if source.kind == "quote":
            self._take_speaker(source, text)
        elif source.kind == "chart":
            self._take_rows(source, text)
        elif source.kind in ITEMS:
            self._check_items(source, text)
        elif source.kind == "logos":
            self._take_logos(source, text)
        elif source.kind == "contact":
            self._check_contact(source)
        elif source.kind not in ("prose", "good-practice", "download", *PICTURES) and not text:
            hint = "write its text, or take it out"
            hint = EXAMPLE if source.kind == "table" else hint
            self._note(source.line, 1, f"this {source.kind} is empty", hint)

    def _take_speaker(self, source: BlockSource, text: list[NumberedLine]) -> None:
        match = BY.match(text[-1][1].rstrip()) if text else None
        if match:
            source.by = self._read_plain(text[-1], match.group(1))
            source.lines = [row for row in source.lines if row != text[-1]]
        else:
            hint = "end it with a line such as: — Head of office, City of Turin"
            self._note(source.line, 1, "this quotation does not say who spoke", hint)
            source.lines = [row for row in source.lines if not BY.match(row[1])]

    def _take_rows(self, source: BlockSource, text: list[NumberedLine]) -> None:
        source.lines = []
        for number, line in text:
            match = ROW.match(line)
            value, _, label = match.group(1).partition(" | ") if match else ("", "", "")
            try:
                row = charts.read_row(source.form, value.strip(), label.strip())
            except charts.NotARow as error:
                self._note(number, 1, *error.args)
                continue
            label = self._read_plain((number, line), row.label)
            source.rows.append(replace(row, label=label))
        if source.form == "parts" and (whole := charts.per_cent_of_parts(source.rows)):
            message = f"these parts are {round(whole)}% together"
            hint = "correct them, or write ::: chart bars where one can be counted in several"
            self._note(source.line, 1, message, hint)
        odd = next((row for row in source.rows if not charts.are_alike(row, source.rows[0])), None)
        if odd:
            both = f"'{source.rows[0].value}' and '{odd.value}'"
            message = f"{both} are not of one measure, and would be drawn wrong"
            hint = "write all values of a chart in the same unit"
            self._note(source.line, 1, message, hint)
        if not text:
            hint = f"write lines such as: {charts.EXAMPLES['bars']}"
            self._note(source.line, 1, "this chart has no values", hint)

    def _take_logos(self, source: BlockSource, text: list[NumberedLine]) -> None:
        source.lines = []
        for number, line in text:
            match = ROW.match(line)
            try:
                source.logos.append(read_logo(match.group(1) if match else "|", number))
            except NotALogo as error:
                self._note(number, 1, *error.args)
        if not text:
            hint = f"write lines such as: {LOGO}"
            self._note(source.line, 1, "no logos in this block", hint)
        elif source.logos and not any(one.file for one in source.logos):
            hint = f"write a list of names without a block, or logos: {LOGO}"
            self._note(source.line, 1, "only names in this block of logos", hint)

    def _check_contact(self, source: BlockSource) -> None:
        """A contact is an office, which has a page that everyone can see."""
        targets = [
            found["target"] or found["bare"] or found["plain"] or ""
            for _, line in source.lines
            for found, _ in find_written(line)
        ]
        if not any(WEB_ADDRESS.match(target) for target in targets):
            hint = "write its address in a line of its own, such as https://city.example/office"
            self._note(source.line, 1, "this contact has no public page", hint)

    def _read_plain(self, line: NumberedLine, words: str) -> str:
        """Return plain words at the end of a line, and note what is wrong with them."""
        number, written = line
        if fault := plain_fault(words):
            column, message, hint = fault
            self._note(number, written.rindex(words) + column, message, hint)
        return read_plain(words)

    def _check_items(self, source: BlockSource, text: list[NumberedLine]) -> None:
        """Steps and timelines are lists, and each item begins with its name or date in bold."""
        item, example = ITEMS[source.kind]
        hint, count = f"write lines such as: {example}", 0
        for number, line in text:
            if begin := item.match(line):
                count += 1
                if not line[begin.end() :].startswith("**"):
                    message = f"an item of {source.kind} without a name in bold"
                    self._note(number, 1, message, hint)
        if not count:
            self._note(source.line, 1, f"no list in this block of {source.kind}", hint)
