"""A site and its `_headers` go in; a host that sends exactly these headers comes out."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path


def rules(text: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """The rules of a `_headers` file: a path, with the headers for what it fits."""
    found: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            found.append((line, []))
        elif line.strip() and not line.startswith("#"):
            name, _, value = line.strip().partition(": ")
            found[-1][1].append((name, value))
    return found


@contextmanager
def hosted_with_headers(site: Path, headers: Path) -> Iterator[str]:
    """Show a folder as a host does that reads `_headers` and has a page for what is missing; its
    address."""
    read = rules(headers.read_text(encoding="utf-8"))

    class Host(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            for pattern, given in read:
                if fnmatchcase(self.path.partition("?")[0], pattern):
                    for name, value in given:
                        self.send_header(name, value)
            super().end_headers()

        def send_error(self, code: int, *_: object, **__: object) -> None:
            data = (site / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
