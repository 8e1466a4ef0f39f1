"""All content, each file read by itself, goes in; what contradicts something in another file comes
out as problems."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from citybook.content.counts import wrong_counts
from citybook.content.entries import Entry
from citybook.content.links import Link
from citybook.content.reading import COMMUNITIES, PLACES, PUBLICATION, THEMES, Content
from citybook.content.values import Path
from citybook.models import Card, Choice, Edition, Guide, Partners
from citybook.naming import is_address, shown
from citybook.problems import Problem, did_you_mean
from citybook.project import Project


def check_cross_references(content: Content, project: Project) -> Iterable[Problem]:
    """Every problem that shows only when all files have been read."""
    names = _Names(content)
    yield from _dead_address(content)
    yield from _partners(content, names)
    yield from _numbers(content)
    yield from _lines_of_themes(content, names)
    owners: dict[str, Entry[Card]] = {}
    for card in content.cards:
        yield from _card(content, card, owners, names)
        yield from _picture(card, content, project)
    for entry in content.entries():
        yield from _vocabulary(entry, names)
        yield from _links(entry, names)
    for edition in content.editions:
        yield from _links(edition, names)
    for guide in content.guides:
        yield from _guide(guide, content, names)
    for chapter in content.chapters:
        yield from _chapter(chapter, content)
    for edition in content.editions:
        yield from _edition(edition, names)
        yield from _panels(edition, content)
    yield from wrong_counts(content)


class _Names:
    """Every name that can be linked to, those of entries with mistakes too: one mistake shall not
    be reported twice."""

    def __init__(self, content: Content) -> None:
        self.places, self.communities, self.themes = (
            self._of(content, name) for name in (PLACES, COMMUNITIES, THEMES)
        )
        self.cards = [entry.slug for entry in content.cards]
        self.practices = [entry.slug for entry in content.practices]
        self.profiles = [entry.slug for entry in content.profiles]
        self.guides = [entry.slug for entry in content.guides]
        self.chapters = [entry.slug for entry in content.chapters]
        self.terms = [entry.slug for entry in content.terms]
        self.partners = {
            slug: {place for partner in community.partners for place in partner.all_places}
            for slug, community in content.communities.items()
        }
        self.anchors = {
            entry.slug: [head.anchor for head in entry.heads] for entry in content.chapters
        }

    @staticmethod
    def _of(content: Content, vocabulary: str) -> list[str]:
        located = content.located.get(vocabulary)
        return list(located.value) if located and isinstance(located.value, dict) else []


def _dead_address(content: Content) -> Iterable[Problem]:
    publication = content.publication
    if (
        publication
        and "base_url" in publication.front.model_fields_set
        and publication.front.leads_nowhere
    ):
        line, column = publication.mark(("base_url",))
        yield Problem(
            f"content/{PUBLICATION}",
            line,
            column,
            "base_url: this address is reserved for examples: printed codes lead nowhere yet",
            "write the address where build/site/ is hosted",
            "warning",
        )


def _partners(content: Content, names: _Names) -> Iterable[Problem]:
    """Partners that are no place: looked for in what was written, so that other mistakes do not
    hide them."""
    for path, place in _named_by_partners(content):
        if names.places and place not in names.places:
            mark = content.located[COMMUNITIES].mark(path)
            yield _unknown(
                "place", place, names.places, f"content/{COMMUNITIES}", mark, f"{_field(path)}: "
            )
    partners: Partners | None = (
        getattr(content.about.front, "partners", None) if content.about else None
    )
    if content.about is None or partners is None:
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
            yield _unknown(
                "place",
                place,
                names.places,
                content.about.file,
                content.about.mark(path),
                f"{_field(path)}: ",
            )


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
            line, column = content.located[COMMUNITIES].mark((slug, "number"))
            yield Problem(
                f"content/{COMMUNITIES}",
                line,
                column,
                f"{slug}.number: {community.number} is the number of '{first}' already",
                "give each line its own",
            )


def _lines_of_themes(content: Content, names: _Names) -> Iterable[Problem]:
    for slug, theme in content.themes.items():
        if theme.line and names.communities and theme.line not in names.communities:
            mark = content.located[THEMES].mark((slug, "line"))
            yield _unknown(
                "community",
                theme.line,
                names.communities,
                f"content/{THEMES}",
                mark,
                f"{slug}.line: ",
            )


def _unknown(
    what: str, name: str, names: list[str], file: str, mark: tuple[int, int], where: str
) -> Problem:
    hint = {
        "place": f"the places are in content/{PLACES}",
        "theme": f"the themes are in content/{THEMES}",
        "community": f"the communities are {', '.join(names)}",
    }
    return Problem(
        file, *mark, f"{where}no {what} '{name}'{did_you_mean(name, names)}", hint.get(what, "")
    )


def _card(
    content: Content, entry: Entry[Card], owners: dict[str, Entry[Card]], names: _Names
) -> Iterable[Problem]:
    for index, place in enumerate(entry.front.places):
        if names.places and place not in names.places:
            continue
        other = owners.setdefault(place, entry)
        if other is not entry:
            yield Problem(
                entry.file,
                *entry.mark(("places", index)),
                f"places: '{place}' has a card already, {other.file}",
                "one place has one card: take it out of one of the two files",
            )
    yield from _slug(entry, names.places)
    for index, slug in enumerate(entry.front.communities):
        if slug in content.communities and names.partners[slug].isdisjoint(entry.front.places):
            yield Problem(
                entry.file,
                *entry.mark(("communities", index)),
                f"communities: no place of this card is a partner of '{slug}'",
                f"add it to the partners in content/{COMMUNITIES}",
            )


def _slug(entry: Entry[Card], places: list[str]) -> Iterable[Problem]:
    only = entry.front.places[0] if len(entry.front.places) == 1 else None
    if only in places and entry.slug != only and is_address(entry.slug):
        yield Problem(
            entry.file,
            *entry.mark(("places", 0)),
            f"a card of one place shares its page and its name, and this file is called '{entry.slug}'",
            f"rename the file to {only}.md",
        )
    if only is None and entry.slug in places:
        yield Problem(
            entry.file,
            *entry.mark(("places",)),
            f"two entries for '{entry.slug}': this card of several places, and the place in content/{PLACES}",
            "name the file after all its places, such as cuneo-asti.md",
        )


def _vocabulary(entry: Entry[Any], names: _Names) -> Iterable[Problem]:
    """Places, communities and themes that an entry names and no vocabulary holds."""
    lists: tuple[tuple[str, str, list[str]], ...] = (
        ("places", "place", names.places),
        ("themes", "theme", names.themes),
        ("communities", "community", names.communities),
    )
    for field, what, known in lists:
        given = getattr(entry.front, field, None)
        one = getattr(entry.front, what, None) if what == "place" else None
        if one is not None:
            if known and one not in known:
                yield _unknown(what, one, known, entry.file, entry.mark((what,)), f"{what}: ")
        elif isinstance(given, list):
            for index, name in enumerate(given):
                if (known or what == "theme") and name not in known:
                    yield _unknown(
                        what, name, known, entry.file, entry.mark((field, index)), f"{field}: "
                    )


def _links(entry: Entry[Any], names: _Names) -> Iterable[Problem]:
    """Links in the text that lead to no entry."""
    known = {
        "city": ("place", names.places, f"the places are in content/{PLACES}"),
        "practice": (
            "practice",
            names.practices,
            "practices are named by their file in content/practices/",
        ),
        "profile": (
            "profile",
            names.profiles,
            "profiles are named by their file in content/profiles/",
        ),
        "guide": (
            "chapter",
            names.chapters,
            "write guide:, the guide's folder, a slash and the chapter's file",
        ),
        "term": ("term", names.terms, "terms are named by their file in content/glossary/"),
    }
    for link in entry.links:
        if link.kind not in known:
            continue
        what, slugs, hint = known[link.kind]
        slug, _, anchor = link.slug.partition("#")
        if (
            (slugs or link.kind != "city")
            and slug not in slugs
            and not (link.kind == "guide" and slug in names.guides)
        ):
            yield _nowhere(entry, link, what, slugs, hint)
        elif anchor and anchor not in names.anchors.get(slug, []):
            yield _nowhere(
                entry,
                link,
                "section",
                [f"{slug}#{found}" for found in names.anchors.get(slug, [])],
                "",
            )


def _nowhere(entry: Entry[Any], link: Link, what: str, slugs: list[str], hint: str) -> Problem:
    return Problem(
        entry.file,
        link.line,
        link.column,
        f"a link to '{link.kind}:{link.slug}', but there is no such {what}{did_you_mean(link.slug, slugs)}",
        hint,
    )


def _guide(entry: Entry[Guide], content: Content, names: _Names) -> Iterable[Problem]:
    community = entry.front.community
    if community and names.communities and community not in names.communities:
        yield _unknown(
            "community",
            community,
            names.communities,
            entry.file,
            entry.mark(("community",)),
            "community: ",
        )
    own = [slug.partition("/")[2] for slug in names.chapters if slug.startswith(f"{entry.slug}/")]
    for index, chapter in enumerate(entry.front.chapters):
        if chapter not in own:
            yield Problem(
                entry.file,
                *entry.mark(("chapters", index)),
                f"chapters: no chapter '{chapter}'{did_you_mean(chapter, own)}",
                f"chapters are named by their file in content/guides/{entry.slug}/, without .md",
            )
    for other in content.guides:
        if other is not entry and other.front.community == community and other.slug < entry.slug:
            yield Problem(
                entry.file,
                *entry.mark(("community",)),
                f"community: '{community}' has a guide already, {other.file}",
                "one community has one guide",
            )


def _chapter(entry: Entry[Any], content: Content) -> Iterable[Problem]:
    folder, _, chapter = entry.slug.partition("/")
    guide = next((guide for guide in content.guides if guide.slug == folder), None)
    if guide is None:
        yield Problem(
            entry.file, 0, 0, "a chapter of no guide", f"add content/guides/{folder}/guide.yaml"
        )
    elif chapter not in guide.front.chapters:
        yield Problem(
            entry.file,
            0,
            0,
            f"no list of chapters names '{chapter}'",
            f"add it to chapters in {guide.file}",
        )


def _picture(entry: Entry[Card], content: Content, project: Project) -> Iterable[Problem]:
    picture = getattr(entry.front, "picture", None)
    if picture is None:
        return
    name, mark = picture.file, entry.mark(("picture", "file"))
    found = content.pictures.get(name)
    if found is None:
        folder = project.content / "images"
        there = [
            shown(path.relative_to(folder).as_posix())
            for path in folder.rglob("*")
            if path.is_file()
        ]
        yield Problem(
            entry.file,
            *mark,
            f"picture.file: no picture '{shown(name)}' in content/images/"
            f"{did_you_mean(name, there)}",
        )
    elif found.fault:
        yield Problem(
            entry.file,
            *mark,
            f"picture.file: content/images/{name} cannot be used: {found.fault}",
            "save it again as JPEG or PNG",
        )


def _edition(entry: Entry[Edition], names: _Names) -> Iterable[Problem]:
    seen: set[str] = set()
    for index, part in enumerate(entry.front.parts):
        if isinstance(part, Choice):
            yield from _choice(entry, index, part, names)
        elif part in seen:
            yield Problem(
                entry.file,
                *entry.mark(("parts", index)),
                f"parts: '{part}' is there twice",
                "keep one",
            )
        else:
            seen.add(part)


def _panels(entry: Entry[Edition], content: Content) -> Iterable[Problem]:
    """Panels that tell sections which the about page does not have."""
    panels = getattr(entry.front, "panels", None)
    titles = [head.title for head in content.about.heads] if content.about else []
    for name, panel in panels if panels else ():
        for index, title in enumerate(panel.sections):
            if titles and title not in titles:
                yield Problem(
                    entry.file,
                    *entry.mark(("panels", name, "sections", index)),
                    f"panels.{name}: no section '{title}' in content/about.md{did_you_mean(title, titles)}",
                    f"the sections are {', '.join(titles)}",
                )


def _choice(entry: Entry[Edition], number: int, choice: Choice, names: _Names) -> Iterable[Problem]:
    kinds = {
        "cards": ("city card", names.cards, "content/cities/"),
        "practices": ("practice", names.practices, "content/practices/"),
        "profiles": ("profile", names.profiles, "content/profiles/"),
    }
    for field, (what, known, folder) in kinds.items():
        given = getattr(choice, field)
        for index, slug in enumerate(given if isinstance(given, list) else []):
            mark = entry.mark(("parts", number, field, index))
            if slug not in known:
                yield Problem(
                    entry.file,
                    *mark,
                    f"{field}: no {what} '{slug}'{did_you_mean(slug, known)}",
                    f"they are named by their file in {folder}, without .md",
                )
            if slug in given[:index]:
                yield Problem(entry.file, *mark, f"{field}: '{slug}' is there twice", "keep one")
    if choice.guide and choice.guide not in names.guides:
        yield Problem(
            entry.file,
            *entry.mark(("parts", number, "guide")),
            f"guide: no guide '{choice.guide}'{did_you_mean(choice.guide, names.guides)}",
            "guides are named by their folder in content/guides/",
        )
    for field, what, known in (
        ("themes", "theme", names.themes),
        ("communities", "community", names.communities),
        ("cities", "place", names.places),
    ):
        for index, slug in enumerate(getattr(choice.where, field)):
            if slug not in known:
                mark = entry.mark(("parts", number, "where", field, index))
                yield _unknown(what, slug, known, entry.file, mark, f"where.{field}: ")
