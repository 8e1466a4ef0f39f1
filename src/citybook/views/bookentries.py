"""A part of an edition goes in; its fragments come out: entries under dividers, each on pages of
its own, or sharing them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from citybook.catalogue import Catalogue
from citybook.content.entries import Entry
from citybook.content.vocabularies import COMMUNITIES
from citybook.content.words import TermIndex
from citybook.kinds.front import Front
from citybook.models import Choice
from citybook.views import addresses
from citybook.views.book_maps import head_map, line_map
from citybook.views.booklinks import BookLinks, EntryLinks, References
from citybook.views.bookorder import (
    SHARED,
    Numbered,
    chapter_number,
    divide,
    group_shared,
    is_chapter,
    name_counted,
    shares_pages,
)
from citybook.views.bookparts import (
    BookPart,
    Divider,
    Entries,
    Fragment,
    MadeFragment,
    PartFragments,
    Spread,
    Tab,
    gather,
)
from citybook.views.chapter import chapter
from citybook.views.entry import EntryView, entry_view
from citybook.views.illustrations import EntryPictures
from citybook.views.lines import line
from citybook.views.look import Look, brand_look, look_of, look_of_all, look_of_line, look_of_theme
from citybook.views.measure import letters, route_height
from citybook.views.medium import Medium
from citybook.views.notes import Notes
from citybook.views.opener import opener
from citybook.views.pictures import Pictures
from citybook.views.prose import EntryRenderer
from citybook.views.stretches import stretches

# The smallest text of an entry on pages of its own; its route's width, the height that it has on a
# page, and the height of a picture and of a fact, all in pt: styles/media/card.css.
SIZE, WIDTH, PAGE, PICTURE, FACT = 9.0, 303.0, 260.0, 190.0, 14.0
# How much of the height of a page the head of a card may take.
HEAD = 0.55
# Entries of no more words than this share pages where the edition says so.
SHORT = 350


@dataclass(frozen=True, kw_only=True)
class BookEntries:
    """Builds the fragments that hold entries. `lines` have dividers; `words` are linked to the
    glossary; `shared_sources`, by title, stand in the imprint. `has_margin` says whether pages are
    wide enough for notes beside their text."""

    catalogue: Catalogue
    links: BookLinks
    lines: Sequence[str]
    words: TermIndex
    notes: Notes
    shared_sources: Sequence[str]
    pictures: Pictures
    trim: tuple[float, float]
    has_margin: bool

    def part(
        self, choice: Choice, found: list[Entry[Front]], tabs: int, behind: int = 0
    ) -> Iterator[PartFragments]:
        """Yield a part of an edition, one for each divider. `tabs` are there already, and so are
        `behind` so many parts that are divided alike."""
        heading, again = choice.title if choice.divide else "", f"--{behind + 1}" if behind else ""
        for slug, under in divide(self.catalogue, self.lines, choice, found):
            if choice.divide == "by line" and slug:
                made = self._under_line(choice, slug, under, again)
            elif choice.divide == "by theme" and slug:
                made = self._under_theme(choice, slug, under, tabs, again)
                tabs += choice.tabs
            elif under or not choice.divide:
                made = self._gather_undivided(choice, under)
            else:
                continue
            yield replace(made, listed=replace(made.listed, heading=heading))
            heading = ""

    def _gather_undivided(self, choice: Choice, found: Sequence[Entry[Front]]) -> PartFragments:
        numbers = range(1, len(found) + 1) if choice.numbered else [None] * len(found)
        numbered = tuple(zip(found, numbers, strict=True))
        title = "" if choice.divide else choice.title
        groups = [[one] for one in numbered] if choice.divide else self._group(choice, numbered)

        def tab(entry: Entry[Front], number: int | None) -> Tab | None:
            if not (choice.tabs and number):
                return None
            return Tab(number, look_of(self.catalogue, entry).colour, len(found))

        made = [self._together(choice, one, title, tab=tab(*one[0])) for one in groups]
        return gather(choice, BookPart(title, "", brand_look(self.catalogue), numbered), made)

    def _group(self, choice: Choice, numbered: Sequence[Numbered]) -> Iterator[list[Numbered]]:
        return group_shared(numbered, lambda entry: self._is_shared(choice, entry))

    def _is_shared(self, choice: Choice, entry: Entry[Front]) -> bool:
        is_short = shares_pages(self.catalogue, entry) and entry.words <= SHORT
        return choice.pages == "shared" and is_short

    def _under_line(
        self, choice: Choice, slug: str, under: Sequence[Entry[Front]], again: str
    ) -> PartFragments:
        community, look = self.catalogue.communities[slug], look_of_line(self.catalogue, slug)
        shown = line(self.catalogue, slug, self.links.place, self.links.line(slug))
        divider = Fragment(
            kind="divider",
            anchor=f"line-{slug}{again}",
            content=Divider(shown, line_map(self.catalogue, slug, self.trim)),
            opens="verso",
            look=look,
            running=community.name,
            source=f"content/{COMMUNITIES}",
        )
        made = [self._together(choice, [(entry, None)], community.name) for entry in under]
        numbered = tuple((entry, None) for entry in under)
        listed = BookPart(community.name, divider.anchor, look, numbered, community.number)
        return gather(choice, listed, [(divider, []), *made])

    def _under_theme(
        self,
        choice: Choice,
        slug: str,
        under: Sequence[Entry[Front]],
        tabs: int,
        again: str,
    ) -> PartFragments:
        theme, look = self.catalogue.themes[slug], look_of_theme(self.catalogue, slug)
        number = tabs + 1 if choice.tabs else 0
        # Entries that never share pages do not show their theme: there is nothing to lead to.
        anchor = f"theme-{slug}{again}" if shares_pages(self.catalogue, under[0]) else ""
        numbered = tuple((entry, None) for entry in under)
        made = [
            self._together(
                choice,
                together,
                theme.name,
                look,
                tab=Tab(number, look.colour) if number else None,
                summary="" if at else theme.summary,
                opens_theme="" if at else anchor,
                under=under,
            )
            for at, together in enumerate(self._group(choice, numbered))
        ]
        listed = BookPart(theme.name, anchor, look, numbered, number or None)
        tabs_of_part = ((number, theme.name, look.colour),) if number else ()
        return replace(gather(choice, listed, made), tabs=tabs_of_part)

    def _together(
        self,
        choice: Choice,
        group: Sequence[Numbered],
        part: str,
        look: Look | None = None,
        *,
        tab: Tab | None = None,
        summary: str = "",
        opens_theme: str = "",
        under: Sequence[Entry[Front]] = (),
    ) -> MadeFragment:
        """Return the fragment of entries that stand together, and what their texts mention."""
        first = group[0][0]
        if is_chapter(self.catalogue, first):
            return self._chapter(*group[0])
        if not shares_pages(self.catalogue, first):
            return self._alone(first)
        rendered = [(entry, number, *self._render(entry)) for entry, number in group]
        views = tuple(
            (self.links.anchor(entry), number, self._number(view))
            for entry, number, view, _ in rendered
        )
        content = Entries(
            entries=views,
            part=part,
            theme=part if look else "",
            summary=summary,
            stretches=stretches(views),
            number=tab.number if tab else None,
            count=len(under),
            counted=name_counted(self.catalogue, under),
            opens_theme=bool(opens_theme),
            is_shared=self._is_shared(choice, first),
        )
        if not (content.is_shared or opens_theme):
            content = self._open(content, first)
        fragment = Fragment(
            kind=SHARED,
            anchor=opens_theme or views[0][0],
            content=content,
            look=look or look_of_all(self.catalogue, (entry for entry, _ in group)),
            tab=tab,
            running=part if look or group[1:] else views[0][2].title,
            source=first.file,
        )
        return fragment, [references for *_, references in rendered]

    def _open(self, content: Entries, entry: Entry[Front]) -> Entries:
        """Return an entry that has its pages to itself with its field, and where it is online."""
        address = addresses.online(self.catalogue, entry)
        others = (place for one in self.links.held.values() for place in one.front.places)
        return replace(
            content,
            opener=opener(self.catalogue, entry, content.entries[0][2], self.trim, others),
            url=address,
            address=addresses.short_address(address),
            code=addresses.code(address) if address else "",
        )

    def _render(self, entry: Entry[Front]) -> tuple[EntryView, References]:
        """Return an entry as the book shows it, and what its text mentions."""
        prefix = f"{self.links.anchor(entry)}--"
        links = EntryLinks(self.links, self.notes, entry, self.links.anchor(entry))
        renderer = EntryRenderer(
            links,
            self.words,
            look_of(self.catalogue, entry).colour,
            medium=Medium(self.catalogue),
            pictures=EntryPictures(self.catalogue, entry, self.pictures, prefix),
        )
        view = entry_view(
            self.catalogue,
            entry,
            renderer,
            target=self.links.place,
            line_target=self.links.line,
            prefix=prefix,
        )
        return view, links.references

    def _number(self, view: EntryView) -> EntryView:
        shared = self.shared_sources
        sources = tuple(one for one in view.sources if one.url or one.title not in shared)
        return self.notes.number_sources(replace(view, sources=sources))

    def _chapter(self, entry: Entry[Front], number: int | None) -> MadeFragment:
        """Return the fragment of a chapter, numbered where the book has several of its guide."""
        view, references = self._render(entry)
        content = chapter(
            self.catalogue,
            entry,
            self._number(view),
            number=number or chapter_number(self.links.held, entry.slug),
            has_margin=self.has_margin,
        )
        fragment = Fragment(
            kind=self.catalogue.kind_of(entry).book,
            anchor=self.links.anchor(entry),
            content=content,
            look=view.look,
            running=view.title,
            source=entry.file,
        )
        return fragment, [references]

    def _alone(self, entry: Entry[Front]) -> MadeFragment:
        """Return the fragment of an entry on pages of its own: a page, or a spread."""
        kind = self.catalogue.kind_of(entry)
        address = addresses.online(self.catalogue, entry)
        view, references = self._render(entry)
        view = replace(view, spell=addresses.breakable)
        counted, others = letters(entry, kind), PICTURE * len(entry.pictures)
        others += FACT * (len(view.facts) + bool(view.contact))
        is_spread = route_height(counted, SIZE, WIDTH) > PAGE - others
        content = Spread(
            entry=view,
            is_spread=is_spread,
            url=address,
            address=addresses.short_address(address),
            code=addresses.code(address) if address else "",
            map=head_map(self.catalogue, entry, (self.trim[0], HEAD * self.trim[1])),
        )
        fragment = Fragment(
            kind=kind.book,
            anchor=self.links.anchor(entry),
            content=content,
            opens="verso" if is_spread else "any",
            look=replace(view.look, number=None),
            running=entry.front.title,
            source=entry.file,
        )
        return fragment, [references]
