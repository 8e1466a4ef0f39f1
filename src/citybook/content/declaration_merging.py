"""What Citybook and a publication declare of one kind goes in; both in one come out, the latter's
before the former's."""

from __future__ import annotations

from typing import Any

from citybook.content.values import Located
from citybook.problems import Problem, did_you_mean

# What a field keeps of Citybook's declaration where a publication gives it another type.
KEPT = ("required", "help", "label")


def merge(own: dict[str, Any], located: Located, file: str, problems: list[Problem]) -> Any:
    """Lay a declaration over Citybook's own: fields, words and roles one by one, all else whole.
    What a publication leaves empty of these is dropped."""
    given = located.value
    if given is None and not located.problems:
        return own
    if not isinstance(given, dict):
        return given
    merged = {**own, **given}
    for name in ("words", "roles"):
        if isinstance(given.get(name), dict):
            merged[name] = _without_empty({**own.get(name, {}), **given[name]})
    if isinstance(given.get("fields"), dict):
        merged["fields"] = _fields(own.get("fields", {}), located, file, problems)
        if given.get("roles") is None:
            merged["roles"] = {**own.get("roles", {})}
        # With a field goes its role.
        dropped = [name for name, one in given["fields"].items() if one is None]
        for role, name in own.get("roles", {}).items():
            is_mapping = isinstance(merged["roles"], dict)
            if name in dropped and is_mapping and merged["roles"].get(role) == name:
                del merged["roles"][role]
    if isinstance(given.get("sections"), list):
        declared = own.get("sections", ())
        known = {one["id"]: one for one in declared if isinstance(one, dict)}
        merged["sections"] = [
            _section(one, known, located, file, index, problems)
            for index, one in enumerate(given["sections"])
        ]
    return merged


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _fields(
    own: dict[str, Any], located: Located, file: str, problems: list[Problem]
) -> dict[str, Any]:
    given = located.value["fields"]
    for name, one in given.items():
        if one is None and name not in own:
            message = f"fields.{name}: no field of this name to take out{did_you_mean(name, own)}"
            hint = f"Citybook's are {', '.join(own)}" if own else f"write {name}: {{type: text}}"
            problems.append(Problem(file, *located.keys[("fields", name)], message, hint))
    return _without_empty(
        {**own, **{name: _field(own.get(name), one) for name, one in given.items()}}
    )


def _field(own: Any, given: Any) -> Any:
    """Lay a field over Citybook's, of which only KEPT stays where the type is another."""
    if not (isinstance(own, dict) and isinstance(given, dict)):
        return given
    if given.get("type", own["type"]) != own["type"]:
        own = {name: value for name, value in own.items() if name in KEPT}
    return {**own, **given}


def _section(
    one: Any, known: dict[str, Any], located: Located, file: str, at: int, problems: list[Problem]
) -> Any:
    """Return a section of a list: one of Citybook's by its id alone, or changed, or a new one."""
    if isinstance(one, dict):
        return {**known.get(str(one.get("id")), {}), **one}
    if not isinstance(one, str):
        return one
    if one not in known:
        message = f"sections.{at + 1}: no section '{one}'{did_you_mean(one, known)}"
        hint = f"Citybook's are {', '.join(known)}" if known else "write it with id and heading"
        problems.append(Problem(file, *located.mark(("sections", at)), message, hint))
    return known.get(one, {"id": f"section-{at + 1}", "heading": one})
