"""How complete the data is: counts for the page *State of the data*.

In: an atlas. Out: plain numbers and lists of what is missing. Knows nothing of languages or pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas.derive.events import all_events
from atlas.derive.relations import mission_sides
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.citations import cited_sources
from atlas.model.dates import FuzzyDate
from atlas.model.records import Record, Relation


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


#: How many records the lists of the thinnest and the longest unchecked show.
LIST_LENGTH = 20

#: States in which there are no diplomatic relations, so that a beginning is not missing.
NOT_ESTABLISHED = ("none", "informal")


def survey(atlas: Atlas) -> Survey:
    """Count everything that the page shows."""
    organizations, established = atlas.organizations.items(), _established(atlas)
    return Survey(
        records=_records(atlas),
        shares=_shares(atlas),
        precision=_precisions(atlas),
        grades=Counter(source.grade for source in atlas.sources.values()),
        readings=Counter(source.read for source in atlas.sources.values()),
        thinnest=_thinnest(atlas),
        longest_unchecked=_longest_unchecked(atlas),
        undated_memberships=[
            id_ for id_, record in organizations if any(spell.from_ is None for spell in record.memberships)
        ],
        undated_relations=[id_ for id_, record in established.items() if record.diplomatic_relations.since is None],
        without_members=[id_ for id_, record in organizations if record.memberships and record.members is None],
    )


def _established(atlas: Atlas) -> dict[str, Relation]:
    """The relations that exist, or that no source has been found for yet."""
    return {
        id_: record
        for id_, record in atlas.relations.items()
        if record.diplomatic_relations.status not in NOT_ESTABLISHED
    }


def _all_records(atlas: Atlas) -> list[tuple[str, str, Record]]:
    return [(folder, id_, record) for folder in FOLDERS for id_, record in atlas.folder(folder).items()]


def _records(atlas: Atlas) -> dict[str, int]:
    folders = {folder: len(atlas.folder(folder)) for folder in FOLDERS}
    return {**folders, "sources": len(atlas.sources), "events": len(all_events(atlas))}


def _shares(atlas: Atlas) -> dict[str, Share]:
    """What is filled in, by the names of the page's messages, in the order of its rows."""
    organizations, relations = atlas.organizations, atlas.relations
    return {
        "membership_start": _dated_spells(atlas),
        **_begun(atlas),
        "founding": _filled(organizations, "founded"),
        "seat": _filled(organizations, "seat"),
        "members": _filled(organizations, "members"),
        "wikidata": _filled(organizations, "wikidata"),
        "summary": _filled(organizations, "summary"),
        "relation_summary": _filled(relations, "summary"),
        "missions": _share(mission_sides(record) != "none" for record in relations.values()),
        "relation_events": _filled(relations, "events"),
        "archived": _share(source.archive_location is not None for source in atlas.sources.values()),
    }


def _begun(atlas: Atlas) -> dict[str, Share]:
    """How far it is known whether diplomatic relations exist, and since or by when."""
    established = [record.diplomatic_relations for record in _established(atlas).values()]
    statuses = [record.diplomatic_relations.status for record in atlas.relations.values()]
    return {
        "relations_start": _share(diplomatic.since is not None for diplomatic in established),
        "relations_begun": _share(bool(diplomatic.since or diplomatic.known_by) for diplomatic in established),
        "relations_known": _share(status != "unknown" for status in statuses),
    }


def _precisions(atlas: Atlas) -> dict[str, Counter[str]]:
    spells = (spell for record in atlas.organizations.values() for spell in record.memberships)
    return {
        "membership": _precision(spell.from_ for spell in spells),
        "relations": _precision(record.diplomatic_relations.since for record in _established(atlas).values()),
        "events": _precision(placed.event.date for placed in all_events(atlas)),
    }


def _thinnest(atlas: Atlas) -> list[tuple[str, str, int]]:
    counts = sorted((len(set(cited_sources(record))), folder, id_) for folder, id_, record in _all_records(atlas))
    return [(folder, id_, count) for count, folder, id_ in counts[:LIST_LENGTH]]


def _longest_unchecked(atlas: Atlas) -> list[tuple[str, str, FuzzyDate]]:
    checks = sorted((record.checked, folder, id_) for folder, id_, record in _all_records(atlas))
    return [(folder, id_, checked) for checked, folder, id_ in checks[:LIST_LENGTH]]


def _share(answers: Iterable[bool]) -> Share:
    found = list(answers)
    return Share(sum(found), len(found))


def _dated_spells(atlas: Atlas) -> Share:
    return _share(spell.from_ is not None for record in atlas.organizations.values() for spell in record.memberships)


def _filled(records: Mapping[str, Record], field: str) -> Share:
    """In how many records a field holds something."""
    return _share(bool(getattr(record, field)) for record in records.values())


def _precision(dates: Iterable[FuzzyDate | None]) -> Counter[str]:
    """How many dates have which precision; ``unknown`` counts those that are missing."""
    return Counter(when.precision if when else "unknown" for when in dates)
