"""The print HTML of an edition goes in; which of its QR codes lead nowhere comes out."""

from __future__ import annotations

from pathlib import Path

from citybook.press.code_addresses import check_addresses, reserved_hosts
from citybook.views.addresses import code


def test_the_hosts_reserved_for_examples_that_codes_lead_to_are_listed_once(tmp_path: Path) -> None:
    addresses = (
        "https://citybook.example/cities/zagreb/",
        "https://eurocities.eu/",
        "https://citybook.example/",
        "https://www.example.com/a?b=c",
    )
    for number, address in enumerate(addresses):
        html = f'<img class="qr-code" src="{code(address)}" alt=""><a href="https://x.test/">x</a>'
        (tmp_path / f"{number}.html").write_text(html)
    assert reserved_hosts(tmp_path) == ["citybook.example", "www.example.com"]


def test_each_is_a_warning_with_its_own_cure() -> None:
    own, other = check_addresses(["b.example", "www.example.com"], "https://b.example/book/")
    assert {own.severity, other.severity} == {"warning"}
    assert own.hint == "write where build/site/ is hosted: base_url in content/publication.yaml"
    assert other.hint == ("write a real address instead where the content links to www.example.com")
