"""Files that editors offer go in; those that can do no harm are on the site as they are, and what
keeps others from being offered is told."""

from __future__ import annotations

import io
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest

from citybook.content import downloads
from citybook.content.downloads import DownloadFile, NotOffered, _check_csv, problems_of
from citybook.content.entry_cache import EntryCache
from citybook.content.file_folders import read_folder
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


def pdf(password: str = "", note: str = "", **root: pikepdf.Object) -> bytes:
    """A PDF with a page, on it a note that holds this text as a file."""
    out, made = io.BytesIO(), pikepdf.new()
    page = made.add_blank_page()
    if note:
        held = pikepdf.Dictionary(F=made.make_stream(note.encode()))  # without /Type
        file = pikepdf.Dictionary(Type=pikepdf.Name.Filespec, F=pikepdf.String("a"), EF=held)
        kind = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.FileAttachment}
        place = pikepdf.Array([0, 0, 9, 9])
        page.Annots = pikepdf.Array([made.make_indirect({**kind, "Rect": place, "FS": file})])
    for name, value in root.items():
        made.Root[f"/{name}"] = value
    lock = pikepdf.Encryption(user=password, owner=password) if password else False
    made.save(out, encryption=lock)
    return out.getvalue()


SCRIPT = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
PROGRAM = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe"))
FORM = pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F=pikepdf.String("https://a.eu"))
DATA = pikepdf.Dictionary(S=pikepdf.Name.ImportData, F=pikepdf.String("a.fdf"))
INSIDE = pikepdf.Dictionary(S=pikepdf.Name.GoToE, D=pikepdf.String("a"))
FILE = pikepdf.Dictionary(EF=pikepdf.Dictionary())
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
    "note.pdf": (pdf(note="MZ"), "holds a program or another file"),
    "form.pdf": (pdf(OpenAction=FORM), "holds a program or another file"),
    "data.pdf": (pdf(OpenAction=DATA), "holds a program or another file"),
    "inside.pdf": (pdf(OpenAction=INSIDE), "holds a program or another file"),
    "file.pdf": (pdf(AF=pikepdf.Array([FILE])), "holds a program or another file"),
    "page.csv": (b"<html>", "ends in .csv and is something else"),
    "bytes.csv": (b"a,\x00b\n", "ends in .csv and is something else"),
    "latin.csv": ("Zürich,5\n".encode("latin-1"), "is not UTF-8"),
    "formula.csv": (b'a,b\n1,"=HYPERLINK(1)"\n', "has cells that a spreadsheet would calculate"),
    "plus.csv": (b"a;b\n1;+cmd|' /C calc'!A0\n", "has cells that a spreadsheet would calculate"),
    "separator.csv": (b"sep=|\n5|=1+1\n", "divides its cells by an unusual sign"),
    "quoted-separator.csv": (b'"sep=|"\n5|=1+1\n', "divides its cells by an unusual sign"),
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
    cache = EntryCache(folder / "none", "", write=False)
    return read_folder(
        folder.parent, folder.name, cache, downloads.read, downloads.describe_failure
    )


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


CALCULATED = [
    *("=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", " \u00a0=1+1"),
    *("+1*cmd|' /C calc'!A0", "--5", "-(5)", "- cmd|' /C calc'!A0", "-1+HYPERLINK(A1)"),
    *("Year\r=1+1", "Year\n=1+1", "Year\r\n\r\n=1+1", "Year;=1+1", "Year\t=1+1", "Year;5,=1+1"),
    *('"=1+1"', 'Year;"=1+1"', '"\n=1+1"', '"""Year"",";=1+1', '""=1+1', 'a;"b,"c,=1+1'),
    # What is two cells where commas divide them is one where semicolons do.
    *("-2,3+cmd|' /C calc'!A0", "-2,*cmd|' /C calc'!A0", "-2,E5+cmd|' /C calc'!A0", "-2,3cmd|a!A0"),
    *(
        "-2;3+cmd|' /C calc'!A0",
        "-2\t*cmd|' /C calc'!A0",
        "-\tcmd|' /C calc'!A0",
        "＝1+1",
        "＋A1",
    ),
    *("\"-2,cmd|' /C calc'!A0\"", "\"-2\ncmd|' /C calc'!A0\"", "a;\"-2;cmd|' /C calc'!A0\""),
]
WRITTEN = [
    # What only reckons with other cells does nothing but that.
    *("-5 Mio.", "+1e5+A1", "-5%A1", "-2\t-\tA1", "- a quay (in 2019)", "-58,Buenos Aires (AR)"),
    *("-3", "+3", "-5,5", "-1.234,56", "-1\u202f234\u00a0€", "-5 %", "+1.5E-7", "$5;-$5", "-€ 5"),
    *("-.5", "-", "5;-;-", "5,-,-", "- ", "+32 2 552 08 88", "-1'000", "-5;+5\r-5\r\n-5"),
    *("-2;-3;a\n-2;-;a", "-2\ta", "-2\t-3", "-2;5,5;-,5", "-2; a", "-2;„a“", "-2;Essen", "-2;E5"),
    *(
        "lon,lat,name\n-58.38,-34.60,Buenos Aires",
        '-2, "a, b"',
        "-2,,a",
        "-2,,",
        '"-2,5";-3',
        "-2,–",
    ),
    *("a=b", "a@b.eu", "1-2", "a;b = c", '"a, =b",c', '"a\n- b",c', "−5", "'=1+1", "sep=;\na;b"),
]


@pytest.mark.parametrize("text", [*CALCULATED, *WRITTEN])
def test_a_csv_is_offered_if_no_program_calculates_a_cell_of_it(text: str) -> None:
    if text in WRITTEN:
        _check_csv(text.encode(), ".csv")
    else:
        with pytest.raises(NotOffered, match="has cells that a spreadsheet would calculate"):
            _check_csv(text.encode(), ".csv")


@pytest.mark.parametrize(
    "many", [" ", "\n", "\r", ",", '"', "-", "-1", "-1,", "-1, ", "e5", "a\n", "\n-1 ", ',"a']
)
def test_a_csv_takes_no_longer_than_its_length(many: str) -> None:
    data = f"-{many * (1_000_000 // len(many))}".encode()
    begun = time.process_time()
    with suppress(NotOffered):
        _check_csv(data, ".csv")
    assert time.process_time() - begun < 2


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
