"""Colours as editors and stylesheets write them."""

from __future__ import annotations

import pytest

from citybook.colours import contrast, luminance, parse_hex, parse_shares, set_off, tint


def test_a_colour_is_read_as_numbers_and_as_shares() -> None:
    assert parse_hex("#ff8000") == parse_hex("#FF8000") == (255, 128, 0)
    assert parse_shares("#ff3300") == (1.0, 0.2, 0.0)


def test_a_tint_is_a_share_of_the_colour_on_white() -> None:
    assert tint("#ff0000", 0.5) == "#ff8080"
    assert (tint("#123456", 1), tint("#123456", 0)) == ("#123456", "#ffffff")


def test_luminance_and_contrast_are_those_of_wcag() -> None:
    assert luminance((1, 1, 1)) == pytest.approx(1)
    assert luminance((0.02, 0.02, 0.02)) == pytest.approx(0.02 / 12.92)
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#ffffff") == pytest.approx(1)
    assert contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)


def test_land_is_darker_than_its_ground_and_lighter_where_the_ground_is_nearly_black() -> None:
    for ground in ("#26418f", "#b8480c", "#4d5b14"):
        assert luminance(parse_shares(set_off(ground))) < luminance(parse_shares(ground))
    assert set_off("#1d1d1b") == "#4a4a49"
