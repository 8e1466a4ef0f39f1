"""What pages and forms draw with."""

from __future__ import annotations

import pikepdf
from pikepdf import Dictionary, Name

from citybook.pdf.resources import list_resources, resources_of


def test_resources_are_those_of_an_object_or_of_the_resources_it_has() -> None:
    state = Dictionary(BM=Name.Multiply)
    names = Dictionary(ExtGState=Dictionary(A=state))
    assert list_resources(names, "/ExtGState") == [state]
    assert list_resources(Dictionary(Resources=names), "/ExtGState") == [state]
    assert list_resources(names, "/Font") == []
    assert list_resources(Name.A, "/ExtGState") == []


def test_a_page_has_resources_and_a_form_may_do_without() -> None:
    pdf = pikepdf.new()
    assert resources_of(pdf.add_blank_page()) == Dictionary()
    assert resources_of(pdf.make_stream(b"")) is None
