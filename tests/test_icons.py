"""The name of an icon goes in; its drawing comes out."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from citybook.content import icons


def test_an_icon_is_its_shapes_in_one_line_without_the_svg_around_them() -> None:
    assert icons.shapes("circle") == '<circle cx="12" cy="12" r="10" />'


def test_every_icon_can_be_put_into_an_svg() -> None:
    assert len(icons.names()) > 1_500
    for name in icons.names():
        shapes = icons.shapes(name)
        assert "svg" not in shapes
        assert len(ElementTree.fromstring(f"<svg>{shapes}</svg>")) >= 1


def test_a_name_of_no_icon_is_told() -> None:
    with pytest.raises(KeyError):
        icons.shapes("no-such-icon")
