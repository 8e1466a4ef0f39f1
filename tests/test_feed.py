"""Days in content and commits of Git go in; the feed, the sitemap and robots.txt tell what is new,
the same on any day and machine."""

from __future__ import annotations

import os
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from citybook.history import OF, read_head, read_history
from tests.publications import GOOD, Publication

BASE = "https://harbour-towns.example/book/"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def git(folder: Path, *arguments: str, at: str = "2024-01-01T00:00:00Z") -> str:
    """Run git in a folder, with a commit's time."""
    dates = {"GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": "2001-01-01T00:00:00Z"}
    own = ("-c", "user.name=A", "-c", "user.email=a@a.example", "-c", "commit.gpgsign=false")
    command = ("git", *own, *arguments)
    return subprocess.check_output(command, cwd=folder, env={**os.environ, **dates}, text=True)


def commit(folder: Path, at: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "x", at=at)


def review(small: Publication, day: str, *files: str) -> None:
    for file in files:
        small.replace(file, "title:", f"reviewed: {day}\ntitle:")


def feed(small: Publication) -> ET.Element:
    return ET.parse(small.site / "feed.xml").getroot()


def listed(small: Publication) -> list[tuple[str, str]]:
    """The entries of the feed, each with its time."""
    return [
        (one.findtext(f"{ATOM}id", "").removeprefix(BASE), one.findtext(f"{ATOM}updated", ""))
        for one in feed(small).iter(f"{ATOM}entry")
    ]


def changes(small: Publication) -> dict[str, str | None]:
    rows = ET.parse(small.site / "sitemap.xml").getroot().iter(f"{MAP}url")
    return {
        one.findtext(f"{MAP}loc", "").removeprefix(BASE): one.findtext(f"{MAP}lastmod")
        for one in rows
    }


def test_without_any_day_there_is_no_feed_and_no_link_to_one(small: Publication) -> None:
    small.doit("pages").succeeds()
    assert not (small.site / "feed.xml").exists()
    home = (small.site / "index.html").read_text(encoding="utf-8")
    assert "feed.xml" not in home
    assert set(changes(small).values()) == {None}
    assert (small.site / "robots.txt").read_text(encoding="utf-8") == (
        f"User-agent: *\nAllow: /\n\nSitemap: {BASE}sitemap.xml\n"
    )


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small publication with reviews, and an entry that had two other names."""
    found = Publication.copy_of(GOOD, tmp_path_factory.mktemp("reviewed") / "good", warm)
    review(found, "2026-03-01", "cities/alba.md")
    review(found, "2026-04-02", "practices/night-ferry.md", "guides/quays/guide.yaml")
    review(found, "2026-02-01\naliases: [late-school, first-school]", "practices/welders-school.md")
    found.replace("cities/alba.md", "title: Alba", "title: Alba & Co <1>")
    found.doit("pages").succeeds()
    return found


def test_the_feed_tells_what_was_reviewed_the_last_first(reviewed: Publication) -> None:
    assert listed(reviewed) == [
        ("guides/quays/", "2026-04-02T00:00:00Z"),
        ("practices/night-ferry/", "2026-04-02T00:00:00Z"),
        ("cities/alba/", "2026-03-01T00:00:00Z"),
        ("practices/first-school/", "2026-02-01T00:00:00Z"),
    ]
    root = feed(reviewed)
    # What RFC 4287 asks of a feed (4.1.1) and of an entry (4.1.2).
    assert root.tag == f"{ATOM}feed"
    assert root.findtext(f"{ATOM}id") == f"{BASE}feed.xml"
    assert root.findtext(f"{ATOM}title") == "Harbour Towns"
    assert root.findtext(f"{ATOM}updated") == "2026-04-02T00:00:00Z"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "Harbour Network"
    own = root.find(f"{ATOM}link[@rel='self']")
    assert own is not None
    assert own.get("href") == f"{BASE}feed.xml"
    for entry in root.iter(f"{ATOM}entry"):
        (link,) = entry.findall(f"{ATOM}link")
        page = reviewed.site / link.get("href", "").removeprefix(BASE) / "index.html"
        assert page.is_file()
        assert entry.findtext(f"{ATOM}title")
        assert entry.findtext(f"{ATOM}summary")
    assert [one.text for one in root.iter(f"{ATOM}title")][-2] == "Alba & Co <1>"


def test_every_page_names_the_feed_in_its_head_and_foot(reviewed: Publication) -> None:
    for path in reviewed.site.rglob("index.html"):
        if path.parent.name in {"late-school", "first-school"}:
            continue  # they lead on
        page = path.read_text(encoding="utf-8")
        up = "../" * (len(path.relative_to(reviewed.site).parts) - 1)
        link = 'rel="alternate" type="application/atom+xml" title="Harbour Towns"'
        assert f'<link {link} href="{up}feed.xml">' in page, path
        assert f'<a href="{up}feed.xml">Feed of what is new</a>' in page, path
    missing = (reviewed.site / "404.html").read_text(encoding="utf-8")
    assert f'href="{BASE}feed.xml"' in missing


def test_a_date_of_its_own_comes_before_the_day_of_a_review(small: Publication) -> None:
    small.write("kinds/practice.yaml", "fields:\n  date: {type: day, label: Held on}\n")
    review(small, "2026-04-02\ndate: 2025-09-01", "practices/night-ferry.md")
    small.doit("pages").succeeds()
    assert listed(small) == [("practices/night-ferry/", "2025-09-01T00:00:00Z")]
    assert changes(small)["practices/night-ferry/"] == "2026-04-02T00:00:00Z", "its text is newer"
    page = (small.site / "practices/night-ferry/index.html").read_text(encoding="utf-8")
    assert "<dt>Held on</dt><dd>1 September 2025</dd>" in page, "still a fact"


def test_an_entry_keeps_its_id_under_a_new_name(reviewed: Publication) -> None:
    assert listed(reviewed)[-1][0] == "practices/first-school/"
    link = feed(reviewed).findall(f"{ATOM}entry/{ATOM}link")[-1]
    assert link.get("href") == f"{BASE}practices/welders-school/"


def test_git_says_when_entries_came_and_changed(small: Publication) -> None:
    git(small.folder, "init", "-q")
    small.write("../.gitignore", "build/\n")
    commit(small.folder, "2024-01-01T10:00:00+02:00")
    small.replace("practices/night-ferry.md", "title:", "also: [boat]\ntitle:")
    commit(small.folder, "2025-05-05T05:05:05Z")
    review(small, "2026-04-02", "cities/alba.md")  # not in Git yet, and newer
    small.doit("pages").succeeds()
    assert listed(small)[:2] == [
        ("cities/alba/", "2026-04-02T00:00:00Z"),
        ("practices/night-ferry/", "2025-05-05T05:05:05Z"),
    ]
    assert {time for _, time in listed(small)[2:]} == {"2024-01-01T08:00:00Z"}
    found = changes(small)
    assert found["practices/night-ferry/"] == "2025-05-05T05:05:05Z"
    assert found["guides/quays/steps/"] == "2024-01-01T08:00:00Z"
    assert found["guides/quays/steps/one-page/"] == "2024-01-01T08:00:00Z", "a page of the chapter"
    assert found[""] is None
    # A commit that brings nothing new makes no page; `dates` alone asks for it.
    before = {path: path.stat().st_mtime_ns for path in small.site.rglob("*.*")}
    (small.folder / "notes.txt").write_text("x")
    commit(small.folder, "2026-06-06T00:00:00Z")
    assert "dates" in small.doit("pages").succeeds().output
    changed = {path.name for path, time in before.items() if path.stat().st_mtime_ns != time}
    # Alba's file is committed now.
    assert changed <= {"feed.xml", "sitemap.xml", "index.html"}
    assert not any(
        path.stat().st_mtime_ns != time for path, time in before.items() if "dole" in path.parts
    )


def test_git_is_asked_for_a_subfolder_and_for_names_in_any_letters(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    inner = tmp_path / "books/Brücke"
    (inner / "content").mkdir(parents=True)
    (inner / "content/zürich am see.md").write_text("x")
    (tmp_path / "content").mkdir()
    (tmp_path / "content/other.md").write_text("x")
    commit(tmp_path, "2024-01-01T00:00:00Z")
    (inner / "content/zürich am see.md").write_text("y")
    commit(tmp_path, "2025-01-01T00:00:00Z")
    span = ("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z")
    assert read_history(str(inner), "content") == {"content/zürich am see.md": span}
    assert read_head(str(inner)) == git(tmp_path, "rev-parse", "HEAD").strip()


def test_without_git_or_with_its_last_commits_only_nothing_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, none = tmp_path / "full", tmp_path / "none"
    for folder in (full, none):
        folder.mkdir()
    git(full, "init", "-q")
    assert read_head(str(full)) == "", "no commit yet"
    for number in range(2):
        (full / "one.md").write_text(str(number))
        commit(full, "2024-01-01T00:00:00Z")
    git(tmp_path, "clone", "-q", "--depth=1", full.as_uri(), "shallow")
    assert read_head(str(full)) != ""
    assert read_head(str(tmp_path / "shallow")) == ""
    assert read_head(str(none)) == ""
    assert read_history(str(none), "content") == {}
    monkeypatch.setenv(OF, str(full))
    assert read_head(str(none)) != "", "doit verify builds a copy that is in no repository"
    monkeypatch.setenv("PATH", "")
    assert read_head(str(full)) == "", "a machine without Git"
