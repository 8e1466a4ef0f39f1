"""A name goes in; whether it can be an address, and the address nearest to it, come out.

Addresses are printed, typed and read aloud, and files are named after them: so they are small
letters, digits and single hyphens, the same on every machine, whatever the script of the name.
"""

from __future__ import annotations

import re
import unicodedata

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
# Files are called after addresses, those of a guide's chapter after two, with some characters more;
# file systems take 255.
LONGEST = 80
# Windows keeps these for devices, with any ending: learn.microsoft.com, "Naming Files, Paths, and
# Namespaces".
DEVICES = frozenset(
    (
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    )
)
# Hosts that leave out .html answer /cities/index with the list of all cities; #content is the main
# part of every page.
TAKEN = frozenset(("index", "content"))


def is_address(name: str) -> bool:
    """Whether a name can be an address as it is."""
    return (
        len(name) <= LONGEST
        and bool(SLUG.fullmatch(name))
        and name not in DEVICES
        and name not in TAKEN
    )


def reason(name: str) -> str:
    """Why a name that looks like an address cannot be one; empty for a name that does not."""
    if not SLUG.fullmatch(name):
        return ""
    if len(name) > LONGEST:
        return f"it has {len(name)} characters, and an address has at most {LONGEST}"
    return "Windows keeps this name for a device" if name in DEVICES else "the site uses it itself"


def propose_name(name: str) -> str:
    """The address for a name: itself where it can be one; empty where no letter and no digit is in
    it."""
    made = plain(name) if any(sign.isalnum() for sign in _decode(name)) else ""
    if len(made) > LONGEST:
        whole = made[: LONGEST + 1].rpartition("-")[0]
        made = whole if len(whole) > LONGEST // 2 else made[:LONGEST]
    return f"{made}-1" if made in DEVICES | TAKEN else made


def file_name(title: str) -> str:
    """The name of a file that is called after a title; `publication` where nothing of it can be in
    an address."""
    made = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") if title.isascii() else ""
    return made if is_address(made) else propose_name(title) or "publication"


def plain(text: str) -> str:
    """Any text as small letters, digits and single hyphens, other scripts by their sound; empty
    where nothing has one."""
    from anyascii import (
        anyascii,
    )  # only for names that are no address yet: listing tasks needs none

    letters = anyascii(unicodedata.normalize("NFC", _decode(text)).casefold()).lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['`]", "", letters)).strip("-")


def same(name: str) -> str:
    """What two names have in common that are one on Windows and macOS, where capitals and Unicode
    forms do not count."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def show_name(name: str) -> str:
    """A file's name in one line that every terminal takes: what cannot be printed is written as
    `\\x0a`, a backslash twice."""
    if name.isprintable() and "\\" not in name:
        return name
    return "".join(sign if sign.isprintable() and sign != "\\" else _escape(sign) for sign in name)


def _escape(sign: str) -> str:
    code = ord(sign)
    if sign == "\\":
        return "\\\\"
    if 0xDC80 <= code <= 0xDCFF:  # a byte that is not UTF-8 (PEP 383)
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x80 else f"\\u{{{code:x}}}"


def _decode(name: str) -> str:
    """Bytes that are not UTF-8 read as Latin-1, as older machines wrote them."""
    return "".join(
        chr(ord(sign) - 0xDC00) if "\udc80" <= sign <= "\udcff" else sign for sign in name
    )


def attached_name(file: str) -> str:
    """Return what a content file is called in a PDF, without folders. These and entries are named
    with letters, digits and hyphens, so that an underscore between them leaves no two alike."""
    return file.removeprefix("content/").replace("/", "_")
