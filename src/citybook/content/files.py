"""The path of a contributed file goes in; its bytes come out, if it is a file of its own and of a
size that can be."""

from __future__ import annotations

import os
import stat
from pathlib import Path

# The largest vocabulary and the largest picture that is read, in bytes.
TEXT, PICTURE = 1_000_000, 60_000_000


class NotReadable(Exception):
    """The file is not read; the message says why, in words for an editor."""


class TooLarge(NotReadable):
    """The file has more bytes than are read of its sort."""


def read(path: Path | str, most: int) -> bytes:
    """The bytes of a regular file, at most `most`. A link is not followed, and nothing is waited
    for. Raises NotReadable."""
    flags = (
        os.O_RDONLY
        | getattr(os, "O_NOFOLLOW", 0)
        | getattr(os, "O_NONBLOCK", 0)
        | getattr(os, "O_BINARY", 0)
    )
    try:
        if os.path.islink(path):
            raise NotReadable("it is a link, and links are not followed: put the file itself here")
        with open(os.open(path, flags), "rb") as file:
            found = os.fstat(file.fileno())
            if not stat.S_ISREG(found.st_mode):
                raise NotReadable("it is no file, but a device or a pipe")
            if found.st_size > most:
                raise TooLarge(f"it has {found.st_size:,} bytes, more than {most:,}")
            return file.read(most + 1)
    except OSError as error:
        raise NotReadable(f"the system refuses it: {error.strerror or error}") from None
