"""A name and a new one go in; every file that names it is changed at these places and nowhere else,
or nothing is, and somebody is told why."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from citybook.catalogue import load
from citybook.problems import ContentError
from citybook.project import Project
from citybook.rename.renaming import show_renaming, write_renaming
from citybook.run import BuildError
from tests.publications import GOOD, Publication

EVENT = """folder: events
link: event
words: {one: event, many: events}
fields:
  title: {type: text, required: true}
  summary: {type: text, required: true}
  place: {type: place}
roles: {places: place}
sections: free
page: entry
book: entries
list_page: entries
"""
# What names a place in every way: @ stands for its name, and § for where its old name is kept.
NAMING = {
    "cities/@.md": "\ufeff---\r\ntitle: 'Alba'  # the town, not alba\r\n# alba has no number\r\n"
    "places: ['@']\r\ncommunities: [ferries]\r\nsummary: Alba opened its quay.\r\n§---\r\n\r\n"
    "## Context\r\n\r\nIn [alba](city:@), alba.\r\n\r\n## Action plan\r\n\r\nA quay\r\n\r\n"
    "## Lessons learnt\r\n\r\n- Ask.\r\n\r\n## The road ahead\r\n\r\n- On.\r\n",
    "places.yaml": '# alba: a remark\n"@":\n  name: Alba\n  country: IT\n'
    "brig: {name: Brig, country: CH}\ncres:\n  name: Cres\n  country: HR\ndole:\n"
    "  name: Dole\n  country: FR\neger:\n  name: Eger\n  country: HU\n"
    "alba-nova:\n  name: Alba Nova\n  country: IT\n",
    "practices/night-ferry.md": "---\ntitle: The night ferry\nthemes: [work]\nplaces:\n"
    "  - brig\n  - @\nlead: alba\nsummary: A ferry.\n---\n\n## Description\n\n"
    "Cafe\u0301s of [Zu\u0308rich, Alba](city:@) and [Alba](<city:@>) and [nova](city:alba-nova), "
    "city:alba\n\n- one\n  - two [Alba](city:@)\n    - three [Alba](city:@)\n\n"
    "> [Alba](city:@)\n\n::: example   A ferry, [Alba](city:@)\nIt runs to [Alba](city:@).\n:::\n\n"
    "::: chart  bars To [Alba](city:@)\n- 5 | one\n- 6 | two\n:::\n\n"
    "::: table Ferries\n| town | ferries |\n| --- | --- |\n| [Alba](city:@) | 5 |\n:::\n",
    "events/alba.md": '---\ntitle: Quay day\nsummary: A day.\nplace: "@"\n---\n\n## Programme\n\n'
    "A walk, and [the event](event:alba).\n",
    "about.md": "---\ntitle: About\nsummary: Five towns.\npartners:\n"
    "  cities: [@, brig, alba-nova]\n"
    "  regions:\n    - organisation: Alba\n      places: [ @ ]\n---\n\n## What it is\n\n"
    "[Alba](city:@)",
    "editions/tour.yaml": "kind: booklet\ntitle: A tour\nsubtitle: Of alba\ntrim: A5\n"
    "foreword: >\n  To [Alba](city:@)\n  and on to [Alba](city:@).\nparts:\n  - cover\n"
    "  - foreword\n  - cards: [@]\n  - events: [alba]\n  - title: Near\n    practices: all\n"
    "    where: {cities: [@], themes: [work]}\n",
}


@pytest.fixture(scope="module")
def towns(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small publication with names in every form, read once."""
    made = Publication.copy_of(GOOD, tmp_path_factory.mktemp("towns") / "towns")
    (made.folder / "content/cities/alba.md").unlink()
    made.write("kinds/event.yaml", EVENT)
    for name, data in filled("alba", "").items():
        made.write(name, data)
    made.replace("communities.yaml", "    - place: alba\n", "    - place: 'alba'\n")
    return made.folder


@pytest.fixture
def copy(towns: Path, tmp_path: Path, warm: Publication) -> Publication:
    """A copy of it for a test to change."""
    return Publication.copy_of(towns, tmp_path / "towns", warm)


def filled(name: str, old: str) -> dict[str, bytes]:
    """These files where the place is called `name`."""
    end = "\r\n"
    alias = f"aliases: [{old}]{end}" if old else ""
    return {
        file.replace("@", name): text.replace("@", name).replace("§", alias).encode()
        for file, text in NAMING.items()
    }


def content(publication: Publication) -> dict[str, bytes]:
    folder = publication.folder / "content"
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def rename(publication: Publication, name: str, slug: str) -> str:
    return write_renaming(Project(publication.folder), set(), name, slug)


def changed_lines(before: dict[str, bytes], after: dict[str, bytes]) -> dict[str, list[str]]:
    """The lines of each changed file that stood in no file before."""
    there = {line for data in before.values() for line in data.splitlines()}
    return {
        name: [line.decode() for line in data.splitlines() if line not in there]
        for name, data in after.items()
        if before.get(name) != data
    }


def test_a_place_and_its_card_are_renamed_wherever_they_are_named_and_nothing_else_is(
    copy: Publication,
) -> None:
    before = content(copy)
    shown = show_renaming(Project(copy.folder), set(), "city:alba", "alba-longa")
    assert content(copy) == before, "nothing is changed unless it is asked for"
    assert "rename content/cities/alba.md to content/cities/alba-longa.md" in shown
    assert '-"alba":\n+"alba-longa":\n' in shown
    assert "content/places.yaml, line 2 and content/cities/alba.md" in shown
    rename(copy, "city:alba", "alba-longa")
    after = content(copy)
    expected = filled("alba-longa", "alba")
    for name, data in expected.items():
        assert after[name] == data, name
    others = {name: data for name, data in after.items() if name not in expected}
    assert changed_lines(
        {name: data for name, data in before.items() if name not in filled("alba", "")}, others
    ) == {
        "cities/brig-cres.md": [
            "- **Ask first.** People know what they want. Learnt from [Alba](city:alba-longa)."
        ],
        "communities.yaml": ["    - place: 'alba-longa'", "    - place: alba-longa"],
        "guides/quays/steps.md": ["::: example A quay on sand, [Alba](city:alba-longa)"],
        "practices/welders-school.md": ["places: [alba-longa]"],
    }
    rename(copy, "city:alba-longa", "alba")
    back = {**before, **filled("alba", "alba-longa")}
    assert content(copy) == back, "the names change places"


# What is renamed, one after the other, and the lines that are new, by file.
OTHERS: dict[tuple[str, str], dict[str, list[str]]] = {
    ("event:alba", "quay-day"): {
        "events/quay-day.md": ["aliases: [alba]", "A walk, and [the event](event:quay-day)."],
        "editions/tour.yaml": ["  - events: [quay-day]"],
    },
    ("city:brig", "brig-am-see"): {
        "places.yaml": ["brig-am-see: {aliases: [brig], name: Brig, country: CH}"],
        "cities/brig-cres.md": ["places: [brig-am-see, cres]"],
        "practices/night-ferry.md": ["  - brig-am-see"],
        "communities.yaml": ["      places: [brig-am-see, cres]"],
        "about.md": ["  cities: [alba, brig-am-see, alba-nova]"],
    },
    ("city:cres", "cherso"): {
        "places.yaml": ["cherso:", "  aliases: [cres]"],
        "cities/brig-cres.md": ["places: [brig-am-see, cherso]"],
        "communities.yaml": ["      places: [brig-am-see, cherso]"],
    },
    ("city:brig-cres", "lakes"): {"cities/lakes.md": ["aliases: [brig-cres]"]},
    ("guide:quays/steps", "two-steps"): {
        "guides/quays/guide.yaml": ["chapters: [two-steps]"],
        "guides/quays/two-steps.md": ["aliases: [steps]"],
    },
    ("guide:quays", "banks"): {
        "guides/banks/guide.yaml": ["aliases: [quays]"],
        "guides/banks/two-steps.md": [],
        "editions/harbour-reader.yaml": ["    guide: banks"],
    },
    ("community:quays", "open-quays"): {
        "communities.yaml": ["open-quays:", "  aliases: [quays]"],
        "themes.yaml": ["  line: open-quays"],
        "guides/banks/guide.yaml": ["community: open-quays"],
        "cities/lakes.md": ["communities: [open-quays]"],
        "practices/welders-school.md": ["communities: [open-quays]"],
    },
    ("theme:work", "jobs"): {
        "themes.yaml": ["jobs:", "  aliases: [work]"],
        "practices/night-ferry.md": ["themes: [jobs]"],
        "practices/welders-school.md": ["themes: [learning, jobs]"],
        "editions/tour.yaml": ["    where: {cities: [alba], themes: [jobs]}"],
    },
    ("edition:tour", "round-tour"): {
        "editions/round-tour.yaml": ["aliases: [tour]"],
        "editions/round-tour.printed.json": [],
    },
    ("practice:welders-school", "welding"): {
        "practices/welding.md": ["aliases: [welders-school]"],
        "guides/banks/two-steps.md": ["::: good-practice [The welders’ school](practice:welding)"],
    },
    ("term:dry-dock", "dock"): {"glossary/dock.md": ["aliases: [dry-dock]"]},
}


def test_all_kinds_and_vocabularies_can_be_renamed(copy: Publication) -> None:
    copy.write("editions/tour.printed.json", "{}")
    for (name, slug), lines in OTHERS.items():
        before = content(copy)
        rename(copy, name, slug)
        assert changed_lines(before, content(copy)) == lines, name


# What cannot be renamed, and what is said of it.
REFUSED = {
    ("alba", "x"): "write it as links do, such as city:alba; it can be city:, practice:",
    ("practise:night-ferry", "x"): "'practise:' stands for (did you mean 'practice'?)",
    ("practice:night-fery", "x"): "no 'practice:night-fery' (did you mean 'night-ferry'?)",
    ("city:alba", "Alba Longa"): "'Alba Longa' cannot be an address. Write small letters a to z, "
    "digits and single hyphens, such as alba-longa.",
    ("city:alba", "con"): "'con' cannot be an address: Windows keeps this name for a device.",
    ("city:alba", "alba"): "'city:alba' is its name already",
    ("city:alba", "eger"): "'city:eger' is taken: it is the name of content/places.yaml, line 12.",
    ("guide:quays/steps", "banks/steps"): "'banks/steps' cannot be an address",
    ("city:eger", "old-eger"): "it is an old name in content/practices/night-ferry.md, line 9.",
    ("city:old-eger", "eger-2"): "'city:old-eger' is an old name: it is called "
    "'practice:night-ferry' now. Rename that.",
}


def test_what_cannot_be_renamed_is_told_with_a_way_out(copy: Publication) -> None:
    copy.replace("practices/night-ferry.md", "---\n\n##", "aliases: ['city:old-eger']\n---\n\n##")
    before = content(copy)
    for (name, slug), said in REFUSED.items():
        with pytest.raises(BuildError) as error:
            rename(copy, name, slug)
        assert said in str(error.value), f"{name} {slug}"
    assert content(copy) == before


def test_a_name_that_is_not_written_letter_for_letter_is_told_with_its_place(
    copy: Publication,
) -> None:
    copy.replace("practices/welders-school.md", "places: [alba]", 'places: ["al\\x62a"]')
    copy.replace(
        "practices/welders-school.md", "(practice:night-ferry)", r"(practice:night\-ferry)"
    )
    before = content(copy)
    for name, where in (("city:alba", ":4:10"), ("practice:night-ferry", ":18:54")):
        with pytest.raises(BuildError) as error:
            rename(copy, name, "other")
        assert f"content/practices/welders-school.md{where}" in str(error.value)
        assert "is not written here letter for letter" in str(error.value)
        assert "write it plain" in str(error.value)
        assert str(error.value).endswith("nothing is renamed.")
    assert content(copy) == before


def test_with_mistakes_elsewhere_or_made_by_it_nothing_is_renamed(copy: Publication) -> None:
    copy.write("editions/lakes.yaml", copy.read("editions/book.yaml"))
    before = content(copy)
    copy.replace("practices/welders-school.md", "themes:", "theme:")
    with pytest.raises(BuildError) as error:
        rename(copy, "city:alba", "alba-longa")
    assert "content/practices/welders-school.md:3:1: error" in str(error.value)
    assert "nothing is renamed: correct the mistakes first" in str(error.value)
    copy.replace("practices/welders-school.md", "theme:", "themes:")
    card = copy.read("cities/brig-cres.md")
    copy.write("cities/brig-cres.md", b"\xff\xfe" + card.encode("utf-16-le"))
    with pytest.raises(BuildError) as error:
        rename(copy, "city:brig-cres", "lakes")
    assert "this file is UTF-16" in str(error.value)
    copy.write("cities/brig-cres.md", card)
    os.makedirs(copy.folder / "content/cities/alba-longa.md")
    with pytest.raises(BuildError) as error:
        rename(copy, "city:alba", "alba-longa")
    assert "content/cities/alba-longa.md is there already" in str(error.value)
    assert content(copy) == before


def test_texts_that_still_say_an_old_name_are_mistakes_and_renaming_again_cures_them(
    copy: Publication,
) -> None:
    rename(copy, "city:alba", "alba-longa")
    after = content(copy)
    for name, old in (
        ("practices/welders-school.md", "[alba-longa]"),
        ("about.md", "(city:alba-longa)"),
    ):
        copy.replace(name, old, old.replace("-longa", ""))
    with pytest.raises(ContentError) as error:
        load(Project(copy.folder))
    said = "\n".join(f"{one.head()} {one.hint}" for one in error.value.problems)
    assert "places: no place 'alba': it is called 'alba-longa' now" in said
    assert (
        "a link to 'city:alba', but there is no such place: it is called 'alba-longa' now" in said
    )
    assert "`doit rename city:alba alba-longa` changes it everywhere" in said
    shown = show_renaming(Project(copy.folder), set(), "city:alba", "alba-longa")
    assert (
        "city:alba is called city:alba-longa already; these files still say the old name:" in shown
    )
    assert "2 files would change: `doit rename city:alba alba-longa --write` does it." in shown
    rename(copy, "city:alba", "alba-longa")
    assert content(copy) == after


def test_a_killed_renaming_is_finished_before_anything_else(copy: Publication) -> None:
    before = content(copy)
    rename(copy, "practice:welders-school", "welding")
    after = content(copy)
    # As a run leaves it that is killed behind its journal: one file is in its place.
    copy.write("practices/welders-school.md", before["practices/welders-school.md"])
    aside = copy.build / ".state/changes"
    aside.mkdir()
    moved = ("practices/welders-school.md", "practices/welding.md")
    rows = [("guides/quays/steps.md", "guides/quays/steps.md"), moved]
    for number, (_, new) in enumerate(rows):
        (aside / str(number)).write_bytes(after[new])
    (aside / "journal").write_text(journal_of(before, after, rows))
    copy.write("guides/quays/steps.md", b"somebody's")
    run = copy.doit("rename", "city:alba", "alba-longa", "--write").fails()
    assert "content/guides/quays/steps.md changed since then" in run.output
    assert "delete the folder build/.state/changes/" in run.output
    copy.write("guides/quays/steps.md", before["guides/quays/steps.md"])
    run = copy.doit("rename", "edition:tour", "round-tour", "--write").succeeds()
    assert "A renaming had been interrupted: it is finished now." in run.output
    assert "edition:tour becomes edition:round-tour: content/editions/tour.yaml." in run.output
    assert content(copy).items() >= after.items() - {
        ("editions/tour.yaml", after["editions/tour.yaml"])
    }


def journal_of(
    before: dict[str, bytes], after: dict[str, bytes], rows: list[tuple[str, str]]
) -> str:
    def hashed(data: bytes) -> str:
        return hashlib.sha256(data).hexdigest()

    return json.dumps(
        [
            {
                "old": old,
                "new": new,
                "before": hashed(before[old]),
                "after": hashed(after[new]),
                "mode": 0o644,
            }
            for old, new in rows
        ]
    )
