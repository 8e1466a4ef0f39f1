"""A shipment and a branch of a Git repository go in; the branch has one commit more.

The commit stands on the branch as it is, and is pushed without force: if somebody else's came
meanwhile, Git refuses it. A branch that is not there begins with it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from citybook.hosting.programs import ProgramError, run
from citybook.hosting.shipment import MANIFEST, Shipment

# Git speaks by these only: others, such as `ext::`, run programs.
PROTOCOLS = "file:https:ssh"
OURS = ("-c", "user.name=Citybook", "-c", "user.email=citybook@localhost")


class GitTarget:
    """A branch of a repository; `store` is a bare repository of ours that keeps what was sent."""

    def __init__(self, repository: str, branch: str, store: Path) -> None:
        self.repository, self.branch, self.store = repository, branch, store
        self.ref, self.tip = f"refs/heads/{branch}", ""

    @property
    def name(self) -> str:
        return f"the branch {self.branch} of {self.repository}"

    def read_manifest(self) -> bytes | None:
        """Fetch the branch and return the manifest in it, if there is one. Raises TargetError."""
        if not (self.store / "HEAD").is_file():
            self.store.mkdir(parents=True, exist_ok=True)
            self._git("init", "--quiet", "--bare", "--template=", doing="making a repository")
        listed = self._git("ls-remote", "--", self.repository, self.ref, doing="asking for it")
        if not listed.strip():
            return None
        self._git(
            *("fetch", "--quiet", "--depth=1", "--no-tags", "--", self.repository),
            f"+{self.ref}:refs/citybook/tip",
            doing="fetching what is there",
        )
        self.tip = self._git("rev-parse", "refs/citybook/tip").decode().strip()
        if MANIFEST not in self._there():
            return None
        return self._git("cat-file", "blob", f"{self.tip}:{MANIFEST}")

    def _there(self) -> dict[str, str]:
        """The files in the branch, each with the hash that Git knows it by."""
        if not self.tip:
            return {}
        rows = self._git("ls-tree", "-r", "-z", "--full-tree", self.tip).decode().split("\0")
        fields = (row.split("\t", 1) for row in rows if row)
        return {name: about.split()[2] for about, name in fields}

    def find_foreign(self, shipment: Shipment) -> list[str]:
        """Return the files of others that would be replaced."""
        there = self._there()
        blobs = self._store({name: shipment.files[name] for name in shipment.new if name in there})
        return [name for name, blob in blobs.items() if blob != there[name]]

    def send(self, shipment: Shipment) -> None:
        """Commit and push. Raises TargetError."""
        index = {"GIT_INDEX_FILE": str(self.store / "citybook-index")}
        (self.store / "citybook-index").unlink(missing_ok=True)
        if self.tip:
            self._git("read-tree", self.tip, env=index)
        blobs = self._store(shipment.files)
        blobs[MANIFEST] = (
            self._git("hash-object", "-w", "--stdin", given=shipment.manifest).decode().strip()
        )
        rows = [f"100644 {blob}\t{name}" for name, blob in blobs.items()]
        rows += [f"0 {'0' * 40}\t{name}" for name in shipment.gone]
        given = "".join(f"{row}\0" for row in rows).encode()
        self._git("update-index", "-z", "--index-info", given=given, env=index)
        tree = self._git("write-tree", env=index).decode().strip()
        parents = ["-p", self.tip] if self.tip else []
        told = ["-m", "Site as `doit publish` sent it"]
        who = () if self._has_author() else OURS
        commit = self._git(*who, "commit-tree", *parents, *told, tree).decode().strip()
        self._push(commit)

    def _push(self, commit: str) -> None:
        # An empty value expects that there is no such branch.
        lease = f"--force-with-lease={self.ref}:{self.tip}"
        command = ["push", "--quiet", lease, "--", self.repository, f"{commit}:{self.ref}"]
        try:
            self._git(*command, doing="pushing")
        except ProgramError as error:
            if "rejected" in error.said:
                error.message = f"the branch {self.branch} did not take it: {error.said}"
                error.hint = "somebody else may have changed it meanwhile: run it again"
            raise

    def _store(self, files: Mapping[str, Path]) -> dict[str, str]:
        """Keep files in our repository; what Git knows each by."""
        given = "".join(f"{os.path.abspath(path)}\n" for path in files.values()).encode()
        said = self._git("hash-object", "-w", "--no-filters", "--stdin-paths", given=given)
        return dict(zip(files, said.decode().split(), strict=True))

    def _has_author(self) -> bool:
        """Whether Git knows who its user is."""
        try:
            self._git("config", "user.email")
        except ProgramError:
            return False
        return True

    def _git(
        self,
        *arguments: str,
        doing: str = "git",
        given: bytes | None = None,
        env: dict[str, str] | None = None,
    ) -> bytes:
        settings = {
            "GIT_DIR": str(self.store),
            "GIT_ALLOW_PROTOCOL": PROTOCOLS,
            "GIT_HTTP_LOW_SPEED_LIMIT": "1000",
            "GIT_HTTP_LOW_SPEED_TIME": "60",
            **(env or {}),
        }
        hint = f"try `git ls-remote {self.repository}`: docs/hosting.md says how Git gets in"
        return run(
            ["git", *arguments], field="git", doing=doing, hint=hint, given=given, env=settings
        )
