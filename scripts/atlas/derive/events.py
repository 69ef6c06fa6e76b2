"""Events of all records in one order, and which of them stand on a record's page.

In: an atlas. Out: events with the record and the anchor where they stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.dates import FuzzyDate
from atlas.model.records import Event
from atlas.observe import derived


@dataclass(frozen=True)
class PlacedEvent:
    """An event with the record in which it is written."""

    event: Event
    folder: str
    id: str
    anchor: str

    def anchor_on(self, page: str) -> str:
        """The anchor on a page, such as ``relations/iran``: on the pages of other records with its own record's id before it."""
        return self.anchor if page == f"{self.folder}/{self.id}" else f"{self.id}-{self.anchor}"


@derived
def all_events(atlas: Atlas) -> tuple[PlacedEvent, ...]:
    """Every event of every record, oldest first.

    What is known by its year or month only stands before the days of that year or month: it claims no place among them.
    """
    found = [
        PlacedEvent(event, folder, id_, anchor)
        for folder in FOLDERS
        for id_, record in atlas.folder(folder).items()
        for event, anchor in zip(record.events, event_anchors(record.events), strict=True)
    ]
    return tuple(
        sorted(
            found,
            key=lambda placed: (_in_order(placed.event.date), placed.folder, placed.id, placed.event.title.first),
        )
    )


def _in_order(when: FuzzyDate) -> tuple[str, FuzzyDate]:
    """Text puts 1949 before 1949-01, and that before 1949-01-01."""
    return when.ends[0].text.rstrip("~"), when


def event_anchors(events: Iterable[Event]) -> list[str]:
    """An anchor for each event of a record, such as ``event-1971-12-16``, numbered from the second of a date on."""
    return dated_anchors("event", (event.date for event in events))


def dated_anchors(kind: str, dates: Iterable[FuzzyDate | None]) -> list[str]:
    """An anchor for each of ``dates``: ``kind`` and the date, such as ``spell-1947-09-30``, numbered from the second on."""
    seen: Counter[str] = Counter()
    anchors = []
    for when in dates:
        ends = [end.text.rstrip("~") for end in when.ends] if when else ["undated"]
        anchor = f"{kind}-" + "--".join(dict.fromkeys(ends))
        seen[anchor] += 1
        anchors.append(anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}")
    return anchors


@derived
def events_of(atlas: Atlas, folder: str, id_: str) -> list[PlacedEvent]:
    """The events that stand on a record's page, oldest first: its own, and those of others that name it under ``also``."""
    return _events_by_record(atlas).get((folder, id_), [])


@derived
def _events_by_record(atlas: Atlas) -> Mapping[tuple[str, str], list[PlacedEvent]]:
    found: dict[tuple[str, str], list[PlacedEvent]] = {}
    for placed in all_events(atlas):
        named = atlas.places(placed.event.also)
        for record in dict.fromkeys([(placed.folder, placed.id), *named]):
            found.setdefault(record, []).append(placed)
    return found
