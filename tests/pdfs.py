"""A PDF goes in; what a reader, a screen reader and a printer find in it comes out."""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4
# What pdfium reads for a hyphen that the typesetter put at a line's end.
SOFT_HYPHEN = "\x02"


def rows(path: Path, page: int) -> list[str]:
    """The text of a page, counted from 1, row by row as it stands on paper, white space folded."""
    found = subprocess.run(
        ["pdftotext", "-layout", "-f", str(page), "-l", str(page), str(path), "-"],
        text=True,
        capture_output=True,
        check=True,
    ).stdout
    return [" ".join(row.split()) for row in found.splitlines() if row.strip()]


def text(path: Path, page: int | None = None) -> str:
    """The text in the order of the content, white space folded; of one page, counted from 1, or of
    all."""
    pages = ["-f", str(page), "-l", str(page)] if page else []
    found = subprocess.run(
        ["pdftotext", "-raw", *pages, str(path), "-"], text=True, capture_output=True, check=True
    ).stdout
    return " ".join(found.split())


def read_aloud(path: Path) -> str:
    """The text in the order of the tags, as a screen reader follows it, all white space taken out:
    ends of lines have none. The same as `pdfinfo -struct-text` says, which takes a thousand times
    as long."""
    runs = [_runs(page)[0] for page in pypdfium2.PdfDocument(path)]
    with pikepdf.open(path) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        text = "".join(
            run.text
            for page, marked in _marked(pdf.Root.StructTreeRoot, None)
            for run in runs[numbers[page]].get(marked, [])
        )
    return "".join(text.replace(SOFT_HYPHEN, "-").split())


def _marked(element: Any, page: Any) -> Iterator[tuple[Any, int]]:
    """The page and the number of all that is marked in an element of the tree, in order."""
    page = element.Pg.objgen if "/Pg" in element else page
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            yield page, kid
        elif kid.get("/Type") == pikepdf.Name.MCR:
            yield (kid.Pg.objgen if "/Pg" in kid else page), int(kid.MCID)
        elif kid.get("/Type") != pikepdf.Name.OBJR:
            yield from _marked(kid, page)


def sizes(path: Path) -> set[tuple[int, int]]:
    """Width and height in mm of every page."""
    with pikepdf.open(path) as pdf:
        return {
            tuple(round(float(side) / MM) for side in list(page.mediabox)[2:]) for page in pdf.pages
        }


def fonts(path: Path) -> dict[str, bool]:
    """The name of every font, and whether it is embedded."""
    table = subprocess.run(
        ["pdffonts", str(path)], text=True, capture_output=True, check=True
    ).stdout.splitlines()[2:]
    return {
        row.split()[0].partition("+")[2] or row.split()[0]: row.split()[-5] == "yes"
        for row in table
    }


def colours(path: Path) -> set[str]:
    """Every colour that is set in a page or a drawing of it, `#rrggbb`."""
    found = set()
    with pikepdf.open(path) as pdf:
        forms = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        streams = [*pdf.pages, *(one for one in forms if one.get("/Subtype") == "/Form")]
        for operands, operator in (
            one for it in streams for one in pikepdf.parse_content_stream(it)
        ):
            if str(operator) in ("rg", "RG", "sc", "SC", "scn", "SCN") and len(operands) == 3:
                found.add("#" + bytes(round(float(part) * 255) for part in operands).hex())
    return found


def alternatives(path: Path) -> list[str]:
    """The text alternative of every figure."""
    with pikepdf.open(path) as pdf:
        return [
            str(item.get("/Alt", ""))
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == pikepdf.Name("/Figure")
        ]


def letters(path: Path) -> list[tuple[str, float, tuple[float, float, float, float]]]:
    """Every letter with its size in pt and its box in mm from the left, bottom, right and top edge
    of the first page."""
    page = pypdfium2.PdfDocument(path)[0]
    width, height = page.get_size()
    found, page_text = [], page.get_textpage()
    for index in range(page_text.count_chars()):
        letter = page_text.get_text_range(index, 1)
        if letter.strip():
            left, bottom, right, top = page_text.get_charbox(index)
            size = (
                pypdfium2.raw.FPDFText_GetFontSize(page_text, index) * 0.75
            )  # WeasyPrint writes px
            found.append(
                (letter, size, (left / MM, bottom / MM, (width - right) / MM, (height - top) / MM))
            )
    return found


def seen(path: Path, number: int = 1) -> list[str]:
    """A page's rows as an eye finds them, without spaces: letters from left to right, from wherever
    they are written."""
    page_text, rows = pypdfium2.PdfDocument(path)[number - 1].get_textpage(), {}
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(page_text.count_chars()):
        letter = page_text.get_text_range(index, 1).replace(
            "\ufffe", "-"
        )  # pdfium's word for a hyphen at a line's end
        if letter.strip():
            raw.FPDFText_GetCharOrigin(page_text, index, x, y)
            rows.setdefault(-round(y.value), []).append((x.value, letter))
    return ["".join(letter for _, letter in sorted(row)) for _, row in sorted(rows.items())]


def bookmarks(path: Path) -> list[tuple[int, str, int]]:
    """Level, title and page, counted from 1, of every bookmark."""
    document = pypdfium2.PdfDocument(path)
    return [
        (item.level, item.get_title(), item.get_dest().get_index() + 1)
        for item in document.get_toc()
    ]


@dataclass(frozen=True)
class Run:
    """Letters set in one go: their size in pt, and their box in mm from the page's left and top
    edge."""

    text: str
    size: float
    left: float
    top: float
    right: float
    bottom: float

    def is_on_the_line_of(self, other: Run) -> bool:
        """Whether both stand on one line, one of them raised perhaps."""
        shared = min(self.bottom, other.bottom) - max(self.top, other.top)
        return shared > 0.3 * min(self.bottom - self.top, other.bottom - other.top)


@dataclass(frozen=True)
class Drawn:
    """A path or a drawing: its box in mm from the page's left and top edge, and the points where a
    path begins and ends."""

    left: float
    top: float
    right: float
    bottom: float
    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True)
class Part:
    """An element of the structure tree as far as it stands on one page. What is None in `parts`
    stands on another."""

    tag: str
    own: tuple[Run, ...]
    parts: tuple[Part | None, ...]

    def walk(self) -> Iterator[Part]:
        """This element and all in it, in the order in which they are read."""
        yield self
        for part in self.parts:
            yield from part.walk() if part else ()

    def find(self, *tags: str) -> list[Part]:
        """All elements in it, or itself, that have one of these tags."""
        return [part for part in self.walk() if part.tag in tags]

    @property
    def runs(self) -> list[Run]:
        return [run for part in self.walk() for run in part.own]

    @property
    def text(self) -> str:
        return joined(self.runs)


@dataclass(frozen=True)
class Link:
    """A link's box in mm from the page's left and top edge, and the page, counted from 1, or the
    address it leads to."""

    left: float
    top: float
    right: float
    bottom: float
    to: int
    url: str

    def holds(self, run: Run) -> bool:
        """Whether a pointer on the middle of `run` follows this link."""
        return (
            self.left <= (run.left + run.right) / 2 <= self.right
            and self.top <= (run.top + run.bottom) / 2 <= self.bottom
        )


@dataclass(frozen=True)
class Page:
    """A page: what a screen reader reads of it, the text it leaves out (running header, folio,
    bullets), and its links."""

    number: int
    width: float
    height: float
    parts: tuple[Part, ...]
    loose: tuple[Run, ...]
    links: tuple[Link, ...]

    def find(self, *tags: str) -> list[Part]:
        """All elements with one of these tags, in the order in which they are read."""
        return [found for part in self.parts for found in part.find(*tags)]

    @property
    def headings(self) -> list[Part]:
        return self.find("H1", "H2", "H3", "H4", "H5", "H6")

    @property
    def runs(self) -> list[Run]:
        return [run for part in self.parts for run in part.runs]

    @property
    def text(self) -> str:
        return joined(self.runs)

    @property
    def folio(self) -> int | None:
        """The number printed at the foot's outer corner, with nothing close to it, as there is
        where a drawing names something by number."""
        found = [
            run
            for run in self.loose
            if run.text.strip().isdigit()
            and run.top > self.height - 20
            and (run.right > self.width - 30 if self.number % 2 else run.left < 30)
            and not any(
                other is not run
                and run.is_on_the_line_of(other)
                and abs(other.left - run.right) < 3
                for other in self.loose
            )
        ]
        return int(found[0].text) if len(found) == 1 else None

    def leads(self, run: Run) -> Link | None:
        """The link that `run` is part of."""
        return next((link for link in self.links if link.holds(run)), None)


def joined(runs: list[Run]) -> str:
    """Runs as one text: lines are joined by a space, or without one where a word was divided; white
    space is folded."""
    text = ""
    for before, run in zip([None, *runs], runs, strict=False):
        divided = text.endswith(SOFT_HYPHEN)
        text = text.removesuffix(SOFT_HYPHEN)
        text += (
            " " if before and not divided and not run.is_on_the_line_of(before) else ""
        ) + run.text
    return " ".join(text.replace(SOFT_HYPHEN, "").split())


def pages(path: Path) -> tuple[Page, ...]:
    """Every page, read once for as long as the file stays as it is."""
    return _pages(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=12)
def _pages(path: Path, _state: int) -> tuple[Page, ...]:
    document = pypdfium2.PdfDocument(path)
    return tuple(_page(document, number) for number in range(1, len(document) + 1))


def _page(document: Any, number: int) -> Page:
    page = document[number - 1]
    runs, figures = _runs(page)
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    count = raw.FPDF_StructTree_CountChildren(tree)
    elements = [raw.FPDF_StructTree_GetChildAtIndex(tree, index) for index in range(count)]
    told: set[int] = set()
    parts = tuple(_part(element, runs, figures, told) for element in elements if element)
    loose = tuple(run for marked, found in runs.items() if marked not in told for run in found)
    raw.FPDF_StructTree_Close(tree)
    width, height = page.get_size()
    return Page(
        number,
        width / MM,
        height / MM,
        tuple(part for part in parts if part),
        loose,
        tuple(_links(document, page)),
    )


def drawn(path: Path, number: int = 1) -> list[Drawn]:
    """What is drawn on a page, counted from 1; a drawing of several paths that is laid on the page,
    such as an icon, is one."""
    page = pypdfium2.PdfDocument(path)[number - 1]
    height, found = page.get_size()[1], []
    for item, within in _objects(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page.raw):
        if not within and raw.FPDFPageObj_GetType(item) in (
            raw.FPDF_PAGEOBJ_PATH,
            raw.FPDF_PAGEOBJ_FORM,
        ):
            run, m, ends = _run("", item, (), height), _matrix(item), []
            for index in (0, raw.FPDFPath_CountSegments(item) - 1):
                x, y = ctypes.c_float(), ctypes.c_float()
                raw.FPDFPathSegment_GetPoint(raw.FPDFPath_GetPathSegment(item, index), x, y)
                ends.append(
                    (
                        (m.a * x.value + m.c * y.value + m.e) / MM,
                        (height - m.b * x.value - m.d * y.value - m.f) / MM,
                    )
                )
            found.append(Drawn(run.left, run.top, run.right, run.bottom, *ends))
    return found


def _runs(page: Any) -> tuple[dict[int, list[Run]], set[int]]:
    """The text objects of a page by the number that marks them for the structure tree, -1 for those
    that it leaves out in any case: text in drawings and of what is laid over the page. Also the
    numbers of all that is no text."""
    page_text, height = page.get_textpage(), page.get_size()[1]
    found: dict[int, list[Run]] = {}
    others = set()
    for item, within in _objects(raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, page.raw):
        marked = -1 if within else raw.FPDFPageObj_GetMarkedContentID(item)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_TEXT:
            others.add(marked)
            continue
        said = _said(
            lambda buffer, length, item=item: raw.FPDFTextObj_GetText(
                item, page_text.raw, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), length
            )
        )
        if said.strip():
            found.setdefault(marked, []).append(_run(said, item, within, height))
    return found, others


def _objects(
    count: Any, get: Any, holder: Any, within: tuple[Any, ...] = ()
) -> Iterator[tuple[Any, tuple[Any, ...]]]:
    """Every object of a page, those of forms too, with the matrices of the forms that it is in, the
    innermost first."""
    for index in range(count(holder)):
        item = get(holder, index)
        yield item, within
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_FORM:
            yield from _objects(
                raw.FPDFFormObj_CountObjects,
                raw.FPDFFormObj_GetObject,
                item,
                (_matrix(item), *within),
            )


def _matrix(item: Any) -> Any:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(item, matrix)
    return matrix


def _run(said: str, item: Any, within: tuple[Any, ...], height: float) -> Run:
    size, sides = ctypes.c_float(), [ctypes.c_float() for _ in range(4)]
    raw.FPDFTextObj_GetFontSize(item, size)
    raw.FPDFPageObj_GetBounds(item, *sides)
    left, bottom, right, top = (side.value for side in sides)
    scale = abs(_matrix(item).d)
    for m in within:
        ends = [
            (m.a * x + m.c * y + m.e, m.b * x + m.d * y + m.f)
            for x in (left, right)
            for y in (bottom, top)
        ]
        left, right = min(x for x, _ in ends), max(x for x, _ in ends)
        bottom, top = min(y for _, y in ends), max(y for _, y in ends)
        scale *= abs(m.d)
    return Run(
        said, size.value * scale, left / MM, (height - top) / MM, right / MM, (height - bottom) / MM
    )


def _said(call: Callable[[Any, int], int]) -> str:
    """The UTF-16 text that a function of pdfium writes into a buffer, once it has told how long
    that must be."""
    length = call(None, 0)
    buffer = ctypes.create_string_buffer(length)
    call(buffer, length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _part(
    element: Any, runs: dict[int, list[Run]], figures: set[int], told: set[int]
) -> Part | None:
    """An element of the tree; None if nothing in it stands on this page."""
    count = max(0, raw.FPDF_StructElement_GetMarkedContentIdCount(element))
    numbers = (
        raw.FPDF_StructElement_GetMarkedContentIdAtIndex(element, index) for index in range(count)
    )
    marked = [number for number in numbers if number >= 0]
    told.update(marked)
    children = [
        raw.FPDF_StructElement_GetChildAtIndex(element, index)
        for index in range(raw.FPDF_StructElement_CountChildren(element))
    ]
    parts = tuple(_part(child, runs, figures, told) if child else None for child in children)
    tag = _said(lambda buffer, length: raw.FPDF_StructElement_GetType(element, buffer, length))
    own = tuple(run for number in marked for run in runs.get(number, []))
    return Part(tag, own, parts) if own or any(parts) or figures & set(marked) else None


def _links(document: Any, page: Any) -> Iterator[Link]:
    position, link, box = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
    height = page.get_size()[1]
    while raw.FPDFLink_Enumerate(page.raw, position, link):
        raw.FPDFLink_GetAnnotRect(link, box)
        dest, action = raw.FPDFLink_GetDest(document.raw, link), raw.FPDFLink_GetAction(link)
        to, url = raw.FPDFDest_GetDestPageIndex(document.raw, dest) + 1 if dest else 0, ""
        if action and not dest:
            length = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
            buffer = ctypes.create_string_buffer(length)
            raw.FPDFAction_GetURIPath(document.raw, action, buffer, length)
            url = buffer.value.decode()
        top, bottom = sorted(((height - box.top) / MM, (height - box.bottom) / MM))
        yield Link(box.left / MM, top, box.right / MM, bottom, to, url)
