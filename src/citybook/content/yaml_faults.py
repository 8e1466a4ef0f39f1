"""The place where YAML cannot be read goes in; what an editor has to mend comes out, and the line
as it was most likely meant, so that what stands below it is read and checked too."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Dashes of a list and a field's name; what stands behind them is a value.
NAMED = re.compile(
    r"(?P<before> *(?:- +)*(?:(?:\"[^\"]*\"|'[^']*'|[^\s\"'#\[\]{}*&!@%`|>,?-][^:#]*):(?: +|$))?)"
)
# A name without a space behind its colon; odd_spaces.py made plain ones of others.
UNSPACED = re.compile(r"(?P<before> *(?:- +)*[A-Za-z][\w-]*:)(?=\S)")
# What a value may begin with only if it is in quotation marks.
RESERVED = re.compile(r"[*&!@%`|>,\]}#]|[-?:](?=\s|$)")
QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
# What Word makes of quotation marks: letters for YAML.
TYPOGRAPHIC = tuple("“”„‟‘’‚«»‹›")
WHOLE = "put the whole value in quotation marks"
GENERAL = (
    "expected 'name: value' here",
    "check the indentation, the ':' and the quotation marks above",
)
# What is written as a value, such as a colour, and is a comment.
COMMENT = re.compile(r"(?<= )#[^\s,\]}]+")
# What stands in brackets, and how it is written.
IN_BRACKETS = {
    "[": ("a list in brackets is not closed", "write [one, two]"),
    "{": ("fields in braces are not closed", "write {name: value, name: value}"),
}
FURTHER_LEFT = (
    "this line begins further left than the first field",
    "begin every field in the first column, and what belongs to it two spaces further in",
)
BY_LIBRARY = (
    (
        "expected <document start>",
        "the fields end before this line, and what follows is lost",
        "take the line of hyphens or dots out",
    ),
    ("unexpected end of stream", "a quotation mark is opened and never closed", "close it"),
    *(
        (f"did not find expected ',' or '{closed}'", f"{what}, or a comma is missing", hint)
        for closed, (what, hint) in zip("]}", IN_BRACKETS.values(), strict=True)
    ),
    ("unknown escape character", r"a \ in quotation marks", r"write \\, or use single ones: '…'"),
    ("escape sequence", r"a \ in quotation marks", r"write \\, or use single ones: '…'"),
    ("expected alphabetic or numeric", "a sign that has a meaning of its own here", WHOLE),
)


@dataclass(frozen=True)
class YamlFault:
    """A place, counted from 0, with message and hint; and its line as it can be read, or the line
    above, empty if that is not known."""

    line: int
    column: int
    message: str
    hint: str
    mended: str = ""
    mended_line: int = -1


def find_fault(said: str, line: int, column: int, lines: list[str]) -> YamlFault:
    """Return what is wrong where the library stopped and `said` why."""
    above = _above(line, lines)
    for number in (line, above):
        if fault := _find_lost_value(number, lines[number]):
            return fault
        if found := UNSPACED.match(lines[number]):
            return _without_space(number, found, lines[number])
    if "mapping values" in said and ": " not in lines[line][:column]:
        if _indent(lines[line]) <= _indent(lines[above]):
            return YamlFault(above, _indent(lines[above]), *GENERAL)
        return _indented_wrongly(line, lines)
    if "expected <document start>" in said and _indent(lines[line]) < _first_indent(lines):
        return YamlFault(line, _indent(lines[line]), *FURTHER_LEFT)
    if "expected key" in said and above < line and _stands_alone(line, lines):
        return _indented_wrongly(line, lines)
    return (
        _in_value(said, line, column, lines[line])
        or next(
            (
                YamlFault(line, column, message, hint)
                for known, message, hint in BY_LIBRARY
                if known in said
            ),
            None,
        )
        or YamlFault(line, column, *GENERAL)
    )


def _above(line: int, lines: list[str]) -> int:
    """The line above that has words."""
    return next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)


def _first_indent(lines: list[str]) -> int:
    """How far in the first line stands that is no comment."""
    written = (text for text in lines if text.strip() and text.lstrip()[0] != "#")
    return _indent(next(written, ""))


def _find_lost_value(line: int, text: str) -> YamlFault | None:
    """What is wrong with a line in whose brackets a value is a comment."""
    before, _, _ = text.partition(" #")
    found = COMMENT.match(text, len(before) + 1)
    is_open = any(before.count(one) > before.count(end) for one, end in ("[]", "{}"))
    if not found or not is_open or '"' in before or "'" in before:
        return None
    message, hint = describe_lost_value(found.group())
    mended = COMMENT.sub(lambda one: _quote(one.group()), text)
    return YamlFault(line, found.start(), message, hint, mended)


def describe_lost_value(value: str) -> tuple[str, str]:
    """Say that a value which begins with # is none: message and hint."""
    return f"'{value[:40]}' is lost: # begins a comment", f'put it in quotation marks: "{value}"'


def _without_space(line: int, found: re.Match[str], text: str) -> YamlFault:
    name = found["before"].strip(" -:")
    hint = f"write '{name}: …' with an ordinary space"
    mended = f"{found['before']} {_quote(text[found.end() :])}"
    return YamlFault(
        line, found.end("before"), f"no space behind the ':' of '{name}'", hint, mended
    )


def _indented_wrongly(line: int, lines: list[str]) -> YamlFault:
    """What is wrong with a line that stands under none above: it was meant to stand under the last
    one, or, if others stand beside it, to be a part of it."""
    above, text = _above(line, lines), lines[line].lstrip()
    indent, own = _indent(lines[above]), _indent(lines[line])
    if own < indent:
        message = "this line begins under none of the lines above"
        hint = "begin it where the other fields that it belongs to begin"
        return YamlFault(line, own, message, hint, " " * indent + text)
    message = "this line stands further right than the one above, which has a value already"
    if (
        len(lines) > line + 1
        and _indent(lines[line + 1]) == own
        and (named := NAMED.match(lines[above]))
    ):
        hint = "take that value out, or begin this line where the other fields begin"
        return YamlFault(line, own, message, hint, named["before"], above)
    hint = "begin it where the other fields begin"
    return YamlFault(line, own, message, hint, " " * indent + text)


def _stands_alone(line: int, lines: list[str]) -> bool:
    return _indent(lines[line]) not in map(_indent, filter(str.strip, lines[:line]))


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _in_value(said: str, line: int, column: int, text: str) -> YamlFault | None:
    """What is wrong with the value of a line, if it begins as none may, or does not end where its
    quotation marks or brackets do."""
    named = NAMED.match(text)
    at = named.end() if named else 0
    value = text[at:].rstrip()
    has_name = bool(text[:at].strip())
    mended = text[:at] + _quote(value) if has_name else ""
    if found := RESERVED.match(value):
        if not has_name:
            message = f"a field's name may not begin with {found.group()}"
            return YamlFault(line, at, message, "write plain names, such as title: …")
        message = f"a value may not begin with {found.group()}"
        hint = f"{WHOLE}; signs of Markdown are printed in fields as they are typed"
        return YamlFault(line, at, message, hint if found.group() in "*`" else WHOLE, mended)
    if value[:1] in ("[", "{"):
        return _in_brackets(line, at, column, text)
    if "mapping values" in said:
        hint = "put the text after the first ': ' in quotation marks"
        if value[:1] in TYPOGRAPHIC:
            hint += f', straight ones: "…" and not {value[0]}'
        return YamlFault(line, column, "a second ': ' in one line", hint, mended)
    if (quoted := QUOTED.match(value)) and value[quoted.end() :].strip():
        message = "the value goes on behind its closing quotation mark"
        hint = f"{WHOLE} of another sort, or write “ and ” within it"
        return YamlFault(line, at + quoted.end(), message, hint, mended)
    if value[:1] in ("'", '"') and not quoted:
        return YamlFault(
            line, at, "a quotation mark is opened and never closed", "close it", mended
        )
    return None


def _in_brackets(line: int, at: int, column: int, text: str) -> YamlFault | None:
    """What is wrong with a list in brackets: text behind it, a sign that begins one of its values,
    or no end."""
    opened, closed = text.rstrip()[at:], {"[": "]", "{": "}"}[text[at]]
    mended = text[:at] + _quote(opened)
    if RESERVED.match(text, column) and text[column] not in ",]}#":
        message = f"a value may not begin with {text[column]}"
        return YamlFault(line, column, message, "put it in quotation marks", mended)
    if closed not in opened:
        what, hint = IN_BRACKETS[text[at]]
        return YamlFault(line, at, f"{what}: {closed} is missing", hint, mended)
    if not opened.endswith(closed):
        message = f"the value goes on behind its {closed}"
        hint = f"{WHOLE}, or take the brackets out"
        return YamlFault(line, at + opened.rindex(closed) + 1, message, hint, mended)
    return None


def _quote(value: str) -> str:
    return "'" + value.strip().replace("'", "''") + "'"
