"""Files made by many processes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from citybook.manifest import Manifest
from citybook.publish.many_files import FEW, Recipe, write_files


def both(number: int) -> Iterator[bytes]:
    """Two files, of which the second cannot be made of a negative number."""
    yield f"first {number}".encode()
    if number < 0:
        raise ValueError("negative")
    yield f"second {number}".encode()


def recipes(numbers: range) -> list[Recipe]:
    return [Recipe((f"{one}.a", f"{one}.b"), partial(both, one)) for one in numbers]


@pytest.mark.parametrize("count", [FEW, FEW + 1])
def test_few_and_many_are_written_alike(tmp_path: Path, count: int) -> None:
    made = recipes(range(count))
    with Manifest(tmp_path, "some").begin([n for one in made for n in one.names]) as manifest:
        write_files(manifest, made, "numbers")
        manifest.finish("done")
    names = [f"{one}.{end}" for one in range(count) for end in "ab"]
    assert sorted(manifest.files) == sorted(names)
    assert Manifest(tmp_path, "some").is_current("done")
    assert (tmp_path / "59.a").read_text() == "first 59"
    assert (tmp_path / "59.b").read_text() == "second 59"


@pytest.mark.parametrize("count", [FEW, FEW + 1])
def test_one_that_fails_is_told_and_leaves_nothing(tmp_path: Path, count: int) -> None:
    made = recipes(range(-1, count - 1))
    with (
        pytest.raises(ValueError, match="negative"),
        Manifest(tmp_path, "some").begin([n for one in made for n in one.names]) as manifest,
    ):
        write_files(manifest, made, "numbers")
    assert [path for path in tmp_path.iterdir() if path.is_file()] == []
    assert not Manifest(tmp_path, "some").is_finished()
