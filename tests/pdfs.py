"""A PDF goes in; what a reader, a screen reader and a printer find in it comes out."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pikepdf
import pypdfium2

MM = 72 / 25.4


def rows(path: Path, page: int) -> list[str]:
    """The text of a page, counted from 1, row by row as it stands on paper, white space folded."""
    found = subprocess.run(["pdftotext", "-layout", "-f", str(page), "-l", str(page), str(path), "-"], text=True,
                           capture_output=True, check=True).stdout
    return [" ".join(row.split()) for row in found.splitlines() if row.strip()]


def text(path: Path, page: int | None = None) -> str:
    """The text in the order of the content, white space folded; of one page, counted from 1, or of all."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    found = subprocess.run(["pdftotext", "-raw", *pages, str(path), "-"], text=True, capture_output=True, check=True).stdout
    return " ".join(found.split())


def read_aloud(path: Path) -> str:
    """The text in the order of the tags, as a screen reader follows it, all white space taken out: ends of lines have none."""
    found = subprocess.run(["pdfinfo", "-struct-text", str(path)], text=True, capture_output=True, check=True).stdout
    return "".join("".join(re.findall(r'^ *"(.*)"$', found, re.MULTILINE)).split())


def sizes(path: Path) -> set[tuple[int, int]]:
    """Width and height in mm of every page."""
    with pikepdf.open(path) as pdf:
        return {tuple(round(float(side) / MM) for side in list(page.mediabox)[2:]) for page in pdf.pages}


def fonts(path: Path) -> dict[str, bool]:
    """The name of every font, and whether it is embedded."""
    table = subprocess.run(["pdffonts", str(path)], text=True, capture_output=True, check=True).stdout.splitlines()[2:]
    return {row.split()[0].partition("+")[2] or row.split()[0]: row.split()[-5] == "yes" for row in table}


def alternatives(path: Path) -> list[str]:
    """The text alternative of every figure."""
    with pikepdf.open(path) as pdf:
        return [str(item.get("/Alt", "")) for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name("/Figure")]


def letters(path: Path) -> list[tuple[str, float, tuple[float, float, float, float]]]:
    """Every letter with its size in pt and its box in mm from the left, bottom, right and top edge of the first page."""
    page = pypdfium2.PdfDocument(path)[0]
    width, height = page.get_size()
    found, page_text = [], page.get_textpage()
    for index in range(page_text.count_chars()):
        letter = page_text.get_text_range(index, 1)
        if letter.strip():
            left, bottom, right, top = page_text.get_charbox(index)
            size = pypdfium2.raw.FPDFText_GetFontSize(page_text, index)
            found.append((letter, size, (left / MM, bottom / MM, (width - right) / MM, (height - top) / MM)))
    return found


def bookmarks(path: Path) -> list[tuple[int, str, int]]:
    """Level, title and page, counted from 1, of every bookmark."""
    document = pypdfium2.PdfDocument(path)
    return [(item.level, item.get_title(), item.get_dest().get_index() + 1) for item in document.get_toc()]
