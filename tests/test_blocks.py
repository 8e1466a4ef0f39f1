"""Blocks, counts, links and editions with mistakes go in; each is told with file, line and column.
What hangs is warned of."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import count

import pytest

from citybook.content.blocks import KINDS
from tests import pdfs
from tests.photographs import harbour, jpeg
from tests.publications import GOOD, Publication

# Each body stands in a practice of its own, from line 9 on, and what must be said of it:
# `line:column: error: message`.
HEAD = (
    "---\ntitle: {title}\nthemes: [work]\nsummary: A practice with a mistake.\n---\n\n"
    "## Description\n\n"
)
BLOCKS = {
    "an unknown kind": (
        "::: exmaple A quay\nText.\n:::",
        "9:5: error: no kind of block 'exmaple' (did you mean 'example'?)",
    ),
    "never closed": (
        "First.\n\n::: key\nText.",
        "11:1: error: this block is opened and never closed",
    ),
    "never closed before the next section": (
        "::: key\nText.\n\n## Results\n\nMore.",
        "9:1: error: this block is opened and never closed",
    ),
    "nested": (
        "::: example A quay\nText.\n::: key\nMore.\n:::\n:::",
        "11:1: error: a block inside the block of line 9",
    ),
    "an end that nothing opened": (
        "Text.\n:::",
        "10:1: error: the end of a block that was not opened",
    ),
    "a challenge without title": (
        "::: challenge\nText.\n:::",
        "9:5: error: this challenge has no title",
    ),
    "a risk without title": ("::: risk\nText.\n:::", "9:5: error: this risk has no title"),
    "an example without title": (
        "::: example\nText.\n:::",
        "9:5: error: this example has no title",
    ),
    "a good practice without title": (
        "::: good-practice\nText.\n:::",
        "9:5: error: this good-practice has no title",
    ),
    "parts that are more than a whole": (
        "::: chart parts Where\n- 60% | City\n- 50% | State\n:::",
        "9:1: error: these parts are 110% together",
    ),
    "a chart without title": (
        "::: chart bars\n- 3 | x\n:::",
        "9:5: error: this chart has no title",
    ),
    "a key with a title": ("::: key A title\nText.\n:::", "9:5: error: a key has no title"),
    "a quotation with a title": (
        "::: quote A title\nText.\n— Mayor\n:::",
        "9:5: error: a quote has no title",
    ),
    "an empty box": ("::: example A quay\n:::", "9:1: error: this example is empty"),
    "a quotation without speaker": (
        "::: quote\nWe all have the same aim.\n:::",
        "9:1: error: this quotation does not say who spoke",
    ),
    "a quotation that ends without its speaker": (
        "::: quote\n— Mayor\nWe all have the same aim.\n:::",
        "9:1: error: this quotation does not say who spoke",
    ),
    "an unknown form of chart": (
        "::: chart bar Pupils\n- 3 | x\n:::",
        "9:11: error: no form of chart 'bar' (did you mean 'bars'?)",
    ),
    "a chart without rows": ("::: chart bars Pupils\n:::", "9:1: error: this chart has no values"),
    "a row without bar": (
        "::: chart bars Pupils\n- 80 | Alba\n- 40, elsewhere\n:::",
        "11:1: error: this is no row of a chart",
    ),
    "a row without number": (
        "::: chart bars Pupils\n- many | Alba\n:::",
        "10:1: error: this is no row of a chart",
    ),
    "a row without label": (
        "::: chart bars Pupils\n- 80 |\n:::",
        "10:1: error: this is no row of a chart",
    ),
    "prose in a chart": (
        "::: chart bars Pupils\n- 80 | Alba\n\nThat is all.\n:::",
        "12:1: error: this is no row of a chart",
    ),
    "a share of nothing said": (
        "::: chart share Pupils\n- 8 | stay\n:::",
        "10:1: error: this is no row of a chart",
    ),
    "steps without list": (
        "::: steps The way\nFirst go.\n:::",
        "9:1: error: no list in this block of steps",
    ),
    "steps without bold names": (
        "::: steps The way\n1. **Go.** Now.\n2. Stay there.\n:::",
        "11:1: error: an item of steps without a name in bold",
    ),
    "steps with points": (
        "::: steps The way\n- **Go.** Now.\n:::",
        "9:1: error: no list in this block of steps",
    ),
    "a timeline without dates": (
        "::: timeline The year\n- In May it began\n:::",
        "10:1: error: an item of timeline without a name in bold",
    ),
    "a call-out without title": (
        "::: callout\nText.\n:::",
        "9:5: error: this callout has no title",
    ),
    "a contact without a page": (
        "::: contact Harbour office\nTown of Alba\n:::",
        "9:1: error: this contact has no public page",
    ),
    "an empty contact": (
        "::: contact Harbour office\n:::",
        "9:1: error: this contact has no public page",
    ),
    "a download of nothing": ("::: download\n:::", "9:5: error: this download has no title"),
    "a download without title": (
        "::: download budget.csv\n:::",
        "9:5: error: this download has no title",
    ),
    "a download of a missing file": (
        "::: download budged.csv The budget\n:::",
        "9:1: error: no file 'budged.csv' in content/files/ (did you mean 'budget.csv'?)",
    ),
    "a download with a link in its title": (
        "::: download budget.csv The [budget](practice:night-ferry)\n:::",
        "9:1: error: a link in the title of a download",
    ),
    "logos without lines": ("::: logos\n:::", "9:1: error: no logos in this block"),
    "logos that are names": (
        "::: logos Partners\n- Town of Alba\n:::",
        "9:1: error: only names in this block of logos",
    ),
    "a logo without a name": (
        "::: logos Partners\n- alba.svg |\n:::",
        "10:1: error: this is no line of a list of logos",
    ),
    "a logo that is prose": (
        "::: logos Partners\nalba.svg | Alba\n:::",
        "10:1: error: this is no line of a list of logos",
    ),
    "a logo that leads nowhere": (
        "::: logos Partners\n- alba.svg | [Alba](javascript:x)\n:::",
        "10:1: error: 'javascript:x' leads nowhere",
    ),
    "a missing logo": (
        "::: logos Partners\n- abla.svg | Alba\n- Town of Dole\n:::",
        "10:1: error: no file 'abla.svg' in content/logos/ (did you mean 'alba.svg'?)",
    ),
    "a table without caption": (
        "::: table\n| A | B |\n|---|---|\n| 1 | 2 |\n:::",
        "9:5: error: this table has no title",
    ),
    "a link in a table to an unknown practice": (
        "::: table A\n| A | B |\n|---|---|\n| 1 | [It](practice:night-fery) |\n:::",
        "12:12: error: a link to 'practice:night-fery'",
    ),
    "a link to an unknown practice": (
        "See [it](practice:night-fery).",
        "9:10: error: a link to 'practice:night-fery', but "
        "there is no such practice (did you mean 'night-ferry'?)",
    ),
    "a link in a title to an unknown practice": (
        "::: good-practice [It](practice:weldrs-school)\n:::",
        "9:24: error: a link to 'practice:weldrs-school', but there is no such "
        "practice (did you mean 'welders-school'?)",
    ),
    "a link in a list in a box": (
        "::: example A quay\n- [It](practice:night-fery)\n:::",
        "10:8: error: a link to 'practice:night-fery'",
    ),
    "a link to an unknown profile": (
        "See [it](profile:dol).",
        "9:10: error: a link to 'profile:dol', but there is no such profile (did you mean 'dole'?)",
    ),
    "a link to an unknown guide": (
        "See [it](guide:quais).",
        "9:10: error: a link to 'guide:quais', but there is no such chapter",
    ),
    "a link to an unknown chapter": (
        "See [it](guide:quays/stepps).",
        "9:10: error: a link to 'guide:quays/stepps', but there is "
        "no such chapter (did you mean 'quays/steps'?)",
    ),
    "a link to an unknown section": (
        "See [it](guide:quays/steps#build-the-key).",
        "9:10: error: a link to 'guide:quays/steps#build-the-key', but there is no such section "
        "(did you mean 'quays/steps#build-the-quay'?)",
    ),
    "a link to an unknown term": (
        "See [it](term:dry-dok).",
        "9:10: error: a link to 'term:dry-dok', but there is no such term "
        "(did you mean 'dry-dock'?)",
    ),
    "a link of an unknown kind": (
        "See [it](practise:night-ferry).",
        "9:10: error: a link to 'practise:night-ferry' leads nowhere",
    ),
    "a count of nothing known": (
        "Here are [13 partners](count:partnerz).",
        "9:24: error: a link to 'count:partnerz', but "
        "nothing is counted so (did you mean 'partners'?)",
    ),
    "a reference to a missing note": ("It opened.[^2]", "9:11: error: "),
}
FIELDS = {
    "a theme twice": (
        "themes: [work]",
        "themes: [work, learning, work]",
        "3:26: error: themes.3: expected each name once, got 'work'",
    ),
    "a country twice": (
        "themes: [work]",
        "themes: [work]\ncountries: [IT, IT]",
        "4:17: error: countries.2: expected each name once, got 'IT'",
    ),
    "an unknown theme": (
        "themes: [work]",
        "themes: [wrok]",
        "3:10: error: themes: no theme 'wrok' (did you mean 'work'?)",
    ),
    "a figure that counts nothing known": (
        "summary: A practice with a mistake.",
        'summary: A\nfigures:\n  - value: "3"\n    label: x\n    counts: partner',
        "8:13: error: figures.1.counts: expected one of",
    ),
    "too many figures": (
        "summary: A practice with a mistake.",
        "summary: A\nfigures:" + '\n  - {value: "3", label: x}' * 7,
        "6:3: error: figures: expected at most",
    ),
}

BOOKLET = "kind: booklet\ntitle: A\nsubtitle: B\ntrim: A5\nparts:\n  - cover\n"
LEAFLET = (
    "kind: leaflet\ntitle: A\nsubtitle: B\ntrim: A4\npanels:\n  flap: {shows: [figures]}\n"
    "  left: {sections: [What it is]}\n"
    "  middle: {shows: [lines]}\n  right: {shows: [partners]}\n  back: {shows: [code]}\n"
)
EDITIONS = {
    "an unknown theme": (
        BOOKLET + "  - practices: all\n    where: {themes: [wrok]}\n",
        "8:22: error: where.themes: no theme 'wrok' (did you mean 'work'?)",
    ),
    "an unknown community": (
        BOOKLET + "  - where:\n      communities: [quay]\n",
        "8:21: error: where.communities: no community 'quay' (did you mean 'quays'?)",
    ),
    "an unknown city": (
        BOOKLET + "  - where: {cities: [albba]}\n",
        "7:22: error: where.cities: no place 'albba' (did you mean 'alba'?)",
    ),
    "a country that is none": (
        BOOKLET + "  - where: {countries: [Italy]}\n",
        "7:25: error: parts.2.where.countries.1: expected a country",
    ),
    "an unknown field of where": (
        BOOKLET + "  - where: {country: [IT]}\n",
        "7:13: error: parts.2.where.country: no field of this name (did you mean 'countries'?)",
    ),
    "an unknown order": (
        BOOKLET + "  - practices: all\n    order: alphabetical\n",
        "8:12: error: parts.2.order: expected one of given, alphabet",
    ),
    "an unknown length": (
        BOOKLET + "  - where: {lengths: [short]}\n",
        "7:23: error: parts.2.where.lengths.1: expected one of in short, in depth",
    ),
    "an unknown practice": (
        BOOKLET + "  - practices: [night-fery]\n",
        "7:17: error: practices: no practice 'night-fery' (did you mean 'night-ferry'?)",
    ),
    "an unknown profile": (
        BOOKLET + "  - profiles: [dol]\n",
        "7:16: error: profiles: no profile 'dol' (did you mean 'dole'?)",
    ),
    "an unknown guide": (
        BOOKLET + "  - guide: quais\n",
        "7:12: error: guide: no guide 'quais' (did you mean 'quays'?)",
    ),
    "a part twice": (
        BOOKLET + "  - contents\n  - contents\n",
        "8:5: error: parts: 'contents' is there twice",
    ),
    "a booklet that does not begin with its cover": (
        BOOKLET.replace("cover", "contents"),
        "6:3: error: parts: expected the cover as the first part",
    ),
    "an unknown place of the meeting": (
        BOOKLET.replace("parts:", "cover: {art: map, place: albba}\nparts:"),
        "error: cover.place: no place 'albba' (did you mean 'alba'?)",
    ),
    "a leaflet on A5": (
        LEAFLET.replace("A4", "A5"),
        "4:7: error: trim: expected the paper that a leaflet is folded of, got 'A5'",
    ),
    "a leaflet without panels": (
        LEAFLET.split("panels")[0],
        "1:1: error: panels: expected the panels of a leaflet",
    ),
    "a leaflet without a panel": (
        LEAFLET.replace("  back: {shows: [code]}\n", ""),
        "6:3: error: panels.back: required, but missing",
    ),
    "a panel with an unknown section": (
        LEAFLET.replace("What it is", "What is it"),
        "7:21: error: panels.left: no section 'What is it' in content/about.md "
        "(did you mean 'What it is'?)",
    ),
    "a panel that shows something unknown": (
        LEAFLET.replace("[lines]", "[line]"),
        "8:20: error: panels.middle.shows.1: expected one of figures, lines",
    ),
    "a leaflet with parts": (
        LEAFLET + "parts:\n  - cover\n",
        "12:3: error: parts: expected a leaflet with `panels` alone",
    ),
    "a panel with a funder whom nothing names": (
        LEAFLET.replace("[code]", "[funder]") + "imprint: {publisher: publication}\n",
        "11:10: error: imprint: expected the `funder` whom a panel shows",
    ),
    "a part for a foreword that is not there": (
        BOOKLET + "  - foreword\n",
        "7:5: error: parts.2: expected a text for the part `foreword`, got 'foreword'",
    ),
    "a city in capitals beside others": (
        BOOKLET + "  - cards: [alba, Brig-Cres]\n",
        "7:19: error: parts.2.cards.2: expected a slug",
    ),
    "all in capitals": (
        BOOKLET + "  - cards: All\n",
        "7:12: error: parts.2.cards: expected 'all', got 'All' (did you mean 'all'?)",
    ),
    "a foreword that no part prints": (
        "foreword: Water joins.\n" + BOOKLET,
        "error: parts: expected a part `foreword` for the text of this name",
    ),
}


LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    '<rect width="40" height="20" fill="#003399"/></svg>'
)


def slug(name: str) -> str:
    return name.replace(" ", "-").lower()


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `doit check` says of a publication with every mistake, each in a file of its own."""
    publication = Publication.copy_of(GOOD, tmp_path_factory.mktemp("mistakes") / "good")
    for name, (body, _) in BLOCKS.items():
        publication.write(f"practices/{slug(name)}.md", HEAD.format(title=name) + body + "\n")
    publication.write("logos/alba.svg", LOGO)
    publication.write("files/budget.csv", "Year,Money\n2020,5\n")
    for name, (old, new, _) in FIELDS.items():
        publication.write(
            f"practices/field-{slug(name)}.md",
            (HEAD + "Text.\n").format(title=name).replace(old, new),
        )
    for name, (text, _) in EDITIONS.items():
        publication.write(f"editions/{slug(name)}.yaml", text)
    return publication.doit("check").fails().output


def told(said: str, file: str) -> str:
    return "\n".join(row for row in said.splitlines() if row.startswith(f"content/{file}:"))


@pytest.mark.parametrize("name", BLOCKS)
def test_a_mistake_in_a_text_is_reported_with_its_place(said: str, name: str) -> None:
    file = f"practices/{slug(name)}.md"
    assert f"content/{file}:{BLOCKS[name][1]}" in told(said, file)


@pytest.mark.parametrize("name", FIELDS)
def test_a_mistake_in_a_field_is_reported_with_its_place(said: str, name: str) -> None:
    file = f"practices/field-{slug(name)}.md"
    assert f"content/{file}:{FIELDS[name][2]}" in told(said, file)


def test_of_a_list_of_names_only_the_wrong_ones_are_told(said: str) -> None:
    file = "editions/a-city-in-capitals-beside-others.yaml"
    assert len(told(said, file).splitlines()) == 1


@pytest.mark.parametrize("name", EDITIONS)
def test_a_mistake_in_an_edition_is_reported_with_its_place(said: str, name: str) -> None:
    file = f"editions/{slug(name)}.yaml"
    assert EDITIONS[name][1] in told(said, file)


@pytest.mark.parametrize("name", [*BLOCKS, *EDITIONS])
def test_one_mistake_is_reported_once(said: str, name: str) -> None:
    """But an end that ends the outer block when the inner one has ended already ends nothing."""
    file = f"practices/{slug(name)}.md" if name in BLOCKS else f"editions/{slug(name)}.yaml"
    expected = {"nested": 2}.get(name, 1)
    assert len(told(said, file).splitlines()) == expected, told(said, file)


def test_a_share_that_cannot_be_drawn_is_reported(small: Publication) -> None:
    shares = ("8 of 0", "12 of 10", "1.000 of 2.000", ". of ,")
    for number, share in enumerate(shares):
        small.write(
            f"practices/share-{number}.md",
            HEAD.format(title=f"Share {number}")
            + f"::: chart share Pupils\n- {share} | stay\n:::\n",
        )
    output = small.doit("check").fails().output
    assert [
        share
        for number, share in enumerate(shares)
        if f"content/practices/share-{number}.md:10:1: error: " not in output
    ] == []


def test_a_way_out_stands_under_the_place(said: str) -> None:
    assert (f"    9 | ::: exmaple A quay\n      |     ^ the kinds are {', '.join(KINDS)}\n") in said


def test_a_block_where_none_is_wanted_is_reported(small: Publication) -> None:
    expected = []
    for file in ("cities/alba.md", "glossary/dry-dock.md"):
        text = small.read(file)
        number = text.count("\n") + 2
        small.write(file, text + "\n::: key\nText.\n:::\n")
        expected.append(
            f"content/{file}:{number}:1: error: a block '::: key' in an entry that has none"
        )
    output = small.doit("check").fails().output
    assert [one for one in expected if one not in output] == []


def test_every_kind_of_block_is_right_as_the_manual_shows_it(small: Publication) -> None:
    manual = (GOOD.parents[2] / "docs/editors.md").read_text(encoding="utf-8")
    shown = [
        line.removeprefix("    ")
        for line in manual.splitlines()
        if line.startswith("    ") or not line
    ]
    start = next(index for index, line in enumerate(shown) if line.startswith("::: "))
    end = max(index for index, line in enumerate(shown) if line == ":::")
    body = "\n".join(shown[start : end + 1])
    assert body.count("\n::: ") >= 8
    for name in re.findall(r"::: download (\S+)", body):
        small.write(f"files/{name}", "Year,Money\n2020,5\n")
    for name in re.findall(r"- (\S+\.svg) \|", body):
        small.write(f"logos/{name}", LOGO)
    body = re.sub(
        r"\]\(city:[a-z-]+\)",
        "](city:alba)",
        re.sub(r"\]\(practice:[a-z-]+\)", "](practice:night-ferry)", body),
    )
    for name in ("bay", "skipper"):
        small.write(f"images/{name}.jpg", jpeg(harbour(60, 40)))
        small.write(f"images/{name}.yaml", "credit: City of Alba\n")
    small.write("practices/all-blocks.md", HEAD.format(title="All blocks") + body + "\n")
    assert " error: " not in small.doit("check").output


# Counts


def warnings(publication: Publication) -> list[str]:
    output = publication.doit("check").succeeds().output
    return [line for line in output.splitlines() if " warning: " in line and "base_url" not in line]


PARTNERS = (
    "partners:\n  cities: [alba, dole]\n  regions:\n    - organisation: Lakes Union\n"
    "      places: [brig]\n"
)


COUNTS = (
    ("We are [13 partners](count:partners).", "'13 partners', but the content has 3 partners"),
    ("We are [3 partners](count:partners).", ""),
    ("We are [three partners](count:partners).", ""),
    ("We are [two city partners](count:city-partners).", ""),
    (
        "We are [four city partners](count:city-partners).",
        "'four city partners', but the content has 2 city partners",
    ),
    (
        "We are [two regional partners](count:regional-partners).",
        "'two regional partners', but the content has 1 regional partners",
    ),
    ("Here are [2 practices](count:practices).", ""),
    ("Here is [one profile](count:profiles).", ""),
    ("Here is [one term](count:terms).", ""),
    ("Here are [2 journeys](count:cards).", ""),
    ("On [3 lines](count:communities).", "'3 lines', but the content has 2 communities"),
    (
        "We are [many partners](count:partners).",
        "'many partners', but the content has 3 partners",
    ),
)


def test_a_number_that_is_counted_otherwise_is_a_warning(small: Publication) -> None:
    small.replace(
        "about.md",
        "summary: Five towns by the water.\n",
        f"summary: Five towns by the water.\n{PARTNERS}",
    )
    small.replace("about.md", "A network of towns.", "\n\n".join(text for text, _ in COUNTS))
    assert warnings(small) == [
        f"content/about.md:{line}:{text.index('count:') + 1}: warning: {expected}"
        for line, (text, expected) in zip(count(13, 2), COUNTS, strict=False)
        if expected
    ]


def test_a_figure_that_is_counted_otherwise_is_a_warning(small: Publication) -> None:
    small.replace(
        "about.md",
        "summary: Five towns by the water.\n",
        'summary: Five towns by the water.\nfigures:\n  - value: "3"\n    label: practices\n'
        "    counts: practices\n"
        '  - value: "2 lines"\n    label: of work\n    counts: communities\n',
    )
    assert warnings(small) == [
        "content/about.md:5:12: warning: figures.1.value: '3', but the content has 2 practices"
    ]


def test_a_count_is_printed_as_it_is_written(small: Publication) -> None:
    small.replace(
        "practices/night-ferry.md",
        "Dockers asked for it.",
        "One of [two practices](count:practices) here.",
    )
    small.doit("pages").succeeds()
    assert "One of two practices here." in (
        small.site / "practices/night-ferry/index.html"
    ).read_text(encoding="utf-8")


# What hangs

Change = Callable[[Publication], None]
PROFILE = (
    "---\ntitle: Eger\ntype: city\nplace: eger\nheadline: Hot water\nsummary: S.\n"
    "themes: [learning]\n---\n\n## Baths\n\nWarm.\n"
)
HANGING: dict[str, tuple[Change, list[str]]] = {
    "nothing": (lambda _: None, []),
    "an entry in no edition": (
        lambda small: small.write("profiles/eger.md", PROFILE),
        [
            "content/profiles/eger.md: warning: this entry is in no edition and no list, and no "
            "other entry links to it"
        ],
    ),
    "an entry in an edition": (
        lambda small: (
            small.write("profiles/eger.md", PROFILE),
            small.replace("editions/harbour-reader.yaml", "[dole]", "[dole, eger]"),
        )[0],
        [],
    ),
    "an entry that another links to": (
        lambda small: (
            small.write("profiles/eger.md", PROFILE),
            small.replace(
                "practices/night-ferry.md", "Dockers asked", "[Eger](profile:eger) asked"
            ),
        )[0],
        [],
    ),
    "a term that no text uses": (
        lambda small: small.write("glossary/crane.md", "---\ntitle: Crane\n---\n\nIt lifts.\n"),
        ["content/glossary/crane.md: warning: no text uses the term 'Crane'"],
    ),
    "a term that only a term uses": (
        lambda small: (
            small.write("glossary/crane.md", "---\ntitle: Crane\n---\n\nIt lifts.\n"),
            small.replace("glossary/dry-dock.md", "stands dry.", "stands dry by a crane."),
        )[0],
        ["content/glossary/crane.md: warning: no text uses the term 'Crane'"],
    ),
    "a term that a text uses in another form": (
        lambda small: (
            small.write(
                "glossary/crane.md", "---\ntitle: Crane\nalso: [cranes]\n---\n\nIt lifts.\n"
            ),
            small.replace("practices/night-ferry.md", "Dockers asked", "Those at the cranes asked"),
        )[0],
        [],
    ),
    "a theme that nothing is about": (
        lambda small: small.write(
            "themes.yaml",
            small.read("themes.yaml") + ("idle:\n  name: Idle\n  summary: Nothing.\n"),
        ),
        ["content/themes.yaml: warning: nothing is about the theme 'idle'"],
    ),
    "a place that nothing names": (
        lambda small: small.write(
            "places.yaml", small.read("places.yaml") + ("faro:\n  name: Faro\n  country: PT\n")
        ),
        ["content/places.yaml: warning: nothing names the place 'faro'"],
    ),
    "a part that holds nothing": (
        lambda small: small.replace(
            "editions/harbour-reader.yaml",
            "    practices: all\n",
            ("    practices: all\n    where: {countries: [PT]}\n"),
        ),
        ["content/editions/harbour-reader.yaml:10:5: warning: this part holds no entry"],
    ),
}


@pytest.mark.parametrize("name", HANGING)
def test_what_hangs_is_warned_of(small: Publication, name: str) -> None:
    change, expected = HANGING[name]
    change(small)
    assert warnings(small) == expected


def test_without_editions_no_entry_is_missed_in_one(small: Publication) -> None:
    small.write("profiles/eger.md", PROFILE)
    for path in (small.folder / "content/editions").iterdir():
        path.unlink()
    assert warnings(small) == []


def test_an_entry_that_two_parts_choose_is_reported(small: Publication) -> None:
    small.replace(
        "editions/harbour-reader.yaml", "  - notes\n", "  - practices: [night-ferry]\n  - notes\n"
    )
    assert "error: 'The night ferry' is in two parts" in small.doit("check").fails().output


def test_a_build_warns_of_what_hangs_and_goes_on(small: Publication) -> None:
    small.write("glossary/crane.md", "---\ntitle: Crane\n---\n\nIt lifts.\n")
    assert "no text uses the term 'Crane'" in small.doit("html", "pages").succeeds().output
    assert "It lifts." in (small.site / "glossary/index.html").read_text(encoding="utf-8")


def test_a_numbered_list_in_a_plan_has_its_numbers_and_words_on_ones_own_place_lead_to_its_card(
    small: Publication,
) -> None:
    small.replace("cities/alba.md", "- Take down the fence", "1. Take it down\n2. Lay stones")
    school = "practices/welders-school.md"
    small.replace(school, "opened in 2018.", "of [Alba](city:alba), or [its port](city:alba).")
    small.doit("sheets:alba", "pages").succeeds()
    assert "2.Laystones" in pdfs.seen(small.pdf / "sheets/alba.pdf")
    page = (small.site / "practices/welders-school/index.html").read_text(encoding="utf-8")
    assert '<b class="city">Alba</b>' in page
    assert '<a class="city" href="../../cities/alba/index.html">its port</a>' in page
