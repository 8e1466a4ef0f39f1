"""The name of a file in content/ that nothing reads goes in; a problem comes out that says what it
is and how what is in it gets into the publication."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath

from citybook.content.downloads import ENDINGS
from citybook.problems import Problem, did_you_mean

TEXT = "copy its text into a file that ends in .md, and let `doit tidy` clean it"
NUMBERS = "copy its numbers into a text, as a list or as ::: chart"
# What such a file is, and the way in.
FORMATS = {
    **dict.fromkeys((".docx", ".doc", ".docm", ".dotx", ".rtf"), ("a Word document", TEXT)),
    **dict.fromkeys((".odt", ".fodt", ".ott"), ("a text of LibreOffice", TEXT)),
    ".pages": ("a text of Apple Pages", TEXT),
    ".pdf": ("a PDF", TEXT),
    **dict.fromkeys((".html", ".htm", ".mht", ".webarchive"), ("a web page", TEXT)),
    ".epub": ("an e-book", TEXT),
    **dict.fromkeys((".eml", ".msg"), ("an e-mail", TEXT)),
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".xlsb"), ("an Excel workbook", NUMBERS)),
    **dict.fromkeys((".ods", ".fods"), ("a spreadsheet of LibreOffice", NUMBERS)),
    ".numbers": ("a spreadsheet of Apple Numbers", NUMBERS),
    **dict.fromkeys((".csv", ".tsv"), ("a table", NUMBERS)),
    **dict.fromkeys(
        (".pptx", ".ppt", ".odp", ".key"),
        ("a presentation", f"{TEXT}; pictures belong in content/images/"),
    ),
    **dict.fromkeys(
        (".zip", ".7z", ".rar", ".gz", ".tar"), ("an archive", "unpack it, and put its files here")
    ),
    **dict.fromkeys((".lnk", ".url", ".webloc"), ("a shortcut", "put the file itself here")),
}
PICTURES = frozenset((".jpg", ".jpeg", ".png", ".webp", ".gif", ".tif", ".tiff", ".heic", ".svg"))
# Texts by other endings.
SAME = {".txt": ".md", ".markdown": ".md", ".mdown": ".md", ".mkd": ".md", ".yml": ".yaml"}


def describe(
    name: str, folders: Sequence[str], others: Sequence[str], files: Sequence[str]
) -> Problem | None:
    """Return what is wrong with a file by its name in content/; None where it may lie. `folders`
    hold entries, `others` files that entries name, and `files` are read as they are."""
    path = PurePosixPath(name)
    folder, ending = path.parts[0], path.suffix.lower()
    if folder in ("press", "logos", "files"):
        return None
    if ending in FORMATS:
        what, hint = FORMATS[ending]
        if ending in ENDINGS:
            hint += "; to offer it as it is, put it into content/files/, see ::: download"
        return Problem(f"content/{name}", 0, 0, f"this is {what}, and is not read", hint)
    if folder in others and (folder != "kinds" or path.match("kinds/*.yaml")):
        return None
    if ending in PICTURES:
        hint = "put it into content/images/, and name it in the entry's `picture`"
        if ending == ".svg":
            hint = "put it into content/logos/, and name it as the `logo` of whose it is"
        return Problem(f"content/{name}", 0, 0, "this is a picture, and is not read here", hint)
    known = (*folders, *others, *files)
    in_yaml = ("editions", "kinds")
    wanted = ".yaml" if folder in in_yaml else ".md"
    is_flat = str(path.parent) == folder and folder in (*folders, *in_yaml) and folder != "guides"
    hint = f"content/ holds {', '.join(known)}"
    if is_flat:
        hint, stem = f"files in content/{folder}/ end in {wanted}", path.stem
        is_named_twice = stem.lower().endswith(wanted)  # by an editor that adds its own ending
        if is_named_twice or SAME.get(ending, ending) == wanted:  # also one in capitals
            stem = stem[: -len(wanted)] if is_named_twice else stem
            hint += f": rename it to {stem}{wanted}"
    elif folder in folders and folder != "guides" and ending == ".md":
        hint = f"move it into content/{folder}/ itself, which has no folders in it"
    meant = "" if folder in known else did_you_mean(folder, known)
    message = f"nothing reads this file{meant}"
    return Problem(f"content/{name}", 0, 0, message, hint)
