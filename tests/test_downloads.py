"""Files that editors offer go in; those that can do no harm are on the site as they are, and what
keeps others from being offered is told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pikepdf
import pytest

from citybook.content.downloads import DownloadFile, problems_of, read_downloads
from citybook.content.entry_cache import EntryCache
from citybook.views.medium import file_size
from tests.publications import Publication

ODT = "application/vnd.oasis.opendocument.text"


def archive(**parts: bytes | str) -> bytes:
    """A ZIP file; in the names of its parts `__` stands for `/`."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, data in parts.items():
            made.writestr(name.replace("__", "/"), data)
    return out.getvalue()


def office(part: str, **more: bytes | str) -> bytes:
    return archive(**{"[Content_Types].xml": "<Types/>", part: "<x/>", **more})


def pdf(password: str = "", **root: pikepdf.Object) -> bytes:
    out, made = io.BytesIO(), pikepdf.new()
    made.add_blank_page()
    for name, value in root.items():
        made.Root[f"/{name}"] = value
    lock = pikepdf.Encryption(user=password, owner=password) if password else False
    made.save(out, encryption=lock)
    return out.getvalue()


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
PROGRAM = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
# Bytes by the names of files, and how what is said of them begins; empty where they are offered.
FILES: dict[str, tuple[bytes, str]] = {
    "plan.pdf": (pdf(), ""),
    "budget.csv": ("Jahr;Geld\n2020;−5,5\n2021;-3\n".encode(), ""),
    "marked.csv": (b"\xef\xbb\xbfa,b\n1,2\n", ""),
    "list.xlsx": (office("xl/workbook.xml"), ""),
    "text.docx": (office("word/document.xml"), ""),
    "talk.pptx": (office("ppt/presentation.xml"), ""),
    "text.odt": (archive(mimetype=ODT, **{"content.xml": "<x/>"}), ""),
    "page.html": (b"<p>x</p>", "ends in .html, which is not offered"),
    "drawing.svg": (b"<svg/>", "ends in .svg, which is not offered"),
    "code.js": (b"alert(1)", "ends in .js, which is not offered"),
    "old.zip": (archive(a=b"b"), "ends in .zip, which is not offered"),
    "program.exe": (b"MZ", "ends in .exe, which is not offered"),
    "macro.docm": (office("word/document.xml"), "ends in .docm, which is not offered"),
    "Budget 2024.csv": (b"a,b\n", "has a name that can be no address"),
    "below/list.csv": (b"a,b\n", "has a name that can be no address"),
    "page.pdf": (b"<html><script>alert(1)</script>", "ends in .pdf and is something else"),
    "cut.pdf": (pdf()[:200], "cannot be opened: it is damaged or has a password"),
    "locked.pdf": (pdf("secret"), "cannot be opened: it is damaged or has a password"),
    "script.pdf": (pdf(OpenAction=SCRIPT), "holds a program or another file"),
    "launch.pdf": (pdf(OpenAction=PROGRAM), "holds a program or another file"),
    "attached.pdf": (
        pdf(Names=pikepdf.Dictionary(EmbeddedFiles=pikepdf.Dictionary())),
        "holds a program or another file",
    ),
    "page.csv": (b"<html>", "ends in .csv and is something else"),
    "bytes.csv": (b"a,\x00b\n", "ends in .csv and is something else"),
    "latin.csv": ("Zürich,5\n".encode("latin-1"), "is not UTF-8"),
    "formula.csv": (b'a,b\n1,"=HYPERLINK(1)"\n', "has cells that a spreadsheet would calculate"),
    "plus.csv": (b"a;b\n1;+cmd|' /C calc'!A0\n", "has cells that a spreadsheet would calculate"),
    "text.xlsx": (office("word/document.xml"), "ends in .xlsx and is something else"),
    "cut.docx": (office("word/document.xml")[:40], "ends in .docx and is something else"),
    "macro.xlsx": (
        office("xl/workbook.xml", xl__vbaProject__bin="x", **{"xl/vbaProject.bin": "x"}),
        "holds macros or another program",
    ),
    "macro.odt": (
        archive(mimetype=ODT, Basic__x="x"),
        "holds macros or another program",
    ),
    "sheet.odt": (
        archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
        "ends in .odt and is something else",
    ),
    "empty.odt": (b"", "ends in .odt and is something else"),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, DownloadFile]:
    folder: Path = tmp_path_factory.mktemp("files")
    for name, (data, _) in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    return read_downloads(folder, EntryCache(folder / "none", "", write=False))


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_offered_if_it_is_what_it_says_and_can_do_no_harm(
    read: dict[str, DownloadFile], name: str
) -> None:
    data, expected = FILES[name]
    found = read[name]
    assert found.fault.startswith(expected)
    assert bool(found.fault) == bool(expected)
    assert found.size == (0 if expected else len(data))
    assert bool(found.hint) == bool(expected)


def test_each_file_that_cannot_be_offered_is_told(read: dict[str, DownloadFile]) -> None:
    told = [(one.file, one.is_error) for one in problems_of(read)]
    wrong = [name for name, (_, fault) in FILES.items() if fault]
    assert sorted(told) == sorted((f"content/files/{name}", True) for name in wrong)


@pytest.mark.parametrize(
    ("size", "language", "shown"),
    [
        (0, "en", "1 kB"),
        (23_900, "en", "24 kB"),
        (999_499, "en", "999 kB"),
        (1_249_000, "en", "1.2 MB"),
        (1_249_000, "hr", "1,2 MB"),
    ],
)
def test_a_size_is_told_as_readers_know_it(size: int, language: str, shown: str) -> None:
    assert file_size(size, language) == shown.replace(" ", "\N{NO-BREAK SPACE}")


def test_a_file_is_on_the_site_and_its_address_in_print(small: Publication) -> None:
    data = b"Year,Money\n2020,5\n"
    small.write("files/budget.csv", data)
    small.write("files/unused.csv", data)
    small.replace(
        "practices/night-ferry.md",
        "Dockers asked for it.",
        "Dockers asked.\n\n::: download budget.csv The **budget**\nYear by year.\n:::\n",
    )
    said = small.doit("pages", "html").succeeds().output
    assert "content/files/unused.csv: warning: no text offers this file" in said
    assert (small.site / "files/budget.csv").read_bytes() == data
    assert not (small.site / "files/unused.csv").exists()
    page = (small.site / "practices/night-ferry/index.html").read_text(encoding="utf-8")
    assert (
        '<a class="download" href="../../files/budget.csv" download>The <strong>budget</strong> '
        '<span class="download-size">(CSV, 1\u00a0kB)</span></a>'
    ) in page
    printed = "".join(
        path.read_text(encoding="utf-8") for path in small.build.rglob("html/editions/*/*.html")
    )
    assert 'href="https://harbour-towns.example/book/files/budget.csv"' in printed
