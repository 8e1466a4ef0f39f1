"""What entries of several kinds hold: figures worth showing large, sources, offices and grants."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, model_validator

from citybook.models.fields import Address, Currency, Email, Model, Telephone, Text
from citybook.models.mail import to_mailbox
from citybook.models.telephone import to_e164
from citybook.models.written import Amount, Day


class Figure(Model):
    """A number and what it tells. `value` is printed as it is written; with `counts`, it is
    compared with what there is of that (`content/counts.py`)."""

    value: Text
    label: Text
    counts: Text | None = None


class Source(Model):
    """Where facts come from, or a work that the text cites: its title, and its public address.
    `archived` is where an archive keeps a copy, and `dead` since when it alone is left."""

    title: Text
    url: Address | None = None
    archived: Address | None = None
    dead: Day | None = None

    @model_validator(mode="after")
    def _has_what_is_left(self) -> Source:
        if self.archived and not self.url:
            raise ValueError(
                "`url` beside `archived`: what the copy is of", "add it, or call `archived` url"
            )
        if self.dead and not self.archived:
            raise ValueError(
                "`archived` beside `dead`: where a copy is",
                "look for one at https://web.archive.org, or take `url` and `dead` out",
            )
        return self

    @property
    def current(self) -> str:
        """The address that leads somewhere: the original's or, since that is dead, the copy's;
        empty where there is none."""
        return (self.archived if self.dead else self.url) or ""


class Office(Model):
    """Who answers for an entry: an office, never a person. `consent` tells who agreed to `email`
    and `telephone`, and when; it is never published."""

    name: Text
    organisation: Text | None = None
    url: Address | None = None
    email: Email | None = None
    telephone: Telephone | None = None
    consent: Text | None = None

    @model_validator(mode="after")
    def _has_consent(self) -> Office:
        if (self.email or self.telephone) and not re.search(r"\b20\d\d\b", self.consent or ""):
            raise ValueError(
                "`consent` beside `email` and `telephone`: who agreed that they are published, "
                "and when",
                "add, for example, consent: head of the office, 2026-03-02; or take them out",
            )
        return self

    @property
    def mailbox(self) -> str:
        """The e-mail address as RFC 6068 has it behind `mailto:`; empty without one."""
        return to_mailbox(self.email) if self.email else ""

    @property
    def call(self) -> str:
        """The telephone number as RFC 3966 has it behind `tel:`; empty without one."""
        return to_e164(self.telephone) if self.telephone else ""


class Grant(Model):
    """Money; `amount` in whole or decimal units of `currency` (ISO 4217)."""

    amount: Annotated[Amount, Field(gt=0)]
    currency: Currency
    funder: Text
