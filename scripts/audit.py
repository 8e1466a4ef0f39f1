"""constraints.txt goes in; the known weaknesses of what it names come out, or the plain word that
nobody could be asked.

Exit 1: a weakness is known. Exit 0: none is known, or, where no database answers, nothing was
audited, and that is said: a machine without a network must be able to test. pip-audit cannot be
trusted with that: it calls what PyPI does not answer for “not found”, and then reports no weakness
(pip-audit 2.10). So each database is first asked for a weakness that it must know, and a package it
says nothing of is named.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PINNED = ROOT / "constraints.txt"
TOOL = "pip-audit>=2.9,<3"
SECONDS = 10
# Jinja2 2.10 lets a template out of its sandbox (CVE-2019-10906).
KNOWN = ("jinja2", "2.10")
BY_HAND = """\
Where there is a network, run `make audit`. By hand: look up each name and version \
of constraints.txt at
https://osv.dev/list?ecosystem=PyPI, or at https://github.com/advisories?query=ecosystem%3Apip."""


def _asked(url: str, question: dict[str, Any] | None = None) -> Any:
    data = json.dumps(question).encode() if question else None
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=SECONDS) as answer:
        return json.load(answer)


def _osv() -> bool:
    name, version = KNOWN
    question = {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
    return bool(_asked("https://api.osv.dev/v1/query", question).get("vulns"))


def _pypi() -> bool:
    name, version = KNOWN
    return bool(_asked(f"https://pypi.org/pypi/{name}/{version}/json").get("vulnerabilities"))


DATABASES: dict[str, Callable[[], bool]] = {"osv": _osv, "pypi": _pypi}


def database() -> str:
    """The first database that answers and knows what it must know; empty where there is none."""
    for name, knows in DATABASES.items():
        try:
            if knows():
                return name
        except (
            OSError,
            ValueError,
            AttributeError,
        ):  # no network, no such page, no JSON, another kind of JSON
            continue
    return ""


def ask(name: str) -> dict[str, Any]:
    """pip-audit's report, from an environment of its own. Raises OSError, CalledProcessError or
    ValueError."""
    folder = ROOT / ".tools/audit"
    venv.create(folder, with_pip=True)
    python = str(folder / "bin/python")
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", TOOL], check=True
    )
    done = subprocess.run(
        [
            python,
            "-m",
            "pip_audit",
            "--vulnerability-service",
            name,
            "--requirement",
            str(PINNED),
            "--no-deps",
            "--disable-pip",
            "--format",
            "json",
            "--progress-spinner",
            "off",
        ],
        text=True,
        stdout=subprocess.PIPE,
        check=False,
    )
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def verdict(report: dict[str, Any], pinned: list[str]) -> tuple[int, str]:
    """The exit code and what to say of a report on the names `pinned`."""
    rows = {one["name"]: one for one in report["dependencies"]}
    silent = [name for name in pinned if "vulns" not in rows.get(name, {})]
    found = [
        f"{name} {one['version']}: {vuln['id']}{_mended(vuln)}"
        for name, one in rows.items()
        for vuln in one.get("vulns", [])
    ]
    said = [
        f"{len(pinned) - len(silent)} of {len(pinned)} libraries audited; known weaknesses: "
        f"{len(found)}.",
        *found,
    ]
    if silent:
        said += [f"not audited: {', '.join(silent)}.", BY_HAND]
    return int(bool(found)), "\n".join(said)


def _mended(vuln: dict[str, Any]) -> str:
    return (
        f", mended in {', '.join(vuln['fix_versions'])}"
        if vuln.get("fix_versions")
        else ", not mended yet"
    )


def pinned() -> list[str]:
    """The names in constraints.txt."""
    return re.findall(r"^([a-z0-9-]+)==", PINNED.read_text(encoding="utf-8"), re.MULTILINE)


def main() -> int:
    name = database()
    if not name:
        when = re.findall(r"Resolved on (\S+)", PINNED.read_text(encoding="utf-8"))
        print(
            "not audited: no database of weaknesses (OSV, PyPI) answers from here.",
            *(f"The versions are of {day}." for day in when),
        )
        print(BY_HAND)
        return 0
    try:
        code, said = verdict(ask(name), pinned())
    except (OSError, subprocess.CalledProcessError, ValueError) as error:
        code, said = (
            0,
            f"not audited: {name} answers, but pip-audit could not be used "
            f"({type(error).__name__}).\n{BY_HAND}",
        )
    print(said)
    return code


if __name__ == "__main__":
    sys.exit(main())
