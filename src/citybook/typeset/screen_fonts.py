"""A typeface goes in; the files that browsers need, one for each script, and the rules with which
stylesheets name them come out.

A browser fetches a file only for a page with letters of its script. Until one is there, the page is
set in a typeface that the reader has, made as wide and as high as ours, so that hardly a line ends
elsewhere when ours comes (CSS Fonts 5, size-adjust and the metrics that are overridden).
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from citybook.font_cutting import Metrics, metrics
from citybook.typeface import SECOND, Letters, Typeface
from citybook.typeset.font_faces import Face, stem

# The scripts, each with the first and last of its letters in Unicode; what is in none of them is
# `more`. Signs and punctuation go with Latin.
SCRIPTS = {
    "latin": (
        *((0x0, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2C6, 0x2C6), (0x2DA, 0x2DC)),
        *((0x2000, 0x206F), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2190, 0x2193)),
        (0x2212, 0x2212),
    ),
    "greek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
    "cyrillic": ((0x400, 0x52F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F)),
}
MORE = "more"
# The weights that pages use.
WEIGHTS = (400, 800)
# What readers have in place of ours, on all systems: fonts of the same widths by their names, and
# how wide their letters are on average in a text, in em, regular and bold.
STAND_INS = (
    (("Arial", "Liberation Sans", "Arimo", "Helvetica"), {400: 0.4395, 700: 0.4759}),
    (("Roboto",), {400: 0.4417, 700: 0.4477}),
    (("DejaVu Sans", "Verdana"), {400: 0.5048, 700: 0.5704}),
)


def screen_faces(typeface: Typeface, letters: Letters) -> tuple[Face, ...]:
    """Name the files that browsers need. Without italics, they slant the others."""
    return tuple(
        Face(f"{stem(one)}{name}-{script}", one, source, 0, style, weights, script)
        for one in (typeface, SECOND)
        for script in (*SCRIPTS, MORE)
        if letters_in(one, letters, script)
        for name, source, style, weights in (
            ("", one.regular, "normal", "400 800" if one.is_variable else "1 500"),
            ("-Bold", "" if one.is_variable else one.bold, "normal", "501 1000"),
            ("-Italic", one.italic, "italic", "400 800" if one.is_variable else "1 1000"),
        )
        if source
    )


def letters_in(typeface: Typeface, letters: Letters, script: str) -> frozenset[str]:
    """Return which letters of a script a typeface sets: the second, what it adds. Marks that are
    set on a letter come with each script, since one file must have both."""
    all_of_it = letters.added - letters.own if typeface == SECOND else letters.own
    found = {letter for letter in all_of_it if script_of(ord(letter)) == script}
    marks = {letter for letter in all_of_it if unicodedata.category(letter)[0] == "M"}
    return frozenset(found | marks if found else found)


def script_of(code: int) -> str:
    """Return the script of a letter."""
    return next(
        (
            name
            for name, stretches in SCRIPTS.items()
            if any(first <= code <= last for first, last in stretches)
        ),
        MORE,
    )


def measure(typeface: Typeface) -> dict[int, Metrics]:
    """Return how a typeface sets text, regular and bold."""
    sources = {400: typeface.regular, 700: typeface.bold}
    return {
        weight: metrics(typeface.source(name).read_bytes(), weight)
        for weight, name in sources.items()
    }


def screen_rules(
    typeface: Typeface, letters: Letters, measured: Mapping[int, Metrics]
) -> Iterator[str]:
    """Yield rules for browsers; `measured` is how the typeface sets text."""
    for face in screen_faces(typeface, letters):
        style = "" if face.style == "normal" else f"font-style: {face.style}; "
        yield (
            f'@font-face {{ font-family: "{face.typeface.family}"; font-weight: {face.weights}; '
            f'{style}font-display: swap; src: url("fonts/{face.file}") format("woff2"); '
            f"unicode-range: {_ranges(face, letters)} }}\n"
        )
    yield from _stand_ins(typeface, measured)
    meanwhile = (f'"{_meanwhile(typeface, number)}"' for number in range(len(STAND_INS)))
    yield f":root {{ --typeface: {families(typeface)}, {', '.join(meanwhile)} }}\n"


def _stand_ins(typeface: Typeface, measured: Mapping[int, Metrics]) -> Iterator[str]:
    """Yield what stands in for a typeface meanwhile, in two weights."""
    for number, (names, widths) in enumerate(STAND_INS):
        for weight, found in measured.items():
            wide = found.width / widths[weight]
            bold = " Bold" if weight == 700 else ""
            local = ", ".join(f'local("{name}{bold}")' for name in names)
            ascent, descent, gap = (
                f"{100 * one / wide:.1f}%" for one in (found.ascent, found.descent, found.gap)
            )
            yield (
                f'@font-face {{ font-family: "{_meanwhile(typeface, number)}"; font-weight: '
                f"{'551 1000' if bold else '1 550'}; src: {local}; size-adjust: {100 * wide:.1f}%; "
                f"ascent-override: {ascent}; descent-override: {descent}; "
                f"line-gap-override: {gap} }}\n"
            )


def _meanwhile(typeface: Typeface, number: int) -> str:
    return f"{typeface.family} meanwhile {number + 1}"


def families(typeface: Typeface) -> str:
    """Name both families as stylesheets do."""
    return f'"{typeface.family}", "{SECOND.family}"'


def _ranges(face: Face, letters: Letters) -> str:
    """Return the letters of a file as CSS has them (CSS Fonts 4, unicode-range); what no file has
    may be among them."""
    own = letters_in(face.typeface, letters, face.script)
    stretches: list[list[int]] = []
    others = sorted(map(ord, (letters.own | letters.added) - own))
    for code in sorted(map(ord, own)):
        if stretches and not _any_within(others, stretches[-1][1], code):
            stretches[-1][1] = code
        else:
            stretches.append([code, code])
    return ",".join(
        f"U+{first:X}" if first == last else f"U+{first:X}-{last:X}" for first, last in stretches
    )


def _any_within(codes: list[int], low: int, high: int) -> bool:
    at = bisect_right(codes, low)
    return at < len(codes) and codes[at] < high
