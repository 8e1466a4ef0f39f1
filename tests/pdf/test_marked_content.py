"""What is marked, and how, is followed through a content stream."""

from __future__ import annotations

from pikepdf import Dictionary, Name

from citybook.pdf.marked_content import ContentMark, MarkedContent


def test_marks_within_a_mark_belong_to_it() -> None:
    content = MarkedContent()
    content.follow("BDC", [Name.P, Dictionary(MCID=3, ActualText="said")])
    content.follow("BMC", [Name.Span])
    assert content.current == ContentMark(mcid=3, actual_text="said")
    content.follow("EMC", [])
    content.follow("EMC", [])
    assert content.current == ContentMark()


def test_an_artifact_belongs_to_no_mark() -> None:
    content = MarkedContent()
    content.follow("BDC", [Name.P, Dictionary(MCID=3)])
    content.follow("BMC", [Name.Artifact])
    assert content.current.mcid is None


def test_running_heads_are_no_figures_and_figures_may_stand_in_them() -> None:
    content = MarkedContent()
    content.follow("BDC", [Name.Artifact, Dictionary(Type=Name.Pagination)])
    assert (content.current.is_pagination, content.current.is_figure) == (True, False)
    content.follow("BMC", [Name.Figure])
    assert (content.current.is_pagination, content.current.is_figure) == (False, True)
    content.follow("BMC", [Name.Span])
    assert content.current.is_figure


def test_properties_that_are_named_elsewhere_say_nothing() -> None:
    assert ContentMark().open([Name.P, Name.MC0]) == ContentMark()


def test_what_is_closed_too_often_is_passed_over() -> None:
    content = MarkedContent(ContentMark(is_figure=True))
    content.follow("EMC", [])
    assert content.current.is_figure
