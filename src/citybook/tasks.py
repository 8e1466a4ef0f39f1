"""Declared outputs go in; doit's tasks come out.

Tasks are listed from file names alone, and nothing heavy is imported before a task runs: `doit`
with nothing to do answers at once, whatever the size of content/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from citybook.manifest import Manifest, manifests, remove_empty, signature
from citybook.outputs import OURS, Job, Output, made_by_default
from citybook.project import Project
from citybook.run import Run
from citybook.visible import spell_out

Task = dict[str, Any]
WRITE = "--write"


class Build:
    """The outputs of one publication by name, those that its dodo.py adds too, and this run."""

    def __init__(self, root: Path) -> None:
        """Begin with the publication in the folder `root` and the outputs of Citybook."""
        self.run = Run(Project(root))
        self.outputs: dict[str, Output] = {}
        self.default_tasks: list[str] = []
        for output in OURS:
            self.add(output)

    @classmethod
    def here(cls) -> Build:
        """Begin with the publication whose dodo.py doit is reading: doit has changed to its folder.
        From here on, printing does not fail where the terminal lacks a letter. Changes that a
        killed run had begun are finished before its files are listed."""
        spell_out()
        build = cls(Path.cwd())
        build.run.finish_changes()
        return build

    def add(self, output: Output) -> None:
        """Make one more output. Raises ValueError if there is one of this name."""
        if output.name in self.outputs:
            raise ValueError(f"there is an output '{output.name}' already")
        self.outputs[output.name] = output
        if output.downloads:
            self.run.phrases |= {output.downloads.heading, output.downloads.note}
        if output.is_default:
            self.default_tasks.append(output.name)

    def config(self) -> dict[str, Any]:
        """Say what doit goes by. Its own record is kept nowhere: manifests say what is done, and
        two at once could damage a file of its own. It hangs when one of its processes dies
        (pydoit/doit#461), so `-n` gets threads. Outputs that are added later join the list of
        default tasks."""
        return {
            "default_tasks": self.default_tasks,
            "backend": "sqlite3",
            "dep_file": ":memory:",
            "par_type": "thread",
            "verbosity": 2,
            "sort": "definition",
            "continue": True,
            "reporter": self.run.reporter(),
        }

    def job(self, name: str, item: str = "") -> Job:
        """One item of an output, in this run."""
        return Job(self.run, self.outputs, self.outputs[name], item)

    def output_tasks(self) -> Iterator[Task]:
        """The tasks of all outputs: one of each, or one for each of its items."""
        for output in self.outputs.values():
            if not output.items:
                yield {"basename": output.name, **self._task(self.job(output.name))}
                continue
            yield {"basename": output.name, "name": None, "doc": output.summary}
            for item in output.items_in(self.run.project):
                task = self._task(self.job(output.name, item))
                yield {"basename": output.name, "name": item, **task}

    def _task(self, job: Job) -> Task:
        return {
            "doc": job.output.summary,
            "actions": [self._action(job.make)],
            "uptodate": [job.is_done],
            "task_dep": job.output.needs_of(job),
            "clean": [Clean(job)],
        }

    def command(self, work: Callable[[Build], None]) -> Task:
        """A task that is done whenever it is asked for."""
        return {"actions": [self._action(partial(work, self))], "uptodate": [False]}

    def command_with_names(
        self, work: Callable[[Build, list[str], bool], None], help_: str
    ) -> Task:
        """A task that is done whenever it is asked for, with names behind it, such as those of
        files, and with `--write`, which `help_` explains."""

        def act(write: bool, names: list[str]) -> Any:
            given = [name for name in names if name != WRITE]  # doit reads it only before them
            return self.run.perform(partial(work, self, given, write or WRITE in names))

        write = {"name": "write", "long": "write", "type": bool, "default": False, "help": help_}
        return {"actions": [act], "params": [write], "pos_arg": "names", "uptodate": [False]}

    def flag_command(self, work: Callable[..., None], flags: Mapping[str, str]) -> Task:
        """A task that is done whenever it is asked for. `work` is told which of its `flags`, each
        with what it does, were given, such as `--dry-run`."""
        params = [
            {
                "name": name,
                "long": name.replace("_", "-"),
                "type": bool,
                "default": False,
                "help": said,
            }
            for name, said in flags.items()
        ]

        # doit looks at the names of an action's arguments.
        def act(**given: bool) -> Any:
            told = {name: given[name] for name in flags}
            return self.run.perform(partial(work, self, **told))

        return {"actions": [act], "params": params, "uptodate": [False]}

    def edition_commands(self, work: Callable[[Job, list[int] | None], None]) -> Iterator[Task]:
        """A task for each edition, done whenever it is asked for, with the edition as it is typeset
        now; `work` is also told the signature of its PDF when doit began."""
        for slug in self.run.project.editions():
            before = signature(f"{self.run.project.pdf}/{slug}.pdf")
            job = self.job("editions", slug)
            yield {
                "name": slug,
                "task_dep": [job.task],
                "uptodate": [False],
                "actions": [self._action(partial(work, job, before))],
            }

    def _action(self, work: Callable[[], None]) -> Callable[[], Any]:
        return lambda: self.run.perform(work)


class Clean:
    """Removes what a job wrote; with the last of what a plain `doit` makes also what was made when
    asked for, and all that Citybook remembers."""

    def __init__(self, job: Job) -> None:
        self.job = job

    def __call__(self) -> None:
        job, project = self.job, self.job.project
        job.run.begin()
        job.manifest.clear()
        left, default = manifests(project.build), made_by_default(job.outputs)
        if any(name.partition("/")[0] in default for name in left):
            return
        for name in left:
            Manifest(project.build, name).clear()
        for names in ("lock", "entries.sqlite3*", "layouts/*", "pictures/*"):
            for path in project.state.glob(names):
                path.unlink(missing_ok=True)
        for folder in (project.state / "layouts", project.state / "pictures", project.state):
            remove_empty(folder, project.build)

    def __str__(self) -> str:
        """Say what `doit clean` does; doit drops the first letter, which in its own callables is a
        '<'."""
        return "<remove what it wrote"
