"""What dodo.py lists: a publication's folder goes in, doit's tasks come out.

Tasks are listed from file names alone, and nothing heavy is imported before a task runs: `doit`
with nothing to do answers at once, whatever the size of content/.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from citybook.manifest import Manifest, remove_empty, signature
from citybook.project import Project
from citybook.run import REASONS, Run, cannot_write
from citybook.typeset import pango
from citybook.typeset.fonts import CUTS, WEB
from citybook.visible import spell_out

Task = dict[str, Any]


# Tasks of one doit take turns: each uses all cores by itself.
TURN = threading.Lock()


@dataclass(frozen=True)
class Build:
    """The tasks of one publication, and this run of them."""

    project: Project
    run: Run

    @classmethod
    def here(cls) -> Build:
        """The publication whose dodo.py doit is reading: doit has changed to its folder. From here
        on, printing does not fail where the terminal lacks a letter."""
        spell_out()
        project = Project(Path.cwd())
        return cls(project, Run(project))

    def config(self, default: list[str]) -> dict[str, Any]:
        """What doit goes by; `default` are the tasks of a plain `doit`. Its own record is kept
        nowhere: manifests say what is done, and two at once could damage a file of its own. It
        hangs when one of its processes dies (pydoit/doit#461), so `-n` gets threads. With the
        reporter a run begins."""
        from citybook.reporter import Progress

        return {
            "default_tasks": default,
            "backend": "sqlite3",
            "dep_file": ":memory:",
            "par_type": "thread",
            "verbosity": 2,
            "sort": "definition",
            "continue": True,
            "reporter": type("Progress", (Progress,), {"run": self.run}),
        }

    def check(self) -> Task:
        return {"actions": [_later("check", self.project)], "uptodate": [False]}

    def fonts(self) -> Iterator[Task]:
        for name in (*CUTS, *WEB):
            yield {
                "name": name,
                **self._work(
                    f"fonts/{name}", [], "font", name, made_by=("typeset/fonts.py", "typeface.py")
                ),
            }

    def html(self) -> Task:
        return self._work("html", self.project.content_files(), "html", self._is_typeset)

    def _is_typeset(self) -> bool:
        """Whether this run has sheets or editions to typeset, if its content changed."""
        return any(name.startswith(("sheets:", "editions:")) for name in self.run.needed)

    def sheets(self) -> Iterator[Task]:
        yield from self._typeset("sheets", self.project.cards())

    def editions(self) -> Iterator[Task]:
        yield from self._typeset("editions", self.project.editions())

    def _typeset(self, kind: str, slugs: list[str]) -> Iterator[Task]:
        tasks: dict[str, Task] = {}

        def due() -> list[str]:
            """Those of the same kind that this run has to typeset."""
            return [
                slug
                for slug, task in tasks.items()
                if f"{kind}:{slug}" in self.run.needed and not task["uptodate"][0]()
            ]

        for slug in slugs:
            html = f"{self.project.html}/{kind}/{slug}"
            sources = [f"{html}.html", f"{html}.sources.json"] if kind == "sheets" else [f"{html}/"]
            tasks[slug] = {
                "name": slug,
                "task_dep": ["html", "fonts"],
                **self._work(
                    f"{kind}/{slug}",
                    sources,
                    "pdf",
                    kind,
                    slug,
                    due,
                    made_by=("styles", "typeset", "pdf"),
                ),
            }
        yield from tasks.values()

    def press(self) -> Iterator[Task]:
        yield from self._prepare("press", ["communities.yaml", "publication.yaml"])

    def shop(self) -> Iterator[Task]:
        yield from self._prepare("shop", ["communities.yaml", "publication.yaml", "press/"])

    def _prepare(self, action: str, content: list[str]) -> Iterator[Task]:
        """A task for each edition that makes files of its PDF."""
        for slug in self.project.editions():
            sources = [
                f"{self.project.pdf}/{slug}.pdf",
                *(f"{self.project.content}/{name}" for name in (f"editions/{slug}.yaml", *content)),
            ]
            yield {
                "name": slug,
                "task_dep": [f"editions:{slug}"],
                **self._work(
                    f"{action}/{slug}",
                    sources,
                    action,
                    slug,
                    made_by=("press", "typeset", "pdf", "styles", "layouts"),
                ),
            }

    def site(self) -> Task:
        """Needs the finished PDFs, whose pages and sizes it tells; without Pango it leaves the
        downloads out."""
        pdfs = [f"{self.project.pdf}/sheets/{slug}.pdf" for slug in self.project.cards()]
        pdfs += [f"{self.project.pdf}/{slug}.pdf" for slug in self.project.editions()]
        typeset = ["sheets", "editions"] if pango.is_here() else []
        return {
            "task_dep": ["html", "fonts", *typeset],
            **self._work("site", self.project.content_files() + pdfs, "site", self._content),
        }

    def _content(self) -> str:
        """What the site's pages are made from, PDFs aside."""
        return stamp(self.project, self.project.content_files(), ("code", "layouts", "styles"))

    def pages(self) -> Task:
        """The site without waiting for PDFs. `site` writes the same files and finishes what this
        began."""

        def is_done() -> bool:
            manifest = Manifest(self.project.build, "site")
            return manifest.facts.get("content") == self._content() and manifest.is_finished()

        return {
            "actions": [_later("pages", self.project, self._content)],
            "uptodate": [is_done],
            "task_dep": ["fonts"],
        }

    def licences(self) -> Task:
        sources = [f"{self.project.content}/publication.yaml"]
        return {
            "task_dep": ["html"],
            **self._work(
                "licences", sources, "licences", made_by=("publish/licences.py", "environment")
            ),
        }

    def printed(self) -> Iterator[Task]:
        for slug in self.project.editions():
            yield self._of_printed("printed", slug, signature(f"{self.project.pdf}/{slug}.pdf"))

    def reprint(self) -> Iterator[Task]:
        for slug in self.project.editions():
            yield self._of_printed("reprint", slug)

    def _of_printed(self, action: str, slug: str, *args: Any) -> Task:
        """A task that is done when it is asked for, with the edition as it is typeset now."""

        def is_typeset() -> bool:
            needed = [self.html(), *self._typeset("editions", [slug])]
            return all(is_done() for task in needed for is_done in task["uptodate"])

        return {
            "name": slug,
            "task_dep": [f"editions:{slug}"],
            "uptodate": [False],
            "actions": [_later(action, self.project, is_typeset, slug, *args)],
        }

    def verify(self) -> Task:
        return {"actions": [_later("verify", self.project)], "uptodate": [False]}

    def serve(self) -> Task:
        return {
            "actions": [_later("serve", self.project, self.run.end)],
            "uptodate": [False],
            "task_dep": ["fonts"],
        }

    def _work(
        self,
        manifest: str,
        sources: list[str],
        action: str,
        *args: Any,
        made_by: tuple[str, ...] = ("code", "layouts", "styles"),
    ) -> Task:
        """A task that is done when its manifest says so of these sources. doit's own record cannot
        be trusted after a kill, see manifest.py; so tasks have no file_dep."""

        def made_from() -> str:
            return stamp(self.project, sources, made_by)

        return {
            "actions": [_later(action, self.project, made_from, *args)],
            "uptodate": [lambda: Manifest(self.project.build, manifest).intact(made_from())],
            "clean": [Clean(self.run, manifest)],
        }


def _within(folder: str) -> list[str]:
    """The files of a folder; none where it is missing."""
    return [entry.path for entry in os.scandir(folder)] if os.path.isdir(folder) else []


def stamp(project: Project, sources: list[str], made_by: tuple[str, ...]) -> str:
    """What a task's output is made from: the parts of Citybook that make it, and each source with
    size and time."""
    above = len(str(project.root))
    files = [
        file
        for name in sources
        for file in (sorted(_within(name)) if name.endswith("/") else [name])
    ]
    found = [(name[above:], signature(name)) for name in files]
    return hashlib.sha256(f"{project.fingerprint(*made_by)} {found}".encode()).hexdigest()


@dataclass(frozen=True)
class Clean:
    """Removes what a manifest lists; with the last manifest, all that Citybook remembers."""

    run: Run
    manifest: str

    def __call__(self) -> None:
        self.run.begin()
        project = self.run.project
        Manifest(project.build, self.manifest).clear()
        if not any(project.state.rglob("*.json")):
            kept = ("lock", "entries.sqlite3*", "layouts/*")
            for path in (path for names in kept for path in project.state.glob(names)):
                path.unlink(missing_ok=True)
            remove_empty(project.state / "layouts", project.build)
            remove_empty(project.state, project.build)

    def __str__(self) -> str:
        """What `doit clean` says it does; doit drops the first letter, which in its own callables
        is a '<'."""
        return "<remove what it wrote"


def _later(action: str, *args: Any) -> Callable[[], Any]:
    """An action that is imported when it runs."""

    def run() -> Any:
        from doit.exceptions import TaskFailed

        from citybook import actions

        try:
            with TURN:
                return getattr(actions, action)(*args)
        except OSError as error:
            if error.errno not in REASONS:
                raise
            return TaskFailed(cannot_write(error))

    return run
