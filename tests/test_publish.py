"""A built site goes in; it is sent to a folder, over SSH or to a Git branch, so that no page ever
lacks what it shows, and nothing of others is touched."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from citybook.hosting import folder as folder_module
from citybook.hosting.publishing import publish
from citybook.hosting.shipment import MANIFEST, TargetError, read_manifest
from citybook.models import Publication as Published
from citybook.models.hosting import Hosting
from citybook.project import Project
from tests.publications import Publication
from tests.ssh_server import ssh_server

KINDS = ("folder", "link", "ssh-link", "only-rsync", "git")
OTHERS = {"CNAME": "cities.org\n", ".well-known/security.txt": "Contact: us\n", "old.html": "x"}


def site(version: int, pages: tuple[str, ...]) -> dict[str, str]:
    """A site whose pages name what they load, as Citybook's do: `assets/<version>.css`."""
    files = {f"{page}/index.html": f"needs assets/{version}.css" for page in pages}
    return {
        **files,
        "index.html": f"needs assets/{version}.css",
        f"assets/{version}.css": f"style {version} " * 2000,
        "downloads/book.pdf": f"%PDF {version}",
    }


@dataclass
class Place:
    """A target under test: what `hosting` says of it, and how to see what is there."""

    root: Path
    hosting: Hosting
    shown: Callable[[], dict[str, str]]
    put: Callable[[dict[str, str]], None]

    def publish(
        self, files: dict[str, str], *, preview: bool = False, replace: bool = False
    ) -> str:
        local = self.root / "build/site"
        shutil.rmtree(local, ignore_errors=True)
        write(local, files)
        publication = Published.model_construct(
            base_url="https://cities.org/", hosting=self.hosting
        )
        paths = {name: local / name for name in files}
        return publish(Project(self.root), publication, paths, is_preview=preview, replaces=replace)


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def read(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and MANIFEST not in path.name
    }


def git(*arguments: str, cwd: Path) -> str:
    who = ["-c", "user.name=x", "-c", "user.email=x@x"]
    return subprocess.check_output(["git", *who, *arguments], cwd=cwd, text=True)


@pytest.fixture(scope="session")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with ssh_server(tmp_path_factory.mktemp("ssh")) as path:
        yield path


@pytest.fixture
def with_ssh(ssh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{ssh}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return make_place(request.param, tmp_path, request)


def make_place(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Place:
    root, target = tmp_path / "publication", tmp_path / "host/www"
    root.mkdir()
    target.parent.mkdir()
    if kind == "git":
        return git_place(root, tmp_path / "cities.git", tmp_path / "clone")
    if "link" in kind:
        (target.parent / "first").mkdir()
        target.symlink_to("first")
    if kind in ("folder", "link"):
        hosting = Hosting(folder="../host/www")
    else:
        request.getfixturevalue("with_ssh")
        host = "only-rsync.test" if kind == "only-rsync" else "city.test"
        hosting = Hosting(ssh=host, folder=str(target))

    def put(files: dict[str, str]) -> None:
        target.mkdir(exist_ok=True)
        write(target, files)

    return Place(root, hosting, lambda: read(target) if target.exists() else {}, put)


def git_place(root: Path, bare: Path, clone: Path) -> Place:
    subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True)

    def shown() -> dict[str, str]:
        shutil.rmtree(clone, ignore_errors=True)
        if not git("ls-remote", str(bare), "gh-pages", cwd=root):
            return {}
        git("clone", "-q", "--branch", "gh-pages", f"file://{bare}", str(clone), cwd=root)
        shutil.rmtree(clone / ".git")
        return read(clone)

    def put(files: dict[str, str]) -> None:
        shown()
        shutil.rmtree(clone / ".git", ignore_errors=True)
        write(clone, files)
        git("init", "-q", cwd=clone)
        if git("ls-remote", str(bare), "gh-pages", cwd=root):
            git("fetch", "-q", str(bare), "gh-pages", cwd=clone)
            git("reset", "-q", "--soft", "FETCH_HEAD", cwd=clone)
        git("add", "-A", cwd=clone)
        git("commit", "-qm", "by hand", cwd=clone)
        git("push", "-q", str(bare), "HEAD:gh-pages", cwd=clone)

    return Place(root, Hosting(git=str(bare)), shown, put)


@pytest.mark.parametrize("place", KINDS, indirect=True)
def test_a_target_has_the_site_and_what_others_put_there(place: Place) -> None:
    first, second = site(1, ("alba", "dole")), site(2, ("alba", "eger"))
    second["new folder/ä b.html"] = "needs assets/2.css"
    said = place.publish(first, preview=True)
    assert "+ assets/1.css" in said
    assert said.endswith("5 files to send, 0 to remove, 0 are there as they are. Nothing was sent.")
    assert place.shown() == {}

    assert place.publish(first).startswith("5 files sent, 0 removed")
    assert place.shown() == first
    place.put(OTHERS)
    assert place.publish(first).startswith("0 files sent, 0 removed, 5 were there")

    assert "  - dole/index.html\n" in place.publish(second, preview=True)
    assert place.shown() == first | OTHERS
    place.publish(second)
    assert place.shown() == second | OTHERS
    place.publish(first)
    assert place.shown() == first | OTHERS


@pytest.mark.parametrize("place", ["folder", "only-rsync", "git"], indirect=True)
def test_a_file_of_another_is_replaced_only_when_asked_for(place: Place) -> None:
    given = site(1, ("alba",))
    place.put({"index.html": "It works!", "downloads/book.pdf": "%PDF 1", **OTHERS})
    with pytest.raises(TargetError) as error:
        place.publish(given)
    assert "files of these names that Citybook did not put there: index.html" in str(error.value)
    assert "--replace" in error.value.hint
    assert "! index.html: not Citybook's" in place.publish(given, preview=True)
    assert place.shown()["index.html"] == "It works!"
    place.publish(given, replace=True)
    assert place.shown() == given | OTHERS


def is_whole(shown: dict[str, str]) -> bool:
    """Whether each page that is there has what it loads, as it is meant for it."""
    needed = (
        re.fullmatch(r"needs (assets/(\d)\.css)", text)
        for name, text in shown.items()
        if name.endswith(".html") and name not in OTHERS
    )
    return all(one and shown.get(one[1]) == f"style {one[2]} " * 2000 for one in needed)


@pytest.mark.parametrize("place", ["folder", "link"], indirect=True)
def test_killed_at_any_step_a_folder_has_whole_pages_and_the_next_run_finishes(
    place: Place,
) -> None:
    first, second = site(1, ("alba", "dole")), site(2, ("alba", "eger"))
    place.publish(first)
    place.put(OTHERS)
    is_link = (place.root.parent / "host/www").is_symlink()
    steps = 0
    while True:
        child = os.fork()
        if child == 0:
            _die_at(steps)
            place.publish(second)
            os._exit(0)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        shown = {name: text for name, text in place.shown().items() if "citybook-part" not in name}
        assert is_whole(shown), steps
        assert shown.items() >= OTHERS.items()
        if is_link:
            own = {name: text for name, text in shown.items() if name not in OTHERS}
            assert own in (first, second), steps
        if code == 0:
            break
        steps += 1
        place.publish(first)
        assert place.shown() == first | OTHERS, steps
    assert steps > 8
    assert place.shown() == second | OTHERS


def _die_at(step: int) -> None:
    """Let this process end, as if killed, before it renames or removes the file of this number."""
    left = [step]

    def dying(act: Callable[..., object]) -> Callable[..., object]:
        def do(*given: object, **named: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                os._exit(9)
            return act(*given, **named)

        return do

    folder_module.os.replace = dying(os.replace)  # type: ignore[assignment]
    folder_module._remove = dying(folder_module._remove)  # type: ignore[assignment]


PUBLISH = """
import sys
from pathlib import Path
from citybook.hosting.publishing import publish
from citybook.models import Publication
from citybook.models.hosting import Hosting
from citybook.project import Project
root, host, target = sys.argv[1:]
folder = Path(root) / "build/site"
files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
told = Publication.model_construct(
    base_url="https://cities.org/", hosting=Hosting(ssh=host, folder=target)
)
publish(Project(Path(root)), told, files, is_preview=False, replaces=False)
"""


@pytest.mark.parametrize("place", ["ssh", "ssh-link"], indirect=True)
def test_killed_at_any_moment_a_machine_has_whole_pages_and_the_next_run_finishes(
    place: Place,
) -> None:
    first, second = site(1, ("alba", "dole")), site(2, ("alba", "eger"))
    target = Path(place.hosting.folder or "")
    place.publish(first)
    place.put(OTHERS)
    for moment in (0.0, 0.3):
        shutil.rmtree(place.root / "build/site")
        write(place.root / "build/site", second)
        before = changes(target.parent)
        child = subprocess.Popen(
            [sys.executable, "-c", PUBLISH, str(place.root), "city.test", str(target)],
            start_new_session=True,
        )
        while child.poll() is None and changes(target.parent) == before:
            time.sleep(0.03)
        time.sleep(moment)
        with suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        settle(target.parent)
        visible = {
            name: text for name, text in place.shown().items() if not re.search(r"(^|/)\.", name)
        }
        assert is_whole(visible), moment
        if target.is_symlink():
            own = {name: text for name, text in visible.items() if name not in OTHERS}
            assert own in (first, second)
        assert place.shown().items() >= OTHERS.items()
    place.publish(second)
    assert place.shown() == second | OTHERS


def settle(folder: Path) -> None:
    """Wait until what had begun on the other machine has ended: no process works in the folder, and
    nothing in it changes any more."""
    deadline = time.monotonic() + 60
    before = None
    while is_worked_in(folder) or before != (before := changes(folder)):
        assert time.monotonic() < deadline
        time.sleep(0.1)


def is_worked_in(folder: Path) -> bool:
    """Whether the current folder of any process is this one or one within it."""
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with suppress(OSError):
            if link.readlink().is_relative_to(folder):
                return True
    return False


def changes(folder: Path) -> set[tuple[str, int]]:
    """What changes with anything that is written in a folder, which others may do meanwhile."""
    found = set()
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            with suppress(OSError):
                path = os.path.join(parent, name)
                found.add((path, os.lstat(path).st_mtime_ns))
    return found


def test_a_branch_that_moved_meanwhile_is_not_overwritten(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = make_place("git", tmp_path, request)
    place.publish(site(1, ("alba",)))
    from citybook.hosting.git import GitTarget

    push = GitTarget._push

    def late(target: GitTarget, commit: str) -> None:
        place.put({"CNAME": "meanwhile"})
        push(target, commit)

    monkeypatch.setattr(GitTarget, "_push", late)
    with pytest.raises(TargetError) as error:
        place.publish(site(2, ("alba",)))
    assert "did not take it" in error.value.message
    assert place.shown() == site(1, ("alba",)) | {"CNAME": "meanwhile"}
    monkeypatch.undo()
    place.publish(site(2, ("alba",)))
    assert place.shown() == site(2, ("alba",)) | {"CNAME": "meanwhile"}


def test_no_hook_of_a_repository_within_the_publication_is_run(tmp_path: Path) -> None:
    for hosting in (Hosting(git="./content/a.git"), Hosting(folder="content"), Hosting(folder=".")):
        place = Place(tmp_path, hosting, dict, lambda _: None)
        with pytest.raises(TargetError, match="in the publication's own folder"):
            place.publish(site(1, ()))
    place = Place(tmp_path, Hosting(folder=".."), dict, lambda _: None)
    with pytest.raises(TargetError, match="the publication itself is in"):
        place.publish(site(1, ()))


@pytest.mark.parametrize(
    ("hosting", "message", "hint"),
    [
        ({"ssh": "stranger.test", "folder": "a"}, "stranger.test does not let us in", "a key"),
        ({"ssh": "city.test", "folder": "/no/such/a"}, "there is no folder /no/such", "make it"),
        ({"ssh": "nobody.invalid", "folder": "a"}, "does not answer", "try `ssh nobody.invalid`"),
        ({"git": "/no/such.git"}, "asking for it failed", "git ls-remote"),
        ({"folder": "../no/such"}, "there is no folder", "make it"),
    ],
)
@pytest.mark.usefixtures("with_ssh")
def test_a_target_that_cannot_be_reached_is_told_with_a_way_out(
    tmp_path: Path, hosting: dict[str, str], message: str, hint: str
) -> None:
    place = Place(tmp_path, Hosting.model_validate(hosting), dict, lambda _: None)
    with pytest.raises(TargetError) as error:
        place.publish(site(1, ()))
    assert message in error.value.message
    assert hint in error.value.hint


def test_a_machine_without_rsync_is_told(
    tmp_path: Path, ssh: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", ssh)  # where there is nothing but ssh
    place = Place(tmp_path, Hosting(ssh="city.test", folder="a"), dict, lambda _: None)
    with pytest.raises(TargetError, match="needs the program rsync") as error:
        place.publish(site(1, ()))
    assert "install" in error.value.hint


@pytest.mark.parametrize(
    "name", ["../a", "/a", "a/../../b", "a\\b", "a\nb", "", ".", "a//b", "./a"]
)
def test_a_manifest_at_a_target_leads_nowhere_else(name: str) -> None:
    import json

    with pytest.raises(TargetError, match="is damaged"):
        read_manifest(json.dumps({"files": {name: "0"}}).encode())


def test_doit_builds_and_sends_the_site_and_says_where_the_mistake_is(
    small: Publication, tmp_path: Path
) -> None:
    for name in ("editions", "cities"):  # whose PDFs take long
        shutil.rmtree(small.folder / "content" / name)
    told = small.doit("publish").fails().output
    assert "content/publication.yaml:1:1: error: hosting: it is not said where" in told
    text = small.read("publication.yaml")
    small.write("publication.yaml", f"{text}hosting: {{folder: ../www, server: apache}}\n")
    told = small.doit("publish").fails().output
    assert "content/publication.yaml:5:11: error: base_url: the address is one of those" in told
    small.replace(
        "publication.yaml", "https://harbour-towns.example/book", "https://cities.org/book"
    )
    assert "Nothing was sent." in small.doit("publish", "--dry-run").succeeds().output
    assert not (tmp_path / "www").exists()
    small.doit("publish").succeeds()
    assert (tmp_path / "www/.htaccess").read_bytes() == (
        small.build / "hosting/apache/.htaccess"
    ).read_bytes()
    sent = {path.relative_to(tmp_path / "www") for path in (tmp_path / "www").rglob("*.*")}
    site_files = {path.relative_to(small.site) for path in small.site.rglob("*.*")}
    assert sent - site_files == {Path(".htaccess"), Path(MANIFEST)}
    assert site_files <= sent
