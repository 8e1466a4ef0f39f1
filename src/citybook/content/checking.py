"""Located values and a model go in; the checked model, or a problem for each mistake with its
place, comes out."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, TypeAdapter, ValidationError

from citybook.content.limits import MOST_PROBLEMS
from citybook.content.values import KeyPath, Located
from citybook.models.fields import InnerFault
from citybook.problems import Problem, describe_path, did_you_mean, nearest

M = TypeVar("M", bound=BaseModel)

# Of a longer value only the beginning is told.
LONGEST_SAID = 80
EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "float_parsing": "a number",
    "decimal_type": "a number",
    "ambiguous_number": "a number that can be read in one way only",
    "decimal_parsing": "a number",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "fields with values",
    "model_type": "fields with values",
    "bool_parsing": "true or false",
    "bool_type": "true or false",
    "date_parsing": "a date",
    "date_from_datetime_parsing": "a date",
    "date_type": "a date",
    "date_from_datetime_inexact": "a date",
    "string_too_short": "some text",
    "too_short": "at least one value",
}
DAY = re.compile(r"\d{4}-\d\d-\d\d")
HINTS = {
    "a number": "write digits only, such as 50000",
    "a whole number": "write digits only, such as 3",
    "a date": "write year, month and day, such as 2024-04-19",
    "some text": "write it, or take the field out where it need not be there",
    "at least one value": "write one, or take the field out where it need not be there",
    "true or false": "write true or false",
    "a list": "write [one, two], or a line '- one' for each",
    "fields with values": "write 'name: value' lines, indented by two spaces",
}


def check(
    located: Located,
    model: type[M],
    file: str,
    problems: list[Problem],
    at: KeyPath = (),
    declaration: str = "",
) -> M | None:
    """Check what `located` holds at the path `at` against `model`; None when it has mistakes, added
    to `problems`. These name the file of the `declaration` that says what fields there are, if
    any."""
    if located.is_unreadable:
        return None
    value = located.value
    for part in at:
        value = value[part]
    try:
        return model.model_validate(value if value is not None else {})
    except ValidationError as error:
        problems.extend(
            _problem(details, located, model, file, at, declaration)
            for details in _causes(error, located, at)[:MOST_PROBLEMS]
        )
        return None


def check_fields(
    located: Located, model: type[M], file: str, problems: list[Problem], declaration: str
) -> tuple[M | None, dict[str, Any], frozenset[str]]:
    """Check all that `located` holds, as `check` does; with mistakes, return instead the values of
    the fields that have none, and the names of those of which nothing is known."""
    made = check(located, model, file, problems, declaration=declaration)
    wrong = {path[0] for path, mark in located.marks.items() if path and mark[0] in located.mended}
    if made is not None:
        return made, {}, frozenset(map(str, wrong))
    given: dict[str, Any] = located.value if isinstance(located.value, dict) else {}
    try:
        model.model_validate(given)
    except ValidationError as error:
        mistakes = error.errors(include_url=False)
        wrong |= {details["loc"][0] for details in mistakes if details["loc"]}
        # A field whose name is not known may be any that is not there.
        is_misnamed = any(
            one["type"] == "extra_forbidden" and len(one["loc"]) == 1 for one in mistakes
        )
        wrong |= model.model_fields.keys() - given.keys() if is_misnamed else set()
    if not given:
        wrong = set(model.model_fields)
    right: dict[str, Any] = {
        name: _validate(Annotated[field.annotation, field], given[name])
        for name, field in model.model_fields.items()
        if name in given and name not in wrong
    }
    return None, right, frozenset(map(str, wrong))


def mapping(located: Located, file: str, example: str, problems: list[Problem]) -> dict[str, Any]:
    """The fields of a file that is a mapping of names: none where it says so by `{}`, and none,
    with a problem, where it is something else."""
    if isinstance(located.value, dict):
        return located.value
    if not located.problems:
        problems.append(
            Problem(
                file,
                *located.mark(()),
                f"expected fields with values, got {_show_given(located.value)}",
                f"{example}, or {{}} if there are none",
            )
        )
    return {}


def _validate(annotation: Any, value: Any) -> Any:
    return TypeAdapter(annotation).validate_python(value)


def _causes(error: ValidationError, located: Located, at: KeyPath) -> list[Any]:
    """The mistakes that are not told already: a line that was read as it was meant has one, and a
    field that is missing may be there by another name."""
    found = _without_echoes(error)
    missing = [one["loc"] for one in found if one["type"] == "missing"]
    unknown = [one["loc"] for one in found if one["type"] == "extra_forbidden"]
    misnamed = {
        (*place[:-1], nearest(str(place[-1]), _names_at(missing, place[:-1]))) for place in unknown
    }
    return [
        one
        for one in found
        if (
            one["loc"] not in misnamed
            if one["type"] == "missing"
            else located.mark((*at, *one["loc"]))[0] not in located.mended
            or one["type"] == "extra_forbidden"
        )
    ]


def _names_at(places: list[KeyPath], above: KeyPath) -> list[str]:
    return [str(place[-1]) for place in places if place[:-1] == above]


def _without_echoes(error: ValidationError) -> list[Any]:
    """One mistake for each place: a choice of two types reports what is wrong with both."""
    by_place: dict[KeyPath, Any] = {}
    for details in error.errors(include_url=False):
        # A field's name that is not known may look like a branch.
        ends = details["loc"][-1:] if details["type"] == "extra_forbidden" else ()
        above = details["loc"][: len(details["loc"]) - len(ends)]
        place = (*(part for part in above if not _is_branch(part)), *ends)
        kept = by_place.get(place)
        if kept is None or kept["type"] == "literal_error":
            by_place[place] = {**details, "loc": place, "is_key": details["loc"][-1:] == ("[key]",)}
    return list(by_place.values())


def _is_branch(part: str | int) -> bool:
    """Pydantic names the branch of a union in the location: `list[function-after[...]]`,
    `literal['all']`."""
    return isinstance(part, str) and part.endswith("]") and "[" in part


def _problem(
    details: Any,
    located: Located,
    model: type[BaseModel],
    file: str,
    at: KeyPath,
    declaration: str,
) -> Problem:
    """Return the problem that pydantic's `details` tell, in plain words."""
    place: KeyPath = (*at, *details["loc"])
    name = describe_path(place)
    kind, given = details["type"], details["input"]
    mark = located.mark(place[:-1] if kind == "missing" else place)
    if details["is_key"] or kind == "extra_forbidden":
        mark = located.keys.get(place, mark)
    if kind in ("missing", "extra_forbidden"):
        said = _missing_or_misnamed(details, located, model, at, declaration)
        return Problem(file, *mark, f"{name}: {said[0]}", said[1])
    before = f"{name}: " if name else ""
    if kind == "value_error":
        return _of_value(details, located, place, file)
    if kind == "literal_error":
        listed = details["ctx"]["expected"].replace(" or ", ", ").replace("'", "").split(", ")
        near = did_you_mean(str(given), listed)
        choice = f"one of {', '.join(listed)}" if listed[1:] else f"'{listed[0]}'"
        message = f"{name}: expected {choice}, got {_show_given(given)}{near}"
        return Problem(file, *mark, message)
    expected = EXPECTED.get(kind) or _bound(kind, details.get("ctx", {}))
    said = details["msg"].lower().replace("input should be", "expected")
    message = f"{before}{f'expected {expected}' if expected else said}, got {_show_given(given)}"
    hint = details.get("ctx", {}).get("hint") or HINTS.get(expected or "", "")
    if expected == "text" and isinstance(given, list) and len(given) == 1:
        hint = "write one, without brackets"
    elif expected == "text" and given is None and isinstance(place[-1], str):
        hint = "write it behind the colon"
    elif expected == "a date" and isinstance(given, str) and DAY.fullmatch(given):
        hint = "there is no such day"
    return Problem(file, *mark, message, hint)


def _of_value(details: Any, located: Located, place: KeyPath, file: str) -> Problem:
    """Return the problem that a check of ours raised as a ValueError, with a hint or without."""
    error, given = details["ctx"]["error"], details["input"]
    expected, *hint = error.args
    at = error.at if isinstance(error, InnerFault) else ()
    for part in at:
        is_there = part in given if isinstance(given, dict) else isinstance(given, list)
        given = given[part] if is_there else {}
    place = (*place, *at)
    before = f"{describe_path(place)}: " if place else ""
    is_whole = isinstance(given, (dict, BaseModel)) or (at and isinstance(given, list))
    got = "" if is_whole else f", got {_show_given(given)}"
    mark = located.mark(place)
    mark = located.keys.get(place, mark) if details["is_key"] else mark
    return Problem(file, *mark, f"{before}expected {expected}{got}", *hint)


def _missing_or_misnamed(
    details: Any, located: Located, model: type[BaseModel], at: KeyPath, declaration: str
) -> tuple[str, str]:
    """Say that a field is not there or that none has its name: message and hint."""
    place: KeyPath = (*at, *details["loc"])
    declared = f", as {declaration} declares" if declaration and len(place) == 1 else ""
    if details["type"] == "missing" and isinstance(place[-1], int):
        return "required, but missing", "write all values, with commas between: [one, two]"
    if details["type"] == "missing":
        return "required, but missing", f"add '{place[-1]}: …'{declared and f'{declared} it'}"
    names = _fields(model, place[len(at) : -1])
    free = [one for one in names if (*place[:-1], one) not in located.keys]
    hint = f"the fields are {', '.join(names)}{declared and f'{declared} them'}"
    if details["input"] is None and len(place) > 1:
        hint += "; a value with a comma stands in quotation marks"
    return f"no field of this name{did_you_mean(str(place[-1]), free)}", hint


def _bound(kind: str, limits: dict[str, Any]) -> str:
    """What a number that is too small or too large should be."""
    if kind == "too_long":
        return f"at most {limits['max_length']} values"
    words = {
        "less_than_equal": "at most",
        "greater_than_equal": "at least",
        "greater_than": "more than",
    }
    if kind not in words:
        return ""
    # Pydantic tells a Decimal as Python writes it.
    limit = Decimal(str(next(iter(limits.values()))).removeprefix("Decimal('").removesuffix("')"))
    return f"{words[kind]} {limit.normalize():f}"


def _show_given(given: Any) -> str:
    if given is None or given == {}:
        return "nothing"
    if isinstance(given, dict):
        return "fields with values"
    if isinstance(given, list):
        return "a list"
    return f"'{given}'" if len(str(given)) <= LONGEST_SAID else f"'{str(given)[:LONGEST_SAID]}…'"


def _fields(model: type[BaseModel], place: KeyPath) -> list[str]:
    """The names of the fields that `model` has at `place`."""
    parts = iter(place)
    for part in parts:
        if isinstance(part, str):
            annotation = model.model_fields[part].annotation
            inner = _models_in(annotation)
            if not inner:
                return []
            model = inner[0]
            if get_origin(annotation) is dict:
                next(parts, None)  # the key, which is a name of the editor's own
    return list(model.model_fields)


def _models_in(annotation: Any) -> list[type[BaseModel]]:
    """The models named in a type such as `Grant | None` or `list[Source]`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]
