"""How much memory and time a publication of photographs takes.

python benchmarks/pictures.py                  100 photographs of 24 megapixels, one to a card, in
                                               a sheet each, a book and the site: about ten minutes
python benchmarks/pictures.py --photos 10

Measured are the whole build from nothing, fonts aside, then with nothing to do, with one photograph
changed, and one package for the print shop. Memory is that of doit and all its children together,
their shared pages counted once (PSS), looked at five times a second: the most of it must stay below
1 GB. The photographs are made by this script: skies, ground and grain, so that they are as hard to
compress as those of a camera (9 MB each).
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from PIL import Image, ImageChops, ImageOps
from speed import DOIT, cut_fonts, publication

WIDTH, HEIGHT = 6000, 4000
# Widths of the noises that a photograph is made of, and how much of each there is.
OCTAVES = ((6, 1.0), (40, 0.6), (300, 0.35), (1500, 0.2), (6000, 0.1))
MOST = 1_000_000_000
# A profile that Ghostscript brings.
PROFILE = "default_cmyk.icc"
EVERY = 0.2


def noise(chance: random.Random, width: int) -> Image.Image:
    """Noise that is `width` pixels wide, made as large as a photograph."""
    height = width * HEIGHT // WIDTH
    small = Image.frombytes("L", (width, height), chance.randbytes(width * height))
    return small.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)


def photograph(seed: int, path: Path) -> None:
    """Write a photograph; the same seed gives the same pixels."""
    chance = random.Random(seed)
    texture = noise(chance, OCTAVES[0][0])
    for width, share in OCTAVES[1:]:
        texture = Image.blend(texture, noise(chance, width), share / (1 + share))
    sky = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    light = Image.blend(ImageOps.autocontrast(texture, cutoff=1), sky, 0.35)
    colours = ImageOps.colorize(
        light, *(f"hsl({chance.randrange(360)}, 45%, {p}%)" for p in (12, 88))
    )
    grain = Image.frombytes("L", (WIDTH, HEIGHT), chance.randbytes(WIDTH * HEIGHT))
    grain = grain.point(lambda value: value // 16)
    grained = ImageChops.add(colours, Image.merge("RGB", (grain,) * 3), offset=-8)
    grained.save(path, "JPEG", quality=90)


def photographs(count: int, folder: Path) -> None:
    """Add a photograph to each card, and a book of them all."""
    images = folder / "content/images"
    images.mkdir()
    names = [f"photo-{number:03}.jpg" for number in range(count)]
    with ProcessPoolExecutor() as pool:
        list(pool.map(photograph, range(count), [images / name for name in names]))
    cards = sorted((folder / "content/cities").glob("*.md"))
    for card, name in zip(cards, names, strict=True):
        picture = f"picture: {{file: {name}, alt: What is there.}}\n"
        (images / f"{Path(name).stem}.yaml").write_text("credit: Nobody\nlicence: CC0 1.0\n")
        text = card.read_text().partition("## Strengths")[0]
        card.write_text(text.replace("grant:\n", f"{picture}grant:\n", 1))
    (folder / "content/editions/seven.yaml").write_text(
        "kind: booklet\ntitle: Photographs\nsubtitle: A measure\ntrim: A5\n"
        "parts:\n  - cover\n  - imprint\n  - contents\n"
        f"  - {{cards: [{', '.join(card.stem for card in cards)}], divide: by line}}\n"
        "  - index\n  - back-cover\n"
        f"press: {{office: {{binding: side staple}}, shop: {{profile: {PROFILE}}}}}\n"
    )


def children(root: int) -> set[int]:
    """The processes below one, and itself."""
    parents = {}
    for path in Path("/proc").iterdir():
        if path.name.isdigit():
            try:
                said = (path / "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            parents[int(path.name)] = int(said[1])
    found = {root}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def proportional_size(process: int) -> int:
    """What a process has in memory, in bytes, with its share of what others have too (proc(5))."""
    try:
        rolled = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0
    found = re.search(r"^Pss: +(\d+) kB", rolled, re.MULTILINE)
    return int(found[1]) * 1024 if found else 0


def measure(folder: Path, *command: str) -> tuple[float, float, int, str]:
    """How many seconds doit takes by the clock and of all cores, the most memory in bytes, and what
    it printed."""
    most = 0
    began, used = time.perf_counter(), cores()
    ran = subprocess.Popen(
        [*DOIT, *command],
        cwd=folder,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )

    def watch() -> None:
        nonlocal most
        while ran.poll() is None:
            most = max(most, sum(map(proportional_size, children(ran.pid))))
            time.sleep(EVERY)

    watcher = threading.Thread(target=watch)
    watcher.start()
    output, _ = ran.communicate()
    watcher.join()
    assert ran.returncode == 0, output
    return time.perf_counter() - began, cores() - used, most, output


def cores() -> float:
    """The seconds of cores that the processes begun here, and theirs, took so far."""
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def report(what: str, found: tuple[float, float, int, str]) -> None:
    """Print a row; more memory than there may be is an error."""
    took, used, most, _ = found
    print(f"| {what} | {took:.1f} | {used:.1f} | {most / 1e6:.0f} |", flush=True)
    assert most < MOST, f"{most:,} bytes"


def copies(folder: Path) -> dict[str, int]:
    """The copies of photographs, with the times they were written at."""
    return {
        path.name: path.stat().st_mtime_ns for path in (folder / "build/.state/pictures").iterdir()
    }


def main() -> None:
    """Build a publication of photographs, and say what it took."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--photos", type=int, default=100)
    count = parser.parse_args().photos
    print(f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, {count} photographs")
    with tempfile.TemporaryDirectory() as work:
        folder = publication(count, Path(work), cut_fonts(Path(work)))
        photographs(count, folder)
        size = sum(path.stat().st_size for path in (folder / "content/images").glob("*.jpg"))
        print(f"{size / count / 1e6:.1f} MB each\n")
        print("| | s | s of cores | MB at most |\n|---|---|---|---|", flush=True)
        report("check", measure(folder, "check"))
        report("reading alone: `doit html`", measure(folder, "html"))
        before = copies(folder)
        report("all else", measure(folder))
        nothing = measure(folder)
        assert "Everything is up to date." in nothing[3]
        report("nothing to do", nothing)
        report("package for the print shop", measure(folder, "shop:seven"))
        photograph(count, folder / "content/images/photo-000.jpg")
        report("one photograph changed", measure(folder))
        after = copies(folder)
        new = [name for name in after if after[name] != before.get(name)]
        assert all(name.startswith("photo-000-") for name in new), new
        assert len(after) == len(before)


if __name__ == "__main__":
    main()
