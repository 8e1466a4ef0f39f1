"""The shape of everything an editor writes: plain values go in, checked models come out."""

from citybook.models.about import About
from citybook.models.card import CARD_SECTIONS, LEARNING_SECTIONS, REQUIRED_SECTIONS, Card, Grant, Picture, Source
from citybook.models.edition import TRIMS, Edition
from citybook.models.publication import Funder, Publication, Publisher
from citybook.models.vocabulary import Community, Guide, Partner, Place

__all__ = [
    "CARD_SECTIONS", "LEARNING_SECTIONS", "REQUIRED_SECTIONS", "TRIMS",
    "About", "Card", "Community", "Edition", "Funder", "Grant", "Guide", "Partner", "Picture", "Place",
    "Publication", "Publisher", "Source",
]
