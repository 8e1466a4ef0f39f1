"""A body of Markdown goes in; its sections, with HTML, links and icons, come out, and a problem for each mistake."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citybook.content import icons, markup
from citybook.problems import Problem, did_you_mean, nearest

LINK = re.compile(r"!?\[[^\]\n]*\]\(\s*<?([^)\s>]*)[^)\n]*\)")
ICON = re.compile(r"^([*-] +):([a-z0-9-]*):[ ]*", re.MULTILINE)
KINDS_OF_LINK = ("city:", "https://", "http://")


@dataclass(frozen=True)
class Link:
    """A link between entries, such as `city:paris`, and where it stands."""

    kind: str
    slug: str
    line: int
    column: int


@dataclass(frozen=True)
class Section:
    """One section: its heading as written, its HTML, and for each list item its icon where it names one."""

    title: str
    html: str
    line: int
    links: tuple[Link, ...] = ()
    icons: tuple[str, ...] = ()

    @property
    def items(self) -> list[str]:
        """The HTML of each list item."""
        return re.findall(r"<li>(.*?)</li>", self.html, re.DOTALL)

    @property
    def lead(self) -> str:
        """The HTML of the first paragraph, without its tag; empty when the section begins with a list."""
        found = re.match(r"<p>(.*?)</p>", self.html, re.DOTALL)
        return found.group(1) if found else ""

    @property
    def rest(self) -> str:
        """The HTML after the first paragraph."""
        return self.html[len(self.lead) + len("<p></p>"):].lstrip() if self.lead else self.html


@dataclass(frozen=True)
class _Block:
    title: str
    line: int
    lines: list[str]


def read(body: str, first_line: int, file: str, problems: list[Problem]) -> list[Section]:
    """The sections of a body that begins in `first_line`; any heading will do."""
    blocks = _blocks(body, first_line, file, problems)
    return [_section(block, file, problems) for block in blocks]


def named(found: list[Section], names: dict[str, str], required: tuple[str, ...], file: str,
          problems: list[Problem]) -> dict[str, Section]:
    """The sections by their name in code, in the order of `names`; what is unknown, twice or missing is a problem."""
    by_title: dict[str, Section] = {}
    for section in found:
        title = section.title
        if title not in names:
            problems.append(Problem(file, section.line, 4, f"no section '{title}'{did_you_mean(title, names)}",
                                    f"the sections are {', '.join(names)}"))
        elif title in by_title:
            problems.append(Problem(file, section.line, 4, f"the section '{title}' is there twice, first in line "
                                                           f"{by_title[title].line}", "put both under one heading"))
        else:
            by_title[title] = section
    mistyped = {nearest(section.title, names) for section in found}
    for title in required:
        if title not in mistyped:
            problems.append(Problem(file, 0, 0, f"the section '{title}' is missing",
                                    f"add a line '## {title}' and its text"))
    return {names[title]: by_title[title] for title in names if title in by_title}


def _blocks(body: str, first_line: int, file: str, problems: list[Problem]) -> list[_Block]:
    blocks: list[_Block] = []
    for number, line in enumerate(body.split("\n"), first_line):
        heading = re.match(r"(#{1,6})[ \t]*(.*?)[ \t#]*$", line)
        if heading and len(heading.group(1)) == 2:
            blocks.append(_Block(heading.group(2), number, []))
        elif heading:
            problems.append(Problem(file, number, 1, f"a heading with {len(heading.group(1))} #",
                                    "headings have two: ## Context"))
        elif blocks:
            blocks[-1].lines.append(line)
        elif line.strip():
            problems.append(Problem(file, number, 1, "text before the first section",
                                    "put a heading above it, such as ## Context"))
    return blocks


def _section(block: _Block, file: str, problems: list[Problem]) -> Section:
    source = "\n".join(block.lines)
    if not re.sub(r"^[*-]\s*$", "", source, flags=re.MULTILINE).strip():
        problems.append(Problem(file, block.line, 1, f"the section '{block.title}' is empty",
                                "write its text below the heading, or take the heading out"))
    problems.extend(_gaps(block, file))
    links = tuple(_links(block, file, problems))
    named_icons = _icons(block, file, problems)
    made = markup.html(ICON.sub(r"\1", source))
    for target in re.findall(r'href="([^"]*)"', made):
        if not target.startswith(KINDS_OF_LINK):
            problems.append(Problem(file, block.line, 1, f"a link to '{target}' leads nowhere",
                                    "link to city:… or https://…"))
    return Section(block.title, made, block.line, links, named_icons)


def _gaps(block: _Block, file: str) -> list[Problem]:
    return [Problem(file, number, 1, "an empty list item", "write its text, or take the line out")
            for number, line in enumerate(block.lines, block.line + 1) if re.match(r"[*-]\s*$", line)]


def _links(block: _Block, file: str, problems: list[Problem]) -> list[Link]:
    found = []
    for number, line in enumerate(block.lines, block.line + 1):
        for match in LINK.finditer(line):
            target, column = match.group(1), match.start(1) + 1
            kind, _, slug = target.partition(":")
            if match.group().startswith("!"):
                problems.append(Problem(file, number, match.start() + 1, "a picture in the text",
                                        "name it in the front matter: picture, with file, alt and credit"))
            elif kind == "city":
                found.append(Link(kind, slug, number, column))
            elif not target.startswith(KINDS_OF_LINK):
                problems.append(Problem(file, number, column, f"a link to '{target}' leads nowhere",
                                        "link to a city, such as [Paris](city:paris), or to https://…"))
    return found


def _icons(block: _Block, file: str, problems: list[Problem]) -> tuple[str, ...]:
    found = []
    for number, line in enumerate(block.lines, block.line + 1):
        if match := ICON.match(line):
            name = match.group(2)
            found.append(name)
            if name not in icons.names():
                problems.append(Problem(file, number, match.start(2) + 1,
                                        f"no icon '{name}'{did_you_mean(name, icons.names())}",
                                        "see lucide.dev/icons for all of them"))
        elif re.match(r"[*-] +", line):
            found.append("")
    return tuple(found)
