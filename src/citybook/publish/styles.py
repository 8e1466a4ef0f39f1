"""An entry point such as sheet.css goes in; one stylesheet, its imports put in place, comes out."""

from __future__ import annotations

from tinycss2 import parse_stylesheet
from tinycss2.ast import AtRule, FunctionBlock, Node, StringToken, URLToken

from citybook.project import Project


def bundle(project: Project, name: str) -> str:
    """Return the text of styles/`name` with its imports in place, each from the publication's own
    folder first; what begins with `fonts/` is made with the fonts. An import with a condition stays
    as it is. Raises FileNotFoundError."""
    is_made = name.startswith("fonts/")
    path = project.build / name if is_made else project.find("styles", name)
    text = path.read_text(encoding="utf-8")
    if "@import" not in text.lower():
        return text
    return "".join(
        bundle(project, target) if (target := _import(rule)) else f"{rule.serialize()}\n"
        for rule in parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
        if rule.type != "error"  # browsers leave these out as well
    )


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
