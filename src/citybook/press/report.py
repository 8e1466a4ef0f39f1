"""What a preflight looked at and found goes in; the report comes out, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from citybook.press.findings import (
    CLEARANCE,
    GOOD,
    HAIRLINE,
    SMALLEST,
    SMALLEST_CODE,
    WORST,
    Finding,
    Wanted,
)

# A file, what it must be, and how many pages it has; a file's name, the page in words, and what is
# wrong there.
Checked = Sequence[tuple[str, Wanted, int]]
Named = Sequence[tuple[str, str, Finding]]


def as_text(title: str, checked: Checked, found: Named) -> str:
    """The report in plain words."""
    lines = [f"Preflight: {title}", "", _outcome(found), ""]
    lines += [
        f"{finding.fault.severity}: {file}, {where}: {finding.fault.message}"
        for file, where, finding in found
    ]
    lines += [""] if found else []
    for file, wanted, pages in checked:
        lines += [
            f"{file}: {pages} pages, trim {wanted.trim[0]:g} × {wanted.trim[1]:g} mm, bleed {wanted.bleed:g} mm"
        ]
    lines += [
        "",
        "Looked at in every file, on every page:",
        *(f"- {check}" for check in _checks(checked)),
        "",
    ]
    return "\n".join(lines)


def as_json(title: str, checked: Checked, found: Named) -> str:
    """The report for programs."""
    return (
        json.dumps(
            {
                "title": title,
                "passed": not any(finding.fault.severity == "error" for *_, finding in found),
                "files": [
                    {
                        "file": file,
                        "pages": pages,
                        "trim_mm": list(wanted.trim),
                        "bleed_mm": wanted.bleed,
                        "ink_limit_percent": wanted.ink_limit,
                    }
                    for file, wanted, pages in checked
                ],
                "findings": [
                    {"file": file, "page": finding.page, "where": where, **vars(finding.fault)}
                    for file, where, finding in found
                ],
            },
            indent=1,
            ensure_ascii=False,
        )
        + "\n"
    )


def _outcome(found: Named) -> str:
    errors = sum(finding.fault.severity == "error" for *_, finding in found)
    warnings = len(found) - errors
    if errors:
        return f"Not to be printed: {errors} error{'s' * (errors > 1)}."
    return (
        f"Passed with {warnings} warning{'s' * (warnings > 1)}."
        if warnings
        else "Passed: nothing to be said."
    )


def _checks(checked: Checked) -> list[str]:
    limit = max((wanted.ink_limit for _, wanted, _ in checked), default=0)
    return [
        f"pictures have {WORST} dpi at least where they are placed, {GOOD} dpi to be sharp",
        "every colour is in the four inks; no font is missing",
        f"no more than {limit:g} % of ink in one place",
        f"no line is thinner than {HAIRLINE:g} pt, no text smaller than {SMALLEST:g} pt",
        f"no text is nearer than {CLEARANCE:g} mm to the trim",
        f"QR codes are in black ink alone and {SMALLEST_CODE:g} mm large at least",
        "TrimBox, BleedBox and MediaBox; what runs to the edge runs on into the bleed",
        "the number of pages can be bound",
    ]
