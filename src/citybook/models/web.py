"""A web address goes in; what is wrong with it comes out."""

from __future__ import annotations

import re
import unicodedata

# RFC 3986, section 3, less what hides where an address leads: names and passwords before the host.
# Letters beyond ASCII may stand in it (RFC 3987); spaces, quotation marks, brackets and backslashes
# may not.
ADDRESS = re.compile(
    r"https?://([^\s/?#@:\"'<>\\`{}|^\[\]]+)(:[0-9]{1,5})?([/?#][^\s\"'<>\\`{}|^]*)?"
)
LABEL = re.compile(r"(?!-)[^\W_](?:[\w-]*[^\W_])?", re.UNICODE)
LONGEST = 2_000


def fault(address: str) -> str:
    """What is wrong with a web address, in words that follow 'expected'; empty when nothing is."""
    found = ADDRESS.fullmatch(address) if len(address) <= LONGEST else None
    if found is None:
        before_path = address.partition("://")[2].partition("/")[0]
        if "@" in before_path and address.startswith(("http://", "https://")):
            return "a web address without a name before @, which hides where it leads"
        return "a web address that begins with https://, such as https://eurocities.eu"
    labels = found.group(1).rstrip(".").split(".")
    if len(labels) < 2 or not all(LABEL.fullmatch(label) and len(label) <= 63 for label in labels):
        return "a web address with the whole name of its host, such as https://eurocities.eu"
    if any(_is_mixed(label) for label in labels):
        return (
            "a web address in the letters of one alphabet: this one mixes letters that look alike"
        )
    return ""


def host_in_ascii(address: str) -> str:
    """The address with a host in other than Latin letters as it is registered (RFC 3492), so that
    letters that look like Latin ones show."""
    found = ADDRESS.fullmatch(address)
    if found is None or not any(
        script not in ("", "LATIN") for script in map(_script, found.group(1))
    ):
        return address
    try:
        host = found.group(1).encode("idna").decode()
    except UnicodeError:
        return address
    return address[: found.start(1)] + host + address[found.end(1) :]


def _is_mixed(label: str) -> bool:
    """Whether a part of a host's name has letters of several alphabets (UTS 39, 'mixed-script
    detection')."""
    scripts = {script for script in map(_script, label) if script}
    return len(scripts) > 1 and not scripts <= {"CJK", "HIRAGANA", "KATAKANA", "LATIN", "HANGUL"}


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").split()[0].split("-")[0] if letter.isalpha() else ""
