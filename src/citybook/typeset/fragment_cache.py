"""What was rendered goes in; it comes out again in a later run, as long as all that it was made
from is the same."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Collection
from pathlib import Path
from typing import Any


class FragmentCache:
    """What earlier runs rendered, in `folder`, by the hash of all that it was made from: the HTML
    and, said in `made_by`, code and styles. `used` is what this run needs, to be kept by whoever
    finishes the run."""

    def __init__(self, folder: Path, made_by: str) -> None:
        self.folder, self.made_by = folder, made_by
        self.used: dict[str, bytes] = {}

    def key(self, html: str) -> str:
        """The name that what is made from this HTML has here."""
        return hashlib.sha256(f"{self.made_by}\0{html}".encode()).hexdigest()[:32]

    def get(self, key: str) -> Any:
        """Get what was rendered, or None if it is not there or not whole."""
        try:
            data = self.used.get(key) or (self.folder / f"{key}.pickle").read_bytes()
            found = pickle.loads(data)
        except Exception:  # whatever is wrong with the file: it is rendered anew
            return None
        self.used[key] = data
        return found

    def put(self, key: str, rendered: Any) -> None:
        """Add what was rendered."""
        self.used[key] = pickle.dumps(rendered, 5)

    def keep_only(self, keys: Collection[str]) -> None:
        """Forget what was rendered on the way, with page numbers that were not the last."""
        self.used = {key: data for key, data in self.used.items() if key in keys}
