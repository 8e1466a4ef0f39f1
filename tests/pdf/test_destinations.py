"""Places in a file have names."""

from __future__ import annotations

import pikepdf
from pikepdf import Array, Dictionary, Name

from citybook.pdf.destinations import read_destinations, write_destinations, write_name_tree


def test_what_is_written_is_read_again() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    target = Array([page.obj, Name.XYZ, 0, 100, 0])
    write_destinations(pdf, {"zagreb": target, "alba": target, "étape": target})
    found = read_destinations(pdf)
    assert list(found) == ["alba", "zagreb", "étape"]
    assert found["alba"][0].objgen == page.obj.objgen


def test_a_destination_may_be_wrapped_in_a_dictionary() -> None:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    write_destinations(pdf, {"alba": Dictionary(D=Array([page.obj, Name.Fit]))})
    assert read_destinations(pdf)["alba"][1] == Name.Fit


def test_a_file_without_names_has_no_destinations() -> None:
    assert read_destinations(pikepdf.new()) == {}


def test_one_name_tree_leaves_the_others() -> None:
    pdf = pikepdf.new()
    write_destinations(pdf, {"alba": Array([pdf.add_blank_page().obj, Name.Fit])})
    write_name_tree(pdf, "EmbeddedFiles", {"a.md": Dictionary()})
    assert list(read_destinations(pdf)) == ["alba"]
    assert "/EmbeddedFiles" in pdf.Root.Names
