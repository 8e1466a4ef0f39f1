"""What an editor says of a picture: in an entry's front matter, and once beside its file."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, model_validator

from citybook.models.fields import Model, Text
from citybook.models.written import Day

# In place of what a picture shows: that it shows nothing that a reader has to know.
DECORATIVE = "decorative"
WHERE = "put the file into content/images/ and write its name: harbour.jpg"
SCHEME = re.compile(r"(?P<web>https?:|www\.)|(?P<data>data:)|(?P<other>[A-Za-z][\w+.-]+:)", re.I)
FOLDERS = re.compile(r"(?:.*[/\\])?(?:content[/\\])?images[/\\](?=[^/\\])")
# Of CSS, without lengths: what each word says of the width or the height, in per cent.
ACROSS = {"left": 0, "right": 100}
DOWN = {"top": 0, "bottom": 100}
MIDDLE = ("center", "centre", "middle")
PER_CENT = re.compile(r"(100|[1-9]?[0-9])%")


def name_fault(name: str) -> tuple[str, str] | None:
    """Say what is wrong with the name of a picture's file, if anything: what was expected, and
    what to do."""
    if found := SCHEME.match(name):
        what = "an address on the web" if found["web"] else "a data: address"
        what = "an address" if found["other"] else what
        return f"a picture of this publication, not {what}", WHERE
    if found := FOLDERS.match(name):
        return "the name of a file in content/images/, not a path", f"write {name[found.end() :]}"
    if name.startswith(("/", "\\", "~", ".")) or "\\" in name:
        return "the name of a file in content/images/, not a path", WHERE
    return None


def _file_name(value: str) -> str:
    if wrong := name_fault(value):
        raise ValueError(*wrong)
    return value


def _focus(value: str) -> str:
    """Return where the most important is, as CSS has it: per cent across and down."""
    across = down = None
    for word in value.lower().replace(",", " ").split():
        if word in ACROSS and across is None:
            across = ACROSS[word]
        elif word in DOWN and down is None:
            down = DOWN[word]
        elif word not in MIDDLE:
            break
    else:
        return f"{50 if across is None else across}% {50 if down is None else down}%"
    found = re.findall(r"\S+", value.replace(",", " "))
    if len(found) == 2 and all(PER_CENT.fullmatch(one) for one in found):
        return " ".join(found)
    raise ValueError(
        "where the most important of the picture is: words such as 'top left', or how far from the "
        "left and the top, such as '40% 30%'"
    )


def _from_name(value: Any) -> Any:
    """Return the fields of a picture that is given by its name alone."""
    return {"file": value} if isinstance(value, str) else value


FileName = Annotated[Text, AfterValidator(_file_name)]
Focus = Annotated[Text, AfterValidator(_focus)]


class Picture(Model):
    """A picture in content/images/. Without `alt` and `caption`, those beside its file hold."""

    file: FileName
    alt: Text | None = None
    caption: Text | None = None

    @model_validator(mode="before")
    @classmethod
    def _has_its_credit_elsewhere(cls, value: Any) -> Any:
        known = [one for one in Description.model_fields if one not in cls.model_fields]
        there = [one for one in known if isinstance(value, dict) and one in value]
        if there:
            name = str(value.get("file", "harbour.jpg")).rpartition(".")[0] or "harbour"
            listed = " and ".join(f"`{one}`" for one in there)
            raise ValueError(
                f"only `file`, `alt` and `caption`: {listed} is kept once, beside the picture",
                f"move it into content/images/{name}.yaml, as a line '{there[0]}: …'",
            )
        return value


class Description(Model):
    """What holds of a picture wherever it is shown: whose it is, under which licence and until
    when it may be shown, where the most important is, and what it shows if no text says so."""

    credit: Text
    licence: Text | None = None
    rights_until: Day | None = None
    focus: Focus | None = None
    alt: Text | None = None
    caption: Text | None = None


# As a field of an entry: its name alone will do.
NamedPicture = Annotated[
    Picture, BeforeValidator(_from_name, json_schema_input_type=Text | Picture)
]
