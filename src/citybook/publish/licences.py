"""The environment Citybook runs in goes in; the list of what it ran with comes out."""

from __future__ import annotations

import platform
from collections.abc import Collection, Iterator
from importlib import metadata

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name

from citybook.publish.carried_licences import ICONS, ITSELF
from citybook.typeface import DEFAULT, SECOND, Typeface
from citybook.typeset import pango

# What packages do not say of themselves, or not so that one could use it; each as its own licence
# files have it.
NAMED = {
    "lucide": "MIT; the icons ISC",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0; PDFium BSD-3-Clause",
    "pyphen": "MPL-1.1; each dictionary its own",  # MPL is one of three to choose from
    "uharfbuzz": "Apache-2.0; HarfBuzz MIT",  # its old form
}
TYPESETTER = "weasyprint"
LISTING = """\
What this publication holds, and what made it

The texts of the licences of fonts, icons and layouts are in site/licences.txt.


IN THE PUBLICATION

Texts and pictures
    {content}
    In everything. Whose a picture is, and a licence of its own, stands in the list of picture \
credits; the colour profile of a print shop, where an edition names one, is the publication's own.

{font}, the font
    {font_licence}
    In the site, assets/fonts/, and in every PDF.

{second}, the font of letters that {family} lacks
    {second_licence} (SIL Open Font License 1.1)
    In the site, assets/fonts/, and in PDFs with such letters.

Lucide icons, from lucide {icons}
    ISC
    In pages, PDFs and e-books that show icons.

Citybook {itself}, its layouts, style sheet and script
    {itself_licence}
    In the site; layouts and style sheet in e-books, too.

sRGB2014, the colour profile, from WeasyPrint {typesetter}
    Copyright International Color Consortium, 2015; free to embed and to pass on unchanged
    In every PDF in pdf/, and in the site's downloads.

The outline of Europe, from Natural Earth
    Public domain
    In the site's map.


NOT IN THE PUBLICATION: WHAT MADE IT

{rows}

Packages that are compiled bring further libraries along; their licences are in the \
packages' own folders.
"""


def listing(content: str, typeface: Typeface = DEFAULT) -> str:
    """What is in the publication and what made it, with versions and licences, for people;
    `content` is the licence of the texts. Raises PackageNotFoundError where Citybook runs without
    being installed."""
    version, name = metadata.version, typeface.family
    return LISTING.format(
        content=content,
        family=typeface.family,
        font=f"{typeface.family} {version(typeface.package)}" if typeface.package else name,
        font_licence=font_licence(typeface),
        second=f"{SECOND.family} {version(SECOND.package)}",
        second_licence=licence(SECOND.package),
        icons=version(ICONS),
        itself=version(ITSELF),
        itself_licence=licence(ITSELF),
        typesetter=version(TYPESETTER),
        rows=_rows(typeface),
    )


def _rows(typeface: Typeface) -> str:
    rows = [
        ("Python", platform.python_version(), "PSF-2.0"),
        (
            "Pango",
            pango.version() or "not on this machine",
            "LGPL-2.1-or-later, of the operating system",
        ),
    ]
    rows += [
        (name, metadata.version(name), licence(name))
        for name in closure(ITSELF)
        if name not in (ITSELF, DEFAULT.package, typeface.package, SECOND.package)
    ]
    return "\n".join(f"{name:<20} {version:<20} {found}" for name, version, found in rows)


def font_licence(typeface: Typeface) -> str:
    """The licence of a typeface in one line."""
    if not typeface.package:
        return typeface.licence
    found = licence(typeface.package)
    return f"{found} (SIL Open Font License 1.1)" if found.startswith("OFL-1.1") else found


def licence(name: str) -> str:
    """The licence of an installed package in one line: as NAMED has it, or as the package says
    (Core Metadata 2.4, License-Expression; before that License or classifiers)."""
    if name in NAMED:
        return NAMED[name]
    about = metadata.metadata(name)
    told = [
        *about.get_all("License-Expression", []),
        *about.get_all("License", []),
        "; ".join(
            one.split(" :: ")[-1]
            for one in about.get_all("Classifier", [])
            if one.startswith("License ::")
        ),
    ]
    return next((one for one in told if one), "not stated")


def closure(name: str, extras: Collection[str] = ()) -> list[str]:
    """List the normalised names (PEP 503) of a package and of all it needs here, as far as they are
    installed, sorted. Raises PackageNotFoundError if the package itself is not."""
    metadata.distribution(name)
    seen: set[tuple[str, str]] = set()
    waiting = [(canonicalize_name(name), extra) for extra in ("", *extras)]
    installed = set()
    while waiting:
        name, extra = waiting.pop()
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        try:
            waiting.extend(_requirements(name, extra))
        except metadata.PackageNotFoundError:  # a part of the installation was removed by hand
            continue
        installed.add(name)
    return sorted(installed)


def _requirements(name: str, extra: str) -> Iterator[tuple[NormalizedName, str]]:
    """Yield what a package requires on this system with one of its extras, '' for none, each with
    every extra it is required with (PEP 508)."""
    for requirement in map(Requirement, metadata.requires(name) or []):
        if not requirement.marker or requirement.marker.evaluate({"extra": extra}):
            for wanted in ("", *requirement.extras):
                yield canonicalize_name(requirement.name), wanted
