"""The values of a file go in; its checked front matter comes out, or of one with mistakes the names
that it holds."""

from __future__ import annotations

from typing import Any

from citybook.content.checking import check
from citybook.content.values import Located
from citybook.kinds.editions import choice_of, edition_model, edition_of, part_model
from citybook.kinds.front import front_of, model_of
from citybook.kinds.kind import Kind, Kinds
from citybook.kinds.types import TYPES
from citybook.models import About, Choice, Edition, Guide, Publication
from citybook.models.fields import Model
from citybook.problems import Problem

# What is read of content/ beside entries of the declared kinds, and its model; editions' depends on
# the kinds. Other pages show all of these.
SPECIAL: dict[str, type[Model]] = {"about": About, "guide": Guide, "publication": Publication}
EDITION = "edition"


def check_front_matter(
    name: str, kinds: Kinds, located: Located, slug: str, file: str, problems: list[Problem]
) -> Any:
    """Return the front matter of an entry of the kind `name`, or of one of SPECIAL, as it is used.
    With mistakes, which are added to `problems`, it holds only names, so that these are checked
    too."""
    given = located.value if isinstance(located.value, dict) else {}
    if kind := kinds.by_id.get(name):
        made = check(located, model_of(kind), file, problems)
        values = {one: getattr(made, one) for one in kind.fields} if made else _names(kind, given)
        title = kind.roles.get("title", "title")
        return front_of(kind, values if made else {**values, title: slug})
    if name == EDITION:
        edition = check(located, edition_model(kinds), file, problems)
        return edition_of(kinds, edition) if edition else _unchecked_edition(kinds, given, slug)
    model = SPECIAL[name]
    return check(located, model, file, problems) or _unchecked(model, given, slug)


def _names(kind: Kind, given: dict[str, Any]) -> dict[str, Any]:
    """Return the names of a vocabulary that fields with mistakes beside them hold."""
    found: dict[str, Any] = {}
    for one in kind.fields.values():
        value = given.get(one.name)
        if TYPES[one.type].vocabulary:
            listed = value if isinstance(value, list) else [value]
            found[one.name] = [name for name in listed if isinstance(name, str)]
    return found


def _unchecked(model: type[Model], given: dict[str, Any], slug: str) -> Any:
    """Return what can be said of a file with mistakes: its title, and the names in it."""
    community, chapters = given.get("community"), given.get("chapters")
    fields: dict[str, Any] = {
        "title": slug,
        "community": community if isinstance(community, str) else None,
        "chapters": [one for one in chapters if isinstance(one, str)]
        if isinstance(chapters, list)
        else [],
    }
    return model.model_construct(
        **{name: value for name, value in fields.items() if name in model.model_fields}
    )


def _unchecked_edition(kinds: Kinds, given: dict[str, Any], slug: str) -> Edition:
    listed = given.get("parts")
    parts = [_salvaged(kinds, part) for part in listed] if isinstance(listed, list) else []
    named: dict[str, Any] = {"title": slug, "parts": [part for part in parts if part]}
    return Edition.model_construct(**named)


def _salvaged(kinds: Kinds, part: Any) -> Choice | None:
    try:
        return choice_of(kinds, part_model(kinds).model_validate(part))
    except ValueError:
        return None
