"""The files in content/logos/ go in; each comes out as it is published: a drawing written anew, or
its pixels, as PNG.

Files are opened in children with limits (workers.py), once, and remembered until they change.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from citybook.content import files
from citybook.content.entry_cache import EntryCache
from citybook.content.picture_reading import NotAPicture, open_upright
from citybook.content.svg_reading import SvgError
from citybook.manifest import Signature, signature
from citybook.naming import propose_name, show_name
from citybook.problems import Problem
from citybook.project import files_by_name
from citybook.workers import Failure, WorkerPool

FOLDER = "logos"
# The widest copy in pixels, 76 mm at 300 dpi; of one with few colours, twice as many.
WIDEST = 900
PIXELS = (".png", ".jpg", ".jpeg", ".webp")
AGAIN = "give it as SVG, PNG, JPEG or WebP"


@dataclass(frozen=True)
class LogoFile:
    """A logo that can be used: what its copy is called, its bytes, its width and height (pixels, or
    units of a drawing); or why not, and where in the file."""

    name: str = ""
    data: bytes = b""
    width: float = 0.0
    height: float = 0.0
    fault: str = ""
    hint: str = ""
    line: int = 0
    column: int = 0

    @property
    def is_drawn(self) -> bool:
        """Whether it is a drawing, sharp in every size."""
        return self.name.endswith(".svg")


def read_logos(folder: Path, cache: EntryCache) -> dict[str, LogoFile]:
    """Return the logos in a folder by the names of their files."""
    named = files_by_name(folder)
    there = {file: found for file, path in named.items() if (found := signature(str(path)))}
    known = cache.files(FOLDER)
    new = [file for file, found in there.items() if known.get(file, (None,))[0] != found]
    opened = _read_all([named[file] for file in new], cache.fingerprint)
    read: dict[str, tuple[Signature, LogoFile]] = {
        file: (there[file], logo) for file, logo in zip(new, opened, strict=True)
    }
    cache.save_files(FOLDER, read, gone=known.keys() - there.keys())
    return {file: (read.get(file) or known[file])[1] for file in there}


def problems_of(logos: dict[str, LogoFile]) -> list[Problem]:
    """Return what is wrong with logos, each at its place in its file."""
    return [
        Problem(
            f"content/{FOLDER}/{show_name(file)}",
            logo.line,
            logo.column,
            f"this logo cannot be used: {logo.fault}",
            logo.hint,
        )
        for file, logo in logos.items()
        if logo.fault
    ]


def _read_all(paths: list[Path], made_by: str) -> list[LogoFile]:
    if not paths:
        return []
    with WorkerPool(_read) as pool:
        return [
            LogoFile(fault=f"opening it {found.reason}", hint=AGAIN)
            if isinstance(found, Failure)
            else found
            for found in pool.map([(path, made_by) for path in paths])
        ]


def _read(item: tuple[Path, str]) -> LogoFile:
    from citybook.content.svg import redraw

    path, made_by = item
    try:
        data = files.read(path, files.PICTURE)
        known_by = hashlib.sha256(made_by.encode() + data).hexdigest()[:8]
        name = f"{propose_name(path.stem) or 'logo'}-{known_by}"
        if path.suffix.lower() == ".svg":
            drawing = redraw(data, f"l{known_by}-")
            return LogoFile(f"{name}.svg", drawing.text.encode(), drawing.width, drawing.height)
        if path.suffix.lower() in PIXELS:
            return _read_pixels(data, name)
        ending = PurePosixPath(path.name).suffix or "no ending"
        return LogoFile(fault=f"its name has {ending}", hint=AGAIN)
    except SvgError as error:
        return LogoFile(fault=error.message, hint=error.hint, line=error.line, column=error.column)
    except (NotAPicture, files.NotReadable) as error:
        return LogoFile(fault=str(error), hint=getattr(error, "hint", ""))


def _read_pixels(data: bytes, name: str) -> LogoFile:
    """Return a logo made of pixels, on white. Raises NotAPicture."""
    picture = open_upright(data, WIDEST).pixels
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True, dpi=(300, 300))
    width, height = picture.size
    return LogoFile(f"{name}.png", out.getvalue(), float(width), float(height))
