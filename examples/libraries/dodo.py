"""The Lending Year of the Small Libraries: content/ alone; all else is Citybook's."""

from citybook.dodo import *  # noqa: F403
