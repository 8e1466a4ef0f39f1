"""All content goes in; every place where one file names something of another comes out, with what
it names: the checks look whether it is there, and `doit rename` changes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from citybook.content.aliases import QualifiedName
from citybook.content.entries import Entry
from citybook.content.reading import Content
from citybook.content.values import KeyPath, Mark
from citybook.content.vocabularies import COMMUNITIES, THEMES
from citybook.kinds.front import Front
from citybook.kinds.kind import COMMUNITY, THEME
from citybook.kinds.types import TYPES
from citybook.models import Choice, Edition, Partners
from citybook.problems import describe_path


@dataclass(frozen=True)
class Reference:
    """A name where a file names it: `written` is what stands at `mark`, `field` what messages call
    the field, empty of a link in a text."""

    name: QualifiedName
    file: str
    mark: Mark
    written: str
    field: str = ""


def find_references(content: Content) -> Iterator[Reference]:
    """Yield every reference in all files."""
    yield from to_vocabularies(content)
    guide_link = content.kinds.guide_link
    for entry in [*content.with_text(), *content.editions]:
        for link in entry.links:
            slug, _, _ = link.slug.partition("#")
            name, mark = QualifiedName(link.kind, slug), (link.line, link.column)
            yield Reference(name, entry.file, mark, f"{link.kind}:{slug}")
    for guide in content.guides:
        for index, chapter in enumerate(guide.front.chapters):
            name = QualifiedName(guide_link, f"{guide.slug}/{chapter}")
            yield Reference(name, guide.file, guide.mark(("chapters", index)), chapter, "chapters")
    for edition in content.editions:
        yield from _find_chosen(edition, content)


def to_vocabularies(
    content: Content, is_wanted: Callable[[QualifiedName], bool] = lambda _: True
) -> Iterator[Reference]:
    """Yield the references to places, communities and themes, texts aside: looked for in what was
    written, so that other mistakes do not hide them. Those in fields of entries are yielded only if
    they are wanted: where one stands is kept with the entry's text, which need not be fetched."""
    yield from _of_partners(content)
    yield from _of_about(content)
    for slug, theme in content.themes.items():
        if theme.line:
            mark, name = (
                content.located[THEMES].mark((slug, "line")),
                QualifiedName(COMMUNITY, theme.line),
            )
            yield Reference(name, f"content/{THEMES}", mark, theme.line, f"{slug}.line")
    for entry in content.with_text():
        yield from _of_fields(entry, content, is_wanted)
    for guide in content.guides:
        if line := guide.front.community:
            mark = guide.mark(("community",))
            yield Reference(QualifiedName(COMMUNITY, line), guide.file, mark, line, "community")
    for edition in content.editions:
        yield from _find_wanted(edition, content)


def _of_partners(content: Content) -> Iterator[Reference]:
    located, link = content.located.get(COMMUNITIES), content.kinds.place_link
    for path, mark in located.marks.items() if located else ():
        if len(path) in (4, 5) and path[1] == "partners" and path[3] in ("place", "places"):
            slug = located.at(path) if located else None
            if isinstance(slug, str):
                file = f"content/{COMMUNITIES}"
                yield Reference(QualifiedName(link, slug), file, mark, slug, describe_path(path))


def _of_about(content: Content) -> Iterator[Reference]:
    about = content.about
    partners: Partners | None = getattr(about.front, "partners", None) if about else None
    if about is None or partners is None:
        return
    named: list[tuple[KeyPath, str]] = [
        (("partners", "cities", index), place) for index, place in enumerate(partners.cities)
    ]
    named += [
        (("partners", "regions", number, "places", index), place)
        for number, region in enumerate(partners.regions)
        for index, place in enumerate(region.places)
    ]
    for path, slug in named:
        name = QualifiedName(content.kinds.place_link, slug)
        yield Reference(name, about.file, about.mark(path), slug, describe_path(path))


def _of_fields(
    entry: Entry[Front], content: Content, is_wanted: Callable[[QualifiedName], bool]
) -> Iterator[Reference]:
    kind = content.kinds.by_id.get(entry.kind)
    for field in kind.fields.values() if kind else ():
        vocabulary = TYPES[field.type].vocabulary
        if not vocabulary:
            continue
        link = content.kinds.place_link if vocabulary == "place" else vocabulary
        value = entry.front.values.get(field.name)
        is_list = isinstance(value, list) and TYPES[field.type].is_list
        given = value if isinstance(value, list) else [value]
        for index, slug in enumerate(given):
            if isinstance(slug, str) and is_wanted(name := QualifiedName(link, slug)):
                mark = entry.mark((field.name, index) if is_list else (field.name,))
                yield Reference(name, entry.file, mark, slug, field.name)


def _find_wanted(edition: Entry[Edition], content: Content) -> Iterator[Reference]:
    """Yield what the cover and the parts of an edition ask for."""
    kinds = content.kinds
    if slug := edition.front.cover.place:
        mark = edition.mark(("cover", "place"))
        yield Reference(
            QualifiedName(kinds.place_link, slug), edition.file, mark, slug, "cover.place"
        )
    asked = {
        "themes": ("themes", THEME),
        "communities": ("communities", COMMUNITY),
        kinds.place_address: ("places", kinds.place_link),
    }
    for number, part in enumerate(edition.front.parts):
        for field, (facet, link) in asked.items() if isinstance(part, Choice) else ():
            for index, slug in enumerate(part.where.get(facet, ())):
                mark = edition.mark(("parts", number, "where", field, index))
                yield Reference(
                    QualifiedName(link, slug), edition.file, mark, slug, f"where.{field}"
                )


def _find_chosen(edition: Entry[Edition], content: Content) -> Iterator[Reference]:
    """Yield what the parts of an edition name one by one."""
    kinds, file = content.kinds, edition.file
    for number, part in enumerate(edition.front.parts):
        if not isinstance(part, Choice):
            continue
        for kind in kinds.chosen:
            given = part.named.get(kind.id, ())
            for index, slug in enumerate(given if given != "all" else ()):
                mark = edition.mark(("parts", number, kind.plural, index))
                yield Reference(QualifiedName(kind.link, slug), file, mark, slug, kind.plural)
        if part.guide:
            mark, name = (
                edition.mark(("parts", number, "guide")),
                QualifiedName(kinds.guide_link, part.guide),
            )
            yield Reference(name, file, mark, part.guide, "guide")
        for index, chapter in enumerate(part.chapters):
            name = QualifiedName(kinds.guide_link, f"{part.guide}/{chapter}")
            mark = edition.mark(("parts", number, "chapters", index))
            yield Reference(name, file, mark, chapter, "chapters")
