"""How long print takes, each beside WeasyPrint's own command line on the same HTML, in the same
run.

python benchmarks/print.py                 all of it: about five minutes
python benchmarks/print.py sheets          fifty generated sheets, two workers; aim 6 times as fast
python benchmarks/print.py all-of-it       the real publication, site and print, from nothing and
                                           with one profile changed
python benchmarks/print.py booklet         the conference booklet from nothing (aim 1.4), one entry
                                           changed (aim 10), by workers that have started; the same
                                           as whole commands; and a page of it in one process (at
                                           most 1.3 times WeasyPrint's time)

Run it with the Python of the environment that has Citybook, in a checkout that is built. Fonts are
cut and print HTML is written beforehand on both sides; the command line gets the same HTML,
stylesheet, fonts and codes as files, and the numbers of pages filled in. Only ratios within one run
mean anything; figures are medians.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from urllib.parse import unquote

from speed import DOIT, copy_fonts, cut_fonts, publication, seconds, timed

from citybook.project import Project
from citybook.publish.styles import bundle
from citybook.typeset.codes import code
from citybook.typeset.references import FragmentHtml

ROOT = Path(__file__).resolve().parents[1]
CLI = [sys.executable, "-m", "weasyprint", "-q", "--pdf-variant", "pdf/ua-1"]
# WeasyPrint ends in a TypeError on the maps of a book in one piece: it goes without them.
WITHOUT_MAPS = ".locator { display: none }\n"
EDITION, ENTRY, WORDS = "mechelen-2024", "content/profiles/vantaa.md", "around 30 professionals"


def beside(project: Project, style: str, folder: Path, pages: dict[str, str]) -> None:
    """HTML, stylesheet, fonts, pictures and codes as files, for the command line."""
    folder.mkdir(parents=True)
    shutil.copytree(project.fonts, folder / "fonts")
    if (project.html / "images").is_dir():
        shutil.copytree(project.html / "images", folder / "images")
    (folder / "style.css").write_text(bundle(project, style), encoding="utf-8")
    for name, html in pages.items():
        (folder / name).write_text(html, encoding="utf-8")
        for address in re.findall(r'src="codes/([^"]+)\.svg"', html):
            file = folder / unquote(f"codes/{address}.svg")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(code(unquote(address)))


def by_command(folder: Path, name: str) -> float:
    """How long WeasyPrint's command line takes for one file."""
    out = folder / name.replace(".html", ".pdf")
    took, _ = seconds([*CLI, "-s", "style.css", name, out.name], folder)
    assert out.stat().st_size > 1000
    return took


def sheets(rounds: int, work: Path) -> None:
    """Fifty sheets."""
    folder = publication(50, work, cut_fonts(work))
    seconds([*DOIT, "html", "fonts"], folder)
    project = Project(folder)
    pages = {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted((project.html / "sheets").glob("*.html"))
    }
    beside(project, "sheet.css", work / "cli", pages)
    ours, theirs = [], []
    for _ in range(rounds):
        if (folder / "build/pdf").exists():
            seconds([*DOIT, "clean", "sheets"], folder)
        ours.append(seconds([*DOIT, "sheets"], folder)[0])
        assert len(list((folder / "build/pdf/sheets").glob("*.pdf"))) == 50
        theirs.append(sum(by_command(work / "cli", name) for name in pages))
    ratio = median(b / a for a, b in zip(ours, theirs, strict=True))
    print(
        f"fifty sheets: {median(ours):.1f} s on two workers, command line {median(theirs):.1f} s: "
        f"{ratio:.1f} times as fast (aim 6)",
        flush=True,
    )


def real(folder: Path) -> Path:
    """The real content in a folder of its own, its fonts cut."""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "dodo.py", folder / "dodo.py")
    copy_fonts(ROOT, folder)
    return folder


def all_of_it(rounds: int, work: Path) -> None:
    """The real publication: site, sheets, editions and what goes to the copier."""
    nothing, changed = [], []
    for number in range(rounds):
        folder = real(work / str(number))
        nothing.append(seconds([*DOIT], folder)[0])
        entry = folder / ENTRY
        entry.write_text(
            entry.read_text(encoding="utf-8").replace("around 30", "around 31"), encoding="utf-8"
        )
        took, output = seconds([*DOIT], folder)
        assert output.count("editions:") == 1, output
        assert "around 31" in (folder / "build/site/profiles/vantaa/index.html").read_text(
            encoding="utf-8"
        )
        changed.append(took)
    print(
        f"all of it: {median(nothing):.1f} s from nothing, {median(changed):.1f} s with one "
        f"profile changed, {100 * median(changed) / median(nothing):.0f} %",
        flush=True,
    )


def whole(project: Project) -> str:
    """The edition's fragments as one HTML file, with the numbers of pages of its last build."""
    folder = project.html / "editions" / EDITION
    listed = json.loads((folder / "book.json").read_text())["fragments"]
    known = json.loads((project.state / f"editions/{EDITION}.json").read_text())["facts"]["anchors"]
    bodies, head = [], ""
    for one in listed:
        html = FragmentHtml((folder / one["file"]).read_text(encoding="utf-8")).fill(known)
        head = head or html[: html.index("<body>")]
        look = re.search(r"(--line: [^;]+; --tint: [^;]+);", html)
        style = "break-before: page" + (f"; {look.group(1)}" if look else "")
        bodies.append(
            f'<div style="{style}">{html[html.index("<body>") + 6 : html.index("</body>")]}</div>'
        )
    return f"{head}<body>{''.join(bodies)}</body></html>"


def booklet(rounds: int, work: Path) -> None:
    """The conference booklet: typeset by workers that have started, then by whole commands."""
    folder = real(work / "citybook")
    seconds([*DOIT, f"editions:{EDITION}"], folder)
    project = Project(folder)
    beside(project, "booklet.css", work / "cli", {"whole.html": whole(project)})
    with (work / "cli/style.css").open("a", encoding="utf-8") as style:
        style.write(WITHOUT_MAPS)
    theirs = [by_command(work / "cli", "whole.html") for _ in range(rounds)]
    started = json.loads(seconds([sys.executable, __file__, "--started", str(rounds)], folder)[1])
    entry = folder / ENTRY
    text = entry.read_text(encoding="utf-8")
    nothing, changed = [], []
    for number in range(rounds):
        seconds([*DOIT, "clean", f"editions:{EDITION}"], folder)
        nothing.append(seconds([*DOIT, f"editions:{EDITION}"], folder)[0])
        entry.write_text(
            text.replace(WORDS, WORDS.replace("30", str(31 + number))), encoding="utf-8"
        )
        changed.append(seconds([*DOIT, f"editions:{EDITION}"], folder)[0])
        theirs.append(by_command(work / "cli", "whole.html"))
    for what, times, aim in (
        ("workers started, from nothing", started["nothing"], " (aim 1.4)"),
        ("workers started, one entry changed", started["changed"], " (aim 10)"),
        ("whole command, from nothing", nothing, ""),
        ("whole command, one entry changed", changed, ""),
    ):
        print(
            f"booklet, {what}: {median(times):.2f} s, command line {median(theirs):.2f} s: "
            f"{median(theirs) / median(times):.1f} times as fast{aim}",
            flush=True,
        )
    _page(rounds, project, whole(project))


def with_started_workers(rounds: int) -> None:
    """Typeset the edition in this folder to all of its files, in a process whose workers have
    started and have read their fonts and styles; print the seconds."""
    from citybook.outputs.editions import typeset
    from citybook.tasks import Build
    from citybook.typeset import pool

    job = Build(Path.cwd()).job("editions", EDITION)
    project, found = job.project, {"nothing": list[float](), "changed": list[float]()}
    kept, fragment = (
        project.state / "fragments" / EDITION,
        next((project.html / "editions" / EDITION).glob("*-vantaa.html")),
    )
    anchors = json.loads((project.state / f"editions/{EDITION}.json").read_text())["facts"][
        "anchors"
    ]
    html = fragment.read_text(encoding="utf-8")
    job.run.begin()
    for _ in range(os.cpu_count() or 1):
        pool.spawn()
    for number in range(rounds + 1):
        fragment.write_text(html, encoding="utf-8")
        shutil.move(kept, kept.with_suffix(".aside"))
        found["nothing"].append(timed(lambda: typeset(job, {})))
        shutil.move(kept.with_suffix(".aside"), kept)
        fragment.write_text(
            html.replace(WORDS, WORDS.replace("30", str(31 + number))), encoding="utf-8"
        )
        made: list[bytes] = []
        found["changed"].append(
            timed(lambda made=made: made.extend(typeset(job, anchors)[0].values()))
        )
        assert any(f"around {31 + number} professionals".encode() in data for data in made)
    print(json.dumps({what: times[1:] for what, times in found.items()}))  # the first warms up


def _page(rounds: int, project: Project, html: str) -> None:
    """All pages in one warm process: ours with joining and folios, WeasyPrint on the same HTML."""
    from citybook import workers
    from citybook.typeset.book import render_book
    from citybook.typeset.fragment_cache import FragmentCache
    from citybook.typeset.renderer import VARIANT, Renderer

    css, folder = bundle(project, "booklet.css"), project.html / "editions" / EDITION
    known = json.loads((project.state / f"editions/{EDITION}.json").read_text())["facts"]["anchors"]
    images = project.html / "images"
    workers.can_fork = lambda: False
    ratios, count = [], 0
    for _ in range(rounds + 1):
        cache = FragmentCache(project.build / "no", "")
        ours = timed(
            lambda cache=cache: render_book(folder, css, project.fonts, images, known, cache)
        )

        def theirs() -> None:
            nonlocal count
            with Renderer(css + WITHOUT_MAPS, project.fonts, images) as renderer:
                document = renderer.layout(renderer.parse(html))
                document.write_pdf(pdf_variant=VARIANT)
                count = len(document.pages)

        ratios.append((ours, timed(theirs)))
    warm = ratios[1:]  # the first warms up
    ratio = median(a / b for a, b in warm)
    print(
        f"a page of the booklet, one process: {1000 * median(a for a, _ in warm) / count:.0f} ms, "
        "WeasyPrint alone "
        f"{1000 * median(b for _, b in warm) / count:.0f} ms: {ratio:.2f} times (at most 1.3)",
        flush=True,
    )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "what", nargs="?", choices=["all", "all-of-it", "sheets", "booklet"], default="all"
    )
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--started", type=int, default=0, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.started:
        with_started_workers(chosen.started)
        return
    version = subprocess.check_output([*CLI[:3], "--version"], text=True).strip()
    print(
        f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {version}, {chosen.rounds} "
        "rounds"
    )
    with tempfile.TemporaryDirectory() as work:
        if chosen.what in ("all", "all-of-it"):
            all_of_it(chosen.rounds, Path(work) / "real")
        if chosen.what in ("all", "booklet"):
            booklet(chosen.rounds, Path(work) / "booklet")
        if chosen.what in ("all", "sheets"):
            sheets(chosen.rounds, Path(work) / "sheets")


if __name__ == "__main__":
    main()
