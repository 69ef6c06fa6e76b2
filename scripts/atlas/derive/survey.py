"""How complete the data is: counts for the page *State of the data*.

In: an atlas. Out: plain numbers and lists of what is missing. Knows nothing of languages or pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from atlas.derive.events import all_events
from atlas.derive.relations import mission_sides
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.citations import cited_sources
from atlas.model.dates import UNKNOWN_PRECISION, FuzzyDate
from atlas.model.fields import Text
from atlas.model.records import Membership, Record, Relation
from atlas.model.walking import walk
from atlas.observe import derived
from atlas.remember import of_record


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
    checks_differ: bool
    counted_memberships: list[str]
    undated_memberships: list[str]
    bounded_relations: list[str]
    undated_relations: list[str]
    relation_stubs: list[str]
    without_members: list[str]
    wanted: list[tuple[str, str, str, int]]


#: After how many months a check lies far back.
OVERDUE_MONTHS = 18


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def overdue(record: Record, today: date) -> bool:
    """Whether a record was last compared with its sources so long ago that it should be done again."""
    return months_between(record.checked.last, today) >= OVERDUE_MONTHS


#: What the tables of precision tell apart: how precise a date is, then what stands in for a date that is not known.
PRECISIONS = ("day", "month", "year", "interval", "between", "counted", "bounded", UNKNOWN_PRECISION)

#: How many records the lists of the thinnest and the longest unchecked show.
LIST_LENGTH = 20


@derived
def survey(atlas: Atlas) -> Survey:
    """Count everything that the page shows."""
    organizations, established = atlas.organizations.items(), _established(atlas).items()
    return Survey(
        records=_records(atlas),
        shares=_shares(atlas),
        precision=_precisions(atlas),
        grades=Counter(source.grade for source in atlas.sources.values()),
        readings=Counter(source.read for source in atlas.sources.values()),
        thinnest=_thinnest(atlas),
        longest_unchecked=_longest_unchecked(atlas),
        checks_differ=len({record.checked for _folder, _id, record in _all_records(atlas)}) > 1,
        counted_memberships=[id_ for id_, o in organizations if any(spell.first_counted for spell in o.memberships)],
        undated_memberships=[id_ for id_, o in organizations if any(map(_is_undated, o.memberships))],
        bounded_relations=[id_ for id_, r in established if r.diplomatic_relations.known_by],
        undated_relations=[id_ for id_, r in established if not _is_begun(r)],
        relation_stubs=relation_stubs(atlas),
        without_members=[id_ for id_, o in organizations if o.memberships and o.members is None],
        wanted=_wanted(atlas),
    )


def _wanted(atlas: Atlas) -> list[tuple[str, str, str, int]]:
    """Folder and id of each record that lacks texts in a language, the language, and how many; most first."""
    found: Counter[tuple[str, str, str]] = Counter()
    for folder, id_, record in _all_records(atlas):
        found.update((folder, id_, code) for code in _wanted_in(record))
    return [(*place, count) for place, count in sorted(found.items(), key=lambda item: (-item[1], item[0]))]


@of_record
def _wanted_in(record: Record) -> Iterable[str]:
    """The language of each text that a record lacks."""
    return (code for _path, value, _marks in walk(record) if isinstance(value, Text) for code in value.wanted)


def relation_stubs(atlas: Atlas) -> list[str]:
    """Ids of the relations of which nothing is told: neither a summary nor a section, and no event on their page."""
    told = {id_ for placed in all_events(atlas) for id_ in (placed.id, *placed.event.also)}
    return [id_ for id_, r in atlas.relations.items() if not (r.summary or r.sections or id_ in told)]


def _is_undated(spell: Membership) -> bool:
    return spell.from_ is None and spell.first_counted is None


def _is_begun(relation: Relation) -> bool:
    """Whether it is known since when or by when relations existed."""
    return bool(relation.diplomatic_relations.since or relation.diplomatic_relations.known_by)


def _established(atlas: Atlas) -> dict[str, Relation]:
    """The relations that exist, or that no source has been found for yet."""
    return {
        id_: record
        for id_, record in atlas.relations.items()
        if atlas.means("relation-status", record.diplomatic_relations.status, "relations")
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
        "membership_start": _spells(atlas, "from_"),
        "membership_counted": _spells(atlas, "first_counted"),
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
        "relations_bounded": _share(diplomatic.known_by is not None for diplomatic in established),
        "relations_known": _share(atlas.means("relation-status", status, "known") for status in statuses),
    }


def _precisions(atlas: Atlas) -> dict[str, Counter[str]]:
    """How many dates have which of :data:`PRECISIONS`."""
    spells = (spell for record in atlas.organizations.values() for spell in record.memberships)
    diplomatic = (record.diplomatic_relations for record in _established(atlas).values())
    return {
        "membership": Counter(_precision(s.from_, "counted" if s.first_counted else UNKNOWN_PRECISION) for s in spells),
        "relations": Counter(_precision(d.since, "bounded" if d.known_by else UNKNOWN_PRECISION) for d in diplomatic),
        "events": Counter(_precision(placed.event.date, UNKNOWN_PRECISION) for placed in all_events(atlas)),
    }


def _thinnest(atlas: Atlas) -> list[tuple[str, str, int]]:
    counts = sorted((len(set(cited_sources(record))), folder, id_) for folder, id_, record in _all_records(atlas))
    return [(folder, id_, count) for count, folder, id_ in counts[:LIST_LENGTH]]


def _longest_unchecked(atlas: Atlas) -> list[tuple[str, str, FuzzyDate]]:
    checks = sorted((record.checked, folder, id_) for folder, id_, record in _all_records(atlas))
    return [(folder, id_, checked) for checked, folder, id_ in checks[:LIST_LENGTH]]


def overdue_records(atlas: Atlas, today: date) -> list[tuple[str, str, FuzzyDate]]:
    """Folder, id and last check of each record that should be checked again, the longest unchecked first."""
    late = [(record.checked, folder, id_) for folder, id_, record in _all_records(atlas) if overdue(record, today)]
    return [(folder, id_, checked) for checked, folder, id_ in sorted(late)]


def _share(answers: Iterable[bool]) -> Share:
    found = list(answers)
    return Share(sum(found), len(found))


def _spells(atlas: Atlas, field: str) -> Share:
    """How many spells of membership have ``field``."""
    spells = (spell for record in atlas.organizations.values() for spell in record.memberships)
    return _share(getattr(spell, field) is not None for spell in spells)


def _filled(records: Mapping[str, Record], field: str) -> Share:
    """In how many records a field holds something."""
    return _share(bool(getattr(record, field)) for record in records.values())


def _precision(when: FuzzyDate | None, otherwise: str) -> str:
    """Which of :data:`PRECISIONS` a date has; ``otherwise`` if it is missing."""
    return when.precision if when else otherwise
