"""A telephone number as an office writes it goes in; the number that is dialled comes out."""

from __future__ import annotations

import re

# The signs between digits are those that content/privacy.py sees in a number.
WRITTEN = re.compile(r"\+[1-9](?:[ \u00a0\u202f\u2009()/.·‐‑–-]{0,3}[0-9])+\)?")
# The code of the country in brackets, or apart from its sign; square brackets for round ones.
SPELT = ((re.compile(r"^\(\+ ?(\d{1,3})\)"), r"+\1 "), (re.compile(r"^\+ "), "+"))
ROUND = str.maketrans("[]·", "().")
# A second number, of which only the end is written: 34 56 / 57.
SECOND = re.compile(r"/\s?\d{1,2}$")


def to_e164(text: str) -> str:
    """Return a telephone number as it is dialled from anywhere (E.164): +390114423456 for
    +39 (0)11 442 34 56. Raises ValueError, in words that follow 'expected', if it can be none."""
    import phonenumbers as library  # only for the few files that hold a number: 14 ms

    plain = text.translate(ROUND)
    for spelt, meant in SPELT:
        plain = spelt.sub(meant, plain)
    is_one = WRITTEN.fullmatch(plain) and not SECOND.search(plain)
    try:
        number = library.parse(re.sub(r"\s", " ", plain) if is_one else "")
    except library.NumberParseException:
        number = library.PhoneNumber()
    # A number of the right length may be too new for the library to know. Not so with brackets:
    # whether the 0 in them is dialled depends on the country, and a wrong guess is no number.
    if not (
        library.is_valid_number(number)
        if "(" in plain
        else library.is_possible_number_with_reason(number) == library.ValidationResult.IS_POSSIBLE
    ):
        message = "a telephone number with + and the code of the country, such as +385 1 610 1111"
        raise ValueError(message, _hint(text))
    return library.format_number(number, library.PhoneNumberFormat.E164)


def _hint(text: str) -> str:
    """Say what to do with a number that is none; empty if that is not known."""
    if found := re.match(r"00 ?(?=[1-9])", text):
        return f"write +{text[found.end() :]}"
    if SECOND.search(text) or "," in text or ";" in text:
        return "write one number, without a second and without an extension"
    return "write digits and no words" if re.search(r"[^\W\d]", text) else ""
