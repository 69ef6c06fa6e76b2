"""How complete the data is: counts for the page *State of the data*.

In: an atlas. Out: plain numbers and lists of what is missing. Knows nothing of languages or pages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from atlas.derive.events import all_events
from atlas.derive.relations import mission_sides
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.citations import cited_sources
from atlas.model.dates import UNKNOWN_PRECISION, FuzzyDate
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
    checks_differ: bool
    counted_memberships: list[str]
    undated_memberships: list[str]
    bounded_relations: list[str]
    undated_relations: list[str]
    relation_stubs: list[str]
    without_members: list[str]


#: What the tables of precision tell apart: how precise a date is, then what stands in for a date that is not known.
PRECISIONS = ("day", "month", "year", "interval", "between", "counted", "bounded", "unknown")

#: How many records the lists of the thinnest and the longest unchecked show.
LIST_LENGTH = 20

#: States in which there are no diplomatic relations, so that a beginning is not missing.
NOT_ESTABLISHED = ("none", "informal")


@lru_cache(maxsize=4)  # the same in every language
def survey(atlas: Atlas) -> Survey:
    """Count everything that the page shows."""
    organizations = atlas.organizations.items()
    established = [
        (id_, record)
        for id_, record in atlas.relations.items()
        if atlas.means("relation-status", record.diplomatic_relations.status, "relations")
    ]
    records = [(folder, id_, record) for folder in FOLDERS for id_, record in atlas.folder(folder).items()]
    by_sources = sorted(((len(set(cited_sources(r))), folder, id_) for folder, id_, r in records))
    by_check = sorted(((r.checked, folder, id_) for folder, id_, r in records))
    return Survey(
        records={
            **{folder: len(atlas.folder(folder)) for folder in FOLDERS},
            "sources": len(atlas.sources),
            "events": len(all_events(atlas)),
        },
        shares={
            "membership_start": _spells(atlas, "from_"),
            "membership_counted": _spells(atlas, "first_counted"),
            "relations_start": Share(
                sum(r.diplomatic_relations.since is not None for _i, r in established), len(established)
            ),
            "relations_bounded": Share(
                sum(r.diplomatic_relations.known_by is not None for _i, r in established), len(established)
            ),
            "relations_known": Share(
                sum(
                    atlas.means("relation-status", r.diplomatic_relations.status, "known")
                    for r in atlas.relations.values()
                ),
                len(atlas.relations),
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
            "membership": Counter(
                _precision(spell.from_, "counted" if spell.first_counted else "unknown")
                for _i, o in organizations
                for spell in o.memberships
            ),
            "relations": Counter(
                _precision(r.diplomatic_relations.since, "bounded" if r.diplomatic_relations.known_by else "unknown")
                for _i, r in established
            ),
            "events": Counter(_precision(placed.event.date) for placed in all_events(atlas)),
        },
        grades=Counter(source.grade for source in atlas.sources.values()),
        readings=Counter(source.read for source in atlas.sources.values()),
        thinnest=[(folder, id_, count) for count, folder, id_ in by_sources[:LIST_LENGTH]],
        checks_differ=len({record.checked for _folder, _id, record in records}) > 1,
        longest_unchecked=[(folder, id_, checked) for checked, folder, id_ in by_check[:LIST_LENGTH]],
        counted_memberships=[id_ for id_, o in organizations if any(spell.first_counted for spell in o.memberships)],
        undated_memberships=[
            id_ for id_, o in organizations if any(not (spell.from_ or spell.first_counted) for spell in o.memberships)
        ],
        bounded_relations=[id_ for id_, r in established if r.diplomatic_relations.known_by],
        undated_relations=[
            id_ for id_, r in established if not (r.diplomatic_relations.since or r.diplomatic_relations.known_by)
        ],
        relation_stubs=relation_stubs(atlas),
        without_members=[id_ for id_, o in organizations if o.memberships and o.members is None],
    )


def relation_stubs(atlas: Atlas) -> list[str]:
    """Ids of the relations of which nothing is told: neither a summary nor a section, and no event on their page."""
    told = {id_ for placed in all_events(atlas) for id_ in (placed.id, *placed.event.also)}
    return [id_ for id_, r in atlas.relations.items() if not (r.summary or r.sections or id_ in told)]


def _spells(atlas: Atlas, field: str) -> Share:
    """How many spells of membership have ``field``."""
    spells = [spell for record in atlas.organizations.values() for spell in record.memberships]
    return Share(sum(getattr(spell, field) is not None for spell in spells), len(spells))


def _filled(records: Mapping[str, Record], field: str) -> Share:
    """In how many records a field holds something."""
    return _share(bool(getattr(record, field)) for record in records.values())


def _precision(when: FuzzyDate | None, otherwise: str = UNKNOWN_PRECISION) -> str:
    """Which of :data:`PRECISIONS` a date has; ``otherwise`` if it is missing."""
    return when.precision if when else otherwise
