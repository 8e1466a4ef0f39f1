"""Every entry of the original publications is in the content, on the site and in print, with all
its figures and sources."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from scripts import seeds_table
from scripts.seeds_table import PUBLICATIONS, Seed

from tests.publications import ROOT, Publication

SEEDS = seeds_table.seeds()
KEYS = ["entry", "original", "where", "figures", "sources", "lost"]
COUNTS = {
    "CONNECTION journeys, Community of Practice 1": 3,
    "CONNECTION journeys, Community of Practice 2": 1,
    "CONNECTION journeys, Community of Practice 3": 2,
    "CONNECTION journeys, Community of Practice 4": 1,
    "How-to guide, Intro": 5,
    "How-to guide, How to get started?": 8,
    "How-to guide, What works?": 14,
    "How-to guide, A city's real life journey": 3,
    "How-to guide, Good practices": 5,
    "How-to guide, Further resources": 1,
    "How-to guide, Glossary": 9,
    "How-to guide, Imprint": 1,
    "INTEGRA, Employment": 9,
    "INTEGRA, Education": 3,
    "INTEGRA, Cultural participation": 6,
    "INTEGRA, City governance": 7,
    "Mechelen booklet, Cities and municipalities": 17,
    "Mechelen booklet, Organisations": 8,
    "CONNECTION leaflet, Both sides": 1,
}
TOTALS = {"CONNECTION journeys": 7, "INTEGRA": 25, "Mechelen booklet": 25, "CONNECTION leaflet": 1}
KINDS = {
    "cities": "city",
    "practices": "practice",
    "profiles": "profile",
    "guides": "chapter",
    "glossary": "term",
}
FOLIO = 0.08  # the share of a page's height below the text, where its number stands
WORD = r' *<word xMin="([\d.-]+)" yMin="([\d.-]+)".*?>(.*)</word>'
SLACK = 3  # letters of a first line may reach so far above their box, in pt
VOID = {"area", "br", "hr", "img", "input", "link", "meta", "source", "wbr"}
INLINE = {"a", "abbr", "b", "em", "i", "span", "strong"}

# The lists of entries, each a file of tests/seeds/: a test looks for all of one list and says all
# that is missing.
LISTS = {
    name: seeds_table.listed(name)
    for publication in PUBLICATIONS.values()
    for name in publication.seeds
}
every_list = pytest.mark.parametrize("seeds", LISTS.values(), ids=LISTS)


class Page(HTMLParser):
    """A page of the site: the text and the links of each element that has an id, and of the main
    one under its name."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self.links: dict[str, list[str]] = {}
        self.open: list[tuple[str, str]] = []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        name = values.get("id") or ""
        self._add("" if tag in INLINE else " ")
        if name:
            self.texts.setdefault(name, "")
            self.links.setdefault(name, [])
        if tag not in VOID:
            self.open.append((tag, name))
        for _, around in self.open:
            if tag == "a" and around:
                self.links[around].append(values.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self._add("" if tag in INLINE else " ")
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        self._add(data)

    def _add(self, text: str) -> None:
        for _, name in self.open:
            if name:
                self.texts[name] += text


class Paper:
    """A PDF of an edition: its words with their places, and where its anchors are."""

    def __init__(self, path: Path, manifest: Path) -> None:
        self.path = path
        self.pages: dict[str, int] = json.loads(manifest.read_text(encoding="utf-8"))["facts"][
            "anchors"
        ]
        with pikepdf.open(path) as pdf:
            number = {page.objgen: index for index, page in enumerate(pdf.pages, 1)}
            height = {index: float(page.mediabox[3]) for index, page in enumerate(pdf.pages, 1)}
            self.links = {
                printed(str(link.A.URI))
                for page in pdf.pages
                for link in page.get("/Annots", ())
                if "/A" in link and "/URI" in link.A
            }
            named = list(pdf.Root.Names.Dests.Names) if "/Names" in pdf.Root and self.pages else []
            self.at = {
                str(name): (
                    number[to[0].objgen],
                    height[number[to[0].objgen]] - float(to[3]),
                    float(to[2]),
                )
                for name, to in zip(named[::2], named[1::2], strict=True)
            }

    @cached_property
    def words(self) -> list[tuple[int, float, float, str]]:
        """The page, the distances of the upper and left edge from the page's in pt and the letters
        of every word, folios aside, column by column."""
        told = subprocess.run(
            ["pdftotext", "-raw", "-bbox", str(self.path), "-"],
            text=True,
            capture_output=True,
            check=True,
        ).stdout
        found, number, end = [], 0, 0.0
        for row in told.splitlines():
            if page := re.match(r' *<page width="[\d.]+" height="([\d.]+)"', row):
                number, end = number + 1, float(page.group(1)) * (1 - FOLIO if self.pages else 1)
            elif (word := re.match(WORD, row)) and float(word.group(2)) < end:
                left, top, letters = word.groups()
                found.append(
                    (number, float(top), float(left), unescape(letters).replace("\u00ad", ""))
                )
        return found

    @cached_property
    def starts(self) -> dict[str, int]:
        """Which word is the first one at each anchor: not above it and not in a column before."""
        return {
            name: next(
                (
                    index
                    for index, (on, down, across, _) in enumerate(self.words)
                    if on > page or (on == page and down + SLACK >= top and across + SLACK >= left)
                ),
                len(self.words),
            )
            for name, (page, top, left) in self.at.items()
        }

    def text(self, name: str = "") -> str:
        """The words from an anchor to the next one that is not part of the same entry; all words
        without anchors."""
        if not self.pages:
            return " ".join(word for *_, word in self.words)
        start = self.starts[name]
        inner = re.compile(rf"{re.escape(name)}--|at-|note-\d|term-.*--")
        end = min(
            (at for other, at in self.starts.items() if at > start and not inner.match(other)),
            default=None,
        )
        return " ".join(word for *_, word in self.words[start:end])

    def notes(self) -> str:
        """The words of the pages with notes, in columns that are not printed one after the other;
        nothing without notes."""
        pages = {at[0] for name, at in self.at.items() if re.fullmatch(r"notes|note-\d+", name)}
        return " ".join(word for page, *_, word in self.words if page in pages)

    def tells(self, text: str, address: str) -> bool:
        """Whether a text prints an address: where it is long, its host, and a link has all of
        it."""
        host = printed(address).partition("/")[0]
        return mentions(text, address) or (
            printed(address) in self.links
            and f"{host}/\N{HORIZONTAL ELLIPSIS}" in "".join(text.split())
        )


class Built:
    """What was built of an entry: its part of the site and its part of the edition."""

    def __init__(self, real: Publication) -> None:
        self.real = real
        self.pages: dict[Path, Page] = {}
        self.papers: dict[str, Paper] = {}

    def page(self, seed: Seed) -> Page:
        """The page at an entry's address."""
        return self.page_at(self.real.site / seed.address.partition("#")[0] / "index.html")

    def part(self, seed: Seed) -> tuple[Page, str]:
        """The page that has the text of an entry, and the id of its part there: a step of a guide
        has a page of its own."""
        address, _, section = seed.address.partition("#")
        step = self.real.site / address / section / "index.html"
        is_step = bool(seed.heading) and step.exists()
        return (
            (self.page_at(step), "content") if is_step else (self.page(seed), section or "content")
        )

    def page_at(self, path: Path) -> Page:
        if path not in self.pages:
            self.pages[path] = Page(path)
        return self.pages[path]

    def paper(self, seed: Seed) -> Paper:
        slug = seed.edition
        if slug not in self.papers:
            self.papers[slug] = Paper(
                self.real.pdf / f"{slug}.pdf", self.real.build / f".state/editions/{slug}.json"
            )
        return self.papers[slug]

    def on_site(self, seed: Seed) -> list[str]:
        """The facts of an entry that its page does not tell; a guide's figures are sought in its
        section."""
        page, part = self.part(seed)
        links = {printed(link) for link in page.links["content"]}
        text = page.texts[part if seed.heading else "content"]
        return [figure for figure in seed.figures if not mentions(text, figure)] + [
            source
            for source in seed.sources
            if not (
                printed(source) in links
                if is_address(source)
                else mentions(page.texts["content"], source)
            )
        ]

    def on_paper(self, seed: Seed) -> list[str]:
        """The facts of an entry that its edition does not tell."""
        paper = self.paper(seed)
        text = paper.text(anchor(seed))
        lines = (
            re.findall(r"^communities: \[(.*)\]$", content(seed), re.MULTILINE)
            if seed.entry.startswith("cities/")
            else []
        )
        credits = [
            "imprint",
            *(f"stations-{line}" for names in lines for line in names.split(", ")),
        ]
        credited = [paper.text(name) for name in credits if name in paper.at]
        told = " ".join([text, paper.notes(), *credited])
        return [figure for figure in seed.figures if not mentions(text, figure)] + [
            source
            for source in seed.sources
            if not (paper.tells(told, source) if is_address(source) else mentions(told, source))
        ]


def missing(seeds: list[Seed], look: Callable[[Seed], list[str]]) -> dict[str, list[str]]:
    """By their entries the facts that `look` does not find."""
    found = {seed.entry: look(seed) for seed in seeds}
    return {entry: facts for entry, facts in found.items() if facts}


@pytest.fixture(scope="module")
def built(real: Publication) -> Built:
    return Built(real)


def content(seed: Seed) -> str:
    """The content of an entry, of a guide only its section, with the amount of a grant as it is
    shown."""
    text = (ROOT / seed.file).read_text(encoding="utf-8")
    if seed.heading:
        sections = {
            part.partition("\n")[0].strip(): part
            for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:]
        }
        return sections[seed.heading]
    return re.sub(r"amount: (\d+)", lambda found: f"amount: €{int(found.group(1)):,}", text)


def anchor(seed: Seed) -> str:
    """What an entry is called in a book."""
    path, _, section = seed.address.partition("#")
    folder, *slug = path.strip("/").split("/")
    return "-".join(
        filter(None, [KINDS.get(folder, folder), "--".join(filter(None, [*slug, section]))])
    )


def is_address(source: str) -> bool:
    return bool(re.fullmatch(r"(https?://)?([\w-]+\.)+[a-z]{2,}(/\S*)?", source))


def printed(address: str) -> str:
    """An address as print shows it."""
    return address.split("://", 1)[-1].removeprefix("www.").rstrip("/")


def mentions(text: str, fact: str) -> bool:
    """Whether a text tells a figure, a title or an address: whole, not as a part of a longer one.
    Lines may end within."""
    address = is_address(fact)
    letters = "".join((printed(fact) if address else fact).split())
    sought = "".join(
        re.escape(letter) + ("" if letter.isdigit() and after.isdigit() else r"\s*")
        for letter, after in zip(letters, letters[1:] + " ", strict=True)
    ).removesuffix(r"\s*")
    before, after = (
        (r"(?<![\w./-])(?:www\.)?", r"(?![\w/-]|\.\w)")
        if address
        else (
            r"(?<!\w)(?<!\d[.,])" if letters[0].isalnum() else "",
            r"(?!\w|[.,]\d)" if letters[-1].isalnum() else "",
        )
    )
    return bool(re.search(before + sought + after, text))


@pytest.mark.parametrize(
    "name", [name for publication in PUBLICATIONS.values() for name in publication.seeds]
)
def test_every_list_of_entries_has_the_same_form(name: str) -> None:
    for row in seeds_table.rows(name):
        assert list(row) == KEYS
        assert row["where"] in COUNTS


def test_every_list_of_entries_belongs_to_a_publication_and_no_entry_is_there_twice() -> None:
    lists = [name for publication in PUBLICATIONS.values() for name in publication.seeds]
    assert sorted(lists) == sorted(path.stem for path in (ROOT / "tests/seeds").glob("*.yaml"))
    assert all(
        seed.publication == name for name in PUBLICATIONS for seed in seeds_table.seeds(name)
    )
    assert len({seed.entry for seed in SEEDS}) == len(SEEDS)


@pytest.mark.parametrize("where", COUNTS)
def test_no_entry_of_a_part_of_an_original_is_left_out(where: str) -> None:
    assert len([seed for seed in SEEDS if seed.where == where]) == COUNTS[where]


@pytest.mark.parametrize("publication", TOTALS)
def test_no_entry_of_an_original_is_left_out(publication: str) -> None:
    assert len(seeds_table.seeds(publication)) == TOTALS[publication]


@every_list
def test_the_entries_of_an_original_have_their_content(seeds: list[Seed]) -> None:
    assert [seed.entry for seed in seeds if not content(seed).strip()] == []


@every_list
def test_the_content_of_an_entry_tells_each_of_its_figures(seeds: list[Seed]) -> None:
    def lacking(seed: Seed) -> list[str]:
        return [figure for figure in seed.figures if not mentions(content(seed), figure)]

    assert missing(seeds, lacking) == {}


@every_list
def test_an_entry_has_its_page_on_the_site(seeds: list[Seed], built: Built) -> None:
    for seed in seeds:
        section = seed.address.partition("#")[2]
        assert (section or "content") in built.page(seed).texts, seed.entry
        page, part = built.part(seed)
        assert page.texts[part].strip(), seed.entry


@every_list
def test_the_site_tells_each_figure_and_each_source_of_an_entry(
    seeds: list[Seed], built: Built
) -> None:
    assert missing(seeds, built.on_site) == {}


@every_list
def test_an_entry_is_printed_in_its_edition(seeds: list[Seed], built: Built) -> None:
    for seed in seeds:
        paper = built.paper(seed)
        if paper.pages:
            assert paper.at[anchor(seed)][0] == paper.pages[anchor(seed)], seed.entry
        assert len(paper.text(anchor(seed))) > 60, seed.entry


@every_list
def test_the_edition_tells_each_figure_and_each_source_of_an_entry(
    seeds: list[Seed], built: Built
) -> None:
    assert missing(seeds, built.on_paper) == {}


def test_an_entry_that_is_missing_would_be_found(built: Built) -> None:
    nowhere = replace(SEEDS[0], entry="cities/atlantis")
    for look in (content, built.page, built.on_paper):
        with pytest.raises((FileNotFoundError, KeyError)):
            look(nowhere)
    section = next(seed for seed in SEEDS if seed.heading)
    elsewhere = replace(section, entry=f"{section.entry} on the moon")
    for look in (content, built.on_site, built.on_paper):
        with pytest.raises(KeyError):
            look(elsewhere)


@every_list
def test_a_figure_or_a_source_that_is_missing_would_be_found(
    seeds: list[Seed], built: Built
) -> None:
    facts = ("987,654",), ("www.atlantis.eu", "On the moon, 1969")
    wrong = [replace(seed, figures=facts[0], sources=facts[1]) for seed in seeds]
    all_of_them = {seed.entry: [*facts[0], *facts[1]] for seed in seeds}
    assert missing(wrong, built.on_site) == all_of_them
    assert missing(wrong, built.on_paper) == all_of_them


def test_a_figure_of_another_entry_on_the_same_page_would_not_do(built: Built) -> None:
    seeds = [seed for seed in SEEDS if seed.where.startswith("INTEGRA")]
    pages = built.paper(seeds[0]).pages
    first, second = next(
        (one, other)
        for one, other in pairwise(seeds)
        if one.figures and pages[anchor(one)] == pages[anchor(other)]
    )
    assert built.on_paper(replace(second, figures=first.figures)) == list(first.figures)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("from 2021–2023", "2021–2023"),
        ("2021–\n2023", "2021–2023"),
        ("15\u00a0NGOs", "15 NGOs"),
        ("(€5\nmillion)", "€5 million"),
        ("bread.\nbg 6", "http://www.bread.bg"),
        ("caritas.bg/en 3", "https://caritas.bg/en/"),
        ("on www.vcos.hr.", "www.vcos.hr"),
    ],
)
def test_a_fact_is_found_where_lines_end_within_it(text: str, fact: str) -> None:
    assert mentions(text, fact)


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("in 1986", "6"),
        ("16 of them", "6"),
        ("2,953 people", "953"),
        ("2.19 million", "19"),
        ("20 15", "2015"),
        ("150", "15"),
        ("coe.int/combating-hate-speech", "www.coe.int"),
        ("connection.integratingcities.eu", "integratingcities.eu"),
    ],
)
def test_a_part_of_a_longer_figure_or_address_is_not_taken_for_it(text: str, fact: str) -> None:
    assert not mentions(text, fact)


def test_the_table_of_entries_is_what_the_script_prints() -> None:
    printed_now = subprocess.run(
        [sys.executable, str(ROOT / "scripts/seeds_table.py")],
        text=True,
        capture_output=True,
        check=True,
        encoding="utf-8",
    ).stdout
    assert (ROOT / "docs/seeds.md").read_text(encoding="utf-8") == printed_now, (
        "python3 scripts/seeds_table.py > docs/seeds.md"
    )
