"""The files in content/logos/ go in; each comes out as it is published: a drawing written anew, or
its pixels, as PNG.

Files are opened in children with limits (workers.py), once, and remembered until they change.
"""

from __future__ import annotations

import hashlib
import io
from dataclasses import dataclass
from pathlib import PurePosixPath

from citybook.content import files
from citybook.content.file_folders import FileToRead
from citybook.content.picture_reading import NotAPicture, open_upright
from citybook.content.svg_reading import SvgError
from citybook.naming import propose_name, show_name
from citybook.problems import Problem

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


def describe_failure(reason: str) -> LogoFile:
    """Return what is known of a file with which the program ended."""
    return LogoFile(fault=f"opening it {reason}", hint=AGAIN)


def read(item: FileToRead) -> LogoFile:
    """Read a logo."""
    from citybook.content.svg import redraw

    path = item.path
    try:
        data = files.read(path, files.PICTURE)
        known_by = hashlib.sha256(item.made_by.encode() + data).hexdigest()[:8]
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
