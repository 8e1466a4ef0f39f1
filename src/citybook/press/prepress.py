"""The print HTML of an edition goes in; cover and inside, or a leaflet, come out as PDF/X-4 (ISO
15930-7).

It is typeset like the edition that is read, with bleed, and its pictures in the inks of the print
shop's profile; then every other colour is separated, pages are filled up, and the cover is put
together.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pikepdf

from citybook.colours import parse_hex
from citybook.pdf.colours import Cmyk
from citybook.pdf.files import open_pdf
from citybook.press import cover, pdfx
from citybook.press.binding import UNITS, ShopBinding, bind, fold_positions
from citybook.press.findings import Wanted
from citybook.press.imposition import count_cover
from citybook.press.inks import Palette
from citybook.press.job import PrintFile, ShopJob
from citybook.press.picture_inks import convert_picture
from citybook.press.printer_marks import add_marks, set_page_boxes, trim_box
from citybook.press.profiles import Profile
from citybook.press.separation import separate
from citybook.project import Project
from citybook.publish.styles import bundle
from citybook.typeset.book import render_book
from citybook.typeset.fragment_cache import FragmentCache
from citybook.typeset.pool import render_document
from citybook.workers import OWN, Failure, WorkerPool

PICTURE = re.compile(r"\bimages/([\w.-]+\.(?:jpg|png|svg))")


class Prepress:
    """An edition on its way from HTML to the files of the package. Pictures are converted into
    `folder`; `fragments` are those it was typeset of, to be cached."""

    def __init__(self, project: Project, job: ShopJob, profile: Profile, folder: Path) -> None:
        self.project, self.job, self.images = project, job, folder
        self.html = project.html / "editions" / job.slug
        self.book = json.loads(self._read("book.json"))
        css = bundle(project, self.book["style"]) + bundle(project, "shop.css")
        self.css = f"{css}\n:root {{ --bleed: {job.shop.bleed:g}mm }}\n"
        self.description = pdfx.FileInfo(job.title, profile, job.date or pdfx.UNDATED)
        inks = {parse_hex(colour): _ink(given) for colour, given in job.inks.items()}
        self.palette = Palette(inks, profile, job.shop.ink_limit)
        self.fragments: dict[str, bytes] = {}
        self._convert_pictures()

    def make_files(self) -> tuple[list[PrintFile], ShopBinding | None]:
        """Make the files, and say how a booklet is bound. Raises ContentError if it cannot be bound
        as asked."""
        if self.job.is_leaflet:
            return [self._make_leaflet()], None
        pdf, anchors = self._typeset_book()
        with pdf:
            count, after = len(pdf.pages), count_cover(pdf)
            binding = bind(count, self.job)
            parts = self._list_parts(count, anchors)
            at, blanks = count - after, binding.blanks
            parts[at:at] = [("a blank page", "")] * blanks
            with self._typeset(self._read("blank.html")) as blank:
                for _ in range(blanks):
                    pdf.pages.insert(at, blank.pages[0])
            separate(pdf, self.palette)
            files = [self._make_cover(pdf, binding, [name for name, _ in parts])]
            if binding.inside:
                files.append(self._make_inside(pdf, binding, parts[2:-2]))
        return files, binding

    def _make_leaflet(self) -> PrintFile:
        """Both sides of the sheet as two pages."""
        trim, rtl = self.job.trim, self.job.rtl
        folds = [fold_positions(trim[0], rtl=rtl, is_inside=inside) for inside in (False, True)]
        with self._typeset(self._read("leaflet.html")) as pdf:
            separate(pdf, self.palette)
            data = self._finish(pdf, folds)
        return PrintFile(
            "leaflet.pdf", data, self._wanted_file(trim), ("the outside", "the inside")
        )

    def _make_cover(
        self, pdf: pikepdf.Pdf, binding: ShopBinding, names: Sequence[str]
    ) -> PrintFile:
        (width, height), bleed, spine = self.job.trim, self.job.shop.bleed, binding.spine
        with pikepdf.new() as pages:
            pages.pages.extend([pdf.pages[number] for number in (0, 1, -2, -1)])
            if spine:
                blank = self._read("blank.html")
                html = cover.spine_html(blank, self.job.title, spine, height)
                with self._typeset(html) as narrow:
                    separate(narrow, self.palette)
                    pages.pages.append(narrow.pages[0])
            self._set_boxes(pages)
            sheet = cover.cover_sheet(pages, spine, bleed, rtl=self.job.rtl)
        with sheet:
            data = self._finish(sheet, [sorted({width, width + spine})] * 2)
        called = (
            f"the cover's outside, {names[-1]} and {names[0]}",
            f"the cover's inside, {names[1]} and {names[-2]}",
        )
        return PrintFile("cover.pdf", data, self._wanted_file((2 * width + spine, height)), called)

    def _make_inside(
        self, pdf: pikepdf.Pdf, binding: ShopBinding, parts: Sequence[tuple[str, str]]
    ) -> PrintFile:
        del pdf.pages[-2:]
        del pdf.pages[:2]
        data = self._finish(pdf, [()] * len(pdf.pages))
        names, sources = zip(*parts, strict=True)
        wanted = self._wanted_file(self.job.trim, UNITS[binding.how])
        return PrintFile("inside.pdf", data, wanted, names, sources)

    def _finish(self, pdf: pikepdf.Pdf, folds: Sequence[Sequence[float]]) -> bytes:
        """Set boxes and marks; `folds` are those of each page, in mm from the left."""
        self._set_boxes(pdf)
        if self.job.shop.marks:
            for page, places in zip(pdf.pages, folds, strict=True):
                add_marks(page, pdf, self.job.shop.bleed, places)
        return pdfx.save_pdfx(pdf, self.description)

    def _set_boxes(self, pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            set_page_boxes(page, trim_box(page), self.job.shop.bleed)

    def _typeset_book(self) -> tuple[pikepdf.Pdf, dict[str, int]]:
        """The book, and the numbers of its pages."""
        made_by = self.project.fingerprint("typeset", "pdf", "press")
        made_of = f"{made_by}\0{self.css}\0{self.job.shop.ink_limit}".encode()
        key = hashlib.sha256(made_of + self.description.profile.data).hexdigest()
        cache, anchors = FragmentCache(self.project.build / self.job.cache, key), self.job.anchors
        made = render_book(self.html, self.css, self.project.fonts, self.images, anchors, cache)
        self.fragments = cache.used
        return _open(made.data), made.anchors

    def _typeset(self, html: str) -> pikepdf.Pdf:
        return _open(render_document(html, self.css, self.project.fonts, self.images).data)

    def _list_parts(self, count: int, anchors: dict[str, int]) -> list[tuple[str, str]]:
        """What each page is called, by its number and the part of the book that it belongs to, and
        the content file of that."""
        begins = {}
        for fragment in self.book["fragments"]:
            part = Path(fragment["file"]).stem.partition("-")[2]
            begins[anchors.get(part)] = (part, fragment.get("source", ""))
        parts, (part, source) = [], ("", "")
        for number in range(1, count + 1):
            part, source = begins.get(number, (part, source))
            parts.append((f"page {number} ({part})", source))
        return parts

    def _convert_pictures(self) -> None:
        html = "".join(self._read(fragment["file"]) for fragment in self.book["fragments"])
        self.images.mkdir(parents=True, exist_ok=True)
        with WorkerPool(self._convert_picture) as pool:
            for found in pool.map(sorted(set(PICTURE.findall(html))), OWN):
                if isinstance(found, Failure):
                    raise RuntimeError(f"setting a picture in inks {found.reason}")

    def _convert_picture(self, name: str) -> None:
        """Convert one of the pictures. All become JPEGs, since a PNG cannot have four inks; it
        keeps the name that the HTML says. Vectors stay: their colours are separated on the page."""
        data, is_drawing = (self.project.html / "images" / name).read_bytes(), name.endswith(".png")
        if not name.endswith(".svg"):
            profile, limit = self.palette.profile, self.job.shop.ink_limit
            data = convert_picture(data, profile, limit, is_drawing=is_drawing)
        (self.images / name).write_bytes(data)

    def _wanted_file(self, trim: tuple[float, float], multiple: int = 1) -> Wanted:
        return Wanted(trim, self.job.shop.bleed, self.job.shop.ink_limit, multiple)

    def _read(self, name: str) -> str:
        return (self.html / name).read_text(encoding="utf-8")


def _open(data: bytes) -> pikepdf.Pdf:
    pdf = open_pdf(data)
    pdfx.remove_unprinted(pdf)
    return pdf


def _ink(given: Sequence[float]) -> Cmyk:
    cyan, magenta, yellow, black = (part / 100 for part in given)
    return cyan, magenta, yellow, black
