"""An entry point such as sheet.css goes in; one stylesheet, its imports put in place, comes out."""

from __future__ import annotations

from pathlib import Path

from tinycss2 import parse_stylesheet
from tinycss2.ast import AtRule, FunctionBlock, Node, StringToken, URLToken

from citybook.problems import ContentError, Problem
from citybook.project import DEFAULTS, Project

# Begins the name of a file of Citybook's that the publication has one of its own in the place of.
OURS = "citybook:"


def bundle(project: Project, name: str, within: tuple[str, ...] = ()) -> str:
    """Return the text of styles/`name` with its imports in place, each from the publication's own
    folder first; what begins with `fonts/` is made with the fonts, and `citybook:` with Citybook's
    own. An import with a condition stays as it is. `within` are the files that import it. Raises
    FileNotFoundError, ContentError."""
    text = _find(project, name).read_text(encoding="utf-8")
    if "@import" not in text.lower():
        return text
    within = (*within, name)
    return "".join(
        _read_import(project, target, rule, within)
        if (target := _import(rule))
        else f"{rule.serialize()}\n"
        for rule in parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        if rule.type != "error"  # browsers leave these out as well
    )


def _find(project: Project, name: str) -> Path:
    if name.startswith("fonts/"):
        return project.build / name
    if name.startswith(OURS):
        return DEFAULTS / "styles" / name.removeprefix(OURS)
    return project.find("styles", name)


def _read_import(project: Project, target: str, rule: Node, within: tuple[str, ...]) -> str:
    """Return a file that another imports. Raises ContentError if it is not there, or if that is
    among those that import it."""
    place = f"styles/{within[-1]}", rule.source_line, rule.source_column
    if target in within:
        hint = f'@import "{OURS}{target}" takes Citybook\'s own'
        raise ContentError([Problem(*place, f"'{target}' imports itself", hint)])
    if not target.startswith("fonts/") and not _is_there(project, target):
        hint = f"name a file of styles/, or one of Citybook's, such as {OURS}media/entries.css"
        raise ContentError([Problem(*place, f"there is no style '{target}'", hint)])
    return bundle(project, target, within)


def _is_there(project: Project, name: str) -> bool:
    try:
        return _find(project, name).is_file()
    except FileNotFoundError:
        return False


def _import(rule: Node) -> str:
    """Return what an unconditional @import names, as a string or in url(); empty for other
    rules."""
    if not isinstance(rule, AtRule) or rule.lower_at_keyword != "import":
        return ""
    match [one for one in rule.prelude if one.type != "whitespace"]:
        case [StringToken(value=target) | URLToken(value=target)] | [
            FunctionBlock(lower_name="url", arguments=[StringToken(value=target)])
        ]:
            return str(target)
    return ""
