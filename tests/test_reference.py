"""Declarations go in; the tables in README and docs/ say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts import reference


@pytest.mark.parametrize("path", reference.documents(), ids=lambda path: path.name)
def test_the_tables_in_the_docs_say_what_is_declared(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert reference.renewed(text) == text, "run `make docs`"


@pytest.mark.parametrize("name", reference.TABLES)
def test_each_table_stands_somewhere_in_the_docs(name: str) -> None:
    marker = f"<!-- {name}:begin -->"
    assert any(marker in path.read_text(encoding="utf-8") for path in reference.documents())


def test_a_stale_table_is_renewed_and_the_text_around_it_stays() -> None:
    text = "before\n<!-- outputs:begin -->\n| old |\n<!-- outputs:end -->\nafter\n"
    renewed = reference.renewed(text)
    assert renewed.startswith("before\n<!-- outputs:begin -->\n| task |")
    assert renewed.endswith("<!-- outputs:end -->\nafter\n")
    assert "old" not in renewed
