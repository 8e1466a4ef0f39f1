"""The rendered fragments of a book go in; one PDF comes out in which tags, links, bookmarks and
folios are those of the whole.

The structure trees become one (ISO 32000-1, 14.7): their elements stand under one Document, and the
numbers that lead from pages and annotations to elements are counted on (14.7.4.4). Running text is
laid over each page as an artifact (14.8.2.2).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from citybook.pdf.about import DocumentInfo
from citybook.pdf.archival import complete
from citybook.pdf.destinations import read_destinations, write_destinations
from citybook.pdf.figures import move_figures
from citybook.pdf.files import open_pdf, save_pdf
from citybook.pdf.font_sharing import share_fonts
from citybook.pdf.picture_sharing import share_pictures
from citybook.typeset.outcome import Bookmark, RenderedFragment
from citybook.typeset.references import ELSEWHERE


@dataclass(frozen=True)
class PlacedFragment:
    """A fragment and the number of the page it begins on."""

    rendered: RenderedFragment
    start: int


class MissingAnchorError(Exception):
    """A link leads to an anchor that no fragment holds; the message names it."""


def join(
    fragments: list[PlacedFragment],
    headers: Sequence[bytes] = (),
    shift: float = 0.0,
    about: DocumentInfo | None = None,
    fonts: Mapping[str, bytes] | None = None,
) -> bytes:
    """Join fragments into one PDF. Page n of all `headers` is laid over page n, unless that fills
    its paper; versos, the even pages, are moved right by `shift` pt. It is finished if it is said
    what it is `about`. `fonts` are the files of whole fonts by name, so that each is embedded once.
    Raises MissingAnchorError."""
    first, *others = fragments
    with open_pdf(first.rendered.data) as whole:
        names = read_destinations(whole)
        for one in others:
            with open_pdf(one.rendered.data) as part:
                names.update(_append(whole, part))
        full = [is_full for one in fragments for is_full in one.rendered.full]
        _move(whole, names, full, shift)
        write_destinations(whole, names)
        _lead_home(whole, names)
        _lay_over(whole, headers, full)
        _write_bookmarks(whole, fragments)
        share_fonts(whole, fonts or {})
        share_pictures(whole)
        if about:
            complete(whole, about)
        return save_pdf(whole)


def _append(whole: pikepdf.Pdf, part: pikepdf.Pdf) -> dict[str, Any]:
    """Add the pages of `part` with their elements; its named destinations."""
    before = len(whole.pages)
    for page in part.pages:
        whole.pages.append(page)
    tree = whole.copy_foreign(part.make_indirect(part.Root.StructTreeRoot))
    root = whole.Root.StructTreeRoot
    numbers = root.ParentTree.Nums
    base = int(numbers[-2]) + 1 if len(numbers) else 0
    for page in list(whole.pages)[before:]:
        page.obj.StructParents = int(page.obj.StructParents) + base
        for annotation in page.obj.get("/Annots", ()):
            if "/StructParent" in annotation:
                annotation.StructParent = int(annotation.StructParent) + base
    listed = list(tree.ParentTree.Nums)
    for number, target in zip(listed[::2], listed[1::2], strict=True):
        numbers.append(int(number) + base)
        numbers.append(target)
    document = root.K[0]
    for element in tree.K[0].K:
        element.P = document
        document.K.append(element)
    return {
        name: whole.copy_foreign(part.make_indirect(target))
        for name, target in read_destinations(part).items()
    }


def _move(whole: pikepdf.Pdf, names: dict[str, Any], full: list[bool], shift: float) -> None:
    """Move what stands on versos, and what leads there."""
    moved: set[tuple[int, int]] = set()
    for number, page in enumerate(whole.pages, 1):
        if number % 2 or full[number - 1] or not shift:
            continue
        moved.add(page.obj.objgen)
        page.contents_add(f"q 1 0 0 1 {shift:g} 0 cm\n".encode(), prepend=True)
        page.contents_add(b"\nQ")
        for annotation in page.obj.get("/Annots", ()):
            left, bottom, right, top = (float(side) for side in annotation.Rect)
            annotation.Rect = Array([round(left + shift, 4), bottom, round(right + shift, 4), top])
    move_figures(whole, moved, shift)
    for target in names.values():
        if target[0].objgen in moved:
            target[2] = round(float(target[2]) + shift, 4)


def _lead_home(whole: pikepdf.Pdf, names: dict[str, Any]) -> None:
    """Links that led to another fragment lead there within the file."""
    for page in whole.pages:
        for annotation in page.obj.get("/Annots", ()):
            address = str(annotation.get("/A", Dictionary()).get("/URI", ""))
            if address.startswith(ELSEWHERE):
                name = address.removeprefix(ELSEWHERE)
                if name not in names:
                    raise MissingAnchorError(name)
                del annotation["/A"]
                annotation.Dest = String(name)


def _lay_over(whole: pikepdf.Pdf, headers: Sequence[bytes], full: list[bool]) -> None:
    """Lay headers, footers and tabs over every page that has room for them."""
    pages = enumerate(zip(whole.pages, full, strict=True), 1)
    for stretch in headers:
        with open_pdf(stretch) as header_pages:
            for header in header_pages.pages:
                number, (page, is_full) = next(pages)
                if not is_full:
                    _lay(whole, page, header, number)


def _lay(whole: pikepdf.Pdf, page: pikepdf.Page, header: pikepdf.Page, number: int) -> None:
    drawn = whole.copy_foreign(header.as_form_xobject())
    # The pages of a fragment share their resources, so each page's header has a name of its own.
    name = page.add_resource(drawn, Name.XObject, Name(f"/Header{number}"))
    # WeasyPrint turns the page's axes over, and does not turn them back.
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(f"\nQ /Artifact <</Type /Pagination>> BDC q {name} Do Q EMC".encode())


def _write_bookmarks(whole: pikepdf.Pdf, fragments: list[PlacedFragment]) -> None:
    """One outline of the bookmarks of all fragments, as deep as their levels say (12.3.3)."""
    with whole.open_outline() as outline:
        outline.root.clear()
        stack: list[tuple[int, Any]] = []
        for one in fragments:
            for bookmark in one.rendered.bookmarks:
                item = _outline_item(whole, bookmark, one.start)
                while stack and stack[-1][0] >= bookmark.level:
                    stack.pop()
                (stack[-1][1].children if stack else outline.root).append(item)
                stack.append((bookmark.level, item))


def _outline_item(whole: pikepdf.Pdf, bookmark: Bookmark, start: int) -> pikepdf.OutlineItem:
    page = whole.pages[start - 1 + bookmark.page]
    top = float(page.mediabox[3]) - bookmark.y
    target = Array([page.obj, Name.XYZ, round(bookmark.x, 3), round(top, 3), 0])
    return pikepdf.OutlineItem(bookmark.label, target)
