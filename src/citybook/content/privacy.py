"""A file's text goes in; a warning for each e-mail address and telephone number that is not in a
contact field comes out.

A number is a telephone's if it begins with + and a country (ITU-T E.164), follows a word such as
tel. or fax, or begins with the 0 of a call within a country and is written in groups. Why no
library finds them: docs/decisions/0017-libraries.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citybook.content.values import Located
from citybook.problems import Problem

# The fields of an office that models.Office asks consent for, and what they hold.
KINDS = {"email": "e-mail address", "telephone": "telephone number"}
# What stands for @: itself, and how people hide it from robots: (at), [ät], (a), &#64;, %40. All
# begin with one class of signs, which is what makes the search fast.
AT = re.compile(
    r"[@＠\[({<&%](?:(?<=[@＠])|(?<=[\[({<])\s?(?:at|ät|a|@|arobase|chiocciola|kukac|małpa)\s?[\])}>]"
    r"|(?<=&)(?:#0*64|#x0*40|commat);|(?<=%)40)",
    re.IGNORECASE,
)
SPOKEN = re.compile(r"(?<=\s)at(?=\s[\w-]+\sdot\s)", re.IGNORECASE)
LOCAL = re.compile(r"(?<![@\w.+-])(\w(?:[\w.+-]|\\_){0,63})(?:\\|\s?)$")
DOT = r"(?:\.|\s?[\[({<]\s?(?:dot|punkt|point|punto|\.)\s?[\])}>]\s?|\sdot\s)"
DOMAIN = re.compile(
    rf"\s?\w[\w-]{{0,62}}(?:{DOT}[\w-]{{1,63}}){{0,8}}{DOT}"
    r"(?!(?:png|jpe?g|webp|svg)\b)[^\W\d_]{2,24}",
    re.IGNORECASE,
)
WORDS = (
    "tel telephone téléphone telefon telefono teléfono telefone telefoon telefax phone mobile mobil"
    " mobiltelefon móvil gsm cell handy fax whatsapp hotline helpline puh puhelin tfn"
    " τηλ τηλέφωνο тел телефон"
)
WORD = re.compile(
    rf"(?:(?<!\w)(?:{WORDS.replace(' ', '|')})|[☎☏📞📱])\ufe0f?(?:\s?(?:number|no|nr)\b)?"
    r"[\s.:=*\"'(]{0,6}$",
    re.IGNORECASE,
)
GAP = "[ \u00a0\u202f\u2009()/.·‐‑–-]"
NUMBER = re.compile(rf"\d(?:{GAP}{{0,3}}\d){{5,16}}(?!\d)")
INTERNATIONAL = re.compile(rf"\+(?<![\w+]\+)[ (]{{0,2}}[1-9](?:{GAP}{{0,3}}\d){{7,15}}(?!\d)")
NATIONAL = re.compile(rf"0(?<![\w.,/:+–-]0)\d{{1,4}}{GAP}{{1,3}}\d(?:{GAP}{{0,3}}\d){{3,9}}(?!\d)")
# Numbers in these are none of a telephone: web addresses, DOIs, accounts (IBAN, ISO 13616).
ELSEWHERE = re.compile(
    r"(?:https?://|www\.|\b10\.\d{4,9}/|\bdoi:|\burn:)[^\s\"<>]+"
    r"|\b[A-Z]{2}\d\d(?: ?[\dA-Z]{4}){2,7}(?: ?\d{1,3})?\b"
)
DATE = re.compile(
    r"(?<!\d)(?:\d\d?[-./ ]{1,2}\d\d?[-./ ]{1,2}(?:19|20)\d\d"
    r"|(?:19|20)\d\d([-./])\d\d?\1\d\d?)(?!\d)"
)
# What looks like a telephone number and is none, as a whole: years, months, times, coordinates,
# thousands, Belgian companies, postal codes.
OTHER = re.compile(
    r"(?:\d\d?[./])?(?:19|20)\d\d\D{1,3}(?:\d\d?[./])?(?:19|20)\d\d(?:\D.*)?"
    r"|(?:19|20)\d\d\D{1,3}\d\d|\d\d?[.:]\d\d ?[–-] ?\d\d?[.:]\d\d|\+?\d{1,3}\.\d+"
    r"|\+?\d{1,3}(?:[ \u00a0\u202f\u2009.]000){2,}|[01]\d{3}\.\d{3}\.\d{3}|0\d{4} ?[–-]? ?0\d{4}"
)
AMOUNT = re.compile(r"\s?(?:[%€$£]|EUR\b|euros?\b|people\b|million\b)")
RUN = re.compile(r"\S*\Z")
HINT = "if its owner agreed, make it `{}` of `{}`, with `consent`; otherwise take it out"
# So many places are named in a file, then only how many more there are.
NAMED = 10
Span = tuple[int, int]


def warnings(text: str, file: str, located: Located, office: str = "office") -> list[Problem]:
    """Warn of each address and number in the text of a file that `located` does not hold in its
    contact field `office`; empty where a kind has none."""
    contacts = {
        place
        for path, place in located.marks.items()
        if path[-2:-1] == (office,) and path[-1] in KINDS
    }
    spans = sorted(
        [(span, "email") for span in _addresses(text)]
        + [(span, "telephone") for span in _telephones(text)]
    )
    places = _places(text, [start for (start, _), _ in spans])
    found = [
        Problem(
            file,
            line,
            column,
            f"the {KINDS[field]} '{text[start:end]}' is not in a contact field",
            HINT.format(field, office) if office else "take it out: no contact field stands here",
            "warning",
        )
        for (line, column), ((start, end), field) in zip(places, spans, strict=True)
        if line not in located.mended
        and not any((line, column - before) in contacts for before in range(_run(text, start) + 1))
    ]
    more = Problem(
        file,
        0,
        0,
        f"{len(found) - NAMED} more e-mail addresses and telephone numbers are in this file",
        "take them out",
        "warning",
    )
    return [*found[:NAMED], more] if len(found) > NAMED else found


def _places(text: str, starts: list[int]) -> Iterator[tuple[int, int]]:
    """Yield line and column of ascending places in a text."""
    line, begins, seen = 1, 0, 0
    for start in starts:
        line += text.count("\n", seen, start)
        begins = max(begins, text.rfind("\n", seen, start) + 1)
        seen = start
        yield line, start - begins + 1


def _run(text: str, end: int) -> int:
    """Count the characters from the last space to `end`, such as a quotation mark or o'."""
    found = RUN.search(text, max(0, end - 70), end)
    return len(found.group()) if found else 0


def _addresses(text: str) -> Iterator[Span]:
    """Yield where e-mail addresses stand, plain or hidden from robots."""
    for sign in [*AT.finditer(text), *(SPOKEN.finditer(text) if " dot " in text else ())]:
        local = LOCAL.search(text, max(0, sign.start() - 80), sign.start())
        domain = DOMAIN.match(text, sign.end())
        if not local or not domain:
            continue
        is_spaced = local.group().endswith(" ") or domain.group().startswith(" ")
        if not (is_spaced and sign.group() in ("@", "＠", "(a)")):  # 5 @ 3.50 is a price
            yield local.start(), domain.end()


def _telephones(text: str) -> Iterator[Span]:
    """Yield where telephone numbers stand, in order."""
    if any(_numbers(text)):
        text = ELSEWHERE.sub(lambda found: " " * len(found.group()), text)
    seen = -1
    for match in sorted(_numbers(text), key=lambda found: found.start()):
        number = match.group()
        is_other = OTHER.fullmatch(number) or DATE.search(number) or AMOUNT.match(text, match.end())
        if match.start() >= seen and not is_other:
            seen = match.end()
            yield match.start() - (_is_opened(text, match) and "(" not in number), seen


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield what is written like a telephone number, or follows a word for one."""
    yield from INTERNATIONAL.finditer(text)
    for match in NATIONAL.finditer(text):
        digits = sum(character.isdigit() for character in match.group())
        if digits >= (8 if _is_opened(text, match) else 9):
            yield match
    for match in NUMBER.finditer(text):
        if WORD.search(text, max(0, match.start() - 40), match.start()):
            yield match


def _is_opened(text: str, number: re.Match[str]) -> bool:
    """Whether a number begins in brackets: (030) 1234-5678."""
    return text[max(0, number.start() - 1) : number.start()] == "(" and ")" in number.group()
