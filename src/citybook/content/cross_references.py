"""All content, each file read by itself, goes in; what contradicts something in another file comes
out as problems."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from citybook.content import edition_references
from citybook.content.alias_checks import check_aliases
from citybook.content.aliases import QualifiedName
from citybook.content.contrast import check_contrast
from citybook.content.copies import check_copies
from citybook.content.counts import wrong_counts
from citybook.content.entries import Entry
from citybook.content.known_names import KnownNames
from citybook.content.link_picture import check_link_picture
from citybook.content.links import Link
from citybook.content.logo_rules import check_logos
from citybook.content.picture_checks import PictureChecks
from citybook.content.reading import PUBLICATION, Content
from citybook.content.references import to_vocabularies
from citybook.content.vocabularies import COMMUNITIES, PLACES
from citybook.kinds.front import Front
from citybook.models import Guide
from citybook.models.web import is_reserved
from citybook.naming import is_address, show_name
from citybook.problems import Problem, did_you_mean
from citybook.project import Project, files_by_name


def check_cross_references(content: Content, project: Project) -> Iterable[Problem]:
    """Yield every problem that shows only when all files have been read."""
    names = KnownNames(content)
    yield from _reserved_address(content)
    yield from _vocabularies(content, names)
    yield from check_aliases(content)
    yield from _numbers(content)
    yield from _places_with_entries(content, names)
    files = [one for one in files_by_name(project.content / "images") if not one.endswith(".yaml")]
    pictures = PictureChecks(content.pictures, content.described, files)
    for entry in (*content.with_text(), *content.editions):
        yield from pictures.problems(entry.file, entry.pictures)
    for entry in content.with_text():
        yield from _files(entry, content)
        yield from _links(entry, names)
    yield from _foot(content)
    for edition in content.editions:
        yield from _links(edition, names)
    for guide in content.guides:
        yield from _guide(guide, content, names)
    for chapter in content.chapters:
        yield from _chapter(chapter, content, names)
    yield from edition_references.check(content, names)
    yield from check_logos(content)
    yield from wrong_counts(content)
    yield from check_link_picture(content.publication, project)
    yield from check_contrast(content.publication, content.communities.values(), content.editions)
    yield from check_copies(content, project)


def _reserved_address(content: Content) -> Iterable[Problem]:
    publication = content.publication
    is_given = publication and "base_url" in publication.front.model_fields_set
    if publication and is_given and is_reserved(publication.front.base_url):
        message = "base_url: this address is reserved for examples: printed codes lead nowhere yet"
        hint = "write the address where build/site/ is hosted"
        place = publication.mark(("base_url",))
        yield Problem(f"content/{PUBLICATION}", *place, message, hint, "warning")


def _foot(content: Content) -> Iterable[Problem]:
    """Yield headings that the about page names for the foot of each page and does not have."""
    about = content.about
    if about is None:
        return
    titles = [head.title for head in about.heads]
    for number, title in enumerate(about.front.foot):
        if title not in titles:
            message = f"foot: no section '{title}' in this file{did_you_mean(title, titles)}"
            hint = f"the sections are {', '.join(titles)}" if titles else "write the section"
            yield Problem(about.file, *about.mark(("foot", number)), message, hint)


def _vocabularies(content: Content, names: KnownNames) -> Iterable[Problem]:
    """Yield places, communities and themes that are named and that no vocabulary holds."""
    for one in to_vocabularies(content, names.lacks):
        if names.lacks(one.name):
            yield names.report_unknown(one)


def _numbers(content: Content) -> Iterable[Problem]:
    seen: dict[int, str] = {}
    for slug, community in content.communities.items():
        first = seen.setdefault(community.number, slug)
        if first != slug:
            mark = content.located[COMMUNITIES].mark((slug, "number"))
            message = f"{slug}.number: {community.number} is the number of '{first}' already"
            yield Problem(f"content/{COMMUNITIES}", *mark, message, "give each line its own")


def _places_with_entries(content: Content, names: KnownNames) -> Iterable[Problem]:
    """Yield what is wrong with entries that stand for their places: a place has one of them."""
    kind = content.kinds.of_places
    owners: dict[str, Entry[Front]] = {}
    for entry in content.of_places:
        assert kind
        field = kind.roles["places"]
        for index, place in enumerate(entry.front.places):
            other = owners.setdefault(place, entry)
            if other is not entry and not names.lacks_place(place):
                message = f"{field}: '{place}' has a card already, {other.file}"
                hint = "one place has one card: take it out of one of the two files"
                yield Problem(entry.file, *entry.mark((field, index)), message, hint)
        has_places = not any(names.lacks_place(place) for place in entry.front.places)
        if field not in entry.unknown and has_places:
            yield from _name_of(entry, names.places or [], field, names.entries[kind.id])
            yield from _partners_of(entry, kind.roles.get("communities", ""), names)


def _partners_of(entry: Entry[Front], field: str, names: KnownNames) -> Iterable[Problem]:
    """Yield lines of an entry that none of its places is on, where all partners are places."""
    for index, slug in enumerate(entry.front.communities):
        partners = names.partners.get(slug)
        if partners is not None and partners.isdisjoint(entry.front.places):
            message = f"{field}: no place of this card is a partner of '{slug}'"
            hint = f"add it to the partners in content/{COMMUNITIES}"
            yield Problem(entry.file, *entry.mark((field, index)), message, hint)


def _name_of(
    entry: Entry[Front], places: Collection[str], field: str, taken: Collection[str]
) -> Iterable[Problem]:
    """Yield what is wrong with the name of a file; that a place has two cards is told already."""
    only = entry.front.places[0] if len(entry.front.places) == 1 else None
    if only in places and only not in taken and is_address(entry.slug):
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


def _links(entry: Entry[Any], names: KnownNames) -> Iterable[Problem]:
    """Yield links in the text that lead to no entry."""
    for link in entry.links:
        target = names.target(link.kind)
        if target is None:
            continue
        slug, _, anchor = link.slug.partition("#")
        if target.is_checked and slug not in target.slugs and slug not in target.others:
            near, hint = names.near(
                QualifiedName(link.kind, slug), link.slug, target.slugs, target.hint
            )
            yield _dead_link(entry, link, target.what, near, hint)
        elif anchor and slug in names.anchors and anchor not in names.anchors[slug]:
            anchors = [f"{slug}#{found}" for found in names.anchors.get(slug, [])]
            yield _dead_link(entry, link, "section", did_you_mean(link.slug, anchors), "")


def _dead_link(entry: Entry[Any], link: Link, what: str, near: str, hint: str) -> Problem:
    message = f"a link to '{link.kind}:{link.slug}', but there is no such {what}{near}"
    return Problem(entry.file, link.line, link.column, message, hint)


def _guide(entry: Entry[Guide], content: Content, names: KnownNames) -> Iterable[Problem]:
    community = entry.front.community
    chapters = content.kinds.chapters
    slugs = names.entries[chapters.id] if chapters else []
    own = [slug.partition("/")[2] for slug in slugs if slug.startswith(f"{entry.slug}/")]
    for index, chapter in enumerate(entry.front.chapters):
        if chapter not in own:
            hint = f"chapters are named by their file in content/guides/{entry.slug}/, without .md"
            name = QualifiedName(content.kinds.guide_link, f"{entry.slug}/{chapter}")
            near, hint = names.near(name, chapter, own, hint)
            message = f"chapters: no chapter '{chapter}'{near}"
            yield Problem(entry.file, *entry.mark(("chapters", index)), message, hint)
    for other in content.guides:
        is_same = community and other.front.community == community
        if other is not entry and is_same and other.slug < entry.slug:
            message = f"community: '{community}' has a guide already, {other.file}"
            mark = entry.mark(("community",))
            yield Problem(entry.file, *mark, message, "one community has one guide")


def _chapter(entry: Entry[Front], content: Content, names: KnownNames) -> Iterable[Problem]:
    folder, _, chapter = entry.slug.partition("/")
    guide = next((guide for guide in content.guides if guide.slug == folder), None)
    if folder not in names.guides:
        hint = f"add content/guides/{folder}/guide.yaml"
        yield Problem(entry.file, 0, 0, "a chapter of no guide", hint)
    elif guide and "chapters" not in guide.unknown and chapter not in guide.front.chapters:
        message = f"no list of chapters names '{chapter}'"
        yield Problem(entry.file, 0, 0, message, f"add it to chapters in {guide.file}")


def _files(entry: Entry[Any], content: Content) -> Iterable[Problem]:
    """Yield the files that a text names and that are not there."""
    there: dict[str, Collection[str]] = {"files": content.downloads, "logos": content.logos}
    for use in entry.files:
        if use.file not in there[use.folder]:
            near = did_you_mean(use.file, map(show_name, there[use.folder]))
            message = f"no file '{show_name(use.file)}' in content/{use.folder}/{near}"
            yield Problem(entry.file, use.line, 1, message, "put it there, or name another")
