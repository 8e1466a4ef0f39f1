"""Bad content goes in; what an editor is told comes out: file, line, column, what was expected, the
nearest right name."""

from __future__ import annotations

import pytest

from citybook.problems import nearest
from tests.publications import GOOD, Publication

ALBA = "cities/alba.md"

# What is done to the small publication, and the message that must follow, with its place.
MISTAKES = {
    "a colour that is a comment": (
        "publication.yaml",
        "language: en",
        "language: en\ncolours:\n  brand: #5b2a86",
        "publication.yaml:8:9: error: '#5b2a86' is lost: # begins a comment",
    ),
    "a colour in braces that is a comment": (
        "publication.yaml",
        "language: en",
        "language: en\ncolours: {brand: #5b2a86}",
        "publication.yaml:7:18: error: '#5b2a86' is lost: # begins a comment",
    ),
    "an address with a question": (
        "publication.yaml",
        "harbour-towns.example/book",
        "harbour-towns.eu/book?lang=en",
        "publication.yaml:5:11: error: base_url: expected a web address without ? and #",
    ),
    "a port that is none": (
        "publication.yaml",
        "harbour-towns.example/book",
        "harbour-towns.eu:99999/book",
        "base_url: expected a web address whose port is at most 65535",
    ),
    "coordinates without a comma": (
        "places.yaml",
        "coordinates: [44.7, 8.03]",
        "coordinates: [44.7 8.03]",
        "write all values, with commas between: [one, two]",
    ),
    "a flag in words": (
        "editions/book.yaml",
        "trim: A5",
        "trim: A5\nepub: no",
        "write true or false",
    ),
    "a title without words": (ALBA, "title: Alba", "title:", "write it behind the colon"),
    "a place of a partner twice": (
        "about.md",
        "summary: Five towns by the water.",
        "summary: Five towns.\npartners:\n  cities: [alba, alba]",
        "about.md:5:18: error: partners.cities.2: expected each name once, got 'alba'",
    ),
    "a typeface under a name in quotation marks": (
        "publication.yaml",
        "language: en",
        'language: en\n"typeface": fontpkg-does-not-exist',
        "publication.yaml:7:13: error: typeface: ",
    ),
    "an imprint that is taken over as a whole": (
        "editions/book.yaml",
        "imprint: {publisher: publication, funder: publication}",
        "imprint: publication",
        "write imprint: {publisher: publication, copyright: publication}",
    ),
    "a place whose latitude and longitude are swapped": (
        "places.yaml",
        "coordinates: [44.7, 8.03]",
        "coordinates: [8.03, 44.7]",
        "places.yaml:4:16: warning: coordinates: 8.03, 44.7 is far from IT",
    ),
    "a day that no calendar has": (
        ALBA,
        "title: Alba",
        "title: Alba\nreviewed: 2026-02-30",
        "there is no such day",
    ),
    "a limit of reviews without its unit": (
        "publication.yaml",
        "language: en",
        "language: en\nreview_after: 24",
        "publication.yaml:7:15: error: review_after: expected a number of months or years, got '24'",
    ),
    "a limit of reviews that is none": (
        "publication.yaml",
        "language: en",
        "language: en\nreview_after: 0 years",
        "publication.yaml:7:15: error: review_after: expected a number of months or years, got",
    ),
    "a review on a day that is none": (
        ALBA,
        "title: Alba",
        "title: Alba\nreviewed: 1 March 2026",
        "alba.md:3:11: error: reviewed: expected a date, got '1 March 2026'",
    ),
    "a missing required field": (
        ALBA,
        "title: Alba\n",
        "",
        "content/cities/alba.md:2:1: error: title: required, but missing",
    ),
    "a missing nested field": (
        ALBA,
        "  currency: EUR\n",
        "",
        "alba.md:11:3: error: grant.currency: required, but missing",
    ),
    "a wrong type": (
        ALBA,
        "amount: 1200",
        "amount: fifty thousand",
        "alba.md:11:11: error: grant.amount: expected a number, got 'fifty thousand'",
    ),
    "a text where a list is wanted": (
        ALBA,
        "places: [alba]",
        "places: alba",
        "alba.md:3:9: error: places: expected a list, got 'alba'",
    ),
    "a list where a text is wanted": (
        ALBA,
        "title: Alba",
        "title: [Alba]",
        "alba.md:2:8: error: title: expected text, got a list",
    ),
    "an unknown field": (
        ALBA,
        "title: Alba",
        "tittle: Alba",
        "alba.md:2:1: error: tittle: no field of this name (did you mean 'title'?)",
    ),
    "an unknown nested field": (
        ALBA,
        "  amount: 1200",
        "  amuont: 1200",
        "alba.md:11:3: error: grant.amuont: no field of this name (did you mean 'amount'?)",
    ),
    "an unknown section": (
        ALBA,
        "## Lessons learnt",
        "## Lesons learnt",
        "alba.md:30:4: error: no section 'Lesons learnt' (did you mean 'Lessons learnt'?)",
    ),
    "a section twice": (
        ALBA,
        "## Strengths",
        "## Context",
        "alba.md:38:4: error: the section 'Context' is there twice, first in line 16",
    ),
    "a missing section": (
        ALBA,
        "## The road ahead\n\n- A second quay\n",
        "",
        "alba.md: error: the section 'The road ahead' is missing",
    ),
    "an empty section": (
        ALBA,
        "- A second quay\n",
        "",
        "alba.md:34:1: error: the section 'The road ahead' is empty",
    ),
    "an empty list item": (
        ALBA,
        "- A second quay\n",
        "- A second quay\n-\n",
        "alba.md:37:1: error: an empty list item",
    ),
    "text before the first section": (
        ALBA,
        "## Context",
        "Hello\n\n## Context",
        "alba.md:16:1: error: text before the first section",
    ),
    "a heading of another level": (
        ALBA,
        "## Context",
        "### Context",
        "alba.md:16:1: error: a heading with 3 #",
    ),
    "a theme with a line and a colour": (
        "themes.yaml",
        "  line: quays",
        '  line: quays\n  colour: "#6b3fa0"',
        "themes.yaml:2:3: error: work: expected either `line`, whose colour the theme takes, or `colour`",
    ),
    "inks of no colour": (
        "themes.yaml",
        "  line: quays",
        "  ink: [70, 85, 0, 10]",
        "themes.yaml:2:3: error: work: expected the `colour` that is printed in `ink`",
    ),
    "an unknown city in places": (
        ALBA,
        "places: [alba]",
        "places: [albba]",
        "alba.md:3:10: error: places: no place 'albba' (did you mean 'alba'?)",
    ),
    "an unknown community": (
        ALBA,
        "[quays, ferries]",
        "[quays, feries]",
        "alba.md:4:22: error: communities: no community 'feries' (did you mean 'ferries'?)",
    ),
    "a community the place is no partner of": (
        "cities/brig-cres.md",
        "[quays]",
        "[ferries]",
        "no place of this card is a partner of 'ferries'",
    ),
    "a link to an unknown city": (
        ALBA,
        "city:dole",
        "city:dol",
        "alba.md:32:66: error: a link to 'city:dol', but there is no such place (did you mean 'dole'?)",
    ),
    "a link that leads nowhere": (
        ALBA,
        "city:dole",
        "file:///etc/passwd",
        "alba.md:32:66: error: a link to 'file:///etc/passwd'",
    ),
    "an unknown icon": (
        ALBA,
        ":anchor:",
        ":ancor:",
        "alba.md:40:4: error: no icon 'ancor' (did you mean 'anchor'?)",
    ),
    "a duplicate key": (
        ALBA,
        "title: Alba\n",
        "title: Alba\ntitle: Brig\n",
        "alba.md:3:1: error: the field 'title' is given twice, first in line 2",
    ),
    "an unclosed front matter": (
        ALBA,
        "---\n\n## Context",
        "\n## Context",
        "alba.md:1:1: error: the front matter is opened here and never closed",
    ),
    "no front matter": (
        ALBA,
        "---\ntitle",
        "title",
        "alba.md:1:1: error: the front matter is missing",
    ),
    "tabs": (
        ALBA,
        "  amount",
        "\tamount",
        "alba.md:11:1: error: a tab; YAML is indented with spaces",
    ),
    "a second colon": (
        ALBA,
        "title: Alba",
        "title: Alba: a town",
        "alba.md:2:12: error: a second ': ' in one line",
    ),
    "an anchor": (
        ALBA,
        "title: Alba",
        "title: &a Alba",
        "alba.md:2:8: error: a value may not begin with &",
    ),
    "a tag": (
        ALBA,
        "title: Alba",
        "title: !!int 3",
        "alba.md:2:8: error: a value may not begin with !",
    ),
    "a picture that does not exist": (
        ALBA,
        "file: quay.png",
        "file: quai.png",
        "alba.md:7:9: error: picture.file: no picture 'quai.png' in content/images/ (did you mean 'quay.png'?)",
    ),
    "a picture outside images": (
        ALBA,
        "file: quay.png",
        "file: ../about.md",
        "alba.md:7:9: error: picture.file: expected the name of a file in content/images/, not a path",
    ),
    "a picture without words": (
        ALBA,
        "  alt: A ferry lies at the quay of Alba under a low sun.\n",
        "",
        "alba.md:7:9: error: picture.file: nothing says what 'quay.png' shows",
    ),
    "a partner that is no place": (
        "communities.yaml",
        "place: dole",
        "place: dolle",
        "content/communities.yaml:15:14: error: quays.partners.3.place: no place 'dolle' (did you mean 'dole'?)",
    ),
    "a number twice": (
        "communities.yaml",
        "number: 2",
        "number: 1",
        "communities.yaml:18:11: error: ferries.number: 1 is the number of 'quays'",
    ),
    "a colour too light for white text": (
        "communities.yaml",
        "#26418f",
        "#ffee00",
        "communities.yaml:6:11: error: quays.colour: expected a darker colour",
    ),
    "a latitude beyond the pole": (
        "places.yaml",
        "[44.7,",
        "[144.7,",
        "places.yaml:4:17: error: alba.coordinates.1: expected at most 90",
    ),
    "a country that is none": (
        "places.yaml",
        "country: CH",
        "country: Swiss",
        "places.yaml:7:12: error: brig.country: expected a country",
    ),
    "a place twice": (
        "places.yaml",
        "cres:\n",
        "brig:\n",
        "places.yaml:8:1: error: the field 'brig' is given twice, first in line 5",
    ),
    "an unknown card in an edition": (
        "editions/book.yaml",
        "cards: all",
        "cards: [albba]",
        "book.yaml:9:13: error: cards: no city card 'albba' (did you mean 'alba'?)",
    ),
    "a card twice in an edition": (
        "editions/book.yaml",
        "cards: all",
        "cards: [alba, alba]",
        "book.yaml:9:19: error: cards: 'alba' is there twice",
    ),
    "an unknown part of an edition": (
        "editions/book.yaml",
        "contents",
        "contnts",
        "book.yaml:8:5: error: parts.3: expected one of cover,",
    ),
    "a publisher who is only a name": (
        "editions/book.yaml",
        "publisher: publication",
        "publisher: Harbour Network",
        "book.yaml:14:22: error: imprint.publisher: expected 'publication', got 'Harbour Network'",
    ),
    "a publisher without an address": (
        "editions/book.yaml",
        "publisher: publication",
        "publisher: {name: Harbour Network}",
        "book.yaml:14:22: error: imprint.publisher.url: required, but missing",
    ),
    "a copyright to take over that is not there": (
        "editions/book.yaml",
        "publisher: publication",
        "copyright: publication",
        "book.yaml:14:22: error: imprint.copyright: content/publication.yaml names no copyright",
    ),
    "chapters without their guide": (
        "editions/harbour-reader.yaml",
        "guide: quays",
        "chapters: [quays]",
        "harbour-reader.yaml:8:5: error: parts.3: expected `chapters` only together with their",
    ),
    "a chapter that the guide has not": (
        "editions/harbour-reader.yaml",
        "guide: quays",
        "guide: quays\n    chapters: [ende]",
        "harbour-reader.yaml:10:16: error: chapters: no chapter 'ende'",
    ),
    "a trim size that is none": (
        "editions/book.yaml",
        "A5",
        "A55",
        "book.yaml:4:7: error: trim: expected one of A4, A5, square, US letter, got 'A55'",
    ),
    "an address that is none": (
        "publication.yaml",
        "https://harbour-towns.example/book",
        "harbour-towns.example",
        "publication.yaml:5:11: error: base_url: expected a web address",
    ),
}


# Those of a card, each made in a copy of its own.
COPIES = {
    name: f"alba-{number}.md"
    for number, (name, (file, *_)) in enumerate(MISTAKES.items())
    if file == ALBA
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `doit check` says of a publication with all the mistakes of a card."""
    publication = Publication.copy_of(GOOD, tmp_path_factory.mktemp("copies") / "good")
    card = publication.read(ALBA)
    for name, file in COPIES.items():
        _, old, new, _ = MISTAKES[name]
        assert old in card, f"{old!r} is not in {ALBA}"
        publication.write(f"cities/{file}", card.replace(old, new, 1))
    return publication.doit("check").fails().output


@pytest.mark.parametrize("mistake", COPIES)
def test_a_mistake_in_a_card_is_reported_with_its_place(report: str, mistake: str) -> None:
    assert MISTAKES[mistake][3].replace("alba.md", COPIES[mistake]) in report


@pytest.mark.parametrize("mistake", [name for name in MISTAKES if name not in COPIES])
def test_a_mistake_is_reported_with_its_place(small: Publication, mistake: str) -> None:
    file, old, new, message = MISTAKES[mistake]
    small.replace(file, old, new)
    assert message in small.check()


def test_a_file_of_utf_16_is_told_and_what_follows_from_it_is_not(small: Publication) -> None:
    small.write("publication.yaml", small.read("publication.yaml").encode("utf-16"))
    (told,) = [line for line in small.check().splitlines() if "error:" in line]
    assert told.startswith("content/publication.yaml: error: this file is UTF-16")


def test_an_entry_that_only_links_to_itself_is_linked_to_by_none(small: Publication) -> None:
    ferry, school, reader = (
        "practices/night-ferry.md",
        "practices/welders-school.md",
        "editions/harbour-reader.yaml",
    )
    small.replace(reader, "    practices: all\n", "    practices: [welders-school]\n")
    alone = f"content/{ferry}: warning: this entry is in no edition and no list"
    assert alone not in small.check()
    small.replace(school, "[the night ferry](practice:night-ferry)", "it")
    small.replace(ferry, "Dockers asked", "[It](practice:night-ferry) is late. Dockers asked")
    assert alone in small.check()


def test_the_good_publication_has_no_problem_but_its_address(small: Publication) -> None:
    output = small.doit("check").succeeds().output
    assert "1 warning in 1 file; everything can be built." in output
    assert "printed codes lead nowhere yet" in output


def test_a_report_shows_the_line_and_a_way_out(small: Publication) -> None:
    small.replace(ALBA, "amount: 1200", "amount: fifty thousand")
    assert (
        "content/cities/alba.md:11:11: error: grant.amount: expected a number, got 'fifty thousand'\n"
        "   11 |   amount: fifty thousand\n"
        "      |           ^ write digits only, such as 50000\n"
    ) in small.doit("check").output


def test_of_a_long_line_the_report_shows_what_is_near_the_place(small: Publication) -> None:
    small.replace(
        "cities/alba.md",
        "The quay of Alba was closed.",
        "word " * 400 + "[Dole](city:dol) " + "word " * 400,
    )
    shown = small.doit("check").fails().output.splitlines()
    at = next(number for number, line in enumerate(shown) if "a link to 'city:dol'" in line)
    assert len(shown[at + 1]) < 250
    assert shown[at + 1][shown[at + 2].index("^") :].startswith("city:dol")


def test_all_problems_of_all_files_come_in_one_report_sorted_by_place(small: Publication) -> None:
    for file, old, new in (
        (ALBA, "title: Alba\n", ""),
        (ALBA, "city:dole", "city:dol"),
        (ALBA, "[quays, ferries]", "[quay]"),
        ("cities/brig-cres.md", ":anchor:", ":ancor:"),
        ("places.yaml", "country: CH", "country: X"),
        ("communities.yaml", "place: dole", "place: dolle"),
        ("editions/book.yaml", "A5", "A6"),
    ):
        small.replace(file, old, new)
    output = small.doit("check").fails().output
    heads = [line.split(" error: ")[0] for line in output.splitlines() if " error: " in line]
    assert [head.split(":")[0] for head in heads] == sorted(head.split(":")[0] for head in heads)
    assert "7 problems and 1 warning in 6 files; nothing was built" in output


def test_two_cards_for_one_place_name_both_files(small: Publication) -> None:
    small.write(
        "cities/brig.md", small.read("cities/alba.md").replace("places: [alba]", "places: [brig]")
    )
    output = small.check()
    assert "'brig' has a card already, content/cities/brig-cres.md" in output


def test_a_card_of_several_places_may_not_take_the_name_of_one(small: Publication) -> None:
    small.write("cities/brig.md", small.read("cities/brig-cres.md"))
    (small.folder / "content/cities/brig-cres.md").unlink()
    assert "two entries for 'brig'" in small.check()


def test_a_card_of_one_place_is_named_after_it(small: Publication) -> None:
    small.write("cities/eger-town.md", small.read(ALBA).replace("[alba]", "[eger]"))
    assert "rename the file to eger.md" in small.check()


def test_a_file_that_is_not_utf8_is_reported_with_its_place(small: Publication) -> None:
    small.write(ALBA, small.read(ALBA).replace("Ask first", "Ask fírst").encode("latin-1"))
    assert "content/cities/alba.md:32:10: error: this file is not UTF-8" in small.check()


def test_a_byte_order_mark_and_crlf_change_nothing(built: Publication) -> None:
    before = built.files()
    built.write(ALBA, b"\xef\xbb\xbf" + built.read(ALBA).replace("\n", "\r\n").encode())
    assert "html" in built.doit("sheets:alba", "editions:book", "pages").succeeds().ran
    assert built.files() == before


def test_no_and_yes_stay_text(small: Publication) -> None:
    small.replace("places.yaml", "country: CH", "country: NO")
    small.replace(ALBA, "title: Alba", "title: yes")
    small.doit("html").succeeds()
    sheet = (small.build / "html/sheets/alba.html").read_text(encoding="utf-8")
    assert '<h1 class="card-title">yes</h1>' in sheet
    assert "Norway" in (small.build / "html/editions/book/003-contents.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize("data", [b"<html>not a picture</html>", b"\x89PNG\r\n\x1a\n broken", b""])
def test_a_file_that_is_no_picture_is_reported(small: Publication, data: bytes) -> None:
    small.write("images/quay.png", data)
    assert (
        "alba.md:7:9: error: picture.file: content/images/quay.png cannot be used" in small.check()
    )


def test_a_truncated_picture_is_reported(small: Publication) -> None:
    whole = (small.folder / "content/images/quay.png").read_bytes()
    small.write("images/quay.png", whole[: len(whole) // 2])
    assert "picture.file: content/images/quay.png cannot be used" in small.check()


@pytest.mark.parametrize(
    "name", ["publication.yaml", "places.yaml", "communities.yaml", "about.md"]
)
def test_a_missing_file_is_one_problem(small: Publication, name: str) -> None:
    (small.folder / "content" / name).unlink()
    output = small.check()
    assert f"content/{name}: error: this file is missing" in output
    assert output.count(" error: ") == 1


def test_a_file_that_nothing_reads_is_reported(small: Publication) -> None:
    small.write("citys/zagreb.md", "x")
    small.write("cities/notes.txt", "x")
    output = small.check()
    assert (
        "content/citys/zagreb.md: error: nothing reads this file (did you mean 'cities'?)" in output
    )
    assert "content/cities/notes.txt: error: nothing reads this file" in output


def test_a_file_name_that_is_no_address_is_reported(small: Publication) -> None:
    small.write("cities/Eger Town.md", small.read(ALBA).replace("[alba]", "[eger]"))
    assert "the file's name 'Eger Town' cannot be an address" in small.check()


def test_html_in_a_card_is_shown_as_it_was_typed(small: Publication) -> None:
    typed = r"\<script>alert(1)\</script> & \<b>so\</b>"
    small.replace(ALBA, "People know what they want.", typed)
    small.doit("pages").succeeds()
    page = (small.site / "cities/alba/index.html").read_text(encoding="utf-8")
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;so&lt;/b&gt;" in page
    assert page.count('<script src="../../assets/site.') == 1
    assert page.count('<script type="application/ld+json">') == 1, "data, which is never run"
    assert page.count("<script") == 2


def test_too_much_text_first_gets_smaller_then_fails_with_the_section_to_shorten(
    small: Publication,
) -> None:
    lesson = (
        "- **Ask again.** "
        + "People know what they want and say so when somebody asks them. " * 3
        + "\n"
    )
    small.replace(ALBA, "## The road ahead", lesson * 10 + "\n## The road ahead")
    small.doit("sheets:alba").succeeds()
    small.replace(ALBA, "## The road ahead", lesson * 12 + "\n## The road ahead")
    output = small.doit("sheets").fails().output
    assert "content/cities/alba.md:30:1: error: the sheet of 'alba' is" in output
    assert "lines too long for one A4 page, even at 8 pt" in output
    assert "shorten 'Lessons learnt', its longest section, by" in output
    assert (small.pdf / "sheets/brig-cres.pdf").is_file(), "the other sheets are set"
    assert (small.pdf / "sheets/alba.pdf").is_file(), "the last good sheet stays"


# What an editor wrote, and the name that is proposed.
NEAR = {
    "tittle": "title",
    "amuont": "amount",
    "dya": "day",
    "dol": "dole",
    "leson": "lessons",
    "citys": "cities",
    "country": "countries",
    "Lesons learnt": "Lessons learnt",
    "Lessons learned": "Lessons learnt",
    "Lesson": "Lessons learnt",
    "action plan": "Action plan",
    "Plan": "Action plan",
    "Road ahead": "The road ahead",
    "Use of the grant": "Use of grant",
    "settimo": "settimo-torinese",
    "Málaga": "malaga",
    "quays/steps#build-the-key": "quays/steps#build-the-quay",
}
# What looks alike and is another word.
FAR = (
    ("Contact", "Context"),
    ("paris", "parma"),
    ("turin", "tours"),
    ("lyon", "london"),
    ("school", "tools"),
    ("A6", "A5"),
    ("a", "b"),
    ("", "title"),
    ("…", "title"),
)


@pytest.mark.parametrize(("word", "name"), NEAR.items())
def test_what_was_most_likely_meant_is_proposed(word: str, name: str) -> None:
    assert nearest(word, ["Context", "quay", name, "brig"]) == name


@pytest.mark.parametrize(("word", "name"), FAR)
def test_another_word_is_not_proposed(word: str, name: str) -> None:
    assert nearest(word, [name]) == ""
