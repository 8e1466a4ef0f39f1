"""A publication's folder goes in; it is locked, so that one run at a time works in it.

The lock (flock(2)) is the kernel's: it ends with the last process of the run, however that ends.
"""

from __future__ import annotations

import errno
import os
import sys
from contextlib import suppress
from pathlib import Path

# Why something cannot be written, by the error of the system.
REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EROFS: "it is on a disk that can only be read",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EFBIG: "a file would be larger than is allowed here",
}


class FolderLock:
    """The lock of a build folder, a file in `state`."""

    def __init__(self, state: Path) -> None:
        self.state, self.path = state, f"{state}/lock"
        self.descriptor = -1

    def acquire(self) -> None:
        """Wait until no other run holds the lock, and take it; do nothing if this one holds it.
        Raises SystemExit with a plain sentence if build/ cannot be written."""
        while self.descriptor < 0:
            try:
                self.state.mkdir(parents=True, exist_ok=True)
                self.descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o666)
            except OSError as error:
                raise SystemExit(cannot_write(error)) from None
            self._wait()
            if not self._is_current():
                self.release()  # `doit clean` took the file away while we waited for it

    def release(self) -> None:
        """Let others build here."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
        self.descriptor = -1

    def _is_current(self) -> bool:
        """Whether the file that is locked is the one that the next run will find."""
        try:
            return os.path.samestat(os.fstat(self.descriptor), os.stat(self.path))
        except OSError:
            return False

    def _wait(self) -> None:
        try:
            import fcntl
        except ImportError:  # Windows has no flock
            return
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print(
                f"Another build is at work in this folder{self._holder()}; "
                "this one waits until it has ended.",
                file=sys.stderr,
                flush=True,
            )
            fcntl.flock(self.descriptor, fcntl.LOCK_EX)
        with suppress(OSError):  # on a full disk the lock holds all the same
            os.ftruncate(self.descriptor, 0)
            os.pwrite(self.descriptor, str(os.getpid()).encode(), 0)

    def _holder(self) -> str:
        number = os.pread(self.descriptor, 20, 0).decode("ascii", "replace")
        return f" (process {number})" if number.isdigit() else ""


def cannot_write(error: OSError) -> str:
    """Say in one plain sentence why build/ cannot be written, or content/ not used."""
    name = os.path.relpath(os.fsdecode(error.filename)) if error.filename else ""
    reason = REASONS.get(error.errno or 0, error.strerror or error)
    what = "build/ cannot be written"
    if name.split(os.sep)[0] == "content":
        what, reason = "content/ cannot be used", error.strerror or reason
    where = f" ({name})" if name else ""
    return (
        f"{what}: {reason}{where}. "
        "What was built before is kept; set this right and run doit again."
    )
