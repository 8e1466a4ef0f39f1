"""The publication of the Harbour Cities for Clean Air: content/ alone; all else is Citybook's."""

from citybook.dodo import *  # noqa: F403
