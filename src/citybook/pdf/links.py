"""The links of a PDF go in; what each says of itself becomes where it leads, in words (ISO 14289-1,
7.18.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, String

from citybook.pdf.about import LinkNames
from citybook.pdf.destinations import read_destinations
from citybook.pdf.layout_notes import LINK_TEXT, PLACES
from citybook.visible import strip_breaks

PRINTED = 4  # the bit of an annotation that is printed (12.5.3)


def describe_links(pdf: pikepdf.Pdf, names: LinkNames, numbers: Sequence[int]) -> None:
    """Write the contents of every link; `numbers` are the labels of the pages."""
    labels = {page.obj.objgen: number for page, number in zip(pdf.pages, numbers, strict=True)}
    titles = {
        name: strip_breaks(title)
        for page in pdf.pages
        for name, title in _pairs(page.obj.get(f"/{PLACES}"))
    }
    targets = {name: labels.get(to[0].objgen) for name, to in read_destinations(pdf).items()}
    for page in pdf.pages:
        for link in page.obj.get("/Annots", ()):
            link.F = PRINTED
            text = strip_breaks(str(link.get(f"/{LINK_TEXT}", "")))
            if "/Dest" in link:
                name = str(link.Dest)
                link.Contents = String(
                    describe_place(text, titles.get(name, ""), targets.get(name), names)
                )
            elif "/A" in link:
                link.Contents = String(describe_address(text, str(link.A.get("/URI", "")), names))


def describe_place(text: str, title: str, number: int | None, names: LinkNames) -> str:
    """Say of a link whose words are `text` that it leads to page `number`, and to what: `title` is
    what is there."""
    if text == str(number) or text.casefold() in title.casefold():
        place = title or text
    elif title and title.casefold() not in text.casefold():
        place = names.place.format(text=text, title=title)
    else:
        place = text
    return names.page.format(number=number, place=place) if number is not None else place


def describe_address(text: str, address: str, names: LinkNames) -> str:
    """Say of a link whose words are `text` that it leads to an address on the web; a mail address
    or telephone number says itself."""
    if address.startswith(("mailto:", "tel:")):
        return text or address.partition(":")[2]
    short = address.partition("://")[2].rstrip("/") or address
    spelt = "".join(text.split()).partition("://")[2] or "".join(text.split())
    if not text or spelt.rstrip("/") in (short, short.removeprefix("www.")):
        return names.address.format(address=short)
    return names.web.format(text=text, address=short)


def _pairs(listed: Any) -> list[tuple[str, str]]:
    texts = [str(text) for text in listed or Array()]
    return list(zip(texts[::2], texts[1::2], strict=True))
