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
    SMALLEST_MODULE,
    WORST,
    Finding,
)
from citybook.press.job import PrintFile
from citybook.problems import describe_count

FileFindings = Sequence[tuple[PrintFile, Finding]]


def as_text(title: str, files: Sequence[PrintFile], found: FileFindings) -> str:
    """Write the report in plain words."""
    findings = [
        f"{finding.fault.severity}: {file.name}, {file.where(finding)}: {finding.fault.message}"
        + (f"; {finding.fault.hint}" if finding.fault.hint else "")
        for file, finding in found
    ]
    sizes = [
        f"{file.name}: {len(file.pages)} pages, trim {file.wanted.trim[0]:g} × "
        f"{file.wanted.trim[1]:g} mm, bleed {file.wanted.bleed:g} mm"
        for file in files
    ]
    looked_at = ["Looked at in every file, on every page:", *_checks(files)]
    parts = [[f"Preflight: {title}"], [_outcome(found)], findings, sizes, looked_at]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def as_json(title: str, files: Sequence[PrintFile], found: FileFindings) -> str:
    """Write the report for programs."""
    report = {
        "title": title,
        "passed": not any(finding.fault.severity == "error" for _, finding in found),
        "files": [
            {
                "file": file.name,
                "pages": len(file.pages),
                "trim_mm": list(file.wanted.trim),
                "bleed_mm": file.wanted.bleed,
                "ink_limit_percent": file.wanted.ink_limit,
            }
            for file in files
        ],
        "findings": [
            {
                "file": file.name,
                "page": finding.page,
                "where": file.where(finding),
                **vars(finding.fault),
            }
            for file, finding in found
        ],
    }
    return json.dumps(report, indent=1, ensure_ascii=False) + "\n"


def _outcome(found: FileFindings) -> str:
    errors = sum(finding.fault.severity == "error" for _, finding in found)
    warnings = len(found) - errors
    if errors:
        return f"Not to be printed: {describe_count(errors, 'error')}."
    if warnings:
        return f"Passed with {describe_count(warnings, 'warning')}."
    return "Passed: nothing to be said."


def _checks(files: Sequence[PrintFile]) -> list[str]:
    limit = max((file.wanted.ink_limit for file in files), default=0)
    return [
        f"- pictures have {WORST} dpi at least where they are placed, {GOOD} dpi to be sharp",
        "- every colour is in the four inks; no font is missing",
        f"- no more than {limit:g} % of ink in one place",
        f"- no line is thinner than {HAIRLINE:g} pt, no text smaller than {SMALLEST:g} pt",
        f"- no text is nearer than {CLEARANCE:g} mm to the trim",
        f"- QR codes are in black ink alone, {SMALLEST_CODE:g} mm large at least, with modules of "
        f"{SMALLEST_MODULE:g} mm at least; none leads to an address reserved for examples",
        "- TrimBox, BleedBox and MediaBox; what runs to the edge runs on into the bleed",
        "- the number of pages can be bound",
    ]
