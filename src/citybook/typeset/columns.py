"""A box of columns goes in (CSS Multi-column 1); it comes out laid out, its columns nearly as even
as their content can be parted.

WeasyPrint looks for their height in trials, which grow by one pixel where what comes next may not
be parted from what follows, so there may be hundreds; and what it finds, it lays out again. Here a
trial says by how much the last column is too long, the next one is higher by so much as helps, and
the last is kept. What is rare in columns is left to WeasyPrint.
"""

from __future__ import annotations

from math import floor
from typing import Any, NamedTuple

from weasyprint.layout import block
from weasyprint.layout import column as original
from weasyprint.layout.percent import percentage

# In CSS pixels: what does not count, what a line has at most, and more than any page is high.
SLACK, LINE, UNLIMITED = 0.01, 20.0, 1e6
NEW_PAGE = {"break": "any", "page": None}


class ColumnTrial(NamedTuple):
    """Columns that are laid out; where their content goes on, if it does, and on which page; and
    whether each of them could hold something."""

    columns: list[Any]
    resume_at: Any
    next_page: Any
    is_whole: bool = True

    @property
    def heights(self) -> list[float]:
        """How high the content of each is, in CSS pixels."""
        return [_content_height(column) for column in self.columns]


def columns_layout(context: Any, box: Any, *given: Any) -> tuple[Any, Any, Any, list[float], bool]:
    """Lay out a box of columns, in place of WeasyPrint's function of this name."""
    if not _is_plain(context, box):
        return original.columns_layout(context, box, *given)  # type: ignore[no-any-return]
    context.in_column = True
    columns = Columns(context, box, *given)
    trial = columns.balance()
    context.in_column = False
    if not trial.is_whole:
        columns.discard(trial)
        return None, (0, None), NEW_PAGE, [], False
    return columns.close(trial), columns.resume_at(trial), trial.next_page, [], False


class Columns:
    """A box whose content is laid out in columns; what is given is what WeasyPrint gives."""

    def __init__(
        self,
        context: Any,
        box: Any,
        bottom_space: float,
        skip_stack: Any,
        containing_block: Any,
        page_is_empty: bool,
        absolute_boxes: list[Any],
        fixed_boxes: list[Any],
        adjoining_margins: list[float],
        *styles: Any,
    ) -> None:
        self.context, self.containing_block = context, containing_block
        self.page_is_empty, self.styles = page_is_empty, styles
        self.placed = absolute_boxes, fixed_boxes
        self.box = box.copy_with_children(box.children)
        self.box.position_y += block.collapse_margin(adjoining_margins)
        block.block_level_width(self.box, containing_block)
        self.first = next(iter(skip_stack)) if skip_stack else 0
        self.start = {0: skip_stack[self.first]} if skip_stack else None
        self.children = [child.copy() for child in box.children[self.first :]]
        self.top = self.box.content_box_y()
        self.highest = context.page_bottom - self.top - bottom_space
        self.count, self.width, self.gap = _grid(self.box)
        self.shapes = len(context.excluded_shapes)

    def balance(self) -> ColumnTrial:
        """Lay out the columns as even as can be, or as high as the page if what they hold is
        longer."""
        trial = self._try(self.highest)
        heights = trial.heights
        fits = trial.is_whole and not trial.resume_at and max(heights) <= self.highest
        if not fits or self.box.style["column_fill"] != "balance":
            return trial
        # Half a line more lets an odd number of lines be parted at once.
        height, share = sum(heights) / self.count + LINE / 2, 0.5
        growth = max(height / 4, LINE)
        while height < self.highest:
            self.discard(trial)
            trial = self._try(height, is_even=True)
            if trial.is_whole and not trial.resume_at:
                over = trial.heights[-1] - height if len(trial.columns) == self.count else 0.0
                if over <= SLACK:
                    return trial
                # It fits where the last column is no longer than the others; perhaps half way.
                height += over if over < LINE else over * share
                share = 1.0
            else:  # what cannot be parted is higher than that
                height += growth
        self.discard(trial)
        return self._try(self.highest)

    def discard(self, trial: ColumnTrial) -> None:
        """Let the page forget what is in the columns of a trial."""
        block.remove_placeholders(self.context, trial.columns, *self.placed)
        del self.context.excluded_shapes[self.shapes :]

    def close(self, trial: ColumnTrial) -> Any:
        """The box with its columns, all as high as the highest."""
        highest = max(column.margin_height() for column in trial.columns)
        for column in trial.columns:
            column.height = highest
        self.box.children = trial.columns
        self.box.height = min(self.highest, highest)
        return self.box

    def resume_at(self, trial: ColumnTrial) -> Any:
        """Where the box goes on overleaf, as WeasyPrint says it."""
        if not trial.resume_at:
            return None
        return {self.first + at: rest for at, rest in trial.resume_at.items()}

    def _try(self, height: float, *, is_even: bool = False) -> ColumnTrial:
        """Lay out the columns at a height; if they are to be `is_even`, the last as high as it
        gets, and none with what does not fit."""
        columns: list[Any] = []
        resume_at, next_page = self.start, NEW_PAGE
        for at in range(self.count):
            is_last = at == self.count - 1
            room = UNLIMITED if is_even and is_last else height
            column, resume_at, next_page, *_ = block.block_box_layout(
                self.context,
                self._column(at),
                self.context.page_bottom - self.top - room,
                resume_at,
                self.containing_block,
                self.page_is_empty and not is_even,
                *self.placed,
                None,
                *self.styles,
                discard=False,
                max_lines=None,
            )
            if column is None:
                return ColumnTrial(columns, resume_at, next_page, is_whole=False)
            columns.append(column)
            if resume_at is None:
                break
        return ColumnTrial(columns, resume_at, next_page)

    def _column(self, at: int) -> Any:
        """An empty column in its place, from the side where lines begin."""
        column = original._create_column_box(
            self.box, self.containing_block, self.children, self.width, self.top
        )
        is_from_right = self.box.style["direction"] == "rtl"
        from_left = self.count - 1 - at if is_from_right else at
        column.position_x += from_left * (self.width + self.gap)
        return column


def _is_plain(context: Any, box: Any) -> bool:
    """Whether a box has nothing but children in columns that are as high as these need."""
    style = box.style
    return (
        bool(box.children)
        and style["height"] == style["min_height"] == "auto"
        and style["position"] == "static"
        and not context.footnotes
        and not context.current_page_footnotes
        and all(child.style["column_span"] == "none" for child in box.children)
    )


def _grid(box: Any) -> tuple[int, float, float]:
    """How many columns a box has, how wide they are and what is between them, in CSS pixels (CSS
    Multi-column 1, 3.4)."""
    width, count, gap = (box.style[f"column_{name}"] for name in ("width", "count", "gap"))
    gap = box.style["font_size"] if gap == "normal" else percentage(gap, box.style, box.width)
    if width != "auto":
        most = max(1, floor((box.width + gap) / (width + gap)))
        count = most if count == "auto" else min(count, most)
    return count, max(0.0, (box.width + gap) / count - gap), gap


def _content_height(column: Any) -> float:
    """How high the content of a column is, in CSS pixels, without the margin at its foot."""
    flow = [child for child in column.children if child.is_in_normal_flow()]
    if not flow:
        return 0.0
    last = flow[-1]
    return float(last.position_y + last.margin_height() - last.margin_bottom - column.position_y)
