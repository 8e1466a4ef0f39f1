"""Small pages made for the print shop, each with one thing wrong: the preflight says what, on which
page, and how much."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pikepdf
import pytest
import segno
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from citybook.press.code_addresses import check_addresses
from citybook.press.findings import Finding, PrintFault, Wanted
from citybook.press.job import PrintFile
from citybook.press.preflight import preflight
from citybook.press.preflight_report import as_json, as_text

MM = 72 / 25.4
TRIM, BLEED = (100.0, 60.0), 3.0
WANTED = Wanted(TRIM, BLEED)
Change = Callable[[pikepdf.Pdf], None]
Resource = Callable[[pikepdf.Pdf], Dictionary]


def box(by: float) -> Array:
    """The trim, larger by so many mm on every side."""
    return Array(
        [round(side, 4) for side in (-by * MM, -by * MM, (TRIM[0] + by) * MM, (TRIM[1] + by) * MM)]
    )


def made(
    content: str | bytes = b"", change: Change | None = None, pages: int = 1, **resources: object
) -> bytes:
    """A PDF whose pages hold `content`, in mm from the trim's lower left corner."""
    pdf = pikepdf.new()
    drawn = content.encode() if isinstance(content, str) else content
    for _ in range(pages):
        page = pdf.add_blank_page(page_size=(TRIM[0] * MM, TRIM[1] * MM))
        page.obj.MediaBox = page.obj.BleedBox = box(BLEED)
        page.obj.TrimBox = box(0)
        page.obj.Contents = pdf.make_stream(b"q %.5f 0 0 %.5f 0 0 cm\n%b\nQ" % (MM, MM, drawn))
        page.obj.Resources = Dictionary(
            {
                f"/{name}": value(pdf) if callable(value) else value
                for name, value in resources.items()
            }
        )
    if change:
        change(pdf)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def faults(data: bytes, wanted: Wanted = WANTED) -> list[PrintFault]:
    return [finding.fault for finding in preflight(data, wanted)]


def only(found: list[PrintFault], check: str) -> PrintFault:
    """The one fault of this kind; there is none of another."""
    assert [fault.check for fault in found] == [check], found
    return found[0]


def form(content: bytes, side: float = 1, **entries: object) -> Resource:
    """A resource: a form, `side` large, with these entries."""

    def drawn(pdf: pikepdf.Pdf) -> Dictionary:
        return Dictionary(
            X=pdf.make_stream(
                content,
                Type=Name.XObject,
                Subtype=Name.Form,
                BBox=Array([0, 0, side, side]),
                **{
                    name: value(pdf) if callable(value) else value
                    for name, value in entries.items()
                },
            )
        )

    return drawn


def picture(
    pixels: tuple[int, int], colour: tuple[int, ...] = (40, 20, 20, 0), mode: str = "CMYK"
) -> Resource:
    """A resource: a picture of one colour, in 255ths."""

    def drawn(pdf: pikepdf.Pdf) -> Dictionary:
        spaces = {"CMYK": Name.DeviceCMYK, "RGB": Name.DeviceRGB, "L": Name.DeviceGray}
        data = Image.new(mode, pixels, colour if len(colour) > 1 else colour[0]).tobytes()
        return Dictionary(
            P=pdf.make_stream(
                data,
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=pixels[0],
                Height=pixels[1],
                BitsPerComponent=8,
                ColorSpace=spaces[mode],
            )
        )

    return drawn


def helvetica(_: pikepdf.Pdf) -> Dictionary:
    """A resource: a font that is not embedded."""
    return Dictionary(F=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))


def test_a_page_without_fault_has_no_finding() -> None:
    assert (
        faults(
            made(
                "0.2 0.1 0 0 k -3 -3 106 66 re f 0 0 0 1 k 20 20 30 10 re f 0 0 0 1 K 0.2 w 10 10 "
                "m 40 10 l S"
            )
        )
        == []
    )


@pytest.mark.parametrize(
    ("pixels", "severity", "words"),
    [
        (150, "error", "placed 25 × 25 mm large, has 150 dpi, fewer than 200"),
        (250, "warning", "placed 25 × 25 mm large, has 250 dpi, fewer than 300"),
        (300, None, ""),
    ],
)
def test_a_picture_is_measured_at_the_size_at_which_it_is_placed(
    pixels: int, severity: str | None, words: str
) -> None:
    found = faults(made("q 25.4 0 0 25.4 20 20 cm /P Do Q", XObject=picture((pixels, pixels))))
    if severity is None:
        assert found == []
        return
    fault = only(found, "resolution")
    assert (fault.severity, fault.measure) == (severity, pixels)
    assert f"a picture of {pixels} × {pixels} pixels" in fault.message
    assert words in fault.message


def test_a_picture_is_as_sharp_as_on_its_longer_drawn_side_and_turned_ones_are_measured_too() -> (
    None
):
    turned = only(
        faults(made("q 0 25.4 -12.7 0 40 20 cm /P Do Q", XObject=picture((150, 150)))), "resolution"
    )
    assert turned.measure == 150


def test_a_picture_within_forms_is_measured() -> None:
    inner = form(
        b"/P Do",
        Matrix=Array([25.4, 0, 0, 25.4, 0, 0]),
        Resources=lambda pdf: Dictionary(XObject=picture((100, 100))(pdf)),
    )
    assert (
        only(faults(made("q 1 0 0 1 20 20 cm /X Do Q", XObject=inner)), "resolution").measure == 100
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("1 0 0 rg 20 20 30 10 re f", "a fill is in DeviceRGB"),
        ("1 0 0 RG 1 w 20 20 m 50 20 l S", "a stroke is in DeviceRGB"),
        ("/DeviceRGB cs 1 0 0 sc 20 20 30 10 re f", "a fill is in DeviceRGB"),
        ("/L cs 50 20 20 sc 20 20 30 10 re f", "a fill is in Lab"),
        ("/I cs 1 sc 20 20 30 10 re f", "a fill is in DeviceRGB"),
        ("/C cs 0 0 1 sc 20 20 30 10 re f", "a fill is in ICCBased with 3 components"),
        ("/S cs 1 scn 20 20 30 10 re f", "a fill is in Separation"),
    ],
)
def test_what_is_not_in_the_four_inks_is_found(content: str, words: str) -> None:
    def spaces(pdf: pikepdf.Pdf) -> Dictionary:
        tint = Dictionary(
            FunctionType=2,
            Domain=Array([0, 1]),
            C0=Array([0, 0, 0, 0]),
            C1=Array([0, 1, 1, 0]),
            N=1,
        )
        return Dictionary(
            L=Array([Name.Lab, Dictionary(WhitePoint=Array([0.96, 1, 0.82]))]),
            I=Array([Name.Indexed, Name.DeviceRGB, 1, String(b"\xff\0\0\0\xff\0")]),
            C=Array([Name.ICCBased, pdf.make_stream(b"profile", N=3)]),
            S=Array([Name.Separation, Name("/PANTONE"), Name.DeviceCMYK, tint]),
        )

    assert words in only(faults(made(content, ColorSpace=spaces)), "colour").message


def test_a_picture_in_rgb_is_found() -> None:
    found = faults(
        made("q 25.4 0 0 25.4 20 20 cm /P Do Q", XObject=picture((300, 300), (90, 10, 10), "RGB"))
    )
    assert "a picture is in DeviceRGB" in only(found, "colour").message


def test_a_shading_in_rgb_is_found() -> None:
    ramp = Dictionary(
        FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 1, 1]), C1=Array([1, 0, 0]), N=1
    )
    shading = Dictionary(
        S=Dictionary(
            ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 1, 0]), Function=ramp
        )
    )
    found = faults(made("q 20 20 10 10 re W n /S sh Q", Shading=shading))
    assert "a shading is in DeviceRGB" in only(found, "colour").message


def test_transparency_blended_in_rgb_is_found() -> None:
    group = form(
        b"0 0 0 1 k 0 0 9 9 re f", 9, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    )
    assert (
        "blended in DeviceRGB"
        in only(faults(made("q 1 0 0 1 20 20 cm /X Do Q", XObject=group)), "colour").message
    )


def test_colours_within_a_pattern_are_found() -> None:
    def tiles(pdf: pikepdf.Pdf) -> Dictionary:
        return Dictionary(
            T=pdf.make_stream(
                b"1 0 0 rg 0 0 5 5 re f",
                PatternType=1,
                PaintType=1,
                TilingType=1,
                BBox=Array([0, 0, 9, 9]),
                XStep=9,
                YStep=9,
                Resources=Dictionary(),
                Matrix=Array([1, 0, 0, 1, 60, 60]),
            )
        )

    found = faults(made("/Pattern cs /T scn 20 20 30 10 re f", Pattern=tiles))
    assert "a fill is in DeviceRGB" in only(found, "colour").message


@pytest.mark.parametrize(("ink", "covered"), [("1 0.8 0.7 0.6", 310), ("1 1 1 1", 400)])
def test_a_colour_with_more_ink_than_the_paper_takes_is_found(ink: str, covered: int) -> None:
    fault = only(faults(made(f"{ink} k 20 20 30 10 re f")), "ink")
    assert fault.message == f"a fill has {covered} % of ink, more than 300 %"
    assert fault.measure == covered


def test_the_limit_of_ink_is_the_papers() -> None:
    data = made("0.8 0.8 0.6 0.2 k 20 20 30 10 re f")
    assert faults(data) == []
    assert only(faults(data, Wanted(TRIM, BLEED, ink_limit=220)), "ink").measure == 240


def test_black_that_overprints_adds_to_the_ink_below() -> None:
    ground, states = "0.9 0.9 0.5 0 k 20 20 30 10 re f", Dictionary(O=Dictionary(op=True, OPM=1))
    over = made(f"{ground} /O gs 0 0 0 1 k 25 22 5 5 re f", ExtGState=states)
    assert only(faults(over), "ink").measure == 330
    assert faults(made(f"{ground} 0 0 0 1 k 25 22 5 5 re f", ExtGState=states)) == []
    assert faults(made(f"{ground} /O gs 0 0 0 1 k 60 22 5 5 re f", ExtGState=states)) == []


def test_any_colour_that_overprints_lets_the_inks_below_through() -> None:
    ground, states = "0 0 1 1 k 20 20 30 10 re f", Dictionary(O=Dictionary(op=True, OPM=1))
    assert (
        only(
            faults(made(f"{ground} /O gs 1 1 0 0 k 25 22 5 5 re f", ExtGState=states)), "ink"
        ).measure
        == 400
    )
    assert faults(made(f"{ground} /O gs 0 0 0.5 0.9 k 25 22 5 5 re f", ExtGState=states)) == []


def test_colours_that_are_mixed_with_those_below_are_found() -> None:
    modes = {name: Dictionary(M=Dictionary(BM=Name(f"/{name}"))) for name in ("Multiply", "Normal")}
    mixed = [
        faults(made("/M gs 0 0 0 1 k 25 22 5 5 re f", ExtGState=states))
        for states in modes.values()
    ]
    assert "colours are mixed with those below (/Multiply)" in only(mixed[0], "ink").message
    assert mixed[1] == []


def test_a_picture_with_too_much_ink_is_found() -> None:
    found = faults(
        made("q 25.4 0 0 25.4 20 20 cm /P Do Q", XObject=picture((300, 300), (255, 204, 204, 204)))
    )
    fault = only(found, "ink")
    assert "a picture has" in fault.message
    assert fault.measure == pytest.approx(340, abs=2)


@pytest.mark.parametrize(
    "content",
    [
        "0 0 0 1 K 0.07 w 20 20 m 50 20 l S",
        "q 0.1 0 0 0.1 20 20 cm 0 0 0 1 K 0.7 w 0 0 m 300 0 l S Q",
        "0 0 0 1 k 20 20 30 0.07 re f",
        "q 20 20 0.07 30 re W n 0 0 0 1 k 10 10 40 40 re f Q",
    ],
)
def test_a_hairline_is_found_drawn_scaled_filled_or_clipped(content: str) -> None:
    fault = only(faults(made(content)), "hairline")
    assert fault.message == "a line of 0.20 pt, thinner than 0.25 pt"
    assert fault.measure == 0.2


def test_what_is_painted_with_no_opacity_is_no_fault() -> None:
    assert (
        faults(made("/A gs 1 0 0 rg 20 20 30 0.01 re f", ExtGState=Dictionary(A=Dictionary(ca=0))))
        == []
    )


@pytest.mark.parametrize(
    ("content", "size"),
    [
        ("BT /F 2 Tf 20 20 Td (small) Tj ET", 5.7),
        ("BT /F 1 Tf 1.5 0 0 1.5 20 20 Tm (small) Tj ET", 4.3),
        ("BT /F 2.2 Tf 20 20 Td (small) Tj ET", None),
    ],
)
def test_small_text_is_found_at_the_size_it_is_drawn(content: str, size: float | None) -> None:
    found = [
        fault
        for fault in faults(made(f"0 0 0 1 k {content}", Font=helvetica))
        if fault.check == "text"
    ]
    assert [fault.measure for fault in found] == ([size] if size else [])
    assert all(fault.message == f"text of {size} pt, smaller than 6 pt" for fault in found)


@pytest.mark.parametrize(
    ("place", "side"), [("1 30", "left"), ("40 1", "bottom"), ("78 30", "right"), ("40 56", "top")]
)
def test_text_that_the_cutter_may_reach_is_found(place: str, side: str) -> None:
    data = made(f"0 0 0 1 k BT /F 5 Tf {place} Td (Eurocities) Tj ET", Font=helvetica)
    found = [fault for fault in faults(data) if fault.check == "text"]
    assert [f"from the {side} edge, nearer than 3 mm" in fault.message for fault in found] == [True]
    assert "“Eurocities”" in found[0].message
    assert found[0].measure is not None
    assert found[0].measure < 3


def test_a_font_that_is_not_embedded_is_found() -> None:
    found = faults(made("0 0 0 1 k BT /F 5 Tf 20 20 Td (text) Tj ET", Font=helvetica))
    assert only(found, "fonts").message == "the font Helvetica is not embedded"


@pytest.mark.parametrize(
    ("pages", "multiple", "wrong"), [(6, 4, True), (8, 4, False), (6, 2, False), (7, 2, True)]
)
def test_pages_that_cannot_be_folded_or_glued_are_counted(
    pages: int, multiple: int, wrong: bool
) -> None:
    found = preflight(made(pages=pages), Wanted(TRIM, BLEED, multiple=multiple))
    fault = PrintFault("pages", f"{pages} pages, and a multiple of {multiple} is asked for", pages)
    assert found == ([Finding(0, fault)] if wrong else [])


@pytest.mark.parametrize(
    ("content", "side"),
    [
        ("0.5 0 0 0 k 0 0 100 63 re f -3 -3 106 10 re f -3 -3 10 66 re f", "right"),
        ("0.5 0 0 0 k -3 40 106 20 re f", "top"),
        ("0.5 0 0 0 k 0 20 30 10 re f", "left"),
        ("0.5 0 0 0 k 30 -1 20 20 re f", "bottom"),
        ("0 0 0 1 K 1 w 90 30 m 101.8 30 l S", "right"),
        ("0.5 0 0 0 k 80 10 21.8 40 re f 0 0 0 0 k 97 28 4 4 re f", "right"),
        ("0.5 0 0 0 k 80 20 23 24 re f 80 44 20 5 re f", "right"),
    ],
)
def test_art_that_ends_at_the_trim_or_within_the_bleed_is_found(content: str, side: str) -> None:
    found = faults(made(content))
    assert {fault.check for fault in found} == {"bleed"}
    assert any(f"what runs to the {side} edge" in fault.message for fault in found)


def test_art_that_runs_out_askew_or_touches_no_edge_is_no_fault() -> None:
    assert faults(made("0 0 0 1 K 2 w 95 30 m 106 41 l S 0 0 0 1 k 2 2 20 20 re f")) == []


def test_a_line_that_comes_back_from_the_bleed_such_as_a_border_is_no_fault() -> None:
    assert faults(made("0 0 0 0.1 K 0.4 w 95 30 m 101.8 30 l 101.8 34 l 95 33 l S")) == []


def test_a_tint_that_can_hardly_be_seen_must_bleed_too() -> None:
    assert only(
        faults(made("0.02 0.03 0.07 0 k 0 20 30 20 re f")), "bleed"
    ).measure == pytest.approx(20, abs=0.6)


def drop(name: str) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        del pdf.pages[0].obj[name]

    return change


def put(name: str, value: Array) -> Change:
    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj[name] = value

    return change


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (drop("/TrimBox"), "there is no TrimBox"),
        (drop("/BleedBox"), "its bleed is 0.0 mm, and 3 mm is asked for"),
        (put("/BleedBox", box(2)), "its bleed is 2.0 mm, and 3 mm is asked for"),
        (put("/MediaBox", box(1)), "its BleedBox is larger than its MediaBox"),
        (
            put("/TrimBox", Array([0, 0, 90 * MM, 60 * MM])),
            "its trim is 90.0 × 60.0 mm, and 100 × 60 mm is asked for",
        ),
    ],
)
def test_boxes_that_are_missing_or_wrong_are_found(change: Change, words: str) -> None:
    assert words in only(faults(made("", change)), "boxes").message


def code(
    module: float, colour: str = "0 0 0 1 K", address: str = "https://citybook.example"
) -> str:
    """A QR code drawn as typeset/codes.py draws it: level lines, as wide as a module of so many
    mm."""
    lines = []
    for y, row in enumerate(segno.make(address, error="m", micro=False).matrix):
        x = 0
        while x < len(row):
            length = next((n for n, dark in enumerate(row[x:]) if not dark), len(row) - x)
            if length:
                lines.append(f"{x} {y + 0.5} m {x + length} {y + 0.5} l")
            x += length + 1
    return f"q {module} 0 0 {module} 20 10 cm {colour} 1 w {' '.join(lines)} S Q"


def test_a_small_qr_code_is_found() -> None:
    # 25 modules and a quiet zone of 4 on each side: 33 modules.
    assert faults(made(code(20 / 33))) == []
    fault = only(faults(made(code(18 / 33))), "code")
    assert fault.message == "a QR code of 18.0 mm, smaller than 20 mm"


def test_a_qr_code_with_modules_that_no_telephone_reads_is_found() -> None:
    # An address of 316 letters: 69 modules and the quiet zone, at 20 mm in all.
    long = "https://citybook.example/" + "x" * 291
    fault = only(faults(made(code(20 / 77, address=long))), "code")
    assert fault.message == "a QR code with modules of 0.26 mm, smaller than 0.4 mm"
    assert fault.hint == "print it larger, or link to a shorter address"
    assert faults(made(code(0.4, address=long))) == []


def test_a_qr_code_in_more_than_black_ink_is_found() -> None:
    assert (
        only(faults(made(code(0.7, "0.7 0.7 0.6 0.8 K"))), "code").message
        == "a QR code that is not in black ink alone"
    )


def test_findings_name_their_page_errors_come_before_warnings() -> None:
    pdf = pikepdf.open(
        io.BytesIO(made("q 25.4 0 0 25.4 20 20 cm /P Do Q", XObject=picture((250, 250))))
    )
    other = pikepdf.open(io.BytesIO(made("1 0 0 rg 20 20 30 10 re f")))
    pdf.pages.append(other.pages[0])
    out = io.BytesIO()
    pdf.save(out)
    assert [(one.page, one.fault.check) for one in preflight(out.getvalue(), WANTED)] == [
        (2, "colour"),
        (1, "resolution"),
    ]


def test_the_report_says_what_was_found_where_and_how_much() -> None:
    pages = tuple(f"page {number} (city-zagreb)" for number in range(3, 27))
    inside = PrintFile("inside.pdf", b"", WANTED, pages)
    found = [
        (inside, Finding(5, PrintFault("resolution", "a picture has 250 dpi", 250, "warning")))
    ]
    words = as_text("Journeys", [inside], found)
    assert "Passed with 1 warning." in words
    assert "warning: inside.pdf, page 7 (city-zagreb): a picture has 250 dpi" in words
    assert "inside.pdf: 24 pages, trim 100 × 60 mm, bleed 3 mm" in words
    told = json.loads(as_json("Journeys", [inside], found))
    assert told["passed"] is True
    assert told["findings"] == [
        {
            "file": "inside.pdf",
            "page": 5,
            "where": "page 7 (city-zagreb)",
            "check": "resolution",
            "message": "a picture has 250 dpi",
            "measure": 250,
            "severity": "warning",
            "hint": "",
        }
    ]
    assert (
        json.loads(as_json("", [inside], [(inside, Finding(1, PrintFault("ink", "")))]))["passed"]
        is False
    )
    assert "Passed: nothing to be said." in as_text("Journeys", [inside], [])


def test_the_report_says_what_to_do_about_a_finding_where_content_can_help() -> None:
    inside = PrintFile("inside.pdf", b"", WANTED, ("page 3",))
    (fault,) = check_addresses(["citybook.example"], "https://citybook.example/")
    words = as_text("Journeys", [inside], [(inside, Finding(0, fault))])
    assert "Passed with 1 warning." in words
    assert (
        "warning: inside.pdf, the whole file: QR codes lead to citybook.example, an address "
        "reserved for examples: nobody gets anywhere; write where build/site/ is hosted: base_url "
        "in content/publication.yaml"
    ) in words
