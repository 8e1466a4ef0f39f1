"""The code of a country, a currency or a language goes in; the code that was meant comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from babel import Locale, localedata
from babel.core import get_global

# What CLDR names beside the countries of ISO 3166: unions, tests, islands that only the post knows.
# XK, which is Kosovo's in the EU and in CLDR, is taken.
NO_COUNTRIES = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)
# Of no use for money: a currency that is unknown, and one to test with.
NO_CURRENCIES = frozenset(("XTS", "XXX"))
# The codes of the EU's own style guide that ISO has not; CLDR knows UK.
OF_THE_EU = {"EL": "GR"}


@lru_cache(maxsize=512)
def is_country(code: str) -> bool:
    """Whether a code is that of a country (ISO 3166-1, two capital letters)."""
    return len(code) == 2 and code in Locale("en").territories and code not in NO_COUNTRIES


def is_currency(code: str) -> bool:
    """Whether a code is that of a currency (ISO 4217)."""
    return code in Locale("en").currencies and code not in NO_CURRENCIES


def is_language(code: str) -> bool:
    """Whether a code is that of a language that can be written here (ISO 639, small letters)."""
    return code.islower() and code in Locale("en").languages and localedata.exists(code)


def country_hint(text: str) -> str:
    """Say which country was most likely meant; empty if that is not known."""
    code = text.strip().upper()
    aliases = get_global("territory_aliases").get(code, [])
    other = OF_THE_EU.get(code) or (aliases[0] if len(aliases) == 1 else "")
    return _hint((code, other), text, Locale("en").territories, is_country)


def currency_hint(text: str) -> str:
    """Say which currency was most likely meant; empty if that is not known."""
    signs = (code for code, sign in Locale("en").currency_symbols.items() if sign == text.strip())
    return _hint(
        (text.strip().upper(), next(signs, "")), text, Locale("en").currencies, is_currency
    )


def language_hint(text: str) -> str:
    """Say which language was most likely meant; empty if that is not known."""
    code = text.strip().lower().partition("-")[0]
    other = get_global("language_aliases").get(code, "")
    return _hint((code, other), text, Locale("en").languages, is_language)


def _hint(
    codes: Iterable[str], text: str, names: Mapping[str, str], is_code: Callable[[str], bool]
) -> str:
    """Say the first of some codes that is one, or the one whose English name a text is."""
    named = (code for code, name in names.items() if name.casefold() == text.strip().casefold())
    code = next((one for one in (*codes, *named) if is_code(one)), "")
    return f"write {code} for {names[code]}" if code else ""
