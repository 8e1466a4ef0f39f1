"""A laid-out document goes in; a PDF comes out that reads well aloud and lasts: PDF/UA-1 and
PDF/A-3a in one file.

`writing.write` takes the place of WeasyPrint's `write_pdf`; what it writes may be joined; `finish`
does what needs the whole. Only `write` needs WeasyPrint, so it is not imported here.
"""

from citybook.typeset.accessible.about import About, Attachment, Names
from citybook.typeset.accessible.figures import move_figures
from citybook.typeset.accessible.finishing import complete, finish, written

__all__ = ["About", "Attachment", "Names", "complete", "finish", "move_figures", "written"]
