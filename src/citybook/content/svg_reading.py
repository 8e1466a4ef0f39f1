"""The bytes of an SVG file go in; the elements that draw something come out, each with its place in
the file.

The file is a stranger's. It is parsed without entities and without anything from elsewhere; what
programs keep in it for themselves (metadata, other namespaces, comments) is left behind.
"""

from __future__ import annotations

from typing import Any
from xml.etree.ElementTree import Element
from xml.parsers import expat

# The largest file in bytes, the most elements of one, and how deep they may stand in each other.
MOST_BYTES, MOST_ELEMENTS, DEEPEST = 1_000_000, 5_000, 60
SVG, XLINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
XHTML = "http://www.w3.org/1999/xhtml"
# What tells of a drawing and draws nothing.
TOLD = frozenset({"title", "desc", "metadata"})
PLAIN = (
    "export it again as plain SVG: in Inkscape as “Plain SVG”, in Illustrator without “Preserve "
    "Illustrator Editing Capabilities”"
)


class SvgError(Exception):
    """The file is no drawing we take: the message says why, in words for an editor, `hint` what to
    do, and `line` and `column`, from 1, where; 0 for the whole file."""

    def __init__(self, message: str, hint: str = PLAIN, line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.message, self.hint, self.line, self.column = message, hint, line, column

    def __reduce__(self) -> tuple[Any, ...]:
        return SvgError, (self.message, self.hint, self.line, self.column)


class SvgElement(Element):
    """An element and its place. Names of SVG, and the attribute `href`, stand without namespace."""

    line = 0
    column = 0

    def error(self, message: str, hint: str = PLAIN) -> SvgError:
        """Return an error at the place of this element."""
        return SvgError(message, hint, self.line, self.column)


def read_elements(data: bytes) -> SvgElement:
    """Return the root of a drawing. Raises SvgError."""
    reader = _SvgBuilder()
    try:
        reader.parser.Parse(data, True)
    except expat.ExpatError as error:
        line, column = error.lineno, error.offset + 1
        why = expat.ErrorString(error.code)
        raise SvgError(f"it is damaged or no SVG ({why})", PLAIN, line, column) from None
    except (UnicodeDecodeError, LookupError, ValueError):
        raise SvgError("it is in no encoding that is known", "save it as UTF-8") from None
    assert reader.root is not None
    return reader.root


class _SvgBuilder:
    """Builds the tree, and stops at what could lead elsewhere or grow."""

    def __init__(self) -> None:
        self.root: SvgElement | None = None
        self.open: list[SvgElement] = []
        self.count = self.depth = self.left_out = 0
        parser = self.parser = expat.ParserCreate(namespace_separator=" ")
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._refuse_declarations
        parser.EntityDeclHandler = parser.SkippedEntityHandler = self._refuse_entity

    def _place(self) -> tuple[int, int]:
        return self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1

    def _refuse_declarations(self, _name: str, _system: Any, _public: Any, has_own: int) -> None:
        """Take a document type by its name alone: nothing is fetched for it."""
        if has_own:
            raise SvgError("it declares entities or a document type", PLAIN, *self._place())

    def _refuse_entity(self, *_: Any) -> None:
        raise SvgError("it uses entities", PLAIN, *self._place())

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        self.count, self.depth = self.count + 1, self.depth + 1
        if self.count > MOST_ELEMENTS:
            hint = "simplify it: a logo needs far fewer"
            raise SvgError(f"it has more than {MOST_ELEMENTS:,} elements", hint, *self._place())
        if self.depth > DEEPEST:
            raise SvgError("its elements are nested too deeply", PLAIN, *self._place())
        if not self.open and (local != "svg" or namespace not in ("", SVG)):
            raise SvgError(f"it is no SVG, but '{local}'", PLAIN, *self._place())
        is_foreign = namespace not in ("", SVG, XHTML) or local in TOLD
        if self.left_out or is_foreign:
            self.left_out += 1
            return
        element = SvgElement(local if namespace != XHTML else f"html:{local}")
        element.line, element.column = self._place()
        for key, value in attributes.items():
            space, _, short = key.rpartition(" ")
            if not space or (space, short) == (XLINK, "href"):
                element.set(short, value)
        if self.open:
            self.open[-1].append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _name: str) -> None:
        self.depth -= 1
        if self.left_out:
            self.left_out -= 1
        else:
            self.open.pop()

    def _text(self, text: str) -> None:
        if not self.left_out:
            self.open[-1].text = (self.open[-1].text or "") + text
