"""The pictures that an entry shows go in, with what is said of them and how large they are; a
problem comes out for each that cannot be shown so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from citybook.content.descriptions import Described
from citybook.content.illustrations import PictureUse
from citybook.content.renditions import CheckedPicture
from citybook.models.pictures import DECORATIVE, name_fault
from citybook.naming import show_name
from citybook.problems import Problem, did_you_mean

ALT = f"in a few words; or write {DECORATIVE} if nothing would be missed without it"
# These say that there is a picture, and nothing of what it shows.
EMPTY_WORDS = ("image", "picture", "photo", "photograph", "figure", "alt", "alt text")


@dataclass(frozen=True)
class PictureChecks:
    """What is known of pictures by their files' names: how they look, what is said of them; and
    which files there are."""

    looks: dict[str, CheckedPicture]
    described: dict[str, Described]
    files: Iterable[str]

    def problems(self, file: str, uses: Iterable[PictureUse]) -> Iterator[Problem]:
        """Yield what is wrong with the pictures of the entry in `file`."""
        for use in uses:
            if not name_fault(use.file):
                where = f"{use.field}.file: " if use.field else ""
                for message, hint in self._faults(use):
                    yield Problem(file, use.line, use.column, f"{where}{message}", hint)

    def _faults(self, use: PictureUse) -> Iterator[tuple[str, str]]:
        look, name = self.looks.get(use.file), show_name(use.file)
        if look is None:
            near = did_you_mean(name, map(show_name, self.files))
            yield f"no picture '{name}' in content/images/{near}", ""
            return
        if look.fault:
            yield f"content/images/{name} cannot be used: {look.fault}", look.hint
        described = self.described.get(use.file)
        if described is None:
            stem = PurePosixPath(name).with_suffix("")
            hint = f"write content/images/{stem}.yaml with a line 'credit: …', whose picture it is"
            yield f"'{name}' has no credit", hint
        elif described.description is None:
            return  # what is wrong there has been said
        alt = use.alt or (described and described.description and described.description.alt) or ""
        if not alt:
            yield f"nothing says what '{name}' shows", f"say it{_place_of_alt(use)}, {ALT}"
        elif alt.casefold() in (*EMPTY_WORDS, use.file.casefold(), _stem(use.file).casefold()):
            yield f"'{alt}' does not say what '{name}' shows", f"say it {ALT}"


def _stem(name: str) -> str:
    return PurePosixPath(name).stem


def _place_of_alt(use: PictureUse) -> str:
    return " as `alt`" if use.field else " between [ and ]"
