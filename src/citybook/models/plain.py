"""A text of plain words goes in, such as a title; it comes out with what its words in other
languages are, or with the signs in it that would be printed as they are typed."""

from __future__ import annotations

import re

from citybook.models.languages import FOREIGN, language_faults

# Signs of Markdown and HTML: emphasis, links, code, escapes, tags, names of signs.
SIGNS = re.compile(
    r"\*\*|(?<![\w*])\*[^\s*](?:[^*]*[^\s*])?\*(?![\w*])|\]\(|`|~~|\\(?=[^\w\s])"
    r"|</?[A-Za-z][^<>]*>|<!--|&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]+);|\]\{|\{lang="
)


class MarkedText(str):
    """Plain words, some of them in another language: `parts` are its stretches, each with its
    language, which is empty where it is that of the text."""

    parts: tuple[tuple[str, str], ...]

    def __new__(cls, parts: tuple[tuple[str, str], ...]) -> MarkedText:
        made = super().__new__(cls, "".join(words for words, _ in parts))
        made.parts = parts
        return made

    def __getnewargs__(self) -> tuple[tuple[tuple[str, str], ...]]:  # type: ignore[override]
        return (self.parts,)

    def __repr__(self) -> str:
        return f"MarkedText({self.parts!r})"


def read_plain(text: str) -> str:
    """Return a text without its marks of languages, as a MarkedText where it has any."""
    parts, at = [], 0
    for found in FOREIGN.finditer(text) if "lang=" in text else ():
        parts += [(text[at : found.start()], ""), (found["foreign"], found["language"])]
        at = found.end()
    if not parts:
        return text
    return MarkedText(tuple(part for part in (*parts, (text[at:], "")) if part[0]))


def plain_fault(text: str) -> tuple[int, str, str] | None:
    """Return what is wrong in a text of plain words: the column, the message and the hint."""
    if fault := next(language_faults(text), None):
        return fault
    covered = FOREIGN.sub(lambda found: f" {found['foreign']} ".ljust(len(found.group())), text)
    if found := SIGNS.search(covered):
        message = f"'{found.group()[:40]}' would be printed as it is typed"
        return found.start() + 1, message, "write plain words, and a sign itself"
    return None
