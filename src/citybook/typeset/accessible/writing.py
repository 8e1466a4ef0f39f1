"""A laid-out document goes in; a PDF comes out that is tagged as its HTML is built (ISO 32000-1,
14.7 and 14.8).

WeasyPrint marks the content and draws it; the structure is ours, in place of the one that
WeasyPrint makes of its boxes. What only the layout knows and `finish` needs, the folio of a page
and what its anchors are called, waits in the page's dictionary.
"""

from __future__ import annotations

from itertools import groupby
from typing import Any

import pydyf  # type: ignore[import-untyped]

from citybook.pdf.layout_notes import FOLIO, LINK_TEXT, PLACES
from citybook.typeset.accessible.breaks import UNSEEN, Source, spoken
from citybook.typeset.accessible.content import Marker
from citybook.typeset.accessible.pieces import LinkArea, Noted, Piece
from citybook.typeset.accessible.places import titles
from citybook.typeset.accessible.pruning import prune
from citybook.typeset.accessible.spaces import spaces
from citybook.typeset.accessible.tree import GROUPING, Node, Tree

PT_PER_PX = 0.75


def write(document: Any) -> bytes:
    """The PDF of a WeasyPrint document with its structure (ISO 14289-1), for `finish`, or to be
    joined with others first."""
    shown = document.pages
    document.pages = [
        Noted(page, number, number == len(shown) - 1) for number, page in enumerate(shown)
    ]
    try:
        data: bytes = document.write_pdf(finisher=_tag)
    finally:
        document.pages = shown
    return data


def _tag(document: Any, pdf: Any) -> None:
    pages = document.pages
    tree = Tree(list(dict.fromkeys(page.root for page in pages)), document.metadata.lang or "")
    for page in pages:
        for met in page.met:
            tree.add(met)
    prune(tree)
    pieces = [met for page in pages for met in page.met if isinstance(met, Piece)]
    said = spoken(tree, pieces, {page.root: Source(page.root) for page in pages})
    marker = Marker(tree.artifacts, said, spaces(document.fonts.values()))
    for page in pages:
        marker.mark(
            page.stream.stream, {met.mcid: met for met in page.met if isinstance(met, Piece)}
        )
    _Writer(pdf, pages, said).write(tree)
    document.metadata.include_in_pdf(pdf, "ua", 1, conformance=None, compress=True)


class _Writer:
    """Writes a tree into a PDF that is not yet saved."""

    def __init__(self, pdf: Any, pages: list[Noted], said: dict[Piece, str]) -> None:
        self.pdf, self.pages, self.said = pdf, pages, said
        self.references = pdf.page_references
        self.dictionaries = [
            pdf.objects[int(reference.split()[0])] for reference in self.references
        ]
        # By page, the element of each mark; then the link of each annotation.
        self.owners: list[dict[int, bytes]] = [{} for _ in pages]
        self.links: list[bytes] = []

    def write(self, tree: Tree) -> None:
        root = self._object({"Type": "/StructTreeRoot"})
        root["K"] = pydyf.Array([self._element(tree.document, root).reference])
        self._drop(tree.dropped)
        nums: list[Any] = []
        for number, owners in enumerate(self.owners):
            listed = (owners.get(mcid, b"null") for mcid in range(max(owners, default=-1) + 1))
            nums += [number, pydyf.Array(listed)]
        nums += [
            one for number, link in enumerate(self.links, len(self.pages)) for one in (number, link)
        ]
        root["ParentTree"] = self._object({"Nums": pydyf.Array(nums)}).reference
        root["ParentTreeNextKey"] = len(self.pages) + len(self.links)
        self.pdf.catalog["StructTreeRoot"] = root.reference
        self.pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
        self.pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        for number, page in enumerate(self.pages):
            self._describe(self.dictionaries[number], page, number)

    def _object(self, values: dict[str, Any]) -> Any:
        made = pydyf.Dictionary(values)
        self.pdf.add_object(made)
        return made

    def _element(self, node: Node, parent: Any) -> Any:
        element = self._object({"Type": "/StructElem", "S": f"/{node.role}", "P": parent.reference})
        element.update({name: pydyf.String(text) for name, text in node.facts.items()})
        if attributes := self._attributes(node):
            element["A"] = attributes
        kids = spanned(node)
        own = [kid.at.page for kid in kids if not isinstance(kid, Node)]
        if own:
            element["Pg"] = self.references[own[0]]
        element["K"] = pydyf.Array(self._kid(node, kid, element) for kid in kids)
        return element

    def _kid(self, node: Node, kid: Node | Piece | LinkArea, element: Any) -> Any:
        if isinstance(kid, Node):
            return self._element(kid, element).reference
        if isinstance(kid, LinkArea):
            kid.annotation["StructParent"] = len(self.pages) + len(self.links)
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
        said = "".join(self.said.get(piece, piece.text or "") for piece in node.pieces())
        return " ".join(said.translate(UNSEEN).split())

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
        piece = next(node.pieces())
        box, height = piece.box, self.pages[piece.at.page].height
        x, y = box.content_box_x(), box.content_box_y()
        corners = (x, height - y - box.height, x + box.width, height - y)
        layout = {
            "O": "/Layout",
            "BBox": pydyf.Array(round(corner * PT_PER_PX, 3) for corner in corners),
        }
        is_block = node.parent is not None and node.parent.role in GROUPING
        return pydyf.Dictionary({**layout, "Placement": "/Block"} if is_block else layout)

    def _drop(self, areas: list[LinkArea]) -> None:
        dropped = {area.annotation.reference for area in areas}
        for page in self.dictionaries:
            if "Annots" in page:
                page["Annots"][:] = [one for one in page["Annots"] if one not in dropped]

    def _describe(self, dictionary: Any, page: Noted, number: int) -> None:
        dictionary["Tabs"], dictionary["StructParents"] = "/S", number
        margin = [
            met.text.strip()
            for met in page.met
            if isinstance(met, Piece) and met.text and met.at.margin
        ]
        if folio := next((text for text in margin if text.isdecimal()), ""):
            dictionary[FOLIO] = pydyf.String(folio)
        named = [
            pydyf.String(text) for pair in titles(page.root, page.anchors).items() for text in pair
        ]
        if named:
            dictionary[PLACES] = pydyf.Array(named)


def spanned(node: Node) -> list[Node | Piece | LinkArea]:
    """What a node holds, where it holds elements or words of several pages with each stretch of
    words in an element of its own: some readers read all words that an element has itself before
    what else is in it, or know only one page of it."""
    pieces = [kid for kid in node.kids if isinstance(kid, Piece)]
    if len({piece.at.page for piece in pieces}) < 2 and (
        not pieces or not any(isinstance(kid, Node) for kid in node.kids)
    ):
        return node.kids
    runs = [
        list(run)
        for _, run in groupby(
            node.kids, key=lambda kid: kid.at.page if isinstance(kid, Piece) else None
        )
    ]
    return [
        kid
        for run in runs
        for kid in ([Node("Span", node, None, run)] if isinstance(run[0], Piece) else run)
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
