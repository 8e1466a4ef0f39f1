"""A typeface goes in; the files that are cut from it for print and for browsers, and the rules with
which stylesheets name them, come out."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from citybook.content import files
from citybook.font_cutting import cut, pack
from citybook.typeface import SECOND, UNSEEN, Letters, Typeface
from citybook.workers import Failure, WorkerPool

# Pango sets a space in the font of the letter before it.
SPACES = frozenset(" \u00a0")
# The largest font that is read, in bytes.
LARGEST = 20_000_000
FACTS, PRINT, SCREEN = "typefaces.json", "print.css", "screen.css"


class Face(NamedTuple):
    """A file to be cut from one of a typeface. `weight` is the one that print needs, in `style`;
    browsers get `weights`, from which to which the file stands for."""

    name: str
    typeface: Typeface
    source: str
    weight: int
    style: str
    weights: str = ""

    @property
    def file(self) -> str:
        """What it is called."""
        return f"{self.name}.{'woff2' if self.weights else 'ttf'}"

    @property
    def pdf_name(self) -> str:
        """What PDFs call it: Pango's description, without a size."""
        style = "-Italic" if self.style == "italic" else "-Bold" if self.weight == 700 else ""
        return self.typeface.family.replace(" ", "-") + style


def print_faces(typeface: Typeface) -> tuple[Face, ...]:
    """Name the files that print needs: each weight more costs its embedding."""
    return tuple(
        Face(f"{_stem(one)}{name}", one, source or one.regular, weight, style)
        for one in (typeface, SECOND)
        for name, source, weight, style in (
            ("-400", one.regular, 400, "normal"),
            ("-700", one.bold, 700, "normal"),
            ("-Italic-400", one.italic, 400, "italic"),
        )
    )


def screen_faces(typeface: Typeface) -> tuple[Face, ...]:
    """Name the files that browsers need. Without italics, they slant the others."""
    return tuple(
        Face(f"{_stem(one)}{name}", one, source, 0, style, weights)
        for one in (typeface, SECOND)
        for name, source, style, weights in (
            ("", one.regular, "normal", "1 1000" if one.is_variable else "1 500"),
            ("-Bold", "" if one.is_variable else one.bold, "normal", "501 1000"),
            ("-Italic", one.italic, "italic", "1 1000"),
        )
        if source
    )


def make_fonts(typeface: Typeface, letters: Letters) -> dict[str, bytes]:
    """Return all files of build/fonts/ by name. Fonts are cut by workers with limits: they may be
    anyone's. Raises ValueError where one cannot be cut."""
    faces = [*print_faces(typeface), *screen_faces(typeface)]
    with WorkerPool(partial(_make, letters)) as pool:
        found = list(pool.map(faces))
    for face, data in zip(faces, found, strict=True):
        if isinstance(data, Failure):
            raise ValueError(f"cutting {face.source} {data.reason}")
    made: dict[str, bytes] = {face.file: data for face, data in zip(faces, found, strict=True)}
    known_by = hashlib.sha256(b"".join(made[name] for name in sorted(made))).hexdigest()[:16]
    facts = {
        "families": [typeface.family, SECOND.family],
        "cuts": {face.pdf_name: face.file for face in print_faces(typeface)},
        "letters": "".join(sorted(letters.own | letters.added | UNSEEN)),
    }
    return {
        **made,
        PRINT: "".join(print_rules(typeface, known_by)).encode(),
        SCREEN: "".join(screen_rules(typeface, letters)).encode(),
        FACTS: json.dumps(facts, ensure_ascii=False).encode(),
    }


def read_cuts(folder: Path) -> dict[str, bytes]:
    """Read the files that print needs, by the names that PDFs call them by."""
    cuts: Mapping[str, str] = read_facts(folder)["cuts"]
    return {name: (folder / file).read_bytes() for name, file in cuts.items()}


def read_facts(folder: Path) -> Mapping[str, Any]:
    """Read which families there are (`families`), their files by the names that PDFs call them by
    (`cuts`) and the letters that they have (`letters`)."""
    found: Mapping[str, Any] = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    return found


def _make(letters: Letters, face: Face) -> bytes:
    data = files.read(face.typeface.source(face.source), LARGEST)
    wanted = letters.added | SPACES if face.typeface == SECOND else None
    is_contributed = bool(face.typeface.folder)
    if not face.weights:
        return cut(data, face.weight, wanted, is_contributed=is_contributed)
    is_whole = wanted is None and not is_contributed
    return pack(data if is_whole else cut(data, 0, wanted, is_contributed=is_contributed))


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


def screen_rules(typeface: Typeface, letters: Letters) -> Iterator[str]:
    """Yield rules for browsers: they fetch the second typeface only for a page with its letters."""
    ranges = f"; unicode-range: {_ranges(letters)}"
    for face in screen_faces(typeface):
        style = "" if face.style == "normal" else f"font-style: {face.style}; "
        yield (
            f'@font-face {{ font-family: "{face.typeface.family}"; font-weight: {face.weights}; '
            f'{style}font-display: swap; src: url("fonts/{face.file}") format("woff2")'
            f"{ranges if face.typeface == SECOND else ''} }}\n"
        )
    yield f":root {{ --typeface: {families(typeface)} }}\n"


def families(typeface: Typeface) -> str:
    """Name both families as stylesheets do."""
    return f'"{typeface.family}", "{SECOND.family}"'


def _ranges(letters: Letters) -> str:
    """Return the letters of the second typeface as CSS has them (CSS Fonts 4, unicode-range); what
    neither has may be among them."""
    stretches: list[list[int]] = []
    others = sorted(map(ord, letters.own))
    for code in sorted(map(ord, letters.added - letters.own)):
        if stretches and not _any_within(others, stretches[-1][1], code):
            stretches[-1][1] = code
        else:
            stretches.append([code, code])
    return ",".join(
        f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in stretches
    )


def _any_within(codes: list[int], low: int, high: int) -> bool:
    at = bisect_right(codes, low)
    return at < len(codes) and codes[at] < high


def _stem(typeface: Typeface) -> str:
    return "".join(letter for letter in typeface.family if letter.isascii() and letter.isalnum())
