"""A picture in colours goes in; the same in greys that a copier prints legibly comes out."""

from __future__ import annotations

from PIL import Image, ImageStat

# A picture that has less than this share of its contrast in what an eye sees as light and dark has
# it in its colours: red letters on green would be one grey.
LOST = 0.5
# Of the darkest and of the lightest pixels this share is of no account; between the others there is
# at most so much more contrast than before.
SPECKS, MOST_GAIN = 0.005, 1.5


def convert_to_legible_grey(picture: Image.Image) -> Image.Image:
    """Convert a picture to greys from almost black to almost white. Where colours differ and their
    lightness does not (ITU-R BT.601), the channel is taken in which they differ most."""
    grey = picture.convert("L")
    channels = picture.convert("RGB").split()
    contrasts = [ImageStat.Stat(channel).stddev[0] for channel in channels]
    if ImageStat.Stat(grey).stddev[0] < LOST * max(contrasts):
        grey = channels[contrasts.index(max(contrasts))]
    return _stretch(grey)


def _stretch(grey: Image.Image) -> Image.Image:
    low, high = _ends(grey.histogram())
    gain = min(MOST_GAIN, 255 / max(1, high - low))
    half, middle = (high - low) * gain / 2, (low + high) / 2
    centre = min(max(middle, half), 255 - half)
    table = [round((value - middle) * gain + centre) for value in range(256)]
    return grey.point([min(255, max(0, value)) for value in table])


def _ends(counted: list[int]) -> tuple[int, int]:
    """Return the darkest and the lightest value that more than specks have."""
    most = sum(counted) * SPECKS
    return _first(counted, most), 255 - _first(counted[::-1], most)


def _first(counted: list[int], most: float) -> int:
    for value, count in enumerate(counted):
        most -= count
        if most < 0:
            return value
    return len(counted) - 1
