"""An edition goes in; the package for the print shop comes out: a zip of cover and inside as
PDF/X-4, preflight and job ticket.

What would print badly is never written: the preflight's errors are the editor's.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.models import TRIMS, Edition
from citybook.models.identity import FourInks
from citybook.models.vocabulary import Community, Theme
from citybook.press import preflight_report
from citybook.press.code_addresses import check_addresses, reserved_hosts
from citybook.press.findings import Finding, PrintFault
from citybook.press.job import JobPackage, PrintFile, ShopJob
from citybook.press.job_ticket import write_ticket
from citybook.press.preflight import preflight
from citybook.press.prepress import Prepress
from citybook.press.profiles import Profile, ProfileError, load_profile
from citybook.problems import ContentError, Problem
from citybook.project import Project
from citybook.publish.archive import pack
from citybook.views.look import in_colour

# A problem that many pages have names so many of them.
MOST_PAGES = 3


def files(
    project: Project, catalogue: Catalogue, entry: Entry[Edition], anchors: dict[str, int]
) -> tuple[dict[str, bytes], tuple[Problem, ...]]:
    """Make the files below build/: the package, and the fragments it was made of, to be cached for
    the next time; and warnings of the preflight. `anchors` are the pages of the edition that is
    read on screen. Raises ContentError where the shop would send the edition back, RenderError and
    FitError where it cannot be set."""
    edition = entry.front
    lines, themes = catalogue.communities.values(), catalogue.themes.values()
    colours = in_colour(catalogue, edition.colour).publication.colours
    trim = TRIMS[edition.trim]
    job = ShopJob(
        entry.slug,
        entry.file,
        edition.title,
        edition.trim,
        trim[::-1] if edition.kind == "leaflet" else trim,
        shop=edition.press.shop,
        event=edition.cover.event or "",
        date=edition.cover.date,
        rtl=catalogue.publication.direction == "rtl",
        inks={**colours.inks, **_inks(lines), **_inks(themes)},
        places=entry.text.marks,
        anchors=anchors,
        base=catalogue.publication.base,
    )
    package = make_package(project, job)
    fragments = {f"{job.cache}/{key}.pickle": data for key, data in package.fragments.items()}
    return {f"press/{entry.slug}-shop.zip": package.data, **fragments}, package.warnings


def _inks(coloured: Iterable[Community | Theme]) -> dict[str, FourInks]:
    """The inks, in per cent, of colours that are not printed as the profile converts them."""
    return {one.colour: one.ink for one in coloured if one.colour and one.ink}


def make_package(project: Project, job: ShopJob) -> JobPackage:
    """Make the zip for the print shop. Raises ContentError where no profile is named, where pages
    cannot be bound, and for all that the preflight refuses; RenderError and FitError as typesetting
    does. Nothing is written."""
    profile = find_profile(job, [project.content / "press"])
    with tempfile.TemporaryDirectory() as folder:
        prepress = Prepress(project, job, profile, Path(folder))
        made, binding = prepress.make_files()
    found = [(file, finding) for file in made for finding in preflight(file.data, file.wanted)]
    nowhere = check_addresses(reserved_hosts(prepress.html), job.base)
    found += [(made[0], Finding(0, fault)) for fault in nowhere]
    problems = _describe(job, found)
    if any(problem.is_error for problem in problems):
        raise ContentError(problems)
    texts = {
        "ticket.txt": write_ticket(job, profile, binding),
        "preflight.txt": preflight_report.as_text(job.title, made, found),
        "preflight.json": preflight_report.as_json(job.title, made, found),
    }
    data = pack(
        {},
        {file.name: file.data for file in made}
        | {name: text.encode() for name, text in texts.items()},
    )
    return JobPackage(data, tuple(problems), prepress.fragments)


def find_profile(job: ShopJob, folders: Sequence[Path]) -> Profile:
    """Find the profile that the edition names, in the first of `folders` that has it, else on this
    machine. Raises ContentError if it names none, or one that is not there or no good."""
    name = job.shop.profile
    if name is None:
        message = "no ICC profile is named, and without one nobody can say which inks to print"
        hint = (
            "ask the print shop for its profile, put the file into content/press/, and write its "
            "name: press: {shop: {profile: name.icc}}"
        )
        raise job.error("profile", message, hint)
    try:
        return load_profile(name, folders)
    except FileNotFoundError:
        message = f"the ICC profile {name} is neither in content/press/ nor on this machine"
        hint = "put the print shop's file into content/press/"
    except ProfileError as error:
        message = f"{name} cannot be printed with: {error}"
        hint = "ask the print shop for its ICC output profile for this paper"
    raise job.error("profile", message, hint)


def _describe(job: ShopJob, found: Sequence[tuple[PrintFile, Finding]]) -> list[Problem]:
    """One problem for what is wrong in the same way on several pages of a content file or the
    edition; it names the first."""
    places: dict[tuple[str, str, PrintFault], list[str]] = {}
    for file, finding in found:
        key = (file.name, file.source(finding), finding.fault)
        places.setdefault(key, []).append(file.where(finding))
    problems = []
    for (name, source, fault), where in places.items():
        more = f" and {len(where) - MOST_PAGES} more" if len(where) > MOST_PAGES else ""
        at = f"{', '.join(where[:MOST_PAGES])}{more}: {fault.message}"
        problems.append(
            job.problem("profile", f"{name}, {at}", fault.hint, severity=fault.severity)
            if source in ("", job.file)
            else Problem(source, 0, 0, f"{name} of '{job.slug}', {at}", fault.hint, fault.severity)
        )
    return problems
