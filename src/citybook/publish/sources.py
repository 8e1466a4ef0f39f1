"""Entries go in; what a PDF carries of their sources comes out, as one file that typesetting finds
beside the print HTML.

Of each entry the file as its editor wrote it, unless it notes a consent, and for machines its front
matter and text as JSON.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import Any

from pydantic_core import to_jsonable_python

from citybook.catalogue import Catalogue
from citybook.content import tree
from citybook.content.blocks import Block
from citybook.content.entries import Entry
from citybook.kinds.front import Front
from citybook.models import Edition, Office
from citybook.naming import attached_name
from citybook.selection import entries_of
from citybook.views.html import HtmlWriter, keep_link

# By how a file's name ends: RFC 7763 and RFC 9512.
TYPES = {".md": ("text/markdown", "Markdown"), ".yaml": ("application/yaml", "YAML")}

WRITER = HtmlWriter(keep_link)


def entries_in(catalogue: Catalogue, edition: Edition) -> list[Entry[Any]]:
    """Every entry whose text an edition holds, each once: what its parts choose, with guides their
    own file, the terms of a glossary; of a leaflet the about page."""
    if edition.kind == "leaflet":
        return [catalogue.about]
    guides = [catalogue.guides[choice.guide] for choice in edition.choices if choice.guide]
    terms = catalogue.terms.values() if "glossary" in edition.parts else ()
    return list(
        {entry.file: entry for entry in (*guides, *entries_of(catalogue, edition), *terms)}.values()
    )


def pack_sources(entries: Iterable[Entry[Any]]) -> bytes:
    """The sources of entries, as `attaching.read_attachments` reads them."""
    listed = [one for entry in entries for one in _of(entry)]
    return json.dumps(listed, ensure_ascii=False, indent=1).encode()


def _of(entry: Entry[Any]) -> Iterator[dict[str, str]]:
    name, ending = attached_name(entry.file), PurePosixPath(entry.file).suffix
    mime, form = TYPES[ending]
    title, written = entry.front.title, entry.text.source.decode("utf-8-sig")
    text = "\n".join(re.split(r"\r\n?|\n", written))  # its line ends made alike
    # Who agreed to be reached, and when, is not published: models/common.py.
    offices = (one for one in _fields(entry.front).values() if isinstance(one, Office))
    if not any(one.consent for one in offices):
        yield {
            "name": name,
            "mime": mime,
            "relationship": "Source",
            "text": text,
            "description": f"{title}: the text as it was written ({form})",
        }
    yield {
        "name": f"{name.removesuffix(ending)}.json",
        "mime": "application/json",
        "relationship": "Alternative",
        "description": f"{title}: the same for machines (JSON)",
        "text": source_json(entry).decode(),
    }


def source_json(entry: Entry[Any]) -> bytes:
    """Everything that the entry's file says, its text as HTML, in the order in which it is written;
    not who consented."""
    told = {
        "kind": entry.kind,
        "slug": entry.slug,
        "file": entry.file,
        "front_matter": _front_matter(entry.front),
        "sections": [
            {"title": section.title, "blocks": [source_block(block) for block in section.blocks]}
            for section in entry.text.sections
        ],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _front_matter(front: Any) -> Any:
    """Return front matter as it is declared, without who consented to be reached."""
    shown = {
        name: value.model_copy(update={"consent": None}) if isinstance(value, Office) else value
        for name, value in _fields(front).items()
        if value is not None
    }
    return to_jsonable_python(shown, exclude_none=True)


def _fields(front: Any) -> dict[str, Any]:
    """Return the values of an entry's fields by their names."""
    return front.values if isinstance(front, Front) else dict(front)


def source_block(block: Block) -> dict[str, Any]:
    """Return what a block has, headings in a box one below those of prose; of a table its rows
    too, each cell by the name of its column."""
    table = block.body[0] if block.kind == "table" and block.body is not None else None
    told = {
        "kind": block.kind,
        "html": WRITER.flow(block.body).at(3 if block.kind == "prose" else 4),
        "title": WRITER.content(block.title) if block.title is not None else "",
        "by": block.by,
        "form": block.form,
        "rows": [asdict(row) for row in block.rows],
        "logos": [{"file": one.file, "name": one.name, "url": one.url} for one in block.logos],
        "table": tree.records(table) if table is not None else [],
    }
    return {name: value for name, value in told.items() if value}
