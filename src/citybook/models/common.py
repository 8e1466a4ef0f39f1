"""What entries of several kinds hold: figures worth showing large, sources, notes and offices."""

from __future__ import annotations

from typing import Literal

from citybook.models.fields import Address, Model, Text

# What a figure or a number in the text may say it counts; `catalogue.Catalogue.counts` counts it.
Count = Literal["cards", "practices", "profiles", "terms", "communities", "city-partners", "regional-partners", "partners"]


class Figure(Model):
    """A number and what it tells. `value` is printed as it is written; with `counts`, it is checked against the catalogue."""

    value: Text
    label: Text
    counts: Count | None = None


class Source(Model):
    """Where facts come from, or a work that the text cites: its title, and its public address."""

    title: Text
    url: Address | None = None


class Office(Model):
    """Who answers for an entry: an office, never a person."""

    name: Text
    organisation: Text | None = None
    url: Address | None = None


class Picture(Model):
    """A picture in content/images/, with what it shows in words."""

    file: Text
    alt: Text
    credit: Text
