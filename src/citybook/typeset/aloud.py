"""A tagged PDF goes in; what a screen reader says of it comes out as plain text, one line for each
structure element.

The lines stand in the order of reading, two spaces further in for each element that holds them. A
line is the element's role, its language where that is another than around it, and its words:

    document (en): Zagreb – A journey in integrating cities
    --- page 1
      heading 1: Zagreb
      section
        paragraph: Learnt from [Paris → page 12: Paris] and [nl: de stad Mechelen].
        list of 2
          item •: An item with its label
            list of 1
              item 1: One in it
      figure: the text alternative of a picture
      table
        caption: What the table tells
        row
          header: 2019
          cell [2019]: 17%

In square brackets within a text: a link with where it leads, and words in another language. Before
a cell's words, its headers. `--- page 3` stands before the first element that begins on the page
labelled 3. Artifacts are not read. What has a mark but is in no element stands last, as `not read:
…`: there should be none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citybook.pdf.files import open_pdf
from citybook.pdf.marks import Marks
from citybook.pdf.structure import Element, MarkText, read_structure

NAMES = {
    "Document": "document",
    "Part": "part",
    "Sect": "section",
    "Art": "article",
    "Div": "division",
    "P": "paragraph",
    "BlockQuote": "quotation",
    "Caption": "caption",
    "L": "list",
    "LI": "item",
    "LBody": "body",
    "Lbl": "label",
    "Table": "table",
    "TR": "row",
    "TH": "header",
    "TD": "cell",
    "Figure": "figure",
    "Quote": "quote",
    "Code": "code",
    **{f"H{level}": f"heading {level}" for level in range(1, 7)},
}
INLINE = ("Link", "Span", "Quote", "Code")
# These only group rows.
UNSAID = ("THead", "TBody", "TFoot")
Headers = dict[Element, list[str]]
# How far in it is, what is said, and the page it begins on; None where it has no words.
SpokenLine = tuple[int, str, int | None]


def read(data: bytes, marks: Sequence[Marks] = ()) -> str:
    """Tell a tagged PDF as it is read aloud; the text ends with a line feed. `marks` are its
    pages', if they were read."""
    with open_pdf(data) as pdf:
        found = read_structure(pdf, marks)
    (_, first, _), *others = _lines(found.document, 0, "", {})
    lines, page = [f"{first}: {found.title}"], -1
    for depth, line, at in others:
        if at is not None and at != page:
            lines.append(f"--- page {found.labels[at]}")
            page = at
        lines.append("  " * depth + line)
    lines += [f"not read: {_fold(words.text)}" for words in found.untagged]
    return "\n".join(lines) + "\n"


def _lines(element: Element, depth: int, language: str, headers: Headers) -> Iterator[SpokenLine]:
    """An element's line and those of what it holds: how far in each is, and the page it begins
    on."""
    page = next((words.page for words in element.words()), None)
    if element.role == "Table":
        headers = _headers(element)
    text, rest = _split(element)
    name = _name(element, language, headers)
    if element.role not in UNSAID:
        yield depth, f"{name}: {text}" if text else name, page
        depth += 1
    for kid in rest:
        if isinstance(kid, Element):
            yield from _lines(kid, depth, element.language, headers)
        else:
            yield depth, f"text: {kid}", page


def _name(element: Element, language: str, headers: Headers) -> str:
    name = NAMES.get(element.role, element.role)
    if element.role == "L":
        name += f" of {len(element.elements)}"
    if element.role == "LI":
        name = " ".join(
            [name, *(_split(label)[0] for label in element.elements if label.role == "Lbl")]
        )
    if headers.get(element):
        name += f" [{'; '.join(headers[element])}]"
    return name if element.language == language else f"{name} ({element.language})"


def _split(element: Element) -> tuple[str, list[Element | str]]:
    """The words that an element begins with, and what else it holds: elements, and stretches of
    words between them."""
    kids = list(element.kids)
    if element.role == "LI":
        kids = [
            one
            for kid in element.elements
            if kid.role != "Lbl"
            for one in (kid.kids if kid.role == "LBody" else [kid])
        ]
    held: list[Element | str] = [""]
    for kid in kids:
        if isinstance(kid, Element) and kid.role not in INLINE:
            held += [kid, ""]
        else:
            held[-1] = f"{held[-1]}{_inline(kid, element.language)}"
    folded = [_fold(one) if isinstance(one, str) else one for one in held]
    first = str(folded[0])
    return f"{element.alternative} {first}".strip(), [one for one in folded[1:] if one]


def _inline(kid: Element | MarkText, language: str) -> str:
    """Words within a line; a link or another language stands in brackets."""
    if isinstance(kid, MarkText):
        return kid.text
    text = kid.alternative
    if kid.role != "Figure":
        text = "".join(_inline(one, kid.language) for one in kid.kids)
    shown = text.strip()
    if kid.role == "Link":
        shown = f"{shown} → {kid.target}"
    elif kid.role in ("Quote", "Code"):
        shown = f"{NAMES[kid.role]}: {shown}"
    if kid.language != language:
        shown = f"{kid.language}: {shown}"
    return text.replace(text.strip(), f"[{shown}]", 1) if shown != text.strip() else text


def _headers(table: Element) -> Headers:
    """The words of the headers of each cell: those of its columns, then those of its rows
    (14.8.5.7)."""
    placed = _place_cells(table)
    found: Headers = {}
    for cell, rows, columns in placed:
        if cell.role == "TD":
            above = [
                _text(one)
                for one, _, its in placed
                if one.attributes.get("Scope") == "/Column" and its & columns
            ]
            beside = [
                _text(one)
                for one, its, _ in placed
                if one.attributes.get("Scope") == "/Row" and its & rows
            ]
            found[cell] = above + beside
    return found


def _place_cells(table: Element) -> list[tuple[Element, set[int], set[int]]]:
    """Every cell with the rows and columns that it fills."""
    taken: set[tuple[int, int]] = set()
    found = []
    for row, element in enumerate(table.find("TR")):
        column = 0
        for cell in element.elements:
            while (row, column) in taken:
                column += 1
            rows = set(range(row, row + int(cell.attributes.get("RowSpan", 1))))
            columns = set(range(column, column + int(cell.attributes.get("ColSpan", 1))))
            taken |= {(one, other) for one in rows for other in columns}
            found.append((cell, rows, columns))
    return found


def _text(element: Element) -> str:
    return _fold("".join(words.text for words in element.words()))


def _fold(text: str) -> str:
    """White space folded; a soft hyphen joins what it divides."""
    return " ".join(text.replace("\u00ad", "").split())
