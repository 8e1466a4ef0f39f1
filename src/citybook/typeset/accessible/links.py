"""The links of a PDF go in; what each says of itself becomes where it leads, in words (ISO 14289-1,
7.18.5)."""

from __future__ import annotations

from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, String

from citybook.typeset.accessible.about import About, Names
from citybook.typeset.accessible.handover import LINK_TEXT, PLACES

PRINTED = 4  # the bit of an annotation that is printed (12.5.3)


def tell(pdf: pikepdf.Pdf, about: About, numbers: list[int]) -> None:
    """Write the contents of every link; `numbers` are the labels of the pages."""
    labels = {page.obj.objgen: number for page, number in zip(pdf.pages, numbers, strict=True)}
    titles = {
        name: title for page in pdf.pages for name, title in _pairs(page.obj.get(f"/{PLACES}"))
    }
    names = {name: labels.get(page) for name, page in _destinations(pdf)}
    for page in pdf.pages:
        for link in page.obj.get("/Annots", ()):
            link.F = PRINTED
            said = str(link.get(f"/{LINK_TEXT}", ""))
            if "/Dest" in link:
                name = str(link.Dest)
                link.Contents = String(
                    inward(said, titles.get(name, ""), names.get(name), about.names)
                )
            elif "/A" in link:
                link.Contents = String(outward(said, str(link.A.get("/URI", "")), about.names))


def inward(said: str, title: str, number: int | None, names: Names) -> str:
    """What to say of a link whose words are `said` to a page that has `title` where it leads."""
    if said == str(number) or said.casefold() in title.casefold():
        place = title or said
    elif title and title.casefold() not in said.casefold():
        place = names.place.format(text=said, title=title)
    else:
        place = said
    return names.page.format(number=number, place=place) if number is not None else place


def outward(said: str, address: str, names: Names) -> str:
    """What to say of a link whose words are `said` to an address on the web; a mail address or
    telephone number says itself."""
    if address.startswith(("mailto:", "tel:")):
        return said or address.partition(":")[2]
    short = address.partition("://")[2].rstrip("/") or address
    spelt = "".join(said.split()).partition("://")[2] or "".join(said.split())
    if not said or spelt.rstrip("/") in (short, short.removeprefix("www.")):
        return names.address.format(address=short)
    return names.web.format(text=said, address=short)


def _destinations(pdf: pikepdf.Pdf) -> list[tuple[str, Any]]:
    """The named destinations with the pages they are on (12.3.2.3)."""
    tree = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    if tree is None:
        return []
    found = (
        (name, target.D if isinstance(target, Dictionary) else target)
        for name, target in pikepdf.NameTree(tree).items()
    )
    return [(name, target[0].objgen) for name, target in found]


def _pairs(listed: Any) -> list[tuple[str, str]]:
    texts = [str(text) for text in listed or Array()]
    return list(zip(texts[::2], texts[1::2], strict=True))
