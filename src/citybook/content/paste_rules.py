"""The lines of a text go in; what Word, the web and PDFs paste and what Markdown would run together
comes out: columns, and lists with marks that it does not know."""

from __future__ import annotations

import re

from citybook.content.list_marks import ITEM, PASTED
from citybook.content.sign_rules import CAPTION, SignFault

# A letter, or a number in brackets, that counts items: the paragraphs a) and b), as in laws.
COUNTED = re.compile(
    r"\(?(?:[a-z]|[ivx]{1,4}|[0-9]{1,2})\)(?=\s)|(?:[a-z]|[ivx]{1,4}|\d{1,2})\.(?=\s)",
    re.IGNORECASE,
)
# A sign, or several, that no sentence begins with; a hyphen or a number right before its words.
SIGN = re.compile(r"[^\w\s>#|:\\(\[{<\"'“”„‘’«»‹›¿¡…&@$€£%\ue000]{1,3}(?=\s)|o(?=\s)")
TIGHT = re.compile(rf"[{PASTED}–—-](?=[^\W\d_])|\*(?=[^\W\d_][^*]*$)|[0-9]{{1,2}}[.)](?=[^\W\d_])")
DASH = re.compile(r"[–—‒―‐‑−]+(?=\s)")
COLUMNS = re.compile(r"(?<=\S)(?: *\t\s*|(?<!\.) {3,}(?=\S.*\S {3,}\S))(?=\S)")
BARS = re.compile(r"\S \| \S")
# What Word puts before a tab: the letters that its bullets become where a font is missing.
WORD = re.compile(r"([o§Øüvq–—]|\(?[a-z0-9]{1,3}[.)])\t", re.IGNORECASE)
# What Word fills in by itself, where it was pasted as it is stored, or had lost what it leads to.
FIELD = re.compile(
    r"\b(HYPERLINK|INCLUDEPICTURE)\s+(?:\\[a-z]\s+)?[\"“]|\b(PAGEREF|NOTEREF)\s+_"
    r"|(Error!) (?:Reference source|Bookmark|Hyperlink)"
    r"|(Fehler!) (?:Verweisquelle|Textmarke|Hyperlink)"
)


def paste_fault(line: str, before: str) -> SignFault | None:
    """Return what is wrong with a line, as it is typed, below another of its paragraph."""
    bare = line.lstrip(" \t>")
    shift = len(line) - len(bare) + 1
    if wrong := _mark(bare, before):
        return shift, *wrong
    if begin := ITEM.match(bare):
        shift, bare = shift + begin.end(), bare[begin.end() :]
    if found := FIELD.search(bare):
        return (
            shift + found.start(),
            f"a field of Word, '{found[found.lastindex or 0]}', which would be shown as it is",
            "write a link as [words](https://…), or in words what it stands for",
        )
    if found := COLUMNS.search(bare.rstrip()):
        return (
            shift + found.start(),
            "columns, as of a table: their words would run together",
            "write a table, ::: table, or a list; one space where none are meant",
        )
    if before and BARS.search(bare) and BARS.search(before):
        return shift, "a table: its rows would run together", CAPTION
    return None


def _mark(bare: str, before: str) -> tuple[str, str] | None:
    """Say what is wrong with a line that begins as an item does in another program."""
    if ITEM.match(bare):
        return None
    if found := WORD.match(bare):
        return (
            f"'{found[1]}' and a tab: an item of a list in Word",
            "write - or 1. and a space, indented where it is within another item",
        )
    if found := DASH.match(bare):
        return (
            f"a line that begins with '{found.group()}': an item, or a sentence?",
            rf"write - for an item, \{found.group()[0]} for the dash",
        )
    if TIGHT.match(bare) and bare[0] in PASTED:
        return f"'{bare[0]}' without a space behind it", "write - and a space for an item"
    for form in (COUNTED, SIGN, TIGHT):
        if (found := form.match(bare)) and (above := form.match(before)):
            if form is SIGN and found.group() != above.group():
                continue
            return (
                f"two lines that begin with marks, such as '{found.group()}', would run together",
                "write a list, - or 1. and a space, or put a blank line between",
            )
    return None
