"""All content goes in; aliases that cannot be kept, since something else has the address, come out
as problems."""

from __future__ import annotations

from collections.abc import Iterable

from citybook.content.aliases import Alias, QualifiedName, find_aliases, holders
from citybook.content.reading import Content
from citybook.kinds.kind import COMMUNITY, EDITION, THEME
from citybook.problems import Problem, did_you_mean


def check_aliases(content: Content) -> Iterable[Problem]:
    """Yield aliases of no kind, and those that are the name of something or an alias already."""
    found = sorted(find_aliases(content), key=lambda one: (one.holder.file, one.mark))
    if not found:
        return
    links = {*content.kinds.links, COMMUNITY, THEME, EDITION} - {"count"}
    present = {holder.name: holder.place for holder in holders(content)}
    owners: dict[QualifiedName, Alias] = {}
    for alias in found:
        old = alias.old
        if old.link not in links:
            message = f"no kind '{old.link}'{did_you_mean(old.link, links)}"
            yield _problem(alias, message, f"the kinds are {', '.join(sorted(links))}")
        elif ("/" in old.slug) and old.link != content.kinds.guide_link:
            yield _problem(alias, f"'{old}' cannot be an address", "write it without the slash")
        elif old in present:
            hint = "take it out: an old name is kept only while nothing else is called so"
            yield _problem(alias, f"'{old}' is the name of {present[old]}", hint)
        elif (other := owners.setdefault(old, alias)) is not alias:
            where = f"{other.holder.file}, line {other.mark[0]}"
            hint = "take it out of one of them: an address leads to one page"
            yield _problem(alias, f"'{old}' is an old name in {where}, already", hint)


def _problem(alias: Alias, message: str, hint: str) -> Problem:
    return Problem(alias.holder.file, *alias.mark, f"aliases: {message}", hint)
