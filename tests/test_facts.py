"""Fields of an entry go in as values; it comes out as readers of a language write it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from citybook.views.facts import money


@pytest.mark.parametrize(
    ("language", "amount", "currency", "shown"),
    [
        ("en", "50000", "EUR", "€50,000"),
        ("en", "1234567.5", "EUR", "€1,234,567.50"),
        ("en", "1200", "JPY", "¥1,200"),
        ("hr", "50000", "EUR", "50.000\u00a0€"),
        ("sv", "1234567.25", "SEK", "1\u00a0234\u00a0567,25\u00a0kr"),
        ("hi", "1234567", "INR", "₹12,34,567"),
    ],
)
def test_an_amount_is_grouped_as_its_language_does_with_decimals_only_where_there_are_any(
    language: str, amount: str, currency: str, shown: str
) -> None:
    assert money(language, Decimal(amount), currency) == shown
