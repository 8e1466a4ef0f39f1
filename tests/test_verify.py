"""A build that is not what the content makes goes in; `doit verify` says which files differ."""

from __future__ import annotations

import os

from tests.publications import Publication


def test_verify_finds_what_is_not_what_the_content_makes(built: Publication) -> None:
    page, then = built.site / "index.html", os.stat(built.site / "index.html")
    page.write_bytes(page.read_bytes().replace(b"a", b"b", 1))
    os.utime(page, ns=(then.st_atime_ns, then.st_mtime_ns))
    (built.pdf / "book.pdf").unlink()
    assert (
        "build/pdf/book.pdf is missing\nbuild/site/index.html differs from byte"
        in built.doit("verify").fails().output
    )


def test_verify_has_nothing_to_compare_with_where_content_is_mistaken(small: Publication) -> None:
    small.replace("cities/alba.md", "title: Alba", "tittle: Alba")
    output = small.doit("verify").fails().output
    assert "The content cannot be built, so there is nothing to compare with" in output
    assert "alba.md:2:1: error: tittle" in output
