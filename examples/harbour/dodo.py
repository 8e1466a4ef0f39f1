"""The publication of the River Towns: content/ and two overrides; all else is Citybook's."""

from citybook.dodo import *  # noqa: F403
