"""The build, from content to what is printed and hosted: citybook/outputs/ declares each output."""

from collections.abc import Iterator

from citybook import commands
from citybook.tasks import Build, Task

build = Build.here()
DOIT_CONFIG = build.config()


def task_check() -> Task:
    """Read all content and report every problem"""
    return build.command(commands.check)


def task_tidy() -> Task:
    """Show what has one sensible cure, such as hidden characters; change it with --write"""
    return build.command_with_names(commands.tidy, "change the files")


def task_rename() -> Task:
    """Show what a new name changes, in all files; change it with --write: doit rename city:a b"""
    return build.command_with_names(commands.rename, "change the files")


def task_outputs() -> Iterator[Task]:
    return build.output_tasks()


def task_printed() -> Iterator[Task]:
    """Keep a record of an edition that has been printed: doit printed:journeys"""
    return build.edition_commands(commands.record_printed)


def task_reprint() -> Iterator[Task]:
    """Say what changed since a printing, and which sheets to print again: doit reprint:journeys"""
    return build.edition_commands(commands.reprint)


def task_verify() -> Task:
    """Build everything again aside, and say what in build/ is not the same byte for byte"""
    return build.command(commands.verify)


def task_links() -> Task:
    """Ask which web addresses in the content have moved, are slow or dead"""
    return build.flag_command(commands.links, commands.LINKS)


def task_publish() -> Task:
    """Send the site to where content/publication.yaml says; preview it with --dry-run"""
    return {
        **build.flag_command(commands.publish, commands.PUBLISH),
        "task_dep": ["site", "hosting"],
    }


def task_serve() -> Task:
    """Preview the site at http://localhost:8000 and follow every change"""
    return {**build.command(commands.serve), "task_dep": ["fonts"]}
