"""The lines of a block go in; the illustrations in them come out, paragraphs that hold nothing but
pictures, and a problem for each that cannot be one.

    ![A ferry at the quay](harbour.jpg "The quay in 2021")
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from citybook.content.links import NumberedLine, unescape
from citybook.content.picture_places import PicturePlaceName
from citybook.models.pictures import WHERE, name_fault
from citybook.models.plain import plain_fault
from citybook.problems import Problem

# A picture: what it shows, its file, which may have spaces and brackets in its name, and a caption.
IMAGE = re.compile(
    r"!\[(?P<alt>(?:\\.|[^\\\[\]]|\[[^\[\]]*\](?=\{))*)\]"
    r"\((?P<file><[^<>]*>\s*|[^()<>\"“”„«»]*(?:\([^()]*\)[^()<>\"“”„«»]*)*)"
    r"(?:(?<=\s)(?:\"(?P<caption>.*?)\"|[“„«](?P<quoted>.*?)[”“»]))?\s*\)"
    r"(?=\s*(?:!\[|\{|$))"
)
# A caption between single marks, behind the file's name.
SINGLE = re.compile(r"(?P<file>.*\S)\s+'(?P<caption>.*)'")
OPENS = "!["
EXAMPLE = 'write ![what it shows](harbour.jpg "a caption, if any")'
# The kinds of block that can hold illustrations.
PICTURED = ("prose", "challenge", "risk", "example", "good-practice", "wide", "beside")


@dataclass(frozen=True)
class PictureUse:
    """A picture as an entry shows it, and where it says so: in the front matter in `field`, else in
    the text. Without an `alt` or a `caption` it has those beside its file. `column` is that of the
    file's name."""

    file: str
    alt: str
    caption: str | None
    line: int
    column: int
    place: PicturePlaceName = "column"
    field: str = ""


@dataclass(frozen=True)
class Illustration:
    """One picture, or two side by side, in place of the lines from `first` to `last`."""

    pictures: tuple[PictureUse, ...]
    first: int
    last: int

    def element(self) -> Element:
        """Return it as it is kept in the tree of a text."""
        found = Element("figure", place=self.pictures[0].place)
        for one in self.pictures:
            said = {} if one.caption is None else {"caption": one.caption}
            place = {"line": str(one.line), "column": str(one.column)}
            found.append(Element("img", {"src": one.file, "alt": one.alt} | said | place))
        return found


def take_illustrations(
    lines: list[NumberedLine], kind: str, file: str, problems: list[Problem]
) -> tuple[list[NumberedLine], tuple[Illustration, ...]]:
    """Return the lines of a block without its illustrations, which leave blank ones, and these."""
    found, rest = [], dict(lines)
    for paragraph in _paragraphs(lines, first_alone=kind == "beside"):
        if not all(line.lstrip().startswith(OPENS) for _, line in paragraph):
            continue
        own: list[Problem] = []
        read = [list(_pictures(line, file, own)) for line in paragraph]
        faulty = {problem.line for problem in own}
        if all(shown or line[0] in faulty for shown, line in zip(read, paragraph, strict=True)):
            rest.update((number, "") for number, _ in paragraph)
            shown = tuple(one for pictures in read for one in pictures)
            found.append(Illustration(shown, paragraph[0][0], paragraph[-1][0]))
            problems.extend(own)
    problems.extend(_find_misplaced(found, list(rest.items()), kind, file))
    return list(rest.items()), tuple(
        _place(illustration, kind) for illustration in found if illustration.pictures
    )


def _paragraphs(lines: list[NumberedLine], *, first_alone: bool) -> Iterator[list[NumberedLine]]:
    """Yield the paragraphs without headings; the first line by itself if it is a picture's and
    stands beside the text below."""
    paragraph: list[NumberedLine] = []
    if first_alone and lines and lines[0][1].startswith(OPENS):
        yield lines[:1]
        lines = lines[1:]
    for number, line in (*lines, (0, "")):
        if line.strip() and not line.startswith("#"):
            paragraph.append((number, line))
            continue
        if paragraph:
            yield paragraph
        paragraph = []


def _pictures(line: NumberedLine, file: str, problems: list[Problem]) -> Iterator[PictureUse]:
    """Yield the pictures of a line that holds nothing else; nothing of one that does."""
    number, text = line
    found: list[re.Match[str]] = []
    at = len(text) - len(text.lstrip())
    while at < len(text.rstrip()):
        match = IMAGE.match(text, at)
        if match is None:
            if not text.startswith(OPENS, at) or "](" not in text[at:]:
                fault = _braces(text, at) if found else None
                problems.extend([Problem(file, number, at + 1, *fault)] if fault else [])
                return
            if re.search(r"\)\s*[^\s{!]", text[at:]):
                return  # with words behind it, which is told of links
            message = "a picture that cannot be read as one"
            problems.append(Problem(file, number, at + 1, message, EXAMPLE))
            return
        found.append(match)
        at = match.end() + len(text[match.end() :]) - len(text[match.end() :].lstrip())
    for match in found:
        yield _picture(match, number, file, problems)


def _braces(text: str, at: int) -> tuple[str, str] | None:
    if text.startswith("{", at):
        hint = "take them out; a wide picture stands in a block ::: wide, one beside a text in "
        return "signs in braces, with which other programs set pictures", f"{hint}::: beside"
    return None


def _picture(match: re.Match[str], number: int, file: str, problems: list[Problem]) -> PictureUse:
    given, caption = match["file"].strip(), match["caption"] or match["quoted"]
    if caption is None and (single := SINGLE.fullmatch(given)):
        given, caption = single["file"], single["caption"]
    name = unescape(given.strip("<>").strip())
    column = match.start("file") + 1 + match["file"].startswith("<")
    if not name:
        problems.append(Problem(file, number, column, "a picture without a file", WHERE))
    elif wrong := name_fault(name):
        message = f"a picture '{name[:80]}': expected {wrong[0]}"
        problems.append(Problem(file, number, column, message, wrong[1]))
    if match["caption"] == "":
        caption = ""
    for what, text in (("what a picture shows", match["alt"]), ("a caption", caption or "")):
        if fault := plain_fault(unescape(text)):
            at, message, hint = fault
            place = number, match.string.index(text, match.start()) + at
            problems.append(Problem(file, *place, f"in {what}, {message}", hint))
    said = None if caption is None else unescape(caption)
    return PictureUse(name, unescape(match["alt"]).strip(), said, number, column)


def _find_misplaced(
    illustrations: list[Illustration], rest: list[NumberedLine], kind: str, file: str
) -> Iterator[Problem]:
    """Yield illustrations that a block has no room for, and what such a block lacks."""
    for illustration in illustrations:
        if kind not in PICTURED:
            message, hint = f"a picture in a block '::: {kind}'", "put it above or below the block"
            yield Problem(file, illustration.first, 1, message, hint)
        elif len(illustration.pictures) > 2 or (
            kind in ("wide", "beside") and len(illustration.pictures) > 1
        ):
            one = kind in ("wide", "beside")
            message = "more than one picture here" if one else "more than two pictures side by side"
            hint = "leave a blank line between them"
            hint = "two side by side stand in a paragraph of their own, outside" if one else hint
            yield Problem(file, illustration.first, 1, message, hint)
        elif kind in ("wide", "beside") and illustration is not illustrations[0]:
            message = f"a second picture in a block '::: {kind}'"
            yield Problem(file, illustration.first, 1, message, "give each a block of its own")
    text = [number for number, line in rest if line.strip()]
    if kind == "wide" and illustrations and text:
        message, hint = "text in a block '::: wide'", "put it below the block, or make it a caption"
        yield Problem(file, text[0], 1, message, hint)
    if kind == "beside" and illustrations and text and text[0] < illustrations[0].first:
        message, hint = "text above the picture that it stands beside", "put the picture first"
        yield Problem(file, text[0], 1, message, hint)


def _place(illustration: Illustration, kind: str) -> Illustration:
    place: PicturePlaceName = "column" if len(illustration.pictures) == 1 else "half"
    if kind in ("wide", "beside"):
        place = "wide" if kind == "wide" else "beside"
    return replace(
        illustration, pictures=tuple(replace(one, place=place) for one in illustration.pictures)
    )


def find_lacking(
    kind: str, illustrations: tuple[Illustration, ...], lines: list[NumberedLine]
) -> tuple[str, str] | None:
    """Say what a block of pictures lacks: message and hint."""
    if kind not in ("wide", "beside"):
        return None
    if not illustrations:
        return f"no picture in this block '::: {kind}'", EXAMPLE
    if kind == "beside" and not any(line.strip() for _, line in lines):
        hint = "write it below the picture, or take the lines with ::: out"
        return "no text beside this picture", hint
    return None
