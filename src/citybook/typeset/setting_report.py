"""How the parts of a PDF were set goes in; a report for people comes out: what was chosen for each,
and how much of each page is used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import fmean, median

from citybook.problems import describe_count
from citybook.typeset.outcome import SetPart

# So many of the emptiest pages are told at the end.
EMPTIEST = 10
WIDTH = 44


def setting_report(parts: Sequence[SetPart]) -> str:
    """Write the report."""
    return "\n".join([*_parts(parts), "", *_summary(parts), ""])


def _parts(parts: Sequence[SetPart]) -> Iterator[str]:
    for part in parts:
        yield f"{part.name:<{WIDTH}} {_describe_chosen(part)}".rstrip()
        for name, share in part.filled:
            yield f"  {name:<{WIDTH - 2}} {_percent(share)}"


def _describe_chosen(part: SetPart) -> str:
    setting = part.setting
    chosen = [setting.variant, *(f"{name} {value}" for name, value in setting.values.items())]
    layouts = describe_count(setting.layouts, "layout")
    return ", ".join([*(one for one in chosen if one), layouts])


def _percent(share: float | None) -> str:
    return "full page" if share is None else f"{share:.0%}"


def _summary(parts: Sequence[SetPart]) -> Iterator[str]:
    filled = sorted(
        (share, part.name, name)
        for part in parts
        for name, share in part.filled
        if share is not None
    )
    if filled:
        mean = fmean(share for share, *_ in filled)
        yield f"{'on average':<{WIDTH}} {_percent(mean)} is used"
    layouts = [part.setting.layouts for part in parts if part.setting.values]
    if layouts:
        yield f"{'layouts':<{WIDTH}} {sum(layouts)}, in the median {median(layouts):g}"
    for share, part, name in filled[:EMPTIEST]:
        where = ", ".join(one for one in (name, part) if one)
        yield f"{'emptiest: ' + where:<{WIDTH}} {_percent(share)}"
