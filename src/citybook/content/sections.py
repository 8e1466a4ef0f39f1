"""A body of Markdown goes in; its sections, each a row of blocks with HTML, links and icons, come
out, and a problem for each mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from citybook import naming
from citybook.content import icons
from citybook.content.blocks import Block, Source, read_blocks
from citybook.content.limits import MOST_PROBLEMS
from citybook.content.making import ICON, made
from citybook.kinds.kind import Kind, worded
from citybook.models.web import fault
from citybook.problems import Problem, did_you_mean, nearest

LINK = re.compile(r"!?\[[^\]\n]*\]\(<?([^()\s<>]*(?:\([^()\s<>]*\)[^()\s<>]*)*)>?([^()\n]*)\)")
# Signs of Markdown where words stand as they are typed.
MARKUP = re.compile(r"\*\*|\]\(|`")
ITEM = re.compile(r"<li>(.*?)</li>", re.DOTALL)
# The one section whose items have icons.
STRENGTHS = "Strengths"
ENTRIES = ("city", "practice", "profile", "guide", "term", "count")
# What a page calls its own parts: layouts/base.html, site/entry.html, components/term-notes.html.
OF_PAGE = re.compile(r"contents?|note-\d+|term-note-.+")


@dataclass(frozen=True)
class Link:
    """A link between entries, such as `city:paris`, where it stands in the file, in which section
    and block of it."""

    kind: str
    slug: str
    text: str
    line: int
    column: int
    section: int = 0
    block: int = 0


@dataclass(frozen=True)
class Section:
    """One section: its heading as written, its blocks, and for each list item its icon where it
    names one.

    `name` is that of a closed list, empty for free headings; `anchor` is unique in the entry.
    """

    title: str
    blocks: tuple[Block, ...]
    line: int
    links: tuple[Link, ...] = ()
    icons: tuple[str, ...] = ()
    name: str = ""
    anchor: str = ""

    @property
    def html(self) -> str:
        """The HTML of its prose; a city card's section is nothing else."""
        return "\n".join(block.html for block in self.blocks if block.kind == "prose")

    @property
    def items(self) -> list[str]:
        """The HTML of each list item."""
        return ITEM.findall(self.html)

    @property
    def lead(self) -> str:
        """The HTML of the first paragraph, without its tag; empty when the section begins with a
        list."""
        found = re.match(r"<p>(.*?)</p>", self.html, re.DOTALL)
        return found.group(1) if found else ""

    @property
    def rest(self) -> str:
        """The HTML after the first paragraph."""
        return self.html[len(self.lead) + len("<p></p>") :].lstrip() if self.lead else self.html


@dataclass(frozen=True)
class _Part:
    title: str
    line: int
    lines: list[str]


def read(
    body: str, first_line: int, file: str, problems: list[Problem], *, plain: bool = False
) -> list[Section]:
    """The sections of a body that begins in `first_line`; any heading will do. A `plain` body has
    no blocks and no headings below its sections'."""
    parts = _parts(body, first_line, file, problems, plain)
    found = [_section(part, number, file, problems, plain) for number, part in enumerate(parts)]
    taken: set[str] = set()
    return [
        replace(section, anchor=_anchor(section.title, number, taken))
        for number, section in enumerate(found, 1)
    ]


def text(body: str, first_line: int, file: str, problems: list[Problem]) -> Section:
    """A body without headings, such as a term's, as one section."""
    problems.extend(
        Problem(
            file,
            number,
            1,
            "a heading in a text that has none",
            "take it out, or write the words in bold",
        )
        for number, line in enumerate(body.split("\n"), first_line)
        if line.startswith("#")
    )
    return _section(_Part("", first_line - 1, body.split("\n")), 0, file, problems, plain=True)


def named(
    found: list[Section], kind: Kind, file: str, problems: list[Problem]
) -> list[Section]:
    """Return the sections with their ids in the order that their kind declares; what is unknown,
    twice or missing is a problem."""
    headings = kind.headings
    declared = f", as {kind.file} declares them" if kind.file else ""
    by_id: dict[str, Section] = {}
    for section in found:
        title = section.title.replace("’", "'")
        if not title:
            continue  # that has been said
        if title not in headings:
            message = f"no section '{title[:80]}'{did_you_mean(title[:80], headings)}"
            hint = f"the sections are {', '.join(headings)}{declared}"
            problems.append(Problem(file, section.line, 4, message, hint))
        elif (id := headings[title].id) in by_id:
            message = (
                f"the section '{title}' is there twice, first in line {by_id[id].line}"
            )
            problems.append(Problem(file, section.line, 4, message, "put both under one heading"))
        else:
            by_id[id] = section
    missing = [one for one in headings.items() if one[1].required and one[1].id not in by_id]
    mistyped = {nearest(section.title, headings) for section in found} if missing else set()
    for title, section_spec in missing:
        if title not in mistyped and title == worded(section_spec.heading, ""):
            hint = f"add a line '## {title}' and its text{declared}"
            problems.append(Problem(file, 0, 0, f"the section '{title}' is missing", hint))
    return [
        replace(section, title=section.title.replace("'", "’"), name=one.id, anchor=one.id)
        for one in kind.sections or ()
        if (section := by_id.get(one.id))
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
    body: str, first_line: int, file: str, problems: list[Problem], plain: bool
) -> list[_Part]:
    parts: list[_Part] = []
    for number, line in enumerate(body.split("\n"), first_line):
        level = min(6, len(line) - len(line.lstrip("#")))
        if level == 2:
            parts.append(_Part(_title(line, number, file, problems), number, []))
        elif level and (level != 3 or plain or not parts):
            if parts:
                parts[-1].lines.append("")  # so that the lines below keep their numbers
            problems.append(
                Problem(
                    file,
                    number,
                    1,
                    f"a heading with {level} #",
                    "headings have two: ## Context"
                    if plain
                    else "headings have two, ## Context, or three",
                )
            )
        elif parts:
            parts[-1].lines.append(line)
        elif line.strip():
            problems.append(
                Problem(
                    file,
                    number,
                    1,
                    "text before the first section",
                    "put a heading above it, such as ## Context",
                )
            )
    return parts


def _title(line: str, number: int, file: str, problems: list[Problem]) -> str:
    """A heading's words, without signs that close it: `## Context ##`."""
    words = line[2:].strip()
    unclosed = words.rstrip("#")
    title = unclosed.rstrip() if unclosed != unclosed.rstrip() or not unclosed else words
    if not title:
        problems.append(Problem(file, number, 1, "a heading without words", "write them behind ##"))
    elif found := MARKUP.search(line):
        problems.append(
            Problem(
                file,
                number,
                found.start() + 1,
                "signs of Markdown in a heading are shown as they are typed",
                "write plain words",
            )
        )
    return title


def _section(part: _Part, number: int, file: str, problems: list[Problem], plain: bool) -> Section:
    if not re.sub(r"^[*-]\s*$", "", "\n".join(part.lines), flags=re.MULTILINE).strip():
        what, hint = (
            (
                f"the section '{part.title}' is empty",
                "write its text below the heading, or take the heading out",
            )
            if part.title
            else ("the text is missing", "write it below the front matter")
        )
        problems.append(Problem(file, part.line, 1, what, hint))
    sources = read_blocks(part.lines, part.line + 1, file, problems)
    if plain and (other := next((source for source in sources if source.kind != "prose"), None)):
        problems.append(
            Problem(
                file,
                other.line,
                1,
                f"a block '::: {other.kind}' in an entry that has none",
                "write it as a paragraph or a list",
            )
        )
    links = tuple(
        link
        for index, source in enumerate(sources)
        for link in _links(source, number, index, file, problems)
    )
    named_icons = _icons(part, file, problems, shown=plain and part.title == STRENGTHS)
    blocks = tuple(made(source, file, problems) for source in sources)
    return Section(part.title, blocks, part.line, links, named_icons)


def _links(
    source: Source, section: int, block: int, file: str, problems: list[Problem]
) -> list[Link]:
    found = []
    for number, line in source.all_lines():
        for match in LINK.finditer(line) if "](" in line else ():
            target, column = match.group(1), match.start(1) + 1
            kind, _, slug = target.partition(":")
            if match.group().startswith("!"):
                problems.append(
                    Problem(
                        file,
                        number,
                        match.start() + 1,
                        "a picture in the text",
                        "a city card names one in its front matter: picture, with file, alt and credit",
                    )
                )
            elif match.group(2).strip():
                problems.append(
                    Problem(
                        file,
                        number,
                        match.start(2) + 1,
                        "words behind an address would be lost",
                        "write only the address between the brackets, with %20 for a space",
                    )
                )
            elif kind in ENTRIES:
                said = match.group()[1 : match.group().index("](")]
                found.append(Link(kind, slug, said, number, column, section, block))
            elif kind not in ("http", "https"):
                problems.append(
                    Problem(
                        file,
                        number,
                        column,
                        f"a link to '{target[:80]}' leads nowhere",
                        "link to a city, such as [Paris](city:paris), or to https://…",
                    )
                )
            elif wrong := fault(target):
                problems.append(
                    Problem(file, number, column, f"a link to '{target[:80]}': expected {wrong}")
                )
    return found


def _icons(part: _Part, file: str, problems: list[Problem], *, shown: bool) -> tuple[str, ...]:
    found = []
    for number, line in enumerate(part.lines, part.line + 1):
        if match := ICON.match(line):
            name = match.group(2)
            found.append(name)
            if not shown:
                problems.append(
                    Problem(
                        file,
                        number,
                        match.start(2),
                        "an icon that is not shown here",
                        f"take it out; only '{STRENGTHS}' of a city card has icons",
                    )
                )
                continue
            if name not in icons.names() and len(problems) < MOST_PROBLEMS:
                problems.append(
                    Problem(
                        file,
                        number,
                        match.start(2) + 1,
                        f"no icon '{name}'{did_you_mean(name, icons.names())}",
                        "see lucide.dev/icons for all of them",
                    )
                )
        elif re.match(r"[*-] +", line):
            found.append("")
    return tuple(found)
