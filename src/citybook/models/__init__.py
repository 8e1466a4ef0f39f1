"""The shape of everything an editor writes: plain values go in, checked models come out."""

from citybook.models.about import About, Partners, Region
from citybook.models.common import Figure, Grant, Office, Source
from citybook.models.edition import PANELS, TRIMS, Choice, Cover, Edition, Imprint, Panel
from citybook.models.guide import Guide
from citybook.models.logo import Logo, Organisation, logos_in
from citybook.models.pictures import Description, Picture
from citybook.models.publication import Funder, Publication, Publisher
from citybook.models.vocabulary import Community, GuideElsewhere, Partner, Place, Theme

__all__ = [
    "PANELS",
    "TRIMS",
    "About",
    "Choice",
    "Community",
    "Cover",
    "Description",
    "Edition",
    "Figure",
    "Funder",
    "Grant",
    "Guide",
    "GuideElsewhere",
    "Imprint",
    "Logo",
    "Office",
    "Organisation",
    "Panel",
    "Partner",
    "Partners",
    "Picture",
    "Place",
    "Publication",
    "Publisher",
    "Region",
    "Source",
    "Theme",
    "logos_in",
]
