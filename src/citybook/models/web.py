"""A web address goes in; what is wrong with it comes out."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, urlsplit

# RFC 3986, section 3, less what hides where an address leads: names and passwords before the host.
# Letters beyond ASCII may stand in it (RFC 3987).
ADDRESS = re.compile(
    r"https?://([^\s/?#@:\"'<>\\`{}|^\[\]]+)(:[0-9]{1,5})?([/?#][^\s\"<>\\`{}|^]*)?"
)
WRONG_PORT = re.compile(r"[^\[\]:]+:(?![0-9]{1,5}$).*", re.DOTALL)
# Spaces, quotation marks, brackets and backslashes may not stand in a path.
UNFIT = re.compile(r"[\s\"<>\\`{}|^]")
# A part of a host's name in ASCII (RFC 1123), and `_`, which the DNS has and hosts are named with.
PLAIN = re.compile(r"(?!xn--)[a-z0-9](?:[a-z0-9_-]{0,61}[a-z0-9])?", re.ASCII | re.IGNORECASE)
# Names of hosts that stand for no site (RFC 2606, RFC 6761).
RESERVED = ("example", "invalid", "test", "localhost", "example.com", "example.org", "example.net")
# Alphabets that are written together.
TOGETHER = {"Latn", "Hani", "Hira", "Kana", "Hang"}
LONGEST, LAST_PORT = 2_000, 65_535


def fault(address: str) -> str:
    """Tell what is wrong with a web address, in words that follow 'expected'; empty when nothing
    is."""
    scheme, _, behind = address.partition("://")
    if scheme not in ("http", "https"):
        return "a web address that begins with https://, such as https://eurocities.eu"
    if len(address) > LONGEST:
        return f"a web address of at most {LONGEST:,} letters"
    host = re.split(r"[/?#]", behind, maxsplit=1)[0]
    if "@" in host:
        return "a web address without a name before @, which hides where it leads"
    if unfit := UNFIT.search(behind, len(host)):
        return _refuse_sign(unfit.group())
    if WRONG_PORT.fullmatch(host):
        return "a web address with digits behind the : of its host"
    port = host.rpartition(":")[2] if ":" in host else ""
    if port.isdecimal() and int(port) > LAST_PORT:
        return f"a web address whose port is at most {LAST_PORT}"
    return _host_fault(ADDRESS.fullmatch(address))


def cure(address: str) -> str:
    """Tell what to write for an address that has a fault; empty where that is not known."""
    bare = address.strip("“”„‟‘’‚«»‹›\"'")
    if bare != address:
        return "take the quotation marks out, or write straight ones"
    scheme, colon, behind = address.partition("://")
    written = f"{scheme.lower()}://{behind}" if colon else f"https://{address}"
    return f"write {written}" if written != address and not fault(written) else ""


def _refuse_sign(sign: str) -> str:
    """Say that a sign has no place in an address, and how it is written there."""
    written = "%20" if sign.isspace() else quote(sign)
    what = "spaces" if sign.isspace() else f"the sign {sign}"
    return f"a web address without {what}: write {written} for it"


def _host_fault(found: re.Match[str] | None) -> str:
    labels = found[1].rstrip(".").split(".") if found else []
    if len(labels) > 1 and any(is_mixed(label, "L") for label in labels):
        return (
            "a web address in the letters of one alphabet: this one mixes letters that look alike"
        )
    if len(labels) < 2 or not all(map(is_label, labels)):
        return "a web address with the whole name of its host, such as https://eurocities.eu"
    return ""


def host_of(address: str) -> str:
    """Return the name of an address's host in small letters; empty where it has none."""
    return (urlsplit(address).hostname or "").rstrip(".")


def is_reserved(address: str) -> bool:
    """Whether an address is one of those reserved for examples, which lead nowhere."""
    return any(f".{host_of(address)}".endswith(f".{name}") for name in RESERVED)


def host_in_ascii(address: str) -> str:
    """Return the address with a host in other than Latin letters as it is registered (RFC 5891), so
    that letters that look like Latin ones show."""
    found = ADDRESS.fullmatch(address)
    if found is None or _scripts(found[1], "LM") <= {"Latn"}:
        return address
    try:
        host = ".".join(label and to_ascii(label) for label in found[1].split("."))
    except UnicodeError:
        return address
    return address[: found.start(1)] + host + address[found.end(1) :]


def is_label(label: str) -> bool:
    """Whether a text can be a part of a host's name. Marks of no alphabet of its letters are
    refused, since some look like the / after a host."""
    try:
        return bool(to_ascii(label)) and not is_mixed(label, "LM")
    except UnicodeError:
        return False


def to_ascii(label: str) -> str:
    """Return a part of a host's name as the DNS has it (IDNA 2008). Raises UnicodeError if it can
    be none."""
    if PLAIN.fullmatch(label):
        return label
    import idna  # only for the few hosts that need it: 5 ms

    return idna.alabel(label.lower()).decode()


def is_mixed(label: str, categories: str) -> bool:
    """Whether the letters L, or letters and marks LM, of a part of a host's name are of several
    alphabets (UTS 39, 'mixed-script detection')."""
    scripts = _scripts(label, categories)
    return len(scripts) > 1 and not scripts <= TOGETHER


def _scripts(text: str, categories: str) -> set[str]:
    """Return the codes (ISO 15924) of the alphabets that a text's signs of these general categories
    belong to."""
    if text.isascii():
        return {"Latn"}
    from fontTools.unicodedata import script_extension  # only for the few hosts that need it: 20 ms

    signs = [sign for sign in text if unicodedata.category(sign)[0] in categories]
    return set().union(*map(script_extension, signs))
