"""The fonts: the publication's typeface and the second one go in; one file for each weight that
print needs, one for browsers, and the rules with which stylesheets name them come out."""

from __future__ import annotations

from citybook.outputs.output import Job, Output


class FontsOutput(Output):
    """Fonts depend on the content only where that names a typeface."""

    def sources_of(self, job: Job) -> list[str]:
        return super().sources_of(job) if job.project.has_field("typeface") else []


def make(job: Job) -> None:
    """Cut the fonts for print, and pack them for browsers. Raises ContentError with all that is
    wrong in the content where a typeface cannot be had."""
    from citybook.content.typefaces import load_typeface
    from citybook.problems import ContentError
    from citybook.typeset.fonts import make_fonts

    loaded = load_typeface(job.project)
    if any(problem.is_error for problem in loaded.problems):
        job.run.read()
        raise ContentError(list(loaded.problems))
    made = make_fonts(loaded.typeface, loaded.letters)
    job.write({f"fonts/{name}": data for name, data in made.items()})


FONTS = FontsOutput(
    "fonts",
    "Cut the fonts that print and site need",
    make,
    files=("fonts/",),
    sources=("content/publication.yaml", "content/fonts/"),
    made_by=(
        "typeset/fonts.py",
        "typeset/screen_fonts.py",
        "typeset/font_faces.py",
        "typeface.py",
        "font_cutting.py",
    ),
    modules=("citybook.typeset.fonts",),
)
