"""What the promises of docs/security.md cost, and that they hold when builds are killed at random.

python benchmarks/trust.py kills --number 200    builds killed at random moments: about ten minutes
python benchmarks/trust.py check                 1,000 cards: `doit check` beside merely parsing
                                                 them (at most 2 s more)
python benchmarks/trust.py limits                all of the real publication on one core, in
                                                 children with limits and without (aim: at most
                                                 15 % more)

Run it with the Python of the environment that has Citybook, in a checkout that is built. Only
ratios within one run mean anything; figures are medians.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from generate import generate
from print import ROOT, real
from speed import DOIT, seconds

GOOD = ROOT / "tests/projects/good"
CARD, OLD, NEW = "content/cities/alba.md", "People", "All people"
# Merely parsing: PyYAML as it comes, and Markdown, in one process; nothing is checked.
PARSE = """
import sys, pathlib, yaml, markdown
made = markdown.Markdown()
for path in sorted(pathlib.Path("content").rglob("*")):
    if path.suffix == ".yaml":
        yaml.load(path.read_text(), yaml.CSafeLoader)
    elif path.suffix == ".md":
        _, head, body = path.read_text().split("---\\n", 2)
        yaml.load(head, yaml.CSafeLoader)
        made.reset().convert(body)
"""
ALONE = "from citybook import workers\nworkers.can_fork = lambda: False\n"


def files(folder: Path) -> dict[str, bytes]:
    """Every file that was built, with its bytes; what Citybook keeps for itself aside."""
    return {
        path.relative_to(folder / "build").as_posix(): path.read_bytes()
        for path in (folder / "build").rglob("*")
        if path.is_file() and ".state" not in path.parts
    }


def change(folder: Path, old: str, new: str) -> None:
    """Change the card that is shown everywhere."""
    path = folder / CARD
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def kills(number: int, seed: int, work: Path) -> None:
    """Kill builds at random moments. Every file is that of one state or the other, and a build
    repairs the rest."""
    folder = work / "good"
    shutil.copytree(GOOD, folder)
    shutil.copy(ROOT / "dodo.py", folder)
    seconds(DOIT, folder)
    states = [files(folder)]
    change(folder, OLD, NEW)
    took, _ = seconds(DOIT, folder)
    states.append(files(folder))
    chance, texts, at, repaired, broken = random.Random(seed), (OLD, NEW), 1, 0, 0
    for round_ in range(1, number + 1):
        change(folder, texts[at], texts[1 - at])
        at = 1 - at
        moment = chance.uniform(0.02, took * 1.2)
        quiet = subprocess.DEVNULL
        running = subprocess.Popen(
            DOIT, cwd=folder, stdout=quiet, stderr=quiet, start_new_session=True
        )
        time.sleep(moment)
        os.killpg(running.pid, chance.choice((signal.SIGKILL, signal.SIGTERM, signal.SIGINT)))
        running.wait()
        for name, data in files(folder).items():
            if not name.endswith(".part") and data not in (
                states[0].get(name),
                states[1].get(name),
            ):
                broken += 1
                print(f"{name} is neither old nor new, killed after {moment:.2f} s", flush=True)
        if round_ % 5 == 0 or round_ == number:
            seconds(DOIT, folder)
            repaired += files(folder) == states[at]
            broken += files(folder) != states[at]
    print(
        f"{number} builds killed at random within {took * 1.2:.1f} s (seed {seed}): {broken} "
        f"broken; {repaired} of {-(-number // 5)} repairs gave the clean build"
    )
    assert not broken


def check(rounds: int, work: Path) -> None:
    """Checking 1,000 cards beside parsing them."""
    generate(1000, work / "cards")
    parsing, checking = [], []
    for _ in range(rounds):
        parsing.append(seconds([sys.executable, "-c", PARSE], work / "cards")[0])
        checking.append(seconds([*DOIT, "check"], work / "cards")[0])
    more = median(b - a for a, b in zip(parsing, checking, strict=True))
    print(
        f"1,000 cards: parsed in {median(parsing):.2f} s, checked in {median(checking):.2f} s: "
        f"{more:+.2f} s (at most +2)"
    )


def limits(rounds: int, work: Path) -> None:
    """All of the real publication, in children with limits and in one process without, on one
    core."""
    times: dict[str, list[float]] = {"": [], ALONE: []}
    for number in range(rounds):
        for before in times:
            folder = real(work / f"{number}{len(before)}")
            (folder / "dodo.py").write_text(
                before + (ROOT / "dodo.py").read_text(encoding="utf-8"), encoding="utf-8"
            )
            times[before].append(seconds(["taskset", "-c", "0", *DOIT], folder)[0])
    more = median(100 * (a / b - 1) for a, b in zip(times[""], times[ALONE], strict=True))
    print(
        f"all of it on one core: {median(times['']):.1f} s in children with limits, "
        f"{median(times[ALONE]):.1f} s without: {more:+.0f} % (aim: at most +15)"
    )


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["kills", "check", "limits"])
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        if chosen.what == "kills":
            kills(chosen.number, chosen.seed, Path(work))
        else:
            {"check": check, "limits": limits}[chosen.what](chosen.rounds, Path(work) / "work")


if __name__ == "__main__":
    main()
