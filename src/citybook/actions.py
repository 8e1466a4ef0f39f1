"""What doit's tasks do: each takes the publication's folder, works, and returns nothing or a
TaskFailed with the report.

`stamp` is asked for before the work begins: what changes meanwhile is then seen by the next run.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from doit.exceptions import TaskFailed

from citybook import typesetting
from citybook.manifest import Manifest, signature
from citybook.problems import ContentError, Problem, report
from citybook.project import Project
from citybook.run import Run

if TYPE_CHECKING:
    from citybook.catalogue import Catalogue

Stamp = Callable[[], str]


def _reporting(action: Callable[..., None]) -> Callable[..., TaskFailed | None]:
    """An action that fails with a report of all problems, instead of a traceback, when content is
    error."""

    @wraps(action)
    def reported(project: Project, *args: Any) -> TaskFailed | None:
        try:
            action(project, *args)
        except ContentError as error:
            outcome = "nothing was built from this, and what was built before is kept."
            return TaskFailed(report(error.problems, project.root, outcome))
        return None

    return reported


@_reporting
def check(project: Project) -> None:
    """Read everything and report every problem, warnings too; write nothing."""
    catalogue, warnings = _linked(project, keep=False)
    print(
        report(warnings, project.root, "everything can be built.")
        or f"No problems in {len(catalogue.entries)} entries and {len(catalogue.editions)} editions."
    )


def font(project: Project, stamp: Stamp, name: str) -> None:
    """Cut one font for print, or pack it for browsers."""
    from citybook.typeset import fonts

    file = f"fonts/{name}.ttf" if name in fonts.CUTS else f"fonts/{name}.woff2"
    manifest, made_from = Manifest(project.build, f"fonts/{name}"), stamp()
    _write(manifest, {file: fonts.cut(name) if name in fonts.CUTS else fonts.web(name)}, made_from)


def html(project: Project, stamp: Stamp, is_typeset: Callable[[], bool]) -> TaskFailed | None:
    """Read, check and link all content, write the print HTML, remove the PDFs of what is gone.
    `is_typeset` is whether this run goes on to typeset."""
    from citybook.typeset import pango, pool

    if is_typeset() and pango.is_here():
        pool.spawn()
    return _html(project, stamp)


@_reporting
def _html(project: Project, stamp: Stamp) -> None:
    from citybook.publish import print as print_html

    made_from = stamp()
    catalogue, warnings = _catalogue(project)
    if warnings:
        print(report(warnings, project.root, "see `doit check`."), file=sys.stderr)
    print_html.publish(project, catalogue, made_from)
    for kind, slugs in (
        ("sheets", catalogue.cards),
        ("editions", catalogue.editions),
        ("press", catalogue.editions),
        ("shop", catalogue.editions),
    ):
        for path in (project.state / kind).glob("*.json"):
            if path.stem not in slugs:
                Manifest(project.build, f"{kind}/{path.stem}").clear()


def pdf(
    project: Project, stamp: Stamp, kind: str, slug: str, due: Callable[[], list[str]]
) -> TaskFailed | None:
    """Typeset one sheet or edition. `due` are all of its kind that this run has to typeset."""
    from citybook.typeset import pango

    return _pdf(project, stamp, kind, slug, due) if pango.is_here() else TaskFailed(pango.missing())


@_reporting
def _pdf(
    project: Project, stamp: Stamp, kind: str, slug: str, due: Callable[[], list[str]]
) -> None:
    made_from, manifest = stamp(), Manifest(project.build, f"{kind}/{slug}")
    files, facts = typesetting.files(project, kind, slug, due, manifest.facts.get("anchors", {}))
    _write(manifest, files, made_from, facts)


@_reporting
def press(project: Project, stamp: Stamp, slug: str) -> None:
    """Prepare an edition for the office copier."""
    from citybook.press import office

    made_from, catalogue = stamp(), _catalogue(project)[0]
    data = (project.pdf / f"{slug}.pdf").read_bytes()
    made = office.files(project, catalogue, catalogue.editions[slug], data)
    _write(
        Manifest(project.build, f"press/{slug}"),
        {f"press/{name}": content for name, content in made.items()},
        made_from,
    )


@_reporting
def shop(project: Project, stamp: Stamp, slug: str) -> None:
    """Prepare an edition for the print shop that its settings name a profile of."""
    from citybook.press import print_shop

    made_from, catalogue = stamp(), _catalogue(project)[0]
    anchors = Manifest(project.build, f"editions/{slug}").facts.get("anchors", {})
    with typesetting.told("editions", slug):
        made, warnings = print_shop.files(project, catalogue, catalogue.editions[slug], anchors)
    if warnings:
        print(
            report(warnings, project.root, "the file for the print shop is made."), file=sys.stderr
        )
    _write(Manifest(project.build, f"shop/{slug}"), made, made_from)


def _write(
    manifest: Manifest, made: dict[str, bytes], made_from: str, facts: dict[str, Any] | None = None
) -> None:
    with manifest.begin(list(made)):
        for name, content in made.items():
            manifest.put(name, content)
        manifest.finish(made_from, facts)


def verify(project: Project) -> TaskFailed | None:
    """Build all of it again aside and say what is not the same, byte for byte."""
    from citybook.verify import NotBuilt
    from citybook.verify import verify as compare

    try:
        count, differences = compare(project)
    except NotBuilt as error:
        return TaskFailed(
            f"The content cannot be built, so there is nothing to compare with:\n{error}"
        )
    if differences:
        listed = "\n".join(differences)
        return TaskFailed(
            f"{listed}\n{len(differences)} of {count} files are not what the content makes: run doit."
        )
    print(f"All {count} files in build/ are what the content makes, byte for byte.")
    return None


@_reporting
def printed(
    project: Project, is_typeset: Callable[[], bool], slug: str, before: list[int] | None
) -> None:
    """Keep a record of an edition that was printed. `before` is what was known of its PDF when this
    run began."""
    from citybook.reprint.recorder import keep_record

    print(keep_record(project, _typeset(project, is_typeset, slug), slug, before))


@_reporting
def reprint(project: Project, is_typeset: Callable[[], bool], slug: str) -> None:
    """Say what changed since an edition was printed, and what to print again."""
    from citybook.reprint.report import report_changes

    print(report_changes(project, _typeset(project, is_typeset, slug), slug))


def _typeset(project: Project, is_typeset: Callable[[], bool], slug: str) -> Catalogue:
    """The catalogue, if the edition is typeset from it. Raises ContentError."""
    if not is_typeset():
        raise ContentError(
            [
                Problem(
                    f"content/editions/{slug}.yaml",
                    0,
                    0,
                    "this edition is not typeset as its texts are now",
                    f"run `doit editions:{slug}`",
                )
            ]
        )
    return _catalogue(project)[0]


@_reporting
def site(project: Project, stamp: Stamp, content: Stamp) -> None:
    """Write the microsite, with the PDFs that are there."""
    from citybook.typeset import pango

    if not pango.is_here():
        print(f"The site has no downloads. {pango.missing()}", file=sys.stderr)
    _write_site(project, stamp(), content(), with_pdfs=pango.is_here())


@_reporting
def pages(project: Project, content: Stamp) -> None:
    """Write the microsite's pages, with the PDFs as they are; `site` has to look whether they are
    the last."""
    made_from = content()
    _write_site(project, f"pages {made_from}", made_from, with_pdfs=True)


def _write_site(project: Project, made_from: str, content: str, *, with_pdfs: bool) -> None:
    from citybook.publish import site as site_html

    catalogue, _ = _catalogue(project)
    pdfs = {
        name: manifest
        for name, manifest in _pdfs(project, catalogue)
        if with_pdfs and manifest.is_finished()
    }
    site_html.publish(project, catalogue, pdfs, made_from, content)


@_reporting
def licences(project: Project, stamp: Stamp) -> None:
    """List what the publication is made of and with."""
    from citybook.publish.licences import listing

    made_from, text = stamp(), listing(_catalogue(project)[0].publication.licence)
    _write(Manifest(project.build, "licences"), {"licences.txt": text.encode()}, made_from)


def preview() -> None:
    """Write the site's pages for `serve`; exits 1 with the problems on stderr."""
    project = Project(Path.cwd())
    run = Run(project)
    run.begin()
    problems = pages(project, lambda: "")
    if problems:
        sys.exit(str(problems.get_msg()))


def serve(project: Project, let_others_build: Callable[[], None]) -> None:
    """Preview the site and follow every change, by builds of their own."""
    from citybook.serve import serve as follow

    let_others_build()
    follow(project)


def _pdfs(project: Project, catalogue: Catalogue) -> Iterable[tuple[str, Manifest]]:
    for name in [
        *(f"sheets/{slug}" for slug in catalogue.cards),
        *(f"editions/{slug}" for slug in catalogue.editions),
    ]:
        yield name, Manifest(project.build, name)


def _catalogue(project: Project) -> tuple[Catalogue, list[Problem]]:
    """The catalogue, read once for all tasks of a run as long as content/ stays as it is."""
    return _read(
        project, tuple((path, tuple(signature(path) or ())) for path in project.content_files())
    )


@lru_cache(maxsize=1)
def _read(
    project: Project, _state: tuple[tuple[str, tuple[int, ...]], ...]
) -> tuple[Catalogue, list[Problem]]:
    return _linked(project, keep=True)


def _linked(project: Project, *, keep: bool) -> tuple[Catalogue, list[Problem]]:
    """The catalogue with every warning, of what hangs in it too."""
    from citybook.catalogue import load
    from citybook.orphans import find_orphans

    gc.disable()  # thousands of entries are made that all stay: looking for garbage among them takes a tenth of the time
    try:
        catalogue, problems = load(project, keep=keep)
    finally:
        gc.freeze()
        gc.enable()
    problems = [*problems, *find_orphans(catalogue)]
    if any(problem.is_error for problem in problems):
        raise ContentError(problems)
    return catalogue, problems
