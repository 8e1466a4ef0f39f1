"""Files go in; a zip of them comes out, the same bytes whenever and wherever it is packed."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The first time that a zip can tell (PKWARE's APPNOTE, 4.4.6), and rights to read.
TIME, RIGHTS = (1980, 1, 1, 0, 0, 0), 0o644 << 16
# These are compressed already.
COMPRESSED = (".pdf", ".woff2", ".webp", ".jpg", ".png", ".zip")


def pack(files: Mapping[str, Path], instead: Mapping[str, bytes], first: str = "") -> bytes:
    """Return a zip of files by their names in it; `instead` are those that it has otherwise. The
    `first` stands before all others and as it is (EPUB 3.3, 4.2.3)."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name in sorted({*files, *instead}, key=lambda name: (name != first, name)):
            about = ZipInfo(name, TIME)
            about.create_system, about.external_attr = 3, RIGHTS
            is_stored = name == first or name.endswith(COMPRESSED)
            about.compress_type = ZIP_STORED if is_stored else ZIP_DEFLATED
            archive.writestr(about, instead[name] if name in instead else files[name].read_bytes())
    return packed.getvalue()
