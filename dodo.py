"""The publication in content/: all else is Citybook's, see src/citybook/dodo.py."""

from citybook.dodo import *  # noqa: F403
