"""The colours of a publication's own go in; those of everything that its layouts draw come out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from citybook.colours import contrast, find_darker, shade, tint
from citybook.models.fields import LEAST_CONTRAST, WHITE, AnyColour, Colour, Model
from citybook.models.written import Number

# A share of cyan, magenta, yellow or black, in per cent.
Ink = Annotated[Number, Field(ge=0, le=100)]
FourInks = tuple[Ink, Ink, Ink, Ink]

# What stands in styles/tokens/colour.css: it is drawn where a publication has no colours.
DEFAULTS = {
    "brand": "#1a1d26",
    "ink": "#1a1d26",
    "muted": "#565c6b",
    "rule": "#d5d9e3",
    "ground": "#f7f4ee",
    "sea": "#e9eef4",
    "coast": "#b9c3d0",
}
# What a print shop prints text and hairlines in, in per cent: black alone.
BLACK_INKS: dict[str, tuple[float, float, float, float]] = {
    "ink": (0, 0, 0, 100),
    "muted": (0, 0, 0, 75),
    "rule": (0, 0, 0, 18),
}
DEFAULT_GROUND_INKS = (2.0, 3.0, 7.0, 0.0)
# How much of the brand colour is in a quiet ground and in a text that are not given.
GROUND, INK = 0.06, 0.3
# How much of the ink is in secondary text at least, in hairlines, in the coast and the sea.
MUTED, RULE, COAST, SEA = 0.72, 0.18, 0.3, 0.09
# How much of a look's colour is in the quiet ground of an entry that stands on no line.
QUIET = 0.06


class PrintedColour(Model):
    """A colour with the four inks, in per cent, that a print shop prints it in."""

    screen: Colour
    ink: FourInks


class PrintedGround(Model):
    """A ground for text, with the four inks that a print shop prints it in, in per cent."""

    screen: AnyColour
    ink: FourInks


# Tags of this form are not told as places in a file: content/checking.py.
_ONE_OR_PRINTED = Discriminator(
    lambda value: "printed[one]" if isinstance(value, dict) else "screen[one]"
)
BrandColour = Annotated[
    Annotated[Colour, Tag("screen[one]")] | Annotated[PrintedColour, Tag("printed[one]")],
    _ONE_OR_PRINTED,
]
GroundColour = Annotated[
    Annotated[AnyColour, Tag("screen[one]")] | Annotated[PrintedGround, Tag("printed[one]")],
    _ONE_OR_PRINTED,
]


class Colours(Model):
    """The colours of a publication. `brand` is that of grounds, buttons and of entries that stand
    on no line, `ink` that of text, `ground` that of quiet areas. What is not given is derived from
    what is."""

    brand: BrandColour | None = None
    ink: BrandColour | None = None
    ground: GroundColour | None = None

    @cached_property
    def all(self) -> dict[str, str]:
        """All colours, `#rrggbb` by the names of DEFAULTS."""
        given = {
            name: screen_of(value)
            for name in Colours.model_fields
            if (value := getattr(self, name)) is not None
        }
        if not given:
            return DEFAULTS
        brand = given.get("brand") or given.get("ink") or DEFAULTS["brand"]
        ink = given.get("ink") or (shade(brand, INK) if "brand" in given else DEFAULTS["ink"])
        ground = given.get("ground") or tint(brand, GROUND)
        return {"brand": brand, "ink": ink, "ground": ground, **_derive(ink, ground)}

    @property
    def css(self) -> str:
        """The custom properties that differ from those of styles/tokens/colour.css; empty without
        any."""
        own = {name: value for name, value in self.all.items() if value != DEFAULTS[name]}
        if "brand" in own:
            own["tint"] = tint(own["brand"], QUIET)
        listed = "; ".join(f"--{name}: {value}" for name, value in own.items())
        return f":root {{ {listed} }}" if listed else ""

    @property
    def inks(self) -> dict[str, tuple[float, ...]]:
        """The inks, in per cent, of each colour that is not printed as the profile converts it."""
        found: dict[str, tuple[float, ...]] = {DEFAULTS["ground"]: DEFAULT_GROUND_INKS}
        found |= {self.all[name]: inks for name, inks in BLACK_INKS.items()}
        for given in (self.brand, self.ink, self.ground):
            if isinstance(given, (PrintedColour, PrintedGround)):
                found[given.screen] = given.ink
        return found

    def with_brand(self, brand: Any) -> Colours:
        """Return them with another brand colour, and all else as it is."""
        ink, ground = self.ink or self.all["ink"], self.ground or self.all["ground"]
        return Colours.model_construct(brand=brand, ink=ink, ground=ground)


def screen_of(value: Any) -> str:
    """Return how a colour is shown on screens, with or without inks beside it."""
    return value if isinstance(value, str) else str(value.screen)


def _derive(ink: str, ground: str) -> Mapping[str, str]:
    if ink == DEFAULTS["ink"]:
        return {name: DEFAULTS[name] for name in ("muted", "rule", "sea", "coast")}
    light = ground if contrast(ink, ground) < contrast(ink, WHITE) else WHITE
    return {
        "muted": find_darker(tint(ink, MUTED), light, LEAST_CONTRAST),
        "rule": tint(ink, RULE),
        "sea": tint(ink, SEA),
        "coast": tint(ink, COAST),
    }
