"""An entry point goes in; one stylesheet with all that it imports comes out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from citybook.problems import ContentError
from citybook.project import Project
from citybook.publish.styles import bundle
from tests.publications import ROOT

RULE = "p::before {\n  content: '\\201c';\n  inset: -.50em 1E3px }\n"


@pytest.fixture
def styles(tmp_path: Path) -> Path:
    (tmp_path / "styles/parts").mkdir(parents=True)
    (tmp_path / "styles/parts/a.css").write_text(RULE, encoding="utf-8")
    return tmp_path / "styles"


def bundled(styles: Path, text: str) -> str:
    (styles / "own.css").write_text(text, encoding="utf-8")
    return bundle(Project(styles.parent), "own.css")


@pytest.mark.parametrize(
    "form",
    [
        '"parts/a.css"',
        "'parts/a.css'",
        "url(parts/a.css)",
        'url("parts/a.css")',
        "\n  'parts/a.css' ",
        "/* one */ 'parts/a.css'",
    ],
)
def test_an_import_in_any_form_is_put_in_place_letter_for_letter(styles: Path, form: str) -> None:
    assert bundled(styles, f"@import {form};\n") == RULE
    assert bundled(styles, f"@IMPORT {form}") == RULE


def test_an_import_within_an_import_is_put_in_place_too(styles: Path) -> None:
    (styles / "parts/b.css").write_text('@import "parts/a.css";', encoding="utf-8")
    assert bundled(styles, '@import "parts/b.css";\nh1 { color: red }') == RULE + (
        "h1 { color: red }\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        '/*\n@import "parts/a.css";\n*/\n',
        '@import "parts/a.css" print;\n',
        '@import url("parts/a.css") layer(x);\n',
        'p { content: "\\\n@import \\"parts/a.css\\";" }\n',
    ],
)
def test_what_is_no_import_or_has_a_condition_puts_nothing_in_place(
    styles: Path, text: str
) -> None:
    assert "inset" not in bundled(styles, text)


def test_a_sheet_that_a_publication_lacks_is_citybooks_and_one_nobody_has_is_told(
    styles: Path,
) -> None:
    assert "{" in bundled(styles, '@import "tokens/colour.css";')
    with pytest.raises(FileNotFoundError, match=r"none\.css"):
        bundle(Project(styles.parent), "none.css")


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("parts/none.css", "there is no style 'parts/none.css'"),
        ("citybook:parts/none.css", "there is no style 'citybook:parts/none.css'"),
        ("own.css", "'own.css' imports itself"),
    ],
)
def test_an_import_of_nothing_or_of_itself_is_told_with_its_place(
    styles: Path, target: str, message: str
) -> None:
    with pytest.raises(ContentError) as caught:
        bundled(styles, f'p {{ top: 0 }}\n@import "{target}";')
    (problem,) = caught.value.problems
    assert (problem.file, problem.line, problem.column) == ("styles/own.css", 2, 1)
    assert problem.message == message


def test_a_sheet_in_the_place_of_citybooks_can_begin_with_that(styles: Path) -> None:
    (styles / "tokens").mkdir()
    (styles / "tokens/colour.css").write_text(f'@import "citybook:tokens/colour.css";\n{RULE}')
    found = bundled(styles, '@import "tokens/colour.css";')
    assert "--ink:" in found
    assert "inset: -.50em 1E3px" in found


def test_what_browsers_leave_out_stops_nothing(styles: Path) -> None:
    assert bundled(styles, '@import "parts/a.css";\nh1 { color: red }\nh2') == (
        RULE + "h1 { color: red }\n"
    )


def test_no_colour_is_written_out_but_white_and_every_property_is_given_somewhere() -> None:
    used, given = set[str](), {"typeface"}
    for path in (ROOT / "styles").rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        if "tokens" not in path.parts:
            assert set(re.findall(r"#[0-9a-fA-F]{3,8}\b", text)) <= {"#ffffff"}, path
        used |= set(re.findall(r"var\(--([\w-]+)\)", text))
        given |= set(re.findall(r"--([\w-]+)\s*:", text))
    # What may grow is named by its spring: `--spring-field` gives `--field`.
    given |= {name.removeprefix("spring-") for name in given}
    begun = set[str]()
    for path in [*(ROOT / "layouts").rglob("*.html"), *(ROOT / "src").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        given |= set(re.findall(r"--([\w-]+):", text))
        begun |= set(re.findall(r"--([\w-]+-){{ [\w.]+ }}:", text))
    assert {name for name in used - given if not name.startswith(tuple(begun))} == set()
    assert begun == {"gaps-"}
