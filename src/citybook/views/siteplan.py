"""What the pages of a site are made with goes in; every page of it comes out as a plan, made only
if it has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from citybook.views import addresses
from citybook.views.datapages import DataPages
from citybook.views.entrypages import EntryPages
from citybook.views.findpages import FindPages
from citybook.views.found import Findable
from citybook.views.frame import Page, PagePlan
from citybook.views.glossarypages import GlossaryPages
from citybook.views.listpages import ListPages
from citybook.views.overviews import Overviews
from citybook.views.picture_credits import PictureCredits
from citybook.views.placepages import PlacePages
from citybook.views.redirects import RedirectPages
from citybook.views.site import Site


@dataclass(frozen=True)
class MissingPage:
    """The page for missing ones: the style that it brings along."""

    style: Markup


def plan_site(site: Site, findable: Findable, style: str = "") -> Iterator[PagePlan]:
    """Yield every page of the site, those at old addresses and the one for missing pages too, which
    brings its `style` along."""
    everything = (
        ListPages,
        GlossaryPages,
        Overviews,
        PlacePages,
        EntryPages,
        partial(FindPages, findable=findable),
        PictureCredits,
        DataPages,
        RedirectPages,
    )
    for pages in everything:
        yield from pages(site).plans()
    missing = addresses.NOT_FOUND
    yield site.plan(
        missing,
        lambda: Page("404", site.frames.frame_anywhere(missing), MissingPage(Markup(style))),
        style.encode(),
        is_listed=False,
    )
