"""The site's style sheet as attributes of a drawing, because a picture that stands alone has no sheet around it.

In: a style sheet, the tree of a figure. Out: the same tree, in which each shape carries what the sheet says of it in the
light scheme. Programs that draw know few selectors; attributes are read by all of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import cssselect2
import tinycss2

#: What a sheet may say of a shape; ``background`` is that of a swatch or a strip.
PROPERTIES = ("fill", "stroke", "stroke-width", "opacity", "font-size", "font-weight", "text-anchor", "background")
#: Where the colours of the light scheme stand; the dark one's are for the screen alone.
_SCHEME = "[data-md-color-scheme]"
#: Rules about the drawings and nothing else: no element of the page around them is named.
_OF_DRAWINGS = re.compile(r"^(?!.*\.md-).*(\.atlas-|atlas-hatch|data-view)", re.DOTALL)
#: The ground on which Material prints in its light scheme; it stands in Material's own sheet.
_MATERIAL = {"--md-default-bg-color": "#fff"}


class Sheet:
    """The rules of a style sheet that concern figures, with the values of its variables."""

    def __init__(self, css: str) -> None:
        rules = [rule for rule in tinycss2.parse_stylesheet(css, True, True) if rule.type == "qualified-rule"]
        self._values = {**_MATERIAL, **self._variables(rules)}
        self._matcher = cssselect2.Matcher()
        for rule in rules:
            if _OF_DRAWINGS.match(tinycss2.serialize(rule.prelude)):
                found = dict(self._declared(rule))
                for selector in cssselect2.compile_selector_list(rule.prelude) if found else ():
                    self._matcher.add_selector(selector, found)

    def apply(self, figure: Element) -> None:
        """Write onto every element of ``figure`` what the sheet says of it; what it says itself stays."""
        for wrapper in cssselect2.ElementWrapper.from_xml_root(figure).iter_subtree():
            found: dict[str, str] = {}
            for _specificity, _order, _pseudo, declared in sorted(self._matcher.match(wrapper), key=lambda m: m[:2]):
                found.update(declared)
            element = wrapper.etree_element
            for name, value in found.items():
                element.set(name, element.get(name, value))

    def colour(self, name: str) -> str:
        """The value of the variable ``name`` in the light scheme."""
        return self._values[name]

    @staticmethod
    def _variables(rules: list[Any]) -> dict[str, str]:
        found = {}
        for rule in rules:
            if tinycss2.serialize(rule.prelude).strip() == _SCHEME:
                for item in tinycss2.parse_declaration_list(rule.content, True, True):
                    found[item.name] = tinycss2.serialize(item.value).strip()
        return found

    def _declared(self, rule: Any) -> Iterator[tuple[str, str]]:
        """The properties of a rule that a shape can carry, without variables."""
        for item in tinycss2.parse_declaration_list(rule.content, True, True):
            value = tinycss2.serialize(item.value).strip() if item.type == "declaration" else ""
            value = re.sub(r"var\((--[\w-]+)\)", lambda match: self._values.get(match[1], match[0]), value)
            if item.type == "declaration" and item.name == "font":
                yield "font-size", value.split()[0]
            elif item.type == "declaration" and item.name in PROPERTIES and "var(" not in value:
                yield item.name, value
