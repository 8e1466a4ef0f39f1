"""The name of an ICC profile goes in; the profile, known to be one for printing in four inks, comes
out (ISO 15076-1), and converts pictures."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from PIL import Image, ImageCms

from citybook.project import files_by_name

# Where Debian and Fedora, TeX and macOS keep profiles.
SYSTEM = (
    Path("/usr/share/color/icc"),
    Path("/usr/share/texlive/texmf-dist/tex/generic/colorprofiles"),
    Path("/Library/ColorSync/Profiles"),
)
# The header is 128 bytes and begins with the file's length; bytes 36 to 39 say that it is a profile
# (ISO 15076-1, 7.2).
HEADER, SIGNATURE = 128, b"acsp"
LARGEST = 20_000_000
INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
# What a profile for another use is for, by the class in its header.
CLASSES = {
    "scnr": "scanners",
    "mntr": "screens",
    "link": "a chain of devices",
    "spac": "conversion",
    "abst": "effects",
    "nmcl": "named colours",
}


class ProfileError(Exception):
    """The file is no profile that a print shop could print with; the message says why, in words for
    an editor."""


@dataclass(frozen=True)
class Profile:
    """An output profile for four inks: the file's name and its bytes as they are embedded."""

    file: str
    data: bytes

    @cached_property
    def icc_profile(self) -> Any:
        return ImageCms.ImageCmsProfile(io.BytesIO(self.data))

    @property
    def name(self) -> str:
        """What the profile calls itself."""
        return " ".join((self.icc_profile.profile.profile_description or self.file).split())

    @cached_property
    def from_screen(self) -> Any:
        """From sRGB (IEC 61966-2-1) to this profile's inks."""
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"), self.icc_profile, "RGB", "CMYK", INTENT, FLAGS
        )

    def convert(self, picture: Image.Image) -> Image.Image:
        """Convert a picture in RGB to the four inks."""
        made = ImageCms.applyTransform(picture, self.from_screen)
        assert made
        return made


def read_profile(file: str, data: bytes) -> Profile:
    """Read the profile in `data`. Raises ProfileError."""
    if len(data) < HEADER or data[36:40] != SIGNATURE:
        raise ProfileError("it is no ICC profile")
    length = int.from_bytes(data[:4], "big")
    if length != len(data):
        raise ProfileError(f"it is damaged: it has {len(data):,} bytes and says it has {length:,}")
    profile = Profile(file, data)
    try:
        header = profile.icc_profile.profile
        kind, space = header.device_class.strip(), header.xcolor_space.strip()
        if space != "CMYK":
            raise ProfileError(f"it is for {space}, not for the four inks CMYK")
        if kind != "prtr":
            raise ProfileError(f"it is for {CLASSES.get(kind, kind)}, not for printing")
        profile.convert(Image.new("RGB", (1, 1)))
    except (OSError, ImageCms.PyCMSError, AttributeError):
        raise ProfileError("it is damaged: it cannot convert a colour") from None
    return profile


def load_profile(name: str, folders: Sequence[Path]) -> Profile:
    """Load the profile in the file `name` of the first of `folders` that has it, else of anywhere
    below those of this machine. Raises ProfileError, FileNotFoundError."""
    own = (path for folder in folders if (path := files_by_name(folder).get(name)))
    below = (path for folder in SYSTEM if folder.is_dir() for path in sorted(folder.rglob(name)))
    path = next((path for path in (*own, *below) if path.is_file()), None)
    if path is None:
        raise FileNotFoundError(name)
    if path.stat().st_size > LARGEST:
        raise ProfileError(f"it is larger than {LARGEST:,} bytes")
    return read_profile(path.name, path.read_bytes())
