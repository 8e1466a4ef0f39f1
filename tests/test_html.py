"""A text's tree goes in; HTML of known tags, all else escaped, comes out."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

import pytest

from citybook.content import markup
from citybook.views.html import HtmlWriter, drop_link, keep_link

KEEP = HtmlWriter(keep_link)


def html(text: str) -> str:
    return str(KEEP.flow(markup.parse(text)).at(3))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A <b>b</b> & \"c\" > 'd'", "<p>A &lt;b&gt;b&lt;/b&gt; &amp; \"c\" &gt; 'd'</p>"),
        ("**a** *b* ***c***", "<p><strong>a</strong> <em>b</em> <strong><em>c</em></strong></p>"),
        ("A  \nB", "<p>A<br>\nB</p>"),
        ("- A\n- B", "<ul>\n<li>A</li>\n<li>B</li>\n</ul>"),
        ("1. A\n2. B", "<ol>\n<li>A</li>\n<li>B</li>\n</ol>"),
        ("> A", "<blockquote>\n<p>A</p>\n</blockquote>"),
        (
            "[A & B](https://a.eu/?a=1&b=2)",
            '<p><a href="https://a.eu/?a=1&amp;b=2">A &amp; B</a></p>',
        ),
        ("<https://a.eu/_x_>", '<p><a href="https://a.eu/_x_">https://a.eu/_x_</a></p>'),
        ("A[^2]", '<p>A<a href="note:2">2</a></p>'),
        ("&copy; &foo;", "<p>&amp;copy; &amp;foo;</p>"),
        ("`a` --- ***", "<p>`a` --- ***</p>"),
        ("    code", "<p>code</p>"),
    ],
)
def test_a_text_is_written_with_known_tags_and_all_else_as_it_was_typed(
    text: str, expected: str
) -> None:
    assert html(text) == expected


def test_list_items_begin_without_paragraphs() -> None:
    assert html("- A\n\n    B\n\n- C") == "<ul>\n<li>A<br>B</li>\n<li>C</li>\n</ul>"
    assert html("- A\n\n    - B\n\n    C") == (
        "<ul>\n<li>A<ul>\n<li>B</li>\n</ul>\n<p>C</p></li>\n</ul>"
    )


def test_headings_have_the_level_that_is_asked_for() -> None:
    flow = KEEP.flow(markup.parse("A\n\n### B\n\nC"))
    assert flow.at(2) == "<p>A</p>\n<h2>B</h2>\n<p>C</p>"
    assert flow.at(5) == "<p>A</p>\n<h5>B</h5>\n<p>C</p>"


def test_a_link_is_told_its_target_its_html_and_its_words() -> None:
    told: list[tuple[str, str, str]] = []
    writer = HtmlWriter(lambda *link: str(told.append(link)))
    writer.content(markup.parse("[A *b* & c](city:paris)"))
    assert told == [("city:paris", "A <em>b</em> &amp; c", "A b & c")]


def test_links_can_be_left_out() -> None:
    assert HtmlWriter(drop_link).content(markup.parse("A [b](city:c)")) == "<p>A b</p>"


def test_only_what_is_open_is_given_to_what_writes_text() -> None:
    writer = HtmlWriter(keep_link, str.upper)
    assert writer.flow(markup.parse("### a\n\nb *c* [d](city:e) f")).at(3) == (
        '<h3>a</h3>\n<p>B <em>C</em> <a href="city:e">d</a> F</p>'
    )


@pytest.mark.parametrize("tag", ["script", "img", "h1", "pre", "iframe"])
def test_an_unknown_tag_is_never_written(tag: str) -> None:
    body = Element("div")
    SubElement(body, tag).text = "x"
    with pytest.raises(ValueError, match=tag):
        KEEP.content(body)


def test_attributes_other_than_a_target_are_never_written() -> None:
    body = Element("div")
    SubElement(body, "a", href='x"><b>', onclick="x").text = "y"
    SubElement(body, "p", onclick="x", style="y").text = "z"
    assert KEEP.content(body) == '<a href="x&quot;&gt;&lt;b&gt;">y</a><p>z</p>'
