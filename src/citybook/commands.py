"""What doit does whenever it is asked to, without files of its own to keep: check, tidy,
rename, verify, preview, record a printing, and say what to print again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citybook.outputs import Job
from citybook.run import BuildError, read_content

if TYPE_CHECKING:
    from citybook.hosting.shipment import TargetError
    from citybook.project import Project
    from citybook.tasks import Build

# What can be asked of a command beside its name.
LINKS = {
    "fresh": "ask again what was good in the last seven days",
    "intranet": "ask hosts of private networks, too",
}
PUBLISH = {
    "dry_run": "only say what would be sent",
    "replace": "replace files of the same names that others put there",
}


def check(build: Build) -> None:
    """Read everything and report every problem, warnings too; keep nothing of it."""
    from citybook.overrides import find_stale
    from citybook.problems import describe_count, report
    from citybook.project import RECORD

    project = build.run.project
    catalogue, warnings = read_content(project, build.run.phrases, keep=False)
    problems = [*warnings, *find_stale(project)]
    if any((project.content / "editions").glob(f"*{RECORD}")):
        from citybook.reprint.printed_addresses import find_dead_addresses

        problems += find_dead_addresses(project, catalogue)
    found = report(problems, project.root, "everything can be built.")
    entries = describe_count(len(catalogue.entries), "entry", "entries")
    editions = describe_count(len(catalogue.editions), "edition")
    print(found or f"No problems in {entries} and {editions}.")


def tidy(build: Build, files: list[str], is_written: bool) -> None:
    """Show what has one sensible cure in the files or folders that are named, by default in all
    texts; or change it. Raises ContentError."""
    from citybook.tidy import show_changes, write_changes

    print((write_changes if is_written else show_changes)(build.run.project, files))


def rename(build: Build, names: list[str], is_written: bool) -> None:
    """Show what changes when something gets another name, in every file that names it; or change
    it. Raises BuildError."""
    from citybook.rename.renaming import show_renaming, write_renaming

    if len(names) != 2:
        raise BuildError(
            "Name what is to be renamed, as links do, and what it shall be called: "
            "doit rename city:sofia sofia-city"
        )
    act = write_renaming if is_written else show_renaming
    print(act(build.run.project, build.run.phrases, *names))


def verify(build: Build) -> None:
    """Build all of it again aside and say what is not the same, byte for byte."""
    from citybook.verify import verify

    count, differences = verify(build.run.project, build.outputs)
    if differences:
        listed = "\n".join(differences)
        raise BuildError(
            f"{listed}\n{len(differences)} of {count} files are not what the content makes: "
            "run doit."
        )
    print(f"All {count} files in build/ are what the content makes, byte for byte.")


def links(build: Build, *, fresh: bool, intranet: bool) -> None:
    """Ask whether the web addresses in the content still lead somewhere. Raises ContentError, and
    BuildError where one is dead."""
    from citybook.content.reading import read
    from citybook.linkcheck.checking import Memory, check_all, describe, make_judge, summary
    from citybook.linkcheck.named import find_addresses
    from citybook.problems import report

    project = build.run.project
    base = build.run.read()[0].publication.base
    places = find_addresses(project, read(project))
    memory = Memory(project.state / "links", is_fresh=fresh)
    remembered = sum(address in memory.good for address in places)
    found = check_all(places, make_judge(base, is_intranet=intranet), memory)
    if len(found) > 1 and all(one.is_offline for one in found.values()):
        raise BuildError("No host's name can be looked up: this machine seems to be offline.")
    problems, said = describe(places, found), summary(found, remembered)
    told = report(problems, project.root, said) or said
    if any(problem.is_error for problem in problems):
        raise BuildError(told)
    print(told)


def publish(build: Build, *, dry_run: bool, replace: bool) -> None:
    """Send the finished site to where it is shown. Raises BuildError."""
    from citybook.hosting.publishing import files_to_send, publish
    from citybook.hosting.shipment import TargetError
    from citybook.typeset import pango

    project = build.run.project
    if not pango.is_here():
        raise BuildError(f"The site has no PDFs, so nothing was sent. {pango.missing()}")
    if not build.job("site").is_done():
        raise BuildError("The content changed meanwhile, so nothing was sent: run it again.")
    publication = build.run.read()[0].publication
    try:
        files = files_to_send(project, publication.hosting)
        print(publish(project, publication, files, is_preview=dry_run, replaces=replace))
    except TargetError as error:
        raise BuildError(_of_hosting(project, error)) from None


def _of_hosting(project: Project, error: TargetError) -> str:
    """Say what is wrong with a target at the place that names it."""
    from citybook.content.typefaces import PUBLICATION
    from citybook.content.values import mark_in
    from citybook.problems import Problem, report

    top = ("base_url",) if error.field == "base_url" else ("hosting", error.field)
    name = ".".join(filter(None, top))
    message = f"{name}: {error.message}"
    mark = mark_in(project.content / PUBLICATION, top)
    problem = Problem(f"content/{PUBLICATION}", *mark, message, error.hint)
    return report([problem], project.root, "`doit publish` sends what is not there yet.")


def serve(build: Build) -> None:
    """Preview the site and follow every change, by builds of their own."""
    from citybook.preload import modules
    from citybook.serve import serve

    build.run.lock.release()
    serve(build.run.project, modules(build.outputs.values()))


def record_printed(job: Job, before: list[int] | None) -> None:
    """Keep a record of an edition that was printed. `before` is what was known of its PDF when this
    run began. Raises ContentError."""
    from citybook.reprint.recorder import keep_record

    _check_is_typeset(job)
    print(keep_record(job.project, job.catalogue, job.item, before))


def reprint(job: Job, before: list[int] | None) -> None:  # noqa: ARG001
    """Say what changed since an edition was printed, and what to print again. Raises
    ContentError."""
    from citybook.reprint.report import report_changes

    _check_is_typeset(job)
    print(report_changes(job.project, job.catalogue, job.item))


def _check_is_typeset(job: Job) -> None:
    """Check that an edition is typeset from its texts as they are now. Raises ContentError."""
    from citybook.problems import ContentError, Problem

    if not (job.other("html").is_done() and job.is_done()):
        message = "this edition is not typeset as its texts are now"
        file, hint = f"content/editions/{job.item}.yaml", f"run `doit editions:{job.item}`"
        raise ContentError([Problem(file, 0, 0, message, hint)])
