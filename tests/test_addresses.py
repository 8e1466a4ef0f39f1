"""Names that people give to files, folders, terms, pictures and headings go in; safe addresses come
out, or an error that says what to write."""

from __future__ import annotations

import json
import os
import re
import shutil
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from citybook import naming
from citybook.content import names, sections
from citybook.content.declarations import own_kinds
from citybook.content.entry_reader import allowed_in
from citybook.problems import Problem
from tests.publications import GOOD, Publication

ALBA = "cities/alba.md"
NFC, NFD = (unicodedata.normalize(form, "Málaga") for form in ("NFC", "NFD"))
# Bytes, as a file system may hold them; the last is no UTF-8 at all, and one is as long as a name
# can be.
STOPPERS = {
    b"a=b": "a=b",
    b"two\nlines": r"two\x0alines",
    b"-f": "-f",
    b"--help": "--help",
    b"*": "*",
    b"\xff": r"\xff",
    b"Malm\xf6": r"Malm\xf6",
    b"x" * 250: "x" * 250,
    b"\x1b[31m": r"\x1b[31m",
    b"back\\slash": r"back\\slash",
    "a\u202eb".encode(): r"a\u{202e}b",
    b"{a}": "{a}",
    b"$HOME": "$HOME",
    b"%s": "%s",
    b"'\"": "'\"",
    b"a:b": "a:b",
}
# What pictures are called.
STEMS = ("two words", "-a#b", "a?b=c&d 100%41", "'q\"", "Λιμάνι", "A" * 200)
# Everything that a name can be in Python, bytes that are not UTF-8 included.
ANY = st.text(st.characters(exclude_categories=()), max_size=120)
NAME = ANY | st.text("aA-1é ", max_size=6) | st.sampled_from(sorted(naming.DEVICES | naming.TAKEN))


def add(small: Publication, folder: str, stem: bytes | str, ending: str = ".md") -> None:
    """A card of its own place, or another file of the kind, under any name that the file system
    takes."""
    source = {
        "cities": small.read(ALBA).replace("[alba]", "[eger]"),
        "editions": small.read("editions/book.yaml"),
    }[folder]
    name = os.fsencode(stem) + ending.encode()
    Path(
        os.fsdecode(os.path.join(os.fsencode(small.folder), b"content", folder.encode(), name))
    ).write_text(source)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("Αθήνα", "athina"),
        ("Łódź", "lodz"),
        ("San Sebastián", "san-sebastian"),
        ("Москва", "moskva"),
        ("القاهرة", "lqhrh"),
        ("Straße", "strasse"),
        ("İZMİR", "izmir"),
        ("Þórshöfn", "thorshofn"),
        ("北京", "beijing"),
        ("Do's & Don’ts", "dos-donts"),
        ("Cuneo_Asti (2)", "cuneo-asti-2"),
        (" zagreb ", "zagreb"),
        ("Ｚａｇｒｅｂ", "zagreb"),
        ("Malm\udcf6", "malmo"),
        ("CON", "con-1"),
        ("com¹", "com1-1"),
        ("Index", "index-1"),
        ("★", ""),
        ("—", ""),
        ("😀", ""),
    ],
)
def test_a_name_in_any_script_has_one_address_in_plain_letters(name: str, address: str) -> None:
    assert (
        naming.propose_name(name)
        == naming.propose_name(unicodedata.normalize("NFD", name))
        == address
    )


def test_names_in_other_scripts_are_reported_with_the_name_to_give(small: Publication) -> None:
    for name in ("Αθήνα", "Łódź", "San Sebastián", "Москва"):
        add(small, "cities", name)
    output = small.check()
    for name, right in (
        ("Αθήνα", "athina"),
        ("Łódź", "lodz"),
        ("San Sebastián", "san-sebastian"),
        ("Москва", "moskva"),
    ):
        assert (
            f"content/cities/{name}.md: error: the file's name '{name}' cannot be an address\n"
            f"    rename it to {right}.md if that is its place in places.yaml; it is called after "
            "its place, or after all of its places"
        ) in output


def test_a_name_that_differs_in_capitals_only_names_both_files(small: Publication) -> None:
    add(small, "cities", "Alba")
    assert (
        "content/cities/Alba.md: error: the file's name 'Alba' cannot be an address, and 'alba', "
        "which comes nearest, is taken by content/cities/alba.md: the names differ only in capitals"
    ) in small.check()


def test_two_unicode_forms_of_one_name_side_by_side_name_both_files(small: Publication) -> None:
    add(small, "cities", NFC)
    add(small, "cities", NFD)
    output = small.check()
    assert (
        f"content/cities/{NFD}.md: error: the file's name '{NFD}' cannot be an address\n"
        "    rename it to malaga.md" in output
    )
    assert (
        f"content/cities/{NFC}.md: error: the file's name '{NFC}' cannot be an address, and "
        "'malaga', which comes nearest, "
        f"is taken by content/cities/{NFD}.md: the names differ only in capitals or in how "
        "accents are written"
    ) in output


def test_a_name_of_symbols_only_is_said_plainly(small: Publication) -> None:
    add(small, "cities", "★")
    assert "no letter and no digit is in it: give it a name of small letters" in small.check()


def test_names_that_stop_doit_or_the_terminal_are_reported_and_are_no_tasks(
    small: Publication,
) -> None:
    for stem in STOPPERS:
        add(small, "cities", stem)
        add(small, "editions", stem, ".yaml")
    listed = small.doit("list", "--all", "--quiet").succeeds().output.split()
    assert {name for name in listed if name.startswith(("sheets:", "editions:"))} == {
        "sheets:alba",
        "sheets:brig-cres",
        "editions:book",
        "editions:harbour-reader",
    }
    output = small.doit("html").fails().output
    assert "Traceback" not in output
    for shown in STOPPERS.values():
        for file in (f"cities/{shown}.md", f"editions/{shown}.yaml"):
            assert f"content/{file}: error: the file's name '{shown[:60]}" in output


def test_a_terminal_without_the_letters_of_a_name_still_gets_the_report(small: Publication) -> None:
    add(small, "cities", "Αθήνα")
    output = small.doit("check", PYTHONIOENCODING="ascii").fails().output
    assert r"content/cities/\u0391\u03b8\u03ae\u03bd\u03b1.md: error: the file's name" in output
    assert "rename it to athina.md" in output


def test_mistakes_within_a_file_of_a_bad_name_are_reported_too(small: Publication) -> None:
    add(small, "cities", b"\xff")
    path = next(
        path for path in os.listdir(os.fsencode(small.folder / "content/cities")) if b"\xff" in path
    )
    with open(os.path.join(os.fsencode(small.folder / "content/cities"), path), "ab") as file:
        file.write(b"\n## Nonsense\n\nText.\n")
    assert re.search(r"content/cities/\\xff\.md:\d+:4: error: no section 'Nonsense'", small.check())


@pytest.mark.parametrize(
    "name", ["con", "prn", "aux", "nul", "com1", "lpt9", "index", "content", "a" * 81]
)
def test_reserved_and_endless_names_are_refused_with_a_way_out(name: str) -> None:
    (problem,) = names.mistakes(names.of_file("practice", name, f"content/practices/{name}.md"))
    assert "cannot be an address: " in problem.message
    better = re.match(r"rename it to (\S+)\.md", problem.hint)
    assert better
    assert naming.is_address(better[1])


def test_80_letters_are_an_address() -> None:
    assert not list(names.mistakes(names.of_file("practice", "a" * 80, "content/practices/a.md")))


def test_keys_of_vocabularies_are_held_to_the_same_rule_with_their_lines(
    small: Publication,
) -> None:
    small.write(
        "places.yaml",
        small.read("places.yaml") + "Αθήνα: {name: Αθήνα, country: GR}\n"
        "Eger: {name: Eger, country: HU}\nlpt1: {name: L, country: HU}\n"
        + "é" * 90
        + ": {name: É, country: FR}\n",
    )
    small.write("themes.yaml", small.read("themes.yaml") + "index: {name: Index, summary: All.}\n")
    output = small.check()
    eger = 1 + small.read("places.yaml").split("\n").index("Eger: {name: Eger, country: HU}")
    assert f"content/places.yaml:{eger - 1}:1: error: 'Αθήνα' cannot be an address" in output
    assert "^ rename it to athina, or choose" in output
    assert (
        f"content/places.yaml:{eger}:1: error: 'Eger' cannot be an address, and 'eger', which "
        "comes nearest, is taken by content/places.yaml, line "
    ) in output
    assert "'lpt1' cannot be an address: Windows keeps this name for a device" in output
    assert f"^ rename it to {'e' * 80}, or choose" in output
    assert "'index' cannot be an address: the site uses it itself" in output


@pytest.mark.parametrize(
    ("folder", "message"),
    [
        (
            b"Quays",
            "and 'quays', which comes nearest, is taken by content/guides/quays: the names differ "
            "only in capitals",
        ),
        (b"nul", "Windows keeps this name for a device"),
        ("Οδηγός".encode(), "rename it to odigos, or"),
        (b"\xfe\n", r"guides/\xfe\x0a: error"),
    ],
)
def test_the_folder_of_a_guide_is_held_to_the_same_rule(
    small: Publication, folder: bytes, message: str
) -> None:
    guides = os.fsencode(small.folder / "content/guides")
    shutil.copytree(os.path.join(guides, b"quays"), os.path.join(guides, folder))
    output = small.check()
    assert message in output
    assert output.count("the folder's name") == 1


def test_hidden_files_backups_and_folders_called_like_cards_are_no_tasks(
    small: Publication,
) -> None:
    for name in (".zagreb.md", ".#alba.md", "alba.md~"):
        small.write(f"cities/{name}", "not content")
    (small.folder / "content/cities/eger.md").mkdir()
    assert ": error: " not in small.check()
    listed = small.doit("list", "--all", "--quiet").succeeds().output
    assert re.findall(r"sheets:(\S+)", listed) == ["alba", "brig-cres"]


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small publication with pictures of odd names, one of them no UTF-8 and shown by nobody;
    with headings that are called like parts of the page; and with names that continue one another:
    profile `dole` with a section Left, profile `dole-left`; chapter `b-c` of guide `a`, chapter `c`
    of guide `a-b`. Its pages and print HTML are built."""
    made = Publication.copy_of(GOOD, tmp_path_factory.mktemp("odd") / "good", warm)
    images, ferry = made.folder / "content/images", made.read("practices/night-ferry.md")
    with open(os.path.join(os.fsencode(images), b"\xff\n.png"), "wb") as file:
        file.write(b"unused")
    for number, stem in enumerate(STEMS):
        for ending in (".png", ".yaml"):
            shutil.copy(images / f"quay{ending}", images / f"{stem}{ending}")
        picture = json.dumps({"file": f"{stem}.png", "alt": "A ferry"}, ensure_ascii=False)
        made.write(
            f"practices/ferry-{number}.md",
            ferry.replace("title: ", f"picture: {picture}\ntitle: {number} ", 1),
        )
    dole = made.read("profiles/dole.md")
    headings = ("Content", "Contents", "Note 1", "Note", "NOTE", "Term note dry dock", "Left")
    noted = dole.replace("sources:", "notes:\n  - title: Rivers\nsources:") + "See[^1].\n"
    sections = "".join(f"\n## {title}\n\nText.\n" for title in headings)
    made.write("profiles/dole.md", noted + sections)
    made.write("profiles/dole-left.md", dole.replace("title: Dole", "title: Dole left"))
    for guide, chapter, line in (("a", "b-c", "quays"), ("a-b", "c", "ferries")):
        made.write(
            f"guides/{guide}/guide.yaml",
            f"title: G\ncommunity: {line}\nsummary: S.\nchapters: [{chapter}]\n",
        )
        made.write(f"guides/{guide}/{chapter}.md", made.read("guides/quays/steps.md"))
    shutil.rmtree(made.folder / "content/guides/quays")
    made.replace("editions/harbour-reader.yaml", "guide: quays", "guide: a\n  - guide: a-b")
    made.replace("editions/harbour-reader.yaml", "[dole]", "[dole, dole-left]")
    made.doit("html", "pages").succeeds()
    return made


def test_the_copy_of_a_picture_has_a_safe_address_whatever_it_is_called(odd: Publication) -> None:
    sites = [odd.site / f"practices/ferry-{number}/index.html" for number in range(len(STEMS))]
    prints = sorted((odd.build / "html/editions/harbour-reader").glob("[0-9]*.html"))
    for pages in (sites, prints):
        shown = {
            (page, src)
            for page in pages
            for src in re.findall(r'<img[^>]* src="([^"]*\.png)"', page.read_text("utf-8"))
        }
        assert len({src for _, src in shown}) == len(STEMS)
        for page, src in shown:
            assert re.fullmatch(r"[a-z0-9-]{9,120}\.png", src.rpartition("/")[2])
            assert (page.parent / src).is_file() or (odd.build / "html" / src).is_file()


@pytest.mark.parametrize(
    ("name", "shown"), [(r"a\0b.png", "ab.png"), ("x" * 300 + ".png", "x" * 300 + ".png")]
)
def test_a_picture_of_an_impossible_name_is_a_problem_and_no_traceback(
    small: Publication, name: str, shown: str
) -> None:
    small.replace(ALBA, "file: quay.png", f'file: "{name}"')
    assert f"alba.md:7:9: error: picture.file: no picture '{shown}' in" in small.check()


def test_two_pictures_that_are_one_on_windows_and_macos_are_named_both(small: Publication) -> None:
    shutil.copy(small.folder / "content/images/quay.png", small.folder / "content/images/Quay.PNG")
    assert (
        "content/images/quay.png: error: on Windows and macOS this is the same file as "
        "content/images/Quay.PNG"
    ) in small.check()


def test_a_picture_whose_name_is_not_utf8_stops_no_build_and_no_stamp(odd: Publication) -> None:
    assert b"\xff\n.png" in os.listdir(os.fsencode(odd.folder / "content/images"))
    assert odd.doit("html").succeeds().ran == []


ALLOWED = allowed_in(None, own_kinds())


def anchors(*titles: str) -> list[str]:
    problems: list[Problem] = []
    return [
        one.anchor
        for one in sections.read(
            "".join(f"## {title}\n\nText.\n" for title in titles),
            1,
            "a.md",
            problems,
            allowed=ALLOWED,
        )
    ]


def test_headings_in_other_scripts_keep_their_anchors_when_sections_move() -> None:
    assert anchors("Αθήνα", "Łódź", "Москва", "Тема 2", "2024 in short") == [
        "athina",
        "lodz",
        "moskva",
        "tema-2",
        "section-2024-in-short",
    ]
    assert anchors("Москва", "2024 in short", "Αθήνα") == [
        "moskva",
        "section-2024-in-short",
        "athina",
    ]


def test_headings_that_differ_in_capitals_or_accents_only_have_anchors_of_their_own() -> None:
    assert anchors("Málaga", "Malaga", "MÁLAGA", "Malaga 2") == [
        "malaga",
        "malaga-2",
        "malaga-2-2",
        "malaga-2-2-2",
    ]


def test_headings_called_like_parts_of_the_page_do_not_take_their_ids(odd: Publication) -> None:
    html = (odd.site / "profiles/dole/index.html").read_text(encoding="utf-8")
    ids = re.findall(r'\sid="([^"]*)"', html)
    assert {"content", "section-content", "note-1", "section-note-1"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_entries_whose_names_continue_one_another_have_ids_of_their_own_in_a_book(
    odd: Publication,
) -> None:
    pages = sorted((odd.build / "html/editions/harbour-reader").glob("[0-9]*.html"))
    ids = [
        found
        for page in pages
        for found in re.findall(r'\sid="([^"]*)"', page.read_text(encoding="utf-8"))
    ]
    assert {"profile-dole--left", "profile-dole-left", "chapter-a--b-c", "chapter-a-b--c"} <= set(
        ids
    )
    assert len(ids) == len(set(ids))


@settings(database=None)
@given(NAME)
def test_any_name_is_an_address_or_is_told_one_that_is(name: str) -> None:
    better = naming.propose_name(name)
    problems = list(names.mistakes([names.AddressName("", name, "x.md")]))
    assert len(problems) == (not naming.is_address(name))
    assert not better or naming.is_address(better)
    assert (
        naming.propose_name(better)
        == better
        == naming.propose_name(unicodedata.normalize("NFD", name))
    )
    assert better == name or not naming.is_address(name)
    assert all(
        text.isprintable() for problem in problems for text in (problem.message, problem.hint)
    )


@settings(database=None)
@given(st.lists(NAME, unique=True))
def test_of_any_names_no_two_are_told_the_same_address(given_names: list[str]) -> None:
    listed = [
        names.AddressName("", name, f"content/{naming.show_name(name)}.md") for name in given_names
    ]
    problems = list(names.mistakes(listed))
    free = [name for name in given_names if naming.is_address(name)]
    told = [
        found[1]
        for problem in problems
        if (found := re.match(r"rename it to ([a-z0-9-]+), or", problem.hint))
    ]
    assert len({*free, *told}) == len(free) + len(told)
    assert problems == list(names.mistakes(reversed(listed)))
    for problem in problems:
        taken = re.search(
            r"is taken by (content/.*?\.md)(?:: the names differ only|$)", problem.message
        )
        assert bool(taken) == problem.hint.startswith("keep one")
        assert not taken or taken[1] in {name.file for name in listed}


@settings(database=None)
@given(st.lists(NAME))
def test_any_names_are_shown_in_one_line_each_in_another_way(given_names: list[str]) -> None:
    shown = {naming.show_name(name) for name in given_names}
    assert len(shown) == len(set(given_names))
    assert all(name.isprintable() and name.encode() for name in shown if name)


@settings(database=None)
@given(
    st.lists(
        st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs",)))
        | st.text("aA1é# -", max_size=6)
        | st.sampled_from(["Content", "Contents", "Note", "Note 1", "Term note a", "Section 1"]),
        max_size=12,
    )
)
def test_anchors_of_any_headings_are_unique_and_none_of_the_pages_own(titles: list[str]) -> None:
    found = anchors(*titles)
    assert len(set(found)) == len(found) == len(titles)
    assert all(
        re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", one) and not sections.OF_PAGE.fullmatch(one)
        for one in found
    )
