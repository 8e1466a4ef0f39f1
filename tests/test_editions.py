"""The editions as PDF: their lists tell the truth, their pages are well filled, and a new one needs
nothing but its YAML."""

from __future__ import annotations

import gc
import itertools
import re
import shutil
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
import zxingcpp
from babel import Locale

from citybook import alphabet
from citybook.models import TRIMS
from citybook.typeset.engine import page_name
from citybook.typeset.fragments import layout_fragment
from citybook.views.bookparts import MARGINS
from citybook.views.medium import file_size
from tests import pdfs, pieces
from tests.publications import Publication, made_once

PX_PER_MM = 96 / 25.4
REAL = ("mechelen-2024", "integra", "strategies-guide", "journeys")
# Pages of these names fill their paper, without a folio: covers and blank pages, the map beside the
# contents, dividers, and openers that have a page to themselves.
FULL = ("bare", "coloured", "divider", "field")
COUNTRIES = Locale("en").territories

# Editions that nobody has thought of yet: of the real content, and of the small publication.
NEW = {
    "employers": """
kind: booklet
title: For employers
subtitle: Practices and profiles from two countries
trim: US letter
cover:
  event: Employers’ day
  occasion: Annual assembly
  date: 2027-05-01
  venue: Chamber of Commerce
foreword: |
  Those who hire first learn first.

  Those who learn hire well.
parts:
  - cover
  - foreword
  - contents
  - where: {themes: [employment], countries: [BG, IT]}
    order: alphabet
    numbered: true
  - notes
  - glossary
  - index
  - imprint
  - back-cover
""",
}
FORUM = """
kind: booklet
title: Harbour forum
subtitle: From Alba to the welders
trim: square
cover:
  event: Forum of all harbours
  date: 2026-06-05
  venue: Old customs house, Alba
foreword: |
  Water joins towns that roads keep apart.
parts:
  - cover
  - foreword
  - contents
  - order: alphabet
  - back-cover
"""


@dataclass(frozen=True)
class Edition:
    """An edition that was built: its publication's folder, its PDF, and its layout."""

    publication: Publication
    slug: str

    @property
    def path(self) -> Path:
        return self.publication.pdf / f"{self.slug}.pdf"

    @property
    def pages(self) -> tuple[pdfs.Page, ...]:
        return pdfs.pages(self.path)

    @cached_property
    def front(self) -> dict[str, Any]:
        return read_yaml(self.publication.read(f"editions/{self.slug}.yaml"))

    @property
    def inside(self) -> list[pdfs.Page]:
        """The pages that have a folio: those that do not fill their paper."""
        return [page for page in self.pages if page.folio]

    @cached_property
    def names(self) -> dict[int, str]:
        """The name that the stylesheet gives each page; those put in between are blank."""
        laid = {
            laid.start + at: page_name(page)
            for laid in self.layout
            for at, page in enumerate(laid.document.pages)
        }
        return {page.number: laid.get(page.number, "bare") for page in self.pages}

    def of(self, name: str) -> list[pdfs.Page]:
        """The pages of the list with this heading, as if nothing else stood on them."""
        parts = [(page, page.parts[0].parts if page.parts else ()) for page in self.pages]
        at = next(
            (
                index
                for _, listed in parts
                for index, part in enumerate(listed)
                if part and part.tag == "Sect" and heading(part) == name
            ),
            None,
        )
        return [
            replace(page, parts=(part,))
            for page, listed in parts
            if at is not None and (part := listed[at] if listed else None)
        ]

    @property
    def told(self) -> list[pdfs.Page]:
        """The pages that tell entries, their openers too: all but contents, the lists at the end,
        covers and dividers."""
        lists = {
            page.number
            for name in ("Contents", "Notes", "Glossary", "Index", "Imprint")
            for page in self.of(name)
        }
        return [
            page
            for page in self.pages
            if page.number not in lists and (page.folio or self.names[page.number] == "field")
        ]

    @property
    def layout(self) -> tuple[Laid, ...]:
        return lay_out(self.publication, self.slug)

    @property
    def html(self) -> str:
        return "".join(
            path.read_text(encoding="utf-8")
            for path in sorted(
                (self.publication.build / "html/editions" / self.slug).glob("*.html")
            )
        )


def read_yaml(text: str) -> Any:
    """YAML with every value as the text that it is written as: NO is a country."""
    return yaml.load(text, yaml.BaseLoader)


@dataclass(frozen=True)
class Laid:
    """A fragment of a book as it was laid out for its PDF, and the number of its first page."""

    start: int
    document: Any

    @property
    def end(self) -> int:
        return self.start + len(self.document.pages) - 1


@cache
def lay_out(publication: Publication, slug: str) -> tuple[Laid, ...]:
    """The layout of a book, in the settings that were found for it."""
    laid: list[Laid] = []
    at = 1
    gc.disable()  # it would look for garbage among all boxes, again and again
    with pieces.renderer(publication) as renderer:
        for one in pieces.pieces(publication, slug):
            at += (one.opens, at % 2) in (("verso", 1), ("recto", 0))
            laid.append(Laid(at, layout_fragment(renderer, one.html, one.rendered.setting)[0]))
            at = laid[-1].end + 1
    gc.freeze()
    gc.enable()
    return tuple(laid)


@cache
def told_on(edition: Edition) -> list[str]:
    """The text of each page, bare."""
    return [bare(page.text) for page in edition.pages]


@cache
def entries(publication: Publication) -> dict[str, list[dict[str, Any]]]:
    """The front matter of every entry, by its title, with `kind`, `slug` and `file`, the `cities`
    it links to with their words, and the headings of its `sections`."""
    found: dict[str, list[dict[str, Any]]] = {}
    content = publication.folder / "content"
    for kind, pattern in (
        ("city", "cities/*.md"),
        ("practice", "practices/*.md"),
        ("profile", "profiles/*.md"),
        ("chapter", "guides/*/*.md"),
        ("term", "glossary/*.md"),
    ):
        for path in sorted(content.glob(pattern)):
            _, head, body = path.read_text(encoding="utf-8").split("---\n", 2)
            front = read_yaml(head)
            cities = re.findall(r"\[([^\]]+)\]\(city:([a-z-]+)\)", body)
            sections = re.findall(r"^## (.+)$", body, re.MULTILINE)
            slug = f"{path.parent.name}--{path.stem}" if kind == "chapter" else path.stem
            found.setdefault(front["title"], []).append(
                {
                    **front,
                    "kind": kind,
                    "slug": slug,
                    "file": path.relative_to(publication.folder).as_posix(),
                    "cities": cities,
                    "sections": sections,
                }
            )
    return found


@cache
def forms(publication: Publication) -> dict[str, set[str]]:
    """For each place its name and all words that links to it have."""
    found = {slug: {place["name"]} for slug, place in places_of(publication).items()}
    for path in (publication.folder / "content").rglob("*.md"):
        for said, slug in re.findall(
            r"\[([^\]]+)\]\(city:([a-z-]+)\)", path.read_text(encoding="utf-8")
        ):
            found[slug].add(said)
    return found


def entry(edition: Edition, title: str) -> dict[str, Any]:
    """The entry of this title in an edition: a card's name may be a profile's, too."""
    found = [one for one in entries(edition.publication)[title] if one["kind"] != "term"]
    listed = [
        one
        for one in found
        if any(
            re.search(rf"\b{re.escape(one['slug'])}\b", str(part))
            for part in edition.front["parts"]
        )
    ]
    return (listed or found)[0]


@cache
def places_of(publication: Publication) -> dict[str, dict[str, Any]]:
    return dict(read_yaml(publication.read("places.yaml")))


def countries(publication: Publication, front: dict[str, Any]) -> list[str]:
    """The names of an entry's countries: those of its places, then its own."""
    places = places_of(publication)
    own = [front["place"]] if "place" in front else front.get("places", [])
    named = [front["country"]] if "country" in front else front.get("countries", [])
    codes = [*(places[slug]["country"] for slug in own), *named]
    return [COUNTRIES[code] for code in dict.fromkeys(codes)]


def heading(part: pdfs.Part) -> str:
    """What a part is headed, if its heading stands on the page."""
    return next((head.text for head in part.find("H2")), "")


def titles(page: pdfs.Page) -> list[pdfs.Part]:
    """The titles of entries, parts and lists: headings of the first two ranks, and those of lower
    rank that an article, not one of its sections, begins with."""
    own = [id(head) for article in page.find("Art") for head in article.parts if head]
    return [part for part in page.headings if part.tag in ("H1", "H2") or id(part) in own]


def bare(text: str) -> str:
    """Text without white space, hyphens and case: lines may end anywhere, and labels are in
    capitals."""
    return re.sub(r"[\s\-‐]+", "", text).casefold()


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory, good: Publication) -> Publication:
    """The small publication with one more edition, built."""

    def make(folder: Path) -> None:
        shutil.copytree(good.folder, folder)
        publication = Publication(folder)
        publication.write("editions/forum.yaml", FORUM)
        publication.doit("editions", "pages").succeeds()

    return Publication(made_once(tmp_path_factory, "harbour", make))


@pytest.fixture(scope="module")
def more(tmp_path_factory: pytest.TempPathFactory, real: Publication) -> Publication:
    """The real publication with one new edition in place of its own, built."""

    def make(folder: Path) -> None:
        publication = Publication.copy_of(real.folder, folder, real)
        shutil.rmtree(folder / "content/editions")
        shutil.rmtree(folder / "content/guides")
        for slug, text in NEW.items():
            publication.write(f"editions/{slug}.yaml", text)
        publication.doit(*(f"editions:{slug}" for slug in NEW)).succeeds()

    return Publication(made_once(tmp_path_factory, "more", make))


Find = Callable[[str], Edition]


@pytest.fixture(scope="module")
def find(request: pytest.FixtureRequest) -> Find:
    """An edition by its name."""

    def found(name: str) -> Edition:
        where = (
            "more"
            if name in NEW
            else "harbour"
            if name in ("harbour-reader", "forum", "book")
            else "real"
        )
        return Edition(request.getfixturevalue(where), name)

    return found


@pytest.fixture(params=[*REAL, *NEW, "harbour-reader", "forum"])
def edition(request: pytest.FixtureRequest, find: Find) -> Edition:
    return find(request.param)


# The contents


@dataclass(frozen=True)
class Row:
    """A row of the contents: the number before the name, the name, what stands behind it, and the
    page."""

    rank: str
    name: str
    note: str
    page: int
    is_part: bool


def contents(edition: Edition) -> list[Row]:
    """The contents as they are printed, parts too; a part without page has 0."""
    found = []
    for page in edition.of("Contents"):
        for part in page.find("P", "LI"):
            linked = [run for link in part.find("Link") for run in link.runs]
            others = [run for run in part.runs if run not in linked]
            if not linked:
                found.append(Row("", part.text, "", 0, True))
                continue
            before = [run for run in others if part.runs.index(run) < part.runs.index(linked[0])]
            behind = [run for run in others if run not in before]
            assert behind, part.text
            assert behind[-1].text.strip().isdigit(), part.text
            found.append(
                Row(
                    pdfs.joined(before),
                    pdfs.joined(linked),
                    pdfs.joined(behind[:-1]),
                    int(behind[-1].text),
                    part.tag == "P",
                )
            )
    return found


def test_the_contents_tell_the_page_of_every_title(edition: Edition) -> None:
    stands = [
        (part.text, page.number)
        for page in edition.pages[1:]
        for part in titles(page)
        if part.text not in ("Contents", "Foreword", "Imprint")
    ]
    assert [(row.name, row.page) for row in contents(edition) if row.page] == stands
    assert all(link.to for page in edition.of("Contents") for link in page.links)


def test_every_row_of_the_contents_leads_to_its_page(edition: Edition) -> None:
    for page in edition.of("Contents"):
        for part in page.find("LI"):
            leads = {link.to for run in part.runs if (link := page.leads(run))}
            assert leads == {int(part.runs[-1].text)}, part.text


def test_the_conference_booklet_has_two_numbered_parts_with_countries_and_themes(
    find: Find,
) -> None:
    edition = find("mechelen-2024")
    themes = read_yaml(edition.publication.read("themes.yaml"))
    expected = []
    for part in edition.front["parts"]:
        if isinstance(part, dict):
            expected.append(("", part["title"], ""))
            for rank, slug in enumerate(part["profiles"], 1):
                front = next(
                    one
                    for found in entries(edition.publication).values()
                    for one in found
                    if (one["kind"], one["slug"]) == ("profile", slug)
                )
                lands = ", ".join(countries(edition.publication, front))
                note = (
                    "" if lands == front["title"] else lands,
                    themes[front["themes"][0]]["name"],
                )
                expected.append((str(rank), front["title"], " ".join(filter(None, note))))
    assert len([row for row in expected if not row[0]]) == 2
    rows = [(row.rank, row.name, row.note) for row in contents(edition)]
    assert rows == [*expected, ("", "Notes", ""), ("", "Index", "")]


def test_each_entry_of_the_conference_booklet_has_its_number_above_its_title(find: Find) -> None:
    edition = find("mechelen-2024")
    for row in contents(edition):
        if row.rank:
            page = edition.pages[row.page - 1]
            assert re.match(rf"{row.rank} (.* · )?.*{re.escape(row.name)}", page.text), page.text[
                :80
            ]


def test_the_catalogue_is_in_the_order_of_its_themes(find: Find) -> None:
    edition = find("integra")
    chosen = next(part for part in edition.front["parts"] if isinstance(part, dict))["where"][
        "themes"
    ]
    names = read_yaml(edition.publication.read("themes.yaml"))
    under: dict[str, list[Row]] = {}
    for row in contents(edition):
        if row.is_part:
            theme = next(slug for slug in chosen if names[slug]["name"] == row.name)
            assert row.rank == str(len(under) + 1)
            under[theme] = []
        elif row.name not in ("Notes", "Index"):
            under[theme].append(row)
    assert list(under) == chosen
    for theme, rows in under.items():
        for row in rows:
            front = entry(edition, row.name)
            assert next(slug for slug in front["themes"] if slug in chosen) == theme, row.name
            assert row.note == ", ".join(countries(edition.publication, front)), row.name
    assert sum(map(len, under.values())) == 25, "the summary says twenty-five"


# Bookmarks


def paths(edition: Edition) -> list[tuple[str, ...]]:
    """Each bookmark with those that it hangs under, the outermost first."""
    found: list[tuple[str, ...]] = []
    for level, name, _ in pdfs.bookmarks(edition.path):
        above = found[-1][:level] if found else ()
        assert len(above) == level, name
        found.append((*above, name))
    return found


def test_bookmarks_lead_from_the_part_to_the_entry_to_its_sections(edition: Edition) -> None:
    unlisted = ("foreword", "contents", "imprint")
    expected = [(name.title(),) for name in unlisted if name in edition.front["parts"]]
    expected.append((edition.front["title"],))
    part: tuple[str, ...] = ()
    for row in contents(edition):
        if row.name not in entries(edition.publication):
            part = (row.name,) if row.is_part else ()
            expected.append((row.name,))
            continue
        found = entry(edition, row.name)
        named = [
            f"{number} {name}" if found.get("numbered") else name.replace("'", "’")
            for number, name in enumerate(found["sections"], 1)
        ]
        is_short = found["kind"] == "practice" and len(named) == 1
        expected += [(*part, row.name), *((*part, row.name, one) for one in named if not is_short)]
    told = [path for path in paths(edition) if path[-1] != "Works cited"]
    assert sorted(told) == sorted(expected)


def test_bookmarks_stand_in_the_order_of_pages(edition: Edition) -> None:
    pages = [page for *_, page in pdfs.bookmarks(edition.path)]
    assert pages == sorted(pages)
    listed = {row.name: row.page for row in contents(edition) if row.page}
    found = {name: page for *_, name, page in pdfs.bookmarks(edition.path) if name in listed}
    assert found == listed


# Pages, references, index, glossary


def test_the_folio_of_a_page_is_its_number_and_covers_have_none(edition: Edition) -> None:
    assert all(page.folio in (None, page.number) for page in edition.pages)
    bare_pages = [page.number for page in edition.pages if not page.folio]
    assert bare_pages == [number for number, name in edition.names.items() if name in FULL]
    assert bare_pages[0] == 1
    openers = [page for page in edition.pages if edition.names[page.number] == "field"]
    assert all(titles(page) for page in openers)
    others = sum(edition.html.count(f'class="{name}"') for name in ("divider", "contents-map"))
    assert len(bare_pages) <= 3 + others + len(openers), (
        "the covers, a blank page inside the back cover, dividers, the map beside the contents, "
        "openers"
    )


def references(page: pdfs.Page) -> Iterator[tuple[int, pdfs.Run]]:
    """Every number in a reference such as (p. 5) or · p. 5, with the text before it; in a tile,
    p. 5 is a link itself. Works that are cited tell pages of their own, too."""
    runs, text, starts = page.runs, "", []
    for run in runs:
        starts.append(len(text))
        text += run.text + " "
    for found in re.finditer(r"([(·]\s*)?p\.\s+(\d+)", text):
        end = found.start() if found[1] else found.end()
        before = [
            run
            for run, start in zip(runs, starts, strict=True)
            if start < end and run.text.strip(" (·")
        ]
        link = page.leads(before[-1])
        if found[1] or (link and link.to):
            yield int(found[2]), before[-1]


def test_every_page_reference_leads_to_the_page_it_names(edition: Edition) -> None:
    count = 0
    for page in edition.told:
        for number, named in references(page):
            link = page.leads(named)
            assert link, f"page {page.number}: {named.text} (p. {number}) is no link"
            assert link.to == number, (
                f"page {page.number}: {named.text} (p. {number}) leads to page {link.to}"
            )
            assert edition.pages[number - 1].folio in (number, None), (
                f"page {page.number}: {named.text} (p. {number})"
            )
            count += 1
    assert count == len(re.findall(r'class="page-ref"', edition.html))


def test_every_link_within_a_book_leads_to_one_of_its_pages(edition: Edition) -> None:
    for page in edition.pages:
        for link in page.links:
            assert (
                link.url.startswith("https://")
                or link.url.startswith("http://")
                or 1 <= link.to <= len(edition.pages)
            )


def named_rows(pages: list[pdfs.Page]) -> Iterator[tuple[str, str, pdfs.Page, list[pdfs.Run]]]:
    """The rows of index or glossary: the heading above, the name, the page, and the runs that are
    numbers of pages."""
    heading = ""
    for page in pages:
        for part in page.find("H2", "H3", "LI"):
            if part.tag != "LI":
                heading = part.text
                continue
            numbers = [
                run for link in part.find("Link") for run in link.runs if run.text.strip().isdigit()
            ]
            name = [
                run
                for run in part.runs
                if run not in numbers and run.size >= part.runs[0].size - 0.01
            ]
            yield heading, pdfs.joined(name).rstrip(" ,"), page, numbers


@cache
def numbers_of(edition: Edition, name: str) -> dict[tuple[str, str], list[int]]:
    """The numbers in the index or glossary by heading and name."""
    return {
        (heading, row): [int(run.text) for run in numbers]
        for heading, row, _, numbers in named_rows(edition.of(name))
    }


@pytest.mark.parametrize("name", ["Index", "Glossary"])
def test_every_number_in_index_and_glossary_leads_to_the_page_of_that_number(
    edition: Edition, name: str
) -> None:
    assert bool(edition.of(name)) == (name.lower() in edition.front["parts"])
    for _, row, page, numbers in named_rows(edition.of(name)):
        found = [int(run.text) for run in numbers]
        assert found == sorted(set(found)), row
        for run in numbers:
            link = page.leads(run)
            assert link, f"{row} {run.text}"
            assert link.to == int(run.text), f"{row} {run.text} leads to {link.to}"
            assert edition.pages[link.to - 1].folio in (link.to, None), f"{row} {run.text}"


def test_every_page_in_the_index_holds_the_name_of_the_place_or_country(edition: Edition) -> None:
    """Where an entry about the place begins, it is named there or overleaf, before the next one."""
    said = {
        place["name"]: forms(edition.publication)[slug]
        for slug, place in places_of(edition.publication).items()
    }
    for (heading, name), numbers in numbers_of(edition, "Index").items():
        for number in numbers:
            if heading in ("Places", "Countries"):
                until = number
                if heading == "Places" and about(edition, name, number):
                    until = next((page for page in starts(edition) if page > number), number + 1)
                text = "".join(told_on(edition)[number - 1 : until])
                assert any(bare(form) in text for form in (name, *said.get(name, ()))), (
                    f"{heading}: {name} on {number}"
                )


@cache
def starts(edition: Edition) -> list[int]:
    """The pages on which entries begin."""
    return sorted(set(stands_on(edition).values()))


@cache
def about(edition: Edition, name: str, number: int) -> bool:
    """Whether an entry about the place of this name begins on a page."""
    places = places_of(edition.publication)
    found = [entry(edition, title) for title, page in stands_on(edition).items() if page == number]
    own = [slug for one in found for slug in (one.get("place"), *one.get("places", [])) if slug]
    return name in [places[slug]["name"] for slug in own]


@cache
def stands_on(edition: Edition) -> dict[str, int]:
    """The page of every entry, by its title."""
    known = entries(edition.publication)
    return {
        part.text: page.number
        for page in edition.told
        for part in titles(page)
        if part.text in known
    }


def test_the_index_tells_the_pages_of_all_entries_of_a_theme_and_of_a_country(
    edition: Edition,
) -> None:
    if "index" not in edition.front["parts"]:
        return
    themes = read_yaml(edition.publication.read("themes.yaml"))
    expected: dict[tuple[str, str], set[int]] = {}
    for title, number in stands_on(edition).items():
        front = entry(edition, title)
        if front["kind"] == "chapter":
            continue
        for slug in front.get("themes", []):
            expected.setdefault(("Themes", themes[slug]["name"]), set()).add(number)
        for name in countries(edition.publication, front):
            expected.setdefault(("Countries", name), set()).add(number)
    for heading in ("Themes", "Countries"):
        rows = {
            key: set(numbers)
            for key, numbers in numbers_of(edition, "Index").items()
            if key[0] == heading
        }
        wanted = {key: numbers for key, numbers in expected.items() if key[0] == heading}
        assert rows == (wanted if len(wanted) > 1 else {}), heading


def test_the_index_has_every_page_on_which_a_link_names_a_place(edition: Edition) -> None:
    if "index" not in edition.front["parts"]:
        return
    rows = {
        name: numbers
        for (heading, name), numbers in numbers_of(edition, "Index").items()
        if heading == "Places"
    }
    missing = [
        f"{name} on {number}"
        for name, number in named_places(edition)
        if number not in rows.get(name, [])
    ]
    assert missing == []


def named_places(edition: Edition) -> list[tuple[str, int]]:
    """Every place that an entry's text links to, as far as it is not the entry's own, with its
    page."""
    places = places_of(edition.publication)
    known = [one for many in entries(edition.publication).values() for one in many]
    found: dict[tuple[str, int], None] = {}
    for number, box in boxes(edition.layout):
        element = box.element
        if "city" not in (element.get("class") or "").split():
            continue
        said = "".join(element.itertext())
        article = next(above for above in ancestors(edition, element) if local(above) == "article")
        about = next(one for one in known if is_about(article, one))
        slug = next(slug for text, slug in about["cities"] if text == said)
        if slug not in ([about["place"]] if "place" in about else about.get("places", [])):
            found[places[slug]["name"], number] = None
    return list(found)


def is_about(article: Any, one: dict[str, Any]) -> bool:
    """Whether an article of a book, or what of it stands between two bands, tells of an entry."""
    return (
        article.get("id") == f"{one['kind']}-{one['slug']}"
        or article.get("data-at") == f"{one['file']}:1"
    )


def test_every_page_in_the_glossary_holds_a_form_of_the_term(edition: Edition) -> None:
    for (_, name), numbers in numbers_of(edition, "Glossary").items():
        if name in entries(edition.publication):
            term = next(one for one in entries(edition.publication)[name] if one["kind"] == "term")
            for number in numbers:
                text = told_on(edition)[number - 1]
                assert any(bare(form) in text for form in (name, *term.get("also", []))), (
                    f"{name} on {number}"
                )


def test_every_link_to_the_glossary_stands_on_a_page_that_the_glossary_tells(
    edition: Edition,
) -> None:
    terms = {
        form.casefold(): one["title"]
        for many in entries(edition.publication).values()
        for one in many
        if one["kind"] == "term"
        for form in (one["title"], *one.get("also", []))
    }
    rows = {name: numbers for (_, name), numbers in numbers_of(edition, "Glossary").items()}
    first = [page.number for page in edition.of("Glossary")]
    for page in edition.told:
        for part in page.find("Link"):
            link = page.leads(part.runs[0]) if part.runs else None
            name = terms.get(part.text.casefold())
            if link and link.to in first and name:
                assert page.number in rows[name], f"{part.text} on {page.number}"


# Notes


@dataclass(frozen=True)
class Note:
    """A note as it is printed: its title, its address, and what its code says."""

    title: str
    address: str
    url: str
    code: str


@cache
def notes(edition: Edition) -> dict[int, Note]:
    found: dict[int, Note] = {}
    for page in edition.of("Notes"):
        codes = read_codes(edition.path, page)
        for part in page.find("P", "LI"):
            number = part.runs[0].text.strip()
            if not number.isdigit():
                continue
            linked = [run for link in part.find("Link") for run in link.runs]
            urls = {link.url for run in linked if (link := page.leads(run))}
            assert len(urls) <= 1, part.text
            top = min(run.top for run in part.runs)
            code = [
                text
                for text, left, right, above, below in codes
                if above - 6 <= top <= below and 0 < part.runs[0].left - right < 12
            ]
            assert len(code) == len(urls), f"note {number} on page {page.number}: {len(code)} codes"
            assert int(number) not in found
            found[int(number)] = Note(
                pdfs.joined([run for run in part.runs[1:] if run not in linked]),
                pdfs.joined(linked),
                next(iter(urls), ""),
                next(iter(code), ""),
            )
    return found


@cache
def read_codes(path: Path, page: pdfs.Page) -> list[tuple[str, float, float, float, float]]:
    """What the codes of a page say at 300 dpi, with their left, right, upper and lower edge in
    mm."""
    picture = (
        pypdfium2.PdfDocument(path)[page.number - 1].render(scale=300 / 72, grayscale=True).to_pil()
    )
    found = []
    for code in zxingcpp.read_barcodes(picture):
        corners = code.position
        ends = (corners.top_left, corners.top_right, corners.bottom_left, corners.bottom_right)
        across, down = (
            [point.x * 25.4 / 300 for point in ends],
            [point.y * 25.4 / 300 for point in ends],
        )
        found.append((code.text, min(across), max(across), min(down), max(down)))
    return found


def shortened(url: str) -> str:
    """An address as it is printed: where it is long, only its host."""
    printed = re.sub(r"^https?://(www\.)?", "", url).rstrip("/")
    host, slash, _ = printed.partition("/")
    return printed if len(printed) <= 22 or not slash else f"{host}/…"


def test_the_notes_are_numbered_and_have_their_addresses_as_codes(edition: Edition) -> None:
    if "notes" not in edition.front["parts"]:
        assert not edition.of("Notes")
        return
    found = notes(edition)
    assert list(found) == list(range(1, len(found) + 1))
    assert found
    for number, note in found.items():
        assert note.title or note.address, number
        assert note.code == note.url, number
        assert bare(note.address) == bare(shortened(note.url)), number
        assert note.url.startswith("http") or not note.address


def test_the_codes_of_notes_begin_where_lines_of_text_do(edition: Edition) -> None:
    margins = MARGINS[edition.front["trim"]]
    for page in edition.of("Notes"):
        lefts = [left for _, left, *_ in read_codes(edition.path, page)]
        margin = margins.inner if page.number % 2 else margins.outer
        assert not lefts or min(lefts) == pytest.approx(margin, abs=1), f"page {page.number}"


def superscripts(page: pdfs.Page) -> list[pdfs.Run]:
    """The numbers that stand raised and smaller behind a word."""
    found = []
    for before, run in itertools.pairwise(page.runs):
        if (
            run.text.strip().isdigit()
            and run.size < 0.95 * before.size
            and run.is_on_the_line_of(before)
            and run.bottom < before.bottom
            and run.left - before.right < 1
        ):
            found.append(run)
    return found


def test_every_raised_number_has_a_note_and_every_note_is_referred_to(edition: Edition) -> None:
    if "notes" not in edition.front["parts"]:
        return
    listed = notes(edition)
    raised = [int(run.text) for page in edition.told for run in superscripts(page)]
    assert sorted(dict.fromkeys(raised), key=lambda number: not listed[number].url) == list(
        listed
    ), "in the order in which they are first referred to, those with a code before those without"
    assert len(raised) == len(re.findall(r'<sup class="note">', edition.html))


def test_without_notes_a_raised_number_leads_to_the_works_cited_by_its_entry(
    edition: Edition,
) -> None:
    if "notes" in edition.front["parts"]:
        return
    for page in edition.told:
        for run in superscripts(page):
            link = page.leads(run)
            assert link
            assert link.to
            assert "Works cited" in " ".join(
                found.text for found in edition.pages[link.to - 1].runs
            )


def test_a_pointer_on_a_raised_number_follows_it_to_its_note(edition: Edition) -> None:
    dead = []
    for page in edition.told if "notes" in edition.front["parts"] else ():
        for run in superscripts(page):
            link = page.leads(run)
            there = edition.pages[link.to - 1].find("P", "LI") if link and link.to else []
            if run.text.strip() not in [part.runs[0].text.strip() for part in there if part.runs]:
                dead.append(f"page {page.number}: {run.text}")
    assert dead == []


def test_every_link_to_the_web_is_told_on_paper(edition: Edition) -> None:
    """With notes, by its note; without, by its address beside it."""
    listed = (
        {note.url for note in notes(edition).values()}
        if "notes" in edition.front["parts"]
        else set()
    )
    for page in edition.told:
        for link in page.links:
            if link.url and link.url.rstrip("/") not in {url.rstrip("/") for url in listed}:
                printed = re.sub(r"^https?://(www\.)?", "", link.url).rstrip("/")
                assert bare(printed) in bare(page.text), f"{link.url} on page {page.number}"


# How pages look


def boxes(book: tuple[Laid, ...]) -> Iterator[tuple[int, Any]]:
    """Every box that an element makes, with its page."""
    for laid in book:
        for number, page in enumerate(laid.document.pages, laid.start):
            yield from ((number, box) for box in within(page._page_box))


def within(box: Any) -> Iterator[Any]:
    for child in getattr(box, "children", ()):
        if type(child).__name__ == "MarginBox":
            continue
        if child.element is not None and "::" not in (child.element_tag or ""):
            yield child
        yield from within(child)


def local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


@cache
def parents(edition: Edition) -> dict[Any, Any]:
    roots = {
        id(root): root
        for _, box in boxes(edition.layout)
        if (root := box.element) is not None and local(root) == "body"
    }
    return {child: parent for root in roots.values() for parent in root.iter() for child in parent}


def ancestors(edition: Edition, element: Any) -> Iterator[Any]:
    above = parents(edition)
    while element in above:
        element = above[element]
        yield element


@cache
def reach(edition: Edition) -> dict[Any, dict[int, tuple[float, float]]]:
    """For each element its upper and lower edge in mm on each page that it stands on."""
    found: dict[Any, dict[int, tuple[float, float]]] = {}
    for number, box in boxes(edition.layout):
        if type(box).__name__ in ("TextBox", "LineBox"):
            continue
        top, bottom = box.position_y / PX_PER_MM, (box.position_y + box.margin_height()) / PX_PER_MM
        pages = found.setdefault(box.element, {})
        above, below = pages.get(number, (top, bottom))
        pages[number] = (min(top, above), max(bottom, below))
    return found


def ends_of(edition: Edition) -> set[int]:
    """The pages on which an entry or a part ends."""
    ends: dict[str, int] = {}
    for element, pages in reach(edition).items():
        if local(element) == "article":
            about = element.get("data-at") or element.get("id")
            ends[about] = max(*pages, ends.get(about, 0))
    return {laid.end for laid in edition.layout} | set(ends.values())


def test_the_layout_is_that_of_the_pdf(edition: Edition) -> None:
    """The tests of pages that follow look at it."""
    assert edition.layout[-1].end == len(edition.pages)
    headed: dict[int, list[str]] = {}
    for element, pages in reach(edition).items():
        if re.fullmatch(r"h\d", local(element)):
            headed.setdefault(min(pages), []).append(bare("".join(element.itertext())))
    assert headed == {
        page.number: [bare(re.sub(r"\(p\. (\d+)\)", r"\1", part.text)) for part in page.headings]
        for page in edition.pages
        if page.headings
    }


WHOLE = {
    "block",
    "figure-list",
    "chart",
    "card-end",
    "plan-box",
    "notes-row",
    "entry-head",
    "entry-end",
    "opener",
    "tile",
}


def test_what_stays_whole_is_found_by_its_names(find: Find) -> None:
    html = "".join(find(name).html for name in (*REAL, *NEW))
    names = {name for found in re.findall(r'class="([^"]*)"', html) for name in found.split()}
    assert names >= WHOLE


def test_nothing_is_cut_that_could_stay_whole(edition: Edition) -> None:
    """Steps that hold lists are often higher than a column: they may go on overleaf, as far as more
    than their first words stand where they begin."""
    margins = MARGINS[edition.front["trim"]]
    room = TRIMS[edition.front["trim"]][1] - margins.top - margins.bottom
    cut, on = [], reach(edition)
    for element, pages in on.items():
        holder = [
            " ".join(
                above.get("class") or ""
                for above in itertools.islice(ancestors(edition, element), 1, 2)
            )
        ]
        is_item = local(element) == "li" and any(
            re.search(r"block-(steps|timeline)", name) for name in holder
        )
        classes = set((element.get("class") or "").split())
        lists = [child for child in element if local(child) in ("ul", "ol")]
        begins = [min(on[first]) for child in lists for first in child[:1]]
        is_held = is_item and (not lists or begins[0] > min(pages))
        is_whole = is_held or (classes & WHOLE and not classes & {"block-steps", "block-timeline"})
        if (
            is_whole
            and len(pages) > 1
            and sum(below - above for above, below in pages.values()) <= room
        ):
            cut.append(
                f"pages {sorted(pages)}: {' '.join(sorted(classes)) or local(element)} "
                f"{' '.join(''.join(element.itertext()).split()[:8])}"
            )
    assert cut == []


def test_no_list_leaves_its_first_or_its_last_item_alone_on_a_page(edition: Edition) -> None:
    """What stands at a stop of a journey are paragraphs of several lines: those may."""
    alone, on = [], reach(edition)
    for element in on:
        items = [child for child in element if local(child) == "li" and child in on]
        around = {
            (one.get("class") or "").split(" ")[0]
            for one in (element, *ancestors(edition, element))
        }
        if len(items) < 2 or not around & {"section", "contents-list"}:
            continue
        first, second, before, last = (on[items[at]] for at in (0, 1, -2, -1))
        if max(first) < min(second) or max(before) < min(last):
            alone.append(
                f"pages {max(first)}, {max(before)}: "
                f"{' '.join(''.join(element.itertext()).split()[:8])}"
            )
    assert alone == []


def test_an_address_is_broken_after_a_slash_or_before_another_sign(edition: Edition) -> None:
    broken, lines = [], dict[Any, list[str]]()
    for _, box in boxes(edition.layout):
        if type(box).__name__ == "TextBox" and "address" in (box.element.get("class") or ""):
            lines.setdefault(box.element, []).append(box.text.strip("\u200b\u2060"))
    for told in lines.values():
        broken += [
            pair
            for pair in itertools.pairwise(told)
            if not pair[0].endswith("/") and pair[1][0] not in "-._~?#%&=@"
        ]
    assert broken == []


def test_nobody_copies_or_hears_where_an_address_may_be_broken(edition: Edition) -> None:
    aloud = (edition.publication.build / "aloud" / f"{edition.slug}.txt").read_text(
        encoding="utf-8"
    )
    # Addresses stand in the notes, or without notes anywhere.
    pages = [page.number for page in edition.of("Notes")]
    copied = "".join(pdfs.text(edition.path, page) for page in pages or [None])
    assert not re.search("[\u200b\u2060]", copied + aloud)


def test_a_step_stands_above_its_text_and_its_ring_on_the_line(edition: Edition) -> None:
    for steps in (box for _, box in boxes(edition.layout) if box.element.get("class") == "steps"):
        line = steps.border_box_x() + steps.border_left_width / 2
        for box in within(steps):
            if box.element.get("class") == "section-title" and type(box).__name__ == "BlockBox":
                assert box.content_box_x() == pytest.approx(steps.content_box_x(), abs=0.1)
            if box.element.get("class") == "section-number" and type(box).__name__ == "BlockBox":
                assert box.border_box_x() + box.border_width() / 2 == pytest.approx(line, abs=0.1)


def test_no_heading_stands_at_the_foot_of_a_page(edition: Edition) -> None:
    """Two lines at least follow it on its page, or all of its text; a box that is nothing but its
    title may be last."""
    ended = {laid.end for laid in edition.layout}
    ended |= {
        page.number - 1
        for page in edition.inside
        if page.headings and page.runs[0] in page.headings[0].runs
    }
    lonely = []
    for page in edition.inside:
        headings = page.headings
        headed = {id(run) for part in headings for run in part.runs}
        ends = {id(part.parts[-1]) for part in page.find("Div") if part.parts}
        for part in headings:
            foot = max(run.bottom for run in part.runs)
            lines: list[pdfs.Run] = []
            for run in page.runs:
                if (
                    id(run) not in headed
                    and run.top > foot - 1
                    and not any(run.is_on_the_line_of(line) for line in lines)
                ):
                    lines.append(run)
            if len(lines) < 2 and id(part) not in ends and not (lines and page.number in ended):
                lonely.append(f"page {page.number}: {part.text}")
    assert lonely == []


def test_no_page_is_less_than_a_third_full_unless_something_ends_on_it(edition: Edition) -> None:
    margins = MARGINS[edition.front["trim"]]
    ends, empty = ends_of(edition), []
    for page in edition.inside:
        room = page.height - margins.top - margins.bottom
        share = (max(run.bottom for run in page.runs) - margins.top) / room
        if share < 1 / 3 and page.number not in ends:
            empty.append(f"page {page.number}: {share:.0%}")
    assert empty == []


def is_tab(run: pdfs.Run, page: pdfs.Page) -> bool:
    """Whether it is the number on a tab, at the fore-edge."""
    return run.text.strip().isdigit() and (
        run.left > page.width - 12 if page.number % 2 else run.right < 12
    )


def test_no_line_reaches_into_the_margins(edition: Edition) -> None:
    margins = MARGINS[edition.front["trim"]]
    beyond = []
    for page in edition.inside:
        left, right = (
            (margins.inner, margins.outer) if page.number % 2 else (margins.outer, margins.inner)
        )
        for run in (*page.runs, *(run for run in page.loose if not is_tab(run, page))):
            is_out = run.left < left - 0.3 or run.right > page.width - right + 0.3
            if is_out or (
                run not in page.loose and run.bottom > page.height - margins.bottom + 0.3
            ):
                beyond.append(
                    f"page {page.number}: {run.text} {run.left:.1f}–{run.right:.1f}, "
                    f"{run.bottom:.1f}"
                )
    assert beyond == []


def test_no_text_is_smaller_than_7_pt(edition: Edition) -> None:
    small: dict[str, float] = {}
    for page in edition.pages:
        for run in (*page.runs, *page.loose):
            if run.size < 6.99:
                small.setdefault(f"page {page.number}: {run.text.strip()}", round(run.size, 2))
    assert small == {}


def test_an_edition_has_our_fonts_only(edition: Edition) -> None:
    found = pdfs.fonts(edition.path)
    assert found
    assert all(name.startswith("Sofia-Sans") and embedded for name, embedded in found.items())


def test_an_edition_has_its_trim(edition: Edition) -> None:
    assert pdfs.sizes(edition.path) == {tuple(round(side) for side in TRIMS[edition.front["trim"]])}


# The leaflet

OUTSIDE = {"flap": (0, 97), "back": (97, 197), "front": (197, 297)}
INSIDE = {"left": (0, 100), "middle": (100, 200), "right": (200, 297)}


@pytest.fixture(scope="module")
def leaflet(real: Publication) -> Edition:
    return Edition(real, "connection-leaflet")


def test_the_leaflet_is_two_pages_of_a4_on_their_side(leaflet: Edition) -> None:
    assert len(leaflet.pages) == 2
    assert pdfs.sizes(leaflet.path) == {(297, 210)}


def test_the_panels_of_the_leaflet_stand_where_they_are_folded(leaflet: Edition) -> None:
    panels = leaflet.front["panels"]
    heads = {name: panel.get("title") or panel["sections"][0] for name, panel in panels.items()}
    heads["front"] = leaflet.front["title"]
    for page, sides in zip(leaflet.pages, (OUTSIDE, INSIDE), strict=True):
        for name, (left, right) in sides.items():
            part = next(part for part in page.headings if part.text == heads[name])
            assert all(left < run.left and run.right < right for run in part.runs), name
            margin = 10 if name == "front" else 8
            assert min(run.left for run in part.runs) - left == pytest.approx(margin, abs=1), (
                f"{name} begins at its margin"
            )


def test_the_panels_of_the_leaflet_are_as_wide_as_they_are_folded(leaflet: Edition) -> None:
    """The flap ends at 97 mm and the front begins at 197: their grounds say so."""
    picture = pypdfium2.PdfDocument(leaflet.path)[0].render(scale=4).to_pil()

    def ground(mm: float) -> Any:
        return picture.getpixel((round(mm * pdfs.MM * 4), picture.height - 20))

    assert ground(1) == ground(50) == ground(96.5) != ground(97.5)
    assert ground(97.5) == ground(150) == ground(196.5) != ground(197.5)
    assert ground(197.5) == ground(290)


def test_the_text_of_each_panel_keeps_5_mm_from_its_edges(leaflet: Edition) -> None:
    near = []
    for page, sides in zip(leaflet.pages, (OUTSIDE, INSIDE), strict=True):
        for run in (*page.runs, *page.loose):
            left, right = next(
                side for side in sides.values() if side[0] <= (run.left + run.right) / 2 < side[1]
            )
            if min(run.left - left, right - run.right, run.top, page.height - run.bottom) < 5:
                near.append(f"page {page.number}: {run.text}")
    assert near == []


def test_the_leaflet_tells_the_sections_of_each_panel_in_their_order(leaflet: Edition) -> None:
    about = leaflet.publication.read("about.md").split("---\n", 2)[2]
    sections = dict(re.findall(r"^## (.*)\n((?:(?!## ).*\n?)*)", about, re.MULTILINE))
    for page, sides in zip(leaflet.pages, (OUTSIDE, INSIDE), strict=True):
        for name, (left, right) in sides.items():
            told = bare(pdfs.joined([run for run in page.runs if left < run.left < right]))
            at = 0
            for title in leaflet.front["panels"].get(name, {}).get("sections", []):
                first = re.findall(
                    r"[\w’]+",
                    re.sub(r"^[:>—-].*$|\(.*?\)", "", sections[title], flags=re.MULTILINE),
                )[:4]
                at = told.index(bare(title), at)
                assert bare("".join(first)) in re.sub(r"[^\w’]", "", told[at:]), title


def test_the_leaflet_is_large_enough_to_read_and_has_our_fonts_only(leaflet: Edition) -> None:
    assert [
        run.text for page in leaflet.pages for run in (*page.runs, *page.loose) if run.size < 6.99
    ] == []
    assert all(
        name.startswith("Sofia-Sans") and embedded
        for name, embedded in pdfs.fonts(leaflet.path).items()
    )


def test_the_code_on_the_leaflet_leads_to_the_site(leaflet: Edition) -> None:
    base = read_yaml(leaflet.publication.read("publication.yaml"))["base_url"]
    read = read_codes(leaflet.path, leaflet.pages[0])
    assert [code[0].rstrip("/") for code in read] == [base.rstrip("/")]
    assert OUTSIDE["back"][0] + 5 < read[0][1] < read[0][2] < OUTSIDE["back"][1] - 5


# The tabs of the catalogue


def edge(picture: Any, page: pdfs.Page) -> list[tuple[float, float, tuple[int, ...]]]:
    """What is printed at a page's fore-edge: upper and lower edge in mm, and the colour, white
    aside."""
    x = picture.width - 2 if page.number % 2 else 1
    colours = [picture.getpixel((x, y))[:3] for y in range(picture.height)]
    found, at = [], 0
    for colour, many in itertools.groupby(colours):
        count = len(list(many))
        if colour != (255, 255, 255) and count > 4:
            found.append(
                (
                    at / picture.height * page.height,
                    (at + count) / picture.height * page.height,
                    colour,
                )
            )
        at += count
    return found


def test_every_page_of_the_catalogue_has_the_tab_of_its_theme_on_the_fore_edge(find: Find) -> None:
    edition = find("integra")
    document = pypdfium2.PdfDocument(edition.path)
    lines = read_yaml(edition.publication.read("communities.yaml"))
    themes = {
        theme["name"]: theme
        for theme in read_yaml(edition.publication.read("themes.yaml")).values()
    }
    opened = {row.page: row.name for row in contents(edition) if row.is_part}
    name, seen, fields, colours = "", {}, {}, {}
    for page in edition.told:
        name = opened.get(page.number, name)
        found = edge(document[page.number - 1].render(scale=2).to_pil(), page)
        assert len({colour for *_, colour in found}) == 1, f"page {page.number}: {found}"
        line = themes[name].get("line")
        if line:
            assert found[0][2] == tuple(
                int(lines[line]["colour"][i : i + 2], 16) for i in (1, 3, 5)
            ), f"page {page.number}"
        if page.number in opened:
            fields[name] = found
            continue
        assert len(found) == 1, f"page {page.number}: {found}"
        top, bottom, colours[name] = found[0]
        assert bottom - top == pytest.approx(26, abs=0.7), f"page {page.number}"
        first = seen.setdefault(name, top)
        assert top == pytest.approx(first, abs=0.5), (
            f"page {page.number}: on the same height on left and right pages"
        )
    heights = list(seen.values())
    assert len(heights) == 4
    assert all(below - above >= 26 for above, below in itertools.pairwise(heights)), (
        "each below the one before"
    )
    assert list(fields) == list(seen)
    for name, found in fields.items():
        assert (found[0][0], found[0][2]) == (0, colours[name]), "it begins at the upper edge"
        assert any(
            top < seen[name] + 0.5 and bottom > seen[name] + 25.5 for top, bottom, _ in found
        ), f"{name}: the tab stands on the page of the field, too, or in it"
    others = [page for page in edition.inside if page not in edition.told]
    assert others
    assert [
        page.number
        for page in others
        if edge(document[page.number - 1].render(scale=1).to_pil(), page)
    ] == []


# A new edition


def wanted(edition: Edition) -> list[str]:
    """The titles that a new edition of practices, or of practices and profiles, asks for, in the
    alphabet."""
    part = next(part for part in edition.front["parts"] if isinstance(part, dict))
    kinds = ("practice",) if "practices" in part else ("practice", "profile")
    lands = {COUNTRIES[code] for code in part["where"].get("countries", COUNTRIES)}
    themes = part["where"].get("themes")
    chosen = [
        one["title"]
        for many in entries(edition.publication).values()
        for one in many
        if one["kind"] in kinds
        and (not themes or set(themes) & set(one["themes"]))
        and (lands & set(countries(edition.publication, one)) or "countries" not in part["where"])
    ]
    return sorted(chosen, key=lambda title: re.sub(r"[^\w ]", "", title).casefold())


@pytest.mark.parametrize("name", NEW)
def test_a_new_edition_holds_what_it_asks_for_in_the_alphabet(find: Find, name: str) -> None:
    edition = find(name)
    titles_wanted = wanted(edition)
    assert len(titles_wanted) > 2
    assert list(stands_on(edition)) == titles_wanted


def test_a_new_edition_of_all_kinds_is_in_the_alphabet(find: Find) -> None:
    assert list(stands_on(find("forum"))) == [
        "Alba",
        "Brig and Cres",
        "Dole",
        "The night ferry",
        "The welders’ school",
    ]


@pytest.mark.parametrize("name", [*NEW, "forum"])
def test_a_new_edition_has_its_own_cover(find: Find, name: str) -> None:
    edition = find(name)
    cover, text = edition.front["cover"], edition.pages[0].text
    year, month, day = cover["date"].split("-")
    date = f"{int(day)} {Locale('en').months['format']['wide'][int(month)]} {year}"
    said = (
        edition.front["title"],
        edition.front["subtitle"],
        cover["event"],
        cover.get("occasion", ""),
        date,
        cover["venue"],
    )
    assert [words for words in said if words not in text] == []


@pytest.mark.parametrize("name", [*NEW, "forum"])
def test_a_new_edition_has_its_foreword_after_the_cover(find: Find, name: str) -> None:
    edition = find(name)
    page = edition.pages[1]
    assert page.headings[0].text == "Foreword"
    paragraphs = [part.text for part in page.find("P")]
    assert paragraphs == [text.strip() for text in edition.front["foreword"].strip().split("\n\n")]


@pytest.mark.parametrize("name", [*REAL, "connection-leaflet", "harbour-reader", "forum", "book"])
def test_the_site_offers_every_edition_with_its_pages_and_its_size(find: Find, name: str) -> None:
    edition = find(name)
    html = (edition.publication.site / "downloads/index.html").read_text(encoding="utf-8")
    offered = re.search(
        rf'href="\.\./downloads/{name}\.pdf"><span[^>]*>([^<]*): </span>'
        r"PDF, (\d+) pages?, ([\d.]+\xa0[kM]B)",
        html,
    )
    assert offered, name
    data = (edition.publication.site / f"downloads/{name}.pdf").read_bytes()
    assert data == edition.path.read_bytes()
    assert offered.group(1) == edition.front["title"]
    assert int(offered.group(2)) == len(edition.pages)
    assert offered.group(3) == file_size(len(data), "en")


def test_the_site_offers_every_sheet_with_one_page(real: Publication) -> None:
    html = (real.site / "downloads/index.html").read_text(encoding="utf-8")
    offered = dict(
        re.findall(r'href="\.\./downloads/sheets/([\w-]+)\.pdf">.*?<small>PDF, (\d+) page', html)
    )
    assert set(offered) == {path.stem for path in (real.pdf / "sheets").glob("*.pdf")}
    for slug, count in offered.items():
        assert int(count) == len(pypdfium2.PdfDocument(real.pdf / f"sheets/{slug}.pdf")) == 1


# The alphabet

IN_ORDER = {
    "hr": [
        "Cres",
        "Czestochowa",
        "Čakovec",
        "Čazma",
        "Ćićarija",
        "Dubrovnik",
        "Džepina",
        "Đakovo",
        "Labin",
        "Lovran",
        "Ljubljana",
        "Makarska",
        "Nin",
        "Novska",
        "Njivice",
        "Osijek",
        "Split",
        "Szeged",
        "Šibenik",
        "Trogir",
        "Zadar",
        "Zürich",
        "Žminj",
    ],
    "sv": [
        "Ale",
        "Arvika",
        "Eda",
        "Éden",
        "Edsbyn",
        "Umeå",
        "Zinkgruvan",
        "Åmål",
        "Åre",
        "Älmhult",
        "Örebro",
    ],
    "fi": ["Turku", "Zürich", "Åland", "Äänekoski", "Öja"],
    "da": ["Aarhus", "Odense", "Vejle", "Ærø", "Ølgod", "Ålborg"],
    "es": [
        "Ebro",
        "Écija",
        "Edeta",
        "Náquera",
        "Navia",
        "Nules",
        "Nzango",
        "Ñora",
        "Olite",
        "Úbeda",
        "Utrera",
    ],
    "cs": [
        "Aš",
        "Beroun",
        "Cvikov",
        "Czersk",
        "Čáslav",
        "Ďáblice",
        "Dačice",
        "Havířov",
        "Hulín",
        "Hzin",
        "Cheb",
        "Chomutov",
        "Ivančice",
        "Opava",
        "Ostrava",
        "Rýmařov",
        "Řevnice",
        "Sokolov",
        "Šumperk",
        "Zlín",
        "Žatec",
    ],
    "en": [
        "Amposta",
        "Ávila",
        "Azores",
        "Čakovec",
        "Cuneo",
        "Cyprus",
        "Écija",
        "Edinburgh",
        "Malmö",
        "Malta",
        "Mechelen",
        "Schifflange",
        "Schwäbisch Gmünd",
        "Zagreb",
    ],
    "de": [
        "Aachen",
        "Ägidienberg",
        "Ahlen",
        "Öhringen",
        "Oldenburg",
        "Osnabrück",
        "Strasburg",
        "Straßenhaus",
        "Überlingen",
        "Ulm",
    ],
}


@pytest.mark.parametrize("language", IN_ORDER)
def test_names_stand_in_the_alphabet_of_their_language(language: str) -> None:
    names = IN_ORDER[language]
    for mixed in (names[::-1], names[1::2] + names[::2]):
        assert sorted(mixed, key=lambda name: alphabet.key(name, language)) == names


@pytest.mark.parametrize(
    ("language", "first", "second"),
    [
        ("hr", "Cz", "Č"),
        ("hr", "Č", "Ć"),
        ("hr", "Ć", "D"),
        ("sv", "Z", "Å"),
        ("sv", "Å", "Ä"),
        ("sv", "Ä", "Ö"),
        ("es", "Nz", "Ñ"),
        ("es", "Ñ", "O"),
        ("es", "É", "Ez"),
        ("cs", "Hz", "Ch"),
        ("cs", "Ch", "I"),
        ("cs", "Cz", "Č"),
        ("en", "É", "Ez"),
        ("en", "Ez", "F"),
        ("en", "Č", "Cz"),
        ("en", "Ö", "Oz"),
        ("en", "Ch", "Ci"),
    ],
)
def test_a_letter_of_its_own_follows_its_neighbour(language: str, first: str, second: str) -> None:
    assert alphabet.key(first, language) < alphabet.key(second, language)
    assert alphabet.key(first.casefold(), language) < alphabet.key(second.casefold(), language), (
        "in small letters, too"
    )


def test_case_and_signs_and_marks_decide_only_between_equals() -> None:
    names = ["Résumé a", "resume b", "RESUME C", "résumé d"]
    assert (
        sorted([names[2], names[3], names[1], names[0]], key=lambda name: alphabet.key(name, "en"))
        == names
    )
    assert alphabet.key("“Open” Krakow", "en")[0] == alphabet.key("Open Krakow", "en")[0]
    assert alphabet.key("résumé", "en") != alphabet.key("resume", "en"), (
        "so that the order is always the same"
    )


def test_composed_and_decomposed_letters_are_the_same() -> None:
    for name in ("Čakovec", "Åmål", "Ñora", "Écija"):
        for language in IN_ORDER:
            assert (
                alphabet.key(unicodedata.normalize("NFD", name), language)[0]
                == alphabet.key(name, language)[0]
            )


def test_a_site_in_another_language_stands_in_its_alphabet(small: Publication) -> None:
    small.replace("publication.yaml", "language: en", "language: cs")
    for slug, name in (
        ("chomutov", "Chomutov"),
        ("hulin", "Hulín"),
        ("cvikov", "Cvikov"),
        ("ivancice", "Ivančice"),
    ):
        small.write(
            "places.yaml", small.read("places.yaml") + f"{slug}:\n  name: {name}\n  country: CZ\n"
        )
        small.replace(
            "practices/night-ferry.md",
            "Dockers asked",
            f"[{name}](city:{slug}) asked. Dockers asked",
        )
    book = "kind: booklet\ntitle: A list\nsubtitle: Short\ntrim: A5\n"
    parts = "parts: [cover, {practices: all}, index]\n"
    small.write("editions/harbour-reader.yaml", book + parts)
    small.doit("html").succeeds()
    [index] = (small.build / "html/editions/harbour-reader").glob("*-index.html")
    rows = re.findall("Cvikov|Hulín|Chomutov|Ivančice", index.read_text(encoding="utf-8"))
    assert rows == ["Cvikov", "Hulín", "Chomutov", "Ivančice"]
