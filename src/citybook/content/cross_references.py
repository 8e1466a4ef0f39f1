"""All content, each file read by itself, goes in; what contradicts something in another file comes
out as problems."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from citybook.content import edition_references
from citybook.content.copies import check_copies
from citybook.content.counts import wrong_counts
from citybook.content.entries import Entry
from citybook.content.known_names import KnownNames, unknown
from citybook.content.links import Link
from citybook.content.reading import PUBLICATION, Content
from citybook.content.values import Path
from citybook.content.vocabularies import COMMUNITIES, PLACES, THEMES
from citybook.kinds.front import Front
from citybook.kinds.types import TYPES
from citybook.models import Guide, Partners
from citybook.naming import is_address, shown
from citybook.problems import Problem, did_you_mean
from citybook.project import Project


def check_cross_references(content: Content, project: Project) -> Iterable[Problem]:
    """Yield every problem that shows only when all files have been read."""
    names = KnownNames(content)
    yield from _reserved_address(content)
    yield from _partners(content, names)
    yield from _numbers(content)
    yield from _lines_of_themes(content, names)
    yield from _places_with_entries(content, names)
    for entry in content.with_text():
        yield from _picture(entry, content, project)
        yield from _vocabulary(entry, content, names)
        yield from _links(entry, names)
    for edition in content.editions:
        yield from _links(edition, names)
    for guide in content.guides:
        yield from _guide(guide, content, names)
    for chapter in content.chapters:
        yield from _chapter(chapter, content)
    yield from edition_references.check(content, names)
    yield from wrong_counts(content)
    yield from check_copies(content, project)


def _reserved_address(content: Content) -> Iterable[Problem]:
    publication = content.publication
    is_given = publication and "base_url" in publication.front.model_fields_set
    if publication and is_given and publication.front.leads_nowhere:
        message = "base_url: this address is reserved for examples: printed codes lead nowhere yet"
        hint = "write the address where build/site/ is hosted"
        place = publication.mark(("base_url",))
        yield Problem(f"content/{PUBLICATION}", *place, message, hint, "warning")


def _partners(content: Content, names: KnownNames) -> Iterable[Problem]:
    """Yield partners that are no place: looked for in what was written, so that other mistakes do
    not hide them."""
    for path, place in _named_by_partners(content):
        if names.places and place not in names.places:
            mark = content.located[COMMUNITIES].mark(path)
            file = f"content/{COMMUNITIES}"
            yield unknown("place", place, names.places, file, mark, f"{_field(path)}: ")
    about = content.about
    partners: Partners | None = getattr(about.front, "partners", None) if about else None
    if about is None or partners is None:
        return
    named: list[tuple[Path, str]] = [
        (("partners", "cities", index), place) for index, place in enumerate(partners.cities)
    ]
    named += [
        (("partners", "regions", number, "places", index), place)
        for number, region in enumerate(partners.regions)
        for index, place in enumerate(region.places)
    ]
    for path, place in named:
        if names.places and place not in names.places:
            mark = about.mark(path)
            yield unknown("place", place, names.places, about.file, mark, f"{_field(path)}: ")


def _field(path: Path) -> str:
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _named_by_partners(content: Content) -> Iterable[tuple[Path, str]]:
    located = content.located.get(COMMUNITIES)
    for path in located.marks if located else ():
        if len(path) in (4, 5) and path[1] == "partners" and path[3] in ("place", "places"):
            value: Any = located.value if located else None
            for part in path:
                value = value[part]
            if isinstance(value, str):
                yield path, value


def _numbers(content: Content) -> Iterable[Problem]:
    seen: dict[int, str] = {}
    for slug, community in content.communities.items():
        first = seen.setdefault(community.number, slug)
        if first != slug:
            mark = content.located[COMMUNITIES].mark((slug, "number"))
            message = f"{slug}.number: {community.number} is the number of '{first}' already"
            yield Problem(f"content/{COMMUNITIES}", *mark, message, "give each line its own")


def _lines_of_themes(content: Content, names: KnownNames) -> Iterable[Problem]:
    for slug, theme in content.themes.items():
        if theme.line and names.communities and theme.line not in names.communities:
            mark, file = content.located[THEMES].mark((slug, "line")), f"content/{THEMES}"
            yield unknown("community", theme.line, names.communities, file, mark, f"{slug}.line: ")


def _places_with_entries(content: Content, names: KnownNames) -> Iterable[Problem]:
    """Yield what is wrong with entries that stand for their places: a place has one of them."""
    kind = content.kinds.of_places
    owners: dict[str, Entry[Front]] = {}
    for entry in content.of_places:
        assert kind
        field = kind.roles["places"]
        for index, place in enumerate(entry.front.places):
            other = owners.setdefault(place, entry)
            if other is not entry and (place in names.places or not names.places):
                message = f"{field}: '{place}' has a card already, {other.file}"
                hint = "one place has one card: take it out of one of the two files"
                yield Problem(entry.file, *entry.mark((field, index)), message, hint)
        yield from _name_of(entry, names.places, field)
        for index, slug in enumerate(entry.front.communities):
            partners = names.partners.get(slug)
            if partners is not None and partners.isdisjoint(entry.front.places):
                field_of_lines = kind.roles["communities"]
                place_of = entry.mark((field_of_lines, index))
                message = f"{field_of_lines}: no place of this card is a partner of '{slug}'"
                hint = f"add it to the partners in content/{COMMUNITIES}"
                yield Problem(entry.file, *place_of, message, hint)


def _name_of(entry: Entry[Front], places: list[str], field: str) -> Iterable[Problem]:
    only = entry.front.places[0] if len(entry.front.places) == 1 else None
    if only in places and entry.slug != only and is_address(entry.slug):
        message = (
            "a card of one place shares its page and its name, "
            f"and this file is called '{entry.slug}'"
        )
        hint = f"rename the file to {only}.md"
        yield Problem(entry.file, *entry.mark((field, 0)), message, hint)
    if only is None and entry.slug in places:
        message = (
            f"two entries for '{entry.slug}': this card of several places, "
            f"and the place in content/{PLACES}"
        )
        hint = "name the file after all its places, such as cuneo-asti.md"
        yield Problem(entry.file, *entry.mark((field,)), message, hint)


def _vocabulary(entry: Entry[Any], content: Content, names: KnownNames) -> Iterable[Problem]:
    """Yield places, communities and themes that an entry names and no vocabulary holds."""
    kind = content.kinds.by_id.get(entry.kind)
    for field in kind.fields.values() if kind else ():
        what = TYPES[field.type].vocabulary
        if not what:
            continue
        known, value = names.of_vocabulary(what), entry.front.values.get(field.name)
        is_list = isinstance(value, list) and TYPES[field.type].is_list
        given = value if isinstance(value, list) else [value]
        for index, name in enumerate(given):
            if isinstance(name, str) and (known or what == "theme") and name not in known:
                mark = entry.mark((field.name, index) if is_list else (field.name,))
                yield unknown(what, name, known, entry.file, mark, f"{field.name}: ")


def _links(entry: Entry[Any], names: KnownNames) -> Iterable[Problem]:
    """Yield links in the text that lead to no entry."""
    for link in entry.links:
        target = names.target(link.kind)
        if target is None:
            continue
        slug, _, anchor = link.slug.partition("#")
        if target.is_checked and slug not in target.slugs and slug not in target.others:
            yield _dead_link(entry, link, target.what, target.slugs, target.hint)
        elif anchor and anchor not in names.anchors.get(slug, []):
            anchors = [f"{slug}#{found}" for found in names.anchors.get(slug, [])]
            yield _dead_link(entry, link, "section", anchors, "")


def _dead_link(entry: Entry[Any], link: Link, what: str, slugs: list[str], hint: str) -> Problem:
    message = (
        f"a link to '{link.kind}:{link.slug}', but there is no such {what}"
        f"{did_you_mean(link.slug, slugs)}"
    )
    return Problem(entry.file, link.line, link.column, message, hint)


def _guide(entry: Entry[Guide], content: Content, names: KnownNames) -> Iterable[Problem]:
    community = entry.front.community
    if community and names.communities and community not in names.communities:
        mark = entry.mark(("community",))
        yield unknown("community", community, names.communities, entry.file, mark, "community: ")
    slugs = [chapter.slug for chapter in content.chapters]
    own = [slug.partition("/")[2] for slug in slugs if slug.startswith(f"{entry.slug}/")]
    for index, chapter in enumerate(entry.front.chapters):
        if chapter not in own:
            message = f"chapters: no chapter '{chapter}'{did_you_mean(chapter, own)}"
            hint = f"chapters are named by their file in content/guides/{entry.slug}/, without .md"
            yield Problem(entry.file, *entry.mark(("chapters", index)), message, hint)
    for other in content.guides:
        if other is not entry and other.front.community == community and other.slug < entry.slug:
            message = f"community: '{community}' has a guide already, {other.file}"
            mark = entry.mark(("community",))
            yield Problem(entry.file, *mark, message, "one community has one guide")


def _chapter(entry: Entry[Front], content: Content) -> Iterable[Problem]:
    folder, _, chapter = entry.slug.partition("/")
    guide = next((guide for guide in content.guides if guide.slug == folder), None)
    if guide is None:
        hint = f"add content/guides/{folder}/guide.yaml"
        yield Problem(entry.file, 0, 0, "a chapter of no guide", hint)
    elif chapter not in guide.front.chapters:
        message = f"no list of chapters names '{chapter}'"
        yield Problem(entry.file, 0, 0, message, f"add it to chapters in {guide.file}")


def _picture(entry: Entry[Any], content: Content, project: Project) -> Iterable[Problem]:
    picture, kind = getattr(entry.front, "picture", None), content.kinds.by_id.get(entry.kind)
    if picture is None or kind is None:
        return
    field = kind.roles["picture"]
    name, mark = picture.file, entry.mark((field, "file"))
    found = content.pictures.get(name)
    if found is None:
        folder = project.content / "images"
        files = (path for path in folder.rglob("*") if path.is_file())
        near = did_you_mean(name, [shown(path.relative_to(folder).as_posix()) for path in files])
        message = f"{field}.file: no picture '{shown(name)}' in content/images/{near}"
        yield Problem(entry.file, *mark, message)
    elif found.fault:
        message = f"{field}.file: content/images/{name} cannot be used: {found.fault}"
        yield Problem(entry.file, *mark, message, "save it again as JPEG or PNG")
