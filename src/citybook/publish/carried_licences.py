"""The packages whose work the site carries go in; the licences that it passes on come out."""

from __future__ import annotations

from importlib import metadata

from citybook.typeface import IDENTITY, SECOND

ICONS, ITSELF = "lucide", "citybook"
CARRIED = (
    (f"The font {IDENTITY.family}, in assets/fonts/", IDENTITY.package),
    (f"The font {SECOND.family}, in assets/fonts/", SECOND.package),
    ("The icons of Lucide, drawn in pages", ICONS),
    ("Layouts, style sheet and script of Citybook, in all pages and in assets/", ITSELF),
)


def carried() -> str:
    """The licences that ask to be passed on with what the site carries, word for word. Raises
    FileNotFoundError."""
    parts = [f"{title}\n{'=' * len(title)}\n\n{_text(name)}" for title, name in CARRIED]
    return (
        "\n\n\n".join(["What this site carries of others, and under which licences", *parts]) + "\n"
    )


def _text(name: str) -> str:
    found = metadata.distribution(name)
    text = found.read_text("licenses/LICENSE") or found.read_text("LICENSE")
    if not text:
        raise FileNotFoundError(f"{name} {found.version} came without the text of its licence")
    return text.strip()
