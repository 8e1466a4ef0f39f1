"""A publication, a name and a new slug go in; a diff of all that the renaming changes comes out, or
the files come out changed, all or none."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from citybook.content.aliases import present_names
from citybook.content.reading import Content, read
from citybook.content.references import find_references
from citybook.diffs import diff
from citybook.journal import FileChange, JournalError, make_changes
from citybook.lock import REASONS
from citybook.manifest import link_or_copy
from citybook.problems import ContentError, describe_count, report
from citybook.project import OWN_FOLDERS, Project
from citybook.rename.plan import FOLDER, Renaming, Unsafe, plan_renaming
from citybook.run import BuildError, read_content

CORRECT_FIRST = (
    "nothing is renamed: correct the mistakes first, since a file with mistakes may not tell all "
    "that it names."
)


def show_renaming(project: Project, phrases: set[str], given: str, slug: str) -> str:
    """Return a unified diff of what `doit rename --write` would change. Raises BuildError."""
    plan, changes = _prepare(project, phrases, given, slug)
    lines = [*_describe(plan), *(line for one in changes for line in _diff(one))]
    command = f"`doit rename {plan.old} {plan.new.own} --write`"
    return "\n".join([*lines, f"{_count(changes)} would change: {command} does it."])


def write_renaming(project: Project, phrases: set[str], given: str, slug: str) -> str:
    """Rename in all files, or in none, and say what was done. Raises BuildError."""
    plan, changes = _prepare(project, phrases, given, slug)
    try:
        make_changes(project.state, project.content, changes)
    except JournalError as error:
        files = ", ".join(f"{FOLDER}{file}" for file in error.files)
        raise BuildError(f"Nothing is renamed: {files} changed meanwhile. Try again.") from None
    except OSError as error:
        reason = REASONS.get(error.errno or 0, error.strerror or str(error))
        raise BuildError(
            f"content/ cannot be written: {reason}. Set this right, and run doit "
            "again: it finishes a renaming that was begun."
        ) from None
    return "\n".join([*_describe(plan), f"{_count(changes)} changed. `doit` builds it."])


def _prepare(
    project: Project, phrases: set[str], given: str, slug: str
) -> tuple[Renaming, list[FileChange]]:
    """Plan a renaming and see, aside, that the content is right with it. Raises BuildError."""
    content = read(project)
    if any(problem.is_error for problem in content.problems):
        raise BuildError(report(content.problems, project.root, CORRECT_FIRST))
    plan = plan_renaming(project, content, given, slug)
    try:
        changes = [*plan.changes()]
    except Unsafe as error:
        raise BuildError(report(error.problems, project.root, "nothing is renamed.")) from None
    with tempfile.TemporaryDirectory(prefix="citybook-") as folder:
        aside = Project(Path(folder).resolve() / project.root.name)
        _copy(project, aside, changes)
        try:
            read_content(aside, phrases)
        except ContentError as error:
            raise BuildError(_refusal(project, aside, phrases, error)) from None
        _compare(plan, content, read(aside))
    return plan, changes


def _copy(project: Project, aside: Project, changes: list[FileChange]) -> None:
    """Copy a publication as it shall be. Pictures and the like are not copied but linked to, and so
    is what was read before, where that can be done."""
    aside.state.mkdir(parents=True)
    for name in OWN_FOLDERS:
        if (project.root / name).is_dir():
            (aside.root / name).symlink_to((project.root / name).resolve(), True)
    shutil.copytree(project.content, aside.content, symlinks=True, copy_function=link_or_copy)
    cache = project.state / "entries.sqlite3"
    if cache.is_file():
        shutil.copyfile(cache, aside.state / cache.name)
    for one in changes:
        (aside.content / one.old).unlink()
        (aside.content / one.new).parent.mkdir(parents=True, exist_ok=True)
        (aside.content / one.new).write_bytes(one.after)


def _refusal(project: Project, aside: Project, phrases: set[str], error: ContentError) -> str:
    """Say which mistakes there are, or would be with the new name."""
    try:
        read_content(project, phrases)
    except ContentError as present:
        return report(present.problems, project.root, CORRECT_FIRST)
    return report(error.problems, aside.root, "nothing is renamed, since this would come of it.")


def _compare(plan: Renaming, before: Content, after: Content) -> None:
    """See that every name leads to what it led to. Raises BuildError, which means a mistake of
    ours."""
    names, files = plan.names, plan.files
    wanted = Counter(
        (names.get(one.name, one.name), files.get(one.file, one.file))
        for one in find_references(before)
    )
    found = Counter((one.name, one.file) for one in find_references(after))
    if wanted != found or present_names(after).get(plan.old) != plan.new:
        raise BuildError("Nothing is renamed: not every name would lead where it leads now.")


def _describe(plan: Renaming) -> Iterator[str]:
    """Say in words what is renamed."""
    if not plan.holders:
        yield f"{plan.old} is called {plan.new} already; these files still say the old name:"
        return
    where = " and ".join(holder.place for holder in plan.holders)
    if len(plan.holders) > 1:
        where += ", which share their name and are renamed together"
    yield f"{plan.old} becomes {plan.new}: {where}. The old address will lead to the new one."


def _diff(change: FileChange) -> Iterator[str]:
    return diff(f"{FOLDER}{change.old}", change.before, change.after, f"{FOLDER}{change.new}")


def _count(changes: list[FileChange]) -> str:
    return describe_count(len(changes), "file")
