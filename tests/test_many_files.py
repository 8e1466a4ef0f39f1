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
    return [Recipe((f"{one}.a", f"{one}.b"), b"", partial(both, one)) for one in numbers]


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


@pytest.mark.parametrize("count", [FEW, FEW + 1])
def test_only_what_changed_or_is_not_as_it_was_left_is_made_again(
    tmp_path: Path, count: int
) -> None:
    (tmp_path / "made").mkdir()

    def word(number: int, text: bytes) -> Iterator[bytes]:
        (tmp_path / f"made/{number}").touch()
        yield text
        yield b"and ever"

    def made(changed: dict[int, bytes]) -> set[str]:
        """Write all, and return the numbers of those that were made."""
        words = [
            Recipe(one.names, text, partial(word, number, text))
            for number, one in enumerate(recipes(range(count)))
            for text in (changed.get(number, b"as ever"),)
        ]
        names = [name for one in words for name in one.names]
        with Manifest(tmp_path, "some").begin(names) as manifest:
            manifest.finish("done", write_files(manifest, words, "words"))
        found = list((tmp_path / "made").iterdir())
        for path in found:
            path.unlink()
        return {path.name for path in found}

    assert len(made({})) == count
    assert made({}) == set()
    assert made({7: b"new"}) == {"7"}
    assert (tmp_path / "7.a").read_bytes() == b"new"
    (tmp_path / "5.b").write_text("by hand")
    (tmp_path / "6.a").unlink()
    assert made({7: b"new"}) == {"5", "6"}
    assert (tmp_path / "5.b").read_bytes() == b"and ever"
    assert (tmp_path / "6.a").read_bytes() == b"as ever"
