"""A laid-out document goes in; a PDF comes out that is tagged as its HTML is built (ISO 32000-1,
14.7 and 14.8).

WeasyPrint marks the content and draws it; the structure is ours, in place of the one that
WeasyPrint makes of its boxes. What only the layout knows and `finish` needs, the folio of a page
and what its anchors are called, waits in the page's dictionary.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from itertools import chain, groupby
from typing import Any

import pydyf  # type: ignore[import-untyped]

from citybook.pdf.layout_notes import FOLIO, LINK_TEXT, PLACES
from citybook.typeset.accessible.actual_text import UNSEEN, SourceText, actual_texts
from citybook.typeset.accessible.anchor_titles import anchor_titles
from citybook.typeset.accessible.content_items import ContentItem, LinkArea, read_items
from citybook.typeset.accessible.marking import Marker
from citybook.typeset.accessible.pruning import prune
from citybook.typeset.accessible.structure_tree import GROUPING, Node, StructureTree
from citybook.typeset.engine import PaintedPage, space_codes, write_pdf

PT_PER_PX = 0.75


def write_tagged_pdf(document: Any) -> bytes:
    """Write a WeasyPrint document as a PDF with its structure (ISO 14289-1), to be finished, or to
    be joined with others first (pdf/archival.py)."""
    return write_pdf(document, partial(_tag, document))


def _tag(document: Any, pages: list[PaintedPage], pdf: Any) -> None:
    items = [list(read_items(page)) for page in pages]
    tree = StructureTree(
        list(dict.fromkeys(page.root for page in pages)), document.metadata.lang or ""
    )
    for item in chain.from_iterable(items):
        tree.add(item)
    prune(tree)
    content = [[item for item in some if isinstance(item, ContentItem)] for some in items]
    sources = {page.root: SourceText(page.root) for page in pages}
    texts = actual_texts(tree, list(chain.from_iterable(content)), sources)
    marker = Marker(tree.artifacts, texts, space_codes(document))
    for page, some in zip(pages, content, strict=True):
        marker.mark(page.content, {item.mcid: item for item in some})
    writer = _Writer(pdf, [page.height for page in pages], texts)
    writer.write(tree)
    for number, (page, some) in enumerate(zip(pages, content, strict=True)):
        writer.describe_page(number, some, anchor_titles(page.root, page.anchors))


class _Writer:
    """Writes a tree into a PDF that is not yet saved."""

    def __init__(
        self, pdf: Any, heights: Sequence[float], texts: Mapping[ContentItem, str]
    ) -> None:
        self.pdf, self.heights, self.texts = pdf, heights, texts
        self.references = pdf.page_references
        self.dictionaries = [
            pdf.objects[int(reference.split()[0])] for reference in self.references
        ]
        # By page, the element of each mark; then the link of each annotation.
        self.owners: list[dict[int, bytes]] = [{} for _ in heights]
        self.links: list[bytes] = []

    def write(self, tree: StructureTree) -> None:
        root = self._object({"Type": "/StructTreeRoot"})
        root["K"] = pydyf.Array([self._element(tree.document, root).reference])
        self._drop(tree.dropped)
        nums: list[Any] = []
        for number, owners in enumerate(self.owners):
            listed = (owners.get(mcid, b"null") for mcid in range(max(owners, default=-1) + 1))
            nums += [number, pydyf.Array(listed)]
        nums += [
            one
            for number, link in enumerate(self.links, len(self.heights))
            for one in (number, link)
        ]
        root["ParentTree"] = self._object({"Nums": pydyf.Array(nums)}).reference
        root["ParentTreeNextKey"] = len(self.heights) + len(self.links)
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})

    def _object(self, values: dict[str, Any]) -> Any:
        found = pydyf.Dictionary(values)
        self.pdf.add_object(found)
        return found

    def _element(self, node: Node, parent: Any) -> Any:
        element = self._object({"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference})
        element.update({name: pydyf.String(text) for name, text in node.attributes.items()})
        if attributes := self._attributes(node):
            element["A"] = attributes
        kids = split_spans(node)
        own = [kid.at.page for kid in kids if not isinstance(kid, Node)]
        if own:
            element["Pg"] = self.references[own[0]]
        element["K"] = pydyf.Array(self._kid(node, kid, element) for kid in kids)
        return element

    def _kid(self, node: Node, kid: Node | ContentItem | LinkArea, element: Any) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element).reference
        if isinstance(kid, LinkArea):
            kid.annotation["StructParent"] = len(self.heights) + len(self.links)
            kid.annotation["Contents"] = kid.annotation[LINK_TEXT] = pydyf.String(self._text(node))
            self.links.append(element.reference)
            return pydyf.Dictionary(
                {
                    "Type": "/OBJR",
                    "Obj": kid.annotation.reference,
                    "Pg": self.references[kid.at.page],
                }
            )
        self.owners[kid.at.page][kid.mcid] = element.reference
        return kid.mcid

    def _text(self, node: Node) -> str:
        text = "".join(self.texts.get(item, item.text or "") for item in node.items())
        return " ".join(text.translate(UNSEEN).split())

    def _attributes(self, node: Node) -> Any:
        if node.role == "Figure":
            return self._layout(node)
        if node.role == "L":
            return pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{_numbering(node)}"})
        table: dict[str, Any] = {**node.spans}
        if node.role == "TH":
            table["Scope"] = f"/{_scope(node)}"
        return pydyf.Dictionary({"O": "/Table", **table}) if table else None

    def _layout(self, node: Node) -> Any:
        """Where a picture is, in the page's own coordinates (14.8.5.4.3)."""
        item = next(node.items())
        box, height = item.box.content_box, self.heights[item.at.page]
        corners = (box.left, height - box.bottom, box.right, height - box.top)
        left, bottom, right, top = self.dictionaries[item.at.page]["MediaBox"]
        least, most = (left, bottom) * 2, (right, top) * 2  # what is cut off is not there
        limits = zip(corners, least, most, strict=True)
        layout = {
            "O": "/Layout",
            "BBox": pydyf.Array(
                round(min(max(corner * PT_PER_PX, low), high), 3) for corner, low, high in limits
            ),
        }
        is_block = node.parent is not None and node.parent.role in GROUPING
        return pydyf.Dictionary({**layout, "Placement": "/Block"} if is_block else layout)

    def _drop(self, areas: list[LinkArea]) -> None:
        dropped = {area.annotation.reference for area in areas}
        for page in self.dictionaries:
            if "Annots" in page:
                page["Annots"][:] = [one for one in page["Annots"] if one not in dropped]

    def describe_page(
        self, number: int, items: Sequence[ContentItem], titles: Mapping[str, str]
    ) -> None:
        """Note what only the layout knows of a page: its folio, and what its anchors are called."""
        page = self.dictionaries[number]
        page["Tabs"], page["StructParents"] = "/S", number
        margin = [item.text.strip() for item in items if item.text and item.at.margin]
        if folio := next((text for text in margin if text.isdecimal()), ""):
            page[FOLIO] = pydyf.String(folio)
        if titles:
            page[PLACES] = pydyf.Array(
                pydyf.String(text) for pair in titles.items() for text in pair
            )


def split_spans(node: Node) -> list[Node | ContentItem | LinkArea]:
    """List what a node holds; if it holds elements or words of several pages, with each stretch of
    words in an element of its own: some readers read all words that an element has itself before
    what else is in it, or know only one page of it."""
    items = [kid for kid in node.kids if isinstance(kid, ContentItem)]
    if len({item.at.page for item in items}) < 2 and (
        not items or not any(isinstance(kid, Node) for kid in node.kids)
    ):
        return node.kids
    runs = [
        list(run)
        for _, run in groupby(
            node.kids, key=lambda kid: kid.at.page if isinstance(kid, ContentItem) else None
        )
    ]
    return [
        kid
        for run in runs
        for kid in ([Node("Span", node, None, run)] if isinstance(run[0], ContentItem) else run)
    ]


def _numbering(node: Node) -> str:
    """How the items of a list are labelled (14.8.5.5)."""
    items = [kid for kid in node.kids if isinstance(kid, Node)]
    if node.element.tag == "dl" or not any(
        isinstance(kid, Node) and kid.role == "Lbl" for item in items for kid in item.kids
    ):
        return "None"
    return "Decimal" if node.element.tag == "ol" else "Disc"


def _scope(node: Node) -> str:
    """Which cells a header is of: those of its column or of its row (14.8.5.7)."""
    given = node.element.get("scope")
    if given in ("row", "col"):
        return "Row" if given == "row" else "Column"
    row = node.parent
    is_head = row is not None and all(
        isinstance(kid, Node) and kid.role == "TH" for kid in row.kids
    )
    return "Column" if is_head else "Row"
