"""Write a publication from the corpus that static site generators are measured with, and print how
to run it beside them.

python benchmarks/corpus.py CORPUS.json FOLDER      the corpus as content/ and dodo.py in FOLDER
python benchmarks/corpus.py ours FONTS              the JSON that adds Citybook to the peers' runner

A corpus is `{"cities": […], "practices": […], "communities": […], "themes": […]}` with invented
names and prose. Every entry becomes an entry of ours with its own page, every group a page of its
own. FONTS is a publication whose fonts are cut: they are copied, since cutting them takes twelve
seconds once, whatever the number of entries.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

from speed import copy_fonts

ROOT = Path(__file__).resolve().parents[1]
COLOURS = ("26418f", "9c2a6b", "0b7566", "b8480c", "5a3e8f", "7a4a12", "1f6a37", "8f2639")


def slug(text: str) -> str:
    """A name as an address."""
    plain = (
        unicodedata.normalize("NFKD", text.replace("ø", "o").replace("ß", "ss"))
        .encode("ascii", "ignore")
        .decode()
    )
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def quoted(text: str) -> str:
    """A text as YAML."""
    return json.dumps(text, ensure_ascii=False)


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def listed(items: list[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def card(city: dict[str, Any]) -> str:
    """A city card. What an edit appends falls into its last section."""
    grant = (
        f"grant: {{amount: {city['grant']}, currency: EUR, funder: the project}}\n"
        if city["grant"]
        else ""
    )
    return (
        f"---\ntitle: {quoted(city['city'])}\nplaces: [{city['slug']}]\n"
        f"communities: [cop-{city['community']}]\n"
        f"summary: {quoted(city['action_plan'])}\n{grant}---\n\n## Context\n\n"
        + "\n\n".join(city["context"])
        + f"\n\n## Action plan\n\n{city['action_plan']}\n\n## Use of grant\n\n"
        f"{listed(city['uses'])}\n\n"
        f"## Lessons learnt\n\n{listed(city['lessons'])}\n\n## Strengths\n\n"
        f"{listed(city['strengths'])}\n\n"
        "## The road ahead\n\n" + "\n\n".join(city["road_ahead"]) + "\n"
    )


def practice(entry: dict[str, Any]) -> str:
    """A practice: its sections stand as headings in the description."""
    text = "\n\n".join(
        "\n\n".join(
            [
                f"### {section['heading']}",
                *section["paras"],
                *([listed(section["bullets"])] if section["bullets"] else []),
            ]
        )
        for section in entry["sections"]
    )
    return (
        f"---\ntitle: {quoted(entry['title'])}\nthemes: [{slug(entry['theme'])}]\n"
        f"lead: {quoted(entry['lead_agency'])}\n"
        f"summary: {quoted(entry['title'] + ' in ' + entry['city'])}\nsources:\n  - title: Source\n"
        f"    url: {entry['source_url']}\n---\n\n## Description\n\n{text}\n"
    )


def write(corpus: dict[str, Any], folder: Path) -> None:
    """The corpus as a publication."""
    content = folder / "content"
    for city in corpus["cities"]:
        put(content / "cities" / f"{city['slug']}.md", card(city))
    for entry in corpus["practices"]:
        put(content / "practices" / f"{entry['slug']}.md", practice(entry))
    names = {
        slug(name): name for community in corpus["communities"] for name in community["partners"]
    }
    names.update({city["slug"]: city["city"] for city in corpus["cities"]})
    put(
        content / "places.yaml",
        "".join(f"{key}: {{name: {quoted(name)}, country: FR}}\n" for key, name in names.items()),
    )
    put(
        content / "themes.yaml",
        "".join(
            f"{slug(name)}: {{name: {quoted(name)}, summary: {quoted(name)}}}\n"
            for name in corpus["themes"]
        ),
    )
    put(
        content / "communities.yaml",
        "\n".join(_community(community, corpus["cities"]) for community in corpus["communities"]),
    )
    for name in ("about.md", "publication.yaml"):
        put(
            content / name,
            (ROOT / "tests/projects/good/content" / name).read_text(encoding="utf-8"),
        )
    put(folder / "dodo.py", (ROOT / "dodo.py").read_text(encoding="utf-8"))


def _community(community: dict[str, Any], cities: list[dict[str, Any]]) -> str:
    partners = [slug(name) for name in community["partners"]]
    partners += [city["slug"] for city in cities if city["community"] == community["number"]]
    number = community["number"]
    return (
        f"cop-{number}:\n  number: {number}\n  name: {quoted(community['name'])}\n"
        f"  short: {quoted(community['name'])}\n"
        f'  question: {quoted(community["guide"])}\n  colour: "#{COLOURS[number - 1]}"\n'
        f"  summary: {quoted(community['guide'])}\n"
        f"  guide: {{title: {quoted(community['guide'])}, url: "
        f'"https://example.org/guides/{number}"}}\n  partners:\n'
        + "".join(f"    - place: {partner}\n" for partner in dict.fromkeys(partners))
    )


def ours(fonts: Path) -> dict[str, Any]:
    """Citybook as one more peer: all pages of the site, without PDFs."""
    doit = f"{sys.executable} -m doit pages"
    prepare = (
        f"{sys.executable} {__file__} {{corpus}} . && {sys.executable} {__file__} fonts {fonts} ."
    )
    return {
        "name": "ours",
        "html": {
            "prepare": prepare,
            "full": doit,
            "noop": doit,
            "edit": doit,
            "clean": ["build/site", "build/.state/[ephds]*"],
            "entry": "content/cities/{slug}.md",
            "page": "build/site/cities/{slug}/index.html",
        },
    }


def main(arguments: list[str]) -> None:
    """Do what is asked for."""
    if arguments[0] == "ours":
        print(json.dumps(ours(Path(arguments[1]).resolve())))
    elif arguments[0] == "fonts":
        copy_fonts(Path(arguments[1]), Path(arguments[2]))
    else:
        write(json.loads(Path(arguments[0]).read_text(encoding="utf-8")), Path(arguments[1]))


if __name__ == "__main__":
    main(sys.argv[1:])
