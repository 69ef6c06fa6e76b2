"""The HTML of a figure as a tree.

In: HTML that this project wrote, so that every element is closed. Out: elements with the names that SVG gives them.
"""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

#: The names of SVG that an HTML parser makes lower case, and the elements that have no end tag.
_SVG_NAMES = {name.lower(): name for name in ("viewBox", "preserveAspectRatio", "patternUnits", "patternTransform")}
_VOID = frozenset({"input", "br", "wbr", "img", "hr"})


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.builder = TreeBuilder()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, and close it if nothing can be in it."""
        self.builder.start(tag, {_SVG_NAMES.get(name, name): value or "" for name, value in attrs})
        if tag in _VOID:
            self.builder.end(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element and close it."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.builder.end(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        self.builder.end(tag)

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.builder.data(data)


def read_html(html: str) -> Element:
    """The one element that ``html`` is."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.builder.close()


def text_of(element: Element) -> str:
    """The characters in an element, in one line."""
    return " ".join("".join(element.itertext()).split())


def classes(element: Element) -> list[str]:
    """The classes of an element."""
    return element.get("class", "").split()
