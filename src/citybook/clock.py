"""The environment goes in; what day it is comes out. What is built never asks, so that it is
the same bytes on any day; only what is said, and what is recorded of a printing, do."""

from __future__ import annotations

import datetime
import os


def today() -> datetime.date:
    """Return this day, or that of SOURCE_DATE_EPOCH (reproducible-builds.org)."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.date.today()
