"""The name of an icon goes in; its drawing comes out."""

from __future__ import annotations

import multiprocessing
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


def test_processes_that_read_icons_at_once_do_not_disturb_each_other() -> None:
    names = sorted(icons.names())[:400]
    icons.shapes.cache_clear()
    with multiprocessing.get_context("fork").Pool(4) as pool:
        drawn = pool.map(icons.shapes, names, chunksize=50)
    assert drawn == [icons.shapes(name) for name in names]


def test_a_name_of_no_icon_is_told() -> None:
    with pytest.raises(KeyError):
        icons.shapes("no-such-icon")
