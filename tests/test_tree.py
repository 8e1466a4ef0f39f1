"""A text's tree goes in; its words, items, links and paragraphs come out."""

from __future__ import annotations

import pickle

import pytest

from citybook.content import markup, tree

CARD = (
    "First, [Alba](city:alba).\n\nThen **more**.\n\n"
    "- **A lead.** From [Dole](city:dole)\n    - within [Brig](city:brig)\n"
    "- Two\n\n    paragraphs\n"
)


def test_words_of_neighbouring_blocks_stay_apart() -> None:
    assert tree.words(markup.parse(CARD)) == (
        "First, Alba. Then more. A lead. From Dole within Brig Two paragraphs"
    )


def test_links_are_found_in_their_order_at_any_depth() -> None:
    assert tree.targets(markup.parse(CARD)) == ["city:alba", "city:dole", "city:brig"]
    assert tree.slugs(markup.parse(CARD), "city") == ["alba", "dole", "brig"]
    assert tree.slugs(markup.parse(CARD), "term") == []


def test_items_of_a_list_within_a_list_belong_to_its_item() -> None:
    first, second = tree.items(markup.parse(CARD))
    assert tree.words(first) == "A lead. From Dole within Brig"
    assert tree.words(second) == "Two paragraphs"


def test_the_first_paragraph_and_the_rest_are_all_of_a_text() -> None:
    body = markup.parse(CARD)
    lead = tree.lead(body)
    assert lead is not None
    assert tree.words(lead) == "First, Alba."
    assert f"{tree.words(lead)} {tree.words(tree.rest(body))}" == tree.words(body)


def test_a_text_that_begins_with_a_list_has_no_first_paragraph() -> None:
    body = markup.parse("- One\n\nText")
    assert tree.lead(body) is None
    assert tree.words(tree.rest(body)) == "One Text"


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("- **A lead.** And more", "A lead."),
        ("- **A lead.**\n\n    A paragraph below", "A lead."),
        ("- More, **then bold**", "More, then bold"),
        ("- *Not bold* enough", "Not bold enough"),
        ("- Plain", "Plain"),
    ],
)
def test_an_item_is_told_in_short_by_the_bold_words_it_begins_with(text: str, short: str) -> None:
    (item,) = tree.items(markup.parse(text))
    assert tree.words(tree.shorten(item)) == short


def test_each_paragraph_and_item_has_its_own_words() -> None:
    assert tree.paragraphs(markup.parse(CARD)) == [
        "First, Alba.",
        "Then more.",
        "A lead. From Dole",
        "within Brig",
        "Two",
        "paragraphs",
    ]


def test_texts_in_links_and_headings_are_not_open() -> None:
    body = markup.parse("### A heading\n\nOne [link](city:alba) and **bold**.")
    said = "".join(tree.open_texts(body)).strip()
    assert said == "One  and bold."


def test_equal_texts_have_equal_sources_and_others_do_not() -> None:
    assert tree.source(markup.parse(CARD)) == tree.source(markup.parse(CARD))
    others = {tree.source(markup.parse(text)) for text in ("a", "**a**", "[a](city:b)", "- a")}
    assert len(others) == 4


def test_a_tree_survives_the_cache_and_needs_no_library_there() -> None:
    data = pickle.dumps(markup.parse(CARD + "\n<https://a.eu>"), 5)
    assert b"markdown" not in data
    assert tree.source(pickle.loads(data)) == tree.source(markup.parse(CARD + "\n<https://a.eu>"))
