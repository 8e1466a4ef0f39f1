"""The print HTML of an edition goes in; a zip for the print shop comes out: cover and inside as
PDF/X-4, preflight and ticket.

What would print badly is never written: the preflight's errors are the editor's.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from citybook.press import profiles
from citybook.press.assembling import Assembly
from citybook.press.binding import Binding
from citybook.press.findings import Finding
from citybook.press.job import Job, Parcel, Sheets, Source, problems
from citybook.press.preflight import preflight
from citybook.press.report import as_json, as_text
from citybook.press.ticket import ticket
from citybook.problems import ContentError

# The time that a zip gives for each of its files: the earliest it knows, so that it is always the
# same.
TIMELESS = (1980, 1, 1, 0, 0, 0)


def parcel(job: Job, source: Source) -> Parcel:
    """The zip for the print shop. Raises ContentError where no profile is named, where pages cannot
    be bound, and for all that the preflight refuses; RenderError and FitError as typesetting does.
    Nothing is written."""
    profile = profile_of(job, source.profiles)
    binding: Binding | None = None
    with tempfile.TemporaryDirectory() as folder:
        assembly = Assembly(job, source, profile, Path(folder))
        if assembly.is_leaflet:
            files = assembly.leaflet()
        else:
            files, binding = assembly.booklet()
    found = [
        (sheets, finding) for sheets in files for finding in preflight(sheets.data, sheets.wanted)
    ]
    said = problems(job, found)
    if any(problem.is_error for problem in said):
        raise ContentError(said)
    texts = {"ticket.txt": ticket(job, profile, binding), **_reports(job, files, found)}
    data = zipped(
        {
            **{sheets.name: sheets.data for sheets in files},
            **{name: text.encode() for name, text in texts.items()},
        }
    )
    return Parcel(data, tuple(said), assembly.pieces, assembly.anchors)


def profile_of(job: Job, folders: Sequence[Path]) -> profiles.Profile:
    """The profile that the edition names, from the first of `folders` that has it, else from this
    machine. Raises ContentError if it names none, or one that is not there or no good."""
    name = job.shop.profile
    if name is None:
        raise ContentError(
            [
                job.problem(
                    "profile",
                    "no ICC profile is named, and without one nobody can say which inks to print",
                    "ask the print shop for its profile, put the file into content/press/, and write its name: "
                    "press: {shop: {profile: name.icc}}",
                )
            ]
        )
    try:
        return profiles.load(name, folders)
    except FileNotFoundError:
        raise ContentError(
            [
                job.problem(
                    "profile",
                    f"the ICC profile {name} is neither in content/press/ nor on this machine",
                    "put the print shop's file into content/press/",
                )
            ]
        ) from None
    except profiles.NotAProfile as wrong:
        raise ContentError(
            [
                job.problem(
                    "profile",
                    f"{name} cannot be printed with: {wrong}",
                    "ask the print shop for its ICC output profile for this paper",
                )
            ]
        ) from None


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, TIMELESS)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return out.getvalue()


def _reports(
    job: Job, files: Sequence[Sheets], found: Sequence[tuple[Sheets, Finding]]
) -> dict[str, str]:
    checked = [(sheets.name, sheets.wanted, len(sheets.pages)) for sheets in files]
    named = [(sheets.name, sheets.where(finding), finding) for sheets, finding in found]
    return {
        "preflight.txt": as_text(job.title, checked, named),
        "preflight.json": as_json(job.title, checked, named),
    }
