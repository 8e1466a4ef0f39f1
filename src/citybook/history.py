"""A folder in a Git repository goes in; when each of its files came and when it last changed comes
out, as the commits of HEAD tell.

Commits are the same on every machine and day, where the times of files and the clock are not.
"""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess

# What is found is kept in this file of build/: outputs/dates.py writes it, publish/site.py reads.
FILE = "dates.json"
# Names the folder whose history counts, where that is another's copy: verify.py.
OF = "CITYBOOK_HISTORY_OF"
# Nothing that a repository is set to do is done: no signature is looked at, nothing is fetched.
GIT = ("git", "-c", "log.showSignature=false", "-c", "core.quotePath=false")
ENVIRONMENT = {"GIT_NO_LAZY_FETCH": "1", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
LONGEST = 60
# When a file came, and when it last changed (RFC 3339).
Period = tuple[str, str]


def read_head(folder: str) -> str:
    """Return the commit that a folder is at; nothing where no Git knows it, or only the last
    commits of it, which then seem to have brought everything."""
    said = _ask(folder, "rev-parse", "--verify", "--is-shallow-repository", "HEAD").split()
    return said[1] if said[:1] == ["false"] and len(said) > 1 else ""


def read_history(folder: str, below: str) -> dict[str, Period]:
    """Return when each file came that lies or lay `below`, and when it last changed, by its path
    from the folder."""
    found: dict[str, tuple[int, int]] = {}
    time = 0
    options = ("--format=%x00%ct", "--name-only", "--no-renames", "--relative")
    for line in _ask(folder, "log", *options, "HEAD", "--", below).split("\n"):
        if line.startswith("\0"):
            time = int(line[1:])
        elif line:
            first, last = found.get(line, (time, time))
            found[line] = min(first, time), max(last, time)
    return {
        name: (_format_time(first), _format_time(last)) for name, (first, last) in found.items()
    }


def _format_time(seconds: int) -> str:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _ask(folder: str, *arguments: str) -> str:
    """Return what git says of a folder; nothing where it fails or is not there."""
    if not shutil.which(GIT[0]):
        return ""
    try:
        done = subprocess.run(
            (*GIT, *arguments),
            cwd=os.environ.get(OF) or folder,
            env={**os.environ, **ENVIRONMENT},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=LONGEST,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.decode(errors="replace")
