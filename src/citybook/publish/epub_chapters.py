"""The parts of a book go in; the documents of its e-book come out, whose links lead from one to
another and whose references to notes and pages are links."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from markupsafe import Markup

from citybook.publish.xhtml import parse_html, plain_words
from citybook.typeset.references import ONE, SEVERAL
from citybook.views.bookparts import Book, Fragment
from citybook.views.notes import Note

NOTE = re.compile(r'<sup class="note"><a href="#note-(\d+)">')
HEADINGS = ("h1", "h2", "h3", "h4")
# Codes are for paper: whoever reads on a screen taps the address beside it.
CODE = "qr-code"
# The layouts of an e-book, and those of books for parts that have none there.
FOLDERS = "epub", "booklet"
# Renders one of several layouts, the first that there is, with a view.
Render = Callable[..., bytes]


@dataclass
class ContentDocument:
    """A document of the e-book: the part of the book that it holds, the name of its file, its tree
    and its title."""

    fragment: Fragment
    file: str
    root: Element
    title: str

    @property
    def holder(self) -> Element:
        """The element that holds all of its text."""
        found = self.root.find("body/section")
        assert found is not None, "layouts/epub/document.html has a section for all of it"
        return found

    @property
    def has_drawings(self) -> bool:
        """Whether there is SVG in it."""
        return self.root.find(".//svg") is not None

    def headings(self) -> Iterator[tuple[int, Element]]:
        """Yield the headings of entries, their sections and lists, each with its level."""
        for element in self.holder.iter():
            if element.tag in HEADINGS and element.get("class") != "block-title":
                yield int(element.tag[1:]), element


def write_chapters(book: Book, render: Render) -> list[ContentDocument]:
    """Return a document for each part of a book; lists that share pages in print have one each."""
    notes = {note.number: note for note in _notes(book)}
    fragments = [one for fragment in book.fragments for one in (fragment, *fragment.below)]
    return [
        _chapter(book, fragment, f"{number:03}-{fragment.anchor}.xhtml", notes, render)
        for number, fragment in enumerate(fragments, 1)
    ]


def _chapter(
    book: Book, fragment: Fragment, file: str, notes: Mapping[int, Note], render: Render
) -> ContentDocument:
    layouts = [f"{folder}/{fragment.kind}.html" for folder in FOLDERS]
    body = render(layouts, booklet=book, fragment=fragment).decode()
    numbers = sorted({int(number) for number in NOTE.findall(body)})
    view = {"booklet": book, "fragment": fragment, "body": Markup(body), "title": book.title}
    used = [notes[number] for number in numbers]
    root = parse_html(render(["epub/document.html"], notes=used, **view))
    for element in root.iter("img"):
        if element.get("class") == CODE:
            element.tag, element.attrib = "span", {}
    chapter = ContentDocument(fragment, file, root, "")
    chapter.title = next((plain_words(one) for _, one in chapter.headings()), "") or book.title
    name = chapter.root.find("head/title")
    assert name is not None
    name.text = chapter.title
    if chapter.holder.get("aria-label"):
        chapter.holder.set("aria-label", chapter.title)
    return chapter


def _notes(book: Book) -> Iterator[Note]:
    for fragment in (one for whole in book.fragments for one in (whole, *whole.below)):
        if fragment.kind == "notes":
            yield from (note for line in fragment.content.lines for note in line)
            yield from fragment.content.works


def link_chapters(chapters: Iterable[ContentDocument], pages: Mapping[str, int], word: str) -> None:
    """Let links of all documents lead where their anchors are, and fill in the printed pages that
    they refer to; `word` stands before the number of one. A link to what only print has becomes its
    words."""
    chapters = list(chapters)
    own = [{one.get("id", ""): chapter.file for one in chapter.root.iter()} for chapter in chapters]
    everywhere = {name: file for ids in reversed(own) for name, file in ids.items()}
    for chapter, ids in zip(chapters, own, strict=True):
        for element in [*chapter.root.iter()]:
            _fill(element, pages, word)
            if element.get("class") == "address":  # written from the left in every language
                element.set("dir", "ltr")
        back = _link_notes(chapter.root)
        for element in chapter.root.iter("a"):
            name = element.get("href", "").removeprefix("#")
            if not element.get("href", "").startswith("#") or name in ids or name in back:
                continue
            if name in everywhere:
                element.set("href", f"{everywhere[name]}#{name}")
            else:
                del element.attrib["href"]
        _drop_links_to_where_one_is(chapter.root)


def _drop_links_to_where_one_is(root: Element) -> None:
    """Leave the words of links that lead to what they stand in, such as a list of stations."""
    for holder in root.iter("section"):
        for link in holder.iter("a") if holder.get("id") else ():
            if link.get("href") == f"#{holder.get('id')}":
                del link.attrib["href"]


def _fill(element: Element, pages: Mapping[str, int], word: str) -> None:
    """Fill in the numbers of the pages that an element refers to, each a link."""
    kind, names = element.get("class"), element.get("data-at", "").split()
    if kind in ONE:
        text = f"{word} " if kind == ONE[0] else ""
        _link(element, names[0], f"{text}{pages[names[0]]}") if names[0] in pages else None
    elif kind == SEVERAL:
        by_page = {pages[name]: name for name in reversed(names) if name in pages}
        for at, (page, name) in enumerate(sorted(by_page.items())):
            _link(element, name, str(page)).tail = ", " if at + 1 < len(by_page) else ""


def _link(element: Element, name: str, text: str) -> Element:
    link = SubElement(element, "a", href=f"#{name}")
    link.text = text
    return link


def _link_notes(root: Element) -> set[str]:
    """Say which links refer to notes; return the anchors of the first reference to each, where the
    note leads back."""
    back: set[str] = set()
    for holder in root.iter("sup"):
        for link in holder.iter("a") if holder.get("class") == "note" else ():
            name = "to-" + link.get("href", "").removeprefix("#")
            link.attrib |= {"epub:type": "noteref", "role": "doc-noteref"}
            if name not in back:
                back.add(name)
                link.set("id", name)
    for link in root.iter("a"):
        if link.get("class") == "note-back":
            link.set("role", "doc-backlink")
    return back
