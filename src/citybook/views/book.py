"""An edition goes in; its book, a list of fragments, comes out, each the view of one layout in
booklet/.

A fragment is what opens on a page of its own and is typeset by itself; typeset/book.py joins them
and fills in the numbers of pages. Notes are numbered first; then entries are rendered, each with
what its text mentions; from that come the fragments that list others (contents, notes, glossary,
index).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import groupby
from xml.etree.ElementTree import Element

from babel.dates import format_date

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.illustrations import PictureUse
from citybook.content.parsing import parse_text
from citybook.content.words import TermIndex
from citybook.kinds.front import Front
from citybook.models import TRIMS, Choice, Edition, Source
from citybook.selection import pictures_in, select
from citybook.views import addresses
from citybook.views.back_cover import back_cover
from citybook.views.bookentries import BookEntries
from citybook.views.booklinks import BookLinks, EntryLinks
from citybook.views.bookorder import divide, is_chapter, shares_pages
from citybook.views.bookparts import MARGINS, ROOM, WIDE, Book, Fragment, PartFragments
from citybook.views.covers import cover_art
from citybook.views.html import Flow
from citybook.views.illustrations import EntryPictures, anchor_of
from citybook.views.lines import Line, line
from citybook.views.lists import contents, glossary, index, merge
from citybook.views.logos import LogoShelf
from citybook.views.look import brand_of
from citybook.views.network import network
from citybook.views.notes import Notes, collect_notes
from citybook.views.picture_credits import credits
from citybook.views.pictures import Pictures
from citybook.views.prose import EntryRenderer
from citybook.views.sources import Cited

# How many codes of notes stand side by side.
CODES = {"A5": 2, "A4": 3, "square": 3, "US letter": 3}
# The parts that the contents list behind those of entries.
LISTED = ("network", "notes", "glossary", "picture-credits", "index")
# The parts that stand below each other where one has room on the last page of the one before.
SHARED = ("notes", "glossary", "picture-credits", "index", "imprint")


def book(catalogue: Catalogue, entry: Entry[Edition], pictures: Pictures) -> Book:
    """Return the view of one edition."""
    return BookBuilder(catalogue, entry, pictures).book()


class BookBuilder:
    """Builds the fragments of one edition."""

    def __init__(self, catalogue: Catalogue, entry: Entry[Edition], pictures: Pictures) -> None:
        self.catalogue, self.entry, self.edition = catalogue, entry, entry.front
        self.pictures = pictures
        self.logos = LogoShelf(catalogue, "images", is_marked=True)
        self.chosen = [(choice, select(catalogue, choice)) for choice in self.edition.choices]
        self.held = [found for _, entries in self.chosen for found in entries]
        divided = any(choice.divide == "by line" for choice, _ in self.chosen)
        # A line has a divider when an entry stands under it, or is told under another line's.
        self.lines = [
            slug
            for slug in catalogue.communities
            if divided and any(slug in catalogue.communities_of(entry) for entry in self.held)
        ]
        self.links = BookLinks(catalogue, self.held, self.lines, self.edition)

    def book(self) -> Book:
        """Return the whole book."""
        catalogue, edition, publication = self.catalogue, self.edition, self.catalogue.publication
        parts, imprint = list(self._parts()), edition.imprint.fill_from(publication)
        cover = cover_art(catalogue, self.entry, self.pictures, self.chosen)
        margin = cover.setting.margin
        strip = self.logos.strip(imprint, edition.imprint.form, has_names_alone=True)
        return Book(
            slug=self.entry.slug,
            lang=publication.language,
            direction=publication.direction,
            title=edition.title,
            subtitle=edition.subtitle,
            summary=edition.summary or publication.summary,
            cover=edition.cover,
            imprint=imprint,
            logos=strip.fit_into(ROOM[edition.trim]),
            logos_in="back-cover" if "back-cover" in edition.parts else "imprint",
            sources=tuple(Cited(title, "") for title in self.shared_sources),
            art=cover,
            back=back_cover(catalogue, edition, imprint, self.chosen, self.lines, margin),
            date=self._date(),
            trim_name=edition.trim.replace(" ", "-"),
            margins=MARGINS[edition.trim],
            foreword=self._foreword(),
            trim=TRIMS[edition.trim],
            publication=publication,
            lines=tuple(self._line(slug) for slug in catalogue.communities),
            tabs=tuple(tab for part in parts for tab in part.tabs),
            fragments=tuple(self._fragments(parts)),
            url=publication.base,
            address=addresses.short_address(publication.base),
            code=addresses.code(publication.base),
        )

    def _date(self) -> str:
        """Return the day of the event, as it is written out."""
        day = self.edition.cover.date
        return str(format_date(day, "long", self.catalogue.publication.locale)) if day else ""

    # First pass: what the texts refer to

    @cached_property
    def shared_sources(self) -> tuple[str, ...]:
        """The titles of sources without address that every entry has: the imprint tells them once.
        None if there is no imprint."""
        if "imprint" not in self.edition.parts or len(self.held) < 2:
            return ()
        listed = [[one.title for one in entry.front.sources if not one.url] for entry in self.held]
        return tuple(title for title in listed[0] if all(title in titles for titles in listed))

    @cached_property
    def notes(self) -> Notes:
        """The notes that the entries' links and sources get, in the order of the book."""
        if "notes" not in self.edition.parts:
            return Notes(are_printed=False)
        ordered = [
            (entry, self._listed_sources(entry))
            for choice, found in self.chosen
            for _, under in divide(self.catalogue, self.lines, choice, found)
            for entry in under
        ]
        return collect_notes(self.catalogue, ordered, self._foreword_body, self.links.outside)

    def _listed_sources(self, entry: Entry[Front]) -> list[Source]:
        """Return the links and sources that an entry lists with its text; one on pages of its own
        prints their addresses."""
        if not shares_pages(self.catalogue, entry) and not is_chapter(self.catalogue, entry):
            return []
        sources = [one for one in entry.front.sources if one.title not in self.shared_sources]
        return [one for one in (*entry.front.links, *sources) if one.url]

    # Second pass: rendering

    @cached_property
    def words(self) -> TermIndex:
        """The words that are linked to the glossary."""
        return self.catalogue.words if "glossary" in self.edition.parts else TermIndex.none()

    @cached_property
    def _foreword_body(self) -> Element | None:
        if not self.edition.foreword:
            return None
        body = parse_text(self.edition.foreword)
        uses = (use for use in self.entry.pictures if not use.field)
        for image, use in zip(body.iter("img"), uses, strict=True):
            image.attrib |= {"line": str(use.line), "column": str(use.column)}
        return body

    def _foreword(self) -> Flow:
        """Return the foreword as it is read. Its links are resolved as those of the about page."""
        about = self.catalogue.about
        links = EntryLinks(self.links, self.notes, about, f"about-{about.slug}")
        pictures = EntryPictures(self.catalogue, self.entry, self.pictures, "foreword--")
        renderer = EntryRenderer(
            links,
            self.words,
            brand_of(self.catalogue),
            pictures=pictures,
        )
        return renderer.flow(self._foreword_body)

    def _parts(self) -> Iterator[PartFragments]:
        """Yield the edition's parts that hold entries, each with its fragments."""
        entries = BookEntries(
            catalogue=self.catalogue,
            links=self.links,
            lines=self.lines,
            words=self.words,
            notes=self.notes,
            shared_sources=self.shared_sources,
            pictures=self.pictures,
            trim=TRIMS[self.edition.trim],
            has_margin=TRIMS[self.edition.trim][0] >= WIDE,
        )
        tabs, divided = 0, Counter[str | None]()
        for choice, found in self.chosen:
            behind, divided[choice.divide] = divided[choice.divide], divided[choice.divide] + 1
            for part in entries.part(choice, found, tabs, behind):
                tabs += len(part.tabs)
                yield part

    def _fragments(self, parts: list[PartFragments]) -> Iterator[Fragment]:
        """Yield all fragments in the order the edition gives, without those that list nothing.
        Lists that follow each other are one fragment."""
        others = self._others(parts)
        shown = [one for one in self.edition.parts if isinstance(one, Choice) or one in others]
        for is_shared, group in groupby(shown, lambda part: part in SHARED):
            if is_shared:
                first, *below = (others[part] for part in group)
                yield replace(first, below=tuple(below))
                continue
            for part in group:
                if isinstance(part, Choice):
                    for made in parts:
                        yield from made.add_bookmarks() if made.choice is part else ()
                else:
                    yield others[part]

    def _others(self, parts: list[PartFragments]) -> dict[str, Fragment]:
        """Return the parts that hold no entries, by name."""
        names = [part for part in self.edition.parts if isinstance(part, str)]
        made = [self._other(name, parts) for name in names if name != "contents"]
        found = {one.kind: one for one in made if not one.is_empty_list}
        if "contents" in names:
            others = [name for name in found if name in LISTED]
            listed = contents(
                self.catalogue,
                [part.listed for part in parts],
                self.links,
                others,
                TRIMS[self.edition.trim] if self.edition.parts[1] == "contents" else None,
            )
            opens = "verso" if listed.map else "any"
            found |= {"contents": Fragment("contents", "contents", listed, opens)} if listed else {}
        return found

    def _other(self, name: str, parts: list[PartFragments]) -> Fragment:
        """Return a part that holds no entries, from what those that do returned."""
        catalogue = self.catalogue
        references = merge(one for part in parts for one in part.references)
        if name == "notes":
            return Fragment(name, name, self.notes.lists(CODES[self.edition.trim]))
        if name == "glossary":
            return Fragment(name, name, glossary(catalogue, references.terms))
        if name == "index":
            rows = index(catalogue, self.held, self.links, references.places)
            return Fragment(name, name, rows)
        if name == "picture-credits":
            return Fragment(name, name, credits(catalogue, self._shown_pictures()))
        if name == "network":
            learners = [one.slug for one in self.held if one in catalogue.of_places.values()]
            return Fragment(name, name, network(catalogue, self.links.place, learners))
        return Fragment(name, name, opens="verso" if name == "back-cover" else "any")

    def _shown_pictures(self) -> Iterator[tuple[str, PictureUse]]:
        """Yield the pictures of the book in its order, each with its anchor."""
        for entry, use in pictures_in(self.catalogue, self.entry):
            is_foreword = entry is self.entry
            prefix = "foreword" if is_foreword else self.links.anchor(entry)
            yield f"{prefix}--{anchor_of(entry, use)}", use

    def _line(self, slug: str) -> Line:
        return line(self.catalogue, slug, self.links.place, self.links.line(slug))
