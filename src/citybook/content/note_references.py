"""A text goes in with how many notes it has; references to others come out as problems, and what
Word or a web page makes of references as warnings."""

from __future__ import annotations

import re
from collections.abc import Iterator

from citybook.content import text
from citybook.content.links import NOTE
from citybook.problems import Problem

# A note below the text, as in other Markdowns.
BELOW = re.compile(r"^\[\^([0-9]{1,4})\]:", re.MULTILINE)
ADDRESS = re.compile(r"https?://\S+|\]\([^()\s]*\)")
# A number in brackets, or raised behind a word or a sentence, where it is no power or measure.
PASTED = re.compile(
    r"(?<![\\\]])\[\d{1,3}(?:[,;–-] ?\d{1,3})*\](?![(\[{:])"
    r"|(?<=[^\W\d_]{3})[¹²³⁴-⁹]|(?<=[.,;:!?”“’»*])[¹²³⁴-⁹]"
)


def check_notes(parts: text.Parts, notes: int, field: str, file: str) -> Iterator[Problem]:
    """Yield references in a text to notes that it has not in `field`; empty where texts have
    none."""
    there = "there is 1 note" if notes == 1 else f"there are {notes} notes"
    missing, write = "take it out: no notes stand here", "write the source in words"
    if field:
        missing = f"add it to `{field}` in the front matter"
        write = f"write [^1] for the first of `{field}` in the front matter"
    below = set(BELOW.findall(parts.body))  # told there (sign_rules.py)
    for number, line in enumerate(parts.body.split("\n"), parts.body_line):
        for match in NOTE.finditer(line):
            if not 1 <= int(match.group(1)) <= notes and match.group(1) not in below:
                message = f"a reference to note {match.group(1)}, but {there}"
                yield Problem(file, number, match.start() + 1, message, missing)
        for match in PASTED.finditer(ADDRESS.sub(lambda one: " " * len(one.group()), line)):
            message = f"'{match.group()}' refers to no note: it is printed as it stands"
            hint = (
                rf"{write}; \{match.group()} if that is meant" if match.group()[0] == "[" else write
            )
            yield Problem(file, number, match.start() + 1, message, hint, "warning")
