"""Entries with hard names go in; how they are cited comes out, in words, for BibTeX and as RIS."""

from __future__ import annotations

import re

import pytest

from citybook.views.citation import Citation, write_bibtex, write_ris
from tests.publications import Publication

PLAIN = Citation(
    key="practice-night-ferry",
    title="The night ferry",
    whole="Harbour Towns",
    publisher="Harbour Network",
    year="2026",
    as_of="",
    address="https://harbour-towns.example/book/practices/night-ferry/",
    language="en",
    printed=("The book, p. 5",),
)
# What TeX prints for what we write (The Comprehensive LaTeX Symbol List, escapable signs).
PRINTED = {
    "textbackslash{}": "\\",
    "textbraceleft{}": "{",
    "textbraceright{}": "}",
    "textasciitilde{}": "~",
    "textasciicircum{}": "^",
    **{sign: sign for sign in "$&%#_"},
}
HARD = [
    "A {B} C",
    "}{ unbalanced {",
    "50 % of $3 & #1_a",
    "C:\\dir ~ x^2",
    "“Straße” Žižek Αθήνα, الميناء",
    "\\{",
    "Ends with \\",
    'Quoted "so"',
    "a, b = {c}",
    "@misc{x,",
]


def read_bibtex(text: str) -> dict[str, str]:
    """Read one entry as BibTeX does: braces are counted, whatever stands before them. Return its
    fields as TeX prints them; those of the key and the sort are `` and `@`."""
    found = re.match(r"@(\w+)\{([^,]+),\s*", text)
    assert found
    fields, at = {"@": found[1], "": found[2]}, found.end()
    while begun := re.compile(r"(\w+) = \{").match(text, at):
        depth, start = 1, begun.end()
        at = start
        while depth:
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
        fields[begun[1]] = printed(text[start : at - 1])
        at += len(re.compile(r",?\s*").match(text, at).group())  # type: ignore[union-attr]
    assert text[at:] == "}\n", "all of it is read"
    return fields


def printed(tex: str) -> str:
    """What TeX prints: commands as their signs, braces that group as nothing."""
    commands = "|".join(map(re.escape, sorted(PRINTED, key=len, reverse=True)))
    pattern = re.compile(rf"\\(?P<command>{commands})|(?P<group>[{{}}])|(?P<bad>[\\$&%#_~^])")

    def sign(found: re.Match[str]) -> str:
        assert not found["bad"], f"TeX would take {found.group()} for something else"
        return PRINTED[found["command"]] if found["command"] else ""

    return pattern.sub(sign, tex)


@pytest.mark.parametrize("hard", HARD)
def test_hard_names_come_out_of_bibtex_as_they_are(hard: str) -> None:
    whole = Citation(**{**PLAIN.__dict__, "title": hard, "whole": hard, "printed": (hard,)})
    fields = read_bibtex(write_bibtex(whole, "In print"))
    assert fields["title"] == hard
    assert fields["howpublished"] == f"{hard}, Harbour Network"
    assert fields["note"] == f"In print: {hard}"


def test_bibtex_has_all_that_is_known_and_keeps_capitals() -> None:
    text = write_bibtex(PLAIN, "In print")
    assert read_bibtex(text) == {
        "@": "misc",
        "": "practice-night-ferry",
        "key": "The night ferry",
        "title": "The night ferry",
        "howpublished": "Harbour Towns, Harbour Network",
        "publisher": "Harbour Network",
        "year": "2026",
        "note": "In print: The book, p. 5",
        "url": PLAIN.address,
        "language": "en",
    }
    assert "title = {{The night ferry}}" in text
    assert "year" not in write_bibtex(Citation(**{**PLAIN.__dict__, "year": ""}), "In print")


@pytest.mark.parametrize("hard", HARD)
def test_a_record_of_ris_has_a_tag_in_each_line_and_one_end(hard: str) -> None:
    text = write_ris(Citation(**{**PLAIN.__dict__, "title": hard}), "In print")
    lines = text.split("\r\n")
    assert lines.pop() == ""
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert lines[0] == "TY  - ELEC"
    assert lines[-1] == "ER  - "
    assert f"TI  - {hard}" in lines
    assert "N1  - In print: The book, p. 5" in lines
    assert "PY  - 2026" in lines


def page(publication: Publication, name: str) -> str:
    return (publication.site / name).read_text(encoding="utf-8")


def cited(publication: Publication, name: str) -> str:
    """What a page says of how it is cited, in plain words."""
    (found,) = re.findall(r'<details class="cite">.*?<p>(.*?)</p>', page(publication, name), re.S)
    return re.sub("<[^>]*>", "", found)


def test_each_entry_says_how_it_is_cited_with_its_printed_page(good: Publication) -> None:
    said = cited(good, "practices/night-ferry/index.html")
    address = "https://harbour-towns.example/book/practices/night-ferry/"
    assert re.fullmatch(
        r"The night ferry\. In: Harbour Towns \[online\]\. Harbour Network, no date\. "
        rf"{re.escape(address)}\. In print: .*, p\. \d+",
        said,
    ), said
    ris = page(good, "practices/night-ferry/cite.ris")
    bibtex = read_bibtex(page(good, "practices/night-ferry/cite.bib"))
    assert bibtex["url"] == address
    edition = said.partition("In print: ")[2]
    assert f"In print: {edition.split('; ')[0]}" in bibtex["note"]
    assert f"N1  - In print: {edition.split('; ')[0]}\n" in ris
    for folder in ("cities/alba", "profiles/dole", "guides/quays/steps", "guides/quays"):
        assert cited(good, f"{folder}/index.html")
        assert read_bibtex(page(good, f"{folder}/cite.bib"))["title"]
    assert "cite.bib" not in page(good, "sitemap.xml")


def test_the_year_is_that_of_the_entry_and_else_of_the_publication(small: Publication) -> None:
    small.replace("publication.yaml", "language:", "copyright: © 2019–2024 Network\nlanguage:")
    small.replace("cities/alba.md", "title:", "reviewed: 2025-03-01\ntitle:")
    small.doit("pages").succeeds()
    assert "Harbour Network, 2025. As of 1 March 2025. " in cited(small, "cities/alba/index.html")
    assert "PY  - 2025" in page(small, "cities/alba/cite.ris")
    assert "Harbour Network, 2024. " in cited(small, "profiles/dole/index.html")


def test_a_guide_is_in_print_where_its_first_chapter_is(good: Publication) -> None:
    guide, chapter = (cited(good, f"guides/quays{name}/index.html") for name in ("", "/steps"))
    assert guide.startswith("Building a quay. In: Harbour Towns [online]. ")
    assert ". https://harbour-towns.example/book/guides/quays/. In print: " in guide
    assert guide.partition("In print: ")[2] == chapter.partition("In print: ")[2] != ""
    assert "Data (JSON)" not in page(good, "guides/quays/index.html"), "a guide has no row"
