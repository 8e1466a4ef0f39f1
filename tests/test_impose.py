"""Printer's sheets, read back: which page stands where, how far from the fold, with which marks and
flags."""

from __future__ import annotations

import io
import re
import subprocess
import time
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from weasyprint import HTML

from citybook.models.press import OfficePrint
from citybook.press.imposition import OfficeJob, count_cover, find_binding, order_pages, plan
from citybook.press.sheets import impose
from citybook.problems import ContentError
from tests.pdfs import MM
from tests.publications import Publication

FILE = "content/editions/autumn.yaml"
TRIMS = {
    "A5": (148.0, 210.0),
    "A4": (210.0, 297.0),
    "square": (210.0, 210.0),
    "US letter": (215.9, 279.4),
}
SIDE_STAPLED = OfficeJob(FILE, OfficePrint(binding="side staple"))
# The letter L stands 20 mm from the left edge of its page and R 20 mm from the right one, the
# number between them.
PAGE = '<article><p><b style="float: left">L</b><b style="float: right">R</b>{number}</p></article>'
BOOKLETS = ("integra", "strategies-guide")


def numbered(
    pages: int, trim: tuple[float, float] = TRIMS["A5"], style: str = "", bleed: float = 0
) -> bytes:
    """A PDF with its number on each page."""
    css = (
        f"@page {{ size: {trim[0]}mm {trim[1]}mm; margin: 20mm; bleed: {bleed}mm; {style} }} "
        f"article {{ break-after: page; "
        "text-align: center } article:last-child { break-after: auto } b { font-weight: 400; "
        "line-height: 1 }"
    )
    body = "".join(PAGE.format(number=number) for number in range(1, pages + 1))
    html = f'<html lang="hr"><title>Jesen</title><style>{css}</style><body style="margin: 0">{body}'
    return bytes(HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))


@pytest.fixture(scope="module")
def sixty_four() -> bytes:
    return numbered(64)


def first(data: bytes, pages: int) -> bytes:
    """The first pages of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        del pdf.pages[pages:]
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def halves(data: bytes) -> list[tuple[str, str]]:
    """The text on the left and on the right half of every side."""
    found = []
    for page in pypdfium2.PdfDocument(data):
        text, (width, height) = page.get_textpage(), page.get_size()
        halved = ((0, width / 2), (width / 2, width))
        found.append(
            tuple(
                " ".join(text.get_text_bounded(left, 0, right, height).split())
                for left, right in halved
            )
        )
    return found


def numbers(data: bytes) -> list[tuple[int | None, int | None]]:
    """The number of the page on the left and right half of every side."""

    def number(text: str) -> int | None:
        return int(re.sub(r"\D", "", text)) if text else None

    return [(number(left), number(right)) for left, right in halves(data)]


def read(sides: list[tuple[int | None, int | None]], *, rtl: bool = False) -> list[int | None]:
    """The pages as a reader turns them in the folded booklet. Each sheet is a front and a back; the
    leaf at the opening side shows a page of the front, and behind it, on the other side of the
    paper, the one of the back at the other half."""
    near, far = (0, 1) if rtl else (1, 0)
    sheets = list(zip(sides[::2], sides[1::2], strict=True))
    going_in = [page for front, back in sheets for page in (front[near], back[far])]
    coming_out = [page for front, back in reversed(sheets) for page in (back[near], front[far])]
    return going_in + coming_out


def places(data: bytes, side: int, letter: str) -> list[float]:
    """How far from the fold a letter's middle is on a side, in mm; left of it is negative."""
    page = pypdfium2.PdfDocument(data)[side]
    text, fold = page.get_textpage(), page.get_size()[0] / 2
    boxes = [
        text.get_charbox(at)
        for at in range(text.count_chars())
        if text.get_text_range(at, 1) == letter
    ]
    return sorted(((box[0] + box[2]) / 2 - fold) / MM for box in boxes)


def lines(data: bytes, side: int) -> list[tuple[float, ...]]:
    """The straight lines that a side itself draws, from where to where in mm, and that they are of
    black ink alone."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        found, start, ink = [], (0.0, 0.0), None
        for values, operator in pikepdf.parse_content_stream(pdf.pages[side]):
            if str(operator) in ("K", "RG", "G"):
                ink = (str(operator), [float(value) for value in values])
            if str(operator) == "m":
                start = tuple(round(float(value) / MM, 2) for value in values)
            if str(operator) == "l":
                assert ink == ("K", [0, 0, 0, 1])
                found.append((*start, *(round(float(value) / MM, 2) for value in values)))
        return found


def boxes(data: bytes, side: int = 0) -> dict[str, list[float]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        page = pdf.pages[side]
        return {
            name: [round(float(value) / MM, 1) for value in getattr(page, name)]
            for name in ("mediabox", "trimbox")
        }


def problem(data: bytes, **office: object) -> str:
    with pytest.raises(ContentError) as caught:
        impose(data, OfficeJob(FILE, OfficePrint(**office)))
    assert len(caught.value.problems) == 1
    return caught.value.problems[0].head()


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("pages", range(1, 65))
def test_the_folded_booklet_reads_from_the_first_page_to_the_last(pages: int, rtl: bool) -> None:
    found = read(order_pages(pages, rtl=rtl), rtl=rtl)
    blanks = [None] * (-pages % 4)
    assert found == ([*range(1, pages), *blanks, pages] if pages > 1 else [1, *blanks])


def test_no_pages_have_no_order_pages() -> None:
    with pytest.raises(ValueError, match="no pages"):
        order_pages(0)


@pytest.mark.parametrize("pages", [*range(4, 65, 4), 5, 6, 7, 26, 63])
def test_each_half_of_the_sheets_carries_the_page_that_belongs_there(
    sixty_four: bytes, pages: int
) -> None:
    found = numbers(impose(first(sixty_four, pages), OfficeJob(FILE)))
    assert read(found) == [*range(1, pages), *[None] * (-pages % 4), pages]
    assert found[0] == (pages, 1), "the back cover is left of the front cover"


def test_an_empty_page_before_the_back_cover_stays_inside_of_it(sixty_four: bytes) -> None:
    with pikepdf.open(io.BytesIO(first(sixty_four, 10))) as pdf:
        pdf.pages[8].Contents = pdf.make_stream(b"0.97 0.96 0.93 rg 0 0 419 595 re f")
        out = io.BytesIO()
        pdf.save(out)
    sheets = impose(out.getvalue(), OfficeJob(FILE))
    assert read(numbers(sheets)) == [1, 2, 3, 4, 5, 6, 7, 8, None, None, None, 10]
    inside = pypdfium2.PdfDocument(sheets)[1].render().to_pil()
    assert inside.getpixel((700, 300)) == (247, 245, 237), (
        "the tinted page is behind the back cover, the added ones before it"
    )
    assert read(order_pages(10, cover=2)) == [1, 2, 3, 4, 5, 6, 7, 8, None, None, 9, 10]


@pytest.mark.parametrize(
    ("content", "cover"),
    [
        (b"", 2),
        (b"0.97 0.96 0.93 rg 0 0 419 595 re f", 2),
        (b"BT (text) Tj ET", 1),
        (b"/Picture Do", 1),
    ],
)
def test_the_page_before_the_back_cover_is_its_inside_if_nothing_is_on_it(
    content: bytes, cover: int
) -> None:
    with pikepdf.new() as pdf:
        for _ in range(4):
            pdf.add_blank_page().Contents = pdf.make_stream(b"BT (text) Tj ET")
        pdf.pages[2].Contents = pdf.make_stream(content)
        assert count_cover(pdf) == cover
        del pdf.pages[:2]
        assert count_cover(pdf) == 1, "a sheet of two pages has no inside of a cover"


def test_pages_that_lie_are_the_sides_of_a_leaflet_however_the_office_binds() -> None:
    office = OfficePrint(binding="side staple")
    for trim, binding in (("A4", "side staple"), ("square", "side staple")):
        with pikepdf.open(io.BytesIO(numbered(1, TRIMS[trim]))) as pdf:
            assert find_binding(pdf, office) == binding
    with pikepdf.open(io.BytesIO(numbered(1, TRIMS["A4"][::-1]))) as pdf:
        assert find_binding(pdf, office) == "folded leaflet"


def test_a_booklet_in_a_language_from_the_right_opens_from_the_other_side(
    sixty_four: bytes,
) -> None:
    found = numbers(impose(first(sixty_four, 26), OfficeJob(FILE, rtl=True)))
    assert found[0] == (1, 26)
    assert read(found, rtl=True) == [*range(1, 26), None, None, 26]


@pytest.mark.parametrize("rtl", [False, True])
@pytest.mark.parametrize("sheet", [0, 1, 7, 15])
def test_creep_moves_each_sheets_pages_to_the_fold_and_leaves_the_outermost(
    sixty_four: bytes, sheet: int, rtl: bool
) -> None:
    thick = impose(sixty_four, OfficeJob(FILE, OfficePrint(thickness=0.2), rtl=rtl))
    thin = impose(sixty_four, OfficeJob(FILE, OfficePrint(thickness=0), rtl=rtl))
    for side in (2 * sheet, 2 * sheet + 1):
        for letter, inner in (("L", 1), ("R", 0)):
            moved, still = places(thick, side, letter), places(thin, side, letter)
            assert moved[0] == pytest.approx(still[0] + sheet * 0.2, abs=0.02)
            assert moved[1] == pytest.approx(still[1] - sheet * 0.2, abs=0.02)
            assert abs(still[inner]) == pytest.approx(21.1, abs=0.5), (
                "20 mm of margin, without creep"
            )
    made = plan(sixty_four, OfficeJob(FILE, OfficePrint(thickness=0.2)))
    assert (made.sheets, made.creep) == (16, pytest.approx(3.0))


def test_no_page_crosses_the_fold_where_creep_pushes_it_there() -> None:
    data = numbered(32, style="background: #b8480c")
    with pikepdf.open(io.BytesIO(data)) as pdf:  # every second page stays white
        for page in pdf.pages[::2]:
            page.Contents = pdf.make_stream(b"")
        out = io.BytesIO()
        pdf.save(out)
    inner = pypdfium2.PdfDocument(
        impose(out.getvalue(), OfficeJob(FILE, OfficePrint(thickness=0.3)))
    )[15]
    picture, scale = inner.render(scale=4).to_pil(), 4 * MM
    white, fold = (255, 255, 255), picture.width / 2
    assert picture.getpixel((int(fold - 0.2 * scale), 40)) == (184, 72, 12), (
        "page 16 reaches the fold"
    )
    assert picture.getpixel((int(fold + 0.2 * scale), 40)) == white, "and is cut there"
    assert picture.getpixel((int(1.5 * scale), 40)) == white, (
        "its outer edge has moved by 7 × 0.3 mm"
    )
    assert picture.getpixel((int(3.1 * scale), 40)) == (184, 72, 12)


def test_bleed_reaches_over_the_trim_at_the_outer_sides_only() -> None:
    data = impose(
        numbered(4, style="background: #b8480c", bleed=3),
        OfficeJob(FILE, OfficePrint(paper="A3", marks=[])),
    )
    picture = pypdfium2.PdfDocument(data)[0].render(scale=2).to_pil()
    found = picture.convert("L").point(lambda value: 255 * (value < 200)).getbbox()
    assert found
    assert [value / 2 / MM for value in found] == pytest.approx(
        [62 - 3, 43.5 - 3, 62 + 296 + 3, 43.5 + 210 + 3], abs=0.3
    )
    assert places(data, 0, "L")[1] == pytest.approx(21.1, abs=0.5), "pages still meet in the fold"


@pytest.mark.parametrize(
    ("trim", "paper", "media"),
    [
        ("A5", "A4", [297, 210]),
        ("A4", "A3", [420, 297]),
        ("square", "A3", [420, 297]),
        ("US letter", "tabloid", [431.8, 279.4]),
    ],
)
def test_pages_are_laid_in_the_middle_of_the_smallest_paper_twice_as_wide(
    trim: str, paper: str, media: list[float]
) -> None:
    data = numbered(8, TRIMS[trim])
    made, found = plan(data, OfficeJob(FILE)), boxes(impose(data, OfficeJob(FILE)))
    width, height = TRIMS[trim]
    aside, head = media[0] / 2 - width, (media[1] - height) / 2
    assert (made.paper_name, list(made.paper), list(made.offcut)) == (
        paper,
        media,
        pytest.approx([aside, head]),
    )
    assert found["mediabox"] == [0, 0, *media]
    assert found["trimbox"] == pytest.approx(
        [aside, head, media[0] - aside, media[1] - head], abs=0.06
    )


def test_the_copier_may_flip_on_the_long_edge_when_backs_stand_on_their_heads(
    sixty_four: bytes,
) -> None:
    short = impose(first(sixty_four, 12), OfficeJob(FILE))
    long = impose(
        first(sixty_four, 12), OfficeJob(FILE, OfficePrint(flip="long edge", thickness=0.4))
    )
    assert numbers(long)[::2] == numbers(short)[::2]
    assert numbers(long)[1::2] == [side[::-1] for side in numbers(short)[1::2]]
    assert places(long, 5, "L")[0] == pytest.approx(-places(long, 4, "L")[1], abs=0.02), (
        "the back has the front's creep"
    )
    page = pypdfium2.PdfDocument(long)[1]
    text = page.get_textpage()
    tops = [
        text.get_charbox(at)[1] / MM
        for at in range(text.count_chars())
        if text.get_text_range(at, 1) in "LR"
    ]
    assert all(top < 30 for top in tops), "the heads of the pages are at the foot of the sheet"


@pytest.mark.parametrize(
    ("flip", "duplex"),
    [("short edge", "/DuplexFlipShortEdge"), ("long edge", "/DuplexFlipLongEdge")],
)
def test_the_file_asks_for_both_sides_and_no_scaling_and_not_for_copies(
    sixty_four: bytes, flip: str, duplex: str
) -> None:
    data = impose(first(sixty_four, 8), OfficeJob(FILE, OfficePrint(flip=flip)))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert dict(pdf.Root.ViewerPreferences) == {
            "/Duplex": pikepdf.Name(duplex),
            "/PrintScaling": pikepdf.Name("/None"),
            "/PickTrayByPDFSize": True,
            "/DisplayDocTitle": True,
        }


def test_title_and_language_stay_and_no_claim_of_accessibility_does(sixty_four: bytes) -> None:
    with pikepdf.open(io.BytesIO(impose(first(sixty_four, 8), OfficeJob(FILE)))) as pdf:
        assert (str(pdf.docinfo.Title), str(pdf.Root.Lang)) == ("Jesen", "hr")
        assert not {"/Metadata", "/StructTreeRoot", "/MarkInfo", "/Outlines", "/Names"} & set(
            pdf.Root.keys()
        )


def test_the_same_pages_give_the_same_bytes(sixty_four: bytes) -> None:
    job = OfficeJob(FILE, OfficePrint(marks=["fold", "staples", "cut"]))
    before = impose(sixty_four, job)
    time.sleep(
        1.1
    )  # the file's identifier is made from the time, in seconds, if nothing else is asked for
    assert impose(sixty_four, job) == before


def test_without_marks_wanted_nothing_is_drawn_beside_the_pages(sixty_four: bytes) -> None:
    data = impose(first(sixty_four, 8), OfficeJob(FILE))
    assert [lines(data, side) for side in range(4)] == [[], [], [], []], (
        "nothing is cut off A4, so no mark for it either"
    )
    square = impose(numbered(8, TRIMS["square"]), OfficeJob(FILE, OfficePrint(marks=[])))
    assert [lines(square, side) for side in range(4)] == [[], [], [], []]


def test_fold_marks_stand_in_the_fold_on_the_outside_of_every_sheet(sixty_four: bytes) -> None:
    data = impose(first(sixty_four, 8), OfficeJob(FILE, OfficePrint(marks=["fold"])))
    assert lines(data, 0) == lines(data, 2) == [(148.5, 5, 148.5, 13), (148.5, 205, 148.5, 197)]
    assert lines(data, 1) == lines(data, 3) == []
    square = impose(numbered(8, TRIMS["square"]), OfficeJob(FILE, OfficePrint(marks=["fold"])))
    assert lines(square, 0) == [(210, 34.5, 210, 42.5), (210, 262.5, 210, 254.5)], (
        "on what is cut off, where there is room"
    )


def test_staples_are_marked_at_the_quarters_of_the_cover_alone(sixty_four: bytes) -> None:
    data = impose(first(sixty_four, 8), OfficeJob(FILE, OfficePrint(marks=["staples"])))
    assert lines(data, 0) == [(148.5, 46.5, 148.5, 58.5), (148.5, 151.5, 148.5, 163.5)]
    assert [lines(data, side) for side in (1, 2, 3)] == [[], [], []]


def test_what_is_cut_off_is_marked_beside_the_pages() -> None:
    square = lines(impose(numbered(4, TRIMS["square"]), OfficeJob(FILE)), 0)
    assert len(square) == 4
    assert {y for line in square for y in line[1::2]} == {43.41, 253.59}, (
        "just outside of 43.5 and 253.5 mm"
    )
    small = lines(impose(numbered(4), OfficeJob(FILE, OfficePrint(paper="A3"))), 0)
    assert len(small) == 8
    assert {line[0] for line in small if line[0] == line[2]} == {61.91, 358.09}


def test_paper_that_is_too_small_is_refused_with_what_is_missing() -> None:
    assert problem(numbered(4, TRIMS["A4"]), paper="A4") == (
        f"{FILE}: error: press.office.paper: A4, 297 × 210 mm, is too small for two pages of 210 "
        "× 297 mm side by side: they are 123 mm too wide and 87 mm too high"
    )
    assert problem(numbered(4, (320, 330))) == (
        f"{FILE}: error: no paper that a copier holds is large enough for two pages of 320 × 330 "
        "mm side by side, 640 × 330 mm"
    )


def test_a_mistake_in_a_setting_is_shown_where_it_stands() -> None:
    job = OfficeJob(FILE, OfficePrint(paper="A5"), places={("press", "office", "paper"): (9, 12)})
    with pytest.raises(ContentError) as caught:
        plan(numbered(4), job)
    assert (
        caught.value.problems[0]
        .head()
        .startswith(f"{FILE}:9:12: error: press.office.paper: A5, 210 × 148 mm, is too small")
    )


def test_more_sheets_than_can_be_stapled_are_refused(sixty_four: bytes) -> None:
    assert problem(sixty_four, sheets=15) == (
        f"{FILE}: error: 64 pages make 16 sheets, and no more than 15 can be stapled in the fold"
    )


def test_paper_so_thick_that_text_would_reach_the_fold_is_refused(sixty_four: bytes) -> None:
    with pikepdf.open(io.BytesIO(sixty_four)) as pdf:
        pdf.pages.extend(list(pdf.pages)[:16])
        out = io.BytesIO()
        pdf.save(out)
    assert problem(out.getvalue(), thickness=0.5) == (
        f"{FILE}: error: 20 sheets of 0.5 mm would push the innermost pages 9.5 mm into the fold, "
        "more than 8 mm"
    )


def test_pages_of_several_sizes_are_refused_with_the_first_that_differs() -> None:
    with (
        pikepdf.open(io.BytesIO(numbered(4))) as pdf,
        pikepdf.open(io.BytesIO(numbered(1, TRIMS["A4"]))) as other,
    ):
        pdf.pages.insert(2, other.pages[0])
        out = io.BytesIO()
        pdf.save(out)
    assert problem(out.getvalue()) == (
        f"{FILE}: error: page 3 is 210 × 297 mm, and page 1 is 148 × 210 mm: they cannot be bound "
        "together"
    )


def test_what_is_no_pdf_or_has_no_pages_is_refused() -> None:
    assert problem(b"not a PDF").startswith(f"{FILE}: error: its PDF cannot be read")
    out = io.BytesIO()
    pikepdf.new().save(out)
    assert problem(out.getvalue()) == f"{FILE}: error: it has no pages"


def test_what_lies_is_a_leaflet_of_two_sides_and_nothing_to_staple() -> None:
    lying = TRIMS["A4"][::-1]
    for pages, told in ((1, "there is only one"), (3, "there are 3")):
        with pytest.raises(ContentError) as caught:
            impose(numbered(pages, lying), OfficeJob(FILE))
        assert (
            caught.value.problems[0].message
            == f"pages of 297 × 210 mm are the two sides of a leaflet, and {told}"
        )
    with pytest.raises(ContentError) as caught:
        impose(numbered(2, lying), OfficeJob(FILE, OfficePrint(paper="A3")))
    assert caught.value.problems[0].message == (
        "pages of 297 × 210 mm cannot be printed on A3, 420 × 297 mm, with nothing to cut off"
    )


def test_a_leaflet_keeps_its_pages_and_tags_and_asks_to_be_flipped_on_the_short_edge() -> None:
    data = numbered(2, TRIMS["A4"][::-1])
    made = plan(data, OfficeJob(FILE))
    assert (made.sheets, made.paper_name, made.paper) == (1, "A4", (297.0, 210.0))
    with pikepdf.open(io.BytesIO(impose(data, OfficeJob(FILE)))) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert "/StructTreeRoot" in pdf.Root
        assert [page.get("/Rotate", 0) for page in pdf.pages] == [0, 0]
    with pikepdf.open(
        io.BytesIO(impose(data, OfficeJob(FILE, OfficePrint(flip="long edge"))))
    ) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert [page.get("/Rotate", 0) for page in pdf.pages] == [0, 180], (
            "its inside stands on its head"
        )


def test_a_sheet_of_one_page_is_printed_on_one_side() -> None:
    with pikepdf.open(io.BytesIO(impose(numbered(1, TRIMS["A4"]), SIDE_STAPLED))) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/Simplex"
        assert len(pdf.pages) == 1


def test_pages_stapled_at_their_side_stay_in_order_with_the_last_one_on_the_back() -> None:
    data = impose(numbered(7, TRIMS["A4"]), SIDE_STAPLED)
    found = [
        re.sub(r"\D", "", page.get_textpage().get_text_bounded())
        for page in pypdfium2.PdfDocument(data)
    ]
    assert found == ["1", "2", "3", "4", "5", "6", "", "7"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"
        assert "/StructTreeRoot" in pdf.Root
    made = plan(numbered(7, TRIMS["A4"]), SIDE_STAPLED)
    assert (made.sheets, made.blanks, made.paper, made.offcut) == (4, 1, (210.0, 297.0), (0, 0))
    with pytest.raises(ContentError) as caught:
        impose(numbered(4, TRIMS["square"]), SIDE_STAPLED)
    assert caught.value.problems[0].message == (
        "pages of 210 × 210 mm cannot be printed on A4, 210 × 297 mm, and stapled at their side"
    )


def test_pages_stapled_at_their_side_cannot_be_flipped_on_the_short_edge() -> None:
    with pytest.raises(ValueError, match="flip: long edge"):
        OfficePrint(binding="side staple", flip="short edge")


@pytest.mark.parametrize("slug", BOOKLETS)
def test_every_half_of_the_real_editions_says_what_its_page_says(
    real: Publication, slug: str
) -> None:
    source = (real.pdf / f"{slug}.pdf").read_bytes()
    pages = [sorted("".join(word for _, word in words)) for _, words in printed_words(source)]
    sheets = [
        tuple(
            sorted("".join(word for at, word in words if (at < width / 2) is is_left))
            for is_left in (True, False)
        )
        for width, words in printed_words(
            impose(source, OfficeJob(f"content/editions/{slug}.yaml"))
        )
    ]
    sides = order_pages(len(pages), cover=1 if pages[-2] else 2)
    expected = [tuple(pages[page - 1] if page else [] for page in pair) for pair in sides]
    assert len(sheets) == 2 * -(-len(pages) // 4)
    assert sheets == expected


def printed_words(data: bytes) -> list[tuple[float, list[tuple[float, str]]]]:
    """The width of each page, and the middle of each word with its letters: in which order parts of
    a page are found differs with what else is there."""
    told = subprocess.run(
        ["pdftotext", "-bbox", "-", "-"], input=data, capture_output=True, check=True
    ).stdout.decode()
    found: list[tuple[float, list[tuple[float, str]]]] = []
    for row in told.splitlines():
        if page := re.match(r' *<page width="([\d.]+)"', row):
            found.append((float(page[1]), []))
        elif word := re.match(r' *<word xMin="(.*?)".* xMax="(.*?)".*?>(.*)</word>', row):
            found[-1][1].append(((float(word[1]) + float(word[2])) / 2, word[3]))
    return found


def test_the_real_leaflet_folds_where_no_letter_stands_and_both_sides_agree(
    real: Publication, tmp_path: Path
) -> None:
    data = impose(
        (real.pdf / "connection-leaflet.pdf").read_bytes(),
        OfficeJob("content/editions/connection-leaflet.yaml"),
    )
    (tmp_path / "leaflet.pdf").write_bytes(data)
    outside, inside = pypdfium2.PdfDocument(data)
    # Turned over its short edge, what was on the left is on the right: folds at 97 and 197 mm are
    # at 200 and 100 mm.
    for page, folds in ((outside, (97, 197)), (inside, (297 - 197, 297 - 97))):
        text = page.get_textpage()
        found = [
            text.get_charbox(at)
            for at in range(text.count_chars())
            if text.get_text_range(at, 1).strip()
        ]
        for fold in folds:
            assert all(box[2] / MM < fold - 3 or box[0] / MM > fold + 3 for box in found)
        assert all(
            any(low < box[0] / MM < high for box in found)
            for low, high in ((0, folds[0]), (folds[0], folds[1]), (folds[1], 297))
        )
    picture = outside.render(scale=4).to_pil()
    row = [picture.getpixel((x, 20))[:3] == (26, 29, 38) for x in range(picture.width)]
    flap = range(row.index(False))  # the cover, on the right, has the same ground
    assert max(flap) / 4 / MM == pytest.approx(97, abs=0.2), (
        "the flap is 3 mm narrower than the panels it lies between"
    )
