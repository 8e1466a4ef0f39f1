"""A body of Markdown goes in; its sections, each a row of blocks with trees, links and icons, come
out, and a problem for each mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from citybook import naming
from citybook.content import block_places, icons, tree
from citybook.content.blocks import Block, read_blocks
from citybook.content.headings import fold, heading_fault, read_title
from citybook.content.illustrations import PictureUse
from citybook.content.limits import MOST_PROBLEMS
from citybook.content.links import NO_PICTURES, Link, find_links
from citybook.content.list_marks import BULLET, ICON
from citybook.content.parsing import parse_block
from citybook.kinds.kind import Kind
from citybook.kinds.wording import choose_wording
from citybook.problems import Problem, did_you_mean, nearest

# What a page calls its own parts: layouts/base.html, site/entry.html, components/term-notes.html;
# and the page with all steps of a chapter.
OF_PAGE = re.compile(r"one-page|contents?|note-\d+|picture-\d+|term-note-.+")


@dataclass(frozen=True)
class Allowed:
    """What the texts of a kind may hold: links of which sorts, blocks and headings below those of
    sections, and icons at the list items of sections with certain headings, of all `headings` if
    these are not free; what to do with icons elsewhere; and whether there are tables and
    pictures."""

    links: tuple[str, ...]
    blocks: bool = True
    icons: tuple[str, ...] = ()
    icons_hint: str = ""
    headings: tuple[str, ...] = ()
    tables: bool = True
    pictures: bool = True

    @property
    def example(self) -> str:
        """A heading as it is written."""
        return f"## {self.headings[0] if self.headings else 'Context'}"


@dataclass(frozen=True)
class Section:
    """One section: its heading as written, its blocks, and for each list item its icon where it
    names one.

    `id` is that of a closed list, empty for free headings; `anchor` is unique in the entry. With
    `is_wrong`, it has been said that its heading is none.
    """

    title: str
    blocks: tuple[Block, ...]
    line: int
    links: tuple[Link, ...] = ()
    icons: tuple[str, ...] = ()
    pictures: tuple[PictureUse, ...] = ()
    id: str = ""
    anchor: str = ""
    is_wrong: bool = False

    @property
    def body(self) -> Element:
        """Its prose as one element; a city card's section is nothing else."""
        body = Element("div")
        for block in self.blocks:
            if block.kind == "prose" and block.body is not None:
                body.extend(block.body)
        return body

    @property
    def items(self) -> list[Element]:
        return tree.items(self.body)


@dataclass
class _Part:
    title: str
    line: int
    lines: list[str]
    is_wrong: bool = False
    has_fault: bool = False


def read(
    body: str,
    first_line: int,
    file: str,
    problems: list[Problem],
    allowed: Allowed,
) -> list[Section]:
    """Return the sections of a body that begins in `first_line`; any heading will do."""
    parts = _parts(body, first_line, file, problems, allowed)
    found = [_section(part, number, file, problems, allowed) for number, part in enumerate(parts)]
    taken: set[str] = set()
    return [
        replace(section, anchor=_anchor(section.title, number, taken))
        for number, section in enumerate(found, 1)
    ]


def text(
    body: str, first_line: int, file: str, problems: list[Problem], allowed: Allowed
) -> Section:
    """Return a body without headings, such as a term's, as one section."""
    problems.extend(
        Problem(
            file,
            number,
            1,
            "a heading in a text that has none",
            r"take it out, or write the words in bold; \# keeps the sign as text",
        )
        for number, line in enumerate(body.split("\n"), first_line)
        if line.startswith("#")
    )
    part = _Part("", first_line - 1, body.split("\n"))
    return _section(part, 0, file, problems, replace(allowed, blocks=False, tables=False))


def name_sections(
    found: list[Section], kind: Kind, file: str, problems: list[Problem]
) -> list[Section]:
    """Return the sections with their ids in the order that their kind declares; what is unknown,
    twice or missing is a problem."""
    headings = kind.headings
    folded = {fold(heading): heading for heading in headings}
    declared = f", as {kind.file} declares them" if kind.file else ""
    by_id: dict[str, Section] = {}
    written = {fold(section.title) for section in found}
    free = [heading for heading in headings if fold(heading) not in written]
    former = {fold(old): new for old, new in kind.former.items() if new in free}
    for section in found:
        title = folded.get(fold(section.title), section.title.replace("’", "'"))
        if not title or (section.is_wrong and title not in headings):
            continue  # that has been said
        if new := former.get(fold(title)):
            message = f"the section '{title}' is called '{new}'{declared}"
            problems.append(Problem(file, section.line, 4, message, f"write ## {new}"))
        elif title not in headings:
            message = f"no section '{title[:80]}'{did_you_mean(title[:80], free)}"
            hint = f"the sections are {', '.join(headings)}{declared}"
            problems.append(Problem(file, section.line, 4, message, hint))
        elif (name := headings[title].id) in by_id:
            message = f"the section '{title}' is there twice, first in line {by_id[name].line}"
            problems.append(Problem(file, section.line, 4, message, "put both under one heading"))
        else:
            by_id[name] = replace(section, title=title)
    missing = [one for one in headings.items() if one[1].required and one[1].id not in by_id]
    titles = [section.title for section in found if missing]
    mistyped = {former.get(fold(title)) or nearest(title, free) for title in titles}
    for title, section_spec in missing:
        if title not in mistyped and title == choose_wording(section_spec.heading, ""):
            hint = f"add a line '## {title}' and its text{declared}"
            problems.append(Problem(file, 0, 0, f"the section '{title}' is missing", hint))
    ordered = ((one.id, by_id[one.id]) for one in kind.sections or () if one.id in by_id)
    return [
        replace(section, title=section.title.replace("'", "’"), id=name, anchor=name)
        for name, section in ordered
    ]


def _anchor(title: str, number: int, taken: set[str]) -> str:
    """An address for a section: its title in plain letters where it has any, else its number;
    unique on its entry's page."""
    made = naming.plain(title)[:60].rstrip("-") or str(number)
    made = f"section-{made}" if made[0].isdigit() or OF_PAGE.fullmatch(made) else made
    while made in taken or OF_PAGE.fullmatch(made):
        made += "-2"
    taken.add(made)
    return made


def _parts(
    body: str, first_line: int, file: str, problems: list[Problem], allowed: Allowed
) -> list[_Part]:
    parts: list[_Part] = []

    def note(number: int, message: str, hint: str) -> None:
        problems.append(Problem(file, number, 1, message, hint))
        if parts:
            parts[-1].lines.append("")  # so that the lines below keep their numbers

    for number, line in enumerate(body.split("\n"), first_line):
        level = min(6, len(line) - len(line.lstrip("#")))
        if level == 2:
            parts.append(_Part(read_title(line, number, file, problems), number, []))
        elif level and (level != 3 or not allowed.blocks or not parts):
            note(number, *heading_fault(line, level, allowed.example, has_blocks=allowed.blocks))
            if parts:
                parts[-1].has_fault = True
            else:
                parts.append(_Part(line.strip("# "), number, [], is_wrong=True))
        elif parts:
            parts[-1].lines.append(line)
        elif line.strip():
            hint = f"put a heading above it, such as {allowed.example}"
            note(number, "text before the first section", hint)
            parts.append(_Part("", number - 1, [line], is_wrong=True))
    return parts


def _section(
    part: _Part,
    number: int,
    file: str,
    problems: list[Problem],
    allowed: Allowed,
) -> Section:
    if missing := _missing_text(part):
        problems.append(Problem(file, part.line, 1, *missing))
    sources = read_blocks(part.lines, part.line + 1, file, problems)
    problems.extend(
        block_places.find_refused(
            sources, has_blocks=allowed.blocks, has_tables=allowed.tables, file=file
        )
    )
    links = [
        find_links(
            source.all_lines(),
            allowed.links,
            (number, index),
            file,
            problems,
            has_pictures=allowed.pictures,
        )
        for index, source in enumerate(sources)
    ]
    illustrations = [illustration for source in sources for illustration in source.illustrations]
    if not allowed.pictures:
        problems.extend(Problem(file, one.first, 1, *NO_PICTURES) for one in illustrations)
    named_icons = _icons(part, file, problems, allowed)
    blocks = tuple(
        parse_block(source, found, file, problems)
        for source, found in zip(sources, links, strict=True)
    )
    to_entries = tuple(link for found in links for link in found if link.kind in allowed.links)
    pictures = tuple(one for illustration in illustrations for one in illustration.pictures)
    return Section(
        part.title,
        blocks,
        part.line,
        to_entries,
        named_icons,
        pictures=pictures,
        is_wrong=part.is_wrong,
    )


def _missing_text(part: _Part) -> tuple[str, str] | None:
    """Say that a section has no text: message and hint; None where it has, or where another problem
    tells why not."""
    is_empty = not any(line.strip() not in ("", "*", "-") for line in part.lines)
    if not is_empty or part.is_wrong or part.has_fault:
        return None
    if part.title:
        hint = "write its text below the heading, or take the heading out"
        return f"the section '{part.title}' is empty", hint
    return "the text is missing", "write it below the front matter"


def _icons(part: _Part, file: str, problems: list[Problem], allowed: Allowed) -> tuple[str, ...]:
    title, found = fold(part.title), []
    has_icons, is_known = (title in map(fold, names) for names in (allowed.icons, allowed.headings))
    for number, line in enumerate(part.lines, part.line + 1):
        if match := ICON.match(line):
            name = match.group(2)
            found.append(name)
            start, message = match.start(2), ""
            if not has_icons:
                message, hint = (
                    "an icon that is not shown here",
                    f"take it out; {allowed.icons_hint}",
                )
            elif name not in icons.names() and len(problems) < MOST_PROBLEMS:
                start, message = start + 1, f"no icon '{name}'{did_you_mean(name, icons.names())}"
                hint = "see lucide.dev/icons for all of them"
            # Where a heading is unknown, which has been said, it may be one with icons.
            if message and (not allowed.headings or is_known):
                problems.append(Problem(file, number, start, message, hint))
        elif BULLET.match(line):
            found.append("")
    return tuple(found)
