"""The site goes in; what readers can find by search and from A to Z comes out: entries, places,
terms, editions, lines, themes and countries, each with its page and the words it is found by."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.folding import words
from citybook.kinds.front import Front
from citybook.kinds.kind import Kind
from citybook.kinds.wording import N_, Wording, choose_wording
from citybook.views import addresses
from citybook.views.look import (
    Look,
    country_name,
    look_of,
    look_of_line,
    look_of_lines,
    look_of_theme,
)
from citybook.views.overviews import Overviews
from citybook.views.site import Site

# What is found beside entries: what one of it is called, and the title of several.
LABELS = {
    "place": (N_("Place"), ""),
    "theme": (N_("Theme"), N_("Themes")),
    "line": (N_("Line"), N_("Lines")),
    "guide": (N_("How-to guide"), ""),
    "edition": (N_("Edition"), N_("Editions")),
    "page": (N_("Page"), ""),
}


class Found(NamedTuple):
    """What can be found: its page, what it is called, what it is (`kind`, the name of a facet's
    value, and `label`), where it belongs, and a word on it. `also` are other words for it, `words`
    those of its text as `content/search_words.py` keeps them, `about` names of what it is about;
    `entry` has its text, if that can be shown, and `has_steps` says that its sections are pages of
    their own."""

    path: str
    title: str
    kind: str
    label: str
    where: str = ""
    summary: str = ""
    look: Look | None = None
    themes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    words: str = ""
    entry: Entry[Any] | None = None
    has_steps: bool = False


class Findable:
    """Lists all that can be found, in the order of its addresses."""

    def __init__(self, site: Site) -> None:
        self.site, self.catalogue = site, site.catalogue
        self.words = site.catalogue.search_words()

    @cached_property
    def all(self) -> list[Found]:
        """All that can be found."""
        entries = list(self._entries())
        found = (*entries, *self._places(entries), *self._vocabularies(), *self._others())
        return sorted(found, key=lambda one: one.path)

    def kinds(self) -> list[tuple[str, str]]:
        """Return what can be found as a facet has it: each kind with its title."""
        site, say = self.site, self.site.translate
        own = [
            (kind.id, say(choose_wording(_title(kind), site.language)))
            for kind in _shown_kinds(self.catalogue)
        ]
        titles = {name: say(title) for name, (_, title) in LABELS.items() if title}
        return [*own, ("place", site.places_title), *titles.items()]

    def _label(self, name: str) -> str:
        return self.site.translate(LABELS[name][0])

    def _entries(self) -> Iterator[Found]:
        catalogue, site = self.catalogue, self.site
        for kind in _shown_kinds(catalogue):
            label = site.translate(choose_wording(kind.words.label, site.language))
            for entry in catalogue.of(kind).values():
                yield self._entry(kind, entry, label)

    def _entry(self, kind: Kind, entry: Entry[Front], label: str) -> Found:
        catalogue, front = self.catalogue, entry.front
        codes = catalogue.countries_of(entry)
        named = [country_name(catalogue, code) for code in codes]
        where = ", ".join(named)
        if kind.in_guide:
            where = catalogue.guide_of_chapter(entry).front.title
        places = tuple(catalogue.places[place].name for place in front.places)
        return Found(
            path=addresses.of_entry(catalogue, entry),
            title=front.title,
            kind=kind.id,
            label=label,
            where="" if where == front.title else where,
            summary=front.headline or front.summary,
            look=look_of(catalogue, entry) if kind.has_page else None,
            themes=front.themes,
            countries=tuple(code.lower() for code in codes),
            also=(*front.also, *(places if kind.stands_for_places else ())),
            about=(
                *places,
                *named,
                *(catalogue.themes[theme].name for theme in front.themes),
            ),
            words=self.words.get(entry.content_hash, ""),
            entry=entry,
            has_steps=addresses.has_steps(catalogue, entry),
        )

    def _places(self, entries: list[Found]) -> Iterator[Found]:
        """Yield places without an entry of their own, and the countries that have pages."""
        catalogue, label = self.catalogue, self._label("place")
        for slug, place in catalogue.named_places.items():
            if slug not in catalogue.of_places:
                country = country_name(catalogue, place.country)
                lines = catalogue.lines_of[slug]
                yield Found(
                    addresses.own_place(catalogue, slug),
                    place.name,
                    "place",
                    label,
                    country,
                    look=look_of_lines(catalogue, lines),
                    countries=(place.country.lower(),),
                    about=(country,),
                )
        with_pages = {kind.id for kind in catalogue.kinds.with_pages if not kind.in_guide}
        codes = {code for one in entries if one.kind in with_pages for code in one.countries}
        for code in sorted(codes):
            name = country_name(catalogue, code.upper())
            yield Found(addresses.country(code), name, "place", label, countries=(code,))

    def _vocabularies(self) -> Iterator[Found]:
        catalogue, line, theme = self.catalogue, self._label("line"), self._label("theme")
        for slug, community in catalogue.communities.items():
            yield Found(
                addresses.community(slug),
                community.name,
                "line",
                line,
                summary=community.question,
                look=look_of_line(catalogue, slug),
                words=_strong(community.question, community.summary, community.slogan or ""),
            )
        for slug in Overviews(self.site).themes():
            named = catalogue.themes[slug]
            yield Found(
                addresses.theme(slug),
                named.name,
                "theme",
                theme,
                summary=named.summary,
                look=look_of_theme(catalogue, slug),
                themes=(slug,),
                words=_strong(named.summary),
            )

    def _others(self) -> Iterator[Found]:
        catalogue, chapters = self.catalogue, self.catalogue.kinds.chapters
        for slug, guide in catalogue.guides.items():
            front = guide.front
            look = look_of_line(catalogue, front.community)
            path, said = addresses.guide(slug), _strong(front.summary)
            label = self._label("guide")
            kind = chapters.id if chapters else "page"
            yield Found(
                path, front.title, kind, label, summary=front.summary, look=look, words=said
            )
        for slug, edition in catalogue.editions.items():
            of, label = edition.front, self._label("edition")
            said, path = _strong(of.subtitle, of.summary or ""), addresses.edition(slug)
            summary = of.summary or of.subtitle
            yield Found(path, of.title, "edition", label, summary=summary, words=said)
        about, words_ = catalogue.about, self.words.get(catalogue.about.content_hash, "")
        yield Found(
            addresses.ABOUT,
            about.front.title,
            "page",
            self._label("page"),
            summary=about.front.summary,
            words=words_,
            entry=about,
        )


def _shown_kinds(catalogue: Catalogue) -> list[Kind]:
    """Return the kinds whose entries readers can see, on pages or in the glossary."""
    return [kind for kind in catalogue.kinds if kind.has_page or kind.explains]


def _title(kind: Kind) -> Wording:
    """Return the title of a kind among all; that of what stands for places is the places' own."""
    return kind.words.label if kind.stands_for_places else kind.words.title


def _strong(*texts: str) -> str:
    return " ".join(sorted(set(words(" ".join(texts)))))
