"""What typesetting complains of goes in; problems come out, each at the content file it comes
from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from citybook.problems import ContentError, Problem, describe_count
from citybook.typeset.outcome import FitError, RenderError


@contextmanager
def as_problems(source: str, slug: str, *, is_sheet: bool = False) -> Iterator[None]:
    """Turn FitError and RenderError into a ContentError. `source` is the content file of the sheet
    or edition `slug`, for what comes from no other. Raises ContentError."""
    try:
        yield
    except FitError as error:
        raise ContentError([_too_long(error, source, slug, is_sheet)]) from None
    except RenderError as error:
        raise ContentError(_faults(error, source, slug)) from None


def _faults(error: RenderError, source: str, slug: str) -> list[Problem]:
    problems = [
        _problem(
            fault.at or source,
            f"page {fault.page} of '{slug}': {fault.message}" if fault.page else fault.message,
            fault.hint,
        )
        for fault in error.faults
    ]
    return problems or [Problem(source, 0, 0, error.message)]


def _too_long(error: FitError, source: str, slug: str, is_sheet: bool) -> Problem:
    found = error.overflow
    lines = describe_count(found.lines, "line")
    if is_sheet:
        message = f"the sheet of '{slug}' is {lines} too long for one A4 page"
    else:
        message = f"page {found.page} of '{slug}': the {found.column} panel is {lines} too long"
    return _problem(
        found.at or source,
        f"{message}, even at {error.floor:g} pt",
        found.advice,
    )


def _problem(at: str, message: str, hint: str) -> Problem:
    """A problem at `file:line`, or at `file`."""
    file, _, line = at.partition(":")
    return Problem(file, int(line or 0), 1 if line else 0, message, hint)
