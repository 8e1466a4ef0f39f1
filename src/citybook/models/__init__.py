"""The shape of everything an editor writes: plain values go in, checked models come out."""

from citybook.models.about import About, Partners, Region
from citybook.models.card import CARD_SECTIONS, LEARNING_SECTIONS, REQUIRED_SECTIONS, Card, Grant
from citybook.models.common import Figure, Office, Picture, Source
from citybook.models.edition import PANELS, TRIMS, Choice, Cover, Edition, Imprint, Panel, Where
from citybook.models.guide import Chapter, Guide, Term
from citybook.models.practice import PRACTICE_SECTIONS, Practice
from citybook.models.profile import Profile
from citybook.models.publication import Funder, Publication, Publisher
from citybook.models.vocabulary import Community, GuideElsewhere, Partner, Place, Theme

__all__ = [
    "CARD_SECTIONS",
    "LEARNING_SECTIONS",
    "PANELS",
    "PRACTICE_SECTIONS",
    "REQUIRED_SECTIONS",
    "TRIMS",
    "About",
    "Card",
    "Chapter",
    "Choice",
    "Community",
    "Cover",
    "Edition",
    "Figure",
    "Funder",
    "Grant",
    "Guide",
    "GuideElsewhere",
    "Imprint",
    "Office",
    "Panel",
    "Partner",
    "Partners",
    "Picture",
    "Place",
    "Practice",
    "Profile",
    "Publication",
    "Publisher",
    "Region",
    "Source",
    "Term",
    "Theme",
    "Where",
]
