"""Whether this machine can typeset: looks for Pango, which no Python package brings on Linux."""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

NAMES = (
    ("libpango-1.0.so.0", "libpango-1.0-0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
)
INSTALL = {
    "linux": "sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
    "   (Fedora: sudo dnf install pango)",
    "darwin": "brew install pango",
    "win32": "see doc.courtbouillon.org/weasyprint, 'Windows'",
}


@cache
def is_here() -> bool:
    """Whether the libraries that WeasyPrint loads can be loaded."""
    return all(any(_loads(name) for name in names) for names in NAMES)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


@contextmanager
def loading() -> Iterator[None]:
    """Let WeasyPrint be imported a third faster: it tries the names of other systems first, and for
    each that is no library here cffi has a compiler look for it. Linux needs no such search."""
    if sys.platform != "linux":
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005  # as it is called
    try:
        yield
    finally:
        ctypes.util.find_library = search


def version() -> str:
    """Pango's version, such as '1.50.12'; empty where it is not on this machine."""
    for name in NAMES[0]:
        if _loads(name):
            tell = ctypes.CDLL(name).pango_version_string
            tell.restype = ctypes.c_char_p
            return str(tell().decode())
    return ""


def missing() -> str:
    """What to tell an editor whose machine has no Pango."""
    install = INSTALL.get(sys.platform, INSTALL["linux"])
    return f"PDFs need Pango, which is not on this machine. Install it with:\n    {install}"
