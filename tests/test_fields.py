"""A value of a field goes in; it comes out as it is, or what is expected instead."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from citybook.models.fields import Country, Currency, Email, Language, Slug
from citybook.models.mail import to_mailbox

EMAIL: TypeAdapter[str] = TypeAdapter(Email)
# E-mail addresses as offices write them, and as they stand behind mailto:.
MAILBOXES = {
    "integration@city.example": "integration@city.example",
    "o'brien@city.example": "o'brien@city.example",
    "o’brien@city.example": "o'brien@city.example",
    "jörg@city.example": "j%C3%B6rg@city.example",
    "οδός@city.example": "%CE%BF%CE%B4%CF%8C%CF%82@city.example",
    "a@stadt.österreich": "a@stadt.xn--sterreich-z7a",
    "a@münchen.example": "a@xn--mnchen-3ya.example",
    "first.last+cards_2@mail.city-hall.example": "first.last+cards_2@mail.city-hall.example",
    "A@B.EU": "A@B.EU",
    f"{'a' * 64}@city.example": f"{'a' * 64}@city.example",
    "a@" + "b." * 8 + "example": "a@" + "b." * 8 + "example",
}


@pytest.mark.parametrize(("address", "mailbox"), MAILBOXES.items())
def test_an_email_address_is_taken_as_it_is_written(address: str, mailbox: str) -> None:
    assert EMAIL.validate_python(address) == address
    assert to_mailbox(address) == mailbox


@pytest.mark.parametrize(
    "address",
    [
        "",
        "city.example",
        "a@b",
        "a@@city.example",
        "a b@city.example",
        f"{'a' * 65}@city.example",
        ".a@city.example",
        "a.@city.example",
        "a..b@city.example",
        "a@-city.example",
        "a@city-.example",
        "a@city..example",
        "a@1.2.3.4",
        "a%40b@city.example",
        "a@city.example?bcc=b@city.example",
        "a@city.example,b@city.example",
        '"a b"@city.example',
        "a&b@city.example",
        "a@city.example\n",
        "\u017f@city.example",
        "javascript:x@city.example",
        "o‘brien@city.example",
        "a\u200b@city.example",
        "ﬁ@city.example",
        "a@☃.example",
        "a@a_b.example",
        "ö" * 33 + "@city.example",
    ],
)
def test_what_a_mail_program_could_not_take_from_a_link_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="an e-mail address, such as"):
        EMAIL.validate_python(address)


def test_an_email_address_in_letters_that_look_alike_is_refused() -> None:
    with pytest.raises(ValidationError, match="in the letters of one alphabet"):
        EMAIL.validate_python("mаyor@city.example")


# What is written for a code, a slug or an address, and the hint, empty if there is none.
CODES = (
    (Country, "UK", "write GB for United Kingdom"),
    (Country, "EL", "write GR for Greece"),
    (Country, "it", "write IT for Italy"),
    (Country, "ITA", "write IT for Italy"),
    (Country, "Italy", "write IT for Italy"),
    (Country, "ZZ", ""),
    (Country, "EU", ""),
    (Country, "XA", ""),
    (Country, "UN", ""),
    (Country, "YU", ""),
    (Country, "Q1", ""),
    (Currency, "€", "write EUR for Euro"),
    (Currency, "euro", "write EUR for Euro"),
    (Currency, "eur", "write EUR for Euro"),
    (Currency, "XXX", ""),
    (Currency, "XTS", ""),
    (Language, "HR", "write hr for Croatian"),
    (Language, "Croatian", "write hr for Croatian"),
    (Language, "hrv", "write hr for Croatian"),
    (Language, "en-GB", "write en for English"),
    (Language, "tlh", ""),
    (Language, "und", ""),
    (Language, "zxx", ""),
    (Slug, "Employment", "write employment"),
    (Slug, "“malmo”", "write malmo"),
    (Slug, "San Sebastián", "write san-sebastian"),
    (Slug, "…", ""),
    (Email, "“a@city.example”", "write a@city.example only"),
    (Email, "mailto:a@city.example", "write a@city.example only"),
    (Email, "Office <a@city.example>", "write a@city.example only"),
    (Email, "a(at)city.example", ""),
)


@pytest.mark.parametrize(("code", "written", "hint"), CODES)
def test_a_code_that_is_none_is_refused_with_the_one_that_was_meant(
    code: object, written: str, hint: str
) -> None:
    with pytest.raises(ValidationError) as error:
        TypeAdapter(code).validate_python(written)
    assert error.value.errors()[0]["ctx"]["error"].args[1] == hint


@pytest.mark.parametrize(
    ("code", "written"), [(Country, "XK"), (Country, "GB"), (Currency, "HRK"), (Language, "hr")]
)
def test_a_code_is_taken(code: object, written: str) -> None:
    assert TypeAdapter(code).validate_python(written) == written
