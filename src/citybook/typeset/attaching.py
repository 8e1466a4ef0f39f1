"""The file of sources that publishing wrote beside the print HTML goes in; what is attached to the
PDF comes out."""

from __future__ import annotations

import json
from pathlib import Path

from citybook.pdf.about import Attachment


def read_attachments(file: Path) -> tuple[Attachment, ...]:
    """Read the attachments of the PDF that is made from what `file` lies beside."""
    return tuple(
        Attachment(
            one["name"], one["mime"], one["text"].encode(), one["description"], one["relationship"]
        )
        for one in json.loads(file.read_bytes())
    )
