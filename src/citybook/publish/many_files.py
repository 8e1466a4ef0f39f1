"""Files to be made go in; they are written below build/, many of them by all cores of the
machine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from citybook.manifest import Manifest, write_part
from citybook.workers import OWN, Failure, WorkerPool

# So many are made in one process.
FEW = 60


class Recipe(NamedTuple):
    """Files that are made together: their names below build/, and what makes their contents, in the
    same order."""

    names: tuple[str, ...]
    make: Callable[[], Iterable[bytes]]


def write_files(manifest: Manifest, recipes: Sequence[Recipe], what: str) -> None:
    """Write files that belong to a manifest; `what` they are says the message of the RuntimeError
    that is raised if a worker fails. Raises what `make` raises."""
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
