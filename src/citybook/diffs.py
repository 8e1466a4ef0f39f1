"""The bytes of a file before and after go in; a unified diff comes out, in which all that nobody
sees is spelt out."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator

from citybook.content.odd_spaces import ODD
from citybook.content.text import with_line_feeds
from citybook.naming import show_name
from citybook.visible import visible

# Spaces that look like others, or stand at the end of a line.
INVISIBLE = re.compile(rf"[{ODD}]+|(?<=.) +$")


def diff(file: str, before: bytes, after: bytes, new_file: str = "") -> Iterator[str]:
    """Yield a diff of a file, which may have another name afterwards, with all that nobody sees, or
    that steers a terminal, spelt out."""
    names = show_name(file), show_name(new_file or file)
    if names[0] != names[1]:
        yield f"rename {names[0]} to {names[1]}"
    old, new = (with_line_feeds(data) or "" for data in (before, after))
    lines = difflib.unified_diff(old.split("\n"), new.split("\n"), *names, lineterm="", n=1)
    for number, line in enumerate(lines):
        yield visible(INVISIBLE.sub(_spell, line) if number > 1 and line[0] in "+-" else line)


def _spell(spaces: re.Match[str]) -> str:
    return "".join(
        f"\\x{ord(one):02x}" if ord(one) < 256 else f"\\u{ord(one):04x}" for one in spaces[0]
    )
