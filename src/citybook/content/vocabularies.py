"""The values of a vocabulary's file go in; its checked terms come out: places, communities, themes,
and the publication's own words for phrases of the layouts."""

from __future__ import annotations

from typing import Any

from babel.core import get_global

from citybook.content import names
from citybook.content.checking import check, mapping
from citybook.content.values import Located
from citybook.models import Community, Place, Theme
from citybook.models.languages import FOREIGN
from citybook.models.plain import plain_fault
from citybook.problems import Problem

PLACES, COMMUNITIES, THEMES = "places.yaml", "communities.yaml", "themes.yaml"
WORDS, IMAGES = "words.yaml", "images.yaml"
VOCABULARIES: dict[str, tuple[type[Any], str]] = {
    PLACES: (Place, "paris: {name: Paris, country: FR}"),
    COMMUNITIES: (Community, "strategies: …"),
    THEMES: (Theme, "education: {name: Education, summary: …}"),
}


def check_vocabulary(name: str, located: Located, problems: list[Problem]) -> dict[str, Any]:
    """Return the terms of the vocabulary in the file `name` that have no mistakes."""
    model, example = VOCABULARIES[name]
    file = f"content/{name}"
    found = {}
    slugs = mapping(located, file, example, problems)
    problems.extend(
        names.mistakes(
            names.AddressName(file, slug, file, "", "", *located.keys[(slug,)]) for slug in slugs
        )
    )
    for slug in slugs:
        made = check(located, model, file, problems, at=(slug,))
        if made is not None:
            found[slug] = made
            if isinstance(made, Place) and _is_swapped(made):
                latitude, longitude = made.coordinates or (0, 0)
                message = f"coordinates: {latitude}, {longitude} is far from {made.country}"
                hint = f"latitude comes first: write [{longitude}, {latitude}]"
                mark = located.mark((slug, "coordinates"))
                problems.append(Problem(file, *mark, message, hint, "warning"))
    return found


def _is_swapped(place: Place) -> bool:
    """Whether a place of a European country lies elsewhere, and in Europe with its latitude and
    longitude the other way round."""
    if place.coordinates is None or _is_in_europe(*place.coordinates):
        return False
    zones = get_global("territory_zones").get(place.country, ())
    is_european = any(zone.startswith("Europe/") for zone in zones)
    return is_european and _is_in_europe(*reversed(place.coordinates))


def _is_in_europe(latitude: float, longitude: float) -> bool:
    return 34 < latitude < 72 and -25 < longitude < 45


def _fault_in(words: str) -> tuple[str, str] | None:
    """Say what is no plain word: markup, or marks of another language."""
    if found := FOREIGN.search(words):
        return f"'{found.group()[:40]}' would be printed as it is typed", "write the words alone"
    fault = plain_fault(words)
    return fault[1:] if fault else None


def check_wording(located: Located, problems: list[Problem]) -> dict[str, str]:
    """Return the publication's own words for phrases of the layouts."""
    file = f"content/{WORDS}"
    found = {}
    for phrase, own in mapping(located, file, '"Journey sheets": Port sheets', problems).items():
        mark = located.mark((phrase,))
        if not isinstance(own, str) or not own.strip():
            problems.append(Problem(file, *mark, f"no words for '{phrase}'", "write some text"))
        elif fault := _fault_in(own):
            message, hint = fault
            message = f"the words for '{phrase}': expected plain words: {message}"
            problems.append(Problem(file, *mark, message, hint))
        else:
            found[phrase] = own
    return found
