"""A kind of entry and the bytes of a file go in; whatever an entry must never do, whatever is in
the file, fails here.

Used by the property tests and by benchmarks/fuzz_cards.py. The HTML is read with the standard
library's parser, which shares nothing with what writes it.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from citybook.content.declarations import own_kinds
from citybook.content.entries import Entry, EntryText
from citybook.content.entry_reader import read_entry
from citybook.content.limits import MOST_PROBLEMS
from citybook.content.links import find_links
from citybook.content.list_marks import PASTED
from citybook.models.languages import without_attributes
from citybook.problems import Problem
from citybook.views.html import HtmlWriter, keep_link
from citybook.visible import compose

FILES = {
    "card": "cities/x.md",
    "practice": "practices/x.md",
    "profile": "profiles/x.md",
    "term": "glossary/x.md",
    "chapter": "guides/g/x.md",
    "about": "about.md",
    "edition": "editions/x.yaml",
    "guide": "guides/g/guide.yaml",
    "publication": "publication.yaml",
}
TAGS = {
    *("p", "ul", "ol", "li", "strong", "em", "a", "blockquote", "br", "h3", "h4", "span"),
    *("table", "thead", "tbody", "tr", "th", "td", "figure", "img", "figcaption"),
}
ATTRIBUTES = {"a": ["href"], "span": ["lang", "dir"], "img": ["src", "alt"]}
OWN = ("city", "practice", "profile", "guide", "term", "count", "note")
ADDRESS = re.compile(r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
ITEM = re.compile(rf"^[>\s]*(?:[0-9]+[.)]\s|[-*{PASTED}]\s+(?::[a-z0-9-]*:)?)")
SIGNS = re.compile(r"[^\w]+|_")


class Page(HTMLParser):
    """Checks every tag and attribute, and gathers the words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self.targets: list[str] = []
        self.pictures: list[str | None] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        assert [name for name, _ in attrs] == ATTRIBUTES.get(tag, []), (tag, attrs)
        for _, value in attrs if tag == "a" else ():
            self.targets.append(value or "")
            scheme, _, rest = (value or "").partition(":")
            assert scheme in (*OWN, "http", "https"), value
            host = urlsplit(value or "").netloc
            assert scheme in OWN or (rest.startswith("//") and host and "@" not in host), value
        if tag == "img":
            self.pictures.append(dict(attrs)["src"])
            self.words.append(dict(attrs)["alt"] or "")
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, tag
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    handle_decl = handle_pi = unknown_decl = handle_comment


def shown(html: str) -> Page:
    """What HTML shows that holds nothing but what is allowed."""
    page = Page()
    page.feed(html)
    page.close()
    assert not page.open, page.open
    return page


def written(found: tuple[Entry[Any], EntryText]) -> Page:
    """What the titles and texts of an entry show, as HTML."""
    writer = HtmlWriter(keep_link)
    return shown(
        "\n".join(
            (writer.content(block.title) if block.title is not None else "")
            + str(writer.flow(block.body).at(3))
            for section in found[1].sections
            for block in section.blocks
        )
    )


def check(kind: str, data: bytes) -> list[Problem]:
    """Read an entry as a build does; its problems. Raises AssertionError, or whatever reading
    raises."""
    problems: list[Problem] = []
    file = "content/" + FILES[kind]
    found = read_entry(kind, own_kinds(), "x", data, file, problems)
    lines = (
        data.decode("utf-8-sig", errors="replace")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .split("\n")
    )
    assert len(problems) <= MOST_PROBLEMS + 1
    for problem in problems:
        _is_sane(problem, file, lines)
    assert found is not None or problems
    if found:
        page = written(found)
        if not problems:
            _all_is_shown(kind, found, compose("\n".join(lines)), page)
    return problems


def _is_sane(problem: Problem, file: str, lines: list[str]) -> None:
    assert problem.file == file
    assert 0 <= problem.line <= len(lines), problem
    assert problem.line == 0 or 1 <= problem.column <= len(lines[problem.line - 1].encode()) + 1, (
        problem
    )
    assert problem.message.strip()
    assert len(problem.message) < 2_000
    assert len(problem.hint) < 4_000


def _all_is_shown(kind: str, found: tuple[Entry[Any], EntryText], text: str, page: Page) -> None:
    """Every word of a body without problems is in its result: the letters of each line that is not
    about form. Its links lead where its lines say, and those to entries are known."""
    if not FILES[kind].endswith(".md"):
        return
    body = text.split("\n---", 1)[1].partition("\n")[2]
    kept = SIGNS.sub(
        "",
        "".join(page.words)
        + "".join(
            section.title
            + "".join(
                block.by + "".join(row.value + row.label for row in block.rows)
                for block in section.blocks
            )
            for section in found[1].sections
        ),
    )
    pictured = {use.line for use in found[0].pictures if not use.field}
    lines = [
        line
        for number, line in enumerate(text.split("\n"), 1)
        if number > text.count("\n") - body.count("\n") and number not in pictured
    ]
    in_text = [use for use in found[0].pictures if not use.field]
    assert page.pictures == [use.file for use in in_text]
    for use in in_text:
        assert all(SIGNS.sub("", said) in kept for said in (use.alt, use.caption or ""))
    for line in lines:
        said = without_attributes(ADDRESS.sub("", ITEM.sub("", line)))
        if said.startswith(":::"):
            said = re.sub(r"^::: ?[a-z-]*(?: +(?:bars|parts|share)\b)?", "", said)
        assert SIGNS.sub("", said) in kept or SIGNS.sub("", ITEM.sub("", line)) in kept, line
    said = [target for target in page.targets if not target.startswith("note:")]
    links = find_links(enumerate(lines), OWN, (0, 0), "", [])
    assert said == [f"{link.kind}:{link.slug}" for link in links]
    assert [target for target in said if target.partition(":")[0] in OWN] == [
        f"{link.kind}:{link.slug}" for link in found[0].links
    ]
