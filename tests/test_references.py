"""Fragments of a book refer to pages, whose numbers are filled in."""

from __future__ import annotations

from citybook.typeset.references import FragmentHtml


def test_anchors_and_references_are_found_wherever_they_stand() -> None:
    html = FragmentHtml(
        '<p id="alba" data-id="no">A\u2028B &amp; <i\nid=brod>x</i>\n'
        '<span class="page-ref" data-at="cres"></span><script>id="not"</script>'
    )
    assert html.anchors == {"alba", "brod"}
    assert html.names == {"cres"}


def test_the_number_of_a_page_stands_in_its_element() -> None:
    html = FragmentHtml('<p>\u2028é,\n see <span class="page-number" data-at="a b"></span>.</p>')
    assert html.fill({"a": 7, "b": 9}) == (
        '<p>\u2028é,\n see <span class="page-number" data-at="a b">7</span>.</p>'
    )


def test_several_pages_are_listed_once_each_in_order_that_of_the_first_anchor_marked() -> None:
    html = FragmentHtml('<span class="page-refs" data-at="a b c d"></span>')
    assert html.fill({"a": 12, "b": 3, "c": 12, "d": 3}) == (
        '<span class="page-refs" data-at="a b c d"><a href="#b">3</a>, '
        '<a class=own href="#a">12</a></span>'
    )


def test_a_number_that_is_not_known_keeps_its_room() -> None:
    assert ">00</span>" in FragmentHtml('<span class="page-ref" data-at="a"></span>').fill({})


def test_what_refers_to_nothing_stays_as_it_is() -> None:
    for html in ("<p>Text</p>", '<section class="stop" data-at="content/a.md:3"></section>'):
        assert FragmentHtml(html).fill({"a": 1}) == html
        assert not FragmentHtml(html).names
