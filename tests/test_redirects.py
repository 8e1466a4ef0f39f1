"""Content with old names goes in; whoever follows an old address, typed, linked or printed, gets to
the page that has another one now."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from citybook.catalogue import load
from citybook.problems import ContentError, report
from citybook.project import Project
from citybook.rename.renaming import write_renaming
from citybook.reprint.printed_addresses import find_dead_addresses
from citybook.views import addresses
from citybook.views.redirects import find_redirects, old_slugs
from tests import test_reprint
from tests.browser import chromium, dead_links, html_mistakes, loaded_from_elsewhere
from tests.hosts import hosted_with_headers
from tests.publications import Publication

BASE = "https://harbour-towns.example/book/"
# Old names, as they are kept, and the pages that these and their like lead to.
ALIASES = {
    ("cities/alba.md", "title: Alba\n"): "[alba-longa, 'practice:quay-day']",
    ("cities/brig-cres.md", "title: Brig"): "[lakes]",
    ("places.yaml", "  name: Dole\n"): "[dola]",
    ("communities.yaml", "  name: Open quays\n"): "[banks]",
    ("themes.yaml", "  name: Work on"): "[jobs, 'community:jobs']",
    ("guides/quays/guide.yaml", "title: Build"): "[banks]",
    ("guides/quays/steps.md", "title: Two"): "[two-steps, 'guide:piers/steps']",
    ("editions/book.yaml", "title: The harbour book"): "[harbours]",
    ("glossary/dry-dock.md", "title: Dry"): "[dock, 'profile:dock']",
    ("practices/night-ferry.md", "title: The night"): "[ferry]",
}
LEAD = {
    "cities/alba-longa": "cities/alba",
    "cities/lakes": "cities/brig-cres",
    "cities/dola": "cities/dole",
    "communities/banks": "communities/quays",
    "communities/jobs": "themes/work",
    "editions/harbours": "editions/book",
    "guides/banks": "guides/quays",
    **{
        f"guides/{old}{page}": f"guides/quays/steps{page}"
        for old in ("banks/steps", "banks/two-steps", "quays/two-steps", "piers/steps")
        for page in ("", "/look-at-the-bank", "/build-the-quay", "/one-page")
    },
    "practices/quay-day": "cities/alba",
    "practices/ferry": "practices/night-ferry",
    "profiles/dock": "glossary/index.html#dry-dock",
    "themes/jobs": "themes/work",
}


def keep(publication: Publication, aliases: dict[tuple[str, str], str]) -> None:
    for (file, before), names in aliases.items():
        indent = re.match(" *", before)
        assert indent
        publication.replace(file, before, f"{indent[0]}aliases: {names}\n{before}")


def test_every_kind_of_old_name_has_a_page_that_leads_on(small: Publication) -> None:
    keep(small, ALIASES)
    # A menu of languages is looked at by the HTML checker here, too: it takes long to start.
    small.replace(
        "publication.yaml",
        "language: en\n",
        "language: en\ntranslations: {ar: 'https://a.example/'}\n",
    )
    catalogue, _ = load(Project(small.folder))
    found = {one.old: one.new for one in find_redirects(catalogue)}
    assert found == {
        f"{old}/index.html": new if "#" in new else f"{new}/index.html" for old, new in LEAD.items()
    }
    # Icons are not drawn for these.
    small.doit("sheets:brig-cres", "pages", "hosting").succeeds()
    site = small.site
    assert not dead_links(site, BASE)
    assert not loaded_from_elsewhere(site)
    assert "lang-menu" in (site / "glossary/index.html").read_text()
    assert not html_mistakes(site / "cities/alba-longa/index.html", site / "glossary/index.html")
    old = (site / "cities/lakes/index.html").read_text()
    assert '<meta http-equiv="refresh" content="0; url=../../cities/brig-cres/index.html">' in old
    assert '<meta name="robots" content="noindex">' in old
    assert f'<link rel="canonical" href="{BASE}cities/brig-cres/">' in old
    assert "<script" not in old
    assert "<style" not in old
    others = [path for path in site.rglob("*.html") if path.parent.name not in ("lakes", "banks")]
    listed = (site / "sitemap.xml").read_text() + "".join(path.read_text() for path in others)
    assert f"{BASE}cities/brig-cres/" in listed
    assert "cities/lakes" not in listed
    assert "guides/banks" not in listed
    assert '<dt id="dry-dock"><span id="dock"></span>' in (site / "glossary/index.html").read_text()
    copied, sheet = (site / f"downloads/sheets/{name}.pdf" for name in ("lakes", "brig-cres"))
    assert copied.read_bytes() == sheet.read_bytes()
    assert old_slugs(catalogue, catalogue.editions["book"]) == ("harbours",)
    told = (small.build / "hosting/netlify/_redirects").read_text()
    assert "\n/cities/lakes/ /cities/brig-cres/ 301!\n" in told
    assert "dock" not in told, "a place on a page is led to by the page at the old address"
    follow_in_browser(site, small.build / "hosting/netlify/_headers")


def follow_in_browser(site: Path, headers: Path) -> None:
    """From a disk, and from a host with the content security policy; without scripts."""
    with chromium() as browser, hosted_with_headers(site, headers) as address:
        page = browser.new_context(java_script_enabled=False).new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        for old, new in (
            ("cities/lakes", "Brig and Cres"),
            ("guides/banks/two-steps", "Two steps"),
        ):
            for begin in (f"{site.as_uri()}/{old}/index.html", f"{address}{old}/"):
                page.goto(begin)
                page.wait_for_url(re.compile("/(cities/brig-cres|guides/quays/steps)/index.html$"))
                assert page.inner_text("h1") == new
        assert not said


# What cannot be kept as an old name, and what is said of it.
REFUSED = {
    "brig": "cities/alba.md:3:11: error: aliases: 'city:brig' is the name of content/places.yaml, "
    "line 5",
    "alba": "'city:alba' is the name of content/",
    "lakes": "content/cities/brig-cres.md:2:11: error: aliases: 'city:lakes' is an old name in "
    "content/cities/alba.md, line 3, already",
    "'practice:night-ferry'": "'practice:night-ferry' is the name of content/practices/night-ferry",
    "'theme:work'": "'theme:work' is the name of content/themes.yaml, line 1",
    "'guide:quays'": "'guide:quays' is the name of content/guides/quays/guide.yaml",
    "'guide:quays/steps'": "'guide:quays/steps' is the name of content/guides/quays/steps.md",
    "'edition:book'": "'edition:book' is the name of content/editions/book.yaml",
    "'practise:x'": "no kind 'practise' (did you mean 'practice'?)",
    "'city:x/y'": "'city:x/y' cannot be an address",
    "Old Alba": "aliases.1: expected an old name, such as sofia, or with its kind before it",
    "index": "aliases.1: expected an old name",
}


def test_an_old_name_that_is_something_else_is_a_mistake_with_both_places(
    small: Publication,
) -> None:
    keep(small, {("cities/brig-cres.md", "title: Brig"): "[lakes]"})
    card = small.read("cities/alba.md")
    for alias, said in REFUSED.items():
        small.write("cities/alba.md", card.replace("places:", f"aliases: [{alias}]\nplaces:"))
        with pytest.raises(ContentError) as error:
            load(Project(small.folder))
        heads = [one.head() for one in error.value.problems if one.is_error]
        assert len(heads) == 1, heads
        assert said in heads[0]


def test_a_kind_cannot_take_the_field_or_the_words_that_all_have(small: Publication) -> None:
    small.write("kinds/practice.yaml", "fields:\n  aliases: {type: texts, help: x}\nlink: theme\n")
    with pytest.raises(ContentError) as error:
        load(Project(small.folder))
    said = [one.message for one in error.value.problems]
    assert said == [
        "fields.aliases: every kind has this field already",
        "link: 'theme' leads to something else already",
    ]


# Addresses that a book tells in words: the second and the last lead nowhere.
IN_WORDS = (
    "practices/night-ferry",
    "practices/day-ferry",
    "downloads/book.pdf",
    "cities",
    "events",
)


# A small publication whose editions have been printed.
once = test_reprint.once


def dead_addresses(publication: Publication) -> str:
    """What is said of printed addresses, which are looked up in this process."""
    project = Project(publication.folder)
    return report([*find_dead_addresses(project, load(project)[0])], project.root, "")


def test_after_a_renaming_printed_codes_lead_on_and_after_a_deletion_it_is_warned_of(
    once: Publication, tmp_path: Path
) -> None:
    printed = test_reprint.copied(once, tmp_path)
    write_renaming(Project(printed.folder), set(), "city:alba", "alba-longa")
    assert not dead_addresses(printed)
    said = printed.doit("reprint:book").succeeds().output
    assert f"  page 7: {BASE}cities/alba/ → {BASE}cities/alba-longa/" in said
    assert "as long as the old one is an alias" in said
    assert "Nothing has to be printed again" in said
    for told in ("Added:", "Removed:", "Changed:"):
        assert told not in said
    printed.replace("cities/alba-longa.md", "aliases: [alba]\n", "")
    said = printed.doit("check").succeeds().output
    assert (
        "in 'The harbour book' leads nowhere: https://harbour-towns.example/book/cities/alba/"
    ) in said
    assert re.search(
        r"content/editions/book\.printed\.json:\d+:\d+: warning: an address printed", said
    )
    assert "add `aliases: ['city:alba']` to what readers shall find in its place" in said
    assert "or print the edition again and run `doit printed:book`" in said
    printed.replace("practices/night-ferry.md", "title:", "aliases: ['city:alba']\ntitle:")
    words = [addresses.breakable(f"harbour-towns.example/book/{name}") for name in IN_WORDS]
    told = "Read " + ", ".join(f"({one})" for one in words)
    printed.replace(
        "editions/book.printed.json",
        '"text": [\n',
        f'"text": [\n{json.dumps(told, ensure_ascii=False)},\n',
    )
    said = dead_addresses(printed)
    nowhere = re.findall(r"leads nowhere: https://harbour-towns.example/book/(\S+)", said)
    assert nowhere == ["practices/day-ferry/", "events/"]
    assert "add `aliases: ['practice:day-ferry']`" in said
