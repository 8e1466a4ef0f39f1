"""What was read goes in and is found again in the next run, each entry by itself: one changed file
of 2,000 is one read.

EntryCache in `build/.state/entries.sqlite3`. Whatever is wrong with that file, it is set aside and
the content read anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from citybook.content.entries import EntryText
from citybook.kinds.listing import declarations
from citybook.manifest import Signature, set_aside, signature
from citybook.problems import ContentError, Problem
from citybook.project import Project
from citybook.typeface import Typeface

CacheRow = tuple[str, int, int, bytes, bytes, bytes, str]

TABLES = {
    "entries": "file TEXT PRIMARY KEY, size INT, changed INT, content_hash BLOB, brief BLOB, "
    "text BLOB, words TEXT",
    "uses": "asked TEXT, content_hash BLOB, terms TEXT, PRIMARY KEY (asked, content_hash)",
    "files": "folder TEXT, file TEXT, size INT, changed INT, look BLOB, PRIMARY KEY (folder, file)",
}
SCHEMA = (
    *(f"CREATE TABLE {name} ({columns})" for name, columns in TABLES.items()),
    "CREATE INDEX by_content_hash ON entries (content_hash)",
)


class DamagedCache(ContentError):
    """What is kept cannot be read, and is set aside: whoever reads the content again needs it no
    more."""


class EntryCache:
    """Entries read in earlier runs: by file its size, time of change, content hash, what all pages
    may show, its text and the words that search finds it by; and what is so of pictures and other
    files."""

    def __init__(self, path: Path, fingerprint: str, *, write: bool) -> None:
        self.path, self.fingerprint, self.write = path, fingerprint, write
        self.texts: dict[bytes, EntryText] = {}
        self.fresh: dict[bytes, bytes] = {}
        self.fresh_words: dict[bytes, str] = {}
        self.base: sqlite3.Connection | None = None
        self.process = os.getpid()
        try:
            self._open()
        except (sqlite3.OperationalError, OSError):  # in use elsewhere, say, or never to be written
            self.base = None
        except sqlite3.DatabaseError:
            self._begin_anew()

    def _open(self) -> None:
        if not self.write and not self.path.exists():
            return
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # Tasks take turns, but with `doit -n` in threads of their own.
        self.base = sqlite3.connect(self.path, timeout=60, check_same_thread=False)
        self.base.execute("PRAGMA synchronous=NORMAL")
        self.base.execute("CREATE TABLE IF NOT EXISTS made_by (fingerprint TEXT)")
        found = self.base.execute("SELECT fingerprint FROM made_by").fetchone()
        if found != (self.fingerprint,) and self.write:
            with self.base:  # other code may keep other columns
                for statement in (*(f"DROP TABLE IF EXISTS {name}" for name in TABLES), *SCHEMA):
                    self.base.execute(statement)
                self.base.execute("DELETE FROM made_by")
                self.base.execute("INSERT INTO made_by VALUES (?)", (self.fingerprint,))
        elif found != (self.fingerprint,):
            self.base = None

    def _begin_anew(self) -> None:
        """Set aside what is damaged; where it cannot be written, nothing is remembered."""
        if self.base is not None:
            self.base.close()  # some systems rename no file that is open
        self.base = None
        if self.path.exists():
            set_aside(str(self.path))
            for path in self.path.parent.glob(f"{self.path.name}-*"):
                path.unlink(missing_ok=True)
            try:
                self._open()
            except (sqlite3.Error, OSError):  # on a full disk it may be there without its tables
                self.base = None

    def _change(self, *changes: tuple[str, Iterable[Any]]) -> None:
        """Make all changes, each a statement and the rows it is for, or none. A full disk costs the
        memory, not the build."""
        if self.base is None or not self.write:
            return
        try:
            with self.base:
                for statement, rows in changes:
                    self.base.executemany(statement, rows)
        except sqlite3.OperationalError:
            self.write = False
        except sqlite3.DatabaseError:
            raise self.damage() from None

    def _rows(self, query: str, *given: Any) -> list[Any]:
        """What a query finds; nothing where nothing is kept. Raises DamagedCache."""
        if self.base is None:
            return []
        try:
            return self.base.execute(query, given).fetchall()
        except sqlite3.OperationalError:  # in use elsewhere, say
            self.base = None
            return []
        except sqlite3.DatabaseError:
            raise self.damage() from None

    def damage(self) -> DamagedCache:
        """Begin anew, and say so."""
        self._begin_anew()
        message = "what Citybook remembers of the content was damaged, and is set aside"
        hint = "run `doit` again"
        return DamagedCache([Problem(f"build/.state/{self.path.name}", 0, 0, message, hint)])

    def unpickle(self, data: bytes) -> Any:
        """Return what was kept. Raises DamagedCache."""
        try:
            return pickle.loads(data)
        except Exception:  # of many kinds, by what is damaged
            raise self.damage() from None

    def read_known(self) -> dict[str, tuple[int, int, bytes]]:
        """Size, time of change and what all pages may show, of every file read before."""
        rows = self._rows("SELECT file, size, changed, brief FROM entries")
        return {file: (size, changed, brief) for file, size, changed, brief in rows}

    def save(self, rows: Iterable[CacheRow], gone: Iterable[str]) -> None:
        """Keep what was read now, forget what is gone; without `write`, for this run only."""
        rows = list(rows)
        self.fresh.update({row[3]: row[5] for row in rows})
        self.fresh_words.update({row[3]: row[6] for row in rows})
        self._change(
            ("INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)", rows),
            ("DELETE FROM entries WHERE file = ?", [(file,) for file in gone]),
        )

    def files(self, folder: str) -> dict[str, tuple[Signature, Any]]:
        """Size, time of change and what is so, of every file of a folder looked at before:
        pictures, logos and downloads."""
        rows = self._rows("SELECT file, size, changed, look FROM files WHERE folder = ?", folder)
        return {
            file: ([size, changed], self.unpickle(found)) for file, size, changed, found in rows
        }

    def save_files(
        self, folder: str, looks: dict[str, tuple[Signature, Any]], gone: Iterable[str]
    ) -> None:
        """Keep what is so of files of a folder, forget those that are gone."""
        rows = [(folder, file, *seen, pickle.dumps(one, 5)) for file, (seen, one) in looks.items()]
        self._change(
            ("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?)", rows),
            ("DELETE FROM files WHERE folder = ? AND file = ?", [(folder, file) for file in gone]),
        )

    def text(self, content_hash: bytes) -> EntryText:
        """The text of one entry."""
        if content_hash not in self.texts:
            self.texts[content_hash] = self.unpickle(
                self.fresh.get(content_hash) or self._kept_text(content_hash)
            )
        return self.texts[content_hash]

    def _kept_text(self, content_hash: bytes) -> bytes:
        if (
            os.getpid() != self.process
        ):  # a connection must not be used across a fork (sqlite.org/howtocorrupt.html, 2.6)
            self.process = os.getpid()
            self.base = sqlite3.connect(self.path, check_same_thread=False)
        rows = self._rows("SELECT text FROM entries WHERE content_hash = ?", content_hash)
        return bytes(rows[0][0]) if rows else b""

    def search_words(self) -> dict[bytes, str]:
        """The words that search finds each entry by, by its content hash."""
        rows = self._rows("SELECT content_hash, words FROM entries WHERE words <> ''")
        return {**{bytes(content_hash): words for content_hash, words in rows}, **self.fresh_words}

    def uses(self, asked: str) -> dict[bytes, str]:
        """The terms used in each text, by its content hash, for a glossary known by `asked`."""
        rows = self._rows("SELECT content_hash, terms FROM uses WHERE asked = ?", asked)
        return {bytes(content_hash): terms for content_hash, terms in rows}

    def save_uses(self, asked: str, found: dict[bytes, str]) -> None:
        """Keep which terms texts use; of another glossary's forget all."""
        if found:
            rows = [(asked, content_hash, terms) for content_hash, terms in found.items()]
            self._change(
                ("DELETE FROM uses WHERE asked <> ?", [(asked,)]),
                ("INSERT OR REPLACE INTO uses VALUES (?, ?, ?)", rows),
            )


def made_by(project: Project, typeface: Typeface) -> str:
    """Return a hash of what makes entries of files, the publication's declarations and typeface
    among it."""
    code = (
        "content",
        "models",
        "kinds",
        "typeface.py",
        "font_cutting.py",
        "naming.py",
        "visible.py",
        "colours.py",
    )
    declared = [(path.name, path.read_bytes()) for path in declarations(project)]
    fonts = (typeface.regular, typeface.bold, typeface.italic) if typeface.folder else ()
    found = [signature(str(typeface.source(name))) for name in fonts]
    digest = hashlib.sha256(repr((declared, typeface[:5], found)).encode())
    return f"{project.fingerprint(*code)} {digest.hexdigest()}"
