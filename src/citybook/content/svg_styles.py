"""The elements of an SVG file go in; what its attributes and style sheets say of each comes out.

The cascade is that of CSS: attributes, then rules by their specificity, then `style`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cssselect2
import tinycss2

from citybook.content.svg_reading import SvgElement

# Rules that say nothing of shapes: fonts, which texts alone would need, and names.
IDLE = frozenset({"font-face", "charset", "namespace"})
INLINE = "export it again with “presentation attributes” instead of a style sheet"
# Of a style sheet, and of all its selectors.
MOST_RULES = 1_000


class Styles:
    """What is said of the elements of one file. Raises SvgError for a sheet that is not
    understood."""

    def __init__(self, root: SvgElement) -> None:
        self.rules = cssselect2.Matcher()
        self.count = 0
        for sheet in [one for one in root.iter("style") if isinstance(one, SvgElement)]:
            self._add(sheet)
        wrapped = cssselect2.ElementWrapper.from_xml_root(root)
        self.wrapped = {one.etree_element: one for one in wrapped.iter_subtree()}

    def of(self, element: SvgElement) -> dict[str, str]:
        """Return the properties of an element by their names in small letters; attributes that are
        no properties are among them."""
        found: list[tuple[bool, tuple[int, ...], int, str, str]] = [
            (False, (-1, 0, 0), 0, name, value) for name, value in element.items()
        ]
        for specificity, order, _, declarations in self.rules.match(self.wrapped[element]):
            found += [(so, specificity, order, name, value) for so, name, value in declarations]
        for is_so, name, value in _declarations(element.get("style", "")):
            found.append((is_so, (1_000_000, 0, 0), 0, name, value))
        found.sort(key=lambda one: one[:3])
        return {name: value.strip() for _, _, _, name, value in found if name != "style"}

    def _add(self, sheet: SvgElement) -> None:
        rules = tinycss2.parse_stylesheet(
            sheet.text or "", skip_comments=True, skip_whitespace=True
        )
        for rule in rules:
            if rule.type == "at-rule" and rule.lower_at_keyword in IDLE:
                continue
            if rule.type == "error":
                raise sheet.error(f"its style sheet is damaged ({rule.message})", INLINE)
            if rule.type == "at-rule":
                name = rule.lower_at_keyword
                raise sheet.error(f"its style sheet has a rule '@{name}'", INLINE)
            self.count += 1
            if self.count > MOST_RULES:
                raise sheet.error(f"its style sheet has more than {MOST_RULES} rules", INLINE)
            self._add_rule(sheet, rule)

    def _add_rule(self, sheet: SvgElement, rule: Any) -> None:
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            said = tinycss2.serialize(rule.prelude).strip()
            raise sheet.error(f"its style sheet chooses by '{said[:60]}'", INLINE) from None
        declarations = list(_declarations(rule.content))
        for selector in selectors:
            self.rules.add_selector(selector, declarations)


def _declarations(given: Any) -> Iterator[tuple[bool, str, str]]:
    """Yield the declarations of a rule or an attribute: whether each is important, its name and its
    value. As browsers do, pass over what is none."""
    for one in tinycss2.parse_blocks_contents(given, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            yield one.important, one.lower_name, tinycss2.serialize(one.value)
