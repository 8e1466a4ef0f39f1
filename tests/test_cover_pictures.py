"""Pictures of covers: PDFs go in, the shelf of the site comes out."""

from __future__ import annotations

import re

import pikepdf
from PIL import Image

from citybook.models import TRIMS, Edition
from citybook.publish.cover_pictures import DENSITY, SCALE, SMALLER, picture_cover
from citybook.views.leaflet import WHOLE, cover_span
from tests.publications import Publication

ALBA = "cities/alba.md"


def test_every_pdf_on_the_shelf_has_a_picture_of_its_first_page_at_one_scale(
    real: Publication,
) -> None:
    for path in real.pdf.rglob("*.pdf"):
        name = path.relative_to(real.pdf).with_suffix(".webp")
        if "offprints" in name.parts:
            continue  # they do not stand on the shelf
        with pikepdf.open(path) as pdf:
            *_, wide, high = (float(side) for side in pdf.pages[0].mediabox)
        if name.stem == "connection-leaflet":
            wide = wide / 3 + 1 / 25.4 * 72
        with Image.open(real.build / "covers" / name) as picture:
            for pixels, points in zip(picture.size, (wide, high), strict=True):
                scale = SMALLER if "sheets" in name.parts else SCALE
                assert abs(pixels - points / 72 * 25.4 * scale * DENSITY) <= 2, name


def test_the_cover_of_a_leaflet_is_its_front_panel_on_the_side_where_it_is_read_from() -> None:
    def edition(kind: str) -> Edition:
        return Edition.model_construct(kind=kind, trim="A4")  # type: ignore[arg-type]

    share = 100 / max(TRIMS["A4"])
    assert cover_span(edition("booklet"), "ltr") == WHOLE
    left, right = cover_span(edition("leaflet"), "ltr")
    assert (round(left, 9), right) == (round(1 - share, 9), 1.0)
    assert cover_span(edition("leaflet"), "rtl") == (0.0, share)


def test_a_cover_has_the_same_bytes_each_time(real: Publication) -> None:
    path = real.pdf / "journeys.pdf"
    made = [picture_cover(path, "journeys", WHOLE) for _ in range(2)]
    assert made[0] == made[1]
    assert made[0][0] == (real.build / "covers/journeys.webp").read_bytes()


def test_the_shelf_shows_each_edition_at_its_size_and_the_sheets_below(real: Publication) -> None:
    html = (real.site / "downloads/index.html").read_text(encoding="utf-8")
    widths = [float(one) for one in re.findall(r'style="--mm: ([\d.]+)"', html)]
    assert widths == [100.0, 148.0, 148.0, 148.0, 210.0]
    pictures = re.findall(r'<img src="\.\./(assets/covers/[^"]+\.webp)"', html)
    assert len(pictures) == 5 + 7
    assert all((real.site / name).is_file() for name in pictures)
    home = (real.site / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'src="(assets/covers/[^"]+)"', home) == pictures[:5]


def test_one_changed_pdf_makes_one_picture_and_no_page_but_those_that_show_it(
    built: Publication,
) -> None:
    before = {path: path.stat().st_mtime_ns for path in (built.build / "covers").rglob("*.webp")}
    assert len(before) >= 2
    built.replace(ALBA, "The quay of Alba was closed.", "The quay of Alba was quite closed.")
    assert built.doit("covers").succeeds().ran[-1] == "covers"
    after = {path: path.stat().st_mtime_ns for path in (built.build / "covers").rglob("*.webp")}
    changed = {path.name for path in after if after[path] != before.get(path)}
    assert changed == {"alba.webp"}
    assert built.doit("covers").succeeds().ran == []


def test_a_picture_that_was_damaged_is_made_again(built: Publication) -> None:
    path = next((built.build / "covers").rglob("*.webp"))
    data = path.read_bytes()
    path.write_bytes(b"")
    assert built.doit("covers").succeeds().ran == ["covers"]
    assert path.read_bytes() == data


def test_pages_can_be_written_before_any_pdf_is_there_and_leave_no_gap(small: Publication) -> None:
    small.doit("pages").succeeds()
    home = (small.site / "index.html").read_text(encoding="utf-8")
    assert 'class="shelf"' not in home
    assert "downloads/index.html" not in home
    assert not (small.site / "downloads").exists()
    assert not (small.build / "covers").exists()
