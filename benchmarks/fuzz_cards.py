"""Fuzzes the reader of content: real and broken files go in, changed at random; what breaks a
promise comes out, made small.

    python benchmarks/fuzz_cards.py --minutes 10 --seed 1

Each input is read by one child of this process, which may use 1 GB at most. A finding is an input
that raises, that breaks a property of tests/properties.py, that takes more than two seconds of the
processor, or more than 500 MB. Where atheris is installed, `--atheris` lets it choose the changes
by what code they reach. It prints how many inputs were read and each finding, cut down to the lines
that cause it; keep those in tests/test_reading_attacks.py.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import random
import resource
import signal
import sys
import time
import traceback
from multiprocessing.connection import Connection
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from tests.properties import FILES, check  # noqa: E402

SECONDS, MEGABYTES = 2, 500
FOLDERS = {
    "cities": "card",
    "practices": "practice",
    "profiles": "profile",
    "glossary": "term",
    "editions": "edition",
}
WORDS = [
    token.encode()
    for token in (
        "---\n",
        "\n\n",
        "\n",
        "## ",
        "### ",
        "#",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "2. ",
        "10. ",
        "    ",
        "  ",
        "\t",
        "> ",
        "> > ",
        "• ",
        "1) ",
        "– ",
        "https://a.eu/x_(y)",
        "www.a.eu",
        "[a]{lang=nl}",
        "\\\n",
        "**",
        "*",
        "_",
        "__",
        "`",
        "```\n",
        "~~",
        "[",
        "]",
        "(",
        ")",
        "](",
        "[a](city:paris)",
        "[a](https://a.eu)",
        "[^1]",
        "[^1]: ",
        "![",
        "<",
        ">",
        "<b>",
        "</b>",
        "<script>",
        "<http://a.eu>",
        "<a@b.eu>",
        "&",
        "&amp;",
        "&#8238;",
        "&copy;",
        "\\",
        "\\\n",
        "  \n",
        "***\n",
        "---\n",
        "===\n",
        "- - -\n",
        "|",
        "|---|---|\n",
        "::: ",
        ":::\n",
        "::: key\n",
        "::: quote\n",
        "— A\n",
        "::: chart bars A\n- 1 | a\n:::\n",
        "::: table A\n| a | b |\n| --- | --- |\n| ",
        " | ",
        "::: steps 1. A\n",
        ":users: ",
        "javascript:",
        "data:",
        "//",
        "\\\\",
        "https://a@b.eu",
        "note:1",
        "city:",
        "guide:a/b#c",
        ": ",
        "&a ",
        "*a ",
        "!!int ",
        "? ",
        "| \n",
        ">-\n",
        "{",
        "}",
        "[a, b]",
        '"',
        "'",
        "%",
        "@",
        "~",
        "null",
        "NaN",
        "1e3",
        "٣",
        "…",
        "é",
        "e\u0301",
        "\u0301",
        "\u202e",
        "\u200b",
        "\ufeff",
        "\u00a0",
        "\u2028",
        "ı",
        "ß",
        "😀",
        "\x00",
        "\x0c",
        "\r",
        "\x85",
        "\x02klzzwxh:0001\x03",
        "a" * 5001,
        "[" * 40,
        "> " * 40,
        "- " * 40,
        "* a _b ",
    )
]


def seeds() -> list[tuple[str, bytes]]:
    """Every content file of the repository with what it is read as."""
    found = []
    for path in sorted(
        p
        for folder in ("content", "tests/projects", "examples")
        for p in (ROOT / folder).rglob("*")
    ):
        kind = {"about.md": "about", "publication.yaml": "publication", "guide.yaml": "guide"}.get(
            path.name
        ) or (
            FOLDERS.get(path.parent.name)
            or ("chapter" if path.parts[-3:-2] == ("guides",) else None)
        )
        if kind and path.suffix == Path(FILES[kind]).suffix:
            found.append((kind, path.read_bytes()))
    return found


def changed(data: bytes, others: list[tuple[str, bytes]], random: random.Random) -> bytes:
    """The bytes with one to eight random changes: tokens put in, pieces cut, doubled, many times
    repeated, moved or swapped."""
    if random.random() < 0.5:  # a short text reaches as much, and faster
        head, fence, body = data.partition(b"\n---\n")
        at = random.randrange(len(body) + 1)
        data = head + fence + body[:at][-random.randrange(600) - 1 :] if fence else data
    for _ in range(random.choice((1, 1, 2, 3, 8))):
        start = random.randrange(len(data) + 1)
        end = min(len(data), start + random.choice((1, 3, 20, 200)))
        piece = random.choice(WORDS) if random.random() < 0.6 else data[start:end]
        kind = random.randrange(7)
        if kind < 3:
            data = data[:start] + piece + data[start:]
        elif kind == 3:
            data = data[:start] + data[end:]
        elif kind == 4:
            data = data[:start] + piece * random.choice((2, 3, 12, 300, 3_000)) + data[end:]
        elif kind == 5:
            other = random.choice(others)[1]
            at = random.randrange(len(other) + 1)
            data = data[:start] + other[at : at + random.choice((20, 200, 2_000))] + data[end:]
        else:
            data = data[:start] + bytes([random.randrange(256)]) + data[start + 1 :]
    return data[:400_000]


def fault(kind: str, data: bytes) -> str:
    """What is wrong with how an input is read, the place in the code included; empty when nothing
    is."""
    started = time.process_time()
    try:
        check(kind, data)
    except Exception as error:  # every kind is a finding
        at = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__} in {Path(at.filename).name}:{at.name}"
    taken = time.process_time() - started
    return f"took more than {SECONDS} s" if taken > SECONDS else ""


def serve(pipe: Connection) -> None:
    """The child: answers each input with what is wrong with it."""
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    while True:
        kind, data = pipe.recv()
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        found = fault(kind, data)
        after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        pipe.send(
            found
            or (f"more than {MEGABYTES} MB" if after > MEGABYTES * 1024 and after > before else "")
        )


class Child:
    """A process that reads inputs; another one takes its place when it hangs or dies."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self.pipe, other = multiprocessing.Pipe()
        self.process = multiprocessing.get_context("fork").Process(
            target=serve, args=(other,), daemon=True
        )
        self.process.start()
        other.close()

    def fault(self, kind: str, data: bytes) -> str:
        """What is wrong with an input. Ten times its time of the processor counts as a hang."""
        try:
            self.pipe.send((kind, data))
            if self.pipe.poll(10 * SECONDS):
                return str(self.pipe.recv())
            found = "hangs"
        except (EOFError, OSError):
            found = "kills the process"
        self.process.kill()
        self.process.join()
        self.start()
        return found


def smaller(kind: str, data: bytes, found: str, child: Child) -> bytes:
    """The input with everything taken out that the same finding does not need, for at most half a
    minute."""
    ends, step = time.monotonic() + 30, max(1, len(data) // 2)
    while step and time.monotonic() < ends:
        at, before = 0, len(data)
        while at < len(data) and time.monotonic() < ends:
            tried = data[:at] + data[at + step :]
            if child.fault(kind, tried) == found:
                data = tried
            else:
                at += step
        if len(data) == before or step > 1:
            step //= 2
    return data


def with_atheris(minutes: float, seed: int) -> None:
    """Let atheris choose the inputs. It stops at the first finding and says where it kept it."""
    import tempfile

    import atheris

    kinds = sorted(FILES)
    with tempfile.TemporaryDirectory() as corpus:
        for kind, data in seeds():
            name = hashlib.sha256(data).hexdigest()
            (Path(corpus) / name).write_bytes(bytes([kinds.index(kind)]) + data)
        atheris.Setup(
            [
                sys.argv[0],
                f"-max_total_time={int(minutes * 60)}",
                f"-seed={seed}",
                f"-timeout={SECONDS}",
                f"-rss_limit_mb={MEGABYTES}",
                "-max_len=20000",
                corpus,
            ],
            lambda data: (
                check(kinds[data[0] % len(kinds)], bytes(data[1:])) and None if data else None
            ),
        )
        atheris.instrument_all()
        atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--atheris", action="store_true")
    asked = parser.parse_args()
    if asked.atheris:
        with_atheris(asked.minutes, asked.seed)
        return 0
    chance, known, child, findings, read = random.Random(asked.seed), seeds(), Child(), {}, 0
    signal.signal(signal.SIGINT, signal.default_int_handler)
    ends = time.monotonic() + asked.minutes * 60
    try:
        while time.monotonic() < ends:
            kind, data = chance.choice(known)
            data, read = changed(data, known, chance), read + 1
            found = child.fault(kind, data)
            if found and (kind if found == "hangs" else "", found) not in findings:
                findings[kind if found == "hangs" else "", found] = small = smaller(
                    kind, data, found, child
                )
                print(
                    f"finding {len(findings)}: {kind}: {found}: {len(small)} bytes: "
                    f"{small[:600]!r}",
                    flush=True,
                )
    except KeyboardInterrupt:
        pass
    print(f"{read:,} inputs read, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
