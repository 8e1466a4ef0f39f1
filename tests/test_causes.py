"""One mistake goes in; it is told, and nothing that only follows from it."""

from __future__ import annotations

import pytest

from citybook.catalogue import load
from citybook.problems import ContentError
from citybook.project import Project
from tests.publications import Publication

ALBA, FERRY, SCHOOL = "cities/alba.md", "practices/night-ferry.md", "practices/welders-school.md"
DEAD = "but there is no such place (did you mean 'dole'?)"
LINK = ("city:dole", "city:dol")
STAR = "a value may not begin with *"
# What is changed in each file, and all that is told.
CAUSES = {
    "an unknown kind of block that is empty": (
        {FERRY: [("## Description\n", "## Description\n\n::: warnung\n:::\n")]},
        [f"{FERRY}:18:5: no kind of block 'warnung'"],
    ),
    "an unknown form of a chart without a title": (
        {FERRY: [("## Description\n", "## Description\n\n::: chart B\n- 3 | x\n:::\n")]},
        [f"{FERRY}:18:11: no form of chart 'B'"],
    ),
    "a value that begins with a star": (
        {ALBA: [("title: Alba", "title: *Alba*"), LINK]},
        [f"{ALBA}:2:8: {STAR}", f"{ALBA}:32:66: a link to 'city:dol', {DEAD}"],
    ),
    "places that cannot be read": (
        {ALBA: [("[alba]", "[*alba]")]},
        [f"{ALBA}:3:10: {STAR}"],
    ),
    "lines that cannot be read": (
        {ALBA: [("[quays, ferries]", "[quays, ferries")]},
        [f"{ALBA}:4:14: a list in brackets is not closed: ] is missing"],
    ),
    "a wrong place": (
        {ALBA: [("[alba]", "[albba]")]},
        [f"{ALBA}:3:10: places: no place 'albba' (did you mean 'alba'?)"],
    ),
    "a wrong name of a field": (
        {ALBA: [("places:", "place:")]},
        [f"{ALBA}:3:1: place: no field of this name (did you mean 'places'?)"],
    ),
    "a name that is no address": (
        {ALBA: [("[quays, ferries]", "[quays ferries]")]},
        [
            f"{ALBA}:4:15: communities.1: expected a slug: small letters a to z, digits and single "
            "hyphens, such as 'settimo-torinese', got 'quays ferries'"
        ],
    ),
    "a wrong field beside notes": (
        {SCHOOL: [("lead:", "leed:")]},
        [f"{SCHOOL}:7:1: leed: no field of this name (did you mean 'lead'?)"],
    ),
    "a wrong field beside a note too many": (
        {SCHOOL: [("lead:", "leed:"), ("[^1]", "[^1] [^2]")]},
        [
            f"{SCHOOL}:7:1: leed: no field of this name (did you mean 'lead'?)",
            f"{SCHOOL}:18:32: a reference to note 2, but there is 1 note",
        ],
    ),
    "notes of a wrong name": (
        {SCHOOL: [("notes:", "footnotes:")]},
        [f"{SCHOOL}:10:1: footnotes: no field of this name"],
    ),
    "a note with a mistake": (
        {SCHOOL: [('title: "Harbour', 'titel: "Harbour')]},
        [f"{SCHOOL}:11:5: notes.1.titel: no field of this name (did you mean 'title'?)"],
    ),
    "a wrong heading above a dead link": (
        {ALBA: [("## Lessons learnt", "## Lesons learnt"), LINK]},
        [
            f"{ALBA}:30:4: no section 'Lesons learnt' (did you mean 'Lessons learnt'?)",
            f"{ALBA}:32:66: a link to 'city:dol', {DEAD}",
        ],
    ),
    "a heading twice above a dead link": (
        {ALBA: [("## Lessons learnt", "## Context"), LINK]},
        [
            f"{ALBA}: the section 'Lessons learnt' is missing",
            f"{ALBA}:30:4: the section 'Context' is there twice, first in line 16",
            f"{ALBA}:32:66: a link to 'city:dol', {DEAD}",
        ],
    ),
    "a heading that is like one that is there": (
        {ALBA: [("## Strengths", "## Contact")]},
        [f"{ALBA}:38:4: no section 'Contact'"],
    ),
    "a wrong heading above icons": (
        {ALBA: [("## Strengths", "## Strenghts")]},
        [f"{ALBA}:38:4: no section 'Strenghts' (did you mean 'Strengths'?)"],
    ),
    "lines before the first heading": (
        {ALBA: [("## Context", "One\n\ntwo [x](city:dol)\n\n* three\n\n## Context")]},
        [
            f"{ALBA}:16:1: text before the first section",
            f"{ALBA}:18:9: a link to 'city:dol', {DEAD}",
        ],
    ),
    "a title of a document": (
        {ALBA: [("## Context", "# Alba\n\nA town.\n\n## Context")]},
        [f"{ALBA}:16:1: a heading with 1 #"],
    ),
    "a heading with too few #": (
        {ALBA: [("## Context", "# Context")]},
        [f"{ALBA}:16:1: a heading with 1 #"],
    ),
    "front matter that is not closed": (
        {ALBA: [("---\n\n## C", "\n## C"), ("1200", "x"), LINK]},
        [
            f"{ALBA}:1:1: the front matter is opened here and never closed",
            f"{ALBA}:11:11: grant.amount: expected a number, got 'x'",
            f"{ALBA}:31:66: a link to 'city:dol', {DEAD}",
        ],
    ),
    "front matter that is not opened": (
        {ALBA: [("---\ntitle", "title"), ("1200", "x"), LINK]},
        [
            f"{ALBA}:1:1: the front matter is missing",
            f"{ALBA}:10:11: grant.amount: expected a number, got 'x'",
            f"{ALBA}:31:66: a link to 'city:dol', {DEAD}",
        ],
    ),
    "a file that others link to and nobody can read": (
        {SCHOOL: b"\xff", FERRY: "x"},
        [
            f"{FERRY}:1:1: the front matter is missing",
            f"{SCHOOL}:1:1: this file is not UTF-8: a letter here cannot be read",
        ],
    ),
    "a chapter that cannot be read": (
        {"guides/quays/steps.md": b"\xff"},
        ["guides/quays/steps.md:1:1: this file is not UTF-8: a letter here cannot be read"],
    ),
    "a guide that cannot be read": (
        {"guides/quays/guide.yaml": [("chapters:", "chapter:")]},
        ["guides/quays/guide.yaml:4:1: chapter: no field of this name (did you mean 'chapters'?)"],
    ),
    "places that are no YAML": (
        {"places.yaml": "a: x\n- b"},
        ["places.yaml:2:1: expected 'name: value' here"],
    ),
    "themes that are no YAML": (
        {"themes.yaml": "a: x\n- b"},
        ["themes.yaml:2:1: expected 'name: value' here"],
    ),
    "themes that are empty": (
        {"themes.yaml": ""},
        ["themes.yaml:1:1: expected fields with values, got nothing"],
    ),
    "lines that are no YAML": (
        {"communities.yaml": [("number: 2", "number")]},
        ["communities.yaml:18:3: expected 'name: value' here"],
    ),
    "a line twice": (
        {"communities.yaml": [("number: 2", "number: 2\n  partners:\n    - place: alba")]},
        ["communities.yaml:29:3: the field 'partners' is given twice, first in line 19"],
    ),
    "a place whose name is no address": (
        {"places.yaml": [("cres:", "crès:")]},
        ["places.yaml:8:1: 'crès' cannot be an address"],
    ),
    "a partner that is no place": (
        {"communities.yaml": [("place: eger", "place: egger"), ("- place: alba\n", "", -1)]},
        [
            "communities.yaml:28:14: ferries.partners.1.place: no place 'egger' "
            "(did you mean 'eger'?)"
        ],
    ),
    "a vocabulary that is too large": (
        {"themes.yaml": b"#" * 1_000_001},
        ["themes.yaml: this file is not read: it has 1,000,001 bytes, more than 1,000,000"],
    ),
    "an entry that is too large": (
        {"practices/long.md": b"#" * 200_001},
        ["practices/long.md: this file is not read: it has 200,001 bytes, more than 200,000"],
    ),
    "an office beside a mistake": (
        {
            SCHOOL: [
                (
                    'office: {name: School office, organisation: Town of Alba, url: "https://alba',
                    'office: {name: *x, email: a@b.eu, consent: 2024, url: "https://alba',
                )
            ]
        },
        [f"{SCHOOL}:9:16: {STAR}"],
    ),
    "partners that cannot be read, and how many they are": (
        {
            "about.md": "---\ntitle: A\nsummary: S\npartners: *x\n---\n\n## A\n\n"
            "[2 of us](count:partners)\n"
        },
        [f"about.md:4:11: {STAR}"],
    ),
    "a part of an edition": (
        {"editions/book.yaml": [("A5", "A55"), ("cards: all", "cards: [albba]")]},
        [
            "editions/book.yaml:4:7: trim: expected one of A4, A5, square, US letter, got 'A55'",
            "editions/book.yaml:9:13: cards: no city card 'albba' (did you mean 'alba'?)",
        ],
    ),
    "an edition that names a card nobody can read": (
        {"editions/book.yaml": [("cards: all", "cards: [alba]")], ALBA: b"\xff"},
        [f"{ALBA}:1:1: this file is not UTF-8: a letter here cannot be read"],
    ),
    "a missing picture beside a wrong field": (
        {ALBA: [("1200", "x"), ("file: quay.png", "file: quai.png")]},
        [
            f"{ALBA}:7:9: picture.file: no picture 'quai.png' in content/images/ "
            "(did you mean 'quay.png'?)",
            f"{ALBA}:11:11: grant.amount: expected a number, got 'x'",
        ],
    ),
}


def told(project: Project, changes: dict[str, object]) -> list[str]:
    """What is told of a publication with these changes, its reserved address aside."""
    for name, change in changes.items():
        path = project.content / name
        if isinstance(change, list):
            text = path.read_text(encoding="utf-8")
            for old, new, *last in change:
                assert old in text
                text = new.join(text.rsplit(old, 1)) if last else text.replace(old, new, 1)
            change = text
        path.write_bytes(change.encode() if isinstance(change, str) else change)  # type: ignore[arg-type]
    try:
        problems = load(project)[1]
    except ContentError as error:
        problems = error.problems
    heads = [one.head().removeprefix("content/") for one in problems]
    return [
        head.replace(" error:", "", 1).replace(" warning:", "", 1)
        for head in heads
        if "reserved for examples" not in head
    ]


@pytest.mark.parametrize("name", CAUSES)
def test_a_cause_is_told_and_its_consequences_are_not(small: Publication, name: str) -> None:
    changes, expected = CAUSES[name]
    said = told(Project(small.folder), dict(changes))
    assert [line[: len(head)] for line, head in zip(said, expected, strict=False)] == expected
    assert len(said) == len(expected), said
