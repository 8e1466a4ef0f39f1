"""The print HTML of an edition goes in; which of its QR codes lead nowhere comes out, since their
addresses are reserved for examples."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote

from citybook.models.web import host_of, is_reserved
from citybook.press.findings import Faults, PrintFault

CODE = re.compile(r'src="codes/([^"]+)\.svg"')


def reserved_hosts(folder: Path) -> list[str]:
    """List the hosts reserved for examples that codes in the HTML files of `folder` lead to."""
    html = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.html")))
    addresses = dict.fromkeys(unquote(found) for found in CODE.findall(html))
    return list(dict.fromkeys(host_of(one) for one in addresses if is_reserved(one)))


def check_addresses(hosts: Sequence[str], base: str) -> Faults:
    """Warn of each of these hosts; `base` is the publication's own address."""
    for host in hosts:
        message = f"QR codes lead to {host}, an address reserved for examples: nobody gets anywhere"
        hint = f"write a real address instead where the content links to {host}"
        if host == host_of(base):
            hint = "write where build/site/ is hosted: base_url in content/publication.yaml"
        yield PrintFault("address", message, severity="warning", hint=hint)
