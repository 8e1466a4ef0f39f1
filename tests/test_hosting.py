"""`hosting:` of a publication goes in; a target that no program can read as something else comes
out, or a message with its place."""

from __future__ import annotations

import pytest

from citybook.content import values
from citybook.content.checking import check
from citybook.models import Publication
from citybook.problems import Problem
from tests.publications import GOOD

PUBLICATION = (GOOD / "content/publication.yaml").read_text(encoding="utf-8")
FIRST = PUBLICATION.count("\n") + 1


def checked(hosting: str) -> tuple[Publication | None, list[str]]:
    """What a publication is with this hosting, and what is said of it."""
    problems: list[Problem] = []
    located = values.read(f"{PUBLICATION}hosting: {hosting}\n", "publication.yaml")
    found = check(located, Publication, "publication.yaml", problems)
    return found, [f"{one.line}:{one.column} {one.message} | {one.hint}" for one in problems]


@pytest.mark.parametrize(
    "hosting",
    [
        "{folder: ../public}",
        "{folder: /var/www/city of Turin}",
        "{folder: Öffentlich/städte, server: apache}",
        "{ssh: web@www.turin.it, folder: public_html, port: 2222}",
        "{ssh: turin, folder: /var/www/turin}",
        '{git: "git@github.com:account/cities.git"}',
        '{git: "https://gitlab.com/group/cities.git", branch: pages/live}',
        '{git: "ssh://git@codeberg.org:22/a/b.git", server: netlify}',
        "{git: ../cities.git}",
    ],
)
def test_a_target_is_a_folder_a_machine_or_a_branch(hosting: str) -> None:
    found, said = checked(hosting)
    assert said == []
    assert found
    assert found.hosting


@pytest.mark.parametrize(
    ("hosting", "column", "message"),
    [
        (
            "{}",
            10,
            "hosting: expected `folder`, `ssh` with `folder`, or `git`: where the site goes",
        ),
        ("{server: apache}", 10, "hosting: expected `folder`, `ssh` with `folder`, or `git`"),
        ("{folder: /}", 19, "hosting.folder: expected a folder, such as"),
        ("{folder: ~/public}", 19, "hosting.folder: expected a folder without ~"),
        ("{folder: -rf}", 19, "hosting.folder: expected a folder, such as"),
        ("{folder: a;b}", 19, "hosting.folder: expected a folder, such as"),
        ("{folder: $(id)}", 19, "hosting.folder: expected a folder, such as"),
        ("{folder: a, port: 22}", 10, "hosting: expected `port` only beside `ssh`"),
        ("{folder: a, branch: b}", 10, "hosting: expected `branch` only beside `git`"),
        ("{folder: a, server: iis}", 30, "hosting.server: expected one of apache, nginx"),
        ("{ssh: web@city.org}", 10, "hosting: expected `folder` beside `ssh`"),
        ("{ssh: web@city.org, folder: ../..}", 10, "hosting: expected a `folder` without .."),
        ("{ssh: -oProxyCommand=id, folder: a}", 16, "hosting.ssh: expected who logs in"),
        ("{ssh: web@-oProxyCommand=id, folder: a}", 16, "hosting.ssh: expected who logs in"),
        ('{ssh: "city.org:/var", folder: a}', 16, "hosting.ssh: expected who logs in"),
        ('{ssh: "web:secret@city.org", folder: a}', 16, "a machine without a password"),
        ("{ssh: city.org, folder: a, port: 70000}", 43, "hosting.port: expected at most 65535"),
        ("{git: x, folder: a}", 16, "hosting.git: expected the address of a Git repository"),
        ("{git: /a.git, folder: a}", 10, "hosting: expected either `git`, or `folder`"),
        ('{git: "ext::sh -c id"}', 16, "hosting.git: expected the address"),
        ('{git: "fd::7"}', 16, "hosting.git: expected the address"),
        ("{git: --upload-pack=id}", 16, "hosting.git: expected the address"),
        ("{git: -u/a}", 16, "hosting.git: expected the address"),
        ('{git: "file:///etc"}', 16, "hosting.git: expected the address"),
        ('{git: "http://city.org/a.git"}', 16, "hosting.git: expected the address"),
        ('{git: "city.org:--upload-pack=id"}', 16, "hosting.git: expected the address"),
        ('{git: "https://me:token@github.com/a/b"}', 16, "an address without a password or token"),
        ('{git: "https://token@github.com/a/b"}', 16, "an address without a password or token"),
        ("{git: /a.git, branch: --force}", 32, "hosting.branch: expected the name of a branch"),
        ("{git: /a.git, branch: a..b}", 32, "hosting.branch: expected the name of a branch"),
        ("{git: /a.git, branch: a.lock}", 32, "hosting.branch: expected the name of a branch"),
        ("{git: /a.git, branch: '+main'}", 32, "hosting.branch: expected the name of a branch"),
    ],
)
def test_what_a_program_could_read_as_something_else_is_a_mistake_with_its_place(
    hosting: str, column: int, message: str
) -> None:
    found, said = checked(hosting)
    assert found is None
    assert len(said) == 1
    assert said[0].startswith(f"{FIRST}:{column} ")
    assert message in said[0]
