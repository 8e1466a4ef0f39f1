"""A folder of HTML goes in; what a browser, a link checker and a web host make of it come out."""

from __future__ import annotations

import atexit
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from html.parser import HTMLParser
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

VNU = Path(__file__).parent.parent / ".tools/node_modules/vnu-jar/build/dist/vnu.jar"
# It runs for seconds: no time to compile thoroughly, and one thread collects its garbage. Its
# grammar of HTML is nested deep.
JAVA = ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss2m"]
CHROMIUM = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# Run before a page's own scripts, adds up in window.shifted how far things move unasked (Layout
# Instability).
SHIFTS = """
window.shifted = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""
# The third: no picture is drawn later than what stands around it.
ARGUMENTS = [
    *("--no-sandbox", "--disable-gpu", "--disable-checker-imaging"),
    "--disable-background-networking",
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this process. Whatever is opened in it meanwhile is closed at the end."""
    browser = _browser()
    before = browser.contexts
    try:
        yield browser
    finally:
        for context in browser.contexts:
            if context not in before:
                context.close()


@cache
def _browser() -> Browser:
    """Debian's Chromium, which must be on the machine, until this process ends. The one without
    windows takes two thirds of the time."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert path, "Chromium is missing: see scripts/system_packages.sh"
    # Its driver is not asked to stop: it ends with its input, whose other end children of ours that
    # are still alive hold, too.
    browser = sync_playwright().start().chromium.launch(executable_path=path, args=ARGUMENTS)
    atexit.register(browser.close)
    return browser


@contextmanager
def hosted(folder: Path, policy: str = "") -> Iterator[str]:
    """The folder as a web host shows it, with a policy of what pages may load; its address."""

    class Quiet(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            if policy:
                self.send_header("Content-Security-Policy", policy)
            super().end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def html_mistakes(*paths: Path) -> list[str]:
    """What the HTML checker says of pages and of folders of pages, a line each."""
    assert VNU.is_file(), "the HTML checker is missing: make test fetches it"
    command = [*JAVA, "-jar", str(VNU), "--skip-non-html", "--exit-zero-always"]
    done = subprocess.run([*command, *map(str, paths)], text=True, capture_output=True, check=True)
    return done.stderr.splitlines()


def run_axe(
    page: Page, rules: list[str] | None = None, known: set[int] | None = None
) -> dict[str, Any]:
    """What axe says of a page, under the rules with these tags or its usual ones. What is right is
    not listed node by node, and no rule of these needs the styles, which a script may not read
    again from a disk. A page that axe has looked at before has it still. With `known`, of what is
    alike in its surroundings only the first is looked at, and nothing that is known from before;
    what is seen now is added to it."""
    options: dict[str, Any] = {"resultTypes": ["violations"], "preload": False}
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    if known is not None:
        known |= set(page.evaluate(LEAVE_OUT_ALIKE, list(known)))
    result: dict[str, Any] = page.evaluate(
        "([options, all]) => axe.run({ exclude: all ? [] : window.alike }, options)",
        [options | {"runOnly": rules} if rules else options, known is None],
    )
    return result


# Elements are alike in their surroundings if they and all that they are in have the same tags,
# classes and attributes, but for words and addresses, of which it counts only whether there are
# any. The topmost elements in which all is alike are kept in window.alike; numbers for what is new
# are returned.
LEAVE_OUT_ALIKE = """before => {
  const known = new Set(before), fresh = [], any = /^(id|href|src|srcset|alt|title|name|value|for|\
action|datetime|width|height|cite|content|d|points|transform|aria-(label|labelledby|describedby|\
controls|owns)|data-.*)$/;
  const describe = (element) => element.tagName
    + [...element.attributes].map(({ name, value }) =>
        ` ${name}=${any.test(name) ? !!value.trim() : value}`).sort().join("")
    + !!element.textContent.trim();
  const number = (text, from) => {
    for (const letter of text) from = (from * 131 + letter.codePointAt()) % (2 ** 45 - 55);
    return from;
  };
  const walk = (element, from) => {
    const path = number(`>${describe(element)}`, from), began = window.alike.length;
    let alike = known.has(path);
    if (!alike) { known.add(path); fresh.push(path); }
    for (const child of element.children) alike = walk(child, path) && alike;
    if (alike) { window.alike.length = began; window.alike.push(element); }
    return alike;
  };
  window.alike = [];
  for (const child of document.body.children) walk(child, 0);
  return fresh;
}"""


LINKS = {
    "a": "href",
    "link": "href",
    "script": "src",
    "img": "src",
    "source": "src",
    "iframe": "src",
}


class Anchors(HTMLParser):
    """The links of one page, each a tag and an address, and the ids in it."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self.names: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if name := found.get("id"):
            assert name not in self.names, f"the id {name} is there twice"
            self.names.add(name)
        if (address := found.get(LINKS.get(tag, ""))) is not None:
            self.links.append((tag, address or ""))


class Loads(HTMLParser):
    """What a browser loads for a page, unasked: each address with the tag that names it, those in
    its styles too."""

    ATTRIBUTES = (
        "src",
        "srcset",
        "poster",
        "data",
        "background",
        "action",
        "formaction",
        "manifest",
        "ping",
    )
    NOT_LOADED = ("canonical", "prev", "next", "alternate", "license")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._style = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self._style = tag == "style"
        self.found += [(tag, values[name]) for name in self.ATTRIBUTES if name in values]
        if tag == "link" and values.get("rel") not in self.NOT_LOADED:
            self.found.append((tag, values.get("href", "")))
        if tag in {"use", "image", "feimage"}:
            self.found += [(tag, values[name]) for name in ("href", "xlink:href") if name in values]
        if tag == "meta" and values.get("http-equiv", "").lower() == "refresh":
            self.found.append((tag, values.get("content", "")))
        for name in ("style", "fill", "stroke", "mask", "filter", "clip-path"):
            self.found += [(tag, address) for address in loaded_by_style(values.get(name, ""))]

    def handle_data(self, data: str) -> None:
        if self._style:
            self.found += [("style", address) for address in loaded_by_style(data)]


def loaded_by_style(css: str) -> list[str]:
    """The addresses that a style loads: url(), image-set() and @import."""
    named = (
        r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))|@import\s+["']([^"']*)"""
        r"""|image-set\(\s*["']([^"']*)"""
    )
    return [found for groups in re.findall(named, css, re.IGNORECASE) for found in groups if found]


def loaded_from_elsewhere(site: Path) -> list[str]:
    """Every address from which a page, a style or a drawing of the site loads and that is not
    relative or carried along. The page for missing ones asks the site itself, by its full
    address."""
    found = []
    for file in sorted(
        path for path in site.rglob("*") if path.suffix in {".html", ".css", ".svg"}
    ):
        text = file.read_text(encoding="utf-8")
        asked = (
            [("css", one) for one in loaded_by_style(text)]
            if file.suffix == ".css"
            else Loads(text).found
        )
        found += [
            f"{file.relative_to(site)}: {tag}: {address}"
            for tag, address in asked
            if not address.startswith("data:")
            and (file.name, tag) != ("404.html", "form")
            and re.search(r"^\s*([a-z][a-z0-9+.-]*:|[/\\])|[/\\]{2}", address, re.IGNORECASE)
        ]
    return found


def dead_links(site: Path, base: str) -> list[str]:
    """Every link of the site's own that leads to no file or no name; `base` is the address it says
    it has."""
    files = {str(path) for path in site.rglob("*") if path.is_file()}
    pages = {name: Anchors(Path(name)) for name in sorted(files) if name.endswith(".html")}
    dead = []
    for page, anchors in pages.items():
        for address in dict.fromkeys(address for _, address in anchors.links):
            target = _target(page, address, site, base)
            if target is None:
                continue
            file, fragment = target
            if file not in files or (fragment and fragment not in pages[file].names):
                dead.append(f"{Path(page).relative_to(site)}: {address}")
    return dead


def _target(page: str, address: str, site: Path, base: str) -> tuple[str, str] | None:
    """The file and the fragment that a link means; None when it leads to another site."""
    if address.startswith(base):
        inside, _, fragment = address.removeprefix(base).partition("#")
        name = inside + "index.html" if inside.endswith("/") or not inside else inside
        return str(site / name), fragment
    if re.match(r"[a-z][a-z0-9+.-]*:|//", address, re.IGNORECASE):
        return None
    path, _, fragment = address.partition("#")
    path = unquote(path.partition("?")[0])
    return os.path.normpath(f"{os.path.dirname(page)}/{path}") if path else page, fragment
