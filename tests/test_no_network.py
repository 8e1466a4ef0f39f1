"""A build in an empty network, and one in which every try to reach something is noted: nothing is
asked of anyone."""

from __future__ import annotations

import ast
import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import loaded_from_elsewhere
from tests.publications import ROOT, Publication
from tests.test_outputs import DODO, OFFER

# Python runs it before all else. AF_UNIX sockets, whose addresses are no tuples, join processes of
# one machine, and urllib opens what a `data:` address carries along.
WATCH = """
import os, sys
ASKING = {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.bind"}
NAMING = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
def watch(event, args):
    if (event in NAMING or event in ASKING and isinstance(args[1], tuple)
            or event == "urllib.Request" and not args[0].startswith("data:")):
        with open(os.environ["ASKED"], "a") as file:
            file.write(f"{event} {args[1:] if event in ASKING else args}\\n")
        raise PermissionError(f"no network during a build: {event}")
sys.addaudithook(watch)
"""
CONNECT = "import socket, sys; socket.create_connection(('127.0.0.1', int(sys.argv[1])), timeout=5)"


def alone() -> list[str]:
    """The start of a command that runs in a network of its own in which nothing is, not even this
    machine."""
    command = ["unshare", *([] if os.geteuid() == 0 else ["--map-root-user"]), "--net"]
    try:
        done = subprocess.run([*command, "true"], text=True, capture_output=True, check=False)
    except FileNotFoundError:
        pytest.fail(
            "`unshare`, of Linux's util-linux, is missing: without it no one can tell that a "
            "build needs no network"
        )
    if done.returncode:
        pytest.fail(
            f"this machine makes no empty network ({done.stderr.strip()}): run the tests as root, "
            "or let users make "
            "namespaces (sysctl kernel.unprivileged_userns_clone=1, user.max_net_namespaces)"
        )
    return command


@pytest.fixture
def watched(tmp_path: Path) -> dict[str, str]:
    """An environment in which Python notes and refuses every try to reach something."""
    (tmp_path / "watch").mkdir()
    (tmp_path / "watch/sitecustomize.py").write_text(WATCH)
    path = os.pathsep.join(
        filter(None, [str(tmp_path / "watch"), os.environ.get("PYTHONPATH", "")])
    )
    return {"PYTHONPATH": path, "ASKED": str(tmp_path / "asked")}


def test_nothing_can_be_reached_from_the_empty_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        assert subprocess.run([sys.executable, "-c", CONNECT, port], check=False).returncode == 0
        lost = subprocess.run(
            [*alone(), sys.executable, "-c", CONNECT, port],
            text=True,
            capture_output=True,
            check=False,
        )
    assert "Network is unreachable" in lost.stderr


def change(path: Path) -> None:
    """Change a byte of a file so that it looks as it was left."""
    then = os.stat(path)
    path.write_bytes(path.read_bytes().replace(b"a", b"b", 1))
    os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns))


def test_a_whole_publication_is_checked_and_built_anew_in_an_empty_network_that_is_not_even_tried(
    built: Publication, watched: dict[str, str]
) -> None:
    """`doit verify` builds all of it from nothing, and finds what is not what the content makes,
    outputs of its own too."""
    (built.folder / "dodo.py").write_text(OFFER.sub("", DODO))
    built.doit("digest").succeeds()
    for name in ("digest/book.txt", "site/index.html"):
        change(built.build / name)
    (built.pdf / "book.pdf").unlink()
    said = []
    for command, code in (("check", 0), ("verify", 1)):
        done = subprocess.run(
            [*alone(), sys.executable, "-m", "doit", command],
            cwd=built.folder,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=300,
            check=False,
            env={**os.environ, **watched},
        )
        assert done.returncode == code, done.stdout
        said.append(done.stdout)
    assert not Path(watched["ASKED"]).exists(), Path(watched["ASKED"]).read_text()
    assert "build/digest/book.txt differs from byte" in said[1]
    assert "build/pdf/book.pdf is missing" in said[1]
    assert "build/site/index.html differs from byte" in said[1]
    assert f"\n3 of {len(built.files()) + 1} " in said[1], "every file was made"


def test_a_try_to_reach_something_is_noted(watched: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = subprocess.run(
            [sys.executable, "-c", CONNECT, str(server.getsockname()[1])],
            env={**os.environ, **watched},
            capture_output=True,
            check=False,
        )
    assert done.returncode != 0
    assert "socket.getaddrinfo ('127.0.0.1'" in Path(watched["ASKED"]).read_text()


# What reaches others: modules that ask a network, and programs that do.
REACHING = {"socket", "ssl", "http.client", "urllib.request", "urllib.robotparser", "ftplib"}


def test_only_the_commands_that_need_a_network_have_what_reaches_it() -> None:
    found = set()
    for path in (ROOT / "src/citybook").rglob("*.py"):
        names = {
            name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            for name in (
                [alias.name for alias in node.names]
                if isinstance(node, ast.Import)
                else [node.module or ""]
                if isinstance(node, ast.ImportFrom)
                else []
            )
        }
        if names & REACHING:
            found.add(path.parent.name)
    assert found == {"linkcheck"}


# What names an address in a card.
NAMING_ONE = (
    "![Quay](http://127.0.0.1:9/quay.png)",
    '<img src="http://127.0.0.1:9/quay.png">',
    "<style>@import 'http://127.0.0.1:9/s.css'</style>",
)


def test_a_card_that_names_an_address_makes_no_one_ask_there(
    small: Publication, watched: dict[str, str]
) -> None:
    typed = "\n\n".join(NAMING_ONE)
    small.replace(
        "cities/alba.md", "People know what they want.", f"People know what they want.\n\n{typed}\n"
    )
    small.doit("sheets:alba", "pages", **watched)  # errors, or text: which, is for others to test
    assert not Path(watched["ASKED"]).exists(), Path(watched["ASKED"]).read_text()
    if small.site.is_dir():
        assert loaded_from_elsewhere(small.site) == []


@pytest.mark.parametrize(
    "html",
    [
        '<img src="//e.example/a.png">',
        '<img srcset="a.png 1x, https://e.example/b.png 2x">',
        '<script src="/a.js"></script>',
        '<link rel="preload" href="https://e.example/f.woff2">',
        '<p style="background: url(http://e.example/a)">',
        "<style>@import 'https://e.example/a.css';</style>",
        "<style>p { background: url( '//e.example/a' ) }</style>",
        '<svg><use href="https://e.example/a.svg#b"/></svg>',
        '<meta http-equiv="refresh" content="0; url=https://e.example/">',
        '<form action="https://e.example/"></form>',
        r'<img src="\\e.example\a">',
        '<object data="HTTPS://e.example/"></object>',
        '<iframe src="javascript:0"></iframe>',
        '<video poster="https://e.example/a"></video>',
    ],
)
def test_whatever_a_page_could_load_from_elsewhere_would_be_found(
    tmp_path: Path, html: str
) -> None:
    (tmp_path / "index.html").write_text(
        f'<!DOCTYPE html><a href="https://e.example/">a link loads nothing</a>{html}'
    )
    assert len(loaded_from_elsewhere(tmp_path)) == 1


def test_a_style_sheet_that_loads_from_elsewhere_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text(
        '@import "https://e.example/b.css"; p { background: url("a.png"), url(//e.example/f) }'
    )
    assert loaded_from_elsewhere(tmp_path) == [
        "a.css: css: https://e.example/b.css",
        "a.css: css: //e.example/f",
    ]


def test_the_audit_of_libraries_says_when_it_could_ask_no_one() -> None:
    done = subprocess.run(
        [*alone(), sys.executable, "scripts/audit.py"],
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert done.stdout.startswith("not audited: no database of weaknesses")


def audited(*rows: dict[str, object]) -> tuple[int, str]:
    """What the audit says of pip-audit's report on doit and jinja2."""
    code = (
        "import json, sys; from scripts import audit; report = {'dependencies': "
        "json.load(sys.stdin)}; print(json.dumps(audit.verdict(report, ['doit', 'jinja2'])))"
    )
    told = subprocess.check_output(
        [sys.executable, "-c", code], cwd=ROOT, input=json.dumps(rows), text=True
    )
    result, said = json.loads(told)
    return result, said


CLEAN = {"name": "doit", "version": "0.37.0", "vulns": []}


def test_the_audit_fails_where_a_weakness_is_known() -> None:
    weak = {
        "name": "jinja2",
        "version": "2.10",
        "vulns": [{"id": "PYSEC-2019-217", "fix_versions": ["2.10.1"]}],
    }
    assert audited(CLEAN, weak) == (
        1,
        "2 of 2 libraries audited; known weaknesses: 1.\n"
        "jinja2 2.10: PYSEC-2019-217, mended in 2.10.1",
    )


def test_the_audit_does_not_call_audited_what_the_database_says_nothing_of() -> None:
    code, said = audited(CLEAN, {"name": "jinja2", "skip_reason": "Dependency not found on PyPI"})
    assert code == 0
    assert said.startswith("1 of 2 libraries audited; known weaknesses: 0.\nnot audited: jinja2.")
