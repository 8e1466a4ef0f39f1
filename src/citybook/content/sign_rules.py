"""A line of a text goes in; what stands in it and would be lost, or printed as it is typed, comes
out: signs of other Markdowns, of HTML and of converters."""

from __future__ import annotations

import re
from html.entities import html5

from citybook.content.links import WRITTEN, mask_escapes
from citybook.models.languages import ATTRIBUTE, language_faults

# Column, message and hint; column 0 is where the line begins.
SignFault = tuple[int, str, str]
# What is said of tables, wherever they stand.
CAPTION = "write ::: table and what it shows in a line above it, and ::: in one below"
HTML_TABLE = (
    "a table in HTML: it would be printed as it is typed",
    "write each row in a line, with bars between its cells: | 2020 | 500 |; above them "
    "::: table and what it shows",
)
ENTITY = re.compile(r"&(#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*;?);")
# Lines that are no text as a whole, with a line break before those that go on a paragraph: pattern,
# what it is, what to write instead.
WHOLE = (
    (
        re.compile(r"\n?==+$|\n--+$"),
        "a line that makes the line above it a heading",
        "take it out; a heading begins with ##, and a subheading with ###",
    ),
    (
        re.compile(r"\n?([-*_])(?: *\1){2,}$"),
        "a line across: it would be lost",
        "take it out; a new section begins with ## and its heading, a subheading with ###",
    ),
    (
        re.compile(r"\n?(?:```|~~~)"),
        "a block of code: there is none here",
        "take the line out",
    ),
    (
        re.compile(r"\n?</?(?:table|thead|tbody|tfoot|caption|colgroup|tr|th|td)\b", re.IGNORECASE),
        *HTML_TABLE,
    ),
    (
        re.compile(r"\n?(?:\|.*\|$|(?=.*\|)(?=.*-)[|: -]*$)"),
        "a table without a caption",
        CAPTION,
    ),
    (
        re.compile(r"\n?:::"),
        "a block that does not stand at the beginning of its line",
        "take out what stands before the colons",
    ),
    (
        re.compile(r"\n:[ \t]"),
        "a definition below its term: it would run together with it",
        "write **Term.** and what it means in one line",
    ),
    (
        re.compile(r"\n?\[\^[^\]]*\]:(?:\s|$)"),
        "a note below the text: it would be shown here",
        "write it under `notes` in the front matter; where there are none, in the text",
    ),
    (
        re.compile(r"\n?\[[^\]]*\]:(?:\s|$)"),
        "an address by reference: there are none here",
        r"write the address behind the words; \[ keeps the bracket as text",
    ),
    (
        re.compile(r"\n?\[[ xX]?\](?:\s|$)"),
        "a box to tick: there is none here",
        r"take the brackets out; \[ keeps them as text",
    ),
    (
        re.compile(r"\n?\[!\w+\]"),
        "a box of another Markdown",
        "write a block, such as ::: key; see docs/editors.md",
    ),
)
# What may stand anywhere in a line: pattern, what it is, what to write instead.
PICTURE = "write ![what it shows](harbour.jpg) in a line of its own, and put the file into images/"
ANYWHERE = (
    (
        re.compile(r"<img\b", re.IGNORECASE),
        "a picture in HTML: it would be printed as it is typed",
        PICTURE,
    ),
    (
        re.compile(r"!\[\[[^\[\]]*\]\]"),
        "a picture as another program writes it",
        PICTURE,
    ),
    (
        re.compile(
            r"<(?:/?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>|!--|!\[CDATA\[|!DOCTYPE|\?\w)"
            r"|(?<!\w)</?[A-Za-z][\w:-]*(?:\s[^<>]*)?$"
        ),
        "a tag or a comment of HTML: it would be printed as it is typed",
        r"take it out, or write \< to print it",
    ),
    (
        re.compile(r"`"),
        "code between backticks: there is none here",
        r"write quotation marks, or \` for a backtick",
    ),
    (
        re.compile(r"~~"),
        "text that is struck through: there is none here",
        "take the ~~ out, and the words if they do not hold",
    ),
    (
        re.compile(r"\^[^\s^]{1,40}\^|(?<!~)~[^\s~]{1,40}~(?!~)"),
        "signs that raise or lower letters in other Markdowns",
        r"write the letters plainly, 1st, or as signs, m² and CO₂; \^ and \~ keep the signs",
    ),
    (
        re.compile(r"\]\["),
        "a link by reference: its address would be lost",
        "write the address behind the words: [Paris](city:paris)",
    ),
    (
        re.compile(r"\[\[[^\[\]]*\]\]"),
        "words in double brackets: a link of another program",
        r"write [Paris](city:paris), or \[ for a bracket",
    ),
    (
        re.compile(r"\]\s?\((?=\S)"),
        "a link that cannot be read as one",
        "write it in one line, with no space or bracket between or within the brackets: "
        "[Paris](city:paris)",
    ),
    (
        re.compile(r"\[\^"),
        "a reference that is none",
        "write the number of a note, such as [^1], and the note in the front matter",
    ),
    (
        re.compile(r"(?:(?<=\])|(?<=\ue001))\{[^{}]*\}?|\{[.#:][\w-][^{}]*\}|\{[\w-]+=[^{}]*\}"),
        "signs in braces, with which other programs give words a look",
        r"take them out; only a language is read, [words]{lang=nl}; \{ keeps the brace as text",
    ),
    (
        re.compile(r"\{\{|\{%"),
        "a mark of a template: it would be printed as it is typed",
        r"write what belongs here, or \{ for a brace",
    ),
    (
        re.compile(r"(?<!=)==(?=[^\s=])[^=]*[^\s=]==(?!=)"),
        "text that is marked with a pen: there is none here",
        "take the == out, or write **bold**",
    ),
    (
        re.compile(r"(?:(?<=\s)|^)---?(?=\s)|(?<=\w)---?(?=\w)"),
        "two hyphens for a dash: they would be printed as they are",
        r"write – or —; \-\- keeps them",
    ),
    (
        re.compile(r"\\(?=.)"),
        "a backslash that stands before no sign: it would be printed",
        r"take it out, write \\ to print one, or a no-break space where one is meant",
    ),
)
AT_END = (
    "a backslash at the end of a paragraph, which breaks no line",
    r"take it out, or write \\ to print one",
)


def whole_fault(bare: str, before: str) -> SignFault | None:
    """Return what is wrong with a line that is no text as a whole; `before` is the line above of
    the same paragraph."""
    line = f"\n{bare}" if before else bare
    return next(((0, message, hint) for form, message, hint in WHOLE if form.match(line)), None)


def inner_fault(line: str) -> SignFault | None:
    """Return what is wrong within a line, links aside."""
    if entity := _entity(line):
        return entity
    rest = WRITTEN.sub(_cover, mask_escapes(line))
    if fault := next(language_faults(rest), None):
        return fault
    rest = re.sub(rf"(?<=\]){ATTRIBUTE}", lambda found: "x" * len(found.group()), rest)
    for pattern, message, hint in ANYWHERE:
        if found := pattern.search(rest):
            return found.start() + 1, message, hint
    return None


def breaks_line(line: str) -> bool:
    """Whether a line ends in a backslash, which breaks it."""
    return line.endswith("\\") and mask_escapes(line).endswith("\\")


def _cover(link: re.Match[str]) -> str:
    """Return what stands for a link while the rest is looked at: nothing of its address, and a sign
    of its own last."""
    return link.group() if link["bare"] else "x" * (len(link.group()) - 1) + "\ue001"


def _entity(line: str) -> SignFault | None:
    for found in ENTITY.finditer(line):
        name = found.group(1)
        if name.startswith("#") or name + ";" in html5:
            return (
                found.start() + 1,
                f"'{found.group()}', a sign written as in HTML",
                "write the sign itself",
            )
    return None
