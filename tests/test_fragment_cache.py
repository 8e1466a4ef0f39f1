"""What was rendered is kept for later runs."""

from __future__ import annotations

from pathlib import Path

from citybook.typeset.fragment_cache import FragmentCache


def keep(cache: FragmentCache) -> None:
    """Write what a run used, as its manifest does."""
    for key, data in cache.used.items():
        (cache.folder / f"{key}.pickle").write_bytes(data)


def test_what_was_kept_is_there_in_the_next_run(tmp_path: Path) -> None:
    first = FragmentCache(tmp_path, "code 1")
    first.put(first.key("<p>"), ("rendered", 1))
    keep(first)
    second = FragmentCache(tmp_path, "code 1")
    assert second.get(second.key("<p>")) == ("rendered", 1)
    assert second.used == first.used


def test_other_code_or_other_html_has_another_key(tmp_path: Path) -> None:
    one, other = FragmentCache(tmp_path, "code 1"), FragmentCache(tmp_path, "code 2")
    assert len({one.key("a"), one.key("b"), other.key("a")}) == 3


def test_what_is_damaged_or_missing_is_not_there(tmp_path: Path) -> None:
    cache = FragmentCache(tmp_path, "")
    (tmp_path / "damaged.pickle").write_bytes(b"no pickle")
    assert cache.get("damaged") is None
    assert cache.get("missing") is None
    assert cache.used == {}


def test_what_was_made_on_the_way_is_forgotten(tmp_path: Path) -> None:
    cache = FragmentCache(tmp_path, "")
    cache.put("last", 1)
    cache.put("on the way", 2)
    cache.keep_only({"last"})
    assert list(cache.used) == ["last"]
