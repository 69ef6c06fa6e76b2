"""How complete the data is: counts for the page *State of the data*.

In: an atlas. Out: plain numbers and lists of what is missing. Knows nothing of languages or pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from atlas.derive.events import all_events
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.citations import cited_sources
from atlas.model.dates import FuzzyDate
from atlas.model.fields import Text, walk
from atlas.model.records import Record


@dataclass(frozen=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def per_cent(self) -> float:
        """From 0 to 100, one decimal; 0 of nothing is 100, because nothing is missing."""
        return round(100 * self.part / self.whole, 1) if self.whole else 100.0


@dataclass(frozen=True)
class Survey:
    """What the page shows. Lists of records are pairs of folder and id."""

    records: dict[str, int]
    shares: dict[str, Share]
    precision: dict[str, Counter[str]]
    grades: Counter[str]
    readings: Counter[str]
    thinnest: list[tuple[str, str, int]]
    longest_unchecked: list[tuple[str, str, FuzzyDate]]
    undated_memberships: list[str]
    undated_relations: list[str]
    without_members: list[str]
    wanted: list[tuple[str, str, str, int]]
    overdue: list[tuple[str, str, FuzzyDate]]


#: After how many months a check lies far back.
OVERDUE_MONTHS = 18


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def overdue(record: Record, today: date) -> bool:
    """Whether a record was last compared with its sources so long ago that it should be done again."""
    return months_between(record.checked.last, today) >= OVERDUE_MONTHS


#: How many records the lists of the thinnest and the longest unchecked show.
LIST_LENGTH = 20


def survey(atlas: Atlas, today: date) -> Survey:
    """Count everything that the page shows."""
    organizations = atlas.organizations.items()
    established = [
        (id_, record)
        for id_, record in atlas.relations.items()
        if record.diplomatic_relations.status not in ("none", "informal")
    ]
    records = [(folder, id_, record) for folder in FOLDERS for id_, record in atlas.folder(folder).items()]
    by_sources = sorted(((len(set(cited_sources(r))), folder, id_) for folder, id_, r in records))
    by_check = sorted(((r.checked, folder, id_) for folder, id_, r in records))
    by_age = sorted(((r, folder, id_) for folder, id_, r in records), key=lambda place: (place[0].checked, *place[1:]))
    return Survey(
        records={
            **{folder: len(atlas.folder(folder)) for folder in FOLDERS},
            "sources": len(atlas.sources),
            "events": len(all_events(atlas)),
        },
        shares={
            "membership_start": _dated_spells(atlas),
            "relations_start": Share(
                sum(r.diplomatic_relations.since is not None for _i, r in established), len(established)
            ),
            "relations_begun": Share(
                sum(bool(r.diplomatic_relations.since or r.diplomatic_relations.known_by) for _i, r in established),
                len(established),
            ),
            "relations_known": Share(
                sum(r.diplomatic_relations.status != "unknown" for r in atlas.relations.values()), len(atlas.relations)
            ),
            "founding": _filled(atlas.organizations, "founded"),
            "seat": _filled(atlas.organizations, "seat"),
            "members": _filled(atlas.organizations, "members"),
            "wikidata": _filled(atlas.organizations, "wikidata"),
            "summary": _filled(atlas.organizations, "summary"),
            "relation_summary": _filled(atlas.relations, "summary"),
            "missions": _filled(atlas.relations, "missions"),
            "relation_events": _filled(atlas.relations, "events"),
            "archived": Share(sum(s.archive_location is not None for s in atlas.sources.values()), len(atlas.sources)),
        },
        precision={
            "membership": _precision(spell.from_ for _i, o in organizations for spell in o.memberships),
            "relations": _precision(record.diplomatic_relations.since for _i, record in established),
            "events": _precision(placed.event.date for placed in all_events(atlas)),
        },
        grades=Counter(source.grade for source in atlas.sources.values()),
        readings=Counter(source.read for source in atlas.sources.values()),
        thinnest=[(folder, id_, count) for count, folder, id_ in by_sources[:LIST_LENGTH]],
        longest_unchecked=[(folder, id_, checked) for checked, folder, id_ in by_check[:LIST_LENGTH]],
        undated_memberships=[id_ for id_, o in organizations if any(spell.from_ is None for spell in o.memberships)],
        undated_relations=[id_ for id_, record in established if record.diplomatic_relations.since is None],
        without_members=[id_ for id_, o in organizations if o.memberships and o.members is None],
        wanted=_wanted(records),
        overdue=[(folder, id_, record.checked) for record, folder, id_ in by_age if overdue(record, today)],
    )


def _wanted(records: Iterable[tuple[str, str, Record]]) -> list[tuple[str, str, str, int]]:
    """Folder and id of each record that lacks texts in a language, the language, and how many; most first."""
    found: Counter[tuple[str, str, str]] = Counter()
    for folder, id_, record in records:
        for _path, value, _marks in walk(record):
            if isinstance(value, Text) and value.wanted:
                found[folder, id_, value.wanted] += 1
    return [(*place, count) for place, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))]


def _dated_spells(atlas: Atlas) -> Share:
    spells = [spell for record in atlas.organizations.values() for spell in record.memberships]
    return Share(sum(spell.from_ is not None for spell in spells), len(spells))


def _filled(records: Mapping[str, Record], field: str) -> Share:
    """In how many records a field holds something."""
    return Share(sum(bool(getattr(record, field)) for record in records.values()), len(records))


def _precision(dates: Iterable[FuzzyDate | None]) -> Counter[str]:
    """How many dates have which precision; ``unknown`` counts those that are missing."""
    return Counter(when.precision if when else "unknown" for when in dates)
