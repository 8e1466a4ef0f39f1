"""Texts go in; the words in them that the glossary explains become links, each once, and names are
left alone."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from citybook.content import markup
from citybook.content.declarations import own_kinds
from citybook.content.words import TermIndex
from citybook.views.prose import EntryRenderer
from tests.publications import Publication

GLOSSARY = {
    "refugees": ("Refugees", "refugee"),
    "migrants": ("Migrants", "migrant"),
    "irregular-migrants": ("Irregular migrants", "irregular migrant", "undocumented migrants"),
    "mainstream": ("Mainstream", "mainstreaming", "mainstreamed"),
    "ngo": ("NGO", "NGOs"),
    "one-stop-shop": ("One-stop shop", "one-stop-shops"),
}


def term(slug: str, title: str, *also: str) -> Any:
    return SimpleNamespace(
        slug=slug, kind="term", front=SimpleNamespace(title=title, also=list(also))
    )


def words(language: str = "en", glossary: dict[str, tuple[str, ...]] = GLOSSARY) -> TermIndex:
    return TermIndex(
        [term(slug, *forms) for slug, forms in glossary.items()], language, own_kinds()["term"]
    )


class Marked:
    """Links that keep the words, and show terms as {slug:words}."""

    def entry(self, kind: str, slug: str, text: str, words: str) -> str:  # noqa: ARG002
        return text

    def address(self, url: str, text: str, words: str) -> str:  # noqa: ARG002
        return text

    def term(self, slug: str, text: str) -> str:
        return f"{{{slug}:{text}}}"

    def note(self, number: int) -> str:
        return str(number)


def told(text: str, seen: set[str] | None = None, glossary: TermIndex | None = None) -> str:
    """The HTML of a Markdown text, its terms as {slug:words}."""
    renderer = EntryRenderer(Marked(), glossary or words(), "")
    renderer.seen = set() if seen is None else seen
    return renderer.html(markup.parse(text)).removeprefix("<p>").removesuffix("</p>")


def test_a_term_is_linked_where_a_text_first_uses_it() -> None:
    assert (
        told("Many refugees came. The refugees stayed.")
        == "Many {refugees:refugees} came. The refugees stayed."
    )


def test_a_term_that_the_entry_has_used_before_is_not_linked_again() -> None:
    seen: set[str] = set()
    assert told("Refugees and migrants", seen) == "{refugees:Refugees} and {migrants:migrants}"
    assert (
        told("Refugees, migrants and mainstreaming", seen)
        == "Refugees, migrants and {mainstream:mainstreaming}"
    )
    assert seen == {"refugees", "migrants", "mainstream"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a refugee", "a {refugees:refugee}"),
        ("it is mainstreamed", "it is {mainstream:mainstreamed}"),
        ("two one-stop-shops", "two {one-stop-shop:one-stop-shops}"),
        ("Refugees flee.", "{refugees:Refugees} flee."),
    ],
)
def test_every_form_of_a_term_counts(text: str, expected: str) -> None:
    assert told(text) == expected


def test_a_form_is_a_whole_word() -> None:
    assert told("immigrants, migrantship, antirefugees") == "immigrants, migrantship, antirefugees"


def test_terms_of_several_words_come_before_their_parts() -> None:
    assert told("For irregular migrants, and for all migrants") == (
        "For {irregular-migrants:irregular migrants}, and for all {migrants:migrants}"
    )
    assert told("undocumented migrants") == "{irregular-migrants:undocumented migrants}"


def test_the_parts_of_a_term_that_was_linked_before_are_not_linked_within_it() -> None:
    assert told("irregular migrants, irregular migrants, migrants") == (
        "{irregular-migrants:irregular migrants}, irregular migrants, {migrants:migrants}"
    )


def test_a_term_may_go_on_in_the_next_line() -> None:
    assert told("some irregular\nmigrants") == "some {irregular-migrants:irregular\nmigrants}"


@pytest.mark.parametrize(
    "name",
    [
        "on World Refugee Day",
        "the Refugee Council",
        "with Migrant Voice",
        "Refugee Day came.",
        "at the City of Migrants",
    ],
)
def test_a_term_within_a_name_is_not_linked(name: str) -> None:
    assert told(name) == name


def test_a_name_does_not_use_up_a_term() -> None:
    assert (
        told("On World Refugee Day, a refugee spoke.")
        == "On World Refugee Day, a {refugees:refugee} spoke."
    )


@pytest.mark.parametrize(
    "text",
    [
        "They came. Refugees stayed.",
        "What came: Refugees stayed.",
        "“Refugees stayed.”",
        "– Refugees stayed.",
    ],
)
def test_a_capital_at_the_beginning_of_a_sentence_makes_no_name(text: str) -> None:
    assert "{refugees:Refugees}" in told(text)


def test_in_german_all_nouns_have_capitals() -> None:
    german = words("de", {"refugees": ("Flüchtlinge", "Flüchtling")})
    assert told("Für die Flüchtlinge", glossary=german) == "Für die {refugees:Flüchtlinge}"


@pytest.mark.parametrize(
    "text",
    ["[refugees](https://unhcr.org)", "[the refugees of Alba](city:alba)", "### For refugees"],
)
def test_nothing_is_linked_within_links_and_headings(text: str) -> None:
    assert "{" not in told(text)
    assert "{refugees:refugees}" in told(f"{text}\n\nAll refugees.")


def test_emphasis_is_no_obstacle() -> None:
    assert (
        told("**refugees** and *migrants*")
        == "<strong>{refugees:refugees}</strong> and <em>{migrants:migrants}</em>"
    )


def test_tags_are_no_text() -> None:
    assert told("**x**", glossary=words(glossary={"strong": ("Strong",)})) == "<strong>x</strong>"


def test_no_glossary_changes_nothing() -> None:
    assert told("refugees", glossary=TermIndex.none()) == "refugees"


def entry(
    *blocks: tuple[str, str],
    links: tuple[tuple[str, str], ...] = (),
    kind: str = "practice",
    slug: str = "x",
) -> Any:
    made = [
        SimpleNamespace(title=markup.parse(title)[0] if title else None, body=markup.parse(text))
        for title, text in blocks
    ]
    return SimpleNamespace(
        slug=slug,
        kind=kind,
        links=[SimpleNamespace(kind=kind, slug=slug) for kind, slug in links],
        text=SimpleNamespace(sections=[SimpleNamespace(blocks=made)]),
    )


def test_an_entry_uses_the_terms_of_its_text_its_boxes_and_its_own_links() -> None:
    found = words().used_in(
        entry(
            ("", "All migrants."),
            ("Help for refugees", "mainstreaming, migrants"),
            links=(("term", "ngo"), ("city", "alba")),
        )
    )
    assert found == ["ngo", "migrants", "refugees", "mainstream"]


def test_a_term_does_not_use_itself() -> None:
    assert words().used_in(
        entry(("", "Migrants who are refugees"), kind="term", slug="migrants")
    ) == ["refugees"]


def test_the_glossary_lists_the_entries_that_use_a_term(small: Publication) -> None:
    """On the site: once each, and not those that have it in a name only."""
    small.replace(
        "practices/night-ferry.md",
        "Dockers asked for it.",
        "It lands at the dry dock. It passes all dry docks.\n\n**The Dry Dock Hotel** is near.",
    )
    small.replace(
        "practices/welders-school.md",
        "- 80 pupils a year",
        "- 80 pupils a year, near the Dry Dock Hotel",
    )
    small.doit("pages").succeeds()
    ferry = (small.site / "practices/night-ferry/index.html").read_text(encoding="utf-8")
    glossary = (small.site / "glossary/index.html").read_text(encoding="utf-8")
    assert ferry.count('#dry-dock"') == 1
    assert "the <a" in ferry
    assert "The night ferry" in glossary
    assert "Dole" in glossary
    assert "welders" not in glossary
