"""Imported once by the process from which commands of doit are forked: what Citybook and its
libraries import and read at first use, so that not every worker of every command does."""

from __future__ import annotations

import email.policy
import gc

import babel.dates
import pyphen
from weasyprint.text.ffi import ffi

# The names of types that WeasyPrint makes first: for the first of them cffi reads a grammar of C.
TYPES = ("PangoFcFontMap *", "FcChar8 **", "char[]", "PangoRectangle *", "PangoLogAttr[]")

assert email.policy
assert babel.dates
pyphen.Pyphen(lang="en")
for name in TYPES:
    ffi.typeof(name)
gc.freeze()
