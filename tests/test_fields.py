"""A value of a field goes in; it comes out as it is, or what is expected instead."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from citybook.models.fields import Email

EMAIL: TypeAdapter[str] = TypeAdapter(Email)


@pytest.mark.parametrize(
    "address",
    [
        "integration@city.example",
        "o'brien@city.example",
        "first.last+cards_2@mail.city-hall.example",
        "A@B.EU",
        f"{'a' * 64}@city.example",
        "a@" + "b." * 8 + "example",
    ],
)
def test_an_email_address_is_taken_as_it_is_written(address: str) -> None:
    assert EMAIL.validate_python(address) == address


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
        "o’brien@city.example",
        "jörg@city.example",
        "a@stadt.österreich",
        "a%40b@city.example",
        "a@city.example?bcc=b@city.example",
        "a@city.example,b@city.example",
        '"a b"@city.example',
        "a&b@city.example",
        "a@city.example\n",
        "\u017f@city.example",
        "javascript:x@city.example",
    ],
)
def test_what_a_mail_program_could_not_take_from_a_link_is_refused(address: str) -> None:
    with pytest.raises(ValidationError, match="an e-mail address, such as"):
        EMAIL.validate_python(address)
