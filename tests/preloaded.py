"""Imported once by each process from which others are forked, for commands of doit or to read
files: what Citybook and its libraries import and read at first use, so that not each of them
does."""

from __future__ import annotations

import email.policy
import gc
from pathlib import Path

import babel.dates
import pyphen
from PIL import Image
from weasyprint.text.ffi import ffi

from citybook import clock, picture_warnings, reporter, review_warnings, workers
from citybook.catalogue import load
from citybook.project import Project

GOOD = Path(__file__).parent / "projects/good"
# The names of types that WeasyPrint makes first: for the first of them cffi reads a grammar of C.
TYPES = (
    *("PangoFcFontMap *", "FcChar8 **", "char[]", "PangoRectangle *", "PangoLogAttr[]"),
    *("unsigned int *", "hb_tag_t[100]", "char[4]"),
    *(f"hb_codepoint_t[{letters}]" for letters in range(4, 50)),  # as many as a small font has
)

assert all((babel.dates, clock, email.policy, picture_warnings, reporter, review_warnings))
pyphen.Pyphen(lang="en")
for name in TYPES:
    ffi.typeof(name)
Image.preinit()
# Read the small publication here, and not in children.
can_fork, workers.can_fork = workers.can_fork, lambda: False
load(Project(GOOD), keep=False)
workers.can_fork = can_fork
gc.freeze()
