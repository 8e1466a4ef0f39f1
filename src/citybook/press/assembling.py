"""The print HTML of an edition goes in; cover and inside, or a leaflet, come out as PDF/X-4 (ISO
15930-7).

It is typeset like the edition that is read, with bleed, and its pictures in the inks of the print
shop's profile; then every other colour is separated, pages are filled up, and the cover is put
together.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Sequence
from pathlib import Path

import pikepdf

from citybook.press import boxes, covers, folding, pdfx, pictures
from citybook.press.binding import Binding, Unbindable, bind
from citybook.press.findings import Wanted
from citybook.press.inks import Ink, Palette, hexadecimal, tokens
from citybook.press.job import Job, Sheets, Source
from citybook.press.profiles import Profile
from citybook.press.separate import separate
from citybook.problems import ContentError
from citybook.typeset.book import render_book
from citybook.typeset.fragment_cache import FragmentCache
from citybook.typeset.outcome import RenderedDocument
from citybook.typeset.pool import render_document

PICTURE = re.compile(r"\bimages/([\w.-]+\.jpg)")
BACK = re.compile(r"\d+-back-cover\.html")


class Assembly:
    """An edition on its way from HTML to the files of the zip. Pictures are converted into
    `folder`."""

    def __init__(self, job: Job, source: Source, profile: Profile, folder: Path) -> None:
        self.job, self.source, self.images = job, source, folder
        self.about = pdfx.About(job.title, profile, job.date or pdfx.UNDATED)
        self.css = f"{source.css}\n:root {{ --bleed: {job.shop.bleed:g}mm }}\n"
        self.pieces: dict[str, bytes] = {}
        self.anchors: dict[str, int] = {}
        book = json.loads(self._read("book.json"))
        self.files: list[str] = [one["file"] for one in book["fragments"]]
        self.sources: dict[str, str] = {
            _part(one["file"]): one.get("source", "") for one in book["fragments"]
        }
        self.is_leaflet = book["style"] == "leaflet.css"
        named = {hexadecimal(colour): _ink(inks) for colour, inks in job.lines.items()}
        self.palette = Palette({**tokens(source.css), **named}, profile, job.shop.ink_limit)
        shown = {name for file in self.files for name in PICTURE.findall(self._read(file))}
        pictures.convert(shown, source.images, folder, profile, job.shop.ink_limit)

    def leaflet(self) -> list[Sheets]:
        """Both sides of the sheet as two pages."""
        with _opened(self._typeset(self._read("leaflet.html"))) as pdf:
            separate(pdf, self.palette)
            data = self._finished(
                pdf,
                [
                    folding.folds(self.job.trim[0], rtl=self.job.rtl, is_inside=inside)
                    for inside in (False, True)
                ],
            )
        return [
            Sheets("leaflet.pdf", data, self._wanted(self.job.trim), ("the outside", "the inside"))
        ]

    def booklet(self) -> tuple[list[Sheets], Binding]:
        """The cover, and what is inside. Raises ContentError if it cannot be bound as asked."""
        made = self._typeset_book()
        with _opened(made) as pdf:
            binding = self._bind(len(pdf.pages))
            self._fill_up(pdf, binding.blanks)
            separate(pdf, self.palette)
            parts = self._parts(made, binding)
            names = [
                f"page {number} ({part})" if number else "a blank page" for number, part in parts
            ]
            sheets = [self._cover(pdf, binding, names)]
            if binding.inside:
                sources = [self.sources.get(part, "") for _, part in parts]
                sheets.append(self._inside(pdf, binding, names, sources))
        return sheets, binding

    def _typeset_book(self) -> RenderedDocument:
        said = f"{self.source.made_by}\0{self.css}\0{self.job.shop.ink_limit}".encode()
        store = FragmentCache(
            self.source.kept, hashlib.sha256(said + self.about.profile.data).hexdigest()
        )
        made = render_book(
            self.source.html,
            self.css,
            self.source.fonts,
            self.images,
            dict(self.source.anchors),
            store,
        )
        self.pieces, self.anchors = store.used, made.anchors
        return made

    def _typeset(self, html: str) -> RenderedDocument:
        return render_document(html, self.css, self.source.fonts, self.images)

    def _bind(self, count: int) -> Binding:
        try:
            return bind(count, self.job.shop)
        except Unbindable as unbindable:
            raise ContentError(
                [
                    self.job.problem(
                        "binding", f"this cannot be bound: {unbindable}", unbindable.hint
                    )
                ]
            ) from None

    def _fill_up(self, pdf: pikepdf.Pdf, blanks: int) -> None:
        at = self._end(len(pdf.pages))
        with _opened(self._typeset(self._read("blank.html"))) as blank:
            for _ in range(blanks):
                pdf.pages.insert(at, blank.pages[0])

    def _end(self, count: int) -> int:
        """Where blank pages go: before the back cover, or at the end where there is none."""
        return count - 1 if BACK.fullmatch(self.files[-1]) else count

    def _cover(self, pdf: pikepdf.Pdf, binding: Binding, names: list[str]) -> Sheets:
        width, height = self.job.trim
        bleed, spine = self.job.shop.bleed, binding.spine
        with pikepdf.new() as pages:
            for number in (0, 1, -2, -1):
                pages.pages.append(pdf.pages[number])
            if spine:
                html = covers.spine_html(self._read("blank.html"), self.job.title, spine, height)
                with _opened(self._typeset(html)) as narrow:
                    separate(narrow, self.palette)
                    pages.pages.append(narrow.pages[0])
            self._set_boxes(pages)
            sheet = covers.cover_sheet(pages, spine, bleed, rtl=self.job.rtl)
        with sheet:
            data = self._finished(sheet, [sorted({width, width + spine})] * 2)
        called = (
            f"the cover's outside, {names[-1]} and {names[0]}",
            f"the cover's inside, {names[1]} and {names[-2]}",
        )
        return Sheets("cover.pdf", data, self._wanted((2 * width + spine, height)), called)

    def _inside(
        self, pdf: pikepdf.Pdf, binding: Binding, names: list[str], sources: list[str]
    ) -> Sheets:
        del pdf.pages[-2:]
        del pdf.pages[:2]
        data = self._finished(pdf, [()] * len(pdf.pages))
        return Sheets(
            "inside.pdf",
            data,
            self._wanted(self.job.trim, binding.unit),
            tuple(names[2:-2]),
            tuple(sources[2:-2]),
        )

    def _finished(self, pdf: pikepdf.Pdf, folds: Sequence[Sequence[float]]) -> bytes:
        """With boxes and marks; `folds` are those of each page, in mm from the left."""
        self._set_boxes(pdf)
        if self.job.shop.marks:
            for page, places in zip(pdf.pages, folds, strict=True):
                boxes.mark(page, pdf, self.job.shop.bleed, places)
        return pdfx.written(pdf, self.about)

    def _set_boxes(self, pdf: pikepdf.Pdf) -> None:
        for page in pdf.pages:
            trim = boxes.box(page, "/TrimBox")
            assert trim
            boxes.set_boxes(page, trim, self.job.shop.bleed)

    def _parts(self, made: RenderedDocument, binding: Binding) -> list[tuple[int, str]]:
        """For each page its number and the part of the book that it belongs to; 0 for a blank
        one."""
        begins = {
            made.anchors[part]: part for part in map(_part, self.files) if part in made.anchors
        }
        found, part = [], ""
        for number in range(1, made.pages + 1):
            part = begins.get(number, part)
            found.append((number, part))
        at = self._end(len(found))
        return [*found[:at], *[(0, "")] * binding.blanks, *found[at:]]

    def _wanted(self, trim: tuple[float, float], multiple: int = 1) -> Wanted:
        return Wanted(trim, self.job.shop.bleed, self.job.shop.ink_limit, multiple)

    def _read(self, name: str) -> str:
        return (self.source.html / name).read_text(encoding="utf-8")


def _part(file: str) -> str:
    """The part of the book that a fragment's file is."""
    return Path(file).stem.partition("-")[2]


def _opened(made: RenderedDocument) -> pikepdf.Pdf:
    pdf = pikepdf.open(io.BytesIO(made.data))
    pdfx.strip(pdf)
    return pdf


def _ink(inks: Sequence[float]) -> Ink:
    cyan, magenta, yellow, black = (part / 100 for part in inks)
    return cyan, magenta, yellow, black
