"""Numbers, days and yes or no as an editor writes them go in, values come out; nothing is guessed.

Pydantic would read `1e3`, ` 5 `, `5_000`, `NaN`, digits of any script, `on` for true, and the
number of seconds since 1970 for a day.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from citybook.models.numerals import guess_digits, which

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,9})?")
WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,11})")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
SPAN = re.compile(r"([1-9][0-9]{0,2}) (month|year)s?")


def _as_written(
    kind: str, said: str, form: re.Pattern[str], *, is_asked: bool = False
) -> BeforeValidator:
    """What refuses a text of another form with pydantic's own error for `kind`, which
    content/checking.py puts in words; and, with `is_asked`, a number that has two readings."""

    def check(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        found = guess_digits(value) if form in (NUMBER, WHOLE) else []
        if is_asked and len(found) > 1:
            raise PydanticCustomError("ambiguous_number", said, {"hint": which(value, found)})
        if not form.fullmatch(value):
            fitting = [one for one in found if form.fullmatch(one)]
            if form is NUMBER and not is_asked:
                fitting = fitting[-1:]
            raise PydanticCustomError(kind, said, {"hint": which(value, fitting)})
        return value

    return BeforeValidator(check)


def _months(value: Any) -> int:
    found = SPAN.fullmatch(value) if isinstance(value, str) else None
    if not found:
        raise ValueError("a number of months or years", "write, for example, 2 years or 18 months")
    return int(found[1]) * (12 if found[2] == "year" else 1)


# A dot in these never divides thousands: they are limited to less than a thousand, as degrees are.
Number = Annotated[float, _as_written("float_parsing", "a number", NUMBER)]
SmallAmount = Annotated[Decimal, _as_written("decimal_parsing", "a number", NUMBER)]
# These may be of any size.
Amount = Annotated[Decimal, _as_written("decimal_parsing", "a number", NUMBER, is_asked=True)]
Limit = Annotated[float, _as_written("float_parsing", "a number", NUMBER, is_asked=True)]
Whole = Annotated[int, _as_written("int_parsing", "a whole number", WHOLE)]
Day = Annotated[datetime.date, _as_written("date_parsing", "a date", DAY)]
Flag = Annotated[bool, _as_written("bool_parsing", "true or false", re.compile("true|false"))]
# A span of time, in months.
Months = Annotated[
    int,
    BeforeValidator(_months),
    WithJsonSchema({"type": "string", "pattern": f"^{SPAN.pattern}$"}),
]
