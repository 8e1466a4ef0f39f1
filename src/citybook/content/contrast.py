"""The colours of a publication, its lines and editions go in; texts that could not be read on their
ground come out as problems with the nearest colour that passes (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from citybook.colours import contrast, find_darker, find_lighter
from citybook.content.entries import Entry
from citybook.models import Community, Edition, Publication
from citybook.models.fields import LEAST_CONTRAST
from citybook.models.identity import screen_of
from citybook.problems import Problem


def check_contrast(
    publication: Entry[Publication] | None,
    communities: Iterable[Community],
    editions: Iterable[Entry[Edition]],
) -> Iterator[Problem]:
    """Yield colours of text that cannot be read on the publication's own quiet ground. White text
    on a colour is checked with the colour (`models/fields.py`)."""
    colours = publication.front.colours if publication else None
    if publication is None or colours is None or colours.ground is None:
        return
    ground, mark = screen_of(colours.ground), publication.mark(("colours", "ground"))
    texts = [("text", colours.all["ink"]), ("the brand colour", colours.all["brand"])]
    texts += [(f"line {line.number}", line.colour) for line in communities]
    worst = min(texts, key=lambda text: contrast(text[1], ground))
    if (found := contrast(worst[1], ground)) < LEAST_CONTRAST:
        message = (
            f"colours.ground: {worst[0]}, {worst[1]}, has a contrast of {found:.1f} on {ground}, "
            "and WCAG asks for 4.5"
        )
        near = find_lighter(ground, worst[1], LEAST_CONTRAST)
        yield Problem(publication.file, *mark, message, f'the nearest that has it is "{near}"')
        return
    for edition in editions:
        colour = screen_of(edition.front.colour) if edition.front.colour else colours.all["brand"]
        if (found := contrast(colour, ground)) < LEAST_CONTRAST:
            message = (
                f"colour: on the publication's ground, {ground}, {colour} has a contrast of "
                f"{found:.1f}, and WCAG asks for 4.5"
            )
            near = find_darker(colour, ground, LEAST_CONTRAST)
            hint = f'the nearest that has it is "{near}"'
            yield Problem(edition.file, *edition.mark(("colour",)), message, hint)
