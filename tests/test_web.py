"""A web address goes in; what is wrong with it, or how its host is registered, comes out."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citybook.models.web import cure, fault, host_in_ascii, is_reserved

# Hosts as they are written, and as the DNS has them (checked with IDNA 2008, not 2003).
REGISTERED = {
    "中文.cn": "xn--fiq228c.cn",
    "ЯНДЕКС.рф": "xn--d1acpjx3f.xn--p1ai",
    "ελληνικός.gr": "xn--qxaegecap6byf.gr",
    "straße.рф": "xn--strae-oqa.xn--p1ai",
    "हिन्दी.भारत": "xn--j2bd4cyah0f.xn--h2brj9c",
    "گچ‌پژ.ir": "xn--3ibp9cvev95m.ir",
    "佐々木.jp": "xn--u6jy55gilq.jp",
    "サーバー.jp": "xn--vckucxgb.jp",
    "аррӏе.com": "xn--80ak6aa92e.com",
    "a_b.аррӏе.com": "a_b.xn--80ak6aa92e.com",
    "аррӏе.com.": "xn--80ak6aa92e.com.",
}
# In Latin letters, and so printed as they are written.
LATIN = (
    "eurocities.eu",
    "EUROCITIES.EU",
    "münchen.de",
    "straße.de",
    "col·la.cat",
    "a_b.eu",
    "r3---sn.eu",
    "1.2.3.4",
    "a.eu.",
    "xn--strae-oqa.de",
)
PARTIAL = (
    "eu",
    "a..eu",
    ".eu",
    "-a.eu",
    "a-.eu",
    "_a.eu",
    f"{'a' * 64}.eu",
    f"{'ü' * 60}.eu",
    "xn--zzzzzzzzz99.com",
    "ab．eu",
    "x.a。eu",
    "bank.eu／x.evil.eu",
    "a\u00adb.eu",
    "a\u200db.eu",
    "☃.net",
    "①.eu",
    "ａ.eu",
    "u\u0308a.eu",
    "1אבג.com",
    "bank.eu\u0338x.evil.eu",
)
# The sign after eu looks like the end of a host.
MIXED = ("bаnk.eu", "мой-mail.ru", "bank.euː443.evil.eu", "abcあב.jp")


@pytest.mark.parametrize("host", [*LATIN, *REGISTERED])
def test_a_whole_host_in_any_alphabet_is_taken(host: str) -> None:
    assert fault(f"https://{host}/x") == ""


@pytest.mark.parametrize("host", PARTIAL)
def test_a_host_that_can_be_none_is_refused(host: str) -> None:
    assert "the whole name of its host" in fault(f"https://{host}/x")


@pytest.mark.parametrize("host", MIXED)
def test_a_host_in_mixed_alphabets_is_refused(host: str) -> None:
    assert "letters that look alike" in fault(f"https://{host}/x")


@pytest.mark.parametrize("address", ["https://bank.eu@evil.eu", "http://me:secret@a.eu/x"])
def test_a_name_before_the_host_is_refused(address: str) -> None:
    assert "without a name before @" in fault(address)


@pytest.mark.parametrize(
    ("address", "expected"),
    {
        "": "begins with https://",
        "a.eu": "begins with https://",
        "ftp://a.eu": "begins with https://",
        "HTTPS://a.eu": "begins with https://",
        "https:/a.eu": "begins with https://",
        "https://": "with the whole name of its host",
        "https:///x": "with the whole name of its host",
        "https://a b.eu": "with the whole name of its host",
        "https://a'b.eu": "with the whole name of its host",
        "https://[::1]/": "with the whole name of its host",
        "https://a.eu:x": "with digits behind the : of its host",
        "https://a.eu:123456/x": "with digits behind the : of its host",
        "https://a.eu/x y": "without spaces: write %20 for it",
        "https://a.eu/x\u00a0y": "without spaces: write %20 for it",
        'https://a.eu/"x"': 'without the sign ": write %22 for it',
        "https://a.eu/<x>": "without the sign <: write %3C for it",
        "https://a.eu/{x}": "without the sign {: write %7B for it",
        "https://a.eu/a|b": "without the sign |: write %7C for it",
        "https://a.eu\\x": "with the whole name of its host",
        "https://a.eu/a\\b": "without the sign \\: write %5C for it",
        "https://a.eu/" + "x" * 2000: "of at most 2,000 letters",
    }.items(),
)
def test_what_is_wrong_with_an_address_is_said(address: str, expected: str) -> None:
    assert fault(address).startswith(
        ("a web address " + expected, "a web address that " + expected)
    )


@pytest.mark.parametrize(
    ("address", "expected"),
    {
        "www.a.eu": "write https://www.a.eu",
        "HTTPS://a.eu/X": "write https://a.eu/X",
        "“https://a.eu”": "take the quotation marks out, or write straight ones",
        "ftp://a.eu": "",
        "a b": "",
        "": "",
    }.items(),
)
def test_what_to_write_for_such_an_address_is_said(address: str, expected: str) -> None:
    assert cure(address) == expected


@pytest.mark.parametrize(
    "path",
    [
        "/l'arche",
        "/l’arche",
        "/?q='x'",
        "/a(b)",
        "/a,b;c=d&e!f*g~h$i@j:k",
        "/a%20b",
        "/ö/[1]",
        "#:~:text=a",
        ":8080/x",
    ],
)
def test_what_stands_in_addresses_is_taken(path: str) -> None:
    assert fault(f"https://a.eu{path}") == ""


@pytest.mark.parametrize(("host", "registered"), REGISTERED.items())
def test_a_host_in_another_alphabet_is_printed_as_it_is_registered(
    host: str, registered: str
) -> None:
    assert host_in_ascii(f"https://{host}:8080/x?ф") == f"https://{registered}:8080/x?ф"


@pytest.mark.parametrize("host", LATIN)
def test_a_host_in_latin_letters_is_printed_as_it_is_written(host: str) -> None:
    assert host_in_ascii(f"https://{host}/x") == f"https://{host}/x"


@given(st.text(st.sampled_from("aäаא中々ー1-_.。·\u0301\u0338\u200dxn/:@")))
def test_any_host_is_judged_without_a_crash_and_no_letter_of_another_alphabet_is_printed(
    host: str,
) -> None:
    address = f"https://{host}"
    if fault(address) == "":
        letters = filter(str.isalpha, host_in_ascii(address).partition("://")[2].partition("/")[0])
        assert all(unicodedata.name(letter).startswith("LATIN ") for letter in letters)
    else:
        assert fault(address).startswith("a web address ")


@pytest.mark.parametrize(
    ("address", "is_one"),
    [
        ("https://citybook.example/", True),
        ("https://www.EXAMPLE.com:8080/a?b", True),
        ("https://a.example.org", True),
        ("https://example.net.", True),
        ("http://book.test/", True),
        ("http://a.invalid/", True),
        ("http://book.localhost/", True),
        ("https://example.eu/", False),
        ("https://notexample.com/", False),
        ("https://example.com.eu/", False),
        ("https://eurocities.eu/a.example/", False),
        ("https://test.eurocities.eu/", False),
    ],
)
def test_addresses_reserved_for_examples_are_known(address: str, is_one: bool) -> None:
    assert is_reserved(address) == is_one
