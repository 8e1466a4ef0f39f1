"""What stands beside pictures goes in, in one list or in a file for each; each picture's
description comes out by the name of its file, and a problem for each that is none.

    content/images.yaml           harbour.jpg: {credit: City of Turin}
    content/images/harbour.yaml   credit: City of Turin
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from citybook.content.checking import check, mapping
from citybook.content.values import KeyPath, Located, Mark
from citybook.content.vocabularies import IMAGES
from citybook.models import Description
from citybook.naming import show_name
from citybook.problems import Problem, did_you_mean
from citybook.visible import compose

FOLDER = "images/"
EXAMPLE = "harbour.jpg: {credit: City of Turin}"
WHERE = "content/images/"


@dataclass(frozen=True)
class Described:
    """A picture's description, and where it stands. Of one with mistakes it is not known what it
    says."""

    description: Description | None
    file: str
    marks: dict[KeyPath, Mark]
    at: KeyPath = ()

    def mark(self, field: str = "") -> Mark:
        """Where a field stands, or all of it."""
        return self.marks.get((*self.at, field) if field else self.at, (1, 1))


def is_description(name: str) -> bool:
    """Whether a file of content/ describes pictures, by its name there."""
    return name == IMAGES or (name.startswith(FOLDER) and name.endswith(".yaml"))


def read_descriptions(
    located: dict[str, Located], pictures: Iterable[str], problems: list[Problem]
) -> dict[str, Described]:
    """Return what is said of each of `pictures`, which are the names of the files that there
    are."""
    pictures = [name for name in pictures if not name.endswith(".yaml")]
    found: dict[str, Described] = {}
    for name in filter(is_description, located):
        for picture, one in _in_file(name, located[name], pictures, problems):
            other = found.setdefault(picture, one)
            if other is not one:
                place = f"{other.file}, line {other.mark()[0]}"
                message = f"'{show_name(picture)}' is described twice, first in {place}"
                problems.append(Problem(one.file, *one.mark(), message, "keep one of the two"))
    return found


def _in_file(
    name: str, located: Located, pictures: list[str], problems: list[Problem]
) -> Iterator[tuple[str, Described]]:
    file = f"content/{name}"
    if name != IMAGES:
        picture = _picture_of(name, pictures, problems)
        if picture:
            yield picture, _read_description(located, file, (), problems)
        return
    for picture in mapping(located, file, EXAMPLE, problems):
        one = _read_description(located, file, (picture,), problems)
        if picture in pictures:
            yield picture, one
            continue
        near = did_you_mean(show_name(picture), map(show_name, pictures))
        message = f"no picture '{show_name(picture)}' in {WHERE}{near}"
        mark = located.keys.get((picture,), (1, 1))
        problems.append(Problem(file, *mark, message, "put it there, or take these lines out"))


def _read_description(
    located: Located, file: str, at: KeyPath, problems: list[Problem]
) -> Described:
    if not at and not isinstance(located.value, dict):
        mapping(located, file, "credit: City of Turin", problems)
        return Described(None, file, located.marks, at)
    made = check(located, Description, file, problems, at=at)
    return Described(made, file, {**located.keys, **located.marks, at: located.mark(at)}, at)


def _picture_of(name: str, pictures: list[str], problems: list[Problem]) -> str:
    """Return the picture that a file describes: the one of the same name."""
    stem = compose(name).removeprefix(FOLDER).removesuffix(".yaml")
    found = [one for one in pictures if str(PurePosixPath(one).with_suffix("")) == stem]
    if len(found) == 1:
        return found[0]
    file = f"content/{name}"
    if found:
        listed = " or ".join(map(show_name, found))
        hint = f"describe them in content/{IMAGES}, by their whole names"
        problems.append(Problem(file, 0, 0, f"this may describe {listed}", hint))
        return ""
    stems = [str(PurePosixPath(one).with_suffix("")) for one in pictures]
    near = did_you_mean(show_name(stem), map(show_name, stems))
    message = f"no picture '{show_name(stem)}' in {WHERE}{near}"
    hint = "give both files the same name, harbour.yaml beside harbour.jpg"
    problems.append(Problem(file, 0, 0, message, hint))
    return ""
