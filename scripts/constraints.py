"""Renew constraints.txt: pyproject.toml's bounds go in, the newest versions within them come out.

Run by `make constraints`, with Python 3.11, the oldest that Citybook runs on: what this one gets,
every later one can have.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
HEAD = """\
# Exact versions of all that `make` and `make test` install; pyproject.toml has the bounds. `make
# constraints` chooses the newest within the bounds. Look through what changed, run `make test`,
# commit it. Resolved on {today} with Python {python}. Later Pythons and other systems take the same
# versions; what they alone need is not named here and comes as pyproject.toml's bounds allow.
"""
# They come with the environment, not with Citybook.
TOOLS = {"citybook", "pip", "setuptools"}


def resolve() -> dict[str, str]:
    """What pip installs of Citybook and its tests when nothing is pinned: versions by name. Raises
    CalledProcessError."""
    unpinned = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PIP_CONSTRAINT", "PIP_BUILD_CONSTRAINT")
    }
    with tempfile.TemporaryDirectory() as folder:
        venv.create(folder, with_pip=True)
        pip = [f"{folder}/bin/python", "-m", "pip", "--disable-pip-version-check"]
        subprocess.run([*pip, "install", "--quiet", f"{ROOT}[test]"], check=True, env=unpinned)
        listed = json.loads(subprocess.check_output([*pip, "list", "--format=json"], text=True))
    found = {re.sub(r"[-_.]+", "-", one["name"]).lower(): one["version"] for one in listed}
    return {name: found[name] for name in sorted(found.keys() - TOOLS)}


def main() -> None:
    if sys.version_info[:2] != (3, 11):
        sys.exit(
            "Renew constraints.txt with Python 3.11, the oldest that Citybook runs on: make "
            "constraints PYTHON=python3.11"
        )
    head = HEAD.format(today=datetime.date.today().isoformat(), python="3.11")
    rows = "".join(f"{name}=={version}\n" for name, version in resolve().items())
    (ROOT / "constraints.txt").write_text(head + rows, encoding="utf-8")


if __name__ == "__main__":
    main()
