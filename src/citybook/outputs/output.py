"""What an output is: a declaration goes in; the files of one item of it, and whether they are as
they should be, come out."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from citybook.manifest import Manifest, signature
from citybook.project import Project
from citybook.run import BuildError, Run

if TYPE_CHECKING:
    from citybook.catalogue import Catalogue
    from citybook.content.entries import Entry


@dataclass(frozen=True, eq=False, repr=False)
class Downloads:
    """What the site's Downloads page shows of an output.

    `file` is the file of an item below build/, or a folder, which ends in a slash: then each of its
    files is offered, under the title beside it in the `titles` of the manifest. `entries` finds the
    entries that are offered, by their items; "" stands for an only item. `heading` and `note` stand
    above them, with a link to the page `about` them, a path in the site; groups of lower `order`
    come first. With the name of another output in `beside`, its files stand in no group of their
    own, but each beside that of the same item there. What is not `is_on_shelf` is not listed there:
    the pages of its entries offer it.
    """

    heading: str
    file: str
    entries: Callable[[Catalogue], Mapping[str, Entry[Any]]]
    note: str = ""
    about: str = ""
    order: int = 50
    beside: str = ""
    is_on_shelf: bool = True


@dataclass(frozen=True, eq=False, repr=False)  # what is left out costs time at each `doit`
class Output:
    """Something that doit makes of a publication.

    Wherever it says `{item}`, the item's name is put.

    - `name` is that of its task, `summary` what `doit list` says of it.
    - `make` writes the files of one item by `job.write`. What it needs it imports when it runs.
    - `items` lists the items from file names alone; without it there is a single one, named "".
    - `files` are those it makes, below build/; what ends in a slash is a folder.
    - `needs` are the names of tasks that come before: `html`, or `editions:{item}`.
    - `sources` are the files it is made from, below the publication's folder; what ends in a slash
      is a folder. `made_by` are parts of Citybook: `code`, `layouts`, `styles`, or a module or
      folder of the package. If one of these changes, or the module that holds `make`, so does it.
    - `modules` are imported beforehand by `doit serve`.
    - `is_default` says whether a plain `doit` makes it, as it does all that the site offers in
      `downloads`; `needs_pango` says whether it typesets.
    """

    name: str
    summary: str
    make: Callable[[Job], None]
    files: tuple[str, ...]
    items: Callable[[Project], Iterable[str]] | None = None
    needs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    made_by: tuple[str, ...] = ("code", "layouts", "styles")
    modules: tuple[str, ...] = ()
    is_default: bool = False
    needs_pango: bool = False
    downloads: Downloads | None = None

    def items_in(self, project: Project) -> list[str]:
        """List the items, "" for a single one."""
        return list(self.items(project)) if self.items else [""]

    def manifest_of(self, item: str) -> str:
        """Name the manifest of an item."""
        return f"{self.name}/{item}" if item else self.name

    def needs_of(self, job: Job) -> list[str]:
        """Name the tasks that come before one of its jobs."""
        return [name.format(item=job.item) for name in self.needs]

    def sources_of(self, job: Job) -> list[str]:
        """Name the files that one of its jobs reads, below the publication's folder."""
        return [name.format(item=job.item) for name in self.sources]

    def state_of(self, job: Job) -> str:  # noqa: ARG002  # for others to say
        """Say what else one of its jobs is made from, beside sources; nothing, as a rule."""
        return ""

    def makes(self, file: str, item: str) -> bool:
        """Tell whether a file below build/ is declared as one of an item."""
        declared = [name.format(item=item) for name in self.files]
        return any(
            file == name or (name[-1:] == "/" and file.startswith(name)) for name in declared
        )

    def is_done(self, job: Job) -> bool:
        """Tell whether one of its jobs is done, and its files are as it left them."""
        return job.manifest.is_current(job.stamp())


def offer_publication(catalogue: Catalogue) -> Mapping[str, Entry[Any]]:
    """Return what stands on the Downloads page for what is of the whole publication."""
    from citybook.content.entries import Entry

    return {"": Entry("publication", "", "content/publication.yaml", catalogue.publication)}


class Job:
    """One item of an output, to be made in a run; `outputs` are all of the publication, by name.

    Done is what the manifest says of these sources. doit's own record cannot be trusted after a
    kill, see manifest.py; so tasks have no file_dep.
    """

    def __init__(
        self, run: Run, outputs: Mapping[str, Output], output: Output, item: str = ""
    ) -> None:
        self.run, self.outputs, self.output, self.item = run, outputs, output, item
        self.project = run.project
        self.made_from = ""

    def other(self, name: str, item: str = "") -> Job:
        """Give the job of another output in the same run."""
        return Job(self.run, self.outputs, self.outputs[name], item)

    def with_due(self, items: Iterable[str]) -> list[Job]:
        """Give this job and those of other items that the run has to make, so that all cores can
        begin."""
        others = [self.other(self.output.name, item) for item in items if item != self.item]
        return [self, *(one for one in others if one.task in self.run.needed and not one.is_done())]

    @property
    def task(self) -> str:
        """The name of its task."""
        return f"{self.output.name}:{self.item}" if self.item else self.output.name

    @property
    def manifest(self) -> Manifest:
        """The manifest as it is now."""
        return Manifest(self.project.build, self.output.manifest_of(self.item))

    @property
    def catalogue(self) -> Catalogue:
        """The content. Raises ContentError."""
        return self.run.read()[0]

    def stamp(self) -> str:
        """Hash what it is made from: parts of Citybook, and each source with size and time."""
        project = self.project
        paths = [path for name in self.output.sources_of(self) for path in _files(project, name)]
        found = [(path[len(str(project.root)) :], signature(path)) for path in paths]
        maker = sys.modules[self.output.make.__module__].__file__ or ""
        made_by = project.fingerprint(*self.output.made_by, maker)
        state = self.output.state_of(self)
        return hashlib.sha256(f"{made_by} {found} {state}".encode()).hexdigest()

    def is_done(self) -> bool:
        return self.output.is_done(self)

    def make(self) -> None:
        """Make the files. What changes in the sources meanwhile is seen by the next run, since the
        stamp is taken before. Raises BuildError if this machine cannot make them, and what `make`
        raises, as ContentError."""
        from citybook.typeset import pango

        if self.output.needs_pango and not pango.is_here():
            raise BuildError(pango.missing())
        self.made_from = self.stamp()
        self.output.make(self)

    def write(self, files: Mapping[str, bytes], facts: dict[str, Any] | None = None) -> None:
        """Write all its files, by their names below build/, and finish. `facts` are for others to
        know, such as a PDF's number of pages. Raises ValueError for a file that is not declared."""
        for name in files:
            if not self.output.makes(name, self.item):
                raise ValueError(f"the output '{self.output.name}' does not declare {name}")
        with self.manifest.begin(list(files)) as manifest:
            for name, data in files.items():
                manifest.write(name, data)
            manifest.finish(self.made_from, facts)


def made_by_default(outputs: Mapping[str, Output]) -> set[str]:
    """Name the outputs that a plain `doit` makes: those that are default or that the site offers,
    and what they need."""
    found: set[str] = set()
    waiting = [name for name, output in outputs.items() if output.is_default or output.downloads]
    while waiting:
        name = waiting.pop().partition(":")[0]
        if name not in found:
            found.add(name)
            waiting.extend(outputs[name].needs)
    return found


def _files(project: Project, name: str) -> list[str]:
    path = f"{project.root}/{name}"
    return project.files_below(path) if name.endswith("/") else [path]
