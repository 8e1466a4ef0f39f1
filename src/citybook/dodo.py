"""The build, from content to what is printed and hosted: citybook/outputs/ declares each output."""

from citybook import commands
from citybook.tasks import Build, Task, Tasks

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


def task_fonts() -> Task:
    return build.one("fonts")


def task_icons() -> Task:
    return build.one("icons")


def task_html() -> Task:
    return build.one("html")


def task_sheets() -> Tasks:
    return build.each("sheets")


def task_editions() -> Tasks:
    return build.each("editions")


def task_press() -> Tasks:
    return build.each("press")


def task_shop() -> Tasks:
    return build.each("shop")


def task_site() -> Task:
    return build.one("site")


def task_pages() -> Task:
    return build.one("pages")


def task_hosting() -> Task:
    return build.one("hosting")


def task_licences() -> Task:
    return build.one("licences")


def task_schemas() -> Task:
    return build.one("schemas")


def task_added() -> Tasks | None:
    return build.added()


def task_printed() -> Tasks:
    """Keep a record of an edition that has been printed: doit printed:journeys"""
    return build.edition_commands(commands.printed)


def task_reprint() -> Tasks:
    """Say what changed since a printing, and which sheets to print again: doit reprint:journeys"""
    return build.edition_commands(commands.reprint)


def task_verify() -> Task:
    """Build everything again aside, and say what in build/ is not the same byte for byte"""
    return build.command(commands.verify)


def task_serve() -> Task:
    """Preview the site at http://localhost:8000 and follow every change"""
    return {**build.command(commands.serve), "task_dep": ["fonts"]}
