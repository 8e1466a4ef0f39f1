"""Tables as they are written go in; their cells come out as they are shown, or what is wrong with
them, with its place."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from citybook.content import tree
from citybook.content.blocks import Block, read_blocks
from citybook.content.links import find_links
from citybook.content.parsing import parse_block
from citybook.problems import Problem
from citybook.publish.sources import source_block
from citybook.views.decimals import pads
from citybook.views.html import HtmlWriter, keep_link
from citybook.views.tables import TableView, table_view

HEAD = "| Year | Money |\n| --- | --- |\n"
# Rows as they are written, and the words of their cells.
READ = {
    "GitHub's form": ("| Year | Money |\n| --- | --- |\n| 2020 | 5 |", "Year,Money;2020,5"),
    "without bars at the ends": ("Year | Money\n--- | ---\n2020 | 5", "Year,Money;2020,5"),
    "in columns of spaces": (
        "| Year   | Money   | From  |\n|:-------|--------:|:-----:|\n| 2020   | 5       | City  |",
        "Year,Money,From;2020,5,City",
    ),
    "an escaped bar": (HEAD + r"| a \| b | 5 |", "Year,Money;a | b,5"),
    "an empty cell": (HEAD + "| 2020 | |", "Year,Money;2020,"),
    "one column": ("| Year |\n| --- |\n| 2020 |\n| 2021 |", "Year;2020;2021"),
    "marks of lists": (HEAD + "| - 5 | 1. a |\n| # 3 | + 4 |", "Year,Money;- 5,1. a;# 3,+ 4"),
    "bold and a link": (HEAD + "| **20** *20* | [x](city:paris) |", "Year,Money;20 20,x"),
    "an address with a bar": (HEAD + "| a | [x](https://a.eu/?b%7Cc) |", "Year,Money;a,x"),
    "another language": (HEAD + "| [jaar]{lang=nl} | 5 |", "Year,Money;jaar,5"),
    "no name of the first column": ("| | 2020 |\n|---|---|\n| Alba | 5 |", ",2020;Alba,5"),
    "lines indented": ("  | Year | Money |\n  |---|---|\n  | 2020 | 5 |", "Year,Money;2020,5"),
}
# Lines from the third on, below `::: table Costs` in the first; line, column and message.
FAULTS = {
    "a cell too many": (HEAD + "| 2020 | 5 | more |", "4:14: a row of 3 cells in a table of 2 c"),
    "a cell too few": (HEAD + "| 2020 |", "4:1: a row of 1 cell in a table of 2 columns"),
    "a bar in a link": (
        HEAD + "| a | [x|y](city:paris) |",
        "4:10: a row of 3 cells in a table of 2 columns",
    ),
    "no line of hyphens": (
        "| Year | Money |\n| 2020 | 5 |",
        "2:1: a table without a line of hyphens below its first row",
    ),
    "a short line of hyphens": (
        "| Year | Money |\n| --- |\n| 2020 | 5 |",
        "3:1: a row of 1 cell in a table of 2 columns",
    ),
    "no names of columns": (
        "| --- | --- |\n| 2020 | 5 |",
        "2:1: the names of the columns are missing above this line",
    ),
    "no rows": ("| Year | Money |\n| --- | --- |", "2:1: a table without rows"),
    "nothing": ("", "1:1: this table is empty"),
    "tabs": ("Year\tMoney\n2020\t5", "2:1: columns with tabs"),
    "tabs in a row": (HEAD + "| 2020\tAlba | 5 |", "4:3: columns with tabs"),
    "HTML": ("<table>\n<tr><td>2020</td></tr>\n</table>", "2:1: a table in HTML"),
    "text above": ("This is it.\n" + HEAD + "| 2020 | 5 |", "2:1: text beside the rows of a table"),
    "text below": (HEAD + "| 2020 | 5 |\nThat is it.", "5:1: text beside the rows of a table"),
    "a blank line": (HEAD + "| 2020 | 5 |\n\n| 2021 | 6 |", "6:1: a row behind a blank line"),
    "a column without a name": (
        "| Year | |\n|---|---|\n| 2020 | 5 |",
        "2:10: column 2 has no name",
    ),
    "two columns of one name": (
        "| % | % |\n|---|---|\n| 2020 | 5 |",
        "2:7: two columns are called '%'",
    ),
    "a cell merged downwards": (
        HEAD + "| 2020 | 5 |\n| | 6 |",
        "5:1: the first cell of this row is empty: what is the row about?",
    ),
    "a mark of merged cells": (HEAD + "| 2020 | 5 |\n| ^^ | 6 |", "5:3: '^^' for merged cells"),
    "an empty row": (HEAD + "| 2020 | 5 |\n| | |", "5:1: an empty row"),
    "a second line of hyphens": (
        HEAD + "| 2020 | 5 |\n| --- | --- |",
        "5:1: a second line of hyphens in a table",
    ),
    "a tag of HTML": (HEAD + "| 2020 | a<br>b |", "4:11: a tag or a comment of HTML"),
    "code": (HEAD + "| 2020 | `a` |", "4:10: code between backticks"),
    "bold over two cells": (HEAD + "| **a | b** |", "4:1: ** that begin or end no bold"),
    "a link to nothing": (HEAD + "| [x](nowhere:x) | 5 |", "4:7: a link to 'nowhere:x' leads"),
    "no link to a picture": (HEAD + "| ![x](city:x) | 5 |", "4:3: a picture within a text"),
    "too many columns": (
        f"|{' a |' * 13}\n|{' - |' * 13}\n|{' 1 |' * 13}",
        "2:1: a table of more than 12 columns or 300 rows",
    ),
    "a wrong note below": (HEAD + "| 2020 | 5 |\n\n`x`", "6:1: code between backticks"),
}


def read(text: str, title: str = "Costs") -> tuple[Block, list[str]]:
    problems: list[Problem] = []
    lines = [f"::: table {title}".strip(), *text.split("\n"), ":::"]
    (source,) = read_blocks(lines, 1, "a.md", problems)
    links = find_links(source.all_lines(), ("city",), (0, 0), "a.md", problems)
    block = parse_block(source, links, "a.md", problems)
    return block, [f"{one.line}:{one.column}: {one.message}" for one in problems]


def view(text: str, language: str = "en") -> TableView:
    block, problems = read(text)
    assert not problems
    assert block.body is not None
    writer = HtmlWriter(keep_link)
    return table_view(block.body[0], lambda cell: Markup(writer.content(cell)), language)


@pytest.mark.parametrize("name", READ)
def test_a_table_has_the_cells_that_are_written(name: str) -> None:
    text, expected = READ[name]
    block, problems = read(text)
    assert not problems
    assert block.body is not None
    rows = tree.table_rows(block.body[0])
    assert ";".join(",".join(map(tree.words, row)) for row in rows) == expected


@pytest.mark.parametrize("name", FAULTS)
def test_nothing_of_a_table_is_lost_in_silence(name: str) -> None:
    text, expected = FAULTS[name]
    _, problems = read(text)
    assert [one[: len(expected)] for one in problems] == [expected]


def test_a_table_has_a_caption() -> None:
    assert read(HEAD + "| 2020 | 5 |", title="")[1] == ["1:5: this table has no title"]


def test_each_wrong_row_is_told() -> None:
    _, problems = read(HEAD + "| 1 |\n| 2 | 3 |\n| 4 | 5 | 6 |")
    assert [one.partition(":")[0] for one in problems] == ["4", "6"]


@pytest.mark.parametrize(
    "text",
    ["| | Money |\n|---|---|\n| Alba | 5 |", "| Town | Money |\n|---|---|\n| **Alba** | 5 |"],
    ids=["no name of the column", "bold cells"],
)
def test_the_first_column_names_its_rows_if_it_is_said(text: str) -> None:
    cell = view(text).rows[0][0]
    assert (cell.is_header, cell.html) == (True, "Alba")


def test_one_bold_cell_is_no_name_of_a_row() -> None:
    shown = view("| Town | Money |\n|---|---|\n| Alba | 5 |\n| **Total** | 5 |")
    assert [(row[0].is_header, row[0].html) for row in shown.rows] == [
        (False, "Alba"),
        (False, "<strong>Total</strong>"),
    ]


def test_columns_stand_as_their_colons_say() -> None:
    shown = view("| A | B | C | D |\n|:---|:---:|---:|---|\n| a | b | c | d |")
    assert [cell.align for cell in shown.head] == ["start", "center", "end", ""]
    assert [cell.align for cell in shown.rows[0]] == ["start", "center", "end", ""]


# The cells of a column, the language, and what stands unseen behind each; None where they are not
# numbers.
COLUMNS: dict[str, tuple[str, str, str | None]] = {
    "whole numbers": ("5;12;1,250", "en", ";;"),
    "decimals": ("5;12.5;1,250.75", "en", ".00;0;"),
    "decimals as in Croatian": ("5;12,5;1.250,75", "hr", ",00;0;"),
    "thousands as in Croatian": ("1.250;12", "hr", ";"),
    "decimals as in English": ("1.250;12", "en", ";.000"),
    "thousands with spaces": ("1 250;12,5", "fr", ",0;"),
    "per cents": ("5%;12.5%;100 %", "en", ".0;;.0"),
    "per cents in some": ("5%;12", "en", ";%"),
    "money before": ("€5;€ 12.50", "en", ".00;"),
    "money behind": ("5 €;12,50 €", "de", ",00;"),
    "codes of money": ("EUR 5;EUR 12.50", "en", ".00;"),
    "signs": ("+5;−12.5;-3;~4", "en", ".0;;.0;.0"),
    "a word for all": ("5 boats;12 boats", "en", ";"),
    "different words": ("5 boats;12 ferries", "en", None),
    "gaps": ("5;–;;n/a;1.5", "en", ".0;.0;.0;.0;"),
    "nothing but gaps": ("–;–", "en", None),
    "words": ("Alba;Dole", "en", None),
    "a word among numbers": ("5;many", "en", None),
    "ranges": ("2019–2020;5", "en", None),
    "days": ("5 May 2020;6 May 2021", "en", None),
    "shares": ("8 of 10;9 of 10", "en", None),
    "names with numbers": ("CO2;NO2", "en", None),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_decimals_stand_below_one_another(name: str) -> None:
    cells, language, expected = COLUMNS[name]
    found = pads([(cell, "") for cell in cells.split(";")], language)
    assert found == ([] if expected is None else expected.split(";"))


def test_references_to_notes_are_no_part_of_a_number() -> None:
    shown = view(HEAD + "| 2020 | 5[^1] |\n| 2021 | 12.5 |")
    assert [(row[1].align, row[1].pad) for row in shown.rows] == [("number", "0"), ("number", "")]


def test_colons_that_say_otherwise_leave_numbers_where_they_are() -> None:
    shown = view("| A | B |\n|:--|:-:|\n| 5.5 | 5.5 |")
    assert [cell.align for cell in shown.rows[0]] == ["start", "center"]


def test_open_data_have_rows_with_keys() -> None:
    block, _ = read("| Town | Money |\n|---|---|\n| Alba | **5** |\n\nAs of 2020.")
    told = source_block(block)
    assert told["title"] == "Costs"
    assert told["table"] == [{"Town": "Alba", "Money": "5"}]
    assert "<p>As of 2020.</p>" in told["html"]
