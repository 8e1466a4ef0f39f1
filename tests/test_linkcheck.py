"""Web addresses go in, to a local host that answers in every way; what an editor is told of each
comes out."""

from __future__ import annotations

import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from citybook.linkcheck import asking
from citybook.linkcheck.asking import Answer, Asker, UnreachableError, is_private
from citybook.linkcheck.checking import Memory, check_all, describe
from citybook.linkcheck.manners import Hosts, _Host, seconds_of
from citybook.linkcheck.named import AddressPlace
from citybook.linkcheck.verdict import Judge, Verdict
from tests.answering import Answering, answering
from tests.publications import Publication
from tests.test_no_network import alone

AGENT = "Citybook/0.1 (checks the links of https://cities.org/)"


@pytest.fixture
def host() -> Iterator[Answering]:
    with answering() as server:
        yield server


def impatient(
    *, is_intranet: bool = True, pause: float = 0, timeout: float = 0.8, slow: float = 0.3
) -> Judge:
    asker = Asker(AGENT, timeout=timeout, longest=timeout * 1.5, is_intranet=is_intranet)
    return Judge(Hosts(asker, pause=pause), slow=slow, wait=0.01)


def test_each_kind_of_answer_has_its_verdict(host: Answering) -> None:
    moved = f"it has moved to {host.at('/good')}"
    home = f"it leads to a home page now, {host.at('/')}: the page may be gone"
    expected = {
        "/good": ("good", ""),
        "/no-head": ("good", ""),
        "/head-lies": ("good", ""),
        "/ä ö?q=ü": ("good", ""),
        "/gone": ("dead", "it is gone: its host answers 404"),
        "/gone-410": ("dead", "it is gone: its host answers 410"),
        "/to-gone": ("dead", "it is gone: its host answers 404"),
        "/moved": ("moved", moved),
        "/moved-308": ("moved", moved),
        "/moved-twice": ("moved", moved),
        "/moved-for-now": ("moved", f"it has moved to {host.at('/for-now')}"),
        "/for-now": ("good", ""),
        "/for-now-only": ("good", ""),
        "/slash": ("good", ""),
        "/deep/page": ("moved", home),
        "/circle": ("dead", "it leads on more than 5 times, maybe in a circle"),
        "/to-ftp": ("unclear", "it leads on to ftp://files.org/a"),
        "/to-script": ("unclear", "it leads on to javascript:alert(1)"),
        "/to-no-address": ("unclear", "it leads on to http://[x"),
        "/locked": ("unclear", "its host answers 401, maybe to programs only"),
        "/forbidden": ("unclear", "its host answers 403, maybe to programs only"),
        "/teapot": ("unclear", "its host answers 418, maybe to programs only"),
        "/fails": ("dead", "its host fails: it answers 500"),
        "/fails-once": ("good", ""),
        "/busy-once": ("good", ""),
        "/busy-for-long": ("unclear", "its host is busy: it answers 429"),
        "/down-until": ("unclear", "its host is busy: it answers 503"),
        "/secret/a": ("unclear", "its host asks programs not to look (robots.txt)"),
        "/to-secret": ("unclear", "its host asks programs not to look (robots.txt)"),
        "/garbage": ("dead", "it does not answer as web hosts do"),
        "/closes": ("dead", "it does not answer as web hosts do"),
        "/endless": ("good", ""),
    }
    judge = impatient()
    found = {path: judge.judge(host.at(path)) for path in expected}
    assert {path: (one.state, one.message) for path, one in found.items()} == expected
    assert found["/moved-twice"].moved == host.at("/good")
    assert found["/deep/page"].moved == ""
    assert host.times("/busy-for-long") == 1
    assert host.times("/fails") == 6  # each of HEAD and GET three times
    assert host.times("/secret/a") == 0
    assert host.times("/robots.txt") == 1
    assert {one[3] for one in host.asked} == {AGENT}


def test_what_takes_too_long_is_told_and_ended(host: Answering) -> None:
    expected = {
        "/slow": ("slow", "it took 1 seconds to answer"),
        "/hangs": ("dead", "it does not answer in time"),
        "/drips": ("dead", "it does not answer in time"),
    }
    judge = Judge(impatient(timeout=1.5).hosts, slow=0.3, times=0)
    begun = time.monotonic()
    found = {path: judge.judge(host.at(path)) for path in expected}
    assert time.monotonic() - begun < 8
    assert {path: (one.state, one.message) for path, one in found.items()} == expected


def test_a_host_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    refused = impatient().judge(f"http://127.0.0.1:{port}/")
    assert (refused.state, refused.message) == ("dead", "it refuses the connection")

    def unknown(*_: object, **__: object) -> object:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    found = impatient().judge("https://no.such.org/a")
    assert (found.message, found.is_offline) == ("there is no such host", True)


def test_a_name_that_cannot_be_looked_up_is_given_up_for_all_addresses_of_its_host(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked_up = []

    def unsure(name: str, *_: object, **__: object) -> object:
        looked_up.append(name)
        raise socket.gaierror(socket.EAI_AGAIN, "try again")

    monkeypatch.setattr(socket, "getaddrinfo", unsure)
    judge = impatient()
    found = [judge.judge(f"https://{one}") for one in ("a.org/1", "a.org/2", "b.org/", "a.org/3")]
    assert {one.message for one in found} == {"its name could not be looked up"}
    assert looked_up == 3 * ["a.org"] + 3 * ["b.org"]


@pytest.mark.parametrize(
    ("name", "why"),
    [("localhost", "self-signed certificate"), ("127.0.0.1", "self-signed certificate")],
)
def test_a_certificate_that_is_not_valid_is_told(secure: Secure, name: str, why: str) -> None:
    asker = Asker(AGENT, is_intranet=True)
    with pytest.raises(UnreachableError, match=f"its certificate is not valid: {why}"):
        asker.ask("HEAD", f"https://{name}:{secure.port}/")


def test_what_takes_too_long_is_ended_on_a_secure_connection_too(
    secure: Secure, monkeypatch: pytest.MonkeyPatch
) -> None:
    trusting = ssl.create_default_context(cafile=secure.certificate)
    monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
    begun = time.monotonic()
    with pytest.raises(UnreachableError, match="it does not answer in time"):
        Asker(AGENT, longest=1, is_intranet=True).ask("GET", f"https://localhost:{secure.port}/")
    assert time.monotonic() - begun < 5


def test_a_handshake_that_takes_too_long_is_told_as_such() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_stall, args=[server], daemon=True).start()
        asker = Asker(AGENT, longest=1, is_intranet=True)
        with pytest.raises(UnreachableError, match="it does not answer in time"):
            asker.ask("HEAD", f"https://localhost:{server.getsockname()[1]}/")


def _stall(server: socket.socket) -> None:
    """Begin an answer of TLS, a letter at a time."""
    with suppress(OSError):
        sock = server.accept()[0]
        for number in b"\x16\x03\x03\x40" + bytes(200):
            sock.sendall(bytes([number]))
            time.sleep(0.1)


@dataclass(frozen=True)
class Secure:
    """A host on this machine with a certificate that it signed itself; it answers a letter at a
    time, for twenty seconds."""

    certificate: Path
    port: int


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Secure]:
    folder = tmp_path_factory.mktemp("secure")
    key, certificate = folder / "key", folder / "certificate"
    made = ["-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-days", "1"]
    made += ["-addext", "subjectAltName=DNS:localhost"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(["openssl", "req", "-x509", *made, *files], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_drip, args=[server, context], daemon=True).start()
        yield Secure(certificate, server.getsockname()[1])


def _drip(server: socket.socket, context: ssl.SSLContext) -> None:
    while True:
        with suppress(OSError), context.wrap_socket(server.accept()[0], server_side=True) as sock:
            for letter in "HTTP/1.1 200 OK\r\n".ljust(200):
                sock.sendall(letter.encode())
                time.sleep(0.1)


@pytest.mark.parametrize(
    "address",
    [
        *("10.0.0.1", "127.0.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "192.168.1.1"),
        *("224.0.0.1", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1"),
        *("2002:a00:1::", "::", "ff02::1"),
    ],
)
def test_an_address_of_a_private_network_is_known_in_every_form(address: str) -> None:
    assert is_private(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "64:ff9b::808:808"])
def test_a_public_address_is_not_taken_for_a_private_one(address: str) -> None:
    assert not is_private(address)


def test_nobody_in_a_private_network_is_asked(
    host: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    judge = impatient(is_intranet=False)
    said = "it is in a private network, where readers do not get"
    assert judge.judge(host.at("/good")).message == said
    assert host.asked == []
    # From a host that may be asked, neither by a redirect nor by a second address of a name.
    monkeypatch.setattr(asking, "is_private", lambda one: one != "127.0.0.1" and is_private(one))
    for path in ("/to-private", "/to-metadata"):
        assert judge.judge(host.at(path)).message == said
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("8.8.8.8", "10.0.0.1")]
    connected: list[object] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: rows)
    monkeypatch.setattr(socket.socket, "connect", lambda _, place: connected.append(place))
    assert judge.judge("http://two-faced.org/").message == said
    assert connected == []


def test_a_name_is_looked_up_once_for_each_request(
    host: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Otherwise it could be a public address when it is looked at and a private one when it is
    asked."""
    real, asked = socket.getaddrinfo, []

    def count(*given: object, **named: object) -> object:
        asked.append(given[0])
        return real("127.0.0.1", *given[1:], **named)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", count)
    address = f"http://rebinding.org:{host.server_port}/good"
    assert Asker(AGENT, is_intranet=True).ask("HEAD", address).status == 200
    assert asked == ["rebinding.org"]


def test_hosts_are_asked_at_once_and_each_one_at_a_time_with_a_pause(
    host: Answering, tmp_path: Path
) -> None:
    addresses = [
        host.at(f"/good-{number}", f"127.0.0.{one}") for one in (1, 2, 3) for number in range(4)
    ]
    begun = time.monotonic()
    found = check_all(addresses, impatient(pause=0.15, slow=9), Memory(tmp_path / "links"))
    assert time.monotonic() - begun < 3 * 4 * 0.15 + 1
    assert {one.state for one in found.values()} == {"good"}
    assert len(found) == 12
    assert set(host.most.values()) == {1}
    times = sorted(one[0] for one in host.asked)
    assert len(times) == 3 * 5
    assert sum(after - before < 0.1 for before, after in pairwise(times)) >= 8


def test_what_was_good_is_not_asked_again_for_some_days(host: Answering, tmp_path: Path) -> None:
    addresses, kept = [host.at("/good"), host.at("/gone")], tmp_path / "links"
    for _ in range(2):
        found = check_all(addresses, impatient(), Memory(kept))
        assert [found[one].state for one in addresses] == ["good", "dead"]
    assert host.times("/good") == 1
    assert host.times("/gone") > 2
    check_all(addresses, impatient(), Memory(kept, is_fresh=True))
    assert host.times("/good") == 2
    kept.write_text(f'{{"{host.at("/good")}": {time.time() - 8 * 24 * 3600}}}')
    check_all(addresses, impatient(), Memory(kept))
    assert host.times("/good") == 3
    for damaged in ("", "[]", '{"a": "b"}', "\0"):
        kept.write_text(damaged)
        assert Memory(kept).good == {}


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120),
        ("0", 0),
        ("Fri, 01 Jan 1999 00:00:00 GMT", 0),
        ("soon", None),
        ("-1", None),
        ("²", None),
        ("Thu, 01 Jan 2024 00:00:00 +99999999999999", None),
    ],
)
def test_when_a_host_asks_to_be_asked_again_is_read(written: str, seconds: float | None) -> None:
    assert seconds_of(written) == seconds


def answer(status: int = 200, location: str = "", body: str = "") -> Answer:
    return Answer(status, location, "", body.encode(), 0)


GOOD, NONE = answer(), answer(404)


@dataclass(frozen=True)
class Scripted(Asker):
    """Asks nobody: each host has this robots.txt, and gives this answer to all else."""

    robots: Answer = NONE
    other: Answer = GOOD

    def ask(self, method: str, address: str, most: int = 0) -> Answer:  # noqa: ARG002
        return self.robots if address.endswith("/robots.txt") else self.other


@pytest.mark.parametrize("location", ["http://[x", "https://a℀.eu/", "//[", "https://a.eu:x/"])
def test_a_redirect_to_what_is_no_address_is_told(location: str) -> None:
    for robots in (NONE, answer(301, location)):
        hosts = Hosts(Scripted(AGENT, robots=robots, other=answer(301, location)), pause=0)
        found = Judge(hosts).judge("https://a.eu/b")
        assert (found.state, found.message) == ("unclear", f"it leads on to {location}")


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("Crawl-delay: 3", 3),
        ("Crawl-delay: ²", 1),
        ("Crawl-delay: soon", 1),
        (f"Crawl-delay: {400 * '9'}", 10),
        (f"Crawl-delay: {5000 * '9'}", 10),
        ("Request-rate: ²/1", 1),
        ("Disallow: //[x", 1),
    ],
    ids=lambda given: str(given)[:20],
)
def test_a_line_of_robots_txt_that_cannot_be_read_says_nothing(line: str, seconds: float) -> None:
    robots = f"User-agent: *\n{line}\nDisallow: /secret/\n"
    hosts, host = Hosts(Scripted(AGENT, robots=answer(body=robots)), pause=1), _Host()
    host.robots = hosts._read_robots(host, "https://a.eu/")
    host.free_at = 0
    hosts._ask(host, "HEAD", "https://a.eu/b")
    assert host.free_at - time.monotonic() == pytest.approx(seconds, abs=0.2)
    assert not host.robots.can_fetch(AGENT, "https://a.eu/secret/")
    assert host.robots.can_fetch(AGENT, "https://a.eu/b")


def test_whatever_goes_wrong_with_one_address_ends_no_report(tmp_path: Path) -> None:
    class Broken(Judge):
        def judge(self, address: str) -> Verdict:
            if address.endswith("/broken"):
                raise RuntimeError("of a kind that nobody thought of")
            return super().judge(address)

    addresses = ["https://a.eu/broken", "https://a.eu/good", "https://a℀.eu/", "https://b.eu/"]
    judge = Broken(Hosts(Scripted(AGENT), pause=0))
    found = check_all(addresses, judge, Memory(tmp_path / "links"))
    states = [found[address].state for address in addresses]
    assert states == ["unclear", "good", "unclear", "good"]
    told = describe({address: [AddressPlace("content/a.md", 1, 1)] for address in addresses}, found)
    assert [(one.message, one.hint, one.is_error) for one in told] == [
        (f"{address}: it could not be checked ({error})", "open it in a browser", False)
        for address, error in zip(addresses[::2], ("RuntimeError", "ValueError"), strict=True)
    ]


def test_a_machine_without_a_network_calls_nothing_dead(small: Publication) -> None:
    told = subprocess.run(
        [*alone(), sys.executable, "-m", "doit", "links"],
        cwd=small.folder,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    assert told.returncode != 0
    assert "this machine seems to be offline" in told.stdout
    assert "dead" not in told.stdout


def test_doit_links_tells_each_dead_address_once_with_its_places(
    small: Publication, host: Answering
) -> None:
    for file in ("publication.yaml", "communities.yaml"):
        text = small.read(file)
        text = text.replace("https://harbour-network.example/ferries", host.at("/moved"))
        small.write(file, text.replace("https://harbour-network.example", host.at("", "127.0.0.2")))
    small.replace("profiles/dole.md", "https://dole.example/museum", host.at("/gone", "127.0.0.3"))
    ferry = "practices/night-ferry.md"
    small.replace(ferry, "https://ferries.example/night", host.at("/gone", "127.0.0.3"))
    school = host.at("/good", "127.0.0.4")
    small.replace("practices/welders-school.md", "https://alba.example/school", school)
    refused = small.doit("links").fails()
    assert "error: http://127.0.0.3" in refused.output
    assert "it is in a private network, where readers do not get" in refused.output
    assert host.asked == []

    told = small.doit("links", "--intranet").fails().output
    dead, moved = host.at("/gone", "127.0.0.3"), host.at("/moved")
    assert told.count(dead) == 2  # in the message, and in the line that it shows
    assert f"content/practices/night-ferry.md:13:10: error: {dead}: it is gone" in told
    assert "it is also in content/profiles/dole.md:13:10" in told
    assert f"warning: {moved}: it has moved to {host.at('/good')}" in told
    assert "5 addresses: 3 good, 1 moved, 1 dead." in told
    asked = host.times("/good")
    again = small.doit("links", "--intranet").fails().output
    assert "3 were good of late and not asked again." in again
    assert host.times("/good") == asked + 1  # to which what has moved leads

    text = small.read(ferry).replace(dead, f"{dead}\n    archived: {school}\n    dead: 2026-11-01")
    small.write(ferry, text)
    small.replace("profiles/dole.md", dead, school)
    done = small.doit("links", "--intranet").succeeds().output
    assert "1 moved" in done
    assert f"error: {dead}" not in done
