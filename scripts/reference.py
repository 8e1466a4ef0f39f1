"""Declarations go in; the reference tables in README and docs/ come out, each between two markers.

`python scripts/reference.py` writes all tables anew, `make docs` calls it. A table stands between
`<!-- outputs:begin -->` and `<!-- outputs:end -->`; to add one, add its function to `TABLES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

from citybook.content.declarations import own_kinds
from citybook.kinds.tables import fields_table, sections_table, table
from citybook.outputs import OURS, Output, made_by_default

ROOT = Path(__file__).resolve().parents[1]


def outputs() -> str:
    """List what doit makes of a publication."""
    default = made_by_default({output.name: output for output in OURS})
    rows = (
        (f"`{output.name}`", _summary(output, output.name in default), _files(output))
        for output in OURS
    )
    return table(("task", "does", "files below `build/`"), rows)


def _summary(output: Output, is_default: bool) -> str:
    what, _, command = output.summary.partition(": doit ")
    example = f" (`doit {command}`)" if command else ""
    return f"{what}{example}{'' if is_default else '; only when asked for'}"


def _files(output: Output) -> str:
    return ", ".join(
        f"`{name.replace('{item}', '<name>')}`"
        for name in output.files
        if not name.startswith(".state/")
    )


TABLES: dict[str, Callable[[], str]] = {
    "outputs": outputs,
    **{f"fields:{kind.id}": partial(fields_table, kind) for kind in own_kinds()},
    **{
        f"sections:{kind.id}": partial(sections_table, kind)
        for kind in own_kinds()
        if kind.sections
    },
}


def renewed(text: str) -> str:
    """Put the tables as they are now between the markers of a text."""
    for name, make in TABLES.items():
        begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
        if begin in text:
            put = f"{begin}\n{make()}\n{end}"
            between = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
            text = between.sub(lambda _, put=put: put, text)
    return text


def documents() -> list[Path]:
    """The files that may hold tables."""
    return [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


if __name__ == "__main__":
    for path in documents():
        path.write_text(renewed(path.read_text(encoding="utf-8")), encoding="utf-8")
