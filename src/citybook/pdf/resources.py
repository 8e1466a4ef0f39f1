"""A page, a form or another object of a PDF goes in; what it draws with comes out: fonts, states,
patterns and others by name (ISO 32000-1, 7.8.3)."""

from __future__ import annotations

from typing import Any

import pikepdf


def resources_of(holder: Any) -> Any:
    """Find the resources of a page, a form or a pattern; a form may do without (8.10.1)."""
    return holder.resources if isinstance(holder, pikepdf.Page) else holder.get("/Resources")


def list_resources(item: Any, kind: str) -> list[Any]:
    """List what an object, or the resources it has, name of a kind, such as `/ExtGState`."""
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        return []
    holders: list[Any] = [item, item.get("/Resources", {})]
    return [found for holder in holders for found in dict(holder.get(kind, {})).values()]
