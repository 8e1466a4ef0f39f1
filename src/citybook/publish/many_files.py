"""Files to be made go in; those that are due are written below build/, many of them by all cores of
the machine."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from citybook.manifest import Manifest, write_part
from citybook.workers import OWN, Failure, WorkerPool

# So many are made in one process.
FEW = 60
# The fact of a manifest that says what its files were made from.
MADE_FROM = "made_from"


class Recipe(NamedTuple):
    """Files that are made together: their names below build/, bytes that change with all that they
    are made from, and what makes their contents, in the same order."""

    names: tuple[str, ...]
    made_from: bytes
    make: Callable[[], Iterable[bytes]]


def write_files(manifest: Manifest, recipes: Sequence[Recipe], what: str) -> dict[str, Any]:
    """Write files that belong to a manifest, if what they are made from has changed since they were
    written or one is not as it was left. Return the fact to be kept in the manifest. `what` they
    are says the message of the RuntimeError that is raised if a worker fails. Raises what `make`
    raises."""
    before = manifest.facts.get(MADE_FROM, {})
    made_from = {one.names[0]: hashlib.sha256(one.made_from).hexdigest()[:32] for one in recipes}
    due = [
        one
        for one in recipes
        if before.get(one.names[0]) != made_from[one.names[0]]
        or not all(manifest.keep(name) for name in one.names)
    ]
    _write(manifest, due, what)
    return {MADE_FROM: made_from}


def _write(manifest: Manifest, recipes: Sequence[Recipe], what: str) -> None:
    if len(recipes) <= FEW:
        for recipe in recipes:
            for name, data in zip(recipe.names, recipe.make(), strict=True):
                manifest.write(name, data)
        return

    def make_some(share: tuple[int, int]) -> None:
        for recipe in recipes[slice(*share)]:
            for name, data in zip(recipe.names, recipe.make(), strict=True):
                write_part(manifest.build / name, data)

    names = [name for recipe in recipes for name in recipe.names]
    manifest.expect(names)
    # What makes files is no data: workers inherit it, and are told which are theirs.
    with WorkerPool(make_some) as pool:
        share = max(1, len(recipes) // (pool.count * 8))
        starts = range(0, len(recipes), share)
        for found in pool.map([(start, start + share) for start in starts], OWN):
            if isinstance(found, Failure):
                raise RuntimeError(f"making {what} {found.reason}")
    for name in names:
        manifest.adopt(name)
