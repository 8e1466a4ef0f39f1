"""The links between cities go in; who learnt from whom, as a drawing and as a list, comes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markupsafe import Markup

from citybook.catalogue import Catalogue
from citybook.relations import Learning
from citybook.views.html import HtmlWriter, drop_link
from citybook.views.lines import FindAddress, NamedLink
from citybook.views.look import brand_of, look_of

# One row of the drawing, and its width, in units of its own.
ROW, WIDTH, BEND = 40, 300, 60


@dataclass(frozen=True)
class Track:
    """One link, drawn from a teacher's row to a learner's in the colour of the learner's line."""

    path: str
    colour: str


@dataclass(frozen=True)
class Lesson:
    """What one card learnt from one place: the ideas in short."""

    learner: NamedLink
    teacher: NamedLink
    ideas: tuple[Markup, ...]
    colour: str


@dataclass(frozen=True)
class End:
    """A teacher or a learner in its row."""

    name: str
    href: str
    colour: str


@dataclass(frozen=True)
class Network:
    """The drawing, `width` by `height` units and `rows` rows, with its two columns of names, and
    the same as a list; `more` lessons are left out. In languages written from the right, teachers
    stand on the right."""

    teachers: tuple[End, ...]
    learners: tuple[End, ...]
    tracks: tuple[Track, ...]
    lessons: tuple[Lesson, ...]
    rows: int
    width: int
    height: int
    teachers_above: float
    learners_above: float
    from_right: bool
    more: int = 0

    def __bool__(self) -> bool:
        return bool(self.lessons)


def network(catalogue: Catalogue, target: FindAddress, slugs: list[str]) -> Network:
    """Return who learnt from whom among the learners named. `target` tells where a place leads."""
    rank = {slug: at for at, slug in enumerate(slugs)}
    learnings = [learning for learning in catalogue.learnings if learning.learner in rank]
    learnings.sort(key=lambda learning: rank[learning.learner])
    return draw(catalogue, target, learnings)


def draw(catalogue: Catalogue, target: FindAddress, learnings: Sequence[Learning]) -> Network:
    """Return these links between cities as a drawing, in their order."""
    learners = list(dict.fromkeys(learning.learner for learning in learnings))
    teachers = list(dict.fromkeys(learning.teacher for learning in learnings))
    rows, brand = max(len(learners), len(teachers), 1), brand_of(catalogue)
    from_right = catalogue.publication.direction == "rtl"
    above_teachers, above_learners = (rows - len(teachers)) / 2, (rows - len(learners)) / 2
    teacher_at = {slug: at for at, slug in enumerate(teachers)}
    learner_at = {slug: at for at, slug in enumerate(learners)}
    tracks = tuple(
        _track(
            teacher_at[learning.teacher] + above_teachers,
            learner_at[learning.learner] + above_learners,
            _colour(catalogue, learning.learner),
            from_right=from_right,
        )
        for learning in learnings
    )
    return Network(
        teachers=tuple(End(catalogue.places[slug].name, target(slug), brand) for slug in teachers),
        learners=tuple(_learner(catalogue, slug, target) for slug in learners),
        tracks=tracks,
        lessons=tuple(lesson(catalogue, learning, target) for learning in learnings),
        rows=rows,
        width=WIDTH,
        height=rows * ROW,
        teachers_above=above_teachers,
        learners_above=above_learners,
        from_right=from_right,
    )


def _learner(catalogue: Catalogue, slug: str, target: FindAddress) -> End:
    front = catalogue.of_places[slug].front
    return End(front.title, target(front.places[0]), _colour(catalogue, slug))


def _colour(catalogue: Catalogue, learner: str) -> str:
    return look_of(catalogue, catalogue.of_places[learner]).colour


def _track(start: float, end: float, colour: str, *, from_right: bool) -> Track:
    """Return a line straight out of the teacher, slanting across, straight into the learner."""
    y1, y2 = round((start + 0.5) * ROW), round((end + 0.5) * ROW)
    x1, x2, x3, x4 = 0, BEND, WIDTH - BEND, WIDTH
    if from_right:
        x1, x2, x3, x4 = x4, x3, x2, x1
    return Track(f"M{x1} {y1}H{x2}L{x3} {y2}H{x4}", colour)


def lesson(catalogue: Catalogue, learning: Learning, target: FindAddress) -> Lesson:
    """Return what one entry learnt from one place."""
    front = catalogue.of_places[learning.learner].front
    return Lesson(
        learner=NamedLink(front.title, target(front.places[0])),
        teacher=NamedLink(catalogue.places[learning.teacher].name, target(learning.teacher)),
        ideas=tuple(_short(idea) for idea in learning.ideas),
        colour=_colour(catalogue, learning.learner),
    )


def _short(idea: Element) -> Markup:
    """Return an idea without links; bold words it begins with as a heading, without their stop."""
    html = HtmlWriter(drop_link).content(idea)
    return Markup(html.rstrip(".") if idea.tag == "strong" else html)
