"""What a site has goes in; the frame of each page comes out: its head, and the ways and logos at
its foot, which are the same for all pages and are found once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from urllib.parse import quote

from babel import Locale
from babel.core import get_global

from citybook.catalogue import Catalogue
from citybook.emblem import draw_emblem
from citybook.kinds.wording import N_, choose_wording
from citybook.models.emblem import statement
from citybook.models.languages import direction
from citybook.views import addresses
from citybook.views.frame import DownloadGroup, Foot, FootColumn, FootLine, Frame, LanguageLink
from citybook.views.logos import LogoShelf, Strip
from citybook.views.sitelogo import site_logo

NavigationLink = tuple[str, str]
# So many lines stand at the foot of each page; the home page has all.
MOST_LINES = 8


@dataclass
class SiteFrame:
    """What the frame of each page is made with: `groups` are the downloads that there are, `assets`
    the places of what pages load, and `translate` says a phrase in the publication's language."""

    catalogue: Catalogue
    groups: Sequence[DownloadGroup]
    assets: Mapping[str, str]
    translate: Callable[[str], str]
    has_downloads: bool
    has_feed: bool = False

    def frame(self, path: str, title: str, description: str) -> Frame:
        """Return the frame of a page; `title` is empty where the layout itself has the words."""
        publication = self.catalogue.publication
        return Frame(
            path=path,
            title=title,
            description=description or publication.summary,
            canonical=addresses.absolute(self.catalogue, path),
            root="../" * path.count("/"),
            assets=self.assets,
            lang=publication.language,
            direction=publication.direction,
            publication=publication,
            places=addresses.places(self.catalogue),
            sections=self.sections,
            has_lessons=bool(self.catalogue.learnings),
            logo=site_logo(self.catalogue),
            logos=self.logos,
            foot=self.foot,
            languages=self.languages,
            has_feed=self.has_feed,
            locale=_locale(publication.language),
        )

    def frame_anywhere(self, path: str) -> Frame:
        """Return the frame of a page that is shown under any address, its emblem carried along."""
        funder = self.catalogue.publication.funder
        emblem = self.logos.funder if funder and funder.emblem else None
        if emblem and funder and funder.emblem:
            words, _ = statement(funder.emblem, self.catalogue.publication.language)
            data = quote(draw_emblem(words, "colour")[0], safe="=:/,;'()")
            emblem = replace(emblem, src=f"data:image/svg+xml,{data}")
        logos = Strip(funder=emblem)
        frame = self.frame(path, "", "")
        return replace(frame, is_anywhere=True, root="", logo=None, logos=logos)

    @cached_property
    def sections(self) -> tuple[NavigationLink, ...]:
        """The parts of the site that have something to show: title and path."""
        catalogue, _, found = self.catalogue, self.translate, []
        language = catalogue.publication.language
        if catalogue.named_places:
            found.append((self.places_title, addresses.places(catalogue)))
        found += [
            (_(choose_wording(kind.words.title, language)), addresses.overview(kind))
            for kind in catalogue.kinds.listed
            if catalogue.of(kind)
        ]
        if catalogue.guides:
            found.append((_("How-to guides"), addresses.GUIDES))
        if self.has_downloads:
            found.append((_("Downloads"), addresses.DOWNLOADS))
        return (*found, (_("About"), addresses.ABOUT))

    @property
    def places_title(self) -> str:
        """The title of the page with the map and all places."""
        kind, language = self.catalogue.kinds.of_places, self.catalogue.publication.language
        title = choose_wording(kind.words.title, language) if kind else N_("Cities")
        return self.translate(title)

    @cached_property
    def has_pictures(self) -> bool:
        """Whether any page shows a picture of an entry."""
        of_entries = any(entry.pictures for entry in self.catalogue.entries)
        return of_entries or bool(self.catalogue.about.pictures)

    @cached_property
    def logos(self) -> Strip:
        """The logos at the foot of every page; names where there are none."""
        shelf = LogoShelf(self.catalogue, addresses.ASSETS)
        return shelf.strip(self.catalogue.publication, has_names_alone=True)

    @cached_property
    def languages(self) -> tuple[LanguageLink, ...]:
        """The languages that the publication can be read in, its own first; none where there is
        one only."""
        publication = self.catalogue.publication
        elsewhere = publication.translations.items()
        everywhere = ((publication.language, ""), *elsewhere) if elsewhere else ()
        return tuple(_language(code, href) for code, href in everywhere)

    @cached_property
    def foot(self) -> Foot:
        """The ways at the foot of every page. A column without ways is left out."""
        _ = self.translate
        lines = tuple(
            FootLine(one.number, one.name, one.colour, addresses.community(slug))
            for slug, one in islice(self.catalogue.communities.items(), MOST_LINES)
        )
        more = len(self.catalogue.communities) - len(lines)
        columns = (
            (_("Find"), tuple(self._find())),
            (_("Take away"), tuple(self._take_away())),
            (_("About"), tuple(self._about())),
        )
        return Foot(lines, more, tuple(FootColumn(title, ways) for title, ways in columns if ways))

    def _find(self) -> Iterator[NavigationLink]:
        _, catalogue = self.translate, self.catalogue
        yield _("Search"), addresses.SEARCH
        if catalogue.named_places:
            yield self.places_title, addresses.places(catalogue)
        if catalogue.learnings:
            yield _("Who learnt from whom"), addresses.NETWORK
        yield _("All from A to Z"), addresses.A_TO_Z
        if (terms := catalogue.kinds.terms) and catalogue.terms:
            title = choose_wording(terms.words.title, catalogue.publication.language)
            yield _(title), addresses.overview(terms)

    def _take_away(self) -> Iterator[NavigationLink]:
        # The copy to read offline holds all pages but offers no copy of itself.
        for group in self.groups:
            if group.beside or group.downloads[0].format == "ZIP":
                continue
            yield self.translate(group.heading), f"{addresses.DOWNLOADS}#{group.anchor}"
        if self.has_feed:
            yield self.translate("Feed of what is new"), addresses.FEED

    def _about(self) -> Iterator[NavigationLink]:
        _ = self.translate
        about = self.catalogue.about
        yield _("The project"), addresses.ABOUT
        anchors = {head.title: head.anchor for head in about.heads}
        for title in about.front.foot:
            yield title, f"{addresses.ABOUT}#{anchors[title]}"
        if self.has_pictures:
            yield _("Picture credits"), addresses.PICTURES


def _locale(code: str) -> str:
    """Return a language with the country that it is written in as Open Graph has it, `hr_HR`;
    nothing where no country is likely (CLDR, likely subtags). English is that of Europe."""
    parts = str(get_global("likely_subtags").get(code, "")).split("_")
    country = "GB" if code == "en" else parts[-1]
    return f"{code}_{country}" if len(parts) > 1 and len(country) == 2 else ""


def _language(code: str, href: str) -> LanguageLink:
    locale = Locale.parse(code)
    name = str(locale.get_display_name(locale) or code)
    return LanguageLink(code, name[:1].upper() + name[1:], direction(code), href)
