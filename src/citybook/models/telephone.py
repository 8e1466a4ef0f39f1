"""A telephone number as an office writes it goes in; the number that is dialled comes out."""

from __future__ import annotations

import re

# The signs between digits are those that content/privacy.py sees in a number.
WRITTEN = re.compile(r"\+[1-9](?:[ \u00a0\u202f\u2009()/.‐–-]{0,3}[0-9])+\)?")


def to_e164(text: str) -> str:
    """Return a telephone number as it is dialled from anywhere (E.164): +390114423456 for
    +39 (0)11 442 34 56. Raises ValueError, in words that follow 'expected', if it can be none."""
    import phonenumbers as library  # only for the few files that hold a number: 14 ms

    try:
        number = library.parse(re.sub(r"\s", " ", text) if WRITTEN.fullmatch(text) else "")
    except library.NumberParseException:
        number = library.PhoneNumber()
    # A number of the right length may be too new for the library to know. Not so with brackets:
    # whether the 0 in them is dialled depends on the country, and a wrong guess is no number.
    if not (
        library.is_valid_number(number)
        if "(" in text
        else library.is_possible_number_with_reason(number) == library.ValidationResult.IS_POSSIBLE
    ):
        raise ValueError(
            "a telephone number with + and the code of the country, such as +385 1 610 1111"
        )
    return library.format_number(number, library.PhoneNumberFormat.E164)
