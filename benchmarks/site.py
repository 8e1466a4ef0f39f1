"""What a page of the site costs its reader: one page of each kind, on a phone and on a wide screen,
loaded by a browser without a cache.

python benchmarks/site.py              the site of this folder, as it is built: a minute
python benchmarks/site.py FOLDER       that of another publication; behind it, some of its pages

Told for each page: kB of HTML and style, of scripts, of fonts and of pictures in the first window
(as a host sends them, text gzipped), how much its layout shifts (CLS), also where fonts come two
seconds late, and the longest line of running text. It fails where a budget below is not kept.
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, Route  # noqa: E402
from tests import browser as browsing  # noqa: E402

# kB, gzipped where that helps; letters in a line; and how much a layout may shift, with fonts that
# are there and with fonts that come late.
BUDGETS = {"text": 60, "script": 15, "fonts": 110, "pictures": 200, "line": 75}
BUDGETS |= {"shift": 0.0, "late": 0.02}
WINDOWS = ((360, 740), (1280, 800))
LATE = 2.0
PACKED = {".html", ".css", ".js", ".svg"}
SORTS = {".html": "text", ".css": "text", ".js": "script", ".woff2": "fonts"}
# What a browser saw move, and how many letters the longest lines of text have.
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
LONGEST = """
() => {
  let longest = 0;
  for (const one of document.querySelectorAll("main p, main li")) {
    const style = getComputedStyle(one), size = parseFloat(style.fontSize);
    const isText = one.children.length < 8 && one.textContent.length > 150;
    if (!isText || !one.offsetParent) continue;
    const range = document.createRange();
    range.selectNodeContents(one);
    const rows = new Set([...range.getClientRects()].map((box) => Math.round(box.top / size)));
    if (rows.size > 2) longest = Math.max(longest, one.textContent.length / rows.size);
  }
  return Math.round(longest);
}
"""


def main() -> None:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
    site = folder / "build/site"
    failed: list[str] = []
    print(f"{'page':44}{'width':>6}" + "".join(f"{name:>10}" for name in BUDGETS))
    with browsing.hosted(site) as address, browsing.chromium() as browser:
        for name in sys.argv[2:] or kinds(site):
            for window in WINDOWS:
                found = measure(browser, address, site, name, window)
                row = "".join(f"{found[one]:>10.4g}" for one in BUDGETS)
                print(f"{name[-43:]:44}{window[0]:>6}{row}")
                failed += [
                    f"{name} at {window[0]} px: {one} is {found[one]:.4g}, more than {most}"
                    for one, most in BUDGETS.items()
                    if found[one] > most
                ]
    sys.exit("\n".join(failed))


def kinds(site: Path) -> Iterator[str]:
    """Yield the largest page of each kind, as its folder and depth tell."""
    largest: dict[tuple[str, int], Path] = {}
    for path in sorted(site.rglob("index.html")):
        parts = path.relative_to(site).parts
        kind = (parts[0], len(parts))
        if kind not in largest or path.stat().st_size > largest[kind].stat().st_size:
            largest[kind] = path
    yield from (path.relative_to(site).as_posix() for path in largest.values())
    yield "404.html"


def measure(
    browser: Browser, address: str, site: Path, name: str, window: tuple[int, int]
) -> dict[str, float]:
    """Load a page with fonts at once and late."""
    found = load(browser, address, site, name, window, 0)
    late = load(browser, address, site, name, window, LATE)
    return {**found, "late": late["shift"]}


def load(
    browser: Browser, address: str, site: Path, name: str, window: tuple[int, int], late: float
) -> dict[str, float]:
    context = browser.new_context(viewport={"width": window[0], "height": window[1]})
    context.add_init_script(SHIFTS)
    page, loaded = context.new_page(), dict.fromkeys(BUDGETS, 0.0)
    page.on("requestfinished", lambda request: note(request.url, address, site, loaded))
    if late:
        page.route("**/*.woff2", lambda route: hold(page, route, late))
    page.goto(address + name)
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(300)
    found: dict[str, Any] = {**loaded, "shift": page.evaluate("window.shifted")}
    found["line"] = page.evaluate(LONGEST)
    context.close()
    return found


def hold(page: Page, route: Route, seconds: float) -> None:
    """Let a font wait."""
    page.wait_for_timeout(seconds * 1000)
    route.continue_()


def note(url: str, address: str, site: Path, loaded: dict[str, float]) -> None:
    """Count what a browser loaded, in kB as a host sends it."""
    path = site / url.removeprefix(address).partition("?")[0]
    data = path.read_bytes() if path.is_file() else b""
    size = len(gzip.compress(data)) if path.suffix in PACKED else len(data)
    loaded[SORTS.get(path.suffix, "pictures")] += size / 1000


if __name__ == "__main__":
    main()
