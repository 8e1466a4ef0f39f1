"""A publication's folder goes in; a preview that follows every change, and shows problems in the
page, comes out.

A change first rewrites the site's pages, which takes a moment, and reloads what is open; then
`doit` runs behind it and typesets what the change touched. A newer change stops it: a stopped build
is repaired by the next. Neither imports anything anew, see preload.py.
"""

from __future__ import annotations

import json
import queue
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from watchfiles import watch

from citybook.preload import Process
from citybook.project import DEFAULTS, OWN_FOLDERS, Project

PORT = 8000
EVENTS = "/.citybook/events"
SCRIPT = """<script>
(() => {
  const box = document.createElement("pre");
  box.setAttribute("role", "alert");
  box.style.cssText = "position:fixed;inset:auto 0 0 0;max-height:60vh;overflow:auto;margin:0;"
    + "padding:1rem;background:#222;color:#fff;font:14px/1.5 monospace;"
    + "white-space:pre-wrap;z-index:99";
  new EventSource("%s").onmessage = (event) => {
    const now = JSON.parse(event.data);
    if (now.version !== %d) location.reload();
    box.textContent = now.problems;
    if (now.problems) document.body.append(box); else box.remove();
  };
})();
</script>
"""
EMPTY = """<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>Preview</title>
<body><p>Nothing is built yet.</p></body></html>
"""


class PreviewState:
    """What the open pages are told: how often the site was rewritten, and the problems of the last
    build."""

    def __init__(self) -> None:
        self.version, self.problems = 0, ""
        self._changed = threading.Condition()

    def tell(self, problems: str, *, rewritten: bool) -> None:
        """Note the outcome of a build and wake everyone who waits."""
        with self._changed:
            self.version += rewritten
            self.problems = problems
            self._changed.notify_all()

    def wait(self, seen: tuple[int, str] | None, seconds: float) -> tuple[int, str]:
        """What is so now, as soon as it differs from what was `seen`, or after `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: (self.version, self.problems) != seen, seconds)
            return self.version, self.problems


class Handler(SimpleHTTPRequestHandler):
    """Serves build/site/, with a script in each page that listens to the state."""

    def __init__(self, *args: Any, state: PreviewState, **kwargs: Any) -> None:
        self.state = state
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer with events, a page or a file."""
        if self.path == EVENTS:
            return self._events()
        path = Path(self.translate_path(self.path))
        is_folder = path.is_dir() and urlsplit(self.path).path.endswith("/")
        path = path / "index.html" if is_folder else path
        if path.suffix == ".html" or not path.exists():
            return self._page(path)
        return super().do_GET()

    def _page(self, path: Path) -> None:
        missing = Path(self.directory) / "404.html"
        shown = next((file for file in (path, missing) if file.is_file()), None)
        text = shown.read_text(encoding="utf-8") if shown else EMPTY
        data = text.replace("</body>", SCRIPT % (EVENTS, self.state.version) + "</body>").encode()
        self.send_response(200 if shown == path else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(data)

    def _events(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        seen: tuple[int, str] | None = None
        try:
            while True:
                now = self.state.wait(seen, 15)
                event = json.dumps({"version": now[0], "problems": now[1]})
                self.wfile.write(
                    f"data: {event}\n\n".encode() if now != seen else b": still here\n\n"
                )
                self.wfile.flush()
                seen = now
        except OSError:  # the page was closed
            return

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing of each request."""


def serve(
    project: Project,
    modules: Sequence[str] = (),
    port: int = PORT,
    stop: threading.Event | None = None,
    ready: Callable[[str], None] = print,
) -> None:
    """Preview until Ctrl-C or `stop`. `modules` are imported beforehand, `ready` is told the
    address. Takes the next free port when `port` is taken."""
    with tempfile.TemporaryDirectory() as folder:
        _serve(project, Builds(project, Path(folder), modules), port, stop, ready)


def _serve(
    project: Project,
    builds: Builds,
    port: int,
    stop: threading.Event | None,
    ready: Callable[[str], None],
) -> None:
    state, stop = PreviewState(), stop or threading.Event()
    project.site.mkdir(parents=True, exist_ok=True)
    server = _server(port, partial(Handler, state=state, directory=str(project.site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    changes: queue.SimpleQueue[bool] = queue.SimpleQueue()
    # What changes during the first build is seen, too.
    threading.Thread(target=_watch, args=(project, stop, changes), daemon=True).start()
    try:
        with suppress(KeyboardInterrupt):
            builds.follow(state)
            ready(f"Preview at http://localhost:{server.server_port}/ – Ctrl-C ends it.")
            while changes.get():
                builds.follow(state)
    finally:
        stop.set()
        builds.stop()
        server.shutdown()
        server.server_close()


def _watch(project: Project, stop: threading.Event, changes: queue.SimpleQueue[bool]) -> None:
    """Put True for each change of what the site is made from, and False at the end."""
    places = [
        project.content,
        *(root / name for root in (project.root, DEFAULTS) for name in OWN_FOLDERS),
    ]
    folders = dict.fromkeys(one for one in places if one.is_dir())
    try:
        for _ in watch(*folders, stop_event=stop, raise_interrupt=False):
            changes.put(True)
    finally:
        changes.put(False)


class Builds:
    """Runs the preview's two builds: the pages at once, everything behind them. What they print is
    kept in `folder`; `modules` are imported beforehand."""

    def __init__(self, project: Project, folder: Path, modules: Sequence[str]) -> None:
        self.root, self.folder, self.modules = project.root, folder, modules
        self.count = 0
        self.behind: Process | None = None
        self.reporting = threading.Thread()

    def follow(self, state: PreviewState) -> None:
        """Rewrite the pages now, tell `state`, and start `doit` behind."""
        self.stop()
        code, output = self._start("pages").wait()
        state.tell(output if code else "", rewritten=not code)
        if code:
            print(output, file=sys.stderr)
        else:
            self.behind = self._start()
            self.reporting = threading.Thread(
                target=self._report, args=(self.behind, state), daemon=True
            )
            self.reporting.start()

    def _start(self, *tasks: str) -> Process:
        self.count += 1
        return Process(self.root, tasks, self.folder / str(self.count), self.modules)

    def stop(self) -> None:
        """Stop the build that runs behind, if one does."""
        if self.behind:
            self.behind.stop()
            self.reporting.join()
            self.behind = None

    @staticmethod
    def _report(build: Process, state: PreviewState) -> None:
        code, output = build.wait()
        if code > 0:
            print(output, file=sys.stderr)
            state.tell(output, rewritten=False)


def _server(port: int, handler: Any) -> ThreadingHTTPServer:
    for candidate in range(port, port + 20):
        try:
            return ThreadingHTTPServer(("127.0.0.1", candidate), handler)
        except OSError:
            continue
    return ThreadingHTTPServer(("127.0.0.1", 0), handler)
