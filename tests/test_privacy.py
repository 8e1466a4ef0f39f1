"""Addresses and numbers of people go in; a warning comes out where nobody has agreed, and what was
agreed to is shown."""

from __future__ import annotations

import re

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from citybook.content import sections
from citybook.content.declarations import own_kinds
from citybook.content.entry_reader import allowed_in
from citybook.content.privacy import warnings
from citybook.content.tree import targets
from citybook.content.values import Located
from citybook.problems import Problem
from tests import pdfs
from tests.publications import ROOT, Publication

DOLE = "profiles/dole.md"
CONSENT = "Head of the harbour office, 2026-03-02"
OFFICE = f"""office:
  name: Harbour office
  email: harbour@dole.example
  telephone: "+33 3 84 79 79 79"
  consent: {CONSENT}
"""
# The same as YAML can have it, too.
IN_OTHER_WORDS = {
    "practices/night-ferry.md": (
        f'office: {{name: Quay, email: a@dole.example,\tconsent: "{CONSENT}"}}'
    ),
    "practices/welders-school.md": f"""office:
  name: Quay
  email: a@dole.example
  "\\x63onsent": {CONSENT}""",
}
# Where what is found begins, and it.
FOUND = (
    "Ask |a.b@city.example|.",
    "<mailto:|info@city.example|>",
    "|name (at) city.eu|",
    "|name [at] city [dot] eu|",
    "|name{at}city.eu|",
    "|name(a)vantaa.fi|",
    "|name at city dot eu| or",
    "|name&#64;city.eu|",
    "|first\\_last\\@city.example|",
    "https://x.eu/?to=|me%40city.eu|",
    "|Jörg@stadt.example|",
    "|name＠city.eu|",
    "Call |+385 1 6100 000|, or",
    "|(+385) 1 6100-000|",
    "|+49 (0)30 1234-5678|",
    "|00385 1 6100 000|",
    "[us](tel:|+38516100000|)",
    "Tel. |6100 000|",
    "phone: |12345678|",
    "mobile number |091 123 4567|",
    "Fax |01/4872|",
    "**Tel:** |93 402 70 00|",
    "☎ |93 402 70 00|",
    "puh. |09 83911|",
    "τηλ. |2310 123456|",
    "|01/48 72 00 15|",
    "at |(030) 1234-5678|",
    "|06 12 34 56 78|",
    "|020 7946 0958|",
    "|040-34 10 00|",
    "|0470.12.34.56|",
    "in 2021 |(030) 1234-5678|",
    "+33\u00a0 no, |+33\u00a03\u00a084\u00a079\u00a079\u00a079|",
)
NOT_FOUND = (
    "In 2019–2023, 45 000 000 euros for 1 250 000 people, 1,250,000 or 12 345 678 of them.",
    "+12 000 000 people, +10 000 000 %, +1 234 567, +45.815010 and 45.815010,15.981919; 0.12345678",
    "from 01/02/2024 to 03.04.2025, 01.02.-03.04.2025, 2026-03-02T10:00:00+01:00, 01/2023-06/2024, 2020-01-02/2021-03-04",
    "Open 09.00–17.00 and 08:30-16:00, hotline 09.00–17.00.",
    "01069 Dresden, 08001-08042 Barcelona, 00100 00200 Roma",
    "10.1000/0123-4567.890, doi:10.5555/012-345-6789, https://doi.org/10.1234/012.345.678",
    "ISBN 978-0-306-40615-7, 0-306-40615-2, 0306406152; ISSN 0012-3456",
    "urn:nbn:de:0070-123-456-789",
    "https://city.example/tel/030-1234-5678?x=+385161000000",
    "www.city.example/01/48720015",
    "mobile 2019-2023, phone 2021/22, Call 2019/2020, mobile 12 000 000 users, a mobile application of 2019",
    "IBAN HR12 1001 0051 8630 0016 0, BE 0207.500.123",
    "COM(2020) 758, 2014/24/EU, 2020/0123(COD), AMIF-2019-AG-CALL-03",
    "Meet at city.example, see @integration and https://medium.com/@name.surname or @integration@eurocities.social.",
    "(a) city.example, quay@2x.png, image@2x, 5 @ 3.50, at 9",
    "[^1] and #26418f, #003399, no. 17, p. 12–13, 13 % of 1,200",
    "Trams 01 to 05; lines 1-2-3-4-5-6-7; chapter 1.2.3.4.5.6.7.8; 1:100 000 000",
)


def told(text: str) -> list[tuple[int, int]]:
    return [(problem.line, problem.column) for problem in warnings(text, "a.md", Located())]


@pytest.mark.parametrize("text", FOUND)
def test_an_address_or_a_number_of_a_person_is_found(text: str) -> None:
    before, said, after = text.split("|")
    (problem,) = warnings(f"One line.\n{before}{said}{after}", "a.md", Located())
    assert (problem.line, problem.column, problem.severity) == (2, len(before) + 1, "warning")
    assert f"'{said}' is not in a contact field" in problem.message


@pytest.mark.parametrize("text", NOT_FOUND)
def test_years_amounts_dates_and_references_are_none(text: str) -> None:
    assert warnings(text, "a.md", Located()) == []


@pytest.mark.parametrize(
    "folder", ["content", "tests/projects/good/content", "examples/rivers/content"]
)
def test_no_text_of_ours_is_taken_for_an_address_or_a_number(folder: str) -> None:
    for path in (
        path for ending in ("md", "yaml") for path in (ROOT / folder).rglob(f"*.{ending}")
    ):
        assert warnings(path.read_text(encoding="utf-8"), path.name, Located()) == []


@given(st.text(st.sampled_from("0123456789+()-./ \n@atdotel.:&#;%[]é")))
def test_any_text_is_searched_without_a_crash(text: str) -> None:
    assert all(
        1 <= line <= text.count("\n") + 1 and column >= 1 for line, column in told(text) if line
    )


# Each is in a file of its own: those of the profile in copies of it.
ANYWHERE = (
    (DOLE, "headline: A", "headline: me@dole.example A", "dole.md:5:11"),
    (DOLE, "title: Dole", "# tel. 12 34 56 78\ntitle: Dole", "dole.md:2:8"),
    (DOLE, "A dry dock", "A +33 3 84 79 79 79 dry dock", "dole.md:25:3"),
    (DOLE, "A dry dock", r"\<!-- me@dole.example -->A dry dock", "dole.md:25:7"),
    ("places.yaml", "alba:", "# me@dole.example\nalba:", "places.yaml:1:3"),
    ("about.md", "title: ", "title: me@dole.example ", "about.md:2:8"),
    ("glossary/dry-dock.md", "---\n\n", "---\n\nme (at) dole.example ", "dry-dock.md:6:1"),
)


def test_doit_check_warns_of_it_wherever_it_stands(small: Publication) -> None:
    dole = small.read(DOLE)
    for number, (name, old, new, _) in enumerate(ANYWHERE):
        if name == DOLE:
            small.write(f"profiles/dole-{number}.md", dole)
        small.replace(f"profiles/dole-{number}.md" if name == DOLE else name, old, new)
    output = small.check()
    for number, (name, _, _, place) in enumerate(ANYWHERE):
        shown = place.replace("dole.md", f"dole-{number}.md") if name == DOLE else place
        (line,) = [one for one in output.splitlines() if f"{shown}: warning: the " in one]
        assert "is not in a contact field" in line


def test_a_hundred_warnings_in_one_file_are_no_error(small: Publication) -> None:
    small.replace(
        "cities/alba.md",
        "People know what they want.",
        "\n".join(f"- me{number}@alba.example" for number in range(100)),
    )
    assert (
        "90 more e-mail addresses and telephone numbers are in this file"
        in small.doit("check").succeeds().output
    )


def test_what_is_in_a_contact_field_with_consent_is_no_warning_and_elsewhere_it_is(
    small: Publication,
) -> None:
    small.replace(DOLE, "links:", f"{OFFICE}links:")
    assert "contact field" not in small.check()
    small.replace(
        DOLE,
        OFFICE,
        "office: {name: Harbour office, telephone: +33 384797979, email: 'harbour@dole.example', "
        f"consent: '{CONSENT}'}}\n",
    )
    assert "contact field" not in small.check()
    small.replace(DOLE, "+33 384797979, email: 'harbour@", "+33 (0)3.84.79.79.79, email: 'o''neil@")
    assert "contact field" not in small.check()
    small.replace(DOLE, "A dry dock", "o'neil@dole.example")
    assert small.check().count("is not in a contact field") == 1


WRONG_CONTACTS = (
    (
        f"  consent: {CONSENT}\n",
        "",
        "error: office: expected `consent` beside `email` and `telephone`",
    ),
    (CONSENT, "yes", "error: office: expected `consent` beside"),
    ("harbour@dole.example", "harbour@dole", "office.email: expected an e-mail address"),
    (
        "harbour@dole.example",
        "harbour@dole.example?bcc=me@dole.example",
        "office.email: expected an e-mail address",
    ),
    (
        "harbour@dole.example",
        "javascript:x@dole.example",
        "office.email: expected an e-mail address",
    ),
    (
        "+33 3 84 79 79 79",
        "03 84 79 79 79",
        "office.telephone: expected a telephone number with +",
    ),
    (
        "+33 3 84 79 79 79",
        "+420 (0)212 345 678",
        "office.telephone: expected a telephone number with +",
    ),
    (
        "+33 3 84 79 79 79",
        "+33 3 84;ext=1",
        "office.telephone: expected a telephone number with +",
    ),
)


def test_a_contact_without_consent_or_form_is_a_mistake_with_a_way_out(small: Publication) -> None:
    for number, (old, new, _) in enumerate(WRONG_CONTACTS):
        text = small.read(DOLE).replace("links:", f"{OFFICE.replace(old, new)}links:", 1)
        small.write(f"profiles/dole-{number}.md", text)
    output = small.doit("check").fails().output
    problems = re.split(r"(?m)^(?=content/)", output)
    for number, (_, _, message) in enumerate(WRONG_CONTACTS):
        (problem,) = [one for one in problems if f"dole-{number}.md:" in one and "office" in one]
        assert message in problem
        assert "such as" in problem or "consent: head of the office, 2026-03-02" in problem


def test_a_text_that_is_warned_of_is_shown_a_contact_too_and_who_agreed_to_it_nowhere(
    small: Publication,
) -> None:
    small.replace(
        "cities/alba.md",
        "People know what they want.",
        "People know. Ask me@alba.example, or [them](https://a.eu/?a=1&b=2).",
    )
    office = OFFICE.replace("+33 3 84", "+33 (0)3 84")
    small.replace(DOLE, "links:", f"{office}links:")
    for file, written in IN_OTHER_WORDS.items():
        text = re.sub(r"^office: .*\n", "", small.read(file), flags=re.MULTILINE)
        small.write(file, text.replace("\nsummary:", f"\n{written}\nsummary:", 1))
    for part in ("  - title: The guide\n    guide: quays\n", "  - contents\n", "  - index\n"):
        small.replace("editions/harbour-reader.yaml", part, "")
    small.doit("pages", "data", "offprints", "epub:harbour-reader").succeeds()
    card = (small.site / "cities/alba/index.html").read_text(encoding="utf-8")
    assert "Ask me@alba.example, or" in card
    assert 'href="https://a.eu/?a=1&amp;b=2"' in card
    page = (small.site / "profiles/dole/index.html").read_text(encoding="utf-8")
    assert '<a class="address" href="mailto:harbour@dole.example">harbour@dole.example</a>' in page
    assert '<a class="address" href="tel:+33384797979">+33 (0)3 84 79 79 79</a>' in page
    book = small.pdf / "harbour-reader.pdf"
    assert "harbour@dole.example, +33 (0)3 84 79 79 79" in pdfs.text(book)
    for name, data in small.files().items():
        assert CONSENT.encode() not in data, name
    for path in small.build.rglob("*.pdf"):
        with pikepdf.open(path) as pdf:
            held = [
                item.read_bytes()
                for item in pdf.objects
                if isinstance(item, pikepdf.Stream) and item.get("/Subtype") != "/Image"
            ]
            assert not [data for data in held if CONSENT.encode() in data], path.name


@pytest.mark.parametrize(
    "link",
    [
        "[me](mailto:me@dole.example)",
        "[me](tel:+33384797979)",
        "<mailto:me@dole.example>",
        "<me@dole.example>",
        "[me](MAILTO:me@dole.example)",
        "[me](&#109;ailto:me@dole.example)",
        "me@dole.example",
        '<a href="mailto:me@dole.example">me</a>',
        "[me](sms:+33384797979)",
    ],
)
def test_contributed_text_makes_no_mail_or_telephone_link(link: str) -> None:
    problems: list[Problem] = []
    made = sections.text(f"Ask {link} now.", 1, "a.md", problems, allowed_in(None, own_kinds()))
    assert problems or not targets(made.body)
