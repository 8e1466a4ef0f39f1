"""One run in a publication's folder: it waits until no other is at work there, and knows what doit
will do in it.

The lock (flock(2)) is the kernel's: it ends with the last process of the run, however that ends.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from citybook.project import Project

# Why something cannot be written, by the error of the system.
REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "it is on a disk that can only be read",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EFBIG: "a file would be larger than is allowed here",
}


@dataclass
class Run:
    """A run of doit. `needed` are the names of all tasks that what was asked for needs."""

    project: Project
    needed: frozenset[str] = frozenset()
    held: int = field(default=-1, repr=False)

    def begin(self, needed: Iterable[str] = ()) -> None:
        """Wait for the folder. Raises SystemExit with a plain sentence if build/ cannot be
        written."""
        self.needed = frozenset(needed)
        while self.held < 0:
            try:
                self.project.state.mkdir(parents=True, exist_ok=True)
                self.held = os.open(self.lock, os.O_RDWR | os.O_CREAT, 0o666)
            except OSError as error:
                raise SystemExit(cannot_write(error)) from None
            self._wait()
            if not self._is_the_lock():
                self.end()  # `doit clean` took it away while we waited for it

    @property
    def lock(self) -> str:
        return f"{self.project.state}/lock"

    def _is_the_lock(self) -> bool:
        """Whether the file that is locked is the one that the next run will find."""
        try:
            return os.path.samestat(os.fstat(self.held), os.stat(self.lock))
        except OSError:
            return False

    def end(self) -> None:
        """Let others build here."""
        if self.held >= 0:
            os.close(self.held)
        self.held = -1

    def _wait(self) -> None:
        try:
            import fcntl
        except ImportError:  # Windows has no flock
            return
        try:
            fcntl.flock(self.held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(
                f"Another build is at work in this folder{self._who()}; this one waits until it has ended.",
                file=sys.stderr,
                flush=True,
            )
            fcntl.flock(self.held, fcntl.LOCK_EX)
        with suppress(OSError):  # on a full disk the lock holds all the same
            os.ftruncate(self.held, 0)
            os.pwrite(self.held, str(os.getpid()).encode(), 0)

    def _who(self) -> str:
        number = os.pread(self.held, 20, 0).decode("ascii", "replace")
        return f" (process {number})" if number.isdigit() else ""


def cannot_write(error: OSError) -> str:
    """One plain sentence on why what is built cannot be written."""
    where = f" ({os.path.relpath(os.fsdecode(error.filename))})" if error.filename else ""
    return (
        f"build/ cannot be written: {REASONS.get(error.errno or 0, error.strerror or error)}{where}. "
        "What was built before is kept; set this right and run doit again."
    )
