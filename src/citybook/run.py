"""A publication's folder goes in; one run of doit in it comes out, with all that its tasks share.

This is the one place where a build keeps state between tasks.
"""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from citybook.journal import JournalError, finish_changes, is_begun
from citybook.lock import REASONS, FolderLock, cannot_write
from citybook.manifest import signature
from citybook.project import Project

if TYPE_CHECKING:
    from citybook.catalogue import Catalogue
    from citybook.problems import Problem


# Python looks for garbage once so many objects have come and not gone, in workers too: what is
# imported, read and typeset mostly stays, and looking through it takes a twentieth of the time.
GARBAGE = 50_000


class BuildError(Exception):
    """Raised when a task cannot do its work; the message is for whoever ran doit."""


class Run:
    """One run of doit in a publication's folder.

    1. It is created when dodo.py is read, before anyone knows whether doit will build, list or
       clean. Nothing is locked or read.
    2. It begins (`begin`) when doit tells its `reporter` which tasks were chosen, or when `doit
       clean` starts: it waits for the folder's lock, and knows the tasks that are `needed`.
    3. Each task asks whether it is done, and if not does its work by `perform`, one task at a time.
       `read` keeps the catalogue for all of them; `tickets` is work that one task has handed to the
       worker pool for others, by their names.
    4. It ends with its process: the kernel releases the lock. Only `doit serve` releases it before,
       since the builds that it starts are runs of their own.
    """

    def __init__(self, project: Project) -> None:
        self.project, self.lock = project, FolderLock(project.state)
        self.needed: frozenset[str] = frozenset()
        self.tickets: dict[str, int] = {}
        # What outputs say on the Downloads page, which a publication may say in its own words.
        self.phrases: set[str] = set()
        # Each task uses all cores by itself, so with `doit -n` they take turns.
        self._turn = threading.Lock()
        self._read: dict[tuple[object, ...], tuple[Catalogue, list[Problem]]] = {}

    def begin(self, needed: frozenset[str] = frozenset()) -> None:
        """Take the folder's lock. `needed` are the names of all tasks that what was chosen needs.
        Raises SystemExit if build/ cannot be written."""
        self.needed = needed
        self.lock.acquire()
        gc.set_threshold(GARBAGE)

    def finish_changes(self) -> None:
        """Finish what a run that was killed had begun to change in content/. Raises SystemExit with
        a plain sentence if that cannot be."""
        if not is_begun(self.project.state):
            return
        self.lock.acquire()  # it may be at work still
        try:
            if finish_changes(self.project.state, self.project.content):
                print("A renaming had been interrupted: it is finished now.", file=sys.stderr)
        except JournalError as error:
            files = ", ".join(f"content/{file}" for file in error.files)
            raise SystemExit(
                f"A renaming was interrupted, and {files} changed since then. Take that back with "
                "git, and run doit again, which finishes the renaming; or delete the folder "
                "build/.state/changes/ and correct by hand what doit check tells."
            ) from None
        except OSError as error:
            raise SystemExit(cannot_write(error)) from None
        finally:
            self.lock.release()

    def reporter(self) -> type:
        """Make the reporter for doit, which tells nobody else that a run begins."""
        from citybook.reporter import Progress, find_needed

        run = self

        class Reporter(Progress):
            def initialize(self, tasks: dict[str, Any], selected_tasks: list[str]) -> None:
                found = find_needed(tasks, selected_tasks)
                run.begin(found)
                self.start(len(found))

        return Reporter

    def perform(self, work: Callable[[], None]) -> Any:
        """Do the work of one task. Return doit's TaskFailed with a report, instead of a traceback,
        if content has errors or build/ cannot be written."""
        from doit.exceptions import TaskFailed

        from citybook.problems import ContentError, report

        try:
            with self._turn:
                work()
        except BuildError as error:
            return TaskFailed(str(error))
        except ContentError as error:
            outcome = "nothing was built from this, and what was built before is kept."
            return TaskFailed(report(error.problems, self.project.root, outcome))
        except OSError as error:
            if error.errno not in REASONS:
                raise
            return TaskFailed(cannot_write(error))
        return None

    def read(self) -> tuple[Catalogue, list[Problem]]:
        """Read the content, once as long as it stays as it is, and return it with all warnings.
        Raises ContentError."""
        files = self.project.content_files()
        state = tuple((path, tuple(signature(path) or ())) for path in files)
        if state not in self._read:
            self._read = {state: read_content(self.project, self.phrases)}
        return self._read[state]


def read_content(
    project: Project, phrases: set[str], *, keep: bool = True
) -> tuple[Catalogue, list[Problem]]:
    """Read, check and link all content, find orphans, and look at pictures and at days of reviews.
    `phrases` are those of outputs; `keep` what was read for the next run. Raises ContentError."""
    # Libraries are imported and thousands of entries made that all stay: to look for garbage among
    # them takes a tenth of the time.
    gc.disable()
    try:
        from citybook.catalogue import load
        from citybook.content.entry_cache import DamagedCache
        from citybook.orphans import find_orphans
        from citybook.picture_warnings import warn_of_pictures
        from citybook.problems import ContentError
        from citybook.review_warnings import warn_of_reviews

        try:
            catalogue, problems = load(project, keep=keep)
        except DamagedCache:  # it is set aside
            catalogue, problems = load(project, keep=keep)
    finally:
        gc.freeze()
        gc.enable()
    for warn in (find_orphans, warn_of_pictures, warn_of_reviews):
        problems = [*problems, *warn(catalogue)]
    language = catalogue.publication.language
    if catalogue.wording or language != "en" or (project.root / "locale").is_dir():
        from citybook.publish.phrase_checks import check_translation, check_wording

        problems += check_wording(project, catalogue, phrases)
        problems += check_translation(project, catalogue)
    if any(problem.is_error for problem in problems):
        raise ContentError(problems)
    return catalogue, problems
