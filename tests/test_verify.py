"""A build that is not what the content makes goes in; `doit verify` says which files differ."""

from __future__ import annotations

import os
from pathlib import Path

from tests.publications import Publication
from tests.test_outputs import DODO, OFFER


def change(path: Path) -> None:
    """Change a byte of a file so that it looks as it was left."""
    then = os.stat(path)
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns))


def test_verify_finds_what_is_not_what_the_content_makes_outputs_of_its_own_too(
    built: Publication,
) -> None:
    (built.folder / "dodo.py").write_text(OFFER.sub("", DODO))
    built.doit("digest").succeeds()
    for name in ("digest/book.txt", "site/index.html"):
        change(built.build / name)
    (built.pdf / "book.pdf").unlink()
    output = built.doit("verify").fails().output
    assert "build/digest/book.txt differs from byte" in output
    assert "build/pdf/book.pdf is missing" in output
    assert "build/site/index.html differs from byte" in output
    assert "\n3 of " in output


def test_verify_has_nothing_to_compare_with_where_content_is_mistaken(small: Publication) -> None:
    small.replace("cities/alba.md", "title: Alba", "tittle: Alba")
    output = small.doit("verify").fails().output
    assert "The content cannot be built, so there is nothing to compare with" in output
    assert "alba.md:2:1: error: tittle" in output
