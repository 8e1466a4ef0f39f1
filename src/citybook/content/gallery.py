"""Entries go in; each picture that they show comes out, looked at once and remembered until it
changes, its copies in `build/.state/pictures/`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from citybook.content import pictures
from citybook.content.entries import Entry
from citybook.content.entry_cache import EntryCache
from citybook.content.picture_places import PLACES, PicturePlaceName
from citybook.content.pictures import Looking
from citybook.content.renditions import CheckedPicture, PictureMedium, Use
from citybook.manifest import Signature, signature
from citybook.models import Edition
from citybook.project import Project, files_by_name

# What makes the copies: another version of these makes others.
MAKERS = ("reading", "colours", "encoding", "places")
MADE_BY = (
    *(f"content/picture_{name}.py" for name in MAKERS),
    *("content/renditions.py", "content/colour_profiles.py"),
)


def gallery(
    project: Project,
    entries: Iterable[Entry[Any]],
    media: Iterable[PictureMedium],
    cache: EntryCache,
) -> dict[str, CheckedPicture]:
    """Return the pictures that entries show, by their file's name; without those that are not
    there. `media` are those that the publication has."""
    named, folder = files_by_name(project.content / "images"), project.pictures
    there = {
        file: (uses, found)
        for file, uses in _uses(entries, list(media)).items()
        if file in named and (found := signature(str(named[file])))
    }
    known = cache.files("images")
    kept = {
        file: known[file][1]
        for file, (uses, found) in there.items()
        if file in known
        and (known[file][0], known[file][1].uses) == (found, uses)
        and (not cache.write or _are_there(known[file][1], folder))
    }
    new = [file for file in there if file not in kept]
    how = Looking(project.fingerprint(*MADE_BY), folder if cache.write else None)
    looked = pictures.look({named[file]: there[file][0] for file in new}, how)
    looks: dict[str, tuple[Signature, CheckedPicture]] = {
        file: (there[file][1], look) for file, look in zip(new, looked, strict=True)
    }
    cache.save_files("images", looks, gone=known.keys() - there.keys())
    shown = {file: kept[file] if file in kept else looks[file][1] for file in there}
    if cache.write:
        _forget(folder, shown)
    return shown


def list_media(
    editions: Sequence[Entry[Edition]], offprints: Iterable[Any], *, has_sheets: bool
) -> list[PictureMedium]:
    """List where a publication shows pictures: its site, its sheets, leaflets, and its books and
    `offprints` by their papers."""
    found: list[PictureMedium] = ["site"]
    if has_sheets:
        found.append("sheet")
    # Of an edition with mistakes, kind and trim may not be known.
    kinds: list[tuple[str, Any]] = [
        (getattr(one.front, "kind", ""), getattr(one.front, "trim", "")) for one in editions
    ]
    if any(kind == "leaflet" for kind, _ in kinds):
        found.append("leaflet")
    papers: set[PictureMedium] = {trim for kind, trim in kinds if kind == "booklet" and trim}
    papers.update(offprints)
    return [*found, *sorted(papers)]


def _uses(entries: Iterable[Entry[Any]], media: list[PictureMedium]) -> dict[str, tuple[Use, ...]]:
    """Return where each picture is shown, by its file's name, in an order of its own."""
    places: dict[str, set[PicturePlaceName]] = {}
    for entry in entries:
        for use in entry.pictures:
            places.setdefault(use.file, set()).add(use.place)
    return {
        file: tuple(
            (place, medium)
            for place in sorted(found)
            for medium in media
            if PLACES[place].is_on(medium)
        )
        for file, found in sorted(places.items())
    }


def _are_there(look: CheckedPicture, folder: Path) -> bool:
    """Whether all copies are as they were written; a picture that cannot be used has none."""
    if look.fault:
        return True
    return tuple(signature(str(folder / name)) for name in look.renditions()) == look.written


def _forget(folder: Path, looks: Mapping[str, CheckedPicture]) -> None:
    """Remove the copies of pictures that are gone, changed, damaged or shown elsewhere now."""
    usable = (look for look in looks.values() if not look.fault)
    needed = {name for look in usable for name in look.renditions()}
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in needed:
            with suppress(OSError):
                path.unlink()
