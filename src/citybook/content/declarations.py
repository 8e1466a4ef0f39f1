"""The YAML files that declare kinds go in; the kinds of a publication come out, or the mistakes in
its declarations with their places.

Citybook's own lie in `kinds/` of the package, a publication's in `content/kinds/`. What one of
these does not name stays as Citybook declares it; a list of sections replaces the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from citybook.content import files, text, values
from citybook.content.checking import check
from citybook.content.declaration_checks import check_declaration, check_name, natural_roles
from citybook.content.declaration_merging import merge
from citybook.content.declaration_model import Declaration
from citybook.content.values import Located
from citybook.kinds import kind as kinds
from citybook.kinds import listing
from citybook.kinds.kind import GUIDES, Kind, Kinds, KindWords, SectionSpec
from citybook.kinds.wording import Wording, choose_wording
from citybook.problems import ContentError, Problem, did_you_mean
from citybook.project import DEFAULTS, PACKAGE, Project

FOLDER = "content/kinds"
# What names a layout: its folder, and those of ours there that entries can have.
LAYOUTS = {
    "page": ("site", ("entry", "card", "chapter")),
    "sheet": ("sheet", ("card",)),
    "book": ("booklet", ("entries", "card", "chapter")),
}
# Of these, the one for entries in guides.
OF_GUIDES = "chapter"
# Fields that every kind has, declared or not: whatever there is can be searched for, and grows old.
COMMON = (
    kinds.Field("also", "texts", help="other words for it, by which readers may search"),
    kinds.Field("reviewed", "day", help="when somebody last made sure that all of it is right"),
)


@cache
def _read_own() -> dict[str, Any]:
    """Return what Citybook's declarations say, by the kind's id."""
    return {
        path.stem: values.read(path.read_text(encoding="utf-8"), path.name).value
        for path in (PACKAGE / "kinds" / f"{name}.yaml" for name in listing.OWN)
    }


@cache
def own_kinds() -> Kinds:
    """Return Citybook's own kinds."""
    return Kinds({id: _kind(id, "", Declaration(**given)) for id, given in _read_own().items()})


def load_kinds(project: Project) -> Kinds:
    """Return the kinds of a publication. Raises ContentError with all mistakes in its
    declarations."""
    paths = listing.declarations(project)
    found = dict(own_kinds().by_id)
    # What each declaration must agree with: the kinds that stay as they are, and those before it.
    others = {id: kind for id, kind in found.items() if id not in {path.stem for path in paths}}
    problems: list[Problem] = []
    for path in paths:
        id, file = path.stem, f"{FOLDER}/{path.name}"
        if wrong := list(check_name(id, file, own_kinds())):
            problems.extend(wrong)
            continue
        located = _read(path, file, problems)
        located.value = merge(_read_own().get(id, {}), located, file, problems)
        declaration = check(located, Declaration, file, problems)
        if declaration is not None:
            problems.extend(check_declaration(declaration, located, file, others))
            problems.extend(_check_layouts(project, declaration, located, file))
            kind = _kind(id, file, declaration)
            found[id] = others[id] = replace(kind, former=_former(kind))
    if problems:
        raise ContentError(problems)
    return Kinds(found) if paths else own_kinds()


def _read(path: Path, file: str, problems: list[Problem]) -> Located:
    """Read a declaration, and see that it says what `listing` reads of it."""
    found: list[Problem] = []
    try:
        decoded = text.decode(files.read(path, files.TEXT), file, found)
    except files.NotReadable as error:
        found.append(Problem(file, 0, 0, f"this file is not read: {error}"))
        decoded = None
    located = values.read(decoded, file) if decoded is not None else Located(problems=found)
    problems.extend([*found, *located.problems] if decoded is not None else found)
    if decoded is not None and isinstance(located.value, dict):
        problems.extend(_check_lines(decoded, located, file))
    return located


def _check_lines(decoded: str, located: Located, file: str) -> Iterator[Problem]:
    """Yield what stands otherwise than `listing` reads it, without YAML."""
    scanned = listing.scan(decoded)
    for name in ("folder", "sheet", "offprint"):
        given = located.value.get(name)
        is_scanned = given == scanned.get(name) and (name in located.value) == (name in scanned)
        if not is_scanned and isinstance(given, str | None):
            message = f"{name}: expected on a line of its own, without quotation marks"
            hint = f"write it as {name}: {given or listing.NONE}"
            yield Problem(file, *located.mark((name,)), message, hint)


def _check_layouts(
    project: Project, declaration: Declaration, located: Located, file: str
) -> Iterator[Problem]:
    """Yield layouts that neither the publication nor Citybook has, and those for something else
    than entries."""
    is_in_guide = declaration.folder == f"{GUIDES}/*"
    for trait, (folder, of_entries) in LAYOUTS.items():
        name = _layout(getattr(declaration, trait))
        ours = {path.stem for path in (DEFAULTS / "layouts" / folder).glob("*.html")}
        theirs = {path.stem for path in (project.root / "layouts" / folder).glob("*.html")} - ours
        known = [one for one in of_entries if is_in_guide or one != OF_GUIDES] + sorted(theirs)
        if not name or name in known:
            continue
        message = f"{trait}: no layout layouts/{folder}/{name}.html{did_you_mean(name, known)}"
        hint = "name one that is there, add it, or write none"
        if name in ours:
            message = f"{trait}: the layout layouts/{folder}/{name}.html is for something else"
            hint = f"those for such entries are {', '.join(known)}; or write none"
        yield Problem(file, *located.mark((trait,)), message, hint)


def _kind(id: str, file: str, declaration: Declaration) -> Kind:
    sections, fields = declaration.sections, _fields(declaration)
    roles = {**natural_roles(declaration.fields), **declaration.roles}
    for field in COMMON:
        if field.name not in (*roles, *fields):
            fields[field.name], roles[field.name] = field, field.name
    return Kind(
        id=id,
        file=file,
        folder=declaration.folder,
        link=declaration.link,
        words=_words(declaration),
        fields=fields,
        roles=roles,
        sections=None
        if isinstance(sections, str)
        else tuple(SectionSpec(**dict(section)) for section in sections),
        has_sections=sections != "none",
        has_blocks=declaration.blocks,
        stands_for_places=declaration.stands_for_places,
        explains=declaration.explains,
        page=_layout(declaration.page),
        sheet=_layout(declaration.sheet),
        book=_layout(declaration.book),
        list_page=_layout(declaration.list_page),
        offprint=_layout(declaration.offprint),
        facets=tuple(declaration.facets),
    )


def _former(kind: Kind) -> dict[str, str]:
    """Return the headings that sections have in Citybook's own declaration and no longer in this
    one, with the present ones."""
    own = own_kinds().by_id.get(kind.id)
    return {
        heading: choose_wording(section.heading, "")
        for heading, before in (own.headings if own else {}).items()
        if heading not in kind.headings and (section := kind.section(before.id))
    }


def _fields(declaration: Declaration) -> dict[str, kinds.Field]:
    return {
        name: kinds.Field(name=name, **{**dict(field), "steps": tuple(field.steps)})
        for name, field in declaration.fields.items()
    }


def _words(declaration: Declaration) -> KindWords:
    words = declaration.words
    return KindWords(
        one=words.one,
        many=words.many,
        label=words.label or _capitalize(words.one),
        title=words.title or _capitalize(words.many),
        lead=words.lead,
    )


def _layout(name: str | None) -> str:
    return "" if name in (None, listing.NONE) else str(name)


def _capitalize(wording: Wording) -> Wording:
    if isinstance(wording, str):
        return wording[:1].upper() + wording[1:]
    return {language: one[:1].upper() + one[1:] for language, one in wording.items()}
