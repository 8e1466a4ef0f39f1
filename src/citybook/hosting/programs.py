"""A program of this machine, its arguments and what it is told go in; what it said comes out, or
why it failed, in words for an editor."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence

from citybook.hosting.shipment import TargetError

# What is said of a failure is at its end.
LONGEST = 600


class ProgramError(TargetError):
    """A program that failed, with its exit code and what it said."""

    def __init__(self, code: int, said: str, message: str, hint: str, field: str) -> None:
        super().__init__(message, hint, field)
        self.code, self.said = code, said


def run(
    command: Sequence[str],
    *,
    field: str,
    doing: str,
    hint: str = "",
    given: bytes | None = None,
    env: Mapping[str, str] | None = None,
) -> bytes:
    """Run a program and return what it wrote. It may ask at the terminal for what it keeps secret.
    `field` is what of `hosting` it acts on, `doing` what would then have failed. Raises
    ProgramError, and TargetError where this machine has no such program."""
    if not shutil.which(command[0]):
        raise TargetError(
            f"this needs the program {command[0]}, which this machine lacks",
            f"install it, such as with: sudo apt install {command[0]}",
            field,
        )
    done = subprocess.run(
        command,
        input=given,
        stdin=None if given is not None else subprocess.DEVNULL,
        capture_output=True,
        env={**os.environ, "LC_ALL": "C", **(env or {})},
        check=False,
    )
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        message = f"{doing} failed: {said[-LONGEST:] or f'exit code {done.returncode}'}"
        raise ProgramError(done.returncode, said, message, hint, field)
    return done.stdout
