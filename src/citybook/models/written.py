"""Numbers, days and yes or no as an editor writes them go in, values come out; nothing is guessed.

Pydantic would read `1e3`, ` 5 `, `5_000`, `NaN`, digits of any script, `on` for true, and the
number of seconds since 1970 for a day.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,9})?")
WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,11})")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _as_written(kind: str, said: str, form: re.Pattern[str]) -> BeforeValidator:
    """What refuses a text of another form with pydantic's own error for `kind`, which
    content/checking.py puts in words."""

    def check(value: Any) -> Any:
        if isinstance(value, str) and not form.fullmatch(value):
            raise PydanticCustomError(kind, said)
        return value

    return BeforeValidator(check)


Number = Annotated[float, _as_written("float_parsing", "a number", NUMBER)]
Amount = Annotated[Decimal, _as_written("decimal_parsing", "a number", NUMBER)]
Whole = Annotated[int, _as_written("int_parsing", "a whole number", WHOLE)]
Day = Annotated[datetime.date, _as_written("date_parsing", "a date", DAY)]
Flag = Annotated[bool, _as_written("bool_parsing", "true or false", re.compile("true|false"))]
