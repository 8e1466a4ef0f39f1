"""The bytes of a file and edits at places that the reader knows go in; the bytes with these edits,
and nothing else changed, come out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from citybook.content.written_text import WrittenText

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


class EditableText(WrittenText):
    """A text that is edited where names stand in it."""

    def sign(self, line: int, column: int) -> str:
        """Return the sign at a place; empty at the end of a line."""
        at = self.index(line, column)
        return self.lines[line - 1][at : at + 1]

    def apply(self, edits: Iterable[PlacedEdit]) -> bytes:
        """Return the bytes of the text with edits made. Raises MisplacedError."""
        found = sorted((self._start(edit), edit) for edit in set(edits))
        return self.replace((at, at + len(edit.old), edit.new) for at, edit in found)

    def _start(self, edit: PlacedEdit) -> int:
        """Return where an edit begins in the text."""
        start = self.at_column(edit.line, edit.column)
        if edit.old and self.text[start : start + 1] in QUOTES:
            start += 1
        behind = self.text[start + len(edit.old) :][:1]
        goes_on = edit.old and (behind.isalnum() or behind in ("-", "_", "\\"))
        if not self.text.startswith(edit.old, start) or goes_on:
            raise MisplacedError(edit)
        return start
