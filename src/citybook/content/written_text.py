"""The bytes of a file go in; parts of its text are replaced at places as its readers count them,
and the bytes come out with nothing else changed: byte-order mark, line ends and forms of letters
stay."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate

from citybook.visible import compose

MARK = "\ufeff".encode()
LINE_END = re.compile(r"\r\n|\r|\n")


class WrittenText:
    """A text as it is written: its `lines`, and their `ends`, one less."""

    def __init__(self, data: bytes) -> None:
        """Raises UnicodeDecodeError."""
        self.mark = MARK if data.startswith(MARK) else b""
        self.text = data.removeprefix(MARK).decode()
        self.lines = LINE_END.split(self.text)
        self.ends = [found.group() for found in LINE_END.finditer(self.text)]
        lengths = (
            len(line) + len(end) for line, end in zip(self.lines, [*self.ends, ""], strict=True)
        )
        self._starts = [0, *accumulate(lengths)]
        self._read = [0, *accumulate(len(line) + 1 for line in self.lines)]

    def with_line_feeds(self) -> str:
        """Return the text as it is read: each line ends in a line feed."""
        return "\n".join(self.lines)

    def at_offset(self, offset: int) -> int:
        """Return the place of an offset in the text with line feeds."""
        line = bisect_right(self._read, offset) - 1
        return self._starts[line] + offset - self._read[line]

    def at_column(self, line: int, column: int) -> int:
        """Return the place of a line and a column, which counts composed letters, both from 1."""
        return self._starts[line - 1] + self.index(line, column)

    def index(self, line: int, column: int) -> int:
        """Return where a column, which counts composed letters, begins in its line."""
        written = self.lines[line - 1]
        if written.isascii() or compose(written) == written:
            return column - 1
        return next(
            (at for at in range(len(written)) if len(compose(written[: at + 1])) >= column),
            len(written),
        )

    def replace(self, parts: Iterable[tuple[int, int, str]]) -> bytes:
        """Return the bytes with other words from one place to another, in order; new lines end as
        the one does where they begin."""
        kept, at = [], 0
        for start, end, new in parts:
            kept += [self.text[at:start], new.replace("\n", self._end_at(start))]
            at = end
        return self.mark + "".join([*kept, self.text[at:]]).encode()

    def _end_at(self, place: int) -> str:
        line = bisect_right(self._starts, place) - 1
        return self.ends[min(line, len(self.ends) - 1)] if self.ends else "\n"
