"""The note for whoever stands at the copier: what it says, for every way to bind, on one accessible
page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from citybook.catalogue import Catalogue, load
from citybook.models import Edition
from citybook.models.press import OfficePrint
from citybook.press.imposition import ImpositionPlan, OfficeJob, plan
from citybook.press.note import CopierNote, note, typeset_note
from citybook.problems import ContentError
from citybook.project import Project
from citybook.publish.phrases import phrases
from citybook.views.leaflet import leaflet
from tests import pdfs
from tests.publications import ROOT, Publication
from tests.test_impose import TRIMS, numbered
from tests.verapdf import failures

A5_ON_A4 = ImpositionPlan(28, 0, 7, (148.0, 210.0), "A4", (297.0, 210.0), 0.6)
SQUARE_ON_A3 = ImpositionPlan(66, 2, 17, (210.0, 210.0), "A3", (420.0, 297.0), 1.6)
LETTER = ImpositionPlan(24, 0, 6, (215.9, 279.4), "tabloid", (431.8, 279.4), 0.5)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load(Project(ROOT), keep=False)[0]


@pytest.fixture
def copier(warm: Publication, catalogue: Catalogue, tmp_path: Path) -> Iterator[Copier]:
    return Copier(Project(warm.folder), catalogue, tmp_path)


class Copier:
    """Typesets notes and keeps them as files."""

    def __init__(self, project: Project, catalogue: Catalogue, folder: Path) -> None:
        self.project, self.catalogue, self.folder = project, catalogue, folder

    def shown(
        self,
        made: ImpositionPlan,
        slug: str = "journeys",
        *,
        rtl: bool = False,
        grey: str = "",
        **office: object,
    ) -> CopierNote:
        edition: Edition = self.catalogue.editions[slug].front
        view = (
            leaflet(self.catalogue, self.catalogue.editions[slug])
            if edition.kind == "leaflet"
            else None
        )
        job = OfficeJob(f"content/editions/{slug}.yaml", OfficePrint(**office), rtl)
        return note(
            edition, self.catalogue.publication, made, job, f"{slug}-office.pdf", grey, view
        )

    def typeset(self, shown: CopierNote) -> bytes:
        said = phrases(self.project, self.catalogue)
        return typeset_note(self.project, said, shown, "content/editions/journeys.yaml")

    def set(self, shown: CopierNote) -> Path:
        path = self.folder / "note.pdf"
        path.write_bytes(self.typeset(shown))
        assert len(pypdfium2.PdfDocument(path)) == 1
        return path


def test_a_booklets_note_says_paper_sheets_edge_scaling_order_fold_and_staples(
    copier: Copier,
) -> None:
    text = pdfs.text(copier.set(copier.shown(A5_ON_A4, grey="journeys-office-grey.pdf")))
    for said in (
        "Journeys in integrating cities",
        "A4 297 × 210 mm",
        "7 sheets 28 pages",
        "Both sides, flip on the",
        "short edge",
        "100 %",
        "journeys-office.pdf",
        "print journeys-office-grey.pdf",
        "pages 14 and 15 innermost",
        "Lay all 7 on each other",
        "with the cover outside",
        "52 mm from head and from foot",
        "flip on the long edge instead",
    ):
        assert said in text, said
    for unsaid in ("empty", "Cut", "Dashes", "Lines on the cover"):
        assert unsaid not in text, unsaid


def test_blanks_cuts_marks_and_the_other_edge_are_said_where_there_are_any(copier: Copier) -> None:
    shown = copier.shown(SQUARE_ON_A3, flip="long edge", marks=["fold", "staples", "cut"])
    text = pdfs.text(copier.set(shown))
    for said in (
        "A3 420 × 297 mm",
        "66 pages · 2 empty",
        "The 2 empty pages before the back cover are meant to be there",
        "flip on the short edge instead",
        "Cut 43.5 mm off at head and foot",
        "then 210 × 210 mm",
        "Dashes at head and foot show where",
        "Lines on the cover show where",
        "Lines at the edges of the paper show where",
    ):
        assert said in text, said
    assert "In black and white" not in text
    assert "open side" not in text, "A3 is just as wide as two pages"


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (40, "40 copies take 280 sheets of paper in all. Choose “collated” or “sorted”"),
        (None, "10 copies take 70 sheets of paper in all. Choose “collated”"),
        (1, "One copy takes 7 sheets of paper."),
    ],
)
def test_the_note_says_how_much_paper_all_copies_take(
    copier: Copier, quantity: int | None, said: str
) -> None:
    text = pdfs.text(copier.set(copier.shown(A5_ON_A4, quantity=quantity)))
    assert said in text
    assert ("collated" in text) == (quantity != 1)


def test_the_drawings_say_in_words_what_they_show(copier: Copier) -> None:
    assert pdfs.alternatives(copier.set(copier.shown(A5_ON_A4))) == [
        "The outside of the outermost sheet: page 28 on the left, page 1 on the right",
        "The sheets lie in each other, seen from the foot; a staple goes through their fold",
        "Two staples in the fold, each 52 mm from head or foot",
    ]


def test_a_booklet_from_the_right_has_its_cover_on_the_left_half(copier: Copier) -> None:
    shown = copier.shown(A5_ON_A4, rtl=True)
    assert shown.sides[0] == (1, 28)
    assert "page 1 on the left, page 28 on the right" in pdfs.alternatives(copier.set(shown))[0]


def test_one_sheet_is_folded_and_not_stapled(copier: Copier) -> None:
    text = pdfs.text(
        copier.set(copier.shown(ImpositionPlan(4, 0, 1, (148.0, 210.0), "A4", (297.0, 210.0), 0)))
    )
    assert "1 sheet" in text
    assert "Fold it once" in text
    assert "Keep the order" not in text
    assert "Staple twice" not in text


def test_a_leaflets_note_shows_its_panels_and_folds_the_narrow_one_first(copier: Copier) -> None:
    path = copier.set(
        copier.shown(
            ImpositionPlan(2, 0, 1, (297.0, 210.0), "A4", (297.0, 210.0), binding="folded leaflet"),
            "connection-leaflet",
        )
    )
    text = pdfs.text(path)
    for said in (
        "folded to six panels",
        "Fold the panel on the right over the middle one: it is 97 mm wide",
        "Fold the panel on the left over both",
        "flip on the long edge instead",
    ):
        assert said in text, said
    assert "flap back front left middle right" in [
        row.removesuffix(" 1") for row in pdfs.rows(path, 1)
    ]
    assert text.count("97 mm") == 3


def test_what_is_stapled_at_its_side_says_on_which(copier: Copier) -> None:
    made = plan(numbered(8, TRIMS["A4"]), OfficeJob("f", OfficePrint(binding="side staple")))
    text = pdfs.text(copier.set(copier.shown(made, "strategies-guide", binding="side staple")))
    assert "Staple at the left side" in text
    assert "Twice, 6 mm from the edge, 74 mm from head and from foot" in text
    assert "4 sheets 8 pages" in text
    right = pdfs.text(
        copier.set(copier.shown(made, "strategies-guide", binding="side staple", rtl=True))
    )
    assert "Staple at the right side" in right


def test_the_note_for_american_paper_is_a_letter(copier: Copier) -> None:
    assert pdfs.sizes(copier.set(copier.shown(LETTER))) == {(216, 279)}
    assert pdfs.sizes(copier.set(copier.shown(A5_ON_A4))) == {(210, 297)}


def test_every_note_is_accessible(copier: Copier) -> None:
    shown = {
        "booklet": copier.shown(SQUARE_ON_A3, marks=["fold", "staples", "cut"], grey="g.pdf"),
        "leaflet": copier.shown(
            ImpositionPlan(2, 0, 1, (297.0, 210.0), "A4", (297.0, 210.0), binding="folded leaflet"),
            "connection-leaflet",
        ),
        "stack": copier.shown(
            ImpositionPlan(8, 0, 4, (210.0, 297.0), "A4", (210.0, 297.0), binding="side staple"),
            binding="side staple",
        ),
    }
    files = [copier.set(one).rename(copier.folder / f"{name}.pdf") for name, one in shown.items()]
    assert failures(files) == {str(path): [] for path in files}


def test_a_title_that_leaves_no_room_is_a_mistake_of_the_edition(copier: Copier) -> None:
    shown = copier.shown(SQUARE_ON_A3)
    object.__setattr__(shown, "subtitle", "What cities do " * 400)
    with pytest.raises(ContentError) as caught:
        copier.set(shown)
    assert caught.value.problems[0].head() == (
        "content/editions/journeys.yaml: error: the note for the copier is too long for one page"
    )
