"""A build that cannot be compared goes in; `doit verify` says so. What it finds else is told in
test_no_network.py, where it builds everything anew."""

from __future__ import annotations

from tests.publications import Publication


def test_verify_has_nothing_to_compare_with_where_content_is_mistaken(small: Publication) -> None:
    small.replace("cities/alba.md", "title: Alba", "tittle: Alba")
    output = small.doit("verify").fails().output
    assert "The content cannot be built, so there is nothing to compare with" in output
    assert "alba.md:2:1: error: tittle" in output
