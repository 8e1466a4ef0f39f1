"""The about page: a title, a summary and free sections."""

from __future__ import annotations

from citybook.models.fields import Model, Text


class About(Model):
    """The front matter of content/about.md."""

    title: Text
    summary: Text
