"""An e-mail address as an office writes it goes in; the one that a mail program takes from a link
comes out."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote

from citybook.models.web import is_label, is_mixed, to_ascii

# RFC 5321, with letters beyond ASCII (RFC 6531), less what means something in a mailto: address
# (RFC 6068). Word makes the straight apostrophe of a name a typographic one.
LOCAL = re.compile(r"[\w+'’-]+(?:\.[\w+'’-]+)*")
LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.ASCII | re.IGNORECASE)
LAST = re.compile(r"[a-z]{2,63}|xn--[a-z0-9-]{1,59}|[^\x00-\x7f].*", re.ASCII | re.IGNORECASE)
# An address in quotation marks or brackets, or behind a name or `mailto:`.
WITHIN = re.compile(r"[^@]*?[\s:<“”„\"']([\w.+-]+@[\w-]+(?:\.[\w-]+)+)[>“”\"']?")
MOST_LABELS = 9


def to_mailbox(text: str) -> str:
    """Return an e-mail address as it stands behind `mailto:`: o'brien@city.example for
    o’brien@city.example, and letters beyond ASCII as RFC 6068 and IDNA have them. Raises
    ValueError, in words that follow 'expected', if it can be none."""
    local, _, host = text.partition("@")
    labels = host.split(".")
    is_one = (
        LOCAL.fullmatch(local)
        and len(local.encode()) <= 64
        and unicodedata.normalize("NFKC", local) == local
        and 2 <= len(labels) <= MOST_LABELS
        and all(map(_is_part, labels))
        and LAST.fullmatch(labels[-1])
    )
    if not is_one:
        message = "an e-mail address, such as integration@city.example"
        within = WITHIN.fullmatch(text)
        raise ValueError(message, f"write {within[1]} only" if within else "")
    if any(is_mixed(part, "LM") for part in re.split(r"[._+'’-]", local)):
        raise ValueError(
            "an e-mail address in the letters of one alphabet: this one mixes letters that look "
            "alike"
        )
    plain = quote(local.replace("’", "'"), safe="+'")
    return f"{plain}@{'.'.join(map(to_ascii, labels))}"


def _is_part(label: str) -> bool:
    return bool(LABEL.fullmatch(label)) if label.isascii() else is_label(label)
