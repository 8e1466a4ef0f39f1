"""Who publishes, takes part and pays goes in; their logos, in one strip and balanced in size, come
out.

All logos of a strip cover about the same area, whatever their form. None is higher than the
funder's emblem or covers more than its flag.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from citybook.catalogue import Catalogue
from citybook.content.logos import LogoFile
from citybook.emblem import BORDER, HIGH, Form, draw_emblem
from citybook.models import Funder, Logo, Organisation
from citybook.models.emblem import statement

# What stays clear beside a logo and between rows; how wide a letter of a name is; and how many
# twentieths of their size logos keep at least.
GAP, ROWS, LETTER, SMALLEST = 0.5, 0.14, 0.24, 12
# The area of a logo in a strip of height 1, where the emblem's flag has 1.5; and the most that
# one is wide.
AREA, WIDEST = 1.2, 3.6


@dataclass(frozen=True)
class LogoView:
    """A logo in its place: the address of its file, what it shows in words and their language where
    it is not the page's, its height and width as shares of the strip's height, and where it leads.
    Without a file it is the name. On a dark ground it has a white plate if it is not drawn for
    it."""

    name: str
    src: str = ""
    alt: str = ""
    lang: str = ""
    height: float = 1.0
    width: float = 0.0
    href: str = ""
    has_plate: bool = False


@dataclass(frozen=True)
class Strip:
    """The logos of an imprint, in their order: publisher, partners; and the funder's, which stands
    at the end. False if there are none."""

    bodies: tuple[LogoView, ...] = ()
    funder: LogoView | None = None

    def __bool__(self) -> bool:
        return bool(self.funder or any(body.src for body in self.bodies))

    def fit_into(self, room: float) -> Strip:
        """Return it as it fits into so many times its height: beside the funder's logo, which keeps
        its size, the others are made smaller together until their rows are no higher than it."""
        left = room - (self.funder.width + GAP if self.funder else 0.0)
        scales = (scale / 20 for scale in range(20, SMALLEST, -1))
        scale = next((one for one in scales if _height(self.bodies, one, left) <= 1), SMALLEST / 20)
        smaller = (
            replace(one, height=one.height * scale, width=one.width * scale) for one in self.bodies
        )
        return replace(self, bodies=tuple(smaller))


def _height(bodies: Sequence[LogoView], scale: float, room: float) -> float:
    """Return how high the rows of logos are that are made smaller and may be so wide together."""
    rows, at = 1, 0.0
    for one in bodies:
        width = (one.width or len(one.name) * LETTER) * scale
        if at and at + width + GAP > room:
            rows, at = rows + 1, 0.0
        at += width + GAP
    return rows * scale * max((one.height for one in bodies), default=0) + (rows - 1) * ROWS


class LogoOwners(Protocol):
    """What names publisher, partners and funder: an imprint or the publication."""

    @property
    def publisher(self) -> object: ...
    @property
    def partners(self) -> object: ...
    @property
    def funder(self) -> object: ...


@dataclass(frozen=True)
class LogoShelf:
    """Where the files of logos lie, seen from the page that shows them; `is_marked` for paper."""

    catalogue: Catalogue
    folder: str
    is_marked: bool = False

    def strip(
        self, imprint: LogoOwners, form: Form = "colour", *, has_names_alone: bool = False
    ) -> Strip:
        """Return the logos of an imprint on white (in colour or black) or on a dark ground. The
        names of those without logo stand among them; where nobody has one, only if
        `has_names_alone`."""
        partners = imprint.partners if isinstance(imprint.partners, Sequence) else ()
        bodies = [one for one in (imprint.publisher, *partners) if isinstance(one, Organisation)]
        funder = imprint.funder if isinstance(imprint.funder, Funder) else None
        views = tuple(self.logo(body.logo, body.name, body.url or "", form) for body in bodies)
        is_shown = has_names_alone or any(view.src for view in views)
        return Strip(views if is_shown else (), self.funder(funder, form) if funder else None)

    def funder(self, funder: Funder, form: Form = "colour") -> LogoView | None:
        """Return a funder's emblem or logo."""
        if funder.emblem:
            words, language = statement(funder.emblem, self.catalogue.publication.language)
            _, ratio = draw_emblem(words, form)
            high = 1 + 2 * BORDER / HIGH if form == "reversed" else 1.0
            alt = words.replace("\n", " ")
            lang = language if language != self.catalogue.publication.language else ""
            src = f"{self.folder}/{self.emblem_name(words, form)}"
            return LogoView(alt, src, alt, lang, high, high * ratio)
        if funder.logo:
            return self.logo(funder.logo, funder.name or funder.statement, "", form)
        return None

    def logo(self, logo: Logo | None, name: str, href: str = "", form: Form = "colour") -> LogoView:
        """Return one logo, as large as others on the same strip."""
        found = self._file(logo, form)
        if not logo or not found:
            return LogoView(name, href=href)
        height, width = balance(found.width / found.height)
        src = f"{self.folder}/{found.name}"
        has_plate = form == "reversed" and not logo.reversed
        return LogoView(name, src, logo.alt or name, "", height, width, href, has_plate)

    def _file(self, logo: Logo | None, form: Form) -> LogoFile | None:
        """Return the file of a logo for black ink or a dark ground; the usual one without it."""
        if not logo:
            return None
        special = {"black": logo.one_ink, "reversed": logo.reversed}.get(form)
        return self.catalogue.logos.get(special or logo.file)

    def emblem_name(self, words: str, form: Form) -> str:
        """Return what the file of an emblem is called."""
        text, _ = draw_emblem(words, form, is_marked=self.is_marked)
        return f"emblem-{form}-{hashlib.sha256(text.encode()).hexdigest()[:8]}.svg"

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of all logos and emblems that the publication or an edition names, each
        with its name in the folder."""
        catalogue = self.catalogue
        for logo in catalogue.logos.values():
            if logo.name:
                yield logo.name, logo.data
        imprints = [edition.front.imprint for edition in catalogue.editions.values()]
        funders = [catalogue.publication.funder, *(imprint.funder for imprint in imprints)]
        emblems = {one.emblem for one in funders if isinstance(one, Funder) and one.emblem}
        forms: tuple[Form, ...] = ("colour", "black", "reversed")
        for emblem in sorted(emblems):
            words, _ = statement(emblem, catalogue.publication.language)
            for form in forms if self.is_marked else forms[:1]:
                text, _ = draw_emblem(words, form, is_marked=self.is_marked)
                yield self.emblem_name(words, form), text.encode()


def balance(ratio: float) -> tuple[float, float]:
    """Return height and width of a logo `ratio` times as wide as it is high, in a strip of height
    1."""
    height = min(1.0, (AREA / ratio) ** 0.5, WIDEST / ratio)
    return round(height, 3), round(height * ratio, 3)
