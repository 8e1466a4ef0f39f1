"""The record of a printed edition: kept as `content/editions/<edition>.printed.json`, one sentence
a line, and read again.

It holds the sentences themselves, since a fingerprint could not show what was printed; git shows
what changed between two printings line by line. Of pages, a fingerprint is enough. About 2 KB for a
page.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from citybook.models.fields import Model
from citybook.problems import ContentError, Problem
from citybook.project import RECORD, Project
from citybook.reprint import sentences
from citybook.reprint.wording import HEADING

Binding = Literal["saddle stitch", "side staple", "folded leaflet"]
Number = Annotated[int, Field(ge=1)]
# The fingerprints of a page's text, of its pictures and drawings, and of all that is drawn and
# where: reprint/paper.py.
Fingerprints = Annotated[
    str, Field(pattern=r"^([0-9a-f]{10}|-) ([0-9a-f]{10}|-) ([0-9a-f]{10}|-)$")
]
# The pages on a printer's sheet, front and back, from left to right; a hyphen where one is empty.
SheetPages = Annotated[str, Field(pattern=r"^([1-9]\d*|-)( ([1-9]\d*|-))*$")]


@dataclass(frozen=True)
class Said:
    """A sentence, the page it begins on, and the heading it stands under; headings stand under
    themselves."""

    text: str
    page: int
    under: str


class Part(Model):
    """An entry, or another part such as the contents, with its first and last page. `file` is an
    entry's; `text` are its sentences, an empty one between paragraphs, and a number where a page
    begins."""

    anchor: str
    title: str
    file: str = ""
    pages: tuple[Number, Number]
    text: list[int | str]

    def said(self) -> Iterator[Said]:
        """Its sentences as they are divided today, whatever divided them when the record was
        made."""
        under = ""
        for paragraph in self._paragraphs():
            if paragraph[0][1].startswith(HEADING):
                under = " ".join(text for _, text in paragraph).removeprefix(HEADING)
                yield Said(under, paragraph[0][0], under)
                continue
            begins = list(_begins(paragraph))
            at = 0
            for sentence in sentences.split(" ".join(text for _, text in paragraph)):
                page = next(page for begin, page in reversed(begins) if begin <= at)
                yield Said(sentence, page, under)
                at += len(sentence) + 1

    def _paragraphs(self) -> Iterator[list[tuple[int, str]]]:
        page, paragraph = self.pages[0], list[tuple[int, str]]()
        for item in [*self.text, ""]:
            if isinstance(item, int):
                page = item
            elif item:
                paragraph.append((page, item))
            elif paragraph:
                yield paragraph
                paragraph = []


class Record(Model):
    """An edition as it was printed, or as it is typeset now. `trim` is width and height of a page
    in mm; `sheets` are the printer's sheets from the outermost, or the leaves from the first."""

    format: Literal[1] = 1
    printed: datetime.date
    title: str
    binding: Binding
    trim: tuple[float, float]
    sheets: list[SheetPages]
    pages: Annotated[list[Fingerprints], Field(min_length=1)]
    parts: list[Part]

    @model_validator(mode="after")
    def _has_the_pages_it_names(self) -> Record:
        for part in self.parts:
            if not part.pages[0] <= part.pages[1] <= len(self.pages):
                raise ValueError(
                    f"pages of '{part.anchor}' that are among its {len(self.pages)} pages"
                )
        return self


def _begins(paragraph: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Where in a paragraph each of its sentences begins, and the page of that."""
    at = 0
    for page, text in paragraph:
        yield at, page
        at += len(text) + 1


def path(project: Project, slug: str) -> Path:
    """Where the record of an edition is kept."""
    return project.content / "editions" / f"{slug}{RECORD}"


def dump(record: Record) -> bytes:
    """The record as it is written: a line for each page and each sentence, the same bytes for the
    same edition."""
    return f"{json.dumps(record.model_dump(mode='json'), ensure_ascii=False, indent=1)}\n".encode()


def load(project: Project, slug: str) -> Record:
    """The record of an edition. Raises ContentError if there is none, or if it is damaged."""
    file = project.relative(path(project, slug))
    try:
        return Record.model_validate(
            json.loads(path(project, slug).read_bytes().decode("utf-8-sig"))
        )
    except FileNotFoundError:
        raise ContentError(
            [
                Problem(
                    file,
                    0,
                    0,
                    "nothing is known of a printed edition",
                    f"when it has been printed, run `doit printed:{slug}`",
                )
            ]
        ) from None
    except json.JSONDecodeError as error:
        raise _damaged(file, slug, error.lineno, error.colno, error.msg.lower()) from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        raise _damaged(
            file, slug, 0, 0, f"{where}: {first['msg'].lower()}".removeprefix(": ")
        ) from None
    except (UnicodeDecodeError, RecursionError) as error:
        raise _damaged(file, slug, 0, 0, str(error)) from None


def day(date: datetime.date) -> str:
    """A day as it is written out."""
    return f"{date.day} {date:%B %Y}"


def _damaged(file: str, slug: str, line: int, column: int, what: str) -> ContentError:
    return ContentError(
        [
            Problem(
                file,
                line,
                column,
                f"this record of what was printed is damaged ({what})",
                f"take back the last good one, with git: git checkout HEAD -- {file}; if there is none, delete this one and run "
                f"`doit printed:{slug}` when the edition is printed next",
            )
        ]
    )
