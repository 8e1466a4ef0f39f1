"""The picture that a publication names for shared links goes in; it comes out in the shape that
networks show (ogp.me), or why it cannot be used."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from citybook.content import files
from citybook.content.entries import Entry
from citybook.content.picture_reading import SMALLER, NotAPicture, open_upright
from citybook.manifest import signature
from citybook.models import Publication
from citybook.naming import show_name
from citybook.problems import Problem, did_you_mean
from citybook.project import Project, files_by_name
from citybook.workers import Failure, alone

FIELD = "link_picture"
# Width and height in pixels.
SIZE = (1200, 630)


def make_link_picture(path: Path) -> bytes:
    """Return the picture as a JPEG, cut to its shape. Raises NotAPicture."""
    found = signature(str(path))
    return _make(path, tuple(found or ()))


def check_link_picture(
    publication: Entry[Publication] | None, project: Project
) -> Iterator[Problem]:
    """Yield what is wrong with the picture that a publication names."""
    name = getattr(publication.front, FIELD, None) if publication else None
    if publication is None or name is None:
        return
    named, mark = files_by_name(project.content / "images"), publication.mark((FIELD,))
    if name not in named:
        near = did_you_mean(name, map(show_name, named))
        message = f"{FIELD}: no picture '{show_name(name)}' in content/images/{near}"
        yield Problem(publication.file, *mark, message)
        return
    try:
        make_link_picture(named[name])
    except NotAPicture as error:
        message = f"{FIELD}: content/images/{show_name(name)} cannot be used: {error}"
        yield Problem(publication.file, *mark, message, error.hint)


@lru_cache(maxsize=8)
def _make(path: Path, _: tuple[int, ...]) -> bytes:
    found = alone(_cut, path)
    if isinstance(found, Failure):
        raise NotAPicture(f"opening it {found.reason}", SMALLER)
    return bytes(found)


def _cut(path: Path) -> bytes:
    from PIL import Image, ImageOps

    try:
        data = files.read(path, files.PICTURE)
    except files.NotReadable as error:
        raise NotAPicture(str(error), "") from None
    picture, size, _ = open_upright(data, 2 * SIZE[0])
    if size[0] < SIZE[0] or size[1] < SIZE[1]:
        message = f"it has {size[0]} × {size[1]} pixels, and {SIZE[0]} × {SIZE[1]} are shown"
        raise NotAPicture(message, "take a larger one, or leave it out, and one is drawn")
    out = io.BytesIO()
    fitted = ImageOps.fit(picture, SIZE, method=Image.Resampling.LANCZOS)
    fitted.save(out, "JPEG", quality=85, optimize=True)
    return out.getvalue()
