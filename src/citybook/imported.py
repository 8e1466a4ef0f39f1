"""All that a build imports, for a process from which builds are forked: ready.py."""

from __future__ import annotations

import doit.doit_cmd  # noqa: F401

import citybook.actions
import citybook.catalogue
import citybook.orphans
import citybook.press.office
import citybook.publish.licences
import citybook.publish.print
import citybook.publish.site
import citybook.tasks
import citybook.typeset.aloud
import citybook.typeset.book
import citybook.typesetting
from citybook.typeset import pango

if pango.is_here():
    import citybook.typeset.documents
    import citybook.typeset.fragments  # noqa: F401  # and with them WeasyPrint
