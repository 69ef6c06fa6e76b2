"""A figure as an SVG that stands alone: title, how to read it, legend, drawing, source and licence, from top to bottom.

In: the tree of a figure whose shapes carry their look. Out: SVG text. The drawing is the page's own; what the page leaves to
its style sheet (rows, labels, legends) is placed here, in plain elements that every program that draws understands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from atlas.pictures.tree import classes, text_of

SVG = "http://www.w3.org/2000/svg"
WIDTH = 860
MARGIN = 24
#: The column of a row's label, and the gap between it and the strip.
LABEL = 200
GAP = 12
#: The ratio of a character's width to the size of its type, on the wide side: nothing measures text before it is drawn.
CHARACTER = 0.54
FONTS = "Vazirmatn, 'Source Sans 3', 'Segoe UI', 'Noto Sans', 'DejaVu Sans', Tahoma, sans-serif"
#: What makes a run right to left, whatever the program thinks of the direction of text (UAX 9: RLI … PDI).
_ISOLATED = "\u2067{}\u2069"
#: Attributes that place something along the width, and may be per cent of it.
_ALONG = ("x", "x1", "x2", "width")
_KEPT = frozenset(
    {
        "x", "y", "x1", "x2", "y1", "y2", "rx", "width", "height", "d", "fill", "stroke", "stroke-width", "opacity",
        "font-size", "font-weight", "text-anchor", "id", "patternUnits", "patternTransform",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """What stands around a drawing, in words; colours of text; the direction of writing."""

    title: str
    about: str
    source: str
    licence: str
    ink: str
    pale: str
    language: str
    mirrored: bool


@dataclass
class _Canvas:
    """A picture that grows downwards."""

    frame: Frame
    root: Element
    y: float = MARGIN
    drawn: bool = field(default=False)

    @property
    def inner(self) -> float:
        return WIDTH - 2 * MARGIN

    def text(
        self, words: str, size: float, *, indent: float = 0, bold: bool = False, y: float | None = None
    ) -> Element:
        """One line, from the side on which reading begins."""
        mirrored = self.frame.mirrored
        x = WIDTH - MARGIN - indent if mirrored else MARGIN + indent
        line = SubElement(self.root, "text", {"x": _number(x), "y": _number(self.y if y is None else y)})
        line.attrib |= {"font-size": _number(size), "fill": self.frame.ink}
        line.attrib |= {"text-anchor": "end"} if mirrored else {}
        line.attrib |= {"font-weight": "700"} if bold else {}
        line.text = _ISOLATED.format(words) if mirrored else words
        return line

    def lines(self, words: str, size: float, *, bold: bool = False, pale: bool = False) -> None:
        """A paragraph, broken into lines."""
        for line in wrapped(words, int(self.inner / (size * CHARACTER))):
            self.y += size * 1.45
            element = self.text(line, size, bold=bold)
            if pale:
                element.set("fill", self.frame.pale)


def standalone(figure: Element, frame: Frame) -> str:
    """The picture of a figure; ``figure`` is changed by it."""
    root = Element(
        "svg", {"xmlns": SVG, "font-family": FONTS, "xml:lang": frame.language, "role": "img", "direction": "ltr"}
    )
    SubElement(root, "title").text = frame.title
    SubElement(root, "desc").text = " ".join((frame.about, frame.source, frame.licence))
    ground = SubElement(root, "rect", {"width": _number(WIDTH), "fill": "#fff"})
    canvas = _Canvas(frame, root, y=MARGIN - 8)
    canvas.lines(frame.title, 19, bold=True)
    canvas.y += 4
    canvas.lines(frame.about, 12.5, pale=True)
    canvas.y += 16
    for block in figure:
        _place(canvas, block)
    canvas.y += 10
    canvas.lines(frame.source, 11.5, pale=True)
    canvas.lines(frame.licence, 11.5, pale=True)
    height = _number(canvas.y + MARGIN - 4)
    ground.set("height", height)
    root.attrib |= {"viewBox": f"0 0 {WIDTH} {height}", "width": _number(WIDTH), "height": height}
    return ElementTree.tostring(root, encoding="unicode") + "\n"


def wrapped(words: str, length: int) -> list[str]:
    """``words`` in lines of at most ``length`` characters; a longer word has a line of its own."""
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > length:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _place(canvas: _Canvas, block: Element) -> None:
    """Draw one part of a figure below what is there, by its class; parts around others are gone into."""
    for name in classes(block):
        if name in _PLACED:
            _PLACED[name](canvas, block)
            return
    if block.tag == "svg":
        _drawing(canvas, block)
    elif block.tag in ("div", "details"):
        for part in block:
            _place(canvas, part)
    elif block.tag == "summary":
        _heading(canvas, block)


def _nothing(_canvas: _Canvas, _block: Element) -> None:
    """What a picture does not need: ways to other pages, controls, words that stand elsewhere."""


def _definitions(canvas: _Canvas, block: Element) -> None:
    for part in block:
        canvas.root.insert(2, _clean(part, 0))


def _heading(canvas: _Canvas, block: Element) -> None:
    canvas.y += 24
    canvas.text(text_of(block), 13, bold=True)
    canvas.y += 8


def _note(canvas: _Canvas, block: Element) -> None:
    canvas.lines(text_of(block), 11.5, pale=True)


def _row(canvas: _Canvas, block: Element) -> None:
    """A label and the strip beside it."""
    label, strip = block
    width = canvas.inner - LABEL - GAP
    words = text_of(label)
    if words:
        line = canvas.text(_shortened(words, 12), 12, y=canvas.y + 12.5)
        SubElement(line, "title").text = label.get("title", words)
    _strip(canvas, strip, MARGIN if canvas.frame.mirrored else MARGIN + LABEL + GAP, width)
    canvas.y += float(strip.get("height", "0")) + 4


def _shortened(words: str, size: float) -> str:
    most = int(LABEL / (size * CHARACTER))
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _drawing(canvas: _Canvas, svg: Element) -> None:
    """A drawing over the whole width."""
    if "viewBox" in svg.attrib and svg.get("preserveAspectRatio") != "none":
        _scaled(canvas, svg)
        return
    _strip(canvas, svg, MARGIN, canvas.inner)
    canvas.y += float(svg.get("height", "0")) + 4


def _scaled(canvas: _Canvas, svg: Element) -> None:
    """A drawing with a scale of its own."""
    _left, _top, width, height = map(float, svg.get("viewBox", "").split())
    scale = canvas.inner / width
    place = f"translate({MARGIN} {_number(canvas.y)}) scale({_number(scale, 4)})"
    group = SubElement(canvas.root, "g", {"transform": place})
    group.extend(_clean(part, 0) for part in svg)
    canvas.y += height * scale + 8


def _strip(canvas: _Canvas, svg: Element, x: float, width: float) -> None:
    """A drawing whose places are per cent of the width."""
    group = SubElement(canvas.root, "g", {"transform": f"translate({_number(x)} {_number(canvas.y)})"})
    if "background" in svg.attrib:
        size = {"width": _number(width), "height": svg.get("height", "0"), "rx": "2"}
        SubElement(group, "rect", {**size, "fill": svg.get("background", "")})
    group.extend(_clean(part, width) for part in svg)


def _counts(canvas: _Canvas, block: Element) -> None:
    """Steps, the numbers above them, and the axis below."""
    steps, numbers, axis = block
    width, height = canvas.inner, float(steps.get("viewBox", "0 0 0 0").split()[3])
    place = f"translate({MARGIN} {_number(canvas.y)}) scale({_number(width / 100, 4)} 1)"
    group = SubElement(canvas.root, "g", {"transform": place})
    group.extend(_clean(part, 0) for part in steps)
    _strip(canvas, numbers, MARGIN, width)
    canvas.y += height
    _drawing(canvas, axis)


def _legend(canvas: _Canvas, block: Element) -> None:
    """Entries in lines, as many in one as there is room for."""
    at, size = 0.0, 12
    for item in block:
        words = text_of(item)
        length = 30 + len(words) * size * (CHARACTER + 0.06) + 16
        if at and at + length > canvas.inner:
            at, canvas.y = 0, canvas.y + 20
        x = WIDTH - MARGIN - at - 22 if canvas.frame.mirrored else MARGIN + at
        _swatch(canvas, item, x)
        canvas.text(words, size, indent=at + 30, y=canvas.y + 10.5)
        at += length
    canvas.y += 24


def _swatch(canvas: _Canvas, item: Element, x: float) -> None:
    """What an entry of a legend shows."""
    group = SubElement(canvas.root, "g", {"transform": f"translate({_number(x)} {_number(canvas.y)})"})
    if (drawing := item.find("svg")) is not None:
        group.extend(_clean(part, 0) for part in drawing)
    elif (colour := item.find("span")) is not None:
        look = {"fill": colour.get("background", "none"), "stroke": canvas.frame.pale, "stroke-width": "0.6"}
        SubElement(group, "rect", {"y": "1", "width": "12", "height": "12", "rx": "2", **look})


_PLACED = {
    "atlas-hidden": _definitions,
    "atlas-figure__about": _nothing,
    "atlas-figure__foot": _nothing,
    "atlas-map__views": _nothing,
    "atlas-map__note": _note,
    "atlas-map__legend": _legend,
    "atlas-legend": _legend,
    "atlas-timeline__kind": _heading,
    "atlas-timeline__row": _row,
    "atlas-count": _counts,
}


def _clean(element: Element, width: float) -> Element:
    """A copy with nothing but shapes and what they look like; per cent become places on ``width``."""
    tag = "g" if element.tag == "a" else element.tag
    copy = Element(tag, dict(_attributes(element, width)))
    copy.text = element.text
    copy.extend(_clean(part, width) for part in element)
    return copy


def _attributes(element: Element, width: float) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        if name in _ALONG and value.endswith("%"):
            yield name, _number(float(value[:-1]) * width / 100)
        elif name in _KEPT:
            yield name, re.sub(r"px$", "", value)


def _number(value: float, digits: int = 1) -> str:
    """A number without digits that say nothing."""
    return f"{round(value, digits):g}"
