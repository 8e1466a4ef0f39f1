"""A typeface goes in; the files that are cut from it for print and for browsers, and the rules with
which stylesheets name them, come out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from citybook.content import files
from citybook.font_cutting import cut, pack
from citybook.typeface import SECOND, UNSEEN, Letters, Typeface
from citybook.typeset.font_faces import Face, stem
from citybook.typeset.screen_fonts import (
    WEIGHTS,
    families,
    letters_in,
    measure,
    screen_faces,
    screen_rules,
)
from citybook.workers import Failure, WorkerPool, alone

# Pango sets a space in the font of the letter before it.
SPACES = frozenset(" \u00a0")
# The largest font that is read, in bytes.
LARGEST = 20_000_000
FACTS, PRINT, SCREEN = "typefaces.json", "print.css", "screen.css"


def print_faces(typeface: Typeface) -> tuple[Face, ...]:
    """Name the files that print needs: each weight more costs its embedding."""
    return tuple(
        Face(f"{stem(one)}{name}", one, source or one.regular, weight, style)
        for one in (typeface, SECOND)
        for name, source, weight, style in (
            ("-400", one.regular, 400, "normal"),
            ("-700", one.bold, 700, "normal"),
            ("-Italic-400", one.italic, 400, "italic"),
        )
    )


def make_fonts(typeface: Typeface, letters: Letters) -> dict[str, bytes]:
    """Return all files of build/fonts/ by name. Fonts are cut by workers with limits: they may be
    anyone's. Raises ValueError where one cannot be cut."""
    faces = [*print_faces(typeface), *screen_faces(typeface, letters)]
    with WorkerPool(partial(_make, letters)) as pool:
        found = list(pool.map(faces))
    for face, data in zip(faces, found, strict=True):
        if isinstance(data, Failure):
            raise ValueError(f"cutting {face.source} {data.reason}")
    measured = alone(measure, typeface)
    if isinstance(measured, Failure):
        raise ValueError(f"measuring {typeface.regular} {measured.reason}")
    made: dict[str, bytes] = {face.file: data for face, data in zip(faces, found, strict=True)}
    known_by = hashlib.sha256(b"".join(made[name] for name in sorted(made))).hexdigest()[:16]
    facts = {
        "families": [typeface.family, SECOND.family],
        "cuts": {face.pdf_name: face.file for face in print_faces(typeface)},
        "screen": [face.file for face in screen_faces(typeface, letters)],
        "letters": "".join(sorted(letters.own | letters.added | UNSEEN)),
        "has_even_figures": all(one.has_even_figures for one in measured.values()),
    }
    return {
        **made,
        PRINT: "".join(print_rules(typeface, known_by)).encode(),
        SCREEN: "".join(screen_rules(typeface, letters, measured)).encode(),
        FACTS: json.dumps(facts, ensure_ascii=False).encode(),
    }


def read_cuts(folder: Path) -> dict[str, bytes]:
    """Read the files that print needs, by the names that PDFs call them by."""
    cuts: Mapping[str, str] = read_facts(folder)["cuts"]
    return {name: (folder / file).read_bytes() for name, file in cuts.items()}


def read_facts(folder: Path) -> Mapping[str, Any]:
    """Read which families there are (`families`), their files by the names that PDFs call them by
    (`cuts`), the files for browsers, each with the script whose upright letters it has (`screen`),
    the letters that there are (`letters`), and whether figures can be of one width
    (`has_even_figures`)."""
    found: Mapping[str, Any] = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    return found


def _make(letters: Letters, face: Face) -> bytes:
    data = files.read(face.typeface.source(face.source), LARGEST)
    is_contributed, is_second = bool(face.typeface.folder), face.typeface == SECOND
    if not face.weights:
        wanted = letters.added | SPACES if is_second else None
        return cut(data, face.weight, wanted, is_contributed=is_contributed)
    own = letters_in(face.typeface, letters, face.script) | (SPACES if is_second else frozenset())
    return pack(cut(data, 0, own, weights=WEIGHTS, is_contributed=is_contributed))


def print_rules(typeface: Typeface, known_by: str) -> Iterator[str]:
    """Yield rules for print. `--fonts` tells other bytes from those of the same names, since what
    is rendered is kept by its stylesheet."""
    for face in print_faces(typeface):
        style = "" if face.style == "normal" else f" font-style: {face.style};"
        yield (
            f'@font-face {{ font-family: "{face.typeface.family}"; font-weight: {face.weight};'
            f'{style} src: url("fonts/{face.file}") }}\n'
        )
    yield f':root {{ --typeface: {families(typeface)}; --fonts: "{known_by}" }}\n'
