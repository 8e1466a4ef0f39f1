"""How long builds take, each measured beside what it is compared with, in the same run.

python benchmarks/speed.py                     everything, with 7, 100 and 1,000 cards: about 15
                                               minutes
python benchmarks/speed.py builds --sizes 7,100
python benchmarks/speed.py workers
python benchmarks/speed.py sheet

Run it with the Python of the environment that has Citybook. Only ratios within one run mean
anything; every figure is the median of several rounds (a first build of 1,000 cards is run once).
The fonts are cut beforehand and copied: that takes two seconds once, whatever the number of
cards. Each run is checked to have done its work.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from generate import generate

DOIT = [sys.executable, "-m", "doit"]
IMPORT = [sys.executable, "-c", "import doit"]


def seconds(command: list[str], folder: Path) -> tuple[float, str]:
    """How long a command takes, and what it printed. Raises CalledProcessError."""
    began = time.perf_counter()
    output = subprocess.run(
        command, cwd=folder, check=True, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ).stdout
    return time.perf_counter() - began, output


def publication(cards: int, work: Path, fonts: Path) -> Path:
    """A generated publication with its fonts cut and nothing else built."""
    folder = work / f"{cards}-{time.monotonic_ns()}"
    generate(cards, folder)
    copy_fonts(fonts, folder)
    return folder


def copy_fonts(source: Path, target: Path) -> None:
    """Copy the fonts that one publication has cut to another, in which nothing is built."""
    shutil.copytree(source / "build/fonts", target / "build/fonts")
    (target / "build/.state").mkdir()
    shutil.copy2(source / "build/.state/fonts.json", target / "build/.state/fonts.json")


def cut_fonts(work: Path) -> Path:
    """A publication in which only the fonts are cut."""
    generate(7, work / "fonts")
    seconds([*DOIT, "fonts"], work / "fonts")
    return work / "fonts"


def edit(folder: Path, slug: str) -> str:
    """Change a word in a card's lessons; returns the new word."""
    card, word = folder / f"content/cities/{slug}.md", f"w{time.time_ns()}"
    card.write_text(
        card.read_text().replace(
            "## The road ahead", f"- **Edited.** {word}\n\n## The road ahead", 1
        )
        if "**Edited.**" not in card.read_text()
        else "\n".join(
            f"- **Edited.** {word}" if row.startswith("- **Edited.**") else row
            for row in card.read_text().split("\n")
        )
    )
    return word


def changed(folder: Path, slug: str) -> float:
    """How long `doit` takes after one card changed; checks that the change is on its page and in
    its PDF."""
    word = edit(folder, slug)
    before = (folder / f"build/pdf/sheets/{slug}.pdf").read_bytes()
    took, output = seconds(DOIT, folder)
    assert word in (folder / f"build/site/cities/{slug}/index.html").read_text()
    assert (folder / f"build/pdf/sheets/{slug}.pdf").read_bytes() != before
    assert output.count("sheets:") == 1, output
    return took


def builds(sizes: list[int], rounds: int, work: Path) -> None:
    """First build, nothing to do, one card changed."""
    fonts = cut_fonts(work)
    print(
        "| cards | first build s | nothing to do s | import doit s | ratio (aim 4) | changed, not "
        "in the edition s "
        "| % of first | changed, in it s | % of first (aim 5 at 1,000) |\n" + "|---" * 9 + "|",
        flush=True,
    )
    for cards in sizes:
        firsts = []
        for _ in range(1 if cards >= 1000 else rounds):
            folder = publication(cards, work, fonts)
            firsts.append(seconds(DOIT, folder)[0])
            assert len(list((folder / "build/pdf/sheets").glob("*.pdf"))) == cards
        nothing, imports = [], []
        for _ in range(max(rounds, 5)):
            took, output = seconds(DOIT, folder)
            assert "Everything is up to date." in output
            nothing.append(took)
            imports.append(seconds(IMPORT, folder)[0])
        outside = (
            [changed(folder, f"town-{cards - 1:04}") for _ in range(rounds)] if cards > 7 else []
        )
        inside = [changed(folder, "town-0003") for _ in range(rounds)]
        first, ratio = median(firsts), median(a / b for a, b in zip(nothing, imports, strict=True))
        out = f"{median(outside):.1f} | {100 * median(outside) / first:.1f}" if outside else "– | –"
        print(
            f"| {cards:,} | {first:.1f} | {median(nothing):.2f} | {median(imports):.2f} | "
            f"{ratio:.1f} | {out} | {median(inside):.1f} | {100 * median(inside) / first:.1f} |",
            flush=True,
        )


def workers(rounds: int, work: Path) -> None:
    """Fifty sheets on one core and on all."""
    folder = publication(50, work, cut_fonts(work))
    seconds([*DOIT, "html", "fonts"], folder)
    ratios, times = [], []
    for _ in range(rounds):
        pair = []
        for command in (["taskset", "-c", "0", *DOIT], DOIT):
            if (folder / "build/pdf").exists():
                seconds([*DOIT, "clean", "sheets"], folder)
            took, _ = seconds([*command, "sheets"], folder)
            assert len(list((folder / "build/pdf/sheets").glob("*.pdf"))) == 50
            pair.append(took)
        times.append(pair)
        ratios.append(pair[0] / pair[1])
    one, all_ = (median(pair[index] for pair in times) for index in (0, 1))
    print(
        f"fifty sheets: one core {one:.1f} s, {os.cpu_count()} cores {all_:.1f} s, "
        f"{median(ratios):.2f} times as fast (aim 1.5 with two)",
        flush=True,
    )


PLAIN = """@page { size: A4; margin: 20mm } html { font: 8pt/1.3 "Sofia Sans" }
@font-face { font-family: "Sofia Sans"; font-weight: 400; src: url("fonts/SofiaSans-400.ttf") }
@font-face { font-family: "Sofia Sans"; font-weight: 700; src: url("fonts/SofiaSans-700.ttf") }"""


def sheet(rounds: int) -> None:
    """A warm sheet of each real card, beside the same words as plain headings, paragraphs and
    lists."""
    from citybook.catalogue import load
    from citybook.project import Project
    from citybook.publish.phrases import phrases
    from citybook.publish.render import render
    from citybook.publish.styles import bundle
    from citybook.typeset.documents import render_document
    from citybook.views.pictures import Pictures
    from citybook.views.sheet import sheet as view

    project = Project(Path(__file__).parents[1])
    catalogue, _ = load(project, keep=False)
    css, ratios, times = bundle(project, "sheet.css"), [], []
    for slug, card in catalogue.sheets.items():
        ours = render(
            project,
            phrases(project, catalogue),
            "sheet/card.html",
            sheet=view(catalogue, card, Pictures({}, "sheet", str)),
        ).decode()
        body = ours[ours.index("<body>") :]
        theirs = (
            f'<!DOCTYPE html><html lang="en"><title>{slug}</title><body>{_plain(body)}</body>'
            "</html>"
        )
        for round_ in range(rounds + 1):
            pair = [
                timed(lambda html=ours: render_document(html, css, project.fonts, project.build)),
                timed(
                    lambda html=theirs: render_document(html, PLAIN, project.fonts, project.build)
                ),
            ]
            if round_:  # the first warms up
                times.append(pair)
                ratios.append(pair[0] / pair[1])
    ours_s, plain_s = (median(pair[index] for pair in times) for index in (0, 1))
    print(
        f"a warm sheet: {1000 * ours_s:.0f} ms, the same words set plainly {1000 * plain_s:.0f} "
        f"ms, {100 * median(ratios):.0f} % (aim 120)",
        flush=True,
    )


def _plain(body: str) -> str:
    """The words of a sheet's HTML in plain headings, paragraphs and list items, in the same
    order."""
    import re

    found = [
        (tag, " ".join(re.sub(r"<[^>]+>", " ", text).split()))
        for tag, text in re.findall(r"<(h1|h2|h3|p|li)\b[^>]*>(.*?)</\1>", body, re.DOTALL)
    ]
    made = "".join(
        f"<ul><li>{text}</li></ul>" if tag == "li" else f"<{tag}>{text}</{tag}>"
        for tag, text in found
    )
    return made.replace("</ul><ul>", "").replace("<h3>", "<h2>").replace("</h3>", "</h2>")


def timed(work: Callable[[], object]) -> float:
    """Seconds that the work takes, by the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "what", nargs="?", choices=["all", "builds", "workers", "sheet"], default="all"
    )
    parser.add_argument("--sizes", default="7,100,1000")
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {chosen.rounds} rounds")
    with tempfile.TemporaryDirectory() as work:
        if chosen.what in ("all", "sheet"):
            sheet(max(chosen.rounds, 5))
        if chosen.what in ("all", "workers"):
            workers(chosen.rounds, Path(work) / "workers")
        if chosen.what in ("all", "builds"):
            builds(
                [int(size) for size in chosen.sizes.split(",")],
                chosen.rounds,
                Path(work) / "builds",
            )


if __name__ == "__main__":
    main()
