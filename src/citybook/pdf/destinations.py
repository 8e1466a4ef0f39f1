"""An open PDF goes in; the places that links lead to by name come out, and the other way round (ISO
32000-1, 12.3.2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, NameTree, String


def read_destinations(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Read each name with its destination, an array whose first item is the page."""
    tree = pdf.Root.get("/Names", Dictionary()).get("/Dests")
    if tree is None:
        return {}
    return {
        name: target.D if isinstance(target, Dictionary) else target
        for name, target in NameTree(tree).items()
    }


def write_destinations(pdf: pikepdf.Pdf, destinations: Mapping[str, Any]) -> None:
    """Write all named destinations anew."""
    write_name_tree(pdf, "Dests", destinations)


def write_name_tree(pdf: pikepdf.Pdf, kind: str, values: Mapping[str, Any]) -> None:
    """Write one of the catalogue's name trees, as a single node (7.9.6)."""
    ordered = sorted(values.items(), key=lambda item: item[0].encode())
    names = pdf.Root.get("/Names", Dictionary())
    names[f"/{kind}"] = Dictionary(
        Names=Array([one for name, value in ordered for one in (String(name), value)])
    )
    pdf.Root.Names = names
