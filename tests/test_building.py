"""Small publications are built, changed and built again: what runs, what is left, and that it is
the same each time."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest

from tests.publications import HEAVY, ROOT, Publication

ALBA = "cities/alba.md"


def test_a_second_doit_runs_no_task(built: Publication) -> None:
    run = built.doit().succeeds()
    assert run.ran == []
    assert "Everything is up to date." in run.output


def test_nothing_to_do_imports_nothing_heavy(built: Publication) -> None:
    code = (
        "import sys; from doit.doit_cmd import DoitMain; result = DoitMain().run([]); "
        f"print('heavy:', [name for name in {HEAVY} if name in sys.modules]); sys.exit(result)"
    )
    output = subprocess.run(
        [sys.executable, "-c", code], cwd=built.folder, text=True, capture_output=True, check=True
    ).stdout
    assert "Everything is up to date." in output
    assert "heavy: []" in output


# The open data that a card is in.
DATA_OF_CARDS = ("cards.csv", "cards.json", "datapackage.json")


@dataclass(frozen=True)
class Changed:
    """A publication after a card was changed: which tasks ran, what was there before and is there
    afterwards."""

    publication: Publication
    ran: list[str]
    before: dict[str, bytes]
    after: dict[str, bytes]


@pytest.fixture(scope="module")
def changed(good: Publication, tmp_path_factory: pytest.TempPathFactory) -> Changed:
    """The small publication after a sentence and a remark were written into the card of Alba."""
    folder = tmp_path_factory.mktemp("changed") / "good"
    shutil.copytree(good.folder, folder)
    found = Publication(folder)
    found.replace(ALBA, "People know what they want.", "People know best.")
    found.replace(ALBA, "title: Alba\n", "# as the editor writes it\ntitle: Alba\n")
    return Changed(found, found.doit().succeeds().ran, good.files(), found.files())


def test_one_changed_card_typesets_its_sheet_and_the_booklet_and_no_other(
    changed: Changed,
) -> None:
    before, after = changed.before, changed.after
    assert sorted(changed.ran) == [
        "covers",
        "data",
        "editions:book",
        "epub:book",
        "hosting",
        "html",
        "offline:harbour-towns",
        "press:book",
        "sheets:alba",
        "site",
    ]
    assert {name for name, data in after.items() if before.get(name) != data} == {
        *(f"data/{name}" for name in DATA_OF_CARDS),
        *(f"site/downloads/data/{name}" for name in DATA_OF_CARDS),
        "html/sheets/alba.html",
        "html/editions/book/005-city-alba.html",
        "pdf/sheets/alba.pdf",
        "pdf/book.pdf",
        "epub/book.epub",
        "site/downloads/epub/book.epub",
        "html/sheets/alba.sources.json",
        "html/editions/book/sources.json",
        "aloud/sheets/alba.txt",
        "aloud/book.txt",
        "site/cities/alba/entry.json",
        "site/cities/alba/index.html",
        "site/downloads/book.pdf",
        "site/downloads/sheets/alba.pdf",
        "press/book-office.pdf",
        "press/book-office-grey.pdf",
        "harbour-towns.zip",
        "site/downloads/harbour-towns.zip",
        *(
            name
            for name in after
            if name.startswith("site/search/") and after[name] != before[name]
        ),
        # A cover is as it was if only what lies behind it changed.
        *(name for name in after if "covers/" in name and after[name] != before.get(name)),
        # These tell the sizes of PDFs and data, which may change.
        *(
            name
            for name in (
                "site/about/data/index.html",
                "site/downloads/index.html",
                "site/editions/book/index.html",
                "site/index.html",
            )
            if after[name] != before[name]
        ),
    }


def test_a_changed_remark_in_a_card_changes_the_source_in_its_sheet_and_its_booklet_and_in_no_other(
    changed: Changed,
) -> None:
    built, before = changed.publication, changed.after
    built.replace(ALBA, "# as the editor writes it\n", "# as the mayor writes it\n")
    assert built.doit("sheets", "editions").succeeds().ran == [
        "html",
        "sheets:alba",
        "editions:book",
    ]
    after = built.files()
    assert {
        name for name in after if after[name] != before[name] and name.startswith(("html/", "pdf/"))
    } == {
        "html/sheets/alba.sources.json",
        "html/editions/book/sources.json",
        "pdf/sheets/alba.pdf",
        "pdf/book.pdf",
    }
    for name in ("sheets/alba.pdf", "book.pdf"):
        with pikepdf.open(built.pdf / name) as pdf:
            assert (
                b"# as the mayor writes it"
                in pdf.attachments["cities_alba.md"].get_file().read_bytes()
            )


def test_a_touched_card_typesets_nothing(built: Publication) -> None:
    (built.folder / "content" / ALBA).touch()
    assert built.doit("sheets", "editions").succeeds().ran in ([], ["html"])


def test_a_changed_picture_typesets_the_sheets_that_show_it(built: Publication) -> None:
    from PIL import Image

    Image.new("RGB", (400, 300), "#26418f").save(built.folder / "content/images/quay.png")
    assert built.doit("sheets", "editions", "offprints", "pages").succeeds().ran == [
        "html",
        "sheets:alba",
        "editions:book",
        "pages",
    ]


def test_a_renamed_card_moves_its_outputs_a_deleted_one_leaves_nothing_and_files_of_others_stay(
    built: Publication,
) -> None:
    mine = built.pdf / "sheets/mine.pdf"
    mine.write_text("mine")
    cards = built.folder / "content/cities"
    (cards / "brig-cres.md").rename(cards / "cres-brig.md")
    tasks = ("sheets", "data", "pages")
    built.doit(*tasks).succeeds()
    names = set(built.files())
    assert {
        "pdf/sheets/cres-brig.pdf",
        "aloud/sheets/cres-brig.txt",
        "setting/sheets/cres-brig.txt",
        "site/cities/cres-brig/index.html",
        "site/downloads/sheets/cres-brig.pdf",
    } <= names
    assert not [name for name in names if "brig-cres" in name and not name.startswith("covers/")]

    (cards / "cres-brig.md").unlink()
    built.doit("covers", *tasks).succeeds()
    names = set(built.files())
    assert not [name for name in names if "cres-brig" in name or "brig-cres" in name]
    assert "site/cities/brig/index.html" in names, "a link to it still finds the place"

    built.doit("clean").succeeds()
    assert mine.read_text() == "mine"


def test_a_link_to_a_deleted_place_is_a_problem_and_the_last_good_build_stays(
    built: Publication,
) -> None:
    before = built.files()
    built.replace("places.yaml", "dole:\n  name: Dole\n  country: FR\n", "")
    built.replace("communities.yaml", "    - place: dole\n      note: until 2023\n", "")
    output = built.doit().fails().output
    assert "a link to 'city:dole', but there is no such place" in output
    assert built.files() == before


def test_clean_leaves_nothing_behind(built: Publication) -> None:
    built.doit("clean").succeeds()
    assert sorted(path.name for path in built.folder.iterdir() if path.name != "__pycache__") == [
        "content",
        "dodo.py",
    ]


def test_one_thing_can_be_cleaned_alone(built: Publication) -> None:
    before = set(built.files())
    built.doit("clean", "sheets:alba").succeeds()
    assert before - set(built.files()) == {
        "pdf/sheets/alba.pdf",
        "aloud/sheets/alba.txt",
        "setting/sheets/alba.txt",
    }


def test_an_output_changed_by_hand_is_made_again(built: Publication) -> None:
    before = built.files()
    (built.site / "index.html").write_text("changed")
    (built.pdf / "sheets/alba.pdf").unlink()
    (built.build / "aloud/book.txt").write_text("changed")
    assert built.doit("sheets", "editions", "pages").succeeds().ran == [
        "sheets:alba",
        "editions:book",
        "pages",
    ]
    assert built.files() == before


def test_one_thing_can_be_built_alone_and_progress_says_how_many_of_how_many(
    small: Publication,
) -> None:
    def pdfs() -> list[str]:
        return [file for file in small.files() if file.startswith("pdf/")]

    output = small.doit("sheets:alba").succeeds().output
    assert pdfs() == ["pdf/sheets/alba.pdf"]
    assert re.search(r"^\[ *\d+ of \d+\] html$", output, re.MULTILINE)
    assert re.search(r"^\[(\d+) of \1\] sheets:", output, re.MULTILINE), (
        "the last is as many as there are"
    )
    assert small.doit("editions:book").succeeds().ran == ["editions:book"]
    assert pdfs() == ["pdf/book.pdf", "pdf/sheets/alba.pdf"]


def test_who_reads_only_the_beginning_of_what_doit_says_sees_no_traceback(
    small: Publication,
) -> None:
    command = [sys.executable, "-m", "doit", "check"]
    with subprocess.Popen(
        command, cwd=small.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.close()  # as `head` does
        assert running.stderr.read() == ""
    assert running.returncode == 0


def test_two_builds_are_the_same_bytes_in_another_folder_in_parallel_and_under_another_clock(
    built: Publication, tmp_path: Path, warm: Publication
) -> None:
    other = Publication.copy_of(built.folder, tmp_path / "a" / "deeper folder" / "gööd", warm)
    # That the rest is the same, too, test_no_network.py tells.
    tasks = ("sheets:alba", "editions:book", "data")
    other.doit("-n", "2", *tasks, TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="7").succeeds()
    assert {"pdf/sheets/alba.pdf", "pdf/book.pdf", "data/cards.csv"} <= other.files().keys()
    assert other.files().items() <= built.files().items()


def test_the_site_alone_is_what_one_hosts(built: Publication) -> None:
    for name in ("book.pdf", "sheets/alba.pdf"):
        assert (built.site / "downloads" / name).read_bytes() == (built.pdf / name).read_bytes()


def test_without_pango_the_site_has_no_pdfs_and_says_so(small: Publication) -> None:
    (small.folder / "dodo.py").write_text(
        "from citybook.typeset import pango\npango.NAMES = (('libnot-here.so',),)\n"
        + (ROOT / "dodo.py").read_text()
    )
    run = small.doit("site").succeeds()
    assert "The site has no PDFs. PDFs need Pango" in run.output
    assert "Install it with:" in run.output
    files = [path for path in (small.site / "downloads").rglob("*") if path.is_file()]
    others = [path.name for path in files if path.parent.name != "data"]
    assert others == ["index.html"]
    offered = re.findall(r'href="([^":]+\.\w+)"', (small.site / "downloads/index.html").read_text())
    assert {
        name.rpartition(".")[2] for name in offered if name.startswith("../downloads/data/")
    } == {
        "csv",
        "json",
        "geojson",
    }
    assert not [name for name in offered if name.endswith((".pdf", ".zip"))]
    failed = small.doit("sheets").fails()
    assert "PDFs need Pango, which is not on this machine" in failed.output


def test_the_list_of_tasks_reads_as_a_table_of_contents(small: Publication) -> None:
    rows = small.doit("list").succeeds().output.splitlines()
    assert [row.split()[0] for row in rows] == [
        "check",
        "tidy",
        "rename",
        "fonts",
        "icons",
        "dates",
        "html",
        "sheets",
        "editions",
        "epub",
        "offprints",
        "covers",
        "previews",
        "press",
        "shop",
        "data",
        "offline",
        "site",
        "pages",
        "hosting",
        "licences",
        "schemas",
        "printed",
        "reprint",
        "verify",
        "links",
        "publish",
        "serve",
    ]
    assert all(len(row.split()) > 4 for row in rows)


def test_a_publication_without_editions_or_cards_is_built(small: Publication) -> None:
    for name in ("cities", "editions", "guides", "practices/welders-school.md"):
        path = small.folder / "content" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    small.doit().succeeds()
    assert (small.site / "cities/alba/index.html").is_file()
    assert (small.site / "cities/index.html").is_file()
    assert not (small.site / "network").exists()  # nobody says from whom
