"""An edition is printed and its record kept, then its texts change: what differs is told, and which
sheets to print again."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from PIL import Image

from citybook.press.imposition import list_sheets
from citybook.problems import ContentError
from citybook.problems import report as written
from citybook.project import Project
from citybook.reprint.fingerprints import letters
from citybook.reprint.record import dump, load, record_path
from citybook.reprint.sentences import split_sentences
from citybook.reprint.text_parts import read_parts, remove_numbers
from tests.publications import LEAFLET, ROOT, Publication, made_once

ALBA, BRIG, DOLE = "cities/alba.md", "cities/brig-cres.md", "profiles/dole.md"
BOOK, READER, FOLD = (
    "editions/book.printed.json",
    "editions/harbour-reader.printed.json",
    "editions/fold.printed.json",
)
STAPLED = """kind: booklet
title: Towns on leaves
subtitle: Stapled at the side
trim: A5
parts: [cover, {profiles: [dole, eger]}, back-cover]
press: {office: {binding: side staple}}
"""
YEARS = 110
SENTENCES, MOVED = (
    "Walk along it. Look at the mud. Smell it in summer.",
    "Look at the mud. Smell it in summer. Walk along it.",
)
# A profile that runs over pages, of the leaves alone.
EGER = f"""---
title: Eger
type: city
place: eger
headline: A harbour that dried
summary: Eger waits for water.
themes: [learning]
---

## What is left

{SENTENCES}

""" + "\n\n".join(f"In year {number} the dock was still dry." for number in range(YEARS))
NOTHING = "Nothing has to be printed again"
# As records were written by the first version.
EARLIER = """{
 "format": 1,
 "printed": "2026-05-04",
 "title": "The harbour book",
 "binding": "saddle stitch",
 "trim": [
  148.0,
  210.0
 ],
 "sheets": [
  "- 1 2 -"
 ],
 "pages": [
  "5f6ec3b2a1 - 0123456789",
  "- abcdef0123 9876543210"
 ],
 "parts": [
  {
   "anchor": "city-alba",
   "title": "Alba",
   "file": "content/cities/alba.md",
   "pages": [
    1,
    2
   ],
   "text": [
    1,
    "# Alba",
    "",
    "They began in 2018.",
    2,
    "It costs 3.5 million."
   ]
  }
 ]
}
"""


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, good: Publication) -> Publication:
    """A small publication whose editions have been printed: a booklet to be folded, a square one, a
    leaflet, and leaves stapled at the side."""

    def make(folder: Path) -> None:
        shutil.copytree(good.folder, folder, ignore=shutil.ignore_patterns("site"))
        publication = Publication(folder)
        publication.write("editions/fold.yaml", LEAFLET)
        publication.write("editions/leaves.yaml", STAPLED)
        publication.write("profiles/eger.md", EGER)
        publication.doit("printed").succeeds()

    return Publication(made_once(tmp_path_factory, "printed", make))


def copied(once: Publication, folder: Path) -> Publication:
    shutil.copytree(once.folder, folder / "good")
    return Publication(folder / "good")


@pytest.fixture
def printed(once: Publication, tmp_path: Path) -> Publication:
    """A copy of it, for a test to change."""
    return copied(once, tmp_path)


@dataclass(frozen=True)
class Reprint:
    """What was changed after editions were printed, in several of them at once, and what is said of
    each."""

    publication: Publication
    reports: dict[str, str]

    def pages(self, slug: str) -> list[str]:
        """The text of an edition's pages as they are now."""
        return words(self.publication.pdf / f"{slug}.pdf")


def reprint(publication: Publication, *slugs: str) -> Reprint:
    return Reprint(publication, told(publication, *slugs))


def told(publication: Publication, *slugs: str) -> dict[str, str]:
    """What `doit reprint` says of each edition, without what it says of itself."""
    return divide(publication.doit(*(f"reprint:{slug}" for slug in slugs)).succeeds().output)


def divide(output: str) -> dict[str, str]:
    """What is said of each edition."""
    texts = [part.partition("\n[")[0] for part in output.split(" (content/editions/")[1:]]
    return {part.partition(".yaml")[0]: part for part in texts}


@cache
def words(pdf: Path) -> list[str]:
    """The text of each page."""
    found = subprocess.run(
        ["pdftotext", "-raw", pdf, "-"], text=True, capture_output=True, check=True
    ).stdout
    return [" ".join(page.split()) for page in found.split("\f")[:-1]]


def folded(pages: int) -> list[set[int]]:
    """The pages on each sheet of a stapled booklet, worked out by hand: each sheet takes two pages
    from the front and two from the back; the last page is the back, and empty pages stand before
    it."""
    whole = -(-pages // 4) * 4
    place = {**{number: number for number in range(1, pages)}, whole: pages}
    return [
        {
            place[at]
            for at in (2 * n + 1, 2 * n + 2, whole - 2 * n - 1, whole - 2 * n)
            if at in place
        }
        for n in range(whole // 4)
    ]


def sheets(report: str) -> dict[int, set[int]]:
    """The sheets or leaves to print again, each with its pages."""
    found = re.findall(
        r"^  (?:sheet|leaf) (\d+): pages? ([\d, –]+?)(?:, because.*)?$", report, re.MULTILINE
    )
    return {int(number): pages_in(pages) for number, pages in found}


def pages_in(said: str) -> set[int]:
    ends = [[int(end) for end in run.split("–")] for run in said.split(", ")]
    return {page for run in ends for page in range(run[0], run[-1] + 1)}


def test_the_record_holds_every_sentence_on_the_page_it_is_printed_on(once: Publication) -> None:
    for slug in ("book", "harbour-reader", "fold"):
        record = json.loads(once.read(f"editions/{slug}.printed.json"))
        on_page = words(once.pdf / f"{slug}.pdf")
        assert len(record["pages"]) == len(on_page)
        looked_for = 0
        for part in record["parts"]:
            page = 0
            for item in part["text"]:
                if isinstance(item, int):
                    page = item
                    assert part["pages"][0] <= page <= part["pages"][1]
                elif len(item) > 12 and not item.startswith("["):
                    said, on_this = letters(item), letters(on_page[page - 1])
                    halves = (
                        said[: len(said) // 2],
                        said[len(said) // 2 :],
                    )  # a page's number may stand in one of them
                    assert halves[0] in on_this or halves[1] in on_this, (
                        f"{slug}, page {page}: {item}"
                    )
                    looked_for += 1
        assert looked_for > 5


def test_the_record_knows_first_and_last_page_of_each_part(once: Publication) -> None:
    parts = {part["anchor"]: part["pages"] for part in json.loads(once.read(READER))["parts"]}
    assert parts["practice-night-ferry"] == [5, 5]
    assert parts["practice-welders-school"] == [5, 5], "it begins on the other's page"
    assert parts["chapter-quays--steps"] == [3, 4]
    assert json.loads(once.read(BOOK))["parts"][4]["pages"] == [6, 7], "a journey is a spread"
    panels = [(part["anchor"], part["pages"]) for part in json.loads(once.read(FOLD))["parts"]]
    assert panels == [
        ("front-panel", [1, 1]),
        ("flap-panel", [1, 1]),
        ("back-panel", [1, 1]),
        ("left-panel", [2, 2]),
        ("middle-panel", [2, 2]),
        ("right-panel", [2, 2]),
    ]


@pytest.mark.parametrize("slug", ["book", "harbour-reader", "fold"])
def test_the_record_holds_every_word_that_is_printed(once: Publication, slug: str) -> None:
    """But for names on drawings; numbers that follow from the order of all are not looked for."""
    parts = json.loads(once.read(f"editions/{slug}.printed.json"))["parts"]
    known = letters(" ".join(str(item) for part in parts for item in part["text"]))
    for number, text in enumerate(words(once.pdf / f"{slug}.pdf"), 1):
        missing = [word for word in re.findall(r"[^\W\d_]{4,}", text) if letters(word) not in known]
        assert missing == [], f"{slug}, page {number}"


def test_where_nothing_changed_nothing_is_printed_again(once: Publication) -> None:
    for slug, report in told(once, "book", "harbour-reader", "fold").items():
        assert NOTHING in report, slug
        assert "Changed" not in report, slug
        assert "Pages that" not in report, slug


PILES, TIDES = 130, 30


@pytest.fixture(scope="module")
def texts(once: Publication, tmp_path_factory: pytest.TempPathFactory) -> Reprint:
    """A figure and a sentence in the book, and a sentence in the leaflet are others; the reader has
    an entry more; on the leaves a sentence has moved. What is so was not printed."""
    publication = copied(once, tmp_path_factory.mktemp("texts"))
    publication.replace(ALBA, "amount: 1200", "amount: 1400")
    publication.replace(ALBA, "The quay of Alba was closed.", "The quay of Alba was shut.")
    publication.replace("about.md", "A network of towns.", "A league of towns.")
    publication.replace("profiles/eger.md", SENTENCES, MOVED)
    cres = (
        publication.read(DOLE)
        .replace("Dole", "Cres")
        .replace("place: dole", "place: cres")
        .replace("Harbour museum", "Harbour school")
        .replace("dole.example/museum", "cres.example/school")
        .replace("A dry dock", "A tidal dock")
    )
    tides = "\n\n".join(f"Tide {n} comes in." for n in range(TIDES))
    publication.write("profiles/cres.md", f"{cres}\n{tides}\n")
    publication.replace(
        "editions/harbour-reader.yaml", "profiles: [dole]", "profiles: [cres, dole]"
    )
    before = publication.read(BOOK)
    asked = [f"reprint:{slug}" for slug in ("book", "harbour-reader", "fold", "leaves")]
    output = publication.doit("printed:book", *asked).fails().output
    assert (
        "content/editions/book.yaml: error: build/pdf/book.pdf has become another one just now"
        in output
    )
    assert publication.read(BOOK) == before
    return Reprint(publication, divide(output))


@pytest.fixture(scope="module")
def looks(once: Publication, tmp_path_factory: pytest.TempPathFactory) -> Reprint:
    """A picture and a drawing in the book are others, and a style of the leaflet; parts of the
    reader stand in another order, one from a file of another name; the leaves are of another
    size."""
    publication = copied(once, tmp_path_factory.mktemp("looks"))
    Image.new("RGB", (640, 400), "#26418f").save(publication.folder / "content/images/quay.png")
    publication.replace(BRIG, "- :anchor: A harbour", "- :ship: A harbour")
    style = (ROOT / "styles/media/leaflet.css").read_text(encoding="utf-8")
    publication.write(
        "../styles/media/leaflet.css", f"{style}\n.leaflet-funder {{ color: #7a1f1f }}\n"
    )
    publication.replace("editions/leaves.yaml", "trim: A5", "trim: square")
    guide = "  - title: The guide\n    guide: quays\n"
    publication.replace("editions/harbour-reader.yaml", guide, "")
    publication.replace("editions/harbour-reader.yaml", "  - notes\n", f"{guide}  - notes\n")
    content = publication.folder / "content/practices"
    (content / "night-ferry.md").rename(content / "ferry-at-night.md")
    publication.replace(
        "practices/welders-school.md", "practice:night-ferry", "practice:ferry-at-night"
    )
    return reprint(publication, "book", "harbour-reader", "fold", "leaves")


@pytest.fixture(scope="module")
def lengths(once: Publication, tmp_path_factory: pytest.TempPathFactory) -> Reprint:
    """The book has lost an entry, one of the reader's has grown; on the leaves a figure is
    another."""
    publication = copied(once, tmp_path_factory.mktemp("lengths"))
    (publication.folder / "content" / BRIG).unlink()
    piles = "\n\n".join(f"Then drive pile {n} into the bank." for n in range(PILES))
    publication.replace("guides/quays/steps.md", "Start upstream.", f"Start upstream.\n\n{piles}")
    publication.replace(DOLE, 'value: "1974"', 'value: "1975"')
    return reprint(publication, "book", "harbour-reader", "leaves")


def test_a_changed_figure_and_a_changed_sentence_are_told_and_nothing_else(
    once: Publication, texts: Reprint
) -> None:
    report = texts.reports["book"]
    changed = report[report.index("Changed:") : report.index("\nPages that")].rstrip().split("\n")
    assert changed == [
        "Changed: Alba (content/cities/alba.md), pages 6–7",
        "  page 6, Context",
        "    was     The quay of Alba was closed.",
        "    now     The quay of Alba was shut.",
        "  page 7, Action plan",
        "    figure  1,200 → 1,400",
        "    was     €1,200 grant from Sea Fund",
        "    now     €1,400 grant from Sea Fund",
    ]
    pages = zip(words(once.pdf / "book.pdf"), texts.pages("book"), strict=True)
    differ = {number for number, (old, new) in enumerate(pages, 1) if old != new}
    assert differ == {6, 7}
    assert "  6, 7: text that changed, as told above" in report
    assert sheets(report) == {
        number: pages for number, pages in enumerate(folded(14), 1) if pages & differ
    }
    assert "Print again 2 of 4 sheets" in report
    assert "pages 5-6, 7-8 of build/press/book-office.pdf" in report


def test_an_entry_that_grows_moves_others_and_takes_their_sheets_with_it(
    once: Publication, lengths: Reprint
) -> None:
    report = lengths.reports["harbour-reader"]
    before, after = words(once.pdf / "harbour-reader.pdf"), lengths.pages("harbour-reader")
    assert len(after) > len(before)
    assert f"{len(before)} pages then, {len(after)} now" in report
    assert report.count("    new     Then drive pile ") == PILES
    assert "parts say the same, on other pages than before." in report
    was, now = folded(len(before)), folded(len(after))

    def on_paper(pages: set[int], texts: list[str]) -> list[str]:
        return sorted(texts[page - 1] for page in pages)

    kept = {
        n
        for n, pages in enumerate(now, 1)
        if n <= len(was) and on_paper(was[n - 1], before) == on_paper(pages, after)
    }
    again = set(sheets(report)) or set(range(1, len(now) + 1))
    assert again == set(range(1, len(now) + 1)) - kept


def test_a_removed_entry_is_told_with_the_pages_it_was_printed_on(lengths: Reprint) -> None:
    report = lengths.reports["book"]
    assert "Removed: Brig and Cres (content/cities/brig-cres.md), printed on pages 8–9" in report
    assert (
        "Changed: Contents, page 3\n  page 3\n    gone    Brig and Cres Switzerland, Croatia"
        in report
    )
    assert "14 pages then, 12 now" in report
    assert "Print all 3 sheets again." in report
    assert "Changed: Alba" not in report


def test_an_entry_that_runs_over_ends_on_the_page_of_its_last_words(once: Publication) -> None:
    parts = json.loads(once.read("editions/leaves.printed.json"))["parts"]
    eger = next(part for part in parts if part["anchor"] == "profile-eger")
    on_pages = words(once.pdf / "leaves.pdf")
    first, last = (
        next(number for number, text in enumerate(on_pages, 1) if said in text)
        for said in ("Eger waits for water", f"In year {YEARS - 1} ")
    )
    assert eger["pages"] == [first, last]
    assert last > first + 1


def test_a_file_that_is_renamed_and_says_the_same_is_no_change(looks: Reprint) -> None:
    """Parts have moved, which the contents and the back cover tell, and that is all."""
    report = looks.reports["harbour-reader"]
    told = re.findall("^(?:Changed|Added|Removed): (.+), page", report, re.MULTILINE)
    assert told == ["Contents", "Back cover"]
    assert "ferry-at-night" not in report


def test_a_sentence_that_moved_is_told_as_moved(texts: Reprint) -> None:
    assert re.search(
        r"page \d+, What is left\n    moved   Walk along it\.\n\nPages", texts.reports["leaves"]
    )


def test_another_picture_is_printed_again(looks: Reprint) -> None:
    report = looks.reports["book"]
    assert re.search(
        r"Changed: Alba .*\n  page 6\n    was     \[picture: quay-[\w-]+\.(?:jpg|png)\]\n"
        r"    now     \[picture: ",
        report,
    )
    assert 3 in sheets(report)


def test_another_drawing_is_printed_again_though_no_word_changed(looks: Reprint) -> None:
    report = looks.reports["book"]
    assert "Changed: Brig" not in report
    assert "  9: a picture, a code or a drawing\n" in report
    assert set(sheets(report)) == {
        number for number, pages in enumerate(folded(14), 1) if pages & {6, 9}
    }


def test_pages_that_only_look_otherwise_are_told_and_not_printed_again(looks: Reprint) -> None:
    report = looks.reports["fold"]
    (middle,) = [n for n, text in enumerate(looks.pages("fold"), 1) if "Funded by" in text]
    assert (
        f"Only the look has changed (a colour, a size, a place on the page) on page {middle}."
        in report
    )
    assert NOTHING in report


def test_leaves_stapled_at_the_side_are_printed_again_one_by_one(lengths: Reprint) -> None:
    report = lengths.reports["leaves"]
    assert "    figure  1974 → 1975\n" in report
    number = int(re.search(r"^  (\d+): text that changed", report, re.MULTILINE)[1])  # type: ignore[index]
    assert (
        {number}
        <= sheets(report)[(number + 1) // 2]
        == {2 * ((number + 1) // 2) - 1, 2 * ((number + 1) // 2)}
    )
    assert len(sheets(report)) == 1


def test_a_leaflet_is_printed_again_on_both_sides(texts: Reprint) -> None:
    report = texts.reports["fold"]
    assert (
        "Changed: Left panel, page 2\n  page 2, What it is\n    was     A network of towns.\n"
        "    now     A league" in report
    )
    assert "Print the sheet again, both sides." in report


def test_another_size_of_paper_means_printing_all_of_it(looks: Reprint) -> None:
    assert re.search(
        r"Print all \d leaves again: its pages were 148 × 210 mm and are 210 × 210 mm\.",
        looks.reports["leaves"],
    )


def test_numbers_follow_from_the_order_and_are_no_changes_of_text(looks: Reprint) -> None:
    report = looks.reports["harbour-reader"]
    assert "parts say the same, on other pages than before." in report
    changed = report[report.index("Changed:") : report.index("parts say the same")]
    assert set(re.findall("^    ([a-z]+)", changed, re.MULTILINE)) == {"moved"}
    assert "    moved   Look at the bank\n" in changed


def test_an_added_entry_is_told_with_its_pages_and_numbers_after_it_are_no_changes_of_text(
    texts: Reprint,
) -> None:
    report = texts.reports["harbour-reader"]
    on_pages = texts.pages("harbour-reader")
    first, last = (
        next(number for number, text in enumerate(on_pages, 1) if said in text)
        for said in ("1 Croatia", f"Tide {TIDES - 1} ")
    )
    assert f"Added: Cres (content/profiles/cres.md), now on pages {first}–{last}\n" in report
    assert "Changed: Dole" not in report
    assert "2 France" in "\n".join(on_pages), "Dole was the first"
    assert set(re.findall("^    ([a-z]+)", report, re.MULTILINE)) == {"new"}, "nothing was changed"


def test_printed_and_reprint_wait_to_be_asked_for_and_a_record_makes_nothing_anew(
    built: Publication,
) -> None:
    listed = [row.split()[0] for row in built.doit("list").succeeds().output.splitlines()]
    assert {"printed", "reprint"} <= set(listed)
    assert not list(built.folder.glob("content/editions/*.printed.json"))
    assert built.doit("printed:book").succeeds().ran == ["printed:book"]
    assert (built.folder / "content" / BOOK).exists()
    assert built.doit().succeeds().ran == []
    assert "printed" not in built.doit("list", "--all", "editions").succeeds().output


def test_what_was_never_printed_has_no_report(printed: Publication) -> None:
    (printed.folder / "content" / BOOK).unlink()
    output = printed.doit("reprint:book").fails().output
    assert (
        "content/editions/book.printed.json: error: nothing is known of a printed edition" in output
    )
    assert "run `doit printed:book`" in output


# What happens to a record, and what is said of it.
DAMAGED = {
    "cut": (
        '"title": "The harbour book"',
        '"title": "The harbour book',
        "book.printed.json:4:29: error: this record of what was "
        "printed is damaged (invalid control character at)",
    ),
    "conflict": (
        '"pages": [',
        '<<<<<<< HEAD\n "pages": [',
        "book.printed.json:16:2: error",
    ),
    "date": ('"printed": "', '"printed": "long ago, ', "damaged (printed: "),
    "field": ('"parts": [', '"others": [', "damaged (parts: field required)"),
    "format": ('"format": 1', '"format": 2', "damaged (format: "),
    "page": (
        "    6,\n    7\n",
        "    6,\n    70\n",
        "pages of 'city-alba' that are among its 14 pages",
    ),
}


def test_a_damaged_record_is_a_problem_with_a_way_out(printed: Publication) -> None:
    record, project = printed.read(BOOK), Project(printed.folder)
    for old, new, said in DAMAGED.values():
        printed.write(BOOK, record)
        printed.replace(BOOK, old, new)
        with pytest.raises(ContentError) as error:
            load(project, "book")
        output = written(error.value.problems, project.root, "")
        assert said in output
        assert "git checkout HEAD -- content/editions/book.printed.json" in output
    output = printed.doit("reprint:book").fails().output
    assert DAMAGED["page"][2] in output
    assert "Traceback" not in output


def test_a_record_of_an_earlier_version_is_read_and_written_as_it_was(tmp_path: Path) -> None:
    project = Project(tmp_path)
    path = record_path(project, "book")
    path.parent.mkdir(parents=True)
    path.write_text(EARLIER, encoding="utf-8")
    record = load(project, "book")
    assert dump(record).decode() == EARLIER
    assert [(one.text, one.page, one.under) for one in record.parts[0].sentences()] == [
        ("Alba", 1, "Alba"),
        ("They began in 2018.", 1, "Alba"),
        ("It costs 3.5 million.", 2, "Alba"),
    ]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[]", b"[" * 100_000, b"null"])
def test_a_record_that_is_none_is_a_problem(tmp_path: Path, data: bytes) -> None:
    Publication(tmp_path).write(BOOK, data)
    with pytest.raises(ContentError) as error:
        load(Project(tmp_path), "book")
    (problem,) = error.value.problems
    assert problem.file == f"content/{BOOK}"
    assert "this record of what was printed is damaged" in problem.message


def test_a_record_without_its_edition_is_read_by_nothing(printed: Publication) -> None:
    (printed.folder / "content/editions/fold.yaml").unlink()
    assert (
        "content/editions/fold.printed.json: error: nothing reads this file"
        in printed.doit("check").fails().output
    )


def test_a_pdf_that_became_another_one_just_now_cannot_have_been_printed_but_the_next_time_it_can(
    texts: Reprint, tmp_path: Path
) -> None:
    printed = copied(texts.publication, tmp_path)
    printed.doit("printed:book").succeeds()
    assert "€1,400 grant from Sea Fund" in printed.read(BOOK)
    assert NOTHING in told(printed, "book")["book"]


@pytest.mark.parametrize("task", ["printed", "reprint"])
def test_an_edition_that_is_not_typeset_as_its_texts_are_is_told_so(
    printed: Publication, task: str
) -> None:
    printed.replace(ALBA, "amount: 1200", "amount: 1400")
    output = printed.doit("run", "--single", f"{task}:book").fails().output
    assert (
        "content/editions/book.yaml: error: this edition is not typeset as its texts are now"
        in output
    )
    assert "run `doit editions:book`" in output


@pytest.mark.parametrize(
    ("binding", "pages", "expected"),
    [
        ("saddle stitch", 8, [(8, 1, 2, 7), (6, 3, 4, 5)]),
        ("saddle stitch", 6, [(6, 1, 2, None), (None, 3, 4, 5)]),
        ("side staple", 4, [(1, 2), (3, 4)]),
        ("side staple", 3, [(1, 2), (None, 3)]),
        ("side staple", 1, [(1, None)]),
        ("folded leaflet", 2, [(1, 2)]),
    ],
)
def test_pages_stand_on_sheets_as_they_are_bound(
    binding: str, pages: int, expected: list[tuple[int | None, ...]]
) -> None:
    assert list_sheets(binding, pages) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three? Four", ["One.", "Two!", "Three?", "Four"]),
        ("He said “Stop.” Then he went.", ["He said “Stop.”", "Then he went."]),
        (
            "Ask e.g. Alba, i.e. J. Smith of St. Pauli.",
            ["Ask e.g. Alba, i.e. J. Smith of St. Pauli."],
        ),
        (
            "It opened in 2018. It costs 3.5 million.",
            ["It opened in 2018.", "It costs 3.5 million."],
        ),
        (
            "Am 3. März war es so weit. Danach nicht.",
            ["Am 3. März war es so weit.", "Danach nicht."],
        ),
        ("See no. 7 on p. 12. Then go on.", ["See no. 7 on p. 12. Then go on."]),
        (
            "Really … or not? “Yes.” (So it is.) Good.",
            ["Really … or not?", "“Yes.”", "(So it is.)", "Good."],
        ),
        ("Ξέρουν τι θέλουν. Ρωτήστε πρώτα.", ["Ξέρουν τι θέλουν.", "Ρωτήστε πρώτα."]),
        ("他们知道。先问。", ["他们知道。", "先问。"]),
        ("هل تعرف؟ نعم.", ["هل تعرف؟", "نعم."]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert split_sentences(text) == expected


def test_what_is_printed_is_read_part_by_part() -> None:
    html = """<html><head><title>no</title><style>p { color: red }</style></head><body><div>
<div id="theme-work"><h2>Work</h2><p>Summary &amp; more.</p></div>
<article id="practice-one">
<p class="kicker"><span class="entry-number">3</span> Spain</p><h3>One</h3>
<ul><li><strong>80</strong> pupils<ul><li>half of them<br/>girls</li></ul></li></ul>
<p>See <a href="#x">Two</a> <span class="page-ref" data-at="x"></span>. \
Noted.<sup class="note"><a>4</a></sup></p>
<table><caption>Where from</caption><tr><th>Alba</th><td><span></span> 60%</td></tr></table>
<svg><title>not printed</title></svg>
<img src="codes/https%3A%2F%2Fa.example%2F.svg" alt="not printed">
</article></div></body></html>"""
    found = {
        part.anchor: [remove_numbers(one) for one in part.paragraphs]
        for part in read_parts(html, "theme-work", {"practice-one"})
    }
    assert found == {
        "theme-work": ["# Work", "Summary & more."],
        "practice-one": [
            "Spain",
            "# One",
            "80 pupils",
            "half of them",
            "girls",
            "See Two. Noted.",
            "# Where from",
            "Alba: 60%",
            "[QR code: https://a.example/]",
        ],
    }
