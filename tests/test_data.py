"""A publication goes in; its open data come out: rows as declared, no formulas, the same bytes each
time, files that the specifications of Data Package, CSV, GeoJSON and JSON Schema accept."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
import unicodedata
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import frictionless
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, Draft202012Validator, FormatChecker

from citybook import verify
from citybook.catalogue import Catalogue, load
from citybook.project import Project
from citybook.publish.data_files import DataFiles
from citybook.publish.data_package import CREATIVE_COMMONS
from citybook.tasks import Build
from citybook.views.datacolumns import columns
from citybook.views.datarows import cells, neutral
from tests.publications import GOOD, ROOT, Publication
from tests.test_declarations import ENTRY, MEASURE

# What a spreadsheet takes for the beginning of a formula.
SIGNS = ("=", "+", "-", "@")
# The schema of GeoJSON (RFC 7946) that comes with frictionless.
GEOJSON = Path(frictionless.__file__).parent / "assets/profiles/geojson.json"


def test_the_first_entry_of_a_kind_has_its_page_before_its_files(small: Publication) -> None:
    small.write("kinds/measure.yaml", MEASURE)
    small.doit("data", "pages").succeeds()
    trees = ENTRY.format(title="Trees", kind="air", saved="12.5", more="")
    small.write("measures/trees.md", trees)
    small.doit("pages").succeeds()
    assert "measures.csv" not in (small.site / "about/data/index.html").read_text()


@cache
def catalogue_of(root: Path) -> Catalogue:
    return load(Project(root), keep=False)[0]


def files_of(catalogue: Catalogue) -> dict[str, bytes]:
    return {one.path: one.data for one in DataFiles(catalogue, str).resources()}


@cache
def data(root: Path) -> dict[str, bytes]:
    return files_of(catalogue_of(root))


def rows(found: dict[str, bytes], name: str) -> list[dict[str, str]]:
    text = found[name].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def values(found: dict[str, bytes], name: str) -> Any:
    return json.loads(found[name])


# Texts, and as which cell of CSV each is written.
FORMULAS = {
    "=1+1": "'=1+1",
    "+49 30": "'+49 30",
    "-5 °C": "'-5 °C",
    "@SUM(A1)": "'@SUM(A1)",
    "\t=1": "'\t'=1",
    "\r=1": "'\r'=1",
    "\tplain": "'\tplain",
    "\rplain": "'\rplain",
    "\nplain": "'\nplain",
    "  =1": "'  =1",
    "\u00a0=1": "'\u00a0=1",
    "\u200b=1": "'\u200b=1",
    "\ufeff=1": "'\ufeff=1",
    "\u202e=1": "'\u202e=1",
    "\x00=1": "'\x00=1",
    "＝1+1": "'＝1+1",
    "﹦1": "'﹦1",
    "＋1": "'＋1",
    "－1": "'－1",
    "＠SUM": "'＠SUM",
    '"=1"': '\'"=1"',
    "a;=1": "a;'=1",
    'a;"=1': "a;'\"=1",
    "a\t=1": "a\t'=1",
    "a\n=1": "a\n'=1",
    "a; ＝1": "a;' ＝1",
    '=HYPERLINK("https://x.example";"x")': '\'=HYPERLINK("https://x.example";"x")',
    "=cmd|' /C calc'!A0": "'=cmd|' /C calc'!A0",
    "-": "'-",
    "=": "'=",
}
HARMLESS = (
    "",
    "a=b",
    "1-2",
    "mail@harbour.example",
    "well-known",
    "Köln – Bonn",
    "– a dash",
    "• a bullet",
    "a, -b",
    "a; b",
    "'=1",
    "(=1)",
    "https://x.example/?a=1;b=2",
    "two\n\nparagraphs",
)


@pytest.mark.parametrize(("text", "cell"), FORMULAS.items())
def test_a_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str, cell: str) -> None:
    assert neutral(text) == cell


@pytest.mark.parametrize("text", HARMLESS)
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


def test_each_sign_that_normalises_to_one_of_a_formula_is_known() -> None:
    found = [
        sign
        for sign in map(chr, range(sys.maxunicode + 1))
        if unicodedata.normalize("NFKC", sign).lstrip().startswith(SIGNS)
    ]
    assert len(found) > len(SIGNS) * 2
    assert [sign for sign in found if neutral(f"{sign}1") != f"'{sign}1"] == []


def begins_a_formula(cell: str) -> bool:
    seen = (
        sign
        for sign in unicodedata.normalize("NFKC", cell)
        if not sign.isspace() and unicodedata.category(sign) not in ("Cc", "Cf")
    )
    return next(seen, "") in SIGNS or cell[:1] in ("\t", "\r")


ATTACKS = st.text(st.sampled_from('=+-@＝－;,\t\r\n" \u200b\u00a0ab1'), max_size=12)


@given(ATTACKS, ATTACKS)
def test_no_cell_is_a_formula_whichever_delimiter_a_program_takes(one: str, other: str) -> None:
    out = io.StringIO(newline="")
    row = ["id", neutral(one), neutral(other), "end"]
    csv.writer(out, lineterminator="\r\n").writerow(row)
    read = list(csv.reader(io.StringIO(out.getvalue(), newline="")))
    assert read == [row]
    assert not [cell for cell in row if begins_a_formula(cell)]
    for delimiter in ";\t":
        divided = csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=delimiter)
        for cell in (cell for found in divided for cell in found):
            assert not begins_a_formula(cell.lstrip()), out.getvalue()


def test_numbers_stay_numbers() -> None:
    kind = catalogue_of(GOOD).kinds["card"]
    shown = [one for one in columns(kind, "en", str) if one.name == "grant.amount"]
    assert shown[0].type == "number"
    assert cells(shown, {"grant": {"amount": -12.5}}) == ["-12.5"]
    assert cells(shown, {"grant": None}) == [""]


def test_a_row_has_fields_in_declared_order_then_sections_by_their_ids() -> None:
    kind, found = catalogue_of(GOOD).kinds["card"], rows(data(GOOD), "cards.csv")
    names = list(found[0])
    assert names[:4] == ["id", "title", "places", "communities"]
    assert [name for name in names if name.startswith("text.")] == [
        f"text.{section.id}" for section in kind.sections or ()
    ]
    assert names[-3:] == ["address", "licence", "published_in"]
    of_fields = dict.fromkeys(name.partition(".")[0] for name in names[1:-3])
    assert list(of_fields) == [*kind.fields, "text"]
    alba = found[0]
    assert alba["id"] == "alba"
    assert alba["communities"] == "quays | ferries"
    assert (alba["grant.amount"], alba["grant.currency"]) == ("1200", "EUR")
    assert alba["picture.credit"] == "Drawing by the Citybook authors"
    assert alba["text.plan"] == "A quay for everyone\n\n• Take down the fence"
    assert alba["address"] == "https://harbour-towns.example/book/cities/alba/"
    assert alba["licence"] == "CC BY 4.0"
    assert alba["published_in"] == "Harbour Towns (Harbour Network)"


def test_json_keeps_lists_and_texts_as_they_are_divided() -> None:
    night, school = values(data(GOOD), "practices.json")
    assert night["figures"] == [{"value": "1,250", "label": "passengers in its first month"}]
    assert night["sources"] == [
        {"title": "The night ferry", "url": "https://ferries.example/night"}
    ]
    assert night["picture"] is None
    assert school["themes"] == ["learning", "work"]
    assert school["text"]["description"].startswith("The school opened in 2018.[1] See the night")
    dole = values(data(GOOD), "profiles.json")[0]
    assert (dole["text"][0]["id"], dole["text"][0]["heading"]) == ("what-is-left", "What is left")
    assert rows(data(GOOD), "profiles.csv")[0]["text"].startswith("## What is left\n\n")
    assert "1. Dry out. " in dole["text"][0]["text"]


def test_what_is_never_published_is_in_no_file(small: Publication) -> None:
    office = 'url: "https://alba.example/school"'
    said = f"{office}, email: school@alba.example, consent: the mistress in 2026"
    small.replace("practices/welders-school.md", office, said)
    found = files_of(load(Project(small.folder), keep=False)[0])
    assert rows(found, "practices.csv")[1]["office.email"] == "school@alba.example"
    assert not [name for name, file in found.items() if b"consent" in file or b"mistress" in file]


def test_csv_is_as_rfc_4180_has_it() -> None:
    for name, file in data(ROOT).items():
        if name.endswith(".csv"):
            text = file.decode("utf-8")
            assert not text.startswith("\ufeff")
            assert text.endswith("\r\n")
            found = list(csv.reader(io.StringIO(text, newline=""), strict=True))
            assert {len(row) for row in found} == {len(found[0])}
            assert len(set(found[0])) == len(found[0])
            assert not [cell for row in found for cell in row if begins_a_formula(cell)]
            again = io.StringIO(newline="")
            csv.writer(again, lineterminator="\r\n").writerows(found)
            assert again.getvalue() == text


@pytest.mark.parametrize("root", [GOOD, ROOT], ids=["small", "real"])
def test_the_same_content_gives_the_same_bytes(root: Path) -> None:
    assert files_of(load(Project(root), keep=False)[0]) == data(root)


@pytest.mark.parametrize("root", [GOOD, ROOT], ids=["small", "real"])
def test_places_are_geojson_with_longitude_first(root: Path) -> None:
    found, catalogue = values(data(root), "places.geojson"), catalogue_of(root)
    assert list(Draft7Validator(json.loads(GEOJSON.read_bytes())).iter_errors(found)) == []
    features = {one["id"]: one for one in found["features"]}
    assert list(features) == sorted(catalogue.places)
    for slug, place in catalogue.places.items():
        properties, geometry = features[slug]["properties"], features[slug]["geometry"]
        assert (properties["id"], properties["name"]) == (slug, place.name)
        assert properties["country"] == place.country
        assert properties["licence"] == catalogue.publication.licence
        assert (properties["address"] is None) == (slug not in catalogue.named_places)
        if place.coordinates is None:
            assert geometry is None
        else:
            assert geometry["coordinates"] == [*map(float, reversed(place.coordinates))]


@pytest.mark.parametrize("root", [GOOD, ROOT], ids=["small", "real"])
def test_each_row_of_json_is_as_its_schema_says(root: Path) -> None:
    found = data(root)
    schemas = [name for name in found if name.endswith(".schema.json")]
    assert len(schemas) == 5
    for name in schemas:
        schema = values(found, name)
        Draft202012Validator.check_schema(schema)
        checker = Draft202012Validator(schema, format_checker=FormatChecker())
        table = values(found, name.replace(".schema", ""))
        assert [error.message for error in checker.iter_errors(table)] == []
        assert [*checker.iter_errors([{**table[0], "colour": "red"}])]
        assert [*checker.iter_errors([{**table[0], "title": 5}])]


@pytest.mark.parametrize("root", [GOOD, ROOT], ids=["small", "real"])
def test_frictionless_accepts_the_package_and_every_file(root: Path, tmp_path: Path) -> None:
    for name, file in data(root).items():
        (tmp_path / name).write_bytes(file)
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert report.flatten(["type", "message"]) == []
    assert report.valid
    described = {task.place for task in report.tasks}
    assert described == {
        name for name in data(root) if ".schema." not in name and name != "datapackage.json"
    }
    package = values(data(root), "datapackage.json")
    assert frictionless.Package.from_descriptor(package, basepath=str(tmp_path)).resources
    for resource in package["resources"]:
        if "schema" in resource:
            shown = rows(data(root), resource["path"])
            assert [one["name"] for one in resource["schema"]["fields"]] == list(shown[0])
            assert all(one["title"] for one in resource["schema"]["fields"])
        elif resource["format"] == "json":
            assert resource["jsonSchema"] in data(root)


def test_frictionless_finds_a_file_that_was_changed(tmp_path: Path) -> None:
    for name, file in data(GOOD).items():
        (tmp_path / name).write_bytes(file.replace(b"Alba", b"Alma"))
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert "hash-count" in {kind for (kind,) in report.flatten(["type"])}


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("CC BY 4.0", "CC-BY-4.0"),
        ("CC BY-SA 4.0.", "CC-BY-SA-4.0"),
        ("cc-by-nc-nd-3.0", "CC-BY-NC-ND-3.0"),
        ("CC BY 4.0, but for pictures", ""),
        ("All rights kept.", ""),
    ],
)
def test_a_licence_has_a_name_only_where_that_is_all_of_it(said: str, name: str) -> None:
    publication = catalogue_of(GOOD).publication.model_copy(update={"licence": said})
    changed = replace(catalogue_of(GOOD), publication=publication)
    licence = values(files_of(changed), "datapackage.json")["licenses"][0]
    assert licence["title"] == said
    assert licence.get("name", "") == name
    assert bool(CREATIVE_COMMONS.fullmatch(said)) == bool(name)
    assert licence["path"].startswith("https://")


MEASURES = {
    "quay-lamps": "---\ntitle: =Lamps\nkind: air\nsaved: 12.5\nbegun: 2024-04-19\nopen: true\n"
    "licence: none, see below\n---\n\n## What it is\n\n- Lamps\n\n## Costs\n\nTen.\n",
    "tide-mill": "---\ntitle: Tide mill\nid: 7b\n---\n\n## What it is\n\nA mill.\n",
}


def test_a_kind_of_ones_own_has_its_files(small: Publication) -> None:
    own = "  open: {type: flag}\n  licence: {type: text}\n  id: {type: text, help: its number}\n"
    small.write("kinds/measure.yaml", MEASURE.replace("  open: {type: flag}\n", own))
    for slug, text in MEASURES.items():
        small.write(f"measures/{slug}.md", text)
    small.doit("data").succeeds()
    folder = small.build / "data"
    found = {path.name: path.read_bytes() for path in folder.iterdir()}
    lamps, mill = rows(found, "measures.csv")
    assert lamps["title"] == "'=Lamps"
    assert values(found, "measures.json")[0]["title"] == "=Lamps"
    assert (lamps["saved"], lamps["begun"], lamps["open"]) == ("12.5", "2024-04-19", "true")
    assert (mill["saved"], mill["begun"], mill["open"]) == ("", "", "false")
    assert (lamps["licence"], lamps["entry.licence"]) == ("none, see below", "CC BY 4.0")
    assert (mill["id"], mill["entry.id"]) == ("7b", "tide-mill")
    assert (lamps["text.what"], lamps["text.costs"]) == ("• Lamps", "Ten.")
    fields = next(
        one["schema"]["fields"]
        for one in values(found, "datapackage.json")["resources"]
        if one["name"] == "measures"
    )
    types = {one["name"]: one["type"] for one in fields}
    assert (types["saved"], types["begun"], types["open"]) == ("number", "date", "boolean")
    assert "in t" in next(one["description"] for one in fields if one["name"] == "saved")
    assert frictionless.validate(folder / "datapackage.json").valid
    checker = Draft202012Validator(values(found, "measures.schema.json"))
    assert [*checker.iter_errors(values(found, "measures.json"))] == []
    (small.folder / "content/kinds/measure.yaml").unlink()
    for slug in MEASURES:
        (small.folder / f"content/measures/{slug}.md").unlink()
    (small.folder / "content/measures").rmdir()
    small.doit("data").succeeds()
    assert not (folder / "measures.csv").exists()


def test_one_changed_card_writes_what_holds_it(small: Publication) -> None:
    small.doit("data").succeeds()
    folder = small.build / "data"
    before = {path.name: os.stat(path).st_mtime_ns for path in folder.iterdir()}
    assert small.doit("data").succeeds().ran == []
    small.replace("cities/alba.md", "opened its quay", "opened both quays")
    assert "data" in small.doit("data").succeeds().ran
    after = {path.name: os.stat(path).st_mtime_ns for path in folder.iterdir()}
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"cards.csv", "cards.json", "datapackage.json"}
    assert "opened both quays" in (folder / "cards.csv").read_text(encoding="utf-8")


def test_the_site_offers_and_explains_the_files(good: Publication) -> None:
    listed = (good.site / "downloads/index.html").read_text()
    page = (good.site / "about/data/index.html").read_text()
    assert '<h2 id="data">Open data</h2>' in listed
    assert 'href="../about/data/index.html"' in listed
    assert "Everything to print is accessible PDF" in listed
    made = {path.name: path.read_bytes() for path in (good.build / "data").iterdir()}
    assert made.keys() == data(GOOD).keys()
    for name, file in made.items():
        assert (good.site / "downloads/data" / name).read_bytes() == file
        assert f'href="../downloads/data/{name}"' in listed
        assert f'href="../../downloads/data/{name}"' in page
    for name in (one for one in made if one.endswith(".csv")):
        for column in rows(made, name)[0]:
            assert f"<code>{column}</code>" in page
    assert "CC BY 4.0" in page
    assert 'href="https://harbour-towns.example/book/about/data/"' in page
    assert "/about/data/</loc>" in (good.site / "sitemap.xml").read_text()


def test_the_offline_copy_has_the_data(good: Publication) -> None:
    with zipfile.ZipFile(good.build / "harbour-towns.zip") as copy:
        names = copy.namelist()
    for name in data(GOOD):
        assert [one for one in names if one.endswith(f"downloads/data/{name}")]
    assert [one for one in names if one.endswith("about/data/index.html")]


def test_data_are_listed_verified_and_cleaned(small: Publication) -> None:
    assert re.search(r"^data +Write the data of each kind", small.doit("list").output, re.MULTILINE)
    small.doit("data").succeeds()
    path = small.build / "data/cards.csv"
    path.write_bytes(path.read_bytes() + b"x")
    assert "data" in small.doit("data").succeeds().ran
    assert path.read_bytes() == data(GOOD)["cards.csv"]
    small.doit("clean", "data").succeeds()
    assert not path.exists()


def test_a_change_that_hides_in_the_data_is_found_by_verify(
    built: Publication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of what is built aside the data alone are of interest here."""
    monkeypatch.setattr(verify, "_build", lambda aside, _: Publication(aside.root).doit("data"))
    path = built.build / "data/cards.csv"
    then = os.stat(path)
    path.write_bytes(path.read_bytes().replace(b"Alba", b"Alma", 1))
    os.utime(path, ns=(then.st_atime_ns, then.st_mtime_ns))
    _, found = verify.verify(Project(built.folder), Build(built.folder).outputs)
    (said,) = [one for one in found if one.startswith("build/data/")]
    assert said.startswith("build/data/cards.csv differs from byte")
