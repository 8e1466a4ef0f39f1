"""The files in content/files/ go in; what is known of each comes out, or why it is not offered.

They are copied as they are, so what could do harm where it is opened is refused: a name that says
another format than the file has, programs, and what a program would run. Files are opened in
children with limits (workers.py), once, and remembered until they change.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain, islice

from citybook.content import files
from citybook.content.file_folders import FileToRead
from citybook.naming import show_name
from citybook.problems import Problem

FOLDER = "files"
NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\.[a-z0-9]+")
# The largest file that is offered, and what the parts of one may have together when they are
# unpacked, in bytes.
MOST, MOST_UNPACKED, MOST_PARTS = 50_000_000, 500_000_000, 10_000
# By the ending, the part that a file of Microsoft Office has, or what one of LibreOffice says.
OFFICE = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}
OPEN_DOCUMENT = {
    ".odt": b"application/vnd.oasis.opendocument.text",
    ".ods": b"application/vnd.oasis.opendocument.spreadsheet",
    ".odp": b"application/vnd.oasis.opendocument.presentation",
}
ENDINGS = (".pdf", ".csv", *OFFICE, *OPEN_DOCUMENT)
AGAIN = f"what is offered ends in {', '.join(ENDINGS[:-1])} or {ENDINGS[-1]}"
# Parts of a document that hold programs, and names in a PDF that start some, hide other files or
# send and fetch data (ISO 32000-2, 7.11.4, 12.5.6.15, 12.6.4 and 12.7.6).
PROGRAM = re.compile(r"(^|/)(vbaProject\.bin|activeX/|Basic/|Scripts/|embeddings/.*\.bin)", re.I)
ACTIVE = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|EF|FileAttachment|RichMedia|XFA"
    rb"|SubmitForm|ImportData|GoToE)\b"
)
CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f]")
# What divides cells depends on the reader's country; a file can tell Excel another sign.
SEPARATORS = ",;\t"
OTHER_SEPARATOR = re.compile(r"\"?sep=(?![,;\t])", re.I)
# What a spreadsheet calculates, and so fetches or starts something, begins with one of these. Most
# files have none where a cell may begin, however they are read.
BEGINNING = re.compile(r"(?:\A|[,;\t\r\n\"])[^\S\t\r\n]*[=@＝＠+＋－-]")
# Among cells with \0 around each: formulas, and what begins with + or -, is no number or a list's
# item, or calls a function or another program.
FORMULA = re.compile(
    r"\0\s*(?:[=@＝＠]|[+＋－-](?:(?![\d.,$¢-¥₠-⃏\s\0])|[^\0]*(?:\||[\w.]\()))",
)
# So many rows are looked at together, which takes a fraction of the time of each by itself.
ROWS = 100


class NotOffered(Exception):
    """The file is not offered: why, and what to do."""


@dataclass(frozen=True)
class DownloadFile:
    """A file that can be offered, its size in bytes; or why not."""

    size: int = 0
    fault: str = ""
    hint: str = ""


def problems_of(downloads: dict[str, DownloadFile]) -> list[Problem]:
    """Return what keeps files from being offered."""
    return [
        Problem(f"content/{FOLDER}/{show_name(file)}", 0, 0, f"this file {one.fault}", one.hint)
        for file, one in downloads.items()
        if one.fault
    ]


def describe_failure(reason: str) -> DownloadFile:
    """Return what is known of a file with which the program ended."""
    return DownloadFile(fault=f"cannot be read: it {reason}", hint="save it anew")


def read(item: FileToRead) -> DownloadFile:
    """Look into a file."""
    name, path = item.name, item.path
    try:
        if not NAME.fullmatch(name):
            hint = "use small letters a to z, digits and single hyphens: budget-2024.xlsx"
            raise NotOffered("has a name that can be no address", hint)
        check = CHECKS.get(path.suffix)
        if check is None:
            raise NotOffered(f"ends in {path.suffix}, which is not offered", AGAIN)
        data = files.read(path, MOST)
        check(data, path.suffix)
        return DownloadFile(len(data))
    except NotOffered as error:
        return DownloadFile(fault=str(error.args[0]), hint=str(error.args[1]))
    except files.TooLarge as error:
        return DownloadFile(fault=f"is too large: {error}", hint="divide it, or leave out pictures")
    except files.NotReadable as error:
        return DownloadFile(fault=f"cannot be read: {error}")


def _check_pdf(data: bytes, _: str) -> None:
    from citybook.pdf.files import open_pdf

    if not data.startswith(b"%PDF-"):
        raise NotOffered(*_other(".pdf"))
    try:
        with open_pdf(data) as pdf:
            for part in (pdf.trailer, *pdf.objects):
                _check_part(part)
    except NotOffered:
        raise
    except Exception:  # of many kinds, by what is broken
        raise NotOffered(
            "cannot be opened: it is damaged or has a password", "save it anew"
        ) from None


def _check_part(part: object) -> None:
    """Look into one object of a PDF. Raises NotOffered."""
    import pikepdf

    if isinstance(part, pikepdf.Stream):
        part = part.stream_dict
    if isinstance(part, pikepdf.Object) and ACTIVE.search(part.unparse(resolved=True)):
        raise NotOffered("holds a program or another file", "print it anew as a PDF")


def _check_zip(data: bytes, ending: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if ending in OFFICE:
                is_right = {OFFICE[ending], "[Content_Types].xml"} <= names
            else:
                is_right = _mimetype(archive, parts) == OPEN_DOCUMENT[ending]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, EOFError):
        raise NotOffered(*_other(ending)) from None
    if not is_right:
        raise NotOffered(*_other(ending))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NotOffered("grows too large when it is opened", "leave something out")
    if any(PROGRAM.search(name) for name in names):
        raise NotOffered("holds macros or another program", "save it without them")


def _mimetype(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> bytes:
    """Return what a document of LibreOffice says it is, at its beginning and unpacked."""
    first = parts[0] if parts else None
    if first is None or first.filename != "mimetype" or first.file_size > 100:
        return b""
    return archive.read(first).strip()


def _check_csv(data: bytes, _: str) -> None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotOffered("is not UTF-8", "save it as “CSV UTF-8”") from None
    if CONTROL.search(text) or text.lstrip()[:1] == "<":
        raise NotOffered(*_other(".csv"))
    if OTHER_SEPARATOR.match(text):
        hint = "save it with commas or semicolons between its cells"
        raise NotOffered("divides its cells by an unusual sign", hint)
    if BEGINNING.search(text) and any(map(FORMULA.search, _readings(text))):
        hint = "write their values, and let no text begin with =, @, + or -"
        raise NotOffered("has cells that a spreadsheet would calculate", hint)


def _readings(text: str) -> Iterator[str]:
    r"""Return the cells of a CSV file, with \0 around each, in each way that programs read it:
    divided by one of the separators, or by any."""
    csv.field_size_limit(MOST)  # what is quoted may be long
    divided = text.translate(dict.fromkeys(map(ord, SEPARATORS), ","))
    for read, separator in (*((text, one) for one in SEPARATORS), (divided, ",")):
        rows = csv.reader(io.StringIO(read, newline=""), delimiter=separator)
        while some := list(islice(rows, ROWS)):
            yield "\0".join(chain([""], *some, [""]))


def _other(ending: str) -> tuple[str, str]:
    return f"ends in {ending} and is something else", "save it anew from the program it came from"


CHECKS: dict[str, Callable[[bytes, str], None]] = {
    ".pdf": _check_pdf,
    ".csv": _check_csv,
    **dict.fromkeys((*OFFICE, *OPEN_DOCUMENT), _check_zip),
}
