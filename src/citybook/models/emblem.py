"""Whether the European Union funds or co-funds, and a language, go in; the statement that stands
beside its emblem comes out.

The statements are those of the Commission's visual elements, word for word. One that could not be
found in publications of others is left out. Where a line must end, it has a line feed.
"""

from __future__ import annotations

from typing import Literal

Emblem = Literal["EU co-funded", "EU funded"]
STATEMENTS: dict[Emblem, dict[str, str]] = {
    "EU co-funded": {
        "bg": "Съфинансирано от Европейския съюз",
        "cs": "Spolufinancováno Evropskou unií",
        "da": "Medfinansieret af\nDen Europæiske Union",
        "de": "Kofinanziert von der Europäischen Union",
        "el": "Με τη συγχρηματοδότηση της Ευρωπαϊκής Ένωσης",
        "en": "Co-funded by\nthe European Union",
        "es": "Cofinanciado por la Unión Europea",
        "et": "Kaasrahastanud Euroopa Liit",
        "fi": "Euroopan unionin osarahoittama",
        "fr": "Cofinancé par l’Union européenne",
        "hr": "Sufinancira Europska unija",
        "hu": "Az Európai Unió társfinanszírozásával",
        "it": "Cofinanziato dall’Unione europea",
        "lt": "Bendrai finansuoja Europos Sąjunga",
        "lv": "Līdzfinansē Eiropas Savienība",
        "nl": "Medegefinancierd door\nde Europese Unie",
        "pl": "Współfinansowane przez Unię Europejską",
        "pt": "Cofinanciado pela União Europeia",
        "ro": "Cofinanțat de Uniunea Europeană",
        "sk": "Spolufinancovaný Európskou úniou",
        "sl": "Sofinancira Evropska unija",
        "sv": "Medfinansieras av Europeiska unionen",
    },
    "EU funded": {
        "bg": "Финансирано от Европейския съюз",
        "cs": "Financováno Evropskou unií",
        "da": "Finansieret af\nDen Europæiske Union",
        "de": "Finanziert von der Europäischen Union",
        "el": "Με τη χρηματοδότηση της Ευρωπαϊκής Ένωσης",
        "en": "Funded by\nthe European Union",
        "es": "Financiado por la Unión Europea",
        "fi": "Euroopan unionin rahoittama",
        "fr": "Financé par l’Union européenne",
        "hr": "Financira Europska unija",
        "hu": "Az Európai Unió finanszírozásával",
        "it": "Finanziato dall’Unione europea",
        "lt": "Finansuoja Europos Sąjunga",
        "lv": "Finansē Eiropas Savienība",
        "mt": "Iffinanzjat mill-Unjoni Ewropea",
        "nl": "Gefinancierd door\nde Europese Unie",
        "pl": "Sfinansowane przez Unię Europejską",
        "pt": "Financiado pela União Europeia",
        "ro": "Finanțat de Uniunea Europeană",
        "sk": "Financované Európskou úniou",
        "sl": "Financira Evropska unija",
        "sv": "Finansieras av Europeiska unionen",
    },
}


def has_statement(emblem: Emblem, language: str) -> bool:
    """Tell whether the statement is known in a language."""
    return language in STATEMENTS[emblem]


def statement(emblem: Emblem, language: str) -> tuple[str, str]:
    """Return the statement and its language: English where it is not known in the wanted one."""
    known = language if has_statement(emblem, language) else "en"
    return STATEMENTS[emblem][known], known
