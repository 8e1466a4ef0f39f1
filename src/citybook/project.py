"""Where a publication's files are: a folder goes in, its paths and its fingerprint come out."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from unicodedata import normalize

from citybook.naming import file_name, is_address

PACKAGE = Path(__file__).parent
# An installed wheel carries layouts/, styles/ and locale/ inside the package; a checkout has them
# at its root.
DEFAULTS = PACKAGE if (PACKAGE / "layouts").is_dir() else PACKAGE.parents[1]
# How the name of an edition's record of what was printed ends, beside the edition:
# reprint/record.py.
RECORD = ".printed.json"
# What a publication may have of its own in the place of Citybook's, beside content/.
OWN_FOLDERS = ("layouts", "styles", "locale")
# What systems, editors and offices leave in folders: it is passed over.
LEFT_BEHIND = re.compile(
    r"\..*|#.*#|.*~|~\$.*|.*\.(?:bak|old|orig|tmp|temp|swp|swo|part|crdownload)|__pycache__|__macosx"
    r"|(?:eh)?thumbs(?:_vista)?\.db(?::encryptable)?|desktop\.ini|icon\r|@eadir|\$recycle\.bin"
    r"|system volume information|lost\+found",
    re.IGNORECASE,
)
# So much of a publication's file is looked through, in bytes.
LONGEST = 1_000_000
# A new version of one of these, or of a font, may change what is built.
LIBRARIES = {
    "anyascii",
    "babel",
    "brotli",
    "cssselect2",
    "fontpkg",
    "fonttools",
    "ftfy",
    "idna",
    "jinja2",
    "lucide",
    "markdown",
    "markupsafe",
    "phonenumberslite",
    "pikepdf",
    "pillow",
    "pydantic",
    "pydantic-core",
    "pydyf",
    "pypdfium2",
    "pyphen",
    "pyyaml",
    "segno",
    "tinycss2",
    "tinyhtml5",
    "uharfbuzz",
    "weasyprint",
    "webencodings",
    "zopfli",
}
FONTS = "fontpkg-"


@dataclass(frozen=True)
class Project:
    """A publication's folder and the folders Citybook reads and writes in it."""

    root: Path

    @property
    def content(self) -> Path:
        return self.root / "content"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def state(self) -> Path:
        """What Citybook remembers between two runs; safe to delete."""
        return self.build / ".state"

    @property
    def pictures(self) -> Path:
        """The copies of pictures that site and paper show."""
        return self.state / "pictures"

    @property
    def html(self) -> Path:
        """Print HTML, one file for each PDF."""
        return self.build / "html"

    @property
    def fonts(self) -> Path:
        return self.build / "fonts"

    @property
    def pdf(self) -> Path:
        return self.build / "pdf"

    @property
    def site(self) -> Path:
        return self.build / "site"

    def relative(self, path: Path) -> str:
        """`path` as an editor knows it: from the publication's folder, with forward slashes."""
        return path.relative_to(self.root).as_posix()

    def content_files(self) -> list[str]:
        """Every file below content/, sorted, as by `files_below`."""
        return self.files_below(str(self.content))

    @staticmethod
    def files_below(folder: str) -> list[str]:
        """Every file below a folder, sorted; what others left behind and the records of what was
        printed aside."""
        return sorted(path for path in _walk(folder.rstrip("/")) if not _is_record(path))

    def has_field(self, name: str) -> bool:
        """Whether content/publication.yaml has a field, looked for without reading it as YAML."""
        path = self.content / "publication.yaml"
        if not path.is_file():
            return False
        with path.open("rb") as file:
            wanted = rb"^(?:\xef\xbb\xbf)?[\"']?%s[\"']?[ \t]*:" % name.encode()
            return re.search(wanted, file.read(LONGEST), re.MULTILINE) is not None

    def editions(self) -> list[str]:
        """The slugs of all editions, from file names alone."""
        return stems(self.content / "editions", ".yaml")

    def names(self) -> list[str]:
        """The publication's name as that of a file, from the line of its title alone."""
        try:
            text = (self.content / "publication.yaml").read_text("utf-8-sig", errors="replace")
        except OSError:
            text = ""
        found = re.search(r"^[\"']?title[\"']?[ \t]*:[ \t]+(.*)", text, re.MULTILINE)
        return [file_name(found.group(1).partition(" #")[0] if found else "")]

    def search_folders(self, kind: str) -> list[Path]:
        """Where a layout or style is looked for: the publication's own folder first, then
        Citybook's."""
        return [
            folder
            for folder in dict.fromkeys((self.root / kind, DEFAULTS / kind))
            if folder.is_dir()
        ]

    def find(self, kind: str, name: str) -> Path:
        """The file `name` in the first of the searched folders that has it. Raises
        FileNotFoundError."""
        for folder in self.search_folders(kind):
            if (folder / name).is_file():
                return folder / name
        raise FileNotFoundError(f"{kind}/{name} is neither in this publication nor in Citybook")

    def fingerprint(self, *made_by: str) -> str:
        """A hash of what makes pages out of content: `code`, `layouts`, `styles`, or a part of the
        package, such as `typeset`; and of the libraries' versions: those that matter, or with
        `environment` all."""
        return _fingerprint(self, made_by)


@cache
def _fingerprint(project: Project, made_by: tuple[str, ...]) -> str:
    folders = {
        "code": [PACKAGE],
        "layouts": [*project.search_folders("layouts"), *project.search_folders("locale")],
        "styles": project.search_folders("styles"),
    }
    return " ".join(
        [
            *(
                " ".join(_list_installed())
                if part == "environment"
                else _hash(tuple(str(f) for f in folders.get(part, [PACKAGE / part])))
                for part in made_by
            ),
            _libraries(),
        ]
    )


@cache
def _hash(places: tuple[str, ...]) -> str:
    digest = hashlib.sha256()
    for place in places:
        for name in [place] if os.path.isfile(place) else sorted(_walk(place)):
            if not name.endswith((".pyc", ".md")):
                digest.update(os.fsencode(os.path.relpath(name, place)))
                with open(name, "rb") as file:
                    digest.update(file.read())
    return digest.hexdigest()


@cache
def _libraries() -> str:
    """Names and versions of the libraries that matter."""
    mattering = [one for one in _list_installed() if matters(one.partition("-")[0])]
    return " ".join([sys.version, *mattering])


def matters(library: str) -> bool:
    """Whether a new version of a library, or of a font, may change what is built."""
    name = library.lower().replace("_", "-")
    return name in LIBRARIES or name.startswith(FONTS)


@cache
def _list_installed() -> list[str]:
    """Names and versions of all libraries, read from their folders' names: imports would cost
    seconds."""
    return sorted(
        name
        for folder in sys.path
        if folder.endswith(("site-packages", "dist-packages")) and os.path.isdir(folder)
        for name in os.listdir(folder)
        if name.endswith(".dist-info")
    )


def is_left_behind(name: str) -> bool:
    """Whether a file or folder is one that a system, an editor or an office program leaves."""
    return LEFT_BEHIND.fullmatch(name) is not None


def _walk(folder: str) -> Iterator[str]:
    if not os.path.isdir(folder):
        return
    for entry in os.scandir(folder):
        if is_left_behind(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path)
        else:
            yield entry.path


def files_by_name(folder: Path) -> dict[str, Path]:
    """Return the files in a folder and below it by their path from there, composed (NFC) as all
    texts that name them are: macOS writes `é` into names as two characters."""
    above = len(str(folder)) + 1
    return {
        normalize("NFC", path[above:].replace(os.sep, "/")): Path(path)
        for path in sorted(_walk(str(folder)))
        if not os.path.islink(path)
    }


def _is_record(path: str) -> bool:
    """Whether a file is the record of an edition that is there: nothing is made from it."""
    return path.endswith(RECORD) and os.path.isfile(f"{path.removesuffix(RECORD)}.yaml")


def stems(folder: Path, ending: str) -> list[str]:
    """Return the names of a folder's files that can be addresses; what is wrong with others is said
    where they are read."""
    if not folder.is_dir():
        return []
    return sorted(
        stem
        for entry in os.scandir(folder)
        if entry.name.endswith(ending)
        and is_address(stem := entry.name.removesuffix(ending))
        and entry.is_file()
    )
