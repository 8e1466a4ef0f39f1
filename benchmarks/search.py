"""How well search finds, and what it costs, on generated content: 2,000 entries, their texts in ten
languages.

python benchmarks/search.py            about three minutes; needs Chromium
python benchmarks/search.py FOLDER     keeps the publication there

The same number gives the same content. Texts are of invented words, spelt as in each language, as
often as words are in real texts (the n-th most frequent word 1/n times as often as the first).
Names are of real towns. It fails where a budget below is not kept.
"""

from __future__ import annotations

import gzip
import random
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Page  # noqa: E402
from tests import browser as browsing  # noqa: E402

ENTRIES, WORDS, VOCABULARY = 2000, (180, 320), 4000
# At least so many of each sort of query find the right entry among the first five.
BUDGETS = {"names without accents": 40, "slips": 48, "names in other scripts": 25, "texts": 65}
# kB (gzipped) that are loaded until the first result, and seconds, with a processor slowed four
# times; kB of script on a page whose search is not used.
MOST_KB, MOST_SECONDS, MOST_SCRIPT_KB = 80, 0.3, 15
# Syllables of ten languages, as consonants and vowels.
SOUNDS = {
    "en": ("b c d f g h l m n p r s t th sh w st tr", "a e i o u ea ou"),
    "de": ("b d f g h k l m n r s sch t w z st ß", "a e i o u ä ö ü ei au"),
    "fr": ("b c ch d f g j l m n p qu r s t v", "a e é è i o u ou eau ê"),
    "pl": ("b c cz d g k l ł m n ń p r rz s sz ś t w z ż", "a ą e ę i o ó u y"),
    "hr": ("b c č ć d đ g h k l lj m n p r s š t v z ž", "a e i o u"),
    "el": ("β γ δ θ κ λ μ ν π ρ σ τ φ χ", "α ε η ι ο υ ω ά έ ό ή ού"),
    "bg": ("б в г д ж з к л м н п р с т х ц ч ш", "а е и о у ъ я ю"),
    "uk": ("б в г ґ д ж з к л м н п р с т х ц ч ш", "а е и і ї о у є ю я"),
    "ar": ("ب ت ج ح د ر س ش ع ف ق ك ل م ن ه", "ا و ي"),
    "he": ("ב ג ד ה ז ח ט כ ל מ נ ס ע פ צ ק ר ש ת", "א ו י"),
}
# Search knows more alphabets than the fonts have, which a publication may replace.
DODO = """from citybook.content import glyphs
from citybook.dodo import *

glyphs.missing = lambda *_: []
"""
TOWNS = (
    "Łódź Tromsø Malmö Gdańsk Kraków Poznań Wrocław Białystok Čakovec Šibenik Požega Đakovo "
    "Košice Žilina Brașov Timișoara Iași Târgoviște Göteborg Örebro Växjö Jyväskylä Hämeenlinna "
    "Ålesund Bodø Århus Køge Gießen Düsseldorf Köln Münster Besançon Orléans Saint-Étienne Cádiz "
    "A-Coruña Logroño Évora Guimarães Győr"
)
OTHER_TOWNS = (
    "Αθήνα Θεσσαλονίκη Πάτρα Ηράκλειο Λάρισα Βόλος Ιωάννινα Софія Пловдив Варна Бургас Русе Київ "
    "Львів Одеса Чернівці بيروت القاهرة عمّان تونس الرباط ירושלים חיפה נצרת תל־אביב"
)
ACCENTED, OTHER_SCRIPTS = TOWNS.split(), OTHER_TOWNS.split()
PLAIN = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss"})


def ascii_name(name: str) -> str:
    """A name as one types it without its accents."""
    plain = unicodedata.normalize("NFKD", name.translate(PLAIN))
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()


def slip(word: str, at: int, chance: random.Random) -> str:
    """A word with one slip in the letter `at`: another one, one fewer, one more, two swapped."""
    other = chance.choice("abcdefghijklmnopqrstuvwxyz".replace(word[at], ""))
    following = word[at + 1 : at + 2]
    return chance.choice(
        [
            word[:at] + other + word[at + 1 :],
            word[:at] + word[at + 1 :],
            word[:at] + other + word[at:],
            word[:at] + following + word[at] + word[at + 2 :],
        ]
    )


def vocabularies(chance: random.Random) -> dict[str, list[str]]:
    """Invented words of each language, the most frequent first."""

    def word(consonants: list[str], vowels: list[str]) -> str:
        parts = chance.choices((1, 2, 3, 4), (2, 5, 4, 2))[0]
        made = "".join(chance.choice(consonants) + chance.choice(vowels) for _ in range(parts))
        return made + chance.choice(["", chance.choice(consonants)])

    return {
        language: [word(*(part.split() for part in sounds)) for _ in range(VOCABULARY)]
        for language, sounds in SOUNDS.items()
    }


def generate(folder: Path, entries: int = ENTRIES) -> list[tuple[str, str]]:
    """Write the publication; return the title and the text of each practice. The names of towns are
    spread evenly among the titles."""
    chance, content = random.Random(entries), folder / "content"
    (content / "practices").mkdir(parents=True)
    good = ROOT / "tests/projects/good/content"
    for name in ("publication.yaml", "about.md", "places.yaml", "communities.yaml", "themes.yaml"):
        shutil.copy(good / name, content / name)
    (folder / "dodo.py").write_text(DODO)
    words, named = vocabularies(chance), [*ACCENTED, *OTHER_SCRIPTS]
    weights, found = [1 / (rank + 2) for rank in range(VOCABULARY)], []
    apart = entries // (len(named) + 1)
    for number in range(entries):
        language = list(SOUNDS)[number % len(SOUNDS)]

        def text(count: int, language: str = language) -> str:
            return " ".join(chance.choices(words[language], weights, k=count)).capitalize() + "."

        rare = " ".join(chance.choices(words[language][200:], k=chance.randint(2, 5)))
        is_named = number % apart == 0 and number // apart < len(named)
        title = named[number // apart] if is_named else rare
        paragraphs = [text(60) for _ in range(chance.randint(*WORDS) // 60)]
        theme, country = chance.choice(("work", "learning")), chance.choice(("IT", "FR", "HR"))
        (content / f"practices/entry-{number:04}.md").write_text(
            f"---\ntitle: {title.capitalize()}\nthemes: [{theme}]\ncountries: [{country}]\n"
            f"summary: {text(12)}\n---\n\n## Description\n\n" + "\n\n".join(paragraphs) + "\n",
            encoding="utf-8",
        )
        found.append((title.capitalize(), " ".join(paragraphs)))
    return found


def queries(entries: list[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield sort, query and the title of the entry that it should find."""
    chance = random.Random(4)
    for name in ACCENTED:
        yield "names without accents", ascii_name(name), name.capitalize()
    for number in range(50):
        name = ACCENTED[number % len(ACCENTED)]
        plain = ascii_name(name).partition("-")[2] or ascii_name(name)
        at = 0 if number < 15 else chance.randrange(len(plain))
        yield "slips", slip(plain, at, chance), name.capitalize()
    for name in OTHER_SCRIPTS:
        yield "names in other scripts", name.upper(), name.capitalize()
    for title, text in chance.sample(entries, 80):
        long = sorted({word.strip(".") for word in text.lower().split() if len(word) > 3})
        yield "texts", " ".join(chance.sample(long, 3)), title


def ask(page: Page, query: str) -> list[str]:
    """Ask the page of results; return the titles of the first five."""
    page.locator(".search-box.big input").fill(query)
    page.locator('.hit-list[aria-busy="false"]').wait_for(state="attached")
    return page.locator(".hit h2").all_inner_texts()[:5]


def quality(page: Page, asked: Iterable[tuple[str, str, str]]) -> dict[str, list[str]]:
    """Return for each sort of query those that found, and print the others."""
    found: dict[str, list[str]] = {}
    for sort, query, title in asked:
        first = ask(page, query)
        if title in first:
            found.setdefault(sort, []).append(query)
        else:
            print(f"  {sort}: '{query}' for '{title}' finds {first}")
    return found


def zipped(paths: Iterable[Path]) -> float:
    """kB of files, each gzipped as a host sends it."""
    return sum(len(gzip.compress(path.read_bytes(), 6)) for path in paths) / 1000


def first_result(site: Path, address: str, query: str) -> tuple[float, float]:
    """Type a query into the box of the home page; return the kB that are loaded until the first
    result, and the seconds from the last key to it, on a processor slowed four times."""
    with browsing.chromium() as browser:
        page = browser.new_context(viewport={"width": 1280, "height": 900}).new_page()
        page.goto(address)
        page.wait_for_load_state("load")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
        page.locator(".site-head input").focus()
        page.locator(".site-head .found-now").wait_for(state="attached")
        seconds = page.evaluate(
            """(query) => new Promise((resolve) => {
              const field = document.querySelector(".site-head input"), began = performance.now();
              new MutationObserver(() => document.querySelector(".found-now li")
                && resolve((performance.now() - began) / 1000))
                .observe(field.form, { childList: true, subtree: true });
              field.value = query;
              field.dispatchEvent(new Event("input"));
            })""",
            query,
        )
        # One of the six texts would do for the first result; all six are shown at once.
        names = [url.removeprefix(address).partition("?")[0] for url in asked]
        return zipped(site / name for name in names), seconds


def median_of_rounds(site: Path, address: str, query: str) -> tuple[float, float]:
    """Measure the first result several times; return the kB, and the median of the seconds."""
    rounds = [first_result(site, address, query) for _ in range(5)]
    return rounds[0][0], median(seconds for _, seconds in rounds)


def main(folder: Path) -> int:
    """Generate, build, ask and measure; print what is over a budget. Return how many are."""
    entries = generate(folder)
    subprocess.run([sys.executable, "-m", "doit", "pages"], cwd=folder, check=True)
    site, over = folder / "build/site", []
    parts = sorted((site / "search/parts").glob("*.js"))
    of_words = [path for path in parts if "-" in path.name or path.name == "index.js"]
    print(f"index: {zipped(of_words):.0f} kB gzipped in {len(of_words)} parts", end=", ")
    print(f"largest {max(zipped([path]) for path in of_words):.1f} kB, index.js", end=" ")
    print(f"{zipped([site / 'search/parts/index.js']):.1f} kB; {len(parts)} parts in all")
    with browsing.hosted(site) as address:
        with browsing.chromium() as browser:
            page = browser.new_page()
            page.goto(f"{address}search/index.html")
            found = quality(page, queries(entries))
        words = (entries[7][1].split()[3], "lodz", "vroclaw", "ΘΕΣΣΑΛΟΝΙΚΗ")
        measured = [median_of_rounds(site, address, query) for query in words]
    for sort, least in BUDGETS.items():
        print(f"{sort}: {len(found.get(sort, []))} (at least {least})")
        over += [sort] if len(found.get(sort, [])) < least else []
    kilobytes, seconds = (max(one[at] for one in measured) for at in (0, 1))
    script = zipped([*(site / "assets").glob("site.*.js")])
    for name, value, most in (
        ("kB to the first result", kilobytes, MOST_KB),
        ("seconds to the first result", seconds, MOST_SECONDS),
        ("kB of script where search is not used", script, MOST_SCRIPT_KB),
    ):
        print(f"{name}: {value:.2f} (at most {most})")
        over += [name] if value > most else []
    print(f"over budget: {', '.join(over)}" if over else "all budgets are kept")
    return len(over)


if __name__ == "__main__":
    if sys.argv[1:]:
        sys.exit(main(Path(sys.argv[1]).resolve()))
    with tempfile.TemporaryDirectory() as work:
        sys.exit(main(Path(work) / "publication"))
