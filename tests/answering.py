"""A web host that answers in every way there is, on all loopback addresses, and notes how it was
asked."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Where each path leads, with its status.
LEADS = {
    "/moved": (301, "/good"),
    "/moved-308": (308, "/good"),
    "/moved-twice": (301, "/moved"),
    "/for-now": (302, "/good"),
    "/for-now-only": (307, "/moved"),
    "/moved-for-now": (301, "/for-now"),
    "/circle": (301, "/circle"),
    "/slash": (301, "/slash/"),
    "/deep/page": (301, "/"),
    "/to-ftp": (301, "ftp://files.org/a"),
    "/to-script": (302, "javascript:alert(1)"),
    "/to-no-address": (301, "http://[x"),
    "/to-private": (302, "http://10.255.255.1/admin"),
    "/to-metadata": (302, "http://169.254.169.254/latest/"),
    "/to-gone": (302, "/gone"),
    "/to-secret": (302, "/secret/a"),
}
STATUS = {
    "/gone": 404,
    "/gone-410": 410,
    "/locked": 401,
    "/forbidden": 403,
    "/fails": 500,
    "/teapot": 418,
}
ROBOTS = "User-agent: *\nDisallow: /secret/\n"


class Answering(ThreadingHTTPServer):
    """The host; `asked` are methods and paths in order, each with the time and who asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("0.0.0.0", 0), _Handler)
        self.asked: list[tuple[float, str, str, str]] = []
        self.now: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self.lock = threading.Lock()

    def at(self, path: str = "", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.server_port}{path}"

    def times(self, path: str) -> int:
        return sum(one[2] == path for one in self.asked)

    def handle_error(self, *_: object) -> None:
        """Say nothing of connections that end early."""


class _Handler(BaseHTTPRequestHandler):
    server: Answering

    def do_GET(self) -> None:
        host = self.headers["Host"]
        with self.server.lock:
            agent = self.headers["User-Agent"]
            self.server.asked.append((time.monotonic(), self.command, self.path, agent))
            self.server.now[host] += 1
            self.server.most[host] = max(self.server.most[host], self.server.now[host])
        try:
            self._answer()
        finally:
            with self.server.lock:
                self.server.now[host] -= 1

    do_HEAD = do_GET

    def _answer(self) -> None:
        path, first = self.path, self.server.times(self.path) == 1
        if path == "/robots.txt":
            return self._send(200, ROBOTS.encode())
        if path in LEADS:
            status, location = LEADS[path]
            return self._send(status, location=location)
        if path == "/no-head":
            return self._send(405 if self.command == "HEAD" else 200)
        if path == "/head-lies":
            return self._send(404 if self.command == "HEAD" else 200)
        if path == "/busy-once":
            return self._send(429 if first else 200, retry="0")
        if path == "/busy-for-long":
            return self._send(429, retry="3600")
        if path == "/down-until":
            return self._send(503, retry="Fri, 31 Dec 2100 23:59:59 GMT")
        if path == "/fails-once":
            return self._send(502 if first else 200)
        if path == "/slow":
            time.sleep(0.9)
        if path == "/hangs":
            time.sleep(3)
        if path == "/drips":
            return self._drip()
        if path == "/garbage":
            self.wfile.write(b"\x00\xff\x00 this is no HTTP\r\n\r\n")
            return None
        if path == "/closes":
            return self.connection.close()
        if path == "/endless":
            return self._send(405) if self.command == "HEAD" else self._endless()
        return self._send(STATUS.get(path, 200))

    def _send(self, status: int, body: bytes = b"", location: str = "", retry: str = "") -> None:
        self.send_response(status)
        for name, value in (("Location", location), ("Retry-After", retry)):
            if value:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(60):
            self.wfile.write(f"X-{number}: a\r\n".encode())
            self.wfile.flush()
            time.sleep(0.1)

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(100_000):
            self.wfile.write(b"x" * 65536)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def answering() -> Iterator[Answering]:
    server = Answering()
    threading.Thread(target=server.serve_forever, args=[0.05], daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
