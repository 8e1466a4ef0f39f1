"""A text in one or several languages goes in; what it says in one of them comes out.

Listing the tasks imports this module, so it imports none of ours.
"""

from __future__ import annotations

# A text, or the same in several languages by their codes (ISO 639).
Wording = str | dict[str, str]


def choose_wording(text: Wording, language: str) -> str:
    """Return a text in a language; without one in that language, the first that is there."""
    if isinstance(text, str):
        return text
    return text.get(language) or next(iter(text.values()))


def N_(phrase: str) -> str:
    """Mark a phrase that is translated where it is shown: gettext's customary name for it."""
    return phrase
