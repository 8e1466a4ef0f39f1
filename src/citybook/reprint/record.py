"""The record of a printed edition: kept as `content/editions/<edition>.printed.json`, one sentence
a line, and read again.

It holds the sentences themselves, since a fingerprint could not show what was printed; git shows
what changed between two printings line by line. Of pages, a fingerprint is enough. About 2 KB for a
page.
"""

from __future__ import annotations

import datetime
import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, ValidationError, model_validator

from citybook.models.fields import Model
from citybook.press.imposition import Binding
from citybook.problems import ContentError, Problem
from citybook.project import RECORD, Project
from citybook.reprint.sentences import HEADING, split_sentences

PageNumber = Annotated[int, Field(ge=1)]
# The fingerprints of a page's text, of its pictures and drawings, and of all that is drawn and
# where: reprint/fingerprints.py.
Fingerprints = Annotated[
    str, Field(pattern=r"^([0-9a-f]{10}|-) ([0-9a-f]{10}|-) ([0-9a-f]{10}|-)$")
]
# The pages on a printer's sheet, front and back, from left to right; a hyphen where one is empty.
SheetPages = Annotated[str, Field(pattern=r"^([1-9]\d*|-)( ([1-9]\d*|-))*$")]

# Where a code leads, in a text.
CODE = re.compile(r"(?<=\[QR code: )[^\]]+(?=\])")


@dataclass(frozen=True)
class Sentence:
    """A sentence, the page it begins on, and the heading it stands under; headings stand under
    themselves."""

    text: str
    page: int
    under: str


class PrintedPart(Model):
    """An entry, or another part such as the contents, with its first and last page. `file` is an
    entry's; `text` are its sentences, an empty one between paragraphs, and a number where a page
    begins."""

    anchor: str
    title: str
    file: str = ""
    pages: tuple[PageNumber, PageNumber]
    text: list[int | str]

    def sentences(self) -> Iterator[Sentence]:
        """Read its sentences as they are divided today, whatever divided them when the record was
        made."""
        under = ""
        for paragraph in self._paragraphs():
            text = " ".join(text for _, text in paragraph)
            if text.startswith(HEADING):
                under = text.removeprefix(HEADING)
                yield Sentence(under, paragraph[0][0], under)
                continue
            begins = [0, *accumulate(len(text) + 1 for _, text in paragraph)]
            at = 0
            for sentence in split_sentences(text):
                page, _ = paragraph[bisect_right(begins, at) - 1]
                yield Sentence(sentence, page, under)
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
    parts: list[PrintedPart]

    @model_validator(mode="after")
    def _has_the_pages_it_names(self) -> Record:
        for part in self.parts:
            if not part.pages[0] <= part.pages[1] <= len(self.pages):
                raise ValueError(
                    f"pages of '{part.anchor}' that are among its {len(self.pages)} pages"
                )
        return self


def record_path(project: Project, slug: str) -> Path:
    """Find where the record of an edition is kept."""
    return project.content / "editions" / f"{slug}{RECORD}"


def dump(record: Record) -> bytes:
    """Write a record: a line for each page and each sentence, the same bytes for the
    same edition."""
    return f"{json.dumps(record.model_dump(mode='json'), ensure_ascii=False, indent=1)}\n".encode()


def load(project: Project, slug: str) -> Record:
    """Load the record of an edition. Raises ContentError if there is none, or if it is damaged."""
    path = record_path(project, slug)
    file, line, column = project.relative(path), 0, 0
    try:
        return Record.model_validate(json.loads(path.read_bytes().decode("utf-8-sig")))
    except FileNotFoundError:
        message = "nothing is known of a printed edition"
        hint = f"when it has been printed, run `doit printed:{slug}`"
        raise ContentError([Problem(file, 0, 0, message, hint)]) from None
    except json.JSONDecodeError as error:
        line, column, what = error.lineno, error.colno, error.msg.lower()
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(step) for step in first["loc"])
        what = f"{where}: {first['msg'].lower()}".removeprefix(": ")
    except (UnicodeDecodeError, RecursionError) as error:
        what = str(error)
    message = f"this record of what was printed is damaged ({what})"
    hint = (
        f"take back the last good one, with git: git checkout HEAD -- {file}; if there is none, "
        f"delete this one and run `doit printed:{slug}` when the edition is printed next"
    )
    raise ContentError([Problem(file, line, column, message, hint)])


def format_day(date: datetime.date) -> str:
    """Write out a day."""
    return f"{date.day} {date:%B %Y}"
