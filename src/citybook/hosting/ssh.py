"""A shipment and a folder of another machine go in; the folder holds the site, sent by rsync.

rsync alone does all of it, so that an account which may do nothing else is enough. If the account
may run commands and the folder is a symbolic link, all is prepared in a folder beside and the link
turned, as in folder.py.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from citybook.hosting.folder import release_names
from citybook.hosting.programs import ProgramError, run
from citybook.hosting.shipment import MANIFEST, Shipment, TargetError

SILENCE = 60  # seconds until a connection on which nothing moves is given up
# rsync's exit codes for what is not there, and what ssh and shells say where nothing answers.
NOT_THERE, NO_PROGRAM = 23, 127
NO_ANSWER = re.compile(r"^ssh: (.*)$", re.MULTILINE)
# Is the folder a link, and can the machine turn one in one step (GNU's mv)? Then make ready the
# folder that is not shown, with all files of the one that is as further names of the same.
PREPARE = """set -eu
folder={folder}
test -L "$folder" && mv --version >/dev/null 2>&1 || exit 0
cd -- "$(dirname -- "$folder")"
now=$(readlink -f -- "$(basename -- "$folder")")
stage={first}
test "$(basename -- "$now")" != "$stage" || stage={second}
if test -d "$stage" && ! test -f "$stage/{manifest}"; then
  test -z "$(ls -A -- "$stage")" || {{ echo "$stage is in the way" >&2; exit 3; }}
fi
rm -rf -- "$stage"
mkdir -- "$stage"
echo '{{"files": {{}}}}' >"$stage/{manifest}"
cp -alf -- "$now/." "$stage"
echo "$stage"
"""
TURN = """set -eu
cd -- "$(dirname -- {folder})"
ln -sfn -- {stage} {part}
mv -fT -- {part} "$(basename -- {folder})"
"""


class SshTarget:
    """A folder of the machine that `login` names, as SSH knows it."""

    def __init__(self, login: str, port: int | None, folder: str) -> None:
        self.login, self.port, self.folder = login, port, folder.rstrip("/")
        # All programs share one connection, so that one asks for what it keeps secret once.
        self._shared = Path(tempfile.mkdtemp(prefix="citybook-"))

    @property
    def name(self) -> str:
        return f"{self.folder} on {self.login}"

    @property
    def _ssh(self) -> list[str]:
        port = ["-p", str(self.port)] if self.port else []
        options = {
            "ConnectTimeout": 20,
            "ServerAliveInterval": 20,
            "ControlMaster": "auto",
            "ControlPath": f"{self._shared}/%C",
            "ControlPersist": 30,
        }
        return ["ssh", *port, *(f"-o{name}={value}" for name, value in options.items())]

    def close(self) -> None:
        """End the connection."""
        command = [*self._ssh, "-O", "exit", "--", self.login]
        subprocess.run(command, capture_output=True, check=False)
        for path in self._shared.iterdir():
            path.unlink(missing_ok=True)
        self._shared.rmdir()

    def read_manifest(self) -> bytes | None:
        """Return the manifest, if there is one. Raises TargetError where nothing answers."""
        with tempfile.TemporaryDirectory() as folder:
            try:
                self._rsync([self._at(MANIFEST), f"{folder}/"], "looking what is there")
            except ProgramError as error:
                if error.code == NOT_THERE and "No such file" in error.said:
                    return None
                raise
            return (Path(folder) / MANIFEST).read_bytes()

    def find_foreign(self, shipment: Shipment) -> list[str]:
        """Return the files of others that would be replaced."""
        with _tree({name: shipment.files[name] for name in shipment.new}) as tree:
            command = ["-rLnc", "--existing", "--out-format=%n", f"{tree}/", self._at("")]
            said = self._rsync(command, "looking what is there", missing=True)
        return [name for name in said.decode().splitlines() if not name.endswith("/")]

    def send(self, shipment: Shipment) -> None:
        """Bring the folder up to date. Raises TargetError."""
        stage = self._prepare()
        folder = str(PurePosixPath(self.folder).parent / stage) if stage else self.folder
        self._copy(folder, {MANIFEST: shipment.manifest_meanwhile})
        for batch in shipment.batches:
            self._copy(folder, {name: shipment.files[name] for name in batch})
        self._remove(folder, shipment)
        self._copy(folder, {MANIFEST: shipment.manifest})
        if stage:
            name = PurePosixPath(self.folder).name
            self._shell(TURN, folder=self.folder, stage=stage, part=f".{name}.citybook-part")

    def _prepare(self) -> str:
        """Make the folder beside ready if the target can turn a link; its name, or nothing."""
        first, second = release_names(PurePosixPath(self.folder).name)
        try:
            said = self._shell(PREPARE, folder=self.folder, first=first, second=second)
        except ProgramError as error:
            if error.code == 3:
                raise TargetError(error.said, "move it elsewhere", "folder") from None
            return ""  # an account that may only use rsync
        stage = said.decode(errors="replace").strip()
        return stage if stage in (first, second) else ""

    def _shell(self, script: str, **words: str) -> bytes:
        quoted = {name: shlex.quote(word) for name, word in words.items()}
        command = [*self._ssh, "--", self.login, "sh -s"]
        told = script.format(**quoted, manifest=MANIFEST).encode()
        return run(command, field="ssh", doing="turning to the new site", given=told)

    def _copy(self, folder: str, files: Mapping[str, Path | bytes]) -> None:
        """Send files, all aside first; then they are renamed."""
        if files:
            with _tree(files) as tree:
                target = f"{self.login}:{folder}/"
                command = ["-rLtI", "--omit-dir-times", "--delay-updates", f"{tree}/", target]
                self._rsync(command, "sending the site")

    def _remove(self, folder: str, shipment: Shipment) -> None:
        """Remove files, and the folders that were theirs as far as they are empty: for rsync, names
        that are not here, in folders that are."""
        for level in _levels(shipment):
            with tempfile.TemporaryDirectory() as empty:
                for name in level:
                    (Path(empty) / name).parent.mkdir(parents=True, exist_ok=True)
                given = "\0".join(level).encode()
                command = ["-O", "--files-from=-", "--from0", "--delete-missing-args"]
                target = f"{self.login}:{folder}/"
                self._rsync([*command, f"{empty}/", target], "removing files", given)

    def _at(self, name: str) -> str:
        return f"{self.login}:{self.folder}/{name}"

    def _rsync(
        self,
        arguments: Sequence[str],
        doing: str,
        given: bytes | None = None,
        *,
        missing: bool = False,
    ) -> bytes:
        common = ["rsync", "-s", f"--timeout={SILENCE}", "-e", shlex.join(self._ssh)]
        try:
            return run([*common, *arguments], field="ssh", doing=doing, given=given)
        except ProgramError as error:
            if missing and "No such file" in error.said:
                return b""
            raise self._explain(error) from None

    def _explain(self, error: ProgramError) -> ProgramError:
        """Say what an editor can do about it."""
        said = error.said
        if "Permission denied (" in said:
            error.message = f"{self.login} does not let us in"
            error.hint = f"try `ssh {self.login}`: SSH needs a key there, see docs/hosting.md"
        elif "Host key verification failed" in said:
            error.message = f"SSH does not know {self.login}, or it is another machine than before"
            error.hint = f"try `ssh {self.login}` once, and look whether its key is the right one"
        elif "rsync: command not found" in said or error.code == NO_PROGRAM:
            error.message = f"{self.login} lacks the program rsync"
            error.hint = "have it installed there, or copy build/site/ by another way"
        elif found := NO_ANSWER.search(said):
            error.message = f"{self.login} does not answer: {found[1].strip()}"
            error.hint = f"try `ssh {self.login}`"
        elif "mkdir" in said and "No such file" in said:
            parent = PurePosixPath(self.folder).parent
            error.message = f"there is no folder {parent} on {self.login}"
            error.hint, error.field = "make it there", "folder"
        return error


@contextmanager
def _tree(files: Mapping[str, Path | bytes]) -> Iterator[Path]:
    """A folder that has the files by their names, as links to where they are."""
    with tempfile.TemporaryDirectory() as folder:
        for name, source in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(source, bytes):
                path.write_bytes(source)
            else:
                path.symlink_to(os.path.abspath(source))
        yield Path(folder)


def _levels(shipment: Shipment) -> Iterator[list[str]]:
    """Yield what is to be removed: pages, what they load, then folders that the site has no more,
    the deepest first."""
    pages = [name for name in shipment.gone if name.endswith(".html")]
    yield from filter(None, (pages, shipment.gone[len(pages) :]))
    folders = _folders(shipment.gone) - _folders(shipment.files)
    for depth in sorted({one.count("/") for one in folders}, reverse=True):
        yield sorted(one for one in folders if one.count("/") == depth)


def _folders(names: Iterable[str]) -> set[str]:
    return {str(one) for name in names for one in PurePosixPath(name).parents if str(one) != "."}
