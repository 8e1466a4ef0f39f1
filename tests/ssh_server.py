"""A folder goes in; an SSH server of this machine, with a user's own settings to reach it, comes
out: the real sshd, ssh and rsync."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SSHD = "/usr/sbin/sshd"
# Commands begin without what the user's own shell reads at first, which may take longer than they.
SETTINGS = """Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile none
AuthorizedKeysFile {folder}/authorized
StrictModes no
UsePAM no
UseDNS no
KexAlgorithms curve25519-sha256
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
SetEnv HOME={folder}/home
"""
USER = """Host city.test only-rsync.test stranger.test
  HostName 127.0.0.1
  HostKeyAlias city.test
  Port {port}
  User {user}
  UserKnownHostsFile {folder}/known
  StrictHostKeyChecking yes
  IdentitiesOnly yes
  BatchMode yes
Host city.test
  IdentityFile {folder}/key
Host only-rsync.test
  IdentityFile {folder}/restricted
Host stranger.test
  IdentityFile {folder}/stranger
"""
# What such an account may do.
ONLY_RSYNC = (
    'command="case \\"$SSH_ORIGINAL_COMMAND\\" in \\"rsync --server \\"*) '
    'exec $SSH_ORIGINAL_COMMAND;; *) exit 1;; esac" '
)


@contextmanager
def ssh_server(folder: Path) -> Iterator[str]:
    """A server that knows the hosts `city.test`, `only-rsync.test` and `stranger.test`, whose key
    it does not take; the folder with the `ssh` that reaches it, to stand first in PATH."""
    assert os.path.exists(SSHD), "sshd is missing: see scripts/system_packages.sh"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for name in ("host", "key", "restricted", "stranger"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    keys = {name: (folder / f"{name}.pub").read_text() for name in ("host", "key", "restricted")}
    (folder / "authorized").write_text(keys["key"] + ONLY_RSYNC + keys["restricted"])
    (folder / "known").write_text(f"city.test {keys['host']}")
    named = {"folder": folder, "port": port, "user": getpass.getuser()}
    (folder / "sshd_config").write_text(SETTINGS.format(**named))
    (folder / "config").write_text(USER.format(**named))
    for name in ("bin", "home"):
        (folder / name).mkdir()
    real = shutil.which("ssh")
    (folder / "bin/ssh").write_text(f'#!/bin/sh\nexec {real} -F {folder}/config "$@"\n')
    (folder / "bin/ssh").chmod(0o755)
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    log = open(folder / "log", "wb")  # noqa: SIM115  # as long as the server runs
    server = subprocess.Popen([SSHD, "-D", "-e", "-f", str(folder / "sshd_config")], stderr=log)
    try:
        _wait(port, server, folder / "log")
        yield str(folder / "bin")
    finally:
        server.terminate()
        server.wait()
        log.close()


def _wait(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(100):
        assert server.poll() is None, log.read_text()
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(log.read_text())
