"""The lines of a text and the tree that was made of them go in; whatever was lost on the way comes
out.

line_rules.py refuses what is known to be lost; this finds the rest: every letter and figure of the
lines is shown, in order, and every link leads where they say.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from citybook.content import list_marks, tree
from citybook.content.links import WRITTEN, Link, NumberedLine, mask_escapes, visible

LISTED = re.compile(rf"^[ >]*{list_marks.NUMBERS}[ \t]+")
# Signs that Markdown may use up; all others are shown.
SIGNS = re.compile(rf"[\s\\*_\[\]()<>#+\-.!{list_marks.PASTED}]+")
# Lines of digits alone can be read in many ways; the first and the last are those with all numbers,
# and with none.
MOST_WAYS = 32


def find_loss(
    lines: list[NumberedLine], links: list[Link], root: Element
) -> tuple[int, str, str] | None:
    """Return what was lost first: its line, what it is, what to do; None when nothing was."""
    if line := _lost_words(lines, root):
        return line, "words that would be lost or stand elsewhere", "write this line more simply"
    led = [target for target in tree.targets(root) if not target.startswith("note:")]
    if led != [f"{link.kind}:{link.slug}" for link in links]:
        astray = (
            one.line for one, to in zip(links, led, strict=False) if not to.endswith(one.slug)
        )
        hint = "write it in one line: [Paris](city:paris)"
        return next(astray, lines[0][0]), "a link that cannot be read as one", hint
    if any("**" in text for text in root.itertext()) and (line := _open_emphasis(lines)):
        hint = r"write **words** without spaces inside, and \*\* for two stars"
        return line, "** that begin or end no bold", hint
    return None


def _lost_words(lines: list[NumberedLine], root: Element) -> int:
    """Return the line whose letters and figures are not what follows in the tree; lists may lack
    their numbers. 0 when there is none."""
    shown, places = SIGNS.sub("", "".join(root.itertext())), {0}
    for number, line in lines:
        said = visible(line)
        ways = {SIGNS.sub("", said), SIGNS.sub("", LISTED.sub("", said))}
        places = {at + len(way) for at in places for way in ways if shown.startswith(way, at)}
        if not places:
            return number
        if len(places) > MOST_WAYS:
            places = {min(places), max(places)}
    return 0 if len(shown) in places else lines[-1][0]


def _open_emphasis(lines: list[NumberedLine]) -> int:
    """Return the first line with ** that no other ends, for want of a better one; 0 when there is
    none."""
    counts = [(number, WRITTEN.sub("", mask_escapes(line)).count("**")) for number, line in lines]
    odd = (number for number, count in counts if count % 2)
    return next(odd, next((number for number, count in counts if count), 0))
