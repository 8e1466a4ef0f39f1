"""A number goes in; a publication of so many city cards comes out:

    python benchmarks/generate.py 1000 FOLDER

The same number gives the same bytes. Cards have 300 to 350 words, a dozen on each line; two lessons
in ten came from another city; one edition holds the first seven cards.
"""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORDS = [
    "city",
    "people",
    "work",
    "plan",
    "team",
    "service",
    "language",
    "course",
    "school",
    "house",
    "street",
    "office",
    "market",
    "garden",
    "library",
    "partner",
    "visit",
    "group",
    "month",
    "year",
    "budget",
    "result",
    "question",
    "answer",
    "meeting",
    "letter",
    "map",
    "door",
    "bridge",
    "train",
    "ticket",
    "neighbour",
    "family",
    "child",
    "teacher",
    "doctor",
    "worker",
    "owner",
    "voice",
    "choice",
    "change",
    "reason",
    "idea",
    "lesson",
    "road",
    "step",
    "help",
    "offer",
    "open",
    "start",
    "learn",
    "share",
    "build",
    "find",
    "meet",
    "speak",
    "listen",
    "write",
    "read",
    "plan",
    "early",
    "clear",
    "simple",
    "local",
    "common",
    "public",
    "small",
    "large",
    "new",
    "old",
    "first",
    "next",
]
COLOURS = ("#26418f", "#9c2a6b", "#0b7566", "#b8480c")
ICONS = ("users", "landmark", "handshake", "map", "star")
ON_A_LINE = 12


def generate(cards: int, folder: Path) -> None:
    """Write content/ and dodo.py for `cards` cards into `folder`. At most 99 lines, so at most
    1,188 cards."""
    content, chance = folder / "content", random.Random(cards)
    for name in ("cities", "editions"):
        (content / name).mkdir(parents=True)
    for name in ("publication.yaml", "about.md"):
        shutil.copy(ROOT / "tests/projects/good/content" / name, content / name)
    shutil.copy(ROOT / "dodo.py", folder / "dodo.py")
    slugs = [f"town-{number:04}" for number in range(cards)]
    (content / "places.yaml").write_text(
        "".join(f"{slug}:\n  name: {_name(slug)}\n  country: FR\n" for slug in slugs)
    )
    lines = [slugs[start : start + ON_A_LINE] for start in range(0, cards, ON_A_LINE)]
    (content / "communities.yaml").write_text(
        "".join(_line(number, towns) for number, towns in enumerate(lines, 1))
    )
    for number, slug in enumerate(slugs):
        (content / f"cities/{slug}.md").write_text(
            _card(slug, number // ON_A_LINE + 1, slugs, chance)
        )
    (content / "editions/seven.yaml").write_text(
        "kind: booklet\ntitle: Seven towns\nsubtitle: A measure\ntrim: A5\n"
        "parts:\n  - cover\n  - imprint\n  - contents\n"
        f"  - {{cards: [{', '.join(slugs[:7])}], divide: by line}}\n"
        "  - index\n  - back-cover\n"
    )


def _name(slug: str) -> str:
    return slug.replace("-", " ").title()


def _line(number: int, towns: list[str]) -> str:
    partners = "".join(f"    - place: {town}\n" for town in towns)
    return (
        f"line-{number}:\n  number: {number}\n  name: Line of work {number}\n"
        f"  short: Line {number}\n"
        f'  question: How to do work {number}?\n  colour: "{COLOURS[number % 4]}"\n'
        f"  summary: Towns on line {number}.\n"
        f"  guide:\n    title: Guide {number}\n    url: https://guides.example/{number}\n"
        f"  partners:\n{partners}"
    )


def _card(slug: str, line: int, slugs: list[str], chance: random.Random) -> str:
    def text(words: int) -> str:
        return " ".join(chance.choices(WORDS, k=words)).capitalize() + "."

    def lesson() -> str:
        other = chance.choice(slugs)
        source = (
            f" Learnt from [{_name(other)}](city:{other})."
            if chance.random() < 0.2 and other != slug
            else ""
        )
        return f"- **{text(3)}** {text(chance.randint(28, 34))}{source}"

    items = {
        name: "\n".join(f"- {text(9)}" for _ in range(count))
        for name, count in (("use", 5), ("ahead", 4))
    }
    lessons = "\n".join(lesson() for _ in range(4))
    strengths = "\n".join(f"- :{icon}: {text(9)}" for icon in ICONS[:3])
    return (
        f"---\ntitle: {_name(slug)}\nplaces: [{slug}]\ncommunities: [line-{line}]\n"
        f"summary: {text(14)}\n"
        "grant:\n  amount: 50000\n  currency: EUR\n  funder: Measure\n---\n\n## Context\n\n"
        f"{text(38)}\n\n"
        f"## Action plan\n\n{text(9)}\n\n## Use of grant\n\n{items['use']}\n\n## Lessons learnt\n"
        f"\n{lessons}\n\n"
        f"## The road ahead\n\n{items['ahead']}\n\n## Strengths\n\n{strengths}\n"
    )


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
