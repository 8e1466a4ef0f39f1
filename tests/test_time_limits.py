"""A file that is read or typeset for ever goes in; it is named, and everything else is told or
kept."""

from __future__ import annotations

from tests.publications import Publication


def takes_for_ever(publication: Publication, module: str, function: str, where: str) -> None:
    """From now on this function of Citybook never ends, `where` this is so of its arguments; and
    a worker may take a second, not eight; for a fragment of a book, three times as long."""
    (publication.folder / "dodo.py").write_text(
        f"from {module} import {function} as works\n"
        "def slow(*args):\n"
        f"    while {where}: pass\n"
        "    return works(*args)\n"
        f"import {module} as module\n"
        f"module.{function} = slow\n"
        "from citybook import workers\n"
        "object.__setattr__(workers.CONTRIBUTED, 'seconds', 1)\n"
        + (publication.folder / "dodo.py").read_text()
    )


def test_a_card_that_takes_for_ever_is_named_and_the_rest_of_the_report_is_complete(
    small: Publication,
) -> None:
    takes_for_ever(small, "citybook.content.reading", "read_entry", "args[2] == 'alba'")
    small.replace("cities/alba.md", "title: ", "title:  ")  # what did not change is not read
    small.replace("cities/brig-cres.md", "title: ", "tittle: ")
    output = small.doit("check").fails().output
    assert "content/cities/alba.md: error: reading this file takes more than 1 seconds" in output
    assert "content/cities/brig-cres.md:2:1: error: tittle: no field of this name" in output


def test_an_entry_that_is_typeset_for_ever_is_named_and_the_last_booklet_stays(
    built: Publication,
) -> None:
    before = built.files()
    takes_for_ever(
        built, "citybook.typeset.fragments", "render_fragment", "'Dockers asked again' in args[1]"
    )
    built.replace("practices/night-ferry.md", "Dockers asked", "Dockers asked again")
    output = built.doit("editions:harbour-reader").fails().output
    assert (
        "content/practices/night-ferry.md: error: typesetting it takes more than 3 seconds"
        in output
    )
    assert built.files()["pdf/harbour-reader.pdf"] == before["pdf/harbour-reader.pdf"]
