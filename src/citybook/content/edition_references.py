"""Editions go in; what their parts and panels name and nothing holds comes out as problems."""

from __future__ import annotations

from collections.abc import Iterable

from citybook.content.aliases import QualifiedName
from citybook.content.entries import Entry
from citybook.content.known_names import KnownNames
from citybook.content.reading import Content
from citybook.kinds.wording import choose_wording
from citybook.models import Choice, Edition
from citybook.problems import Problem, did_you_mean


def check(content: Content, names: KnownNames) -> Iterable[Problem]:
    """Yield the problems of all editions."""
    for edition in content.editions:
        yield from _parts(edition, names)
        yield from _panels(edition, content)
        yield from _imprint(edition, content)


def _parts(entry: Entry[Edition], names: KnownNames) -> Iterable[Problem]:
    seen: set[str] = set()
    for index, part in enumerate(entry.front.parts):
        if isinstance(part, Choice):
            yield from _check_named(entry, index, part, names)
        elif part in seen:
            mark = entry.mark(("parts", index))
            yield Problem(entry.file, *mark, f"parts: '{part}' is there twice", "keep one")
        else:
            seen.add(part)


def _check_named(
    entry: Entry[Edition], number: int, choice: Choice, names: KnownNames
) -> Iterable[Problem]:
    for kind in names.kinds.chosen:
        given, known, field = choice.named.get(kind.id, ()), names.entries[kind.id], kind.plural
        for index, slug in enumerate(given if given != "all" else ()):
            mark = entry.mark(("parts", number, field, index))
            if slug not in known:
                what = choose_wording(kind.words.one, names.language)
                hint = f"they are named by their file {names.where(kind)}, without .md"
                near, hint = names.near(QualifiedName(kind.link, slug), slug, known, hint)
                message = f"{field}: no {what} '{slug}'{near}"
                yield Problem(entry.file, *mark, message, hint)
            if slug in given[:index]:
                yield Problem(entry.file, *mark, f"{field}: '{slug}' is there twice", "keep one")
    if choice.guide and choice.guide not in names.guides:
        mark = entry.mark(("parts", number, "guide"))
        named = QualifiedName(names.kinds.guide_link, choice.guide)
        hint = "guides are named by their folder in content/guides/"
        near, hint = names.near(named, choice.guide, names.guides, hint)
        yield Problem(entry.file, *mark, f"guide: no guide '{choice.guide}'{near}", hint)
    known_chapters = names.chapters.get(choice.guide or "", ())
    for index, name in enumerate(choice.chapters if known_chapters else ()):
        if name not in known_chapters:
            mark = entry.mark(("parts", number, "chapters", index))
            hint = f"content/guides/{choice.guide}/guide.yaml lists {', '.join(known_chapters)}"
            meant = QualifiedName(names.kinds.guide_link, f"{choice.guide}/{name}")
            near, hint = names.near(meant, name, known_chapters, hint)
            message = f"chapters: no chapter '{name}'{near}"
            yield Problem(entry.file, *mark, message, hint)


def _panels(entry: Entry[Edition], content: Content) -> Iterable[Problem]:
    """Yield panels that show sections which the about page does not have."""
    panels = getattr(entry.front, "panels", None)
    titles = [head.title for head in content.about.heads] if content.about else []
    for name, panel in panels if panels else ():
        for index, title in enumerate(panel.sections):
            if titles and title not in titles:
                mark = entry.mark(("panels", name, "sections", index))
                near = did_you_mean(title, titles)
                message = f"panels.{name}: no section '{title}' in content/about.md{near}"
                hint = f"the sections are {', '.join(titles)}"
                yield Problem(entry.file, *mark, message, hint)


def _imprint(entry: Entry[Edition], content: Content) -> Iterable[Problem]:
    """Yield what an edition takes over and publication.yaml leaves out."""
    publication = content.publication
    if publication and not publication.text.marks:
        return  # it cannot be read, which has been said
    for name in entry.front.imprint.taken:
        # A file with mistakes has no value at all.
        if publication and getattr(publication.front, name, "") in (None, []):
            message = f"imprint.{name}: content/publication.yaml names no {name}"
            hint = "name it there, write the edition's own here, or leave the field out"
            yield Problem(entry.file, *entry.mark(("imprint", name)), message, hint)
