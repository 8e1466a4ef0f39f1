"""A page or form goes in; the instructions of its content stream come out, and the other way round
(ISO 32000-1, 7.8.2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import pikepdf
from pikepdf import Name, Operator

TEXT_OPERATORS = frozenset({"Tj", "TJ", "'", '"'})
INLINE_IMAGE = "INLINE IMAGE"


class Instruction(NamedTuple):
    """An operator with its operands; `source` is the instruction as it was read, if it was."""

    name: str
    operands: list[Any]
    source: Any = None


def read_content(holder: Any, operators: str = "") -> Iterator[Instruction]:
    """Read the content of a page, a form or a pattern; of all operators, or only of those listed
    with spaces between them."""
    for found in pikepdf.parse_content_stream(holder, operators):
        yield Instruction(str(found.operator), list(found.operands), found)


def write_content(instructions: Iterable[Instruction]) -> bytes:
    """Write instructions, as they were read or new ones without a `source`."""
    return pikepdf.unparse_content_stream(
        [
            one.source
            if one.source is not None
            else pikepdf.ContentStreamInstruction(one.operands, Operator(one.name))
            for one in instructions
        ]
    )


def replace_content(pdf: pikepdf.Pdf, holder: Any, data: bytes) -> None:
    """Give a page, a form or a pattern another content."""
    if isinstance(holder, pikepdf.Page):
        holder.Contents = pdf.make_stream(data)
    else:
        holder.write(data)


def content_holders(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every page, form and tiling pattern of a file: all that has content."""
    yield from pdf.pages
    for item in pdf.objects:
        if isinstance(item, pikepdf.Stream) and (
            item.get("/Subtype") == Name.Form or item.get("/PatternType") == 1
        ):
            yield item


def shows_nothing(page: pikepdf.Page) -> bool:
    """Whether a page has neither text nor anything that is drawn apart, such as a picture."""
    drawn = TEXT_OPERATORS | {"Do"}
    return not any(one.name in drawn for one in read_content(page))


def number(value: float, digits: int = 4) -> Any:
    """A number as an operand: rounded, and whole if it is."""
    return int(value) if value == int(value) else round(value, digits)
