"""One web address goes in; how its host answers comes out, within limits of time and size.

Content is not trusted: its addresses shall not make this machine ask others of its own network. So
a host's name is resolved once, each of its addresses looked at, and the connection made to that
address and no other.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from citybook.models.web import host_in_ascii

# What stands in a path already as it is sent.
SENT = "%/:=&?~#+!$,;'@()*[]"
# NAT64 (RFC 6052): an address of the older form stands in its last four bytes.
NAT64 = ipaddress.ip_network("64:ff9b::/96")


class UnreachableError(Exception):
    """A host that does not answer; `is_final` says whether to ask again is of no use, `is_offline`
    whether this machine may have no network."""

    def __init__(self, why: str, *, is_final: bool = False, is_offline: bool = False) -> None:
        super().__init__(why)
        self.is_final, self.is_offline = is_final, is_offline


@dataclass(frozen=True)
class Answer:
    """What a host answered: status, where it leads on, when to ask again as it is written, the
    beginning of the body, and after how many seconds."""

    status: int
    location: str
    retry_after: str
    body: bytes
    seconds: float


@dataclass(frozen=True)
class Asker:
    """Asks hosts: who it says it is, how many seconds it waits for a word and for all, and whether
    it may ask in private networks."""

    agent: str
    timeout: float = 15
    longest: float = 30
    is_intranet: bool = False

    def ask(self, method: str, address: str, most: int = 0) -> Answer:
        """Ask for an address, and read at most so many bytes of what comes. Raises
        UnreachableError."""
        begun = time.monotonic()
        parts = urlsplit(host_in_ascii(address))
        try:
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise UnreachableError("its port is no number", is_final=True) from None
        is_secure = parts.scheme == "https"
        sock = self._connect(host, port or (443 if is_secure else 80))
        timer = threading.Timer(self.longest, lambda: _cut(sock))  # what `sock` is by then
        timer.daemon = True
        timer.start()
        try:
            if is_secure:
                context = ssl.create_default_context()
                sock = secure = context.wrap_socket(
                    sock, server_hostname=host, do_handshake_on_connect=False
                )
                secure.do_handshake()
            target = quote(parts.path or "/", safe=SENT)
            target += f"?{quote(parts.query, safe=SENT)}" if parts.query else ""
            named = f"[{host}]" if ":" in host else host
            named += f":{port}" if port else ""
            answer = self._talk(sock, method, target, named, most, begun)
            if answer.seconds >= self.longest:  # it was cut, which can look like an end
                raise TimeoutError
            return answer
        except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
            is_cut = time.monotonic() - begun >= self.longest
            why = _why(TimeoutError() if is_cut else error)
            is_final = isinstance(error, ssl.SSLCertVerificationError)
            raise UnreachableError(why, is_final=is_final) from None
        finally:
            timer.cancel()
            with suppress(OSError):
                sock.close()

    def _talk(
        self, sock: socket.socket, method: str, target: str, host: str, most: int, begun: float
    ) -> Answer:
        connection = http.client.HTTPConnection(host.partition(":")[0] or "x")
        connection.sock = sock
        headers = {"Host": host, "User-Agent": self.agent, "Accept": "*/*", "Connection": "close"}
        connection.request(method, target, headers=headers)
        answer = connection.getresponse()
        body = answer.read(most) if most else b""
        return Answer(
            status=answer.status,
            location=answer.getheader("Location") or "",
            retry_after=answer.getheader("Retry-After") or "",
            body=body,
            seconds=time.monotonic() - begun,
        )

    def _connect(self, host: str, port: int) -> socket.socket:
        """Connect to the first address of a host that answers. Raises UnreachableError, also where
        any of them is in a private network."""
        try:
            rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except socket.gaierror as error:
            is_unsure = error.errno == socket.EAI_AGAIN
            why = "its name could not be looked up" if is_unsure else "there is no such host"
            raise UnreachableError(why, is_final=not is_unsure, is_offline=True) from None
        except UnicodeError:
            raise UnreachableError("there is no such host", is_final=True) from None
        if not self.is_intranet and any(is_private(str(row[4][0])) for row in rows):
            raise UnreachableError(
                "it is in a private network, where readers do not get", is_final=True
            )
        failure = UnreachableError("it does not answer")
        for family, kind, protocol, _, place in rows:
            sock = socket.socket(family, kind, protocol)
            sock.settimeout(self.timeout)
            try:
                sock.connect(place)
                return sock
            except OSError as error:
                sock.close()
                failure = UnreachableError(_why(error))
        raise failure


def is_private(address: str) -> bool:
    """Whether an IP address is none of the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        inside = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in NAT64:
            inside = ipaddress.IPv4Address(found.packed[-4:])
        if inside is not None:
            return is_private(str(inside))
    return not found.is_global or found.is_multicast


def _cut(sock: socket.socket) -> None:
    """End a connection that takes too long, from another thread."""
    with suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)


def _why(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "it does not answer in time"
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"its certificate is not valid: {error.verify_message}"
    if isinstance(error, ssl.SSLError):
        return f"no secure connection: {error.reason}"
    if isinstance(error, ConnectionRefusedError):
        return "it refuses the connection"
    if isinstance(error, OSError) and error.strerror:
        return f"it does not answer: {error.strerror.lower()}"
    return "it does not answer as web hosts do"
