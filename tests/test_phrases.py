"""The phrases of layouts, views, outputs and kinds: found in their sources, translated by a
catalogue, and replaced by a publication's own words."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from scripts import catalogue

from citybook import project as projects
from citybook.catalogue import load
from citybook.content.declarations import own_kinds
from citybook.project import Project
from citybook.publish import phrase_sources
from citybook.publish.phrase_checks import check_translation
from citybook.publish.phrase_sources import all_phrases, known_phrases, phrases_of_ours
from tests.pdfs import pages, text
from tests.publications import GOOD, ROOT, Publication
from tests.test_declarations import ENTRY, MEASURE

GERMAN = {
    "Contents": "Inhalt",
    "Index": "Register",
    "Downloads": "Zum Herunterladen",
    "About": "Über uns",
    "Cities": "Städte",
    "Good practices": "Gute Praxis",
    "Journey sheets": "Blätter",
    "Skip to the content": "Zum Inhalt",
    "under %(most)s": "unter %(most)s",
    "%(least)s to %(most)s": "%(least)s bis %(most)s",
    "%(least)s and more": "ab %(least)s",
    "Yes": "Ja",
    "Read more": "Mehr dazu",
    "This journey online:": "Im Netz:",
}
PLURALS = {("%(num)s page", "%(num)s pages"): ("%(num)s Seite", "%(num)s Seiten")}


def po(phrases: dict[str, str], plurals: dict[tuple[str, str], tuple[str, str]]) -> str:
    head = (
        'msgid ""\nmsgstr ""\n"Language: de\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'
    )
    single = [f'msgid "{one}"\nmsgstr "{other}"\n' for one, other in phrases.items()]
    several = [
        f'msgid "{one}"\nmsgid_plural "{many}"\nmsgstr[0] "{first}"\nmsgstr[1] "{other}"\n'
        for (one, many), (first, other) in plurals.items()
    ]
    return "\n".join([head, *single, *several])


def in_language(folder: Path, warm: Publication, language: str) -> Publication:
    """The small publication in another language, with measures to choose among."""
    made = Publication.copy_of(GOOD, folder, warm)
    made.replace("publication.yaml", "language: en", f"language: {language}")
    made.write("kinds/measure.yaml", MEASURE)
    more = "open: true\n"
    trees = ENTRY.format(title="Trees", kind="air", saved="12.5", more=more)
    made.write("measures/trees.md", trees)
    made.write(
        "measures/pumps.md", ENTRY.format(title="Pumps", kind="water", saved="2500", more="")
    )
    return made


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory, warm: Publication) -> Publication:
    """The small publication in German, with a catalogue and words of its own."""
    german = in_language(tmp_path_factory.mktemp("german") / "german", warm, "de")
    (german.folder / "locale").mkdir()
    (german.folder / "locale/de.po").write_text(po(GERMAN, PLURALS), encoding="utf-8")
    german.write(
        "words.yaml",
        "Contents: Was hier steht\nJourney sheets: Hafenblätter\nRead more: Weiter im Netz\n",
    )
    head, _, parts = german.read("editions/book.yaml").partition("parts:")
    foot = parts[parts.index("imprint: {") :]
    few = "[cover, contents, {cards: [brig-cres]}, index]"
    german.write("editions/book.yaml", f"{head}parts: {few}\n{foot}")
    german.doit("sheets:alba", "editions:book", "pages").succeeds()
    return german


def page(publication: Publication, path: str) -> str:
    return (publication.site / path).read_text(encoding="utf-8")


def test_the_site_says_its_phrases_in_the_language_of_the_publication(german: Publication) -> None:
    home = page(german, "index.html")
    assert '<html lang="de"' in home
    for phrase in ("Städte", "Gute Praxis", "Zum Herunterladen", "Über uns", "Zum Inhalt"):
        assert phrase in home, phrase
    assert "Skip to the content" not in home
    listed = page(german, "downloads/index.html")
    assert "<h1>Zum Herunterladen</h1>" in listed
    assert "1 Seite," in listed
    assert f"{len(pages(german.pdf / 'book.pdf'))} Seiten," in listed


def test_facets_dates_and_numbers_are_in_the_language(german: Publication) -> None:
    listed = page(german, "measures/index.html")
    assert "10 bis 100\N{NO-BREAK SPACE}t" in listed
    assert "ab 100\N{NO-BREAK SPACE}t" in listed
    trees = page(german, "measures/trees/index.html")
    assert "12,5\N{NO-BREAK SPACE}t" in trees
    assert "19. April 2024" in trees
    assert "<dd>Ja</dd>" in trees
    assert "2.500\N{NO-BREAK SPACE}t" in page(german, "measures/pumps/index.html")


def test_paper_says_its_phrases_in_the_language(german: Publication) -> None:
    assert "Im Netz:" in text(german.pdf / "sheets/alba.pdf")
    book = text(german.pdf / "book.pdf")
    assert "Register" in book
    assert "Index" not in book


def test_a_publications_own_words_go_before_its_language(german: Publication) -> None:
    assert "Was hier steht" in text(german.pdf / "book.pdf")
    assert "Inhalt" not in text(german.pdf / "book.pdf")
    assert "weiter im netz" in text(german.pdf / "sheets/alba.pdf").casefold()
    listed = page(german, "downloads/index.html")
    assert '<h2 id="sheets">Hafenblätter</h2>' in listed
    assert "Blätter" not in listed.replace("Hafenblätter", "")


def test_a_language_without_a_catalogue_has_english_phrases(
    tmp_path: Path, warm: Publication
) -> None:
    french = in_language(tmp_path / "french", warm, "fr")
    french.doit("pages").succeeds()
    assert "Skip to the content" in page(french, "index.html")
    assert "Good practices" in page(french, "index.html")
    assert "19 avril 2024" in page(french, "measures/trees/index.html")


def test_words_that_change_reach_pages_and_citations_that_were_made_before(
    small: Publication,
) -> None:
    small.doit("pages").succeeds()
    small.write("words.yaml", "Cite this: Name this\nIn print: On paper\n")
    small.doit("pages").succeeds()
    entry = page(small, "cities/alba/index.html")
    assert "Name this" in entry
    assert "Cite this" not in entry
    assert "On paper: " in page(small, "cities/alba/cite.bib")


def test_words_with_quotation_marks_and_signs_of_html_are_text_everywhere(
    small: Publication,
) -> None:
    own = """the "sea" & 'land'"""
    phrases = (
        "Search",
        "QR code: %(address)s",
        "p.",
        "Contents",
        "Imprint",
        "with %(organisation)s",
    )
    words = {phrase: f"{phrase} {own}" for phrase in phrases}
    small.write("words.yaml", json.dumps(words))
    small.doit("pages", "html").succeeds()
    said = "".join(
        path.read_text()
        for path in (small.site / "index.html", *(small.build / "html/editions").rglob("*.html"))
    )
    escaped = "the &#34;sea&#34; &amp; &#39;land&#39;"
    assert said.count(escaped) > 10
    assert own not in said
    assert "QR code: harbour-towns.example/book/cities/alba " + escaped + '"' in said
    (style,) = set(re.findall('--page-word: "([^"]*)"', said))
    assert style.startswith("p. the \\22 sea\\22  \\26  \\27 land")


def test_words_for_what_no_layout_says_or_fills_in_are_mistakes_with_their_places(
    small: Publication,
) -> None:
    small.write(
        "words.yaml",
        "About: Who we are\nDownlods: Files\n"
        '"%(num)s page": "%(number)s side"\n"By theme": "By theme of {count}"\nIndex:\n'
        "Contents: 100 % inside\nNotes: 100 %% noted\n"
        '"%(amount)s grant": "a grant"\nPrint: <b>Print</b>\n',
    )
    output = small.check()
    assert "content/words.yaml:5:7: error: no words for 'Index'" in output
    assert "words.yaml:9:8: error: the words for 'Print': expected plain words: '<b>' w" in output
    small.replace("words.yaml", "Index:\n", "")
    small.replace("words.yaml", "Print: <b>Print</b>\n", "")
    output = small.check()
    assert (
        "content/words.yaml:2:1: error: no layout has the phrase 'Downlods' (did you mean" in output
    )
    assert "'Downloads'" in output
    assert "content/words.yaml:3:1: error: '%(number)s' is nothing that can be filled in" in output
    assert "what can be is %(num)s" in output
    assert "content/words.yaml:4:1: error: '{count}' is nothing that can be filled in" in output
    assert "what can be is nothing" in output
    assert "content/words.yaml:1" not in output
    assert "content/words.yaml:5:1: error: the words for 'Contents' have a % alone" in output
    assert "content/words.yaml:6" not in output
    lost = (
        "content/words.yaml:7:1: warning: the words for '%(amount)s grant' leave out '%(amount)s'"
    )
    assert lost in output


def test_phrases_are_found_where_they_stand() -> None:
    found = {one.text: one for one in all_phrases(Project(ROOT), own_kinds())}
    assert found["Skip to the content"].file == "layouts/components/site-head.html"
    assert found["under %(most)s"].file == "views/facets.py"
    assert found["Journey sheets"].file == "outputs/sheets.py"
    assert found["Good practices"].file == "kinds/practice.yaml"
    assert found["%(num)s page"].plural == "%(num)s pages"
    assert "%(num)s pages" in known_phrases(Project(ROOT), own_kinds())
    assert all(one.text.strip() for one in found.values())


def test_phrases_are_remembered_until_a_layout_changes_and_a_damaged_memory_is_none(
    small: Publication,
) -> None:
    def known() -> frozenset[str]:
        project = Project(small.folder)
        for kept in (phrase_sources._of_sources, projects._hash, projects._fingerprint):
            kept.cache_clear()  # as in another run
        return known_phrases(project, own_kinds())

    file = small.build / ".state" / phrase_sources.REMEMBERED
    before, text = known(), json.loads(file.read_text())
    text["phrases"].append(["Remembered", "", "layouts/x.html", 1])
    file.write_text(json.dumps(text))
    assert known() == before | {"Remembered"}
    for damaged in ("", "[]", '{"made_by": 1}', json.dumps(text | {"phrases": [["Ahoy"]]})):
        file.write_text(damaged)
        assert known() == before
    layout = small.folder / "layouts/site/own.html"
    layout.parent.mkdir(parents=True)
    layout.write_text('{{ _("Ahoy") }}')
    assert known() == before | {"Ahoy"}


def test_a_catalogue_is_made_and_brought_up_to_date_and_keeps_its_translations(
    tmp_path: Path,
) -> None:
    path, phrases = tmp_path / "locale/de.po", all_phrases(Project(ROOT), own_kinds())
    catalogue.update(path, phrases)
    empty = path.read_text(encoding="utf-8")
    assert 'msgid "Downloads"\nmsgstr ""' in empty
    assert 'msgid_plural "%(num)s pages"\nmsgstr[0] ""' in empty
    filled = empty.replace('msgid "Downloads"\nmsgstr ""', 'msgid "Downloads"\nmsgstr "Dateien"')
    path.write_text(filled.replace('msgid "Index"\n', 'msgid "Old"\n'), encoding="utf-8")
    catalogue.update(path, phrases)
    renewed = path.read_text(encoding="utf-8")
    assert 'msgid "Downloads"\nmsgstr "Dateien"' in renewed
    assert 'msgid "Index"\nmsgstr ""' in renewed
    assert "fuzzy" not in renewed
    catalogue.update(path, phrases)
    assert path.read_text(encoding="utf-8") == renewed


PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
RESULTS = 'msgid "%(num)s result for “%(query)s”"\nmsgid_plural "%(num)s results for “%(query)s”"\n'
PAGES = 'msgid "%(num)s page"\nmsgid_plural "%(num)s pages"\n'


@pytest.mark.parametrize(
    ("written", "line", "message"),
    [
        (b'msgid "Contents"\nmsgstr "%(a)s"\n', 5, "error: '%(a)s' is nothing that can be filled"),
        (b'msgid "Contents"\nmsgstr "100 % X"\n', 5, "error: the words for 'Contents' have a % al"),
        (b'msgid "Index"\nmsgstr "I"\nIndex\n', 7, "error: this translation cannot be read: Unkn"),
        (b'msgid "Index"\nmsgstr "\xff"\n', 0, "error: this translation cannot be read: 'utf-8'"),
        (b'msgid "A"\nmsgstr[x] ""\n', 0, "error: this translation cannot be read: invalid"),
        (
            PAGES.encode() + b'msgstr[0] "eine Seite"\nmsgstr[1] "%(n)s Seiten"\n',
            5,
            "error: '%(n)s' is nothing that can be filled in",
        ),
        (
            PAGES.encode() + b'msgstr[0] ""\nmsgstr[1] "%(n)s Seiten"\n',
            5,
            "error: '%(n)s' is nothing that can be filled in",
        ),
        (
            PAGES.encode() + b'msgstr[0] "Seite"\nmsgstr[1] "Seiten"\n',
            5,
            "warning: the words for '%(num)s page %(num)s pages' leave out '%(num)s'",
        ),
        (
            RESULTS.encode() + b'msgstr[0] "ein Ergebnis"\nmsgstr[1] "%(num)s Ergebnisse"\n',
            5,
            "warning: the words for '%(num)s result for",
        ),
        (b'msgid "On line %(number)s"\nmsgstr "Linie"\n', 5, "warning: the words for 'On line %("),
    ],
)
def test_what_is_wrong_in_a_translation_is_told_with_its_line(
    written: bytes, line: int, message: str, check: Check
) -> None:
    told = check(PO.encode() + written)
    assert any(one.startswith(f"locale/de.po:{line} {message}") for one in told), told


Check = Callable[..., list[str]]


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory) -> Check:
    """What is told of a translation in a publication of this language."""
    root = tmp_path_factory.mktemp("checked")
    shutil.copytree(GOOD / "content", root / "content")
    (root / "locale").mkdir()
    catalogue = load(Project(root), keep=False)[0]

    def told(translation: bytes, language: str = "de") -> list[str]:
        (root / f"locale/{language}.po").write_bytes(translation)
        publication = catalogue.publication.model_copy(update={"language": language})
        found = check_translation(Project(root), replace(catalogue, publication=publication))
        return [f"{one.file}:{one.line} {one.severity}: {one.message}" for one in found]

    return told


@pytest.mark.parametrize(
    "written",
    [
        '#~| msgid "Old"\n#~ msgid "Older"\n#~ msgstr[7] "Alt %(x)s"\n',
        'msgid "Said by nobody"\nmsgstr "50 % %(x)s"\n',
        '#, fuzzy\nmsgid "Index"\nmsgstr "%(x)s"\n',
        'msgctxt "verb"\nmsgid "Index"\nmsgstr "%(x)s"\n',
        f'{PAGES}msgstr[0] "eine Seite"\nmsgstr[1] "%(num)s Seiten"\n',
    ],
)
def test_what_a_translation_holds_and_nothing_says_is_passed_over(
    written: str, check: Check
) -> None:
    told = check(f"\ufeff{PO}{written}".encode())
    assert [one.partition(" ")[0] for one in told] == ["content/publication.yaml:6"]


def test_a_catalogue_of_english_is_checked_too(check: Check) -> None:
    wrong = 'msgid "Index"\nmsgstr "%(x)s"\n'
    told = check((PO + wrong).encode(), "en")
    assert told == ["locale/en.po:5 error: '%(x)s' is nothing that can be filled in here"]
    head = PO.replace("\n\n", '\n"Plural-Forms: nplurals=2; plural=n +;\\n"\n\n')
    (told,) = check(head.encode(), "en")
    assert told.startswith("locale/en.po:0 error: this translation cannot be read: ")


def test_it_is_told_how_many_phrases_stay_english(small: Publication) -> None:
    assert "phrases" not in small.doit("check").output
    small.replace("publication.yaml", "language: en", "language: de")

    def missing() -> int:
        said = small.doit("check").output
        found = re.search(r"publication.yaml:6:11: warning: .* (\d+) have no words in 'de'", said)
        return int(found[1]) if found else 0

    every, known = missing(), phrases_of_ours(Project(small.folder), own_kinds())
    assert every == len(known)
    small.write("words.yaml", "Contents: Inhalt\n")
    assert missing() == every - 1
    (small.folder / "locale").mkdir()
    quoted = [json.dumps(phrase, ensure_ascii=False) for phrase in known]
    written = "".join(f"msgid {one}\nmsgstr {one}\n\n" for one in quoted)
    (small.folder / "locale/de.po").write_text(PO + written, encoding="utf-8")
    assert missing() == 0


def test_a_checkout_finds_its_catalogues_beside_its_layouts() -> None:
    assert Project(GOOD).find("locale", "README.md") == ROOT / "locale/README.md"
