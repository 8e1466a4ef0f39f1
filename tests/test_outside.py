"""Content that reaches for what lies outside the publication goes in; nothing of that is published,
no path of the machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pikepdf
import pytest
from weasyprint.urls import FatalURLFetchingError

from citybook.typeset.fetching import BASE, Fetcher
from tests.publications import Publication

ALBA = "cities/alba.md"
SECRET = "The password of the harbour is mackerel."


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """A file beside the publication, a good card but for what it holds."""
    path = tmp_path / "secret.md"
    path.write_text(
        (Path(__file__).parent / "projects/good/content/cities/alba.md")
        .read_text()
        .replace("## Context", (f"## Context\n\n{SECRET}"), 1)
    )
    return path


@pytest.mark.parametrize(
    "name",
    [
        "cities/alba.md",
        "cities/dole.md",
        "practices/new.md",
        "about.md",
        "themes.yaml",
        "images/quay.png",
        "images/unused.png",
        "press/shop.icc",
        "editions/book.yaml",
    ],
)
def test_a_link_in_place_of_a_file_is_refused_and_not_followed(
    small: Publication, secret: Path, name: str
) -> None:
    path = small.folder / "content" / name
    path.unlink(missing_ok=True)
    path.parent.mkdir(exist_ok=True)
    path.symlink_to(secret)
    output = small.doit("check").fails().output
    assert f"content/{name}: error: this is a link, and links are not followed" in output
    assert SECRET not in output


def test_a_link_in_place_of_a_folder_is_refused_and_not_followed(
    small: Publication, secret: Path
) -> None:
    shutil.rmtree(small.folder / "content/practices")
    (small.folder / "content/practices").symlink_to(secret.parent)
    output = small.doit("check").fails().output
    assert "content/practices: error: this is a link, and links are not followed" in output
    assert SECRET not in output


def test_a_link_within_the_publication_is_refused_too(small: Publication) -> None:
    (small.folder / "content/images/other.png").symlink_to("quay.png")
    assert "content/images/other.png: error: this is a link" in small.doit("check").fails().output


def test_a_pipe_in_place_of_a_card_is_refused_and_not_waited_for(small: Publication) -> None:
    os.mkfifo(small.folder / "content/cities/dole.md")
    assert (
        "content/cities/dole.md: error: this file is not read: it is no file, but a device or a "
        "pipe" in (small.doit("check").fails().output)
    )


def test_a_file_of_many_megabytes_is_refused_unread(small: Publication) -> None:
    with open(small.folder / "content/cities/dole.md", "wb") as file:
        file.truncate(3_000_000_000)
    assert (
        "content/cities/dole.md: error: this file is not read: it has 3,000,000,000 bytes, more "
        "than" in (small.doit("check").fails().output)
    )


@pytest.mark.parametrize(
    "file",
    [
        "../../secret.md",
        "/etc/passwd",
        "..\\\\secret.md",
        "../images/../about.md",
        ".hidden.png",
        "sub/../quay.png",
        "FILE:///etc/passwd",
        "quay.png\\0.jpg",
    ],
)
def test_a_picture_is_a_file_of_content_images_and_no_other(
    small: Publication, secret: Path, file: str
) -> None:
    (small.folder / "content/images/.hidden.png").symlink_to(secret)
    small.replace(ALBA, "file: quay.png", f'file: "{file}"' if "\\" in file else f"file: {file}")
    output = small.doit("check").fails().output
    assert "alba.md:7:9: error: picture.file: " in output
    assert SECRET not in output
    assert "Traceback" not in output


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "https://book.invalid/images/../../secret.md",
        "https://book.invalid/etc/passwd",
        "https://book.invalid/images/%2e%2e/%2e%2e/secret.md",
        "https://book.invalid/images//etc/passwd",
        "http://127.0.0.1:9/x.png",
        "https://book.invalid@example.org/images/x.jpg",
        "https://book.invalid/images/link.jpg",
        "data:text/html,<script>",
        "ftp://x/y",
        "//example.org/x.png",
        "data:image/png;base64,AAAA",
    ],
)
def test_typesetting_fetches_files_of_the_publication_and_no_others(
    tmp_path: Path, secret: Path, address: str
) -> None:
    images = tmp_path / "images"
    images.mkdir()
    (images / "link.jpg").symlink_to(secret)
    with pytest.raises(FatalURLFetchingError, match=r"is not (part|a file) of this publication"):
        Fetcher({"images": images, "fonts": images}).fetch(address)
    assert BASE.startswith("https://")


def test_no_output_says_where_on_the_machine_it_was_made(good: Publication) -> None:
    told = [
        str(good.folder).encode(),
        str(Path.home()).encode() + b"/",
        os.uname().nodename.encode() + b".",
        b"site-packages",
    ]
    files = good.files()
    assert len(files) > 100
    for name, data in files.items():
        found = [
            one
            for one in told
            if len(one) > 3 and one in (_unpacked(data) if name.endswith(".pdf") else data)
        ]
        assert not found, f"{name} tells {found}"


def _unpacked(data: bytes) -> bytes:
    """Everything in a PDF, its streams as they are before they were packed."""
    import io

    with pikepdf.open(io.BytesIO(data)) as pdf:
        parts = [
            item.read_bytes()
            if isinstance(item, pikepdf.Stream) and "/DCTDecode" not in str(item.get("/Filter"))
            else b""
            for item in pdf.objects
        ]
        said = [
            item.unparse(resolved=True)
            for item in pdf.objects
            if not isinstance(item, pikepdf.Stream)
        ]
    return b"\n".join([*parts, *said])
