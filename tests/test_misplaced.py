"""Files that are no texts of a publication go in: what systems and offices leave is passed over,
and documents are named as what they are, with the way in."""

from __future__ import annotations

from tests.publications import Publication

LEFT_BEHIND = (
    "Thumbs.db",
    "cities/thumbs.db",
    "cities/desktop.ini",
    "cities/~$sofia.docx",
    "cities/~$alba.md",
    ".DS_Store",
    "cities/._alba.md",
    "kinds/._card.yaml",
    "kinds/~$card.yaml",
    "cities/.~lock.alba.docx#",
    "cities/alba.md.bak",
    "cities/alba.bak",
    "cities/alba.md~",
    "cities/.alba.md.swp",
    "cities/#alba.md#",
    "cities/alba.tmp",
    "cities/~WRL0001.tmp",
    "cities/alba.md.orig",
    "editions/book.yaml.old",
    "editions/._book.yaml",
    "editions/~$book.yaml",
    "images/Thumbs.db",
    "__MACOSX/cities/alba.md",
    "@eaDir/alba.md",
    "Icon\r",
    "places.yaml.part",
)
# What is said of each, and part of the way in.
DOCUMENTS = {
    "cities/sofia.docx": ("this is a Word document, and is not read", "`doit tidy`"),
    "Sofia.DOC": ("this is a Word document", "ends in .md"),
    "cities/sofia.odt": ("this is a text of LibreOffice", "ends in .md"),
    "images/sofia.docx": ("this is a Word document", "ends in .md"),
    "figures.xlsx": ("this is an Excel workbook", "::: chart"),
    "cities/figures.ods": ("this is a spreadsheet of LibreOffice", "::: chart"),
    "figures.csv": ("this is a table", "::: chart"),
    "practices/flyer.pdf": ("this is a PDF", "copy its text"),
    "slides.pptx": ("this is a presentation", "content/images/"),
    "all.zip": ("this is an archive", "unpack it"),
    "cities/page.html": ("this is a web page", "copy its text"),
    "cities/alba - Shortcut.lnk": ("this is a shortcut", "put the file itself here"),
    "cities/quay.JPG": ("this is a picture", "content/images/"),
    "cities/notes.txt": ("nothing reads this file", "rename it to notes.md"),
    "cities/alpe.md.txt": ("nothing reads this file", "rename it to alpe.md"),
    "editions/night.yaml.txt": ("nothing reads this file", "rename it to night.yaml"),
    "cities/notes.markdown": ("nothing reads this file", "rename it to notes.md"),
    "cities/notes.MD": ("nothing reads this file", "rename it to notes.md"),
    "cities/bg/sofia.md": ("nothing reads this file", "move it into content/cities/ itself"),
    "editions/day.yml": ("nothing reads this file", "rename it to day.yaml"),
}


def test_what_systems_and_offices_leave_is_passed_over(small: Publication) -> None:
    before = small.doit("check").succeeds().output.split("Done")[0]
    for name in LEFT_BEHIND:
        small.write(name, b"\x00\x05\x16\x07")
    layout = small.folder / "layouts"
    layout.mkdir()
    for name in ("Thumbs.db", "._base.html", "base.html.bak"):
        (layout / name).write_bytes(b"\x00\x05\x16\x07")
    assert small.doit("check").succeeds().output.split("Done")[0] == before
    assert "editions:book\n" in small.doit("list", "--all").succeeds().output.replace(" ", "\n")
    small.doit("html").succeeds()


def test_a_document_is_named_as_what_it_is_with_the_way_in(small: Publication) -> None:
    for name in DOCUMENTS:
        small.write(name, b"PK\x03\x04")
    (small.folder / "content/press").mkdir()
    small.write("press/shop.pdf", b"%PDF")
    said = small.doit("check").fails().output
    for name, (message, hint) in DOCUMENTS.items():
        line, _, rest = said.partition(f"content/{name}: error: ")[2].partition("\n")
        assert message in line, name
        assert hint in rest.partition("\n")[0], name
    assert said.count(": error: ") == len(DOCUMENTS)
    assert "did you mean 'cities'" not in said
