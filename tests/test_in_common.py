"""Content goes in and is changed; whatever shows the change is known to be made from something
else, so that no page and no sheet stays as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

import pytest

from citybook import typeface
from citybook.catalogue import load
from citybook.manifest import Manifest
from citybook.project import Project
from citybook.publish import print as print_html
from citybook.publish import site
from citybook.publish.many_files import Recipe
from tests.publications import Publication
from tests.test_identity import LOOK, add_fonts, font
from tests.test_logos import ring

FAMILY = LOOK[LOOK.index("typeface:") :]
BLOCKS = """
::: logos With the help of
- round.png | Round House
:::

::: download tides.csv The tides of Brig
:::
"""
PORT_CARD = "words: {label: Port card}\n"
# What is changed in which file, each beside those before it.
CHANGES: dict[str, tuple[str, str, str]] = {
    "a text": ("cities/brig-cres.md", "fence", "fences"),
    "a title": ("cities/brig-cres.md", "title: ", "title: Old "),
    "a place": ("places.yaml", "name: Dole", "name: New Dole"),
    "a place on the map": ("places.yaml", "44.7, 8.03", "45.7, 9.03"),
    "a line": ("communities.yaml", "number: 2", "number: 7"),
    "a colour": ("communities.yaml", "#26418f", "#0b5a4c"),
    "a theme": ("themes.yaml", "name: Work", "name: Good work"),
    "a term": ("glossary/dry-dock.md", "title: Dry", "title: Very dry"),
    "a guide": ("guides/quays/guide.yaml", "title: ", "title: New "),
    "a picture's credit": ("images/quay.yaml", "Citybook authors", "authors of Citybook"),
    "the publisher": ("publication.yaml", "name: Harbour Network", "name: Network of Harbours"),
    "what it is about": ("about.md", "title: ", "title: All "),
    "an edition": ("editions/book.yaml", "title: ", "title: New "),
    "the address": ("publication.yaml", "harbour-towns.example", "harbours.example"),
    "the language": ("publication.yaml", "language: en", "language: fr"),
}

Made = dict[tuple[str, ...], tuple[bytes, list[bytes]]]


@pytest.fixture
def made(small: Publication, monkeypatch: pytest.MonkeyPatch) -> Callable[[], Made]:
    """A function that makes all of the site's pages, sheets and offprints, and returns what they
    were made from and what they are."""
    found: Made = {}

    def record(_: Manifest, recipes: Iterable[Recipe], what: str) -> dict[str, str]:  # noqa: ARG001
        found.update({one.names: (one.made_from, list(one.make())) for one in recipes})
        return {}

    def make() -> Made:
        found.clear()
        project = Project(small.folder)
        catalogue = load(project)[0]
        print_html.publish(project, catalogue, "")
        site.publish(project, catalogue, [], "", "", {}, {})
        return dict(found)

    for module in (print_html, site):
        monkeypatch.setattr(module, "write_files", record)
    monkeypatch.setattr(print_html, "_edition", lambda *_: ())  # made each time
    return make


def add_blocks(publication: Publication) -> None:
    """Show a logo and offer a file."""
    publication.write("logos/round.png", ring())
    publication.write("files/tides.csv", "day,height\n")
    practice = "practices/night-ferry.md"
    publication.write(practice, publication.read(practice) + BLOCKS)


def test_what_shows_a_change_is_made_from_something_else(
    small: Publication, made: Callable[[], Made]
) -> None:
    add_fonts(small)
    small.replace("profiles/dole.md", "1974", "1,974,000 barrels")  # set as large as it fits
    publication = small.read("publication.yaml")
    small.write("publication.yaml", publication + FAMILY)
    steps: dict[str, Callable[[], object]] = {
        "a font": partial(small.write, "fonts/Harbour-Bold.ttf", font(900)),
        "the typeface": partial(small.write, "publication.yaml", publication),
        "blocks": partial(add_blocks, small),
        **{name: partial(small.replace, *change) for name, change in CHANGES.items()},
        "a logo": partial(small.write, "logos/round.png", ring(300)),
        "a picture": partial(small.write, "images/quay.png", ring(600)),
        "a file that is offered": partial(small.write, "files/tides.csv", "day,height\n" * 900),
        "what a kind is called": partial(small.write, "kinds/card.yaml", PORT_CARD),
        "a phrase": partial(small.write, "words.yaml", "Contents: What is inside\n"),
    }
    before = made()
    for name, change in steps.items():
        change()
        for kept in (typeface.digest_of, typeface.text_width, typeface._font):
            kept.cache_clear()
        after = made()
        changed = {one for one in after if one in before and after[one][1] != before[one][1]}
        assert changed, name
        assert not [one for one in changed if after[one][0] == before[one][0]], name
        before = after
