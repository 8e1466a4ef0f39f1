"""All content, a name and a new slug go in; what is renamed, and the bytes that each file shall
hold, come out."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

from citybook.content.aliases import (
    Holder,
    QualifiedName,
    find_aliases,
    holders,
    old_name,
    present_names,
)
from citybook.content.reading import Content
from citybook.content.references import find_references
from citybook.journal import FileChange
from citybook.kinds.kind import COMMUNITY, EDITION, THEME
from citybook.naming import is_address, propose_name, reason
from citybook.problems import Problem, did_you_mean
from citybook.project import RECORD, Project
from citybook.rename.alias_edits import keep_alias, swap_alias
from citybook.rename.edits import EditableText, MisplacedError, PlacedEdit
from citybook.run import BuildError

FOLDER = "content/"


@dataclass
class Renaming:
    """What is renamed: `names` has the new name of each old one, those of a guide's chapters too;
    `holders` are what has the name, none where it is an old name that texts still use."""

    project: Project
    old: QualifiedName
    new: QualifiedName
    names: dict[QualifiedName, QualifiedName]
    holders: list[Holder]
    edits: dict[str, list[PlacedEdit]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    sources: dict[str, EditableText] = field(default_factory=dict)

    def source(self, file: str) -> EditableText:
        """Return the text of a file as it is."""
        if file not in self.sources:
            self.sources[file] = EditableText((self.project.root / file).read_bytes())
        return self.sources[file]

    def changes(self) -> Iterator[FileChange]:
        """Yield each change. Raises BuildError where a name is written in a way that cannot be
        changed in safety."""
        problems = []
        for file in sorted({*self.edits, *self.files}):
            before, new = (self.project.root / file).read_bytes(), self.files.get(file, file)
            try:
                edits = self.edits.get(file)
                after = self.source(file).apply(edits) if edits else before
            except MisplacedError as error:
                message = f"'{error.edit.old}' is not written here letter for letter"
                hint = "write it plain, without backslashes, and in one line; then rename again"
                problems.append(Problem(file, error.edit.line, error.edit.column, message, hint))
                continue
            old, new = file.removeprefix(FOLDER), new.removeprefix(FOLDER)
            yield FileChange(old, new, before, after)
        if problems:
            raise Unsafe(problems)


class Unsafe(Exception):
    """Raised with the places of names that cannot be changed in safety."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} places")


def plan_renaming(project: Project, content: Content, given: str, slug: str) -> Renaming:
    """Plan to rename what is called `given`, such as `city:sofia`, to `slug`. Raises BuildError in
    plain words if it cannot be."""
    old = _name(content, given)
    new = old.with_slug(slug)
    named = [holder for holder in holders(content) if holder.name == old]
    if not named and present_names(content).get(old) != new:
        raise BuildError(_describe_unknown(content, old))
    _check_slug(slug)
    if new == old:
        raise BuildError(f"'{old}' is its name already.")
    if named:
        _check_is_free(content, old, new)
    names = {old: new}
    if any(holder.entry and holder.entry.kind == "guide" for holder in named):
        for chapter in content.chapters:
            name = QualifiedName(old.link, chapter.slug)
            if name.folder == old.slug:
                names[name] = QualifiedName(old.link, f"{slug}/{name.own}")
    plan = Renaming(project, old, new, names, named)
    _edit_references(plan, content)
    for holder in named:
        _edit_name(plan, holder)
    if named:
        _edit_aliases(plan)
    for file, target in plan.files.items():
        if file != target and os.path.lexists(project.root / target):
            raise BuildError(f"{target} is there already; nothing is renamed.")
    return plan


def _name(content: Content, given: str) -> QualifiedName:
    words = [*(link for link in content.kinds.links if link != "count"), COMMUNITY, THEME, EDITION]
    link, colon, slug = given.partition(":")
    if not colon:
        raise BuildError(
            f"'{given}' does not say what is to be renamed: write it as links do, such as "
            f"{words[0]}:{given}; it can be {', '.join(f'{word}:' for word in words)}."
        )
    if link not in words:
        raise BuildError(
            f"There is nothing that '{link}:' stands for{did_you_mean(link, words)}: it can be "
            f"{', '.join(f'{word}:' for word in words)}."
        )
    return QualifiedName(link, slug)


def _describe_unknown(content: Content, name: QualifiedName) -> str:
    if now := present_names(content).get(name):
        return f"'{name}' is an old name: it is called '{now}' now. Rename that."
    slugs = [holder.name.slug for holder in holders(content) if holder.name.link == name.link]
    return f"There is no '{name}'{did_you_mean(name.slug, slugs)}; nothing is renamed."


def _check_slug(slug: str) -> None:
    """Raise BuildError if a slug cannot be an address."""
    if is_address(slug):
        return
    why = f": {reason(slug)}" if reason(slug) else ""
    raise BuildError(
        f"'{slug}' cannot be an address{why}. Write small letters a to z, digits and single "
        f"hyphens, such as {propose_name(slug) or 'settimo-torinese'}."
    )


def _check_is_free(content: Content, old: QualifiedName, new: QualifiedName) -> None:
    """Raise BuildError if something else has the name, or had it."""
    for holder in holders(content):
        if holder.name == new:
            raise BuildError(f"'{new}' is taken: it is the name of {holder.place}.")
    for alias in find_aliases(content):
        if alias.old == new and alias.holder.name != old:
            where = f"{alias.holder.file}, line {alias.mark[0]}"
            raise BuildError(f"'{new}' is taken: it is an old name in {where}.")


def _edit_references(plan: Renaming, content: Content) -> None:
    for one in find_references(content):
        new = plan.names.get(one.name)
        if new is None:
            continue
        is_link = one.written.startswith(f"{one.name.link}:")
        written = str(new) if is_link else new.own
        if written != one.written:
            edit = PlacedEdit(*one.mark, one.written, written)
            plan.edits.setdefault(one.file, []).append(edit)


def _edit_name(plan: Renaming, holder: Holder) -> None:
    """Rename the term of a vocabulary, an entry's file or a guide's folder."""
    if holder.located:
        edit = PlacedEdit(*holder.located.keys[holder.at], plan.old.slug, plan.new.slug)
        plan.edits.setdefault(holder.file, []).append(edit)
        return
    folder, _, name = holder.file.rpartition("/")
    if name == "guide.yaml":
        above = folder.rpartition("/")[0]
        for path in Project.files_below(str(plan.project.root / folder)):
            file = os.path.basename(path)
            plan.files[f"{folder}/{file}"] = f"{above}/{plan.new.slug}/{file}"
        return
    ending = name.rpartition(".")[2]
    plan.files[holder.file] = f"{folder}/{plan.new.own}.{ending}"
    record = f"{folder}/{plan.old.own}{RECORD}"
    if holder.name.link == EDITION and (plan.project.root / record).is_file():
        plan.files[record] = f"{folder}/{plan.new.own}{RECORD}"


def _edit_aliases(plan: Renaming) -> None:
    """Keep the old name where the page is: in the entry that stands for a place rather than in the
    place. An alias that becomes the name gives way to it."""
    for holder in plan.holders:
        for index, written in enumerate(holder.aliases):
            if old_name(holder.name, written) == plan.new:
                edit = swap_alias(holder, index, plan.old.own)
                plan.edits.setdefault(holder.file, []).append(edit)
                return
    holder = max(plan.holders, key=lambda one: one.entry is not None)
    edit = keep_alias(holder, plan.old.own, plan.source(holder.file))
    plan.edits.setdefault(holder.file, []).append(edit)
