"""A laid-out document goes in; a PDF comes out that reads well aloud and lasts: PDF/UA-1 and PDF/A-3a in one file.

`write` takes the place of WeasyPrint's `write_pdf`; what it writes may be joined; `finish` does what needs the whole.
"""

from citybook.typeset.accessible.about import About, Attachment, Names
from citybook.typeset.accessible.figures import move_figures
from citybook.typeset.accessible.finishing import finish
from citybook.typeset.accessible.writing import write

__all__ = ["About", "Attachment", "Names", "finish", "move_figures", "write"]
