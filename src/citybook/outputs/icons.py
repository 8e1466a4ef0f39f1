"""What stands for the publication elsewhere: its identity goes in; its icon and the picture that is
shown where someone shares a link come out."""

from __future__ import annotations

from citybook.outputs.output import Job, Output


class IconsOutput(Output):
    """Icons depend on pictures only where the publication names one for links."""

    def sources_of(self, job: Job) -> list[str]:
        pictures = ["content/images/"] if job.project.has_field("link_picture") else []
        return [*super().sources_of(job), *pictures]


def make(job: Job) -> None:
    """Draw the icon and the picture for links. Raises ContentError."""
    from citybook.outputs.layout_errors import as_problems
    from citybook.publish.icons import FOLDER, make_icons

    with as_problems("content/publication.yaml", "icons"):
        made = make_icons(job.project, job.catalogue)
    job.write({f"{FOLDER}/{name}": data for name, data in made.items()})


ICONS = IconsOutput(
    "icons",
    "Draw the publication's icon, and the picture that is shown where someone shares a link",
    make,
    files=("icons/",),
    needs=("html", "fonts"),
    sources=(
        "content/publication.yaml",
        "content/communities.yaml",
        "content/logos/",
        "build/fonts/",
    ),
    made_by=("publish/icons.py", "layouts", "styles", "typeset"),
    modules=("citybook.publish.icons",),
)
