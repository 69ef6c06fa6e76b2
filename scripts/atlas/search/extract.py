"""Takes a page's HTML apart into places: what a result can lead to, and the text that is searched there.

In: the HTML of a page's content. Out: places, in the order of the page. Each has the anchor of the last heading
(or of an item that has its own), so that a result leads there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree

from atlas.html import VOID

#: A place holds about as much text as fits on a phone: what stands in it together was said together.
PLACE_WORDS = 90

HEADINGS = ("h1", "h2", "h3", "h4")
#: Blocks: a place may end between two of them.
BLOCKS = frozenset({*HEADINGS, "p", "li", "dl", "tr", "section", "aside"})
#: Parts of a block: what stands in two of them is not one phrase, but belongs together (an event's day and its title).
PARTS = frozenset({"dt", "dd", "th", "td", "div", "br"})
#: Not part of what a page says: pictures, scripts, and what repeats the table's headings.
#: Examples of code are to be copied; nobody looks for what is in them.
SKIPPED_TAGS = frozenset({"svg", "script", "style", "thead", "caption", "figure", "button", "form", "noscript", "pre"})
#: Marks of citations, links of headings, paths, bibliographies (they have a page of their own), the page's foot, and
#: the lists of records that share something, which would make every page a result for every other.
SKIPPED_CLASSES = frozenset(
    {
        "cite", "headerlink", "atlas-crumbs", "atlas-sources", "atlas-bibliography", "atlas-foot", "atlas-hidden",
        "atlas-shared", "atlas-by-kind", "atlas-cite",
    }
)  # fmt: skip
#: What others once said wrongly, with the correction: it is found, but never before what the atlas itself says.
ASIDE_CLASSES = frozenset({"atlas-corrections"})
#: Ends a block inside a place, and a part inside a block; readers see both in excerpts as a dot.
BREAK = "\n"
PART_BREAK = "\t"


@dataclass
class Place:
    """A passage of a page under one heading."""

    anchor: str
    heading: str
    text: str = ""
    aside: bool = False


@dataclass
class _Reader:
    """Collects places while lxml's parser walks through the tags: a target of it, as its documentation calls this."""

    places: list[Place] = field(default_factory=lambda: [Place("", "")])
    _open: list[tuple[bool, bool]] = field(default_factory=list)
    _skipping: int = 0
    _aside: int = 0
    _heading: list[str] | None = None
    _pieces: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Note where a block or a heading begins, and what is to be skipped."""
        classes = attributes.get("class", "").split()
        self._part(tag)
        if tag in VOID:
            return
        skip = tag in SKIPPED_TAGS or not SKIPPED_CLASSES.isdisjoint(classes)
        aside = not ASIDE_CLASSES.isdisjoint(classes)
        if aside:
            # What leads up to it, under the same heading, says only what it is.
            self._flush()
            self.places[-1].aside = True
            self.places.append(replace(self.places[-1], text=""))
        self._open.append((skip, aside))
        self._skipping += skip
        self._aside += aside
        if self._skipping:
            return
        if tag in HEADINGS:
            self._flush()
            self.places.append(Place(attributes.get("id", "") if tag != "h1" else "", ""))
            self._heading = []
        elif tag == "li" and attributes.get("id"):
            self._flush()
            self.places.append(Place(attributes["id"], self.places[-1].heading, aside=self._aside > 0))

    def end(self, tag: str) -> None:
        """Close the tag, and the heading or block that it ends."""
        if tag in VOID:
            return
        # The parser ends what was opened last, and ends it itself where the HTML does not.
        skip, aside = self._open.pop()
        self._skipping -= skip
        if aside:
            self._flush()
            self._aside -= 1
            self.places.append(Place(self.places[-1].anchor, self.places[-1].heading))
        if tag in HEADINGS and self._heading is not None:
            self.places[-1].heading = " ".join("".join(self._heading).split())
            self._heading = None
        self._part(tag)

    def data(self, data: str) -> None:
        """Keep text, in the heading or in the place."""
        if self._skipping:
            return
        # Lines of the source are not blocks: only tags break.
        data = data.replace(BREAK, " ").replace(PART_BREAK, " ")
        (self._heading if self._heading is not None else self._pieces).append(data)

    def _part(self, tag: str) -> None:
        """Keep apart what ``tag`` keeps apart."""
        if tag in BLOCKS:
            self._pieces.append(BREAK)
        elif tag in PARTS:
            self._pieces.append(PART_BREAK)

    def _flush(self) -> None:
        """Give the last place its text, and further places under the same heading where it is long."""
        blocks = [_tidy(block) for block in "".join(self._pieces).split(BREAK)]
        self._pieces = []
        last = self.places[-1]
        if last.text and not any(blocks):
            return
        held: list[str] = []
        count = 0
        for block in filter(None, blocks):
            size = len(block.split())
            if held and count + size > PLACE_WORDS:
                self.places[-1].text = BREAK.join(held)
                self.places.append(Place(last.anchor, last.heading, aside=last.aside))
                held, count = [], 0
            held.append(block)
            count += size
        self.places[-1].text = BREAK.join(held)

    def close(self) -> list[Place]:
        """End the last place; all places."""
        self._flush()
        return self.places


def _tidy(block: str) -> str:
    """One block without superfluous spaces, its parts parted by a dot."""
    parts = [" ".join(part.split()) for part in block.split(PART_BREAK)]
    return " · ".join(filter(None, parts))


def places(html: str) -> list[Place]:
    """The places of a page's HTML that say something."""
    parser = etree.HTMLParser(target=_Reader(), encoding="utf-8", huge_tree=True)
    parser.feed(html.encode())
    found: list[Place] = parser.close()
    return [place for place in found if place.text]
