"""Rules on anchors, the parts of a page's address behind ``#``: what people name may not take what templates write."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path as FilePath

from atlas.checks.registry import rule
from atlas.findings import Finding, Path
from atlas.model.atlas import Atlas, Entry
from atlas.model.beside import Source

TEMPLATES = FilePath(__file__).resolve().parents[2] / "templates"

#: The templates of pages on which people name passages, and of pages with an entry for each source; both use macros.j2.
RECORD_TEMPLATES = ("organization.md.j2", "relation.md.j2", "topic.md.j2", "cite.html.j2", "macros.j2")
SHELF_TEMPLATES = ("shelf.md.j2", "macros.j2")

#: Anchors that programs make: of events (:func:`atlas.derive.events.event_anchors`), on the pages of other records with
#: their record's id before them; of spells and of terms of office; of agreements and missions
#: (:mod:`atlas.derive.relations`); of citations (:class:`atlas.render.citing.Notes`); of hatching in figures.
_MADE = re.compile(
    r"(?:[a-z0-9-]+-)?event-[0-9]{4}[0-9-]*|(?:spell|term(?:-[a-z0-9-]+)?)-(?:[0-9]{4}|undated)[0-9-]*"
    r"|agreement-[0-9]{4}[0-9-]*|mission-[a-z0-9-]+|cite-[0-9]+-[0-9]+|atlas-hatch"
)

# {{ heading(2, …, "members") }}, and id="members" or id="source-{{ … }}".
_HEADING = re.compile(r"""heading\([1-6],.*?, "([a-z0-9-]+)"\)""")
_ATTRIBUTE = re.compile(r"""[ {]id="([a-z0-9-]+)("|\{\{)""")


@dataclass(frozen=True)
class OwnAnchors:
    """What templates write: whole anchors, and the beginnings of those that end in an id."""

    whole: frozenset[str]
    beginnings: tuple[str, ...]

    def take(self, anchor: str) -> bool:
        """True if ``anchor`` may meet one of them on a page."""
        return anchor in self.whole or anchor.startswith(self.beginnings) or _MADE.fullmatch(anchor) is not None


@cache
def own_anchors(templates: tuple[str, ...]) -> OwnAnchors:
    """The anchors that ``templates`` write, read from their text, so that a new heading is reserved at once."""
    text = "\n".join((TEMPLATES / name).read_text(encoding="utf-8") for name in templates)
    attributes = _ATTRIBUTE.findall(text)
    whole = {*_HEADING.findall(text), *(name for name, end in attributes if end == '"')}
    return OwnAnchors(frozenset(whole), tuple(sorted({name for name, end in attributes if end != '"'})))


@rule
def anchors_are_unique(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no two passages of a page have the same anchor, and that none takes one of the page's own."""
    own = own_anchors(RECORD_TEMPLATES)
    for entry in atlas.records():
        if own.take(entry.id):
            yield entry.finding((), f"{entry.id} is an anchor that pages have already. Rename the file")
        seen = {entry.id: "the heading of the page"}
        for path, anchor in _named(entry):
            taken = "the page itself" if own.take(anchor) else seen.get(anchor)
            if taken:
                yield entry.finding(path, f"{anchor} is already used by {taken}. Choose another id")
            seen[anchor] = f"{path[0]}[{path[1]}]"


def _named(entry: Entry) -> Iterator[tuple[Path, str]]:
    """The anchors that people chose on the page of a record, with their places."""
    for name in ("sections", "offices"):
        for index, item in enumerate(getattr(entry.value, name, ())):
            yield (name, index, "id"), item.id


@rule
def sources_have_anchors_of_their_own(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no source has the id of something else on its page of the bibliography."""
    own = own_anchors(SHELF_TEMPLATES)
    for entry in atlas.records(Source):
        if entry.id in own.whole or entry.id.startswith(own.beginnings):
            yield entry.finding((), f"{entry.id} is an anchor that pages have already. Choose another id")
