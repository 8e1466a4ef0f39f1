"""Print HTML and its stylesheet go in; what of the layout may grow, and how far, comes out, and the
HTML gets values for it.

Styles say it in custom properties of the first element of the body, which inherits those of the
root:

    --springs: size field;
    --spring-size: 9pt 9.5pt 0.25pt text;
    --spring-field: 68mm 150mm 4.3mm;
    --variants: low full;

A spring has a first and a last value and a step, and `--springs` names them, the most important
first. It takes as much room as it grows; a number behind the step says how many times as much, and
`text` that it is the size of the text. `in route` at the end says that it takes it in the column of
this `data-name` alone. The root gets what was chosen as `--size: 9.25pt`, and the
variant as `data-variant`. Each variant may have springs of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import floor
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from citybook.typeset.outcome import LayoutFault, RenderError
from citybook.typeset.renderer import Renderer

VARIANT = "data-variant"
MM = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72, "px": 25.4 / 96, "pc": 25.4 / 6}
LENGTH = re.compile(rf"([\d.]+)({'|'.join(MM)})")
STYLE = re.compile(r"--([\w-]+)\s*:\s*([^;]*)")
NONE = ("", "none")


@dataclass(frozen=True)
class Spring:
    """What may grow: from its `first` value by `steps` of one `step`, both in `unit`; it takes
    `times` as much room as it grows, or `is_text`, whose room grows by the square of its size. With
    columns, it is in all of them, or in the one named."""

    name: str
    first: float
    step: float
    steps: int
    unit: str
    times: float = 1.0
    is_text: bool = False
    column: str = ""

    def value(self, step: int) -> str:
        """The value at a step, as a style has it."""
        return f"{round(self.first + step * self.step, 4):g}{self.unit}"

    def room(self, before: int, after: int, text: float) -> float:
        """The room in mm that it takes from one step to another, if `text` has this height in mm
        before."""
        if self.is_text:
            size = self.first + before * self.step
            return text * (((self.first + after * self.step) / size) ** 2 - 1)
        return (after - before) * self.step * MM[self.unit] * self.times

    def step_below(self, value: str) -> int:
        """The last step that does not exceed a value of the same unit."""
        found = LENGTH.fullmatch(value.strip())
        if not found or found[2] != self.unit:
            return 0
        step = floor((float(found[1]) - self.first) / self.step + 1e-6)
        return min(max(step, 0), self.steps)


@dataclass(frozen=True)
class Springs:
    """The springs of one variant of a layout, the most important first."""

    variant: str = ""
    springs: tuple[Spring, ...] = ()

    def values(self, steps: tuple[int, ...]) -> dict[str, str]:
        """The value of each spring by name."""
        return {one.name: one.value(step) for one, step in zip(self.springs, steps, strict=True)}

    def height(self, steps: tuple[int, ...], column: str = "") -> float:
        """The height in mm of what is not text and stands in a column only, or in none."""
        return sum(
            (one.first + step * one.step) * MM[one.unit] * one.times
            for one, step in zip(self.springs, steps, strict=True)
            if not one.is_text and one.column == column
        )


def read_springs(renderer: Renderer, parsed: Any) -> list[Springs]:
    """Read what of parsed HTML may grow, for each of its variants in order. Raises RenderError."""
    probe = _without_content(parsed.etree_element)
    read = _properties(renderer, probe)
    variants = _names(read, "--variants")
    if not variants:
        return [Springs("", _springs(read))]
    found = []
    for variant in variants:
        probe.set(VARIANT, variant)
        found.append(Springs(variant, _springs(_properties(renderer, probe))))
    return found


def guessed_values(parsed: Any) -> dict[str, str]:
    """The values that the HTML itself begins with, by name."""
    return dict(STYLE.findall(parsed.etree_element.get("style", "")))


def set_values(parsed: Any, variant: str, values: dict[str, str]) -> None:
    """Give the root of parsed HTML a variant and these values."""
    root, all_values = parsed.etree_element, guessed_values(parsed) | values
    if variant:
        root.set(VARIANT, variant)
    if all_values:
        root.set("style", "; ".join(f"--{name}: {value}" for name, value in all_values.items()))


def _without_content(root: Any) -> Element:
    """The HTML with nothing but its styles and the first element of its body, which is empty."""
    probe = Element("html", root.attrib)
    for part in root:
        if part.tag == "head":
            SubElement(probe, "head").extend(part.iterfind("style"))
        elif part.tag == "body":
            body = SubElement(probe, "body", part.attrib)
            for first in part[:1]:
                SubElement(body, first.tag, first.attrib)
    return probe


def _properties(renderer: Renderer, probe: Element) -> dict[str, str]:
    return renderer.properties(tostring(probe, encoding="unicode", method="html"))


def _names(read: dict[str, str], name: str) -> list[str]:
    value = read.get(name, "")
    return [] if value in NONE else value.split()


def _springs(read: dict[str, str]) -> tuple[Spring, ...]:
    return tuple(_spring(name, read) for name in _names(read, "--springs"))


def _spring(name: str, read: dict[str, str]) -> Spring:
    """Read one spring. Raises RenderError if it is none."""
    written = read.get(f"--spring-{name}", "")
    growth, _, column = written.partition(" in ")
    lengths, more = growth.split()[:3], growth.split()[3:]
    found = [one for length in lengths if (one := LENGTH.fullmatch(length))]
    values, units = [float(one[1]) for one in found], {one[2] for one in found}
    is_text = more == ["text"]
    is_right = len(values) == 3 and len(units) == 1 and values[2] > 0 and values[1] >= values[0]
    if not is_right or not (is_text or re.fullmatch(r"[\d.]*", "".join(more))):
        message = f"the style '--spring-{name}: {written}' cannot be read"
        hint = "give a first and a last value and a step, such as 9pt 9.5pt 0.25pt"
        raise RenderError("", [LayoutFault(message, hint=hint)])
    first, last, step = values
    times = 1.0 if is_text or not more else float(more[0])
    steps = floor((last - first) / step + 1e-6)
    return Spring(name, first, step, steps, units.pop(), times, is_text, column.strip())
