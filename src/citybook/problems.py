"""Problems found in content: a place in a file goes in, a message an editor can act on comes
out."""

from __future__ import annotations

import difflib
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from citybook.visible import compose, visible

# Of more letters before or behind a place, only the nearest half as many are shown.
LONGEST = 200
WORDS = re.compile(r"[^\W_]{2,}")


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake in one file.

    `file` is relative to the publication's folder; `line` and `column` count from 1, 0 where a
    mistake concerns the whole file. `hint` says what to write instead.
    """

    file: str
    line: int
    column: int
    message: str
    hint: str = ""
    severity: str = "error"

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    def head(self) -> str:
        """The first line of the report: `file:line:column: error: message`, safe to print."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return visible(f"{place}: {self.severity}: {self.message}")

    def report(self, root: Path) -> str:
        """The whole report, with the line of the file it speaks of and a caret under the place."""
        source, hint = _line_of(root / self.file, self.line), visible(self.hint)
        if not source:
            return self.head() + (f"\n    {hint}" if hint else "")
        number, indent = f"{self.line:>5} | ", " " * 6 + "| "
        before, after = _around(source, self.column - 1)
        caret = " " * len(visible(before)) + "^"
        return (
            f"{self.head()}\n{number}{visible(before)}{visible(after)}\n"
            f"{indent}{caret}{f' {hint}' if hint else ''}"
        )


def _around(source: str, at: int) -> tuple[str, str]:
    """What stands in a line before and after a place; of a long line what is near it."""
    before, after = source[:at].ljust(at), source[at:]
    if len(before) > LONGEST:
        before = "…" + before[-LONGEST // 2 :]
    return before, after if len(after) <= LONGEST else after[: LONGEST // 2] + "…"


def _line_of(path: Path, line: int) -> str:
    """A line as it is counted when content is read: composed, and ended by a line feed only."""
    try:
        data = path.read_bytes() if line > 0 and os.path.isfile(path) else b""
    except (OSError, ValueError):  # a name that no file can have
        return ""
    text = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n", line)
    return compose(lines[line - 1]).replace("\t", " ").rstrip() if 0 < line <= len(lines) else ""


class ContentError(Exception):
    """Raised when content holds errors: carries all problems found, warnings too."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(f"{len(self.problems)} problems")


def report(problems: Iterable[Problem], root: Path, outcome: str) -> str:
    """All problems as one text, sorted by place, ending in a count and `outcome`."""
    listed = sorted(set(problems))
    if not listed:
        return ""
    errors = sum(p.is_error for p in listed)
    counts = [describe_count(errors, "problem")] if errors else []
    if errors < len(listed):
        counts.append(describe_count(len(listed) - errors, "warning"))
    where = describe_count(len({p.file for p in listed}), "file")
    body = "\n".join(p.report(root) for p in listed)
    return f"{body}\n{' and '.join(counts)} in {where}; {outcome}"


def describe_path(path: Iterable[str | int]) -> str:
    """Return the path of a value as messages have it; items of lists are counted from 1."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def describe_count(number: int, one: str, many: str = "") -> str:
    """Return how many there are in English, such as `2 files`; `many` is the plural of a noun that
    does not end in s there."""
    return f"{number} {one if number == 1 else many or f'{one}s'}"


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """`(did you mean 'employment'?)` for the nearest right name, empty when none is near."""
    near = nearest(word, names)
    return f" (did you mean '{near}'?)" if near else ""


def nearest(word: str, names: Iterable[str]) -> str:
    """The name that `word` was most likely meant to be, letter case and accents aside; empty when
    none is near."""
    by_folded = {_fold(name): name for name in names}
    folded = _fold(word)
    likely = difflib.get_close_matches(folded, by_folded, n=5, cutoff=0.55)
    found = [name for name in likely if _is_slip(folded, name)]
    found += [name for name in by_folded if _is_part(folded, name)]
    return by_folded[found[0]] if found else ""


def _fold(word: str) -> str:
    if word.isascii():
        return word.casefold()
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _is_slip(word: str, name: str) -> bool:
    """Whether `name` becomes `word` by slips of the hand: single letters left out, added, swapped
    or replaced. Two others in a row make another word, as in Contact and Context, but where they
    are little of a long name."""
    changes = difflib.SequenceMatcher(None, word, name, autojunk=False).get_opcodes()
    sizes = [(end - start, until - at) for tag, start, end, at, until in changes if tag != "equal"]
    changed = sum(map(max, sizes))
    are_single = all(min(size) < 2 for size in sizes)
    return changed <= max(2, len(name) // 3) if are_single else changed <= len(name) // 8


def _is_part(word: str, name: str) -> bool:
    """Whether a name of several words begins with `word`, has all its words, or is one of them."""
    words, others = (set(WORDS.findall(one)) for one in (word, name))
    is_beginning = len(word) > 3 and name.startswith(word)
    return bool(words) and bool(others) and (words < others or others < words or is_beginning)
