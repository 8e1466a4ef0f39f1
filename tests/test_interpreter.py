"""The Python that `make` uses."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts import interpreter


def one_that_takes(seconds: str, folder: Path) -> str:
    """An interpreter that says that it takes so long."""
    path = folder / f"python-{seconds}"
    path.write_text(f"#!/bin/sh\necho {seconds}\n")
    path.chmod(0o755)
    return str(path)


def test_the_first_is_used_unless_another_is_much_faster(tmp_path: Path) -> None:
    first, alike, fast = (one_that_takes(seconds, tmp_path) for seconds in ("3", "2.5", "2"))
    assert interpreter.best(first) == first
    assert interpreter.best(first, alike) == first
    assert interpreter.best(first, alike, fast) == fast


def test_one_that_cannot_be_used_is_used_only_where_there_is_no_other(tmp_path: Path) -> None:
    broken, missing = one_that_takes("no-number", tmp_path), str(tmp_path / "missing")
    assert interpreter.best(sys.executable, broken, missing) == sys.executable
    assert interpreter.best(missing, sys.executable) == sys.executable
    assert interpreter.best(missing, broken) == missing
