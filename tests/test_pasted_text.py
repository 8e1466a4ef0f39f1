"""Text as it comes from Word, the web and converters goes in; it is read as it is meant, or each
place is told once, with a cure."""

from __future__ import annotations

import pytest

from citybook.content import markup, tree
from citybook.content.declarations import own_kinds
from citybook.content.entry_reader import read_entry
from citybook.problems import Problem
from citybook.views.html import HtmlWriter, keep_link

HEAD = "---\ntitle: A\nthemes: [work]\nsummary: S.\n---\n\n## Description\n\n"
# The line of the text's first line, less one.
ABOVE = HEAD.count("\n")


def read(body: str) -> tuple[str, list[Problem]]:
    """The text as HTML, and what is said of it; lines count from the text's first."""
    problems: list[Problem] = []
    file = "content/practices/x.md"
    found = read_entry("practice", own_kinds(), "x", (HEAD + body).encode(), file, problems)
    assert found
    writer = HtmlWriter(keep_link)
    blocks = (block for section in found[1].sections for block in section.blocks)
    html = "".join(str(writer.flow(block.body).at(3)) for block in blocks)
    return html.replace("\n", ""), problems


READ = {
    "The HYPERLINK project has a PAGEREF. Error!": (
        "<p>The HYPERLINK project has a PAGEREF. Error!</p>"
    ),
    # Lists.
    "• first\n• second": "<ul><li>first</li><li>second</li></ul>",
    "•\tFirst\n•\tSecond": "<ul><li>First</li><li>Second</li></ul>",
    "▪ a\n▪ b\n\n▪ c\n\nText\n\n● d": (
        "<ul><li>a</li><li>b</li><li>c</li></ul><p>Text</p><ul><li>d</li></ul>"
    ),
    "· a": "<ul><li>a</li></ul>",
    "1) one\n2) two": "<ol><li>one</li><li>two</li></ol>",
    "1.\tone\n2.\ttwo": "<ol><li>one</li><li>two</li></ol>",
    "• a\n  ◦ b": "<ul><li>a<ul><li>b</li></ul></li></ul>",
    "• a\n\t• b": "<ul><li>a<ul><li>b</li></ul></li></ul>",
    "- a\n  - b\n    - c\n- d": (
        "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"
    ),
    "1. a\n   - b\n   - c\n2. d": "<ol><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol>",
    "- a\n    - b\n  - c": "<ul><li>a<ul><li>b</li><li>c</li></ul></li></ul>",
    "  - a\n  - b": "<ul><li>a</li><li>b</li></ul>",
    "> - a\n>   - b": "<blockquote><ul><li>a<ul><li>b</li></ul></li></ul></blockquote>",
    "- a\n\n  b\n\n- c": "<ul><li>a<br>b</li><li>c</li></ul>",
    "- a\n  b": "<ul><li>a  b</li></ul>",
    "- a\n\nb": "<ul><li>a</li></ul><p>b</p>",
    # Marks that begin a paragraph and no list.
    "a) one\n\nb) two": "<p>a) one</p><p>b) two</p>",
    "✓ done": "<p>✓ done</p>",
    r"\– so": "<p>– so</p>",
    r"\• so": "<p>• so</p>",
    r"1\) so": "<p>1) so</p>",
    "*a* b\n*c* d": "<p><em>a</em> b<em>c</em> d</p>",
    # Escapes of converters.
    r"It\'s \$50 1\. \~x \[y\] \"z\" \<b> \| \= \: \…": (
        '<p>It\'s $50 1. ~x [y] "z" &lt;b&gt; | = : …</p>'
    ),
    r"C:\\temp \\": r"<p>C:\temp \</p>",
    "a\\\nb": "<p>a<br>b</p>",
    r"x\_y https://a.eu/b\_c": ('<p>x_y <a href="https://a.eu/b_c">https://a.eu/b_c</a></p>'),
    r"[a](https://a.eu/b\_c)": '<p><a href="https://a.eu/b_c">a</a></p>',
    "~5 to ~6, a^b and c^d, {x}, C#": "<p>~5 to ~6, a^b and c^d, {x}, C#</p>",
    # Numbers that are no references to notes.
    r"5 m², 7 km³, cm⁴, (m/s)², 10⁶, CO₂, \[1] and [2](https://a.eu/?f[0]=x)": (
        '<p>5 m², 7 km³, cm⁴, (m/s)², 10⁶, CO₂, [1] and <a href="https://a.eu/?f[0]=x">2</a></p>'
    ),
    # Stars and underscores.
    "20*30 m and 5*6 m": "<p>20*30 m and 5*6 m</p>",
    "Prices* and terms*": "<p>Prices* and terms*</p>",
    "Prices*, terms*. (fees*)": "<p>Prices*, terms*. (fees*)</p>",
    "3*x and 4*y, 5 * 3 * 2": "<p>3*x and 4*y, 5 * 3 * 2</p>",
    "Bürger*innen und Schüler*innen": "<p>Bürger*innen und Schüler*innen</p>",
    "5*6*7 **2*3** *4*5*": "<p>5*6*7 <strong>2*3</strong> <em>4*5</em></p>",
    "*a **b** c* ***d*** **e *f*** (*g*), **H**aus": (
        "<p><em>a <strong>b</strong> c</em> <strong><em>d</em></strong> <strong>e <em>f</em>"
        "</strong> (<em>g</em>), <strong>H</strong>aus</p>"
    ),
    "Name_ and terms_, a_b_c, _ x_ y_ ____": "<p>Name_ and terms_, a_b_c, _ x_ y_ ____</p>",
    # Addresses, and what looks like a tag.
    "See https://a.eu/x_(y)?z=1. (www.b.eu/c), **Https://d.eu**!": (
        '<p>See <a href="https://a.eu/x_(y)?z=1">https://a.eu/x_(y)?z=1</a>. '
        '(<a href="https://www.b.eu/c">www.b.eu/c</a>), '
        '<strong><a href="https://d.eu">Https://d.eu</a></strong>!</p>'
    ),
    "<https://a.eu> <www.b.eu>": (
        '<p><a href="https://a.eu">https://a.eu</a> <a href="https://www.b.eu">www.b.eu</a></p>'
    ),
    r"https\://a.eu, www\.a.eu": "<p>https://a.eu, www.a.eu</p>",
    "a < b, x<y, <3, <5 %, b > a": "<p>a &lt; b, x&lt;y, &lt;3, &lt;5 %, b &gt; a</p>",
    r"\<iframe> and \<!-- so -->": "<p>&lt;iframe&gt; and &lt;!-- so --&gt;</p>",
    r"\#WithRefugees": "<p>#WithRefugees</p>",
    r"\-\- so": "<p>-- so</p>",
    # Words in another language.
    '[Samenleven in *één* Stad]{lang=nl}, [سلام [x](city:a)]{lang="ar"}': (
        '<p><span lang="nl" dir="ltr">Samenleven in <em>één</em> Stad</span>, '
        '<span lang="ar" dir="rtl">سلام <a href="city:a">x</a></span></p>'
    ),
    "[Leven]{lang=nl-BE} [život]{lang=sr-Latn-RS} [خانه]{lang=prs}": (
        '<p><span lang="nl-BE" dir="ltr">Leven</span> <span lang="sr-Latn-RS" dir="ltr">život'
        '</span> <span lang="prs" dir="ltr">خانه</span></p>'
    ),
}
# The text, and for each mistake its line and column, how its message begins, and what the cure has.
TOLD: dict[str, list[tuple[int, int, str, str]]] = {
    "\t>": [(1, 2, "indented by four spaces or more", "take the spaces out")],
    # Lists that Word and the web paste.
    "– x": [(1, 1, "a line that begins with '–'", "write - for an item")],
    "Text\n— x": [(2, 1, "a line that begins with '—'", r"\— for the dash")],
    "o\tFirst": [(1, 1, "'o' and a tab: an item of a list in Word", "write - or 1.")],
    "a)\tFirst": [(1, 1, "'a)' and a tab: an item of a list in Word", "write - or 1.")],
    "•First": [(1, 1, "'•' without a space behind it", "write - and a space")],
    "a) x\nb) y": [(2, 1, "two lines that begin with marks, such as 'b)'", "a blank line")],
    "i. x\nii. y": [(2, 1, "two lines that begin with marks, such as 'ii.'", "a blank line")],
    "(1) x\n(2) y": [(2, 1, "two lines that begin with marks, such as '(2)'", "a blank line")],
    "✓ a\n✓ b": [(2, 1, "two lines that begin with marks, such as '✓'", "a blank line")],
    "➔ a\n➔ b": [(2, 1, "two lines that begin with marks, such as '➔'", "a blank line")],
    "-First\n-Second": [(2, 1, "two lines that begin with marks, such as '-'", "a space")],
    "1.First\n2.Second": [(2, 1, "two lines that begin with marks, such as '2.'", "a space")],
    "Text:\n• a": [(2, 1, "a list without a blank line before it", "a blank line above")],
    "Text:\n1) a": [(2, 1, "a list without a blank line before it", "a blank line above")],
    "-\n- a": [(1, 1, "an empty list item", "write its text")],
    "2) two": [(1, 1, "an item numbered 2 that would be shown as 1", r"2\) keeps it")],
    "• Prices*\n\n* without tax": [(3, 1, "another bullet than that", r"\ before it keeps it")],
    "• a\n◦ b": [(2, 1, "another bullet than that of the item above", "indent")],
    "- a\n - b": [(2, 2, "a list item indented by one space more", "four spaces")],
    "- a\n- b\nText": [(3, 1, "text right below a list", "leave a blank line above it")],
    "- a\nText\non": [(2, 1, "text right below a list", "indent it")],
    "- a\n2024. So": [(2, 1, "text right below a list", "indent it")],
    "> a\nText": [(2, 1, "text right below a quotation", "leave a blank line above it")],
    "- a\n\n  b\nText": [(4, 1, "text right below a list", "leave a blank line above it")],
    # What Word fills in by itself.
    'See HYPERLINK "https://a.eu" the page': [(1, 5, "a field of Word, 'HYPERLINK'", "[words](")],
    '- { HYPERLINK "https://a.eu" }': [(1, 5, "a field of Word, 'HYPERLINK'", "[words](")],
    "Page PAGEREF _Toc1234567 \\h 4": [(1, 6, "a field of Word, 'PAGEREF'", "in words")],
    "see Error! Reference source not found.": [(1, 5, "a field of Word, 'Error!'", "in words")],
    # Tables.
    "City\tMoney\tYear": [(1, 5, "columns, as of a table", "::: table")],
    "- a\n- City\tMoney": [(2, 7, "columns, as of a table", "::: table")],
    "City\tMoney\nAlba\t5\n\nDole\t3": [
        (1, 5, "columns, as of a table", "a list"),
        (4, 5, "columns, as of a table", "a list"),
    ],
    "City   Money   Year": [(1, 5, "columns, as of a table", "::: table")],
    "a | b\nc | d": [(2, 1, "a table: its rows would run together", "::: table")],
    "| a | b |": [(1, 1, "a table without a caption", "::: table")],
    "| a | b |\n|---|---|\n| c | d |": [(1, 1, "a table without a caption", "::: table")],
    "<table>\n<tr><td>a</td></tr>\n</table>": [(1, 1, "a table in HTML", "::: table")],
    # Other Markdowns, and converters.
    "1^st^ place": [(1, 2, "signs that raise or lower letters", "1st")],
    "H~2~O": [(1, 2, "signs that raise or lower letters", "CO₂")],
    "a\\": [(1, 2, "a backslash at the end of a paragraph", "take it out")],
    "a\\\n\nb": [(1, 2, "a backslash at the end of a paragraph", "take it out")],
    "\\\n\nb": [(1, 1, "a backslash at the end of a paragraph", "take it out")],
    r"10\ 000": [(1, 3, "a backslash that stands before no sign", "a no-break space")],
    r"\newpage": [(1, 1, "a backslash that stands before no sign", r"\\ to print one")],
    "[x]{.mark} y": [(1, 4, "signs in braces", "lang=nl")],
    "[a](https://a.eu){target=_blank}": [(1, 18, "signs in braces", "take them out")],
    "Text {#anchor}": [(1, 6, "signs in braces", r"\{")],
    "{{ name }}": [(1, 1, "a mark of a template", r"\{")],
    "a -- b": [(1, 3, "two hyphens for a dash", r"\-\-")],
    "2019--2020": [(1, 5, "two hyphens for a dash", "write –")],
    "==a==": [(1, 1, "text that is marked with a pen", "**bold**")],
    "[[Page]]": [(1, 1, "words in double brackets", "[Paris](city:paris)")],
    "- [ ] a\n- [x] b": [(1, 1, "a box to tick", r"\["), (2, 1, "a box to tick", r"\[")],
    "> [!NOTE]\n> a": [(1, 3, "a box of another Markdown", "::: key")],
    "Term\n: so": [(2, 1, "a definition below its term", "in one line")],
    "[](https://a.eu)": [(1, 1, "a link without words", "between [ and ]")],
    "[a](www.a.eu)": [(1, 5, "a link to 'www.a.eu' leads nowhere", "write https://www.a.eu")],
    "[a](mailto:a@b.eu)": [
        (1, 5, "a link to 'mailto:a@b.eu' leads nowhere", "take the link out"),
        (1, 12, "the e-mail address 'a@b.eu' is not in a contact field", "`office`"),
    ],
    "[a](city.html)": [(1, 5, "a link to 'city.html' leads nowhere", "(city:paris)")],
    "[^1]\n\n[^1]: So": [(3, 1, "a note below the text", "`notes`")],
    "So [1].": [(1, 4, "'[1]' refers to no note", r"write [^1]")],
    "So [1, 2].": [(1, 4, "'[1, 2]' refers to no note", r"write [^1]")],
    "**Alba**¹ too": [(1, 9, "'¹' refers to no note", "the first of `notes`")],
    "So it is.² And.": [(1, 10, "'²' refers to no note", "the first of `notes`")],
    "In Alba¹ too": [(1, 8, "'¹' refers to no note", "the first of `notes`")],
    "[**](city:alba)": [(1, 1, "a link without words", "between [ and ]")],
    # Tags and comments.
    '<iframe src="https://a.eu"></iframe>': [(1, 1, "a tag or a comment of HTML", r"\<")],
    "a<br>b": [(1, 2, "a tag or a comment of HTML", r"\<")],
    "a <!-- b": [(1, 3, "a tag or a comment of HTML", r"\<")],
    "<name>": [(1, 1, "a tag or a comment of HTML", r"\<")],
    "<iframe\nsrc=x>": [(1, 1, "a tag or a comment of HTML", r"\<")],
    # Signs that begin something.
    "#WithRefugees": [(1, 1, "a # at the beginning of a line begins a heading", r"\#")],
    "# Head": [(1, 1, "a heading with 1 #", r"\#")],
    "A\n---\nB": [(2, 1, "a line that makes the line above it a heading", "take it out")],
    "- a\n---\n\nB": [(2, 1, "a line across: it would be lost", "a subheading with ###")],
    "A\n\n---\n\nB": [(3, 1, "a line across: it would be lost", "a subheading with ###")],
    "5**2 m": [(1, 1, "** that begin or end no bold", r"\*\*")],
    # Words in another language.
    "A [b]{lang=xx}": [(1, 12, "no language has the code 'xx'", "such as nl for Dutch")],
    "[b]{lang=dutch}": [(1, 10, "no language has the code 'dutch'", "BCP 47")],
    "[b]{lang=}": [(1, 10, "no language has the code ''", "BCP 47")],
    "[]{lang=nl}": [(1, 1, "a mark of a language without words", "between [ and ]")],
    "b {lang=nl}": [(1, 3, "signs in braces", "[words]{lang=nl}")],
}


@pytest.mark.parametrize("body", READ)
def test_a_pasted_text_is_read_as_it_is_meant(body: str) -> None:
    html, problems = read(body)
    assert problems == []
    assert html == READ[body]


@pytest.mark.parametrize("body", TOLD)
def test_what_cannot_be_read_for_sure_is_told_once_with_its_place_and_a_cure(body: str) -> None:
    problems = read(body)[1]
    places = [(one.line - ABOVE, one.column) for one in problems]
    assert places == [(line, column) for line, column, _, _ in TOLD[body]], problems
    for problem, (_, _, message, cure) in zip(problems, TOLD[body], strict=True):
        assert problem.message.startswith(message)
        assert cure in problem.hint


def test_bullets_of_word_begin_rows_icons_and_steps_too() -> None:
    html, problems = read(
        "::: chart bars Pupils\n• 80 | Alba\n•\t40 | Dole\n:::\n\n"
        "::: steps\n1)\t**Come.** Now.\n2)\t**Go.** Then.\n:::\n\n"
        "::: timeline\n• **2021** The beginning.\n:::\n"
    )
    assert problems == []
    assert "<ol><li><strong>Come.</strong> Now.</li>" in html


def test_headings_of_sections_are_known_in_any_letters_and_apostrophes() -> None:
    html, problems = read(
        "Text\n\n## RESULTS\n\nMore\n\n## don’ts\n\nx\n\n## Top  Recommendations\n\ny"
    )
    assert problems == []
    assert html == "<p>Text</p><p>More</p><p>x</p><p>y</p>"
    assert [one.message for one in read("Text\n\n## results\n\na\n\n## Results\n\nb")[1]] == [
        "the section 'Results' is there twice, first in line 11"
    ]


def test_icons_stand_in_their_section_whichever_letters_its_heading_has() -> None:
    data = (
        "---\ntitle: A\nplaces: [a]\ncommunities: [a]\nsummary: S\n---\n## context\nT\n"
        "## Action Plan\nA\n## Lessons learnt\nA\n## The road ahead\nA\n"
        "## STRENGTHS\n• :users: One\n•\t:anchor: Two\n"
    )
    problems: list[Problem] = []
    found = read_entry("card", own_kinds(), "a", data.encode(), "content/cities/a.md", problems)
    assert problems == []
    assert found
    strengths = found[1].sections[-1]
    assert (strengths.title, strengths.icons) == ("Strengths", ("users", "anchor"))


def test_a_foreword_is_read_as_an_entry_is() -> None:
    assert tree.source(markup.parse("- a\n  - b")) == tree.source(markup.parse("- a\n    - b"))
