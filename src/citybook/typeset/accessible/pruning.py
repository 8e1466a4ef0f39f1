"""A structure goes in; what holds nothing is taken out of it, so that nothing empty is
announced."""

from __future__ import annotations

from citybook.typeset.accessible.content_items import LinkArea
from citybook.typeset.accessible.structure_tree import Node, StructureTree

# Empty cells keep the others in their columns.
MAY_BE_EMPTY = ("TH", "TD")


def prune(tree: StructureTree) -> None:
    """Take out nodes without content, and areas of links around nothing."""
    _prune(tree, tree.document)


def _prune(tree: StructureTree, node: Node) -> None:
    for kid in [kid for kid in node.kids if isinstance(kid, Node)]:
        _prune(tree, kid)
        if not _says_anything(kid):
            node.kids.remove(kid)
            tree.dropped += [area for area in kid.kids if isinstance(area, LinkArea)]


def _says_anything(node: Node) -> bool:
    if node.role in MAY_BE_EMPTY or any(node.items()):
        return True
    # A row that only draws something goes, unless a cell reaches across it.
    table = node
    while table.parent and table.role != "Table":
        table = table.parent
    return node.role == "TR" and any("RowSpan" in cell.spans for cell in _cells(table))


def _cells(node: Node) -> list[Node]:
    kids = [kid for kid in node.kids if isinstance(kid, Node)]
    return [kid for kid in kids if kid.role in MAY_BE_EMPTY] + [
        cell for kid in kids for cell in _cells(kid)
    ]
