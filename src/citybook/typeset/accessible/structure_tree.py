"""The content items of a document's pages go in; its structure comes out: one node for each HTML
element that means something.

WeasyPrint tags the boxes of a page, so that a list that goes on overleaf becomes two. Here the HTML
itself is the structure: what stands on several pages, lines or boxes is one element, in the order
in which it was written (ISO 32000-1, 14.8.4).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from citybook.typeset.accessible.content_items import SVG, CellItem, ContentItem, LinkArea, PageItem

LOG = logging.getLogger("weasyprint")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ROLES = {
    **{name: name.upper() for name in HEADINGS},
    "p": "P",
    "section": "Sect",
    "nav": "Sect",
    "aside": "Sect",
    "article": "Art",
    "blockquote": "BlockQuote",
    "figure": "Div",
    "figcaption": "Caption",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "table": "Table",
    "caption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "q": "Quote",
    "code": "Code",
    "img": "Figure",
    SVG: "Figure",
}
# Roles that hold blocks, not text: what stands in them directly is a paragraph.
GROUPING = ("Document", "Sect", "Art", "Div", "BlockQuote")
INLINE = ("Link", "Span", "Quote", "Code")
INLINE_TAGS = (
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "cite",
    "code",
    "em",
    "i",
    "img",
    "mark",
    "q",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "u",
    SVG,
)
LABEL = re.compile(r"\W{0,2}\d{1,3}\W?$|\W$")


@dataclass(eq=False)
class Node:
    """A structure element: what it holds in order, and its attributes by their names in PDF."""

    role: str
    parent: Node | None = None
    element: Any = None
    kids: list[Node | ContentItem | LinkArea] = field(default_factory=list)
    attributes: dict[str, str] = field(default_factory=dict)
    spans: dict[str, int] = field(default_factory=dict)

    @property
    def block(self) -> Node:
        """The innermost node that is no part of a line."""
        return self.parent.block if self.role in INLINE and self.parent else self

    def items(self) -> Iterator[ContentItem]:
        """Every item in it, in order."""
        for kid in self.kids:
            if isinstance(kid, ContentItem):
                yield kid
            elif isinstance(kid, Node):
                yield from kid.items()


class StructureTree:
    """Grows the structure of one document. `artifacts` are the items that are not read: running
    text and decoration."""

    def __init__(self, roots: list[Any], language: str) -> None:
        self.document = Node("Document")
        self.language = language
        self.parents = {
            child: parent for root in roots for parent in root.iter() for child in parent
        }
        self.nodes: dict[Any, Node] = dict.fromkeys(roots, self.document)
        self.homes: dict[ContentItem, Node] = {}
        self.artifacts: set[ContentItem] = set()
        self.dropped: list[LinkArea] = []
        self._first_pages: dict[Any, int] = {}
        self._block: Any = None

    def add(self, item: PageItem) -> None:
        """Put what comes next on a page where its element stands."""
        self._block = item.at.block
        if isinstance(item, CellItem):
            if not self._is_repeated(item):
                self._node(item.at.element)
        elif isinstance(item, LinkArea):
            self._link(item)
        elif self._is_artifact(item):
            self.artifacts.add(item)
        else:
            home = self._home(item)
            home.kids.append(item)
            self.homes[item] = home

    def _link(self, item: LinkArea) -> None:
        """The area of a link goes to its node; what is in a link has the same area once more."""
        node = (
            None
            if item.at.margin or not item.is_first or self._is_hidden(item.at.element)
            else self._node(item.at.element)
        )
        if node is None or node.role != "Link":
            self.dropped.append(item)
        else:
            node.kids.append(item)

    def _home(self, item: ContentItem) -> Node:
        """The node that an item belongs to."""
        at = item.at
        node = self._node(at.element)
        if (
            node.role == "LBody"
            and node.parent
            and (at.pseudo == "marker" or self._is_label(item, node))
        ):
            return self._under(node.parent, "Lbl", node.element)
        return self._paragraph(node) if node.role in GROUPING else node

    def _is_label(self, item: ContentItem, body: Node) -> bool:
        """Whether this is a number or bullet that a style puts at the beginning of a list item."""
        return bool(item.at.pseudo and LABEL.match(item.text or "") and not any(body.items()))

    def _paragraph(self, node: Node) -> Node:
        """The paragraph that text in a division is: one for each block of the page that such text
        stands in."""
        element = self._block.element if self._block is not None else node.element
        last = node.kids[-1] if node.kids else None
        if not (isinstance(last, Node) and last.role == "P" and last.element is element):
            last = Node("P", node, element)
            node.kids.append(last)
        return last

    def _under(self, node: Node, role: str, element: Any) -> Node:
        key = (node, role, element)
        if key not in self.nodes:
            self.nodes[key] = child = Node(role, node, element)
            node.kids.insert(0 if role == "Lbl" else len(node.kids), child)
        return self.nodes[key]

    def _node(self, element: Any) -> Node:
        """The node of an element: its own if it means something, else that of its parent."""
        if element not in self.nodes:
            self.nodes[element] = self._create(element, self._node(self.parents[element]))
        return self.nodes[element]

    def _create(self, element: Any, parent: Node) -> Node:
        tag, language, role = element.tag, element.get("lang"), role_of(element)
        if tag in ("dt", "dd"):
            node = self._term(element, parent)
        elif not role:
            return parent
        else:
            if role in INLINE and parent.role in GROUPING:
                parent = self._paragraph(parent)
            node = Node(role, parent, element)
            parent.kids.append(node)
        self._describe(node, element, language)
        return self._under(node, "LBody", element) if role == "LI" else node

    def _term(self, element: Any, parent: Node) -> Node:
        """A term is the label of an item of its list, what it means is its body."""
        last = parent.kids[-1] if parent.kids else None
        is_open = isinstance(last, Node) and last.role == "LI"
        if element.tag == "dt" or not is_open:
            last = Node("LI", parent, element)
            parent.kids.append(last)
        assert isinstance(last, Node)
        return self._under(last, "Lbl" if element.tag == "dt" else "LBody", last.element)

    def _describe(self, node: Node, element: Any, language: str | None) -> None:
        if language and language != self._language(self.parents[element]):
            node.attributes["Lang"] = language
        if node.role == "Figure":
            node.attributes["Alt"] = alternative(element)
        for name in ("RowSpan", "ColSpan"):
            count = element.get(name.lower()) or "1"
            if node.role in ("TH", "TD") and count.isdecimal() and int(count) > 1:
                node.spans[name] = int(count)

    def _language(self, element: Any) -> str:
        while element is not None:
            if element.get("lang"):
                return str(element.get("lang"))
            element = self.parents.get(element)
        return self.language

    def _is_artifact(self, item: ContentItem) -> bool:
        if item.at.margin or self._is_hidden(item.at.element) or self._is_repeated(item):
            return True
        return self._is_bare_picture(item) if item.text is None else not item.text.strip()

    def _is_hidden(self, element: Any) -> bool:
        while element is not None:
            if element.get("aria-hidden") == "true":
                return True
            element = self.parents.get(element)
        return False

    def _is_repeated(self, item: ContentItem | CellItem) -> bool:
        """Whether this is the head of a table, printed once more where the table goes on."""
        group = item.at.repeated
        return (
            group is not None and self._first_pages.setdefault(group, item.at.page) != item.at.page
        )

    def _is_bare_picture(self, item: ContentItem) -> bool:
        """Whether a picture says nothing. One of which nobody decided is complained of."""
        if alternative(item.at.element):
            return False
        if item.at.element.get("alt") is None:
            LOG.error(
                "Image %r has no alternative text", item.at.element.get("src", "drawn in the page")
            )
        return True


def role_of(element: Any) -> str:
    """The role of what an element is; empty if it is nothing to a reader. A box with a heading of
    its own is a division."""
    if element.tag == "a" and element.get("href"):
        return "Link"
    if element.tag == "div" and any(child.tag in HEADINGS for child in element):
        return "Div"
    other = ("Span" if element.tag in INLINE_TAGS else "Div") if element.get("lang") else ""
    return ROLES.get(element.tag, other)


def alternative(element: Any) -> str:
    """The text alternative of an `img` or `svg`; empty if it has none."""
    if element.tag != SVG:
        return str(element.get("alt") or "").strip()
    title = element.find("{http://www.w3.org/2000/svg}title")
    return str((title.text if title is not None else "") or element.get("aria-label") or "").strip()
