"""The folders of logos and downloads go in; what is known of their files comes out, and a problem
for each that cannot be used."""

from __future__ import annotations

from pathlib import Path

from citybook.content import downloads, logos
from citybook.content.downloads import DownloadFile
from citybook.content.entry_cache import EntryCache
from citybook.content.file_folders import read_folder
from citybook.content.logos import LogoFile
from citybook.problems import Problem


def read_shared_files(
    content: Path, cache: EntryCache, problems: list[Problem]
) -> tuple[dict[str, LogoFile], dict[str, DownloadFile]]:
    """Return the logos and the downloads of a publication by their names."""
    found = read_folder(content, logos.FOLDER, cache, logos.read, logos.describe_failure)
    offered = read_folder(
        content, downloads.FOLDER, cache, downloads.read, downloads.describe_failure
    )
    problems.extend([*logos.problems_of(found), *downloads.problems_of(offered)])
    return found, offered
