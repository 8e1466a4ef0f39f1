"""An entry goes in; what a PDF carries of its source for machines comes out: its front matter and sections as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from citybook.content.entries import Entry


def source_json(entry: Entry[Any]) -> bytes:
    """Everything that the entry's file says, its text as HTML, in the order in which it is written; not who consented."""
    told = {
        "kind": entry.kind, "slug": entry.slug, "file": entry.file,
        "front_matter": entry.front.model_dump(mode="json", exclude_none=True, exclude={"office": {"consent"}}),
        "sections": [{"title": section.title, "blocks": [_filled(asdict(block)) for block in section.blocks]}
                     for section in entry.text.sections]}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _filled(block: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in block.items() if value}
