"""The phrases of layouts, views, outputs and kinds go in; a gettext catalogue of a language comes
out, with the translations that it already had.

`python scripts/catalogue.py de` makes or updates locale/de.po.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from citybook.content.declarations import own_kinds
from citybook.project import Project
from citybook.publish.phrase_sources import Phrase, all_phrases

ROOT = Path(__file__).resolve().parents[1]


def template(phrases: list[Phrase], language: str) -> Catalog:
    """Collect phrases, without translations. Raises babel.UnknownLocaleError."""
    name = Locale(language).get_display_name("en")
    catalogue = Catalog(
        locale=language,
        header_comment=f"# What Citybook says on readers' pages, in {name}.",
        project="Citybook",
        version="",
        charset="utf-8",
        fuzzy=False,
    )
    for phrase in phrases:
        id = (phrase.text, phrase.plural) if phrase.plural else phrase.text
        catalogue.add(id, locations=[(phrase.file, phrase.line)])
    return catalogue


def update(path: Path, phrases: list[Phrase]) -> None:
    """Write the catalogue of the language that a file is called after; what it translates stays.
    Raises babel.UnknownLocaleError."""
    fresh = template(phrases, path.stem)
    if path.exists():
        with open(path, "rb") as file:
            kept = read_po(file, locale=path.stem)
        # What resembles an old phrase is no translation: it stays empty until someone fills it.
        kept.update(fresh, no_fuzzy_matching=True, update_creation_date=False)
        fresh = kept
    path.parent.mkdir(exist_ok=True)
    with open(path, "wb") as file:
        write_po(file, fresh, width=100, sort_output=True, include_lineno=False)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/catalogue.py <language>, such as de")
    try:
        update(ROOT / f"locale/{sys.argv[1]}.po", all_phrases(Project(ROOT), own_kinds()))
    except (UnknownLocaleError, ValueError):
        sys.exit(f"'{sys.argv[1]}' is no language that Babel knows")
