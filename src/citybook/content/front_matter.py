"""The values of a file go in; its checked front matter comes out, or of one with mistakes the names
that it holds."""

from __future__ import annotations

from typing import Any, cast

from citybook.content.checking import check_fields
from citybook.content.values import Located
from citybook.kinds.editions import choice_of, edition_model, edition_of, part_model
from citybook.kinds.front import front_of, model_of
from citybook.kinds.kind import Kind, Kinds
from citybook.kinds.types import TYPES
from citybook.models import About, Choice, Edition, Guide, Publication
from citybook.models.edition import Part, PartName
from citybook.models.fields import Model, Named
from citybook.naming import is_address
from citybook.problems import Problem

# What is read of content/ beside entries of the declared kinds, and its model; editions' depends on
# the kinds. Other pages show all of these.
SPECIAL: dict[str, type[Model]] = {"about": About, "guide": Guide, "publication": Publication}
EDITION = "edition"


def check_front_matter(
    name: str, kinds: Kinds, located: Located, slug: str, file: str, problems: list[Problem]
) -> tuple[Any, frozenset[str]]:
    """Return the front matter of an entry of the kind `name`, or of one of SPECIAL, as it is used,
    and the names of the fields of which nothing is known. Of these, which have mistakes that are
    added to `problems`, it holds only names, so that these are checked too."""
    kind = kinds.by_id.get(name)
    model = model_of(kind) if kind else edition_model(kinds) if name == EDITION else SPECIAL[name]
    given = located.value if isinstance(located.value, dict) else {}
    declaration = kind.file if kind else ""
    made, right, unknown = check_fields(located, model, file, problems, declaration)
    if kind and made:
        fields = (*kind.fields, *Named.model_fields)
        return front_of(kind, {one: getattr(made, one) for one in fields}), unknown
    if kind:
        title = kind.roles.get("title", "title")
        return front_of(kind, {**_names(kind, located), title: slug, **right}), unknown
    if isinstance(made, Edition):
        return edition_of(kinds, made), unknown
    if made:
        return made, unknown
    if name == EDITION:
        return _unchecked_edition(kinds, given, {"title": slug, **right}), unknown
    return _build_unchecked(model, given, {"title": slug, **right}), unknown


def _names(kind: Kind, located: Located) -> dict[str, Any]:
    """Return the names that can be those of a vocabulary, of fields with mistakes beside them."""
    given = located.value if isinstance(located.value, dict) else {}
    found: dict[str, Any] = {}
    for one in kind.fields.values():
        value, line = given.get(one.name), located.mark((one.name,))[0]
        if TYPES[one.type].vocabulary and line not in located.mended:
            listed = value if isinstance(value, list) else [value]
            found[one.name] = [
                name for name in listed if isinstance(name, str) and is_address(name)
            ]
    return found


def _build_unchecked(model: type[Model], given: dict[str, Any], right: dict[str, Any]) -> Any:
    """Return what can be said of a file with mistakes: what is right in it, and the names in it."""
    community, chapters = given.get("community"), given.get("chapters")
    listed = chapters if isinstance(chapters, list) else []
    fields: dict[str, Any] = {
        "community": community if isinstance(community, str) else None,
        "chapters": [one for one in listed if isinstance(one, str)],
        **right,
    }
    return model.model_construct(
        **{name: value for name, value in fields.items() if name in model.model_fields}
    )


def _unchecked_edition(kinds: Kinds, given: dict[str, Any], right: dict[str, Any]) -> Edition:
    listed = given.get("parts")
    parts = [_salvage_part(kinds, part) for part in listed] if isinstance(listed, list) else []
    return Edition.model_construct(**{**right, "parts": parts})


def _salvage_part(kinds: Kinds, part: Any) -> Part:
    """Return a part of an edition; of one with mistakes an empty one, so that others keep their
    places."""
    if isinstance(part, str):
        return cast(PartName, part)
    try:
        return choice_of(kinds, part_model(kinds).model_validate(part))
    except ValueError:
        return Choice()
