"""The bytes of a file and edits at places that the reader knows go in; the bytes with these edits,
and nothing else changed, come out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from citybook.visible import compose

MARK = "\ufeff".encode()
LINE_END = re.compile(r"\r\n|\r|\n")
QUOTES = "\"'"


@dataclass(frozen=True, order=True)
class PlacedEdit:
    """What stands at a line and column as content is read, both counted from 1, and what shall
    stand there. Without `old` something is inserted; where it is a name, quotation marks before it
    stay."""

    line: int
    column: int
    old: str
    new: str


class MisplacedError(Exception):
    """Raised when something else stands at the place of an edit, such as a name with escapes."""

    def __init__(self, edit: PlacedEdit) -> None:
        self.edit = edit
        super().__init__(f"{edit.line}:{edit.column}: no '{edit.old}'")


class EditableText:
    """A text as it is written, by its lines. Its own line ends, byte-order mark and forms of
    letters stay."""

    def __init__(self, data: bytes) -> None:
        """Raises UnicodeDecodeError."""
        self.mark = MARK if data.startswith(MARK) else b""
        self.text = data.removeprefix(MARK).decode()
        self.lines = LINE_END.split(self.text)
        ends = [found.group() for found in LINE_END.finditer(self.text)]
        self.end = ends[0] if ends else "\n"
        lengths = (len(line) + len(end) for line, end in zip(self.lines, [*ends, ""], strict=True))
        self.starts = [0, *accumulate(lengths)]

    def sign(self, line: int, column: int) -> str:
        """Return the sign at a place; empty at the end of a line."""
        at = self._column(line, column)
        return self.lines[line - 1][at : at + 1]

    def apply(self, edits: Iterable[PlacedEdit]) -> bytes:
        """Return the bytes of the text with edits made. Raises MisplacedError."""
        parts, at = [], 0
        for start, edit in sorted((self._start(edit), edit) for edit in set(edits)):
            parts += [self.text[at:start], edit.new.replace("\n", self.end)]
            at = start + len(edit.old)
        return self.mark + "".join([*parts, self.text[at:]]).encode()

    def _start(self, edit: PlacedEdit) -> int:
        """Return where an edit begins in the text."""
        start = self.starts[edit.line - 1] + self._column(edit.line, edit.column)
        if edit.old and self.text[start : start + 1] in QUOTES:
            start += 1
        behind = self.text[start + len(edit.old) :][:1]
        goes_on = edit.old and (behind.isalnum() or behind in ("-", "_", "\\"))
        if not self.text.startswith(edit.old, start) or goes_on:
            raise MisplacedError(edit)
        return start

    def _column(self, line: int, column: int) -> int:
        """Return where a column, counted in composed letters, begins in a line as it is written."""
        written = self.lines[line - 1]
        if written.isascii() or compose(written) == written:
            return column - 1
        return next(
            (at for at in range(len(written)) if len(compose(written[: at + 1])) >= column),
            len(written),
        )
