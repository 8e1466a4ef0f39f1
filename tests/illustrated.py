"""The small publication with pictures in every kind of entry, in every form that a text can give
them."""

from __future__ import annotations

from tests.photographs import harbour, jpeg, portrait
from tests.publications import LEAFLET, Publication

PICTURES = {
    "harbour.jpg": (harbour, (1500, 940)),
    "pier.jpg": (harbour, (1200, 1200, 40)),
    "ferry boat (2).jpg": (harbour, (1500, 940, 20)),
    "wide.jpg": (harbour, (1800, 720, 60)),
    "skipper.jpg": (portrait, (1000, 1333)),
    "wave.jpg": (harbour, (1500, 560, 30)),
}
# What is said once: in one list, and of one in a file beside it.
LIST = """pier.jpg:
  credit: "Photo: Ana Kovač"
  licence: CC BY-SA 4.0
  alt: Three boats off the pier
"ferry boat (2).jpg":
  credit: "Photo: City of Brig"
  caption: The ferry that runs all night
wide.jpg: {credit: City of Alba}
skipper.jpg:
  credit: "Photo: Ana Kovač"
  focus: 50% 45%
  licence: with permission
  rights_until: 2099-12-31
wave.jpg: {credit: Drawing by the Citybook authors, alt: decorative}
"""
BESIDE = """
::: beside
![The skipper before a wall](skipper.jpg "“We leave on the hour.” The skipper")
At two in the morning the last dockers come off their shift, and at ten past two the ferry leaves.

Before the ferry ran, they **slept in the sheds** or walked eleven kilometres around the bay. The
harbour office counted them for a month: forty each night, sixty on Fridays.

- The ticket is that of the day.
- Bicycles travel free.
:::
"""
ONE = "![Evening at the harbour](harbour.jpg)"
SECTION = f"""
The quay was closed for forty years.

![Evening at the harbour, with three boats](harbour.jpg "The harbour, seen from the hill")

Two boats lie there now.

![](pier.jpg)
![The ferry at its berth](<ferry boat (2).jpg>)

Both are open to all.

::: wide
![The whole bay under an evening sky](wide.jpg "The bay, from the quay to the bridge")
:::

People meet at the water again.
{BESIDE}
![](wave.jpg "")

::: example A quay of wood
Piles of oak went in first.

![Three boats off the pier, from the south](pier.jpg)
:::

![The skipper again](skipper.jpg)
"""
EDITION = """kind: booklet
title: The illustrated harbour
subtitle: With pictures
trim: {trim}
foreword: |
  Look at this.

  ![The harbour in the evening](harbour.jpg "One picture in the foreword")

  And read on.
parts:
  - cover
  - foreword
  - contents
  - {{practices: all, profiles: all, title: Work}}
  - {{guide: quays}}
  - {{cards: all}}
  - picture-credits
imprint: {{publisher: publication, funder: publication}}
"""


def illustrate(small: Publication, *trims: str) -> Publication:
    """Put pictures into the small publication, and books of these papers."""
    for name, (draw, arguments) in PICTURES.items():
        small.write(f"images/{name}", jpeg(draw(*arguments)))  # type: ignore[operator]
    small.write("images.yaml", LIST)
    small.write("images/harbour.yaml", "credit: City of Alba\nlicence: CC BY 4.0\nfocus: top\n")
    small.replace(
        "practices/night-ferry.md", "figures:", "picture: {file: wide.jpg, alt: The bay}\nfigures:"
    )
    small.write("practices/night-ferry.md", small.read("practices/night-ferry.md") + SECTION)
    small.replace("profiles/dole.md", "figures:", "picture: pier.jpg\nfigures:")
    small.write("profiles/dole.md", small.read("profiles/dole.md") + SECTION)
    small.replace(
        "guides/quays/steps.md",
        "numbered: true",
        "numbered: true\npicture: {file: skipper.jpg, alt: The skipper}",
    )
    small.replace("guides/quays/steps.md", "Walk along it.", f"Walk along it.\n{SECTION}")
    small.write("about.md", f"{small.read('about.md')}\n{ONE}\n\n## Pictures\n{SECTION}")
    small.replace(
        "cities/alba.md", "was closed.", 'was closed.\n\n![The ferry](<ferry boat (2).jpg> "")'
    )
    for trim in trims:
        small.write(f"editions/illustrated-{trim.lower()}.yaml", EDITION.format(trim=trim))
    small.write("editions/folded.yaml", LEAFLET)
    return small
