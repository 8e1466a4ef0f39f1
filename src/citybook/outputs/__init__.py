"""What Citybook makes of a publication: `OURS` lists its outputs, in the order of `doit list`, each
declared in a module of its own.

A publication's dodo.py adds its own by `build.add(Output(…))`: output.py says what to declare.
"""

from __future__ import annotations

from citybook.outputs.covers import COVERS
from citybook.outputs.data import DATA
from citybook.outputs.dates import DATES
from citybook.outputs.editions import EDITIONS
from citybook.outputs.epub import EPUB
from citybook.outputs.fonts import FONTS
from citybook.outputs.hosting import HOSTING
from citybook.outputs.icons import ICONS
from citybook.outputs.licences import LICENCES
from citybook.outputs.office import PRESS
from citybook.outputs.offline import OFFLINE
from citybook.outputs.offprints import OFFPRINTS
from citybook.outputs.output import Downloads, Job, Output, made_by_default
from citybook.outputs.previews import PREVIEWS
from citybook.outputs.print_html import HTML
from citybook.outputs.schemas import SCHEMAS
from citybook.outputs.sheets import SHEETS
from citybook.outputs.shop import SHOP
from citybook.outputs.site import PAGES, SITE

OURS = (
    FONTS,
    ICONS,
    DATES,
    HTML,
    SHEETS,
    EDITIONS,
    EPUB,
    OFFPRINTS,
    COVERS,
    PREVIEWS,
    PRESS,
    SHOP,
    DATA,
    OFFLINE,
    SITE,
    PAGES,
    HOSTING,
    LICENCES,
    SCHEMAS,
)

__all__ = ["OURS", "Downloads", "Job", "Output", "made_by_default"]
