"""Where the site goes, as content/publication.yaml says it: a folder, a machine or a Git branch.

Whatever is named here comes to programs as one of their arguments. It is therefore taken only in
forms that no program reads as an option, a command or another transport.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from citybook.models.fields import Model, as_text
from citybook.models.written import Whole

# Ready-made files for a host, below build/hosting/; publish sends them along.
Server = Literal["apache", "nginx", "netlify", "cloudflare", "github"]
NAME = r"[A-Za-z0-9_][A-Za-z0-9._-]*"
LOGIN = re.compile(rf"(?:{NAME}@)?{NAME}")
PATH = re.compile(r"(?![-~])[\w./ +@=,~-]*[\w.]/?")
UPWARDS = re.compile(r"(?:.*/)?\.\.(?:/.*)?")
GIT = re.compile(
    rf"https://{NAME}(?::[0-9]{{1,5}})?/[\w./~+-]+"
    rf"|ssh://(?:{NAME}@)?{NAME}(?::[0-9]{{1,5}})?/[\w./~+-]+"
    rf"|(?:{NAME}@)?{NAME}:(?![-:]|//)[\w./~+-]+"
    r"|\.{0,2}/[\w./ +-]+"
)
BRANCH = re.compile(r"(?!.*(?:\.\.|//|\.lock(?:/|$)|/\.))[A-Za-z0-9][\w./-]*(?<![./])", re.ASCII)
SECRET = re.compile(r"https?://[^/@]*@|//[^/@]*:[^/@]*@|^[^/@:]+:[^/@]+@")


def _login(value: str) -> str:
    if SECRET.search(value):
        raise ValueError(
            "a machine without a password",
            "take it out and change it, since others have read it; SSH has keys: docs/hosting.md",
        )
    if not LOGIN.fullmatch(value):
        raise ValueError(
            "who logs in and the machine's name, such as web@www.city.org",
            "the folder there belongs into `folder`, a port into `port`",
        )
    return value


def _folder(value: str) -> str:
    if value.startswith("~"):
        raise ValueError(
            "a folder without ~", "leave ~/ out: paths begin in the home folder, or with /"
        )
    if value.strip("/") == "" or not PATH.fullmatch(value):
        raise ValueError(
            "a folder, such as /var/www/cities or public_html, of letters, digits and ./_-+@=,"
        )
    return value


def _repository(value: str) -> str:
    if SECRET.search(value):
        raise ValueError(
            "an address without a password or token",
            "take it out and make a new one, since others have read it; Git keeps them itself: "
            "docs/hosting.md",
        )
    if not GIT.fullmatch(value):
        raise ValueError(
            "the address of a Git repository, such as https://github.com/account/cities.git or "
            "git@github.com:account/cities.git"
        )
    return value


def _branch(value: str) -> str:
    if not BRANCH.fullmatch(value):
        raise ValueError("the name of a branch, such as gh-pages")
    return value


class Hosting(Model):
    """Where `doit publish` sends the site: to a `folder` of this machine, to a `folder` of the
    machine that `ssh` names, or to a `branch` of the repository `git`. `server` is what shows it,
    and gets its ready-made files."""

    folder: Annotated[str, AfterValidator(_folder), as_text(pattern="^[^~-]")] | None = None
    ssh: Annotated[str, AfterValidator(_login), as_text(pattern=f"^{LOGIN.pattern}$")] | None = None
    port: Annotated[Whole, Field(ge=1, le=65535)] | None = None
    git: (
        Annotated[str, AfterValidator(_repository), as_text(pattern=f"^({GIT.pattern})$")] | None
    ) = None
    branch: Annotated[str, AfterValidator(_branch), as_text(pattern="^[A-Za-z0-9]")] | None = None
    server: Server | None = None

    @model_validator(mode="after")
    def _names_one_target(self) -> Hosting:
        if self.git and (self.folder or self.ssh):
            raise ValueError(
                "either `git`, or `folder`, which `ssh` may stand beside",
                "take out what is not where the site goes",
            )
        if self.ssh and not self.folder:
            raise ValueError("`folder` beside `ssh`: where on that machine", "add folder: …")
        if self.ssh and UPWARDS.fullmatch(self.folder or ""):
            raise ValueError(
                "a `folder` without ..", "write it from the home folder on, or from / on"
            )
        for given, beside in (("port", "ssh"), ("branch", "git")):
            if getattr(self, given) and not getattr(self, beside):
                raise ValueError(f"`{given}` only beside `{beside}`", f"take {given} out")
        if not (self.folder or self.git):
            raise ValueError("`folder`, `ssh` with `folder`, or `git`: where the site goes")
        return self

    @property
    def files_for(self) -> str:
        """The host whose ready-made files go along: on a Git branch, GitHub Pages."""
        return self.server or ("github" if self.git else "")
