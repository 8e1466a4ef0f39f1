"""A checked declaration and the kinds before it go in; what contradicts itself or another kind
comes out, each with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from citybook.content.declaration_model import Declaration, FieldDeclaration
from citybook.content.values import KeyPath, Located
from citybook.kinds.kind import COMMUNITY, EDITION, GUIDES, THEME, Kind
from citybook.kinds.listing import NONE
from citybook.kinds.types import FACETS, ROLES
from citybook.models.fields import Named
from citybook.naming import is_address, show_name
from citybook.problems import Problem, did_you_mean

# What names a folder of content/, the pages of the site below it, or something else there.
TAKEN = (
    "images",
    "files",
    "press",
    "editions",
    "kinds",
    "communities",
    "themes",
    "countries",
    "assets",
)
TAKEN_ADDRESSES = ("downloads", "about", "network", "search", "a-z")
# What an entry is read as that is of no declared kind, and what an edition's part says besides.
TAKEN_IDS = ("about", "guide", "publication", "edition", "vocabulary", "page", "tab")
# Choices by which editions would choose under the name of something else: kinds/editions.py.
TAKEN_CHOICES = ("theme", "length")
# What links begin with that lead to something else than entries.
TAKEN_LINKS = ("count", "http", "https", "mailto", "tel", COMMUNITY, THEME, EDITION)
# A fault: the path of the value that is wrong, what is wrong, and what to write instead.
DeclarationFault = tuple[KeyPath, str, str]


def check_declaration(
    declaration: Declaration, located: Located, file: str, others: dict[str, Kind]
) -> Iterator[Problem]:
    """Yield what a declaration says that contradicts itself, or one of the kinds before it."""
    for check in CHECKS:
        for path, message, hint in check(declaration):
            yield Problem(file, *located.mark(path), message, hint)
    for other in others.values():
        for path, message, hint in _other(declaration, other):
            yield Problem(file, *located.mark(path), message, hint)


def check_name(id: str, file: str, own: Iterable[Kind]) -> Iterator[Problem]:
    """Yield what is wrong with the name of a declaration, which is the kind's id; `own` are those
    of Citybook."""
    if meant := next((kind.id for kind in own if id == kind.plural), ""):
        message = f"'{id}' is what several entries of the kind '{meant}' are called in editions"
        hint = f"to change that kind, rename the file to {meant}.yaml; your own needs another name"
        yield Problem(file, 0, 0, message, hint)
    if not is_address(id) or id in TAKEN_IDS:
        hint = "rename the file, in small letters a to z, such as measure.yaml"
        yield Problem(file, 0, 0, f"'{show_name(id)}' cannot be the name of a kind", hint)


def natural_roles(fields: dict[str, FieldDeclaration]) -> dict[str, str]:
    """Return the roles that a field of the same name fills."""
    return {
        role: role for role, types in ROLES.items() if role in fields and fields[role].type in types
    }


def _title(declaration: Declaration) -> Iterator[DeclarationFault]:
    fields = declaration.fields
    name = {**natural_roles(fields), **declaration.roles}.get("title", "")
    if not name or (name in fields and not fields[name].required):
        hint = "add title: {type: text, required: true}"
        yield ("fields", name or "title"), "fields: a kind has a title that must be there", hint


def _choices(declaration: Declaration) -> Iterator[DeclarationFault]:
    for name, field in declaration.fields.items():
        if name in Named.model_fields:
            message = f"fields.{name}: every kind has this field already"
            yield ("fields", name), message, "choose another name"
        if name.startswith("model_"):
            message = f"fields.{name}: no name may begin with model_"
            yield ("fields", name), message, "choose another name"
        if field.type == "choice" and name in TAKEN_CHOICES:
            message = f"fields.{name}: editions choose by {name}s of another sort already"
            yield ("fields", name), message, "choose another name"


def _plain(number: float) -> str:
    return f"{Decimal(str(number)).normalize():f}"


def _steps(declaration: Declaration) -> Iterator[DeclarationFault]:
    for name, field in declaration.fields.items():
        at, steps = ("fields", name, "steps"), field.steps
        if steps and field.type not in ("number", "whole number"):
            message = f"fields.{name}.steps: only a number has steps"
            yield at, message, "take them out, or write type: number"
        elif steps != sorted(set(steps)) or min(steps, default=0) < 0:
            message = f"fields.{name}.steps: they go from the smallest to the largest, none below 0"
            right = ", ".join(_plain(one) for one in sorted({abs(one) for one in steps}))
            yield at, message, f"write steps: [{right}]"


def _roles(declaration: Declaration) -> Iterator[DeclarationFault]:
    for role, name in declaration.roles.items():
        field = declaration.fields.get(name)
        if field is None:
            near = did_you_mean(name, declaration.fields)
            hint = f"the fields are {', '.join(declaration.fields)}"
            yield ("roles", role), f"roles.{role}: no field '{name}'{near}", hint
        elif field.type not in ROLES[role]:
            message = f"roles.{role}: '{name}' is of type {field.type}"
            yield ("roles", role), message, f"it takes a field of type {' or '.join(ROLES[role])}"
    filled = {**natural_roles(declaration.fields), **declaration.roles}.values()
    for name, field in declaration.fields.items():
        if field.type == "picture" and name not in filled:
            message = f"fields.{name}: a picture that nothing shows: entries have one, by its role"
            yield ("fields", name), message, f"call it picture, or write roles: {{picture: {name}}}"


def _places(declaration: Declaration) -> Iterator[DeclarationFault]:
    if declaration.stands_for_places and "places" not in {
        **natural_roles(declaration.fields),
        **declaration.roles,
    }:
        message = "fields: entries that stand for places name them"
        hint = "keep the field places, or write stands_for_places: false"
        yield ("fields", "places"), message, hint


def _can_be_chosen_by(field: FieldDeclaration | None) -> bool:
    return field is not None and (field.type in ("choice", "flag") or bool(field.steps))


def _facets(declaration: Declaration) -> Iterator[DeclarationFault]:
    roles = {**natural_roles(declaration.fields), **declaration.roles}
    for index, facet in enumerate(declaration.facets):
        field = declaration.fields.get(facet)
        if facet in FACETS and field and roles.get(facet) != facet:
            message = f"facets.{index + 1}: by '{facet}' readers choose something else already"
            yield ("facets", index), message, "give the field another name, or take it out here"
            continue
        if facet not in FACETS and not _can_be_chosen_by(field):
            possible = [name for name, one in declaration.fields.items() if _can_be_chosen_by(one)]
            near = did_you_mean(facet, [*FACETS, *possible])
            role = next((role for role, name in roles.items() if name == facet), "")
            near = f" (did you mean '{role}'?)" if role in FACETS else near
            message = f"facets.{index + 1}: nothing to choose by in '{facet}'{near}"
            hint = f"they are {', '.join(FACETS)}, and fields of type choice or flag or with steps"
            if field and field.type in ("number", "whole number"):
                message = f"facets.{index + 1}: the field '{facet}' has no steps to choose by"
                hint = "give it some, such as steps: [20, 100]"
            yield ("facets", index), message, hint


def _sections(declaration: Declaration) -> Iterator[DeclarationFault]:
    sections = [] if isinstance(declaration.sections, str) else declaration.sections
    seen: set[str] = set()
    headings: set[str] = set()
    for index, section in enumerate(sections):
        at = f"sections.{index + 1}"
        if section.id in seen:
            yield ("sections", index), f"{at}: '{section.id}' is there twice", "keep one"
        given = section.heading
        texts = {given} if isinstance(given, str) else set(given.values())
        if section.id not in seen and (twice := sorted(texts & headings)):
            message = f"{at}: the heading '{twice[0]}' is there twice"
            yield ("sections", index), message, "give each section its own"
        if section.drawn == "in-plan" and all(one.holds != "plan" for one in sections):
            message = f"{at}: drawn in a plan, but no section holds one"
            yield ("sections", index), message, "give a section holds: plan, or take drawn out"
        seen.add(section.id)
        headings |= texts


def _folder(declaration: Declaration) -> Iterator[DeclarationFault]:
    folder, link = declaration.folder, declaration.link
    reserved = (*TAKEN, *TAKEN_ADDRESSES, GUIDES)
    if folder != f"{GUIDES}/*" and (not is_address(folder) or folder in reserved):
        message = f"folder: '{folder}' cannot be a folder of entries"
        yield ("folder",), message, "choose another name, of small letters a to z, such as ports"
    if link in TAKEN_LINKS:
        yield ("link",), f"link: '{link}' leads to something else already", "choose another"


def _page(declaration: Declaration) -> Iterator[DeclarationFault]:
    """Yield what needs the entry's page, where there is none."""
    if declaration.page not in (None, NONE):
        return
    needs = {
        "list_page": "it lists pages",
        "sheet": "it leads to the entry's page",
        "offprint": "it names the entry's page",
    }
    for trait, why in needs.items():
        if getattr(declaration, trait) not in (None, NONE):
            message = f"{trait}: {why}, and this kind has no `page`"
            yield (trait,), message, f"name its layout, such as page: entry; or write {trait}: none"
    if declaration.stands_for_places:
        message = "page: the page of a place is that of the entry that stands for it"
        hint = "name a layout, such as page: card, or write stands_for_places: false"
        yield ("page",), message, hint


def _offprint(declaration: Declaration) -> Iterator[DeclarationFault]:
    if declaration.offprint in (None, NONE):
        return
    if declaration.folder == f"{GUIDES}/*":
        message = "offprint: chapters of guides have none"
        yield ("offprint",), message, "take it out: an edition can hold a single chapter"
    if declaration.book in (None, NONE):
        message = "offprint: it is set as in books, and this kind has no `book`"
        yield ("offprint",), message, "name its layout, such as book: entries"


def _other(declaration: Declaration, other: Kind) -> Iterator[DeclarationFault]:
    hint = "choose another name"
    if other.folder == declaration.folder:
        message = f"folder: '{other.folder}' is that of the kind '{other.id}' already"
        yield ("folder",), message, hint
    if other.link == declaration.link:
        yield ("link",), f"link: '{other.link}' leads to the kind '{other.id}' already", hint
    for trait in ("stands_for_places", "explains"):
        if getattr(declaration, trait) and getattr(other, trait):
            message = f"{trait}: only one kind can, and '{other.id}' does"
            yield (trait,), message, "take it out"


CHECKS = (
    *(_title, _choices, _steps, _roles, _places, _facets),
    *(_sections, _folder, _page, _offprint),
)
