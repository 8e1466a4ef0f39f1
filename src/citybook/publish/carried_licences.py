"""The packages whose work the site carries go in; the licences that it passes on come out."""

from __future__ import annotations

from importlib import metadata

from citybook.typeface import DEFAULT, SECOND, Typeface

ICONS, ITSELF = "lucide", "citybook"
CARRIED = (
    ("The icons of Lucide, drawn in pages", ICONS),
    ("Layouts, style sheet and script of Citybook, in all pages and in assets/", ITSELF),
)


def collect_licences(typeface: Typeface = DEFAULT) -> str:
    """The licences that ask to be passed on with what the site carries, word for word. Raises
    FileNotFoundError."""
    fonts = [
        (f"The font {one.family}, in assets/fonts/", _of_font(one)) for one in (typeface, SECOND)
    ]
    texts = [*fonts, *((title, _text(name)) for title, name in CARRIED)]
    parts = [f"{title}\n{'=' * len(title)}\n\n{text}" for title, text in texts]
    return (
        "\n\n\n".join(["What this site carries of others, and under which licences", *parts]) + "\n"
    )


def _of_font(typeface: Typeface) -> str:
    if typeface.package:
        return _text(typeface.package)
    name = typeface.licence_file
    text = typeface.source(name).read_text(encoding="utf-8").strip() if name else ""
    return "\n\n".join(filter(None, (typeface.licence, text)))


def _text(name: str) -> str:
    found = metadata.distribution(name)
    text = found.read_text("licenses/LICENSE") or found.read_text("LICENSE")
    if not text:
        raise FileNotFoundError(f"{name} {found.version} came without the text of its licence")
    return text.strip()
