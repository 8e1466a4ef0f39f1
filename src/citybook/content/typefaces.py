"""What a publication says of its typeface goes in; the typeface and its letters come out, or why it
cannot be had.

It is read before everything else, since every text is looked through for letters that it lacks.
Fonts are anyone's data: they are opened by a worker with limits, and cut once to see that they can
be.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from citybook.content import files
from citybook.content.entry_reader import read_yaml
from citybook.content.values import Located
from citybook.font_cutting import cut, weights
from citybook.models.typeface import PackageOrFiles, TypefaceFiles
from citybook.naming import show_name
from citybook.problems import Problem, did_you_mean
from citybook.project import Project, files_by_name
from citybook.typeface import DEFAULT, Letters, Typeface, letters_of, package_folder
from citybook.workers import Failure, alone

PUBLICATION = "publication.yaml"
FIELD = "typeface"
# The largest font and the longest licence that are read, in bytes.
LARGEST, LONGEST = 20_000_000, 200_000
# What a package calls the faces of a family, the variable ones first.
REGULAR = re.compile(r"[^-]+(?:\[[\w,]*wght[\w,]*\]|-Regular)\.ttf")
# Words at the end of a family's name that Pango takes for a size or a style
# (pango_font_description_from_string).
STYLE = re.compile(
    r"[\d.]+|normal|roman|oblique|italic|small-caps|book|regular|medium|heavy|(?:[a-z]+-)?"
    r"(?:thin|light|bold|black|condensed|expanded)|ultra|north|south|east|west",
    re.IGNORECASE,
)
# Bits of fsType (OpenType 1.9, OS/2) that forbid what we do, and what each says.
FORBIDDEN = {
    0x0002: "its maker lets nobody put it into documents",
    0x0100: "its maker lets nobody put parts of it into documents, and PDFs hold parts",
    0x0200: "its maker lets only pictures of its letters into documents",
}
OTHER = "ask who made it for a licence to embed it, or take another typeface"


@dataclass(frozen=True)
class LoadedTypeface:
    """The typeface that a publication is set in, the letters that can be printed, and what is wrong
    with its files: with mistakes, both are those of the default."""

    typeface: Typeface = DEFAULT
    problems: tuple[Problem, ...] = field(default=())

    @cached_property
    def letters(self) -> Letters:
        """The letters that can be printed."""
        if not self.typeface.folder:
            return letters_of(self.typeface)
        found = alone(letters_of, self.typeface)
        return letters_of(DEFAULT) if isinstance(found, Failure) else Letters(*found)


class UnusableFontError(Exception):
    """A font cannot be used: which field names it, why, and what to do."""

    def __init__(self, name: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.name, self.hint = name, hint


def load_typeface(project: Project) -> LoadedTypeface:
    """Load the typeface that content/publication.yaml names, else the default. What is wrong with
    how it is named is told with all else of that file."""
    if not project.has_field(FIELD):
        return LoadedTypeface()
    file = f"content/{PUBLICATION}"
    located = read_yaml(_read(project), file, [])
    try:
        given: Any = TypeAdapter(PackageOrFiles).validate_python(located.at((FIELD,)))
    except ValidationError:
        return LoadedTypeface()
    try:
        if isinstance(given, TypefaceFiles):
            found = _of_files(given, project.content / "fonts")
        else:
            found = _of_package(given)
        return LoadedTypeface(found, tuple(_warn(found, located, file)))
    except UnusableFontError as error:
        mark = located.mark((FIELD, error.name) if error.name else (FIELD,))
        name = f"{FIELD}.{error.name}" if error.name else FIELD
        return LoadedTypeface(problems=(Problem(file, *mark, f"{name}: {error}", error.hint),))


def _read(project: Project) -> bytes:
    try:
        return files.read(project.content / PUBLICATION, files.TEXT)
    except files.NotReadable:
        return b""


def _warn(found: Typeface, located: Located, file: str) -> list[Problem]:
    if found.italic:
        return []
    message = f"{FIELD}: it has no italics: on paper, what is stressed looks like all else"
    return [Problem(file, *located.mark((FIELD,)), message, "take one with italics", "warning")]


def _of_package(package: str) -> Typeface:
    try:
        folder = package_folder(package)
    except ModuleNotFoundError:
        message = f"the package {package} is not installed"
        raise UnusableFontError("", message, f"install it: pip install {package}") from None
    names = sorted(path.name for path in folder.glob("*.ttf"))
    regular = next((name for name in names if REGULAR.fullmatch(name)), None)
    if regular is None:
        raise UnusableFontError("", f"{package} has no regular font as a TrueType file")
    is_variable = "[" in regular
    stem = re.split(r"[\[-]", regular)[0]
    bold = regular if is_variable else f"{stem}-Bold.ttf"
    italic = next((name for name in names if re.match(rf"{stem}-Italic[.\[]", name)), "")
    found = Typeface(family_of(package), regular, bold, italic, package)
    if bold not in names:
        raise UnusableFontError("", f"{package} has no bold font", "take another typeface")
    for name in {regular, bold, italic} - {""}:
        _look("", folder / name)
    return found


def family_of(package: str) -> str:
    """Return what stylesheets call the family of a package."""
    return safe_family(package.removeprefix("fontpkg-").replace("-", " ").title())


def safe_family(name: str) -> str:
    """Return a family's name that Pango, from which PDFs have their names of fonts, takes for one:
    with a word behind a number or a style at its end."""
    return f"{name} Type" if STYLE.fullmatch(name.split()[-1]) else name


def _of_files(given: TypefaceFiles, folder: Path) -> Typeface:
    named = files_by_name(folder)
    for name in ("regular", "bold", "italic", "licence_file"):
        file = getattr(given, name)
        if file and file not in named:
            near = did_you_mean(file, map(show_name, named))
            raise UnusableFontError(name, f"no file '{show_name(file)}' in content/fonts/{near}")
    variable = {
        file: _look(name, named[file])
        for name in ("regular", "bold", "italic")
        if (file := getattr(given, name))
    }
    if not given.bold and not variable[given.regular]:
        message = "no `bold`, and the regular has one weight only"
        raise UnusableFontError("regular", message, "add 'bold: …', or take a variable font")
    if given.licence_file:
        _read_text(named[given.licence_file])
    return Typeface(
        safe_family(given.name),
        given.regular,
        given.bold or given.regular,
        given.italic or "",
        folder=str(folder),
        licence=given.licence,
        licence_file=given.licence_file or "",
    )


def _read_text(path: Path) -> None:
    try:
        files.read(path, LONGEST).decode()
    except (files.NotReadable, UnicodeDecodeError) as error:
        raise UnusableFontError("licence_file", f"it cannot be read: {error}") from None


def _look(name: str, path: Path) -> bool:
    """Tell whether a font has all weights. Raises UnusableFontError."""
    found = alone(_look_at, path)
    if isinstance(found, Failure):
        raise UnusableFontError(name, f"opening {path.name} {found.reason}", "take another font")
    fault, hint, is_variable = found
    if fault:
        raise UnusableFontError(name, f"{show_name(path.name)} cannot be used: {fault}", hint)
    return bool(is_variable)


def _look_at(path: Path) -> tuple[str, str, bool]:
    """Return what is wrong with a font, what to do, and whether it has all weights."""
    from fontTools.ttLib import TTFont

    again = "get it again as a TrueType file (.ttf) from who made it"
    try:
        data = files.read(path, LARGEST)
        font = TTFont(path, lazy=True)
        if "glyf" not in font:
            return "its letters are drawn as PostScript has them (CFF)", again, False
        rights = font["OS/2"].fsType
        for bit, meaning in FORBIDDEN.items():
            if rights & bit:
                return meaning, OTHER, False
        if not font.getBestCmap():
            return "it has no letters by their Unicode numbers", again, False
        lightest, boldest = weights(data) or (400, 400)
        for weight in (400, 700):
            assert TTFont(io.BytesIO(cut(data, weight, is_contributed=True)))["glyf"]
        return "", "", lightest <= 400 and boldest >= 700
    except files.NotReadable as error:
        return str(error), "", False
    except MemoryError:
        raise
    except Exception as error:  # fontTools raises what its readers happen to meet in damaged bytes
        return f"it is damaged, or no font ({type(error).__name__})", again, False
