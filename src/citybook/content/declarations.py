"""The YAML files that declare kinds go in; the kinds of a publication come out, or the mistakes in
its declarations with their places.

Citybook's own lie in `kinds/` of the package, a publication's in `content/kinds/`. What one of these
does not name stays as Citybook declares it; a list of sections replaces the other.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from citybook.content import files, text, values
from citybook.content.checking import check
from citybook.content.values import Located
from citybook.kinds import kind as kinds
from citybook.kinds import listing
from citybook.kinds.kind import GUIDES, Kind, Kinds, SectionSpec, Words
from citybook.kinds.types import FACETS, ROLES, TYPES
from citybook.models.fields import FieldName, Language, Model, Slug, Text
from citybook.models.written import Flag, Number
from citybook.naming import is_address
from citybook.problems import ContentError, Problem, did_you_mean
from citybook.project import PACKAGE, Project

FOLDER = "content/kinds"
# A text, or the same in several languages. Tags in brackets stay out of messages: checking.py.
Wording = Annotated[
    Annotated[Text, Tag("wording[text]")] | Annotated[dict[Language, Text], Tag("wording[each]")],
    Discriminator(lambda given: "wording[each]" if isinstance(given, dict) else "wording[text]"),
]
Holds = Literal["text", "plan", "list with icons"]
Drawn = Literal["route", "in-plan", "road-ahead", "side", "page-only"]
# What names a folder of content/, the pages of the site below it, or something else there.
TAKEN = ("images", "press", "editions", "kinds", "communities", "themes", "countries", "assets")
TAKEN_ADDRESSES = ("downloads", "about", "network")


class FieldDeclaration(Model):
    """A field of the front matter."""

    type: Literal[tuple(TYPES)]  # type: ignore[valid-type]
    required: Flag = False
    help: Wording = ""
    label: Wording = ""
    most: Number | None = None
    least: Number | None = None
    unit: Wording = ""
    steps: list[Number] = Field(default_factory=list)
    values: dict[Slug, Wording] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _has_values(self) -> FieldDeclaration:
        if (self.type == "choice") != bool(self.values):
            raise ValueError(
                "`values` together with `type: choice`", "such as {city: City, ngo: NGO}"
            )
        if self.steps and self.type not in ("number", "whole number"):
            raise ValueError("`steps` only where `type` is number or whole number")
        return self


class SectionDeclaration(Model):
    """A section that entries may have."""

    id: Slug
    heading: Wording
    required: Flag = False
    holds: Holds = "text"
    drawn: Drawn = "route"
    teaches: Flag = False
    help: Wording = ""


class WordsDeclaration(Model):
    """What a kind is called."""

    one: Wording
    many: Wording
    label: Wording | None = None
    title: Wording | None = None
    lead: Wording = ""


Sections = Annotated[
    Annotated[Literal["free", "none"], Tag("sections[word]")]
    | Annotated[list[SectionDeclaration], Field(min_length=1), Tag("sections[list]")],
    Discriminator(lambda given: "sections[word]" if isinstance(given, str) else "sections[list]"),
]


class Declaration(Model):
    """A file of `content/kinds/`, laid over Citybook's own of the same name."""

    folder: Text
    link: Slug
    words: WordsDeclaration
    fields: dict[FieldName, FieldDeclaration]
    roles: dict[
        Literal[tuple(ROLES)],  # type: ignore[valid-type]
        FieldName,
    ] = Field(default_factory=dict)
    sections: Sections = "free"
    blocks: Flag = True
    stands_for_places: Flag = False
    explains: Flag = False
    page: Slug | None = None
    sheet: Slug | None = None
    book: Slug | None = None
    list_page: Slug | None = None
    facets: list[FieldName] = Field(default_factory=list)


@cache
def _own() -> dict[str, Any]:
    """Return what Citybook's declarations say, by the kind's id."""
    return {
        path.stem: values.read(path.read_text(encoding="utf-8"), path.name).value
        for path in (PACKAGE / "kinds" / f"{name}.yaml" for name in listing.OWN)
    }


@cache
def own_kinds() -> Kinds:
    """Return Citybook's own kinds."""
    problems: list[Problem] = []
    return _kinds({id: Located(value) for id, value in _own().items()}, problems)


def load_kinds(project: Project) -> Kinds:
    """Return the kinds of a publication. Raises ContentError with all mistakes in its
    declarations."""
    given = sorted((project.content / "kinds").glob("*.yaml"))
    if not given:
        return own_kinds()
    problems: list[Problem] = []
    declared = {id: Located(value) for id, value in _own().items()}
    for path in given:
        file = f"{FOLDER}/{path.name}"
        located = _read(path, file, problems)
        if not is_address(path.stem):
            problems.append(Problem(file, 0, 0, f"'{path.stem}' cannot be the name of a kind"))
        located.value = _merged(_own().get(path.stem, {}), located, file, problems)
        declared[path.stem] = located
    found = _kinds(declared, problems)
    if problems:
        raise ContentError(problems)
    return found


def _read(path: Path, file: str, problems: list[Problem]) -> Located:
    try:
        decoded = text.decode(files.read(path, files.TEXT), file, problems)
    except files.NotReadable as error:
        problems.append(Problem(file, 0, 0, f"this file is not read: {error}"))
        decoded = None
    if decoded is None:
        return Located(problems=list(problems))
    located = values.read(decoded, file)
    problems.extend(located.problems)
    scanned, given = listing.scan(decoded), located.value if isinstance(located.value, dict) else {}
    for name in ("folder", "sheet"):
        if given.get(name) != scanned.get(name) and isinstance(given.get(name), str):
            hint = f"write it as {name}: {given[name]}"
            message = f"{name}: expected on a line of its own, without quotation marks"
            problems.append(Problem(file, *located.mark((name,)), message, hint))
    return located


def _merged(own: dict[str, Any], located: Located, file: str, problems: list[Problem]) -> Any:
    """Lay a declaration over Citybook's own: fields, words and roles one by one, all else whole."""
    given = located.value
    if not isinstance(given, dict):
        if given is None and not located.problems:
            return own
        return given
    merged = {**own, **given}
    for name in ("fields", "words", "roles"):
        if isinstance(given.get(name), dict):
            over = {**own.get(name, {}), **given[name]}
            merged[name] = {key: value for key, value in over.items() if value is not None}
    for name, over in (
        (given.get("fields") or {}).items() if isinstance(merged.get("fields"), dict) else ()
    ):
        if isinstance(over, dict) and isinstance(own.get("fields", {}).get(name), dict):
            merged["fields"][name] = {**own["fields"][name], **over}
    if isinstance(given.get("sections"), list):
        known = {one["id"]: one for one in own.get("sections", ()) if isinstance(one, dict)}
        merged["sections"] = [
            _section(one, known, located, file, index, problems)
            for index, one in enumerate(given["sections"])
        ]
    return merged


def _section(
    one: Any, known: dict[str, Any], located: Located, file: str, at: int, problems: list[Problem]
) -> Any:
    """Return a section of a list: one of Citybook's by its id alone, or changed, or a new one."""
    if isinstance(one, dict):
        return {**known.get(str(one.get("id")), {}), **one}
    if isinstance(one, str) and one in known:
        return known[one]
    if isinstance(one, str):
        message = f"sections.{at + 1}: no section '{one}'{did_you_mean(one, known)}"
        hint = f"Citybook's are {', '.join(known)}" if known else "write it with id and heading"
        problems.append(Problem(file, *located.mark(("sections", at)), message, hint))
        return {"id": f"section-{at + 1}", "heading": one}
    return one


def _kinds(declared: dict[str, Located], problems: list[Problem]) -> Kinds:
    found: dict[str, Kind] = {}
    for id, located in declared.items():
        file = f"{FOLDER}/{id}.yaml" if located.marks else ""
        made = check(located, Declaration, file, problems)
        if made is not None:
            problems.extend(_contradictions(made, located, file, found))
            found[id] = _kind(id, file, made)
    return Kinds(found)


def _kind(id: str, file: str, made: Declaration) -> Kind:
    words = made.words
    fields = {
        name: kinds.Field(
            name=name,
            type=one.type,
            required=one.required,
            help=one.help,
            label=one.label,
            most=one.most,
            least=one.least,
            unit=one.unit,
            steps=tuple(one.steps),
            values=dict(one.values),
        )
        for name, one in made.fields.items()
    }
    sections = made.sections
    return Kind(
        id=id,
        file=file,
        folder=made.folder,
        link=made.link,
        words=Words(
            one=words.one,
            many=words.many,
            label=words.label or _capitalized(words.one),
            title=words.title or _capitalized(words.many),
            lead=words.lead,
        ),
        fields=fields,
        roles={**_natural_roles(fields), **made.roles},
        sections=None
        if isinstance(sections, str)
        else tuple(SectionSpec(**one.model_dump()) for one in sections),
        has_sections=sections != "none",
        has_blocks=made.blocks,
        stands_for_places=made.stands_for_places,
        explains=made.explains,
        **{name: _layout(getattr(made, name)) for name in ("page", "sheet", "book", "list_page")},
        facets=tuple(made.facets),
    )


def _layout(name: str | None) -> str:
    return "" if name in (None, listing.NONE) else str(name)


def _natural_roles(fields: dict[str, kinds.Field]) -> dict[str, str]:
    """Return the roles that a field of the same name fills."""
    return {
        role: role for role, types in ROLES.items() if role in fields and fields[role].type in types
    }


def _capitalized(text: kinds.Wording) -> kinds.Wording:
    if isinstance(text, str):
        return text[:1].upper() + text[1:]
    return {language: one[:1].upper() + one[1:] for language, one in text.items()}


def _contradictions(
    made: Declaration, located: Located, file: str, others: dict[str, Kind]
) -> Iterable[Problem]:
    """Yield what a declaration says that contradicts itself or another kind."""

    def problem(path: values.Path, message: str, hint: str = "") -> Problem:
        return Problem(file, *located.mark(path), message, hint)

    roles = {
        **_natural_roles({n: kinds.Field(n, f.type) for n, f in made.fields.items()}),
        **made.roles,
    }
    title = made.fields.get(roles.get("title", ""))
    if "title" not in roles or (title and not title.required):
        yield problem(
            ("fields",), "fields: a kind has a title", "add title: {type: text, required: true}"
        )
    for role, name in made.roles.items():
        if name not in made.fields:
            near = did_you_mean(name, made.fields)
            yield problem(("roles", role), f"roles.{role}: no field '{name}'{near}")
        elif made.fields[name].type not in ROLES[role]:
            hint = f"a field of type {' or '.join(ROLES[role])} can fill it"
            yield problem(
                ("roles", role), f"roles.{role}: '{name}' is of type {made.fields[name].type}", hint
            )
    for index, facet in enumerate(made.facets):
        if facet not in FACETS and not _can_be_facet(made.fields.get(facet)):
            hint = f"they are {', '.join(FACETS)}, and fields with choices, `true`, or numbers with steps"
            near = did_you_mean(facet, [*FACETS, *made.fields])
            yield problem(
                ("facets", index),
                f"facets.{index + 1}: nothing to choose by in '{facet}'{near}",
                hint,
            )
    yield from _unfitting_folder(made, problem, others)
    if not isinstance(made.sections, str):
        for index, section in enumerate(made.sections):
            if section.id in [one.id for one in made.sections[:index]]:
                yield problem(
                    ("sections", index),
                    f"sections.{index + 1}: '{section.id}' is there twice",
                    "keep one",
                )


def _can_be_facet(field: FieldDeclaration | None) -> bool:
    return field is not None and (field.type in ("choice", "flag") or bool(field.steps))


def _unfitting_folder(
    made: Declaration, problem: Any, others: dict[str, Kind]
) -> Iterable[Problem]:
    folder = made.folder
    if folder != f"{GUIDES}/*" and (
        not is_address(folder) or folder in (*TAKEN, *TAKEN_ADDRESSES, GUIDES)
    ):
        yield problem(
            ("folder",), f"folder: '{folder}' cannot be a folder of entries", "choose another name"
        )
    for other in others.values():
        if other.folder == folder:
            yield problem(
                ("folder",), f"folder: '{folder}' is that of the kind '{other.id}' already"
            )
        if other.link == made.link:
            yield problem(("link",), f"link: '{made.link}' leads to the kind '{other.id}' already")
        for trait in ("stands_for_places", "explains"):
            if getattr(made, trait) and getattr(other, trait):
                yield problem(
                    (trait,), f"{trait}: only one kind can, and '{other.id}' does", "take it out"
                )
