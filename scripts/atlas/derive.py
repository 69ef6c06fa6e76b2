"""What follows from the records: who was in what on a day, current status, shared organizations.

In: an atlas and, where it matters, a day. Out: plain facts. Knows nothing of languages or pages.

Imprecise dates: a spell certainly covers the days from the last day that ``from`` may mean to the first
day that ``to`` may mean, and possibly those between the first of ``from`` and the last of ``to``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from .dates import FuzzyDate
from .fields import Citation, Text, walk
from .load import KINDS, Atlas
from .model import Correction, Event, Membership, Organization, Record, Relation
from .prose import citations

#: Statuses that make the subject a full member; a suspended member remains one.
FULL_MEMBERSHIP = ("member", "suspended", "contracting-party")


class Certainty(Enum):
    """How far imprecise dates allow a statement about one day."""

    NO = 0
    POSSIBLY = 1
    YES = 2


@dataclass(frozen=True)
class DayBounds:
    """The days between which an interval certainly and possibly lasts."""

    earliest: date
    surely_from: date
    surely_until: date
    latest: date


def day_bounds(start: FuzzyDate | None, end: FuzzyDate | None) -> DayBounds:
    """The bounds of an interval of imprecise dates.

    A missing end is open. A missing start is not known: the interval may have begun at any time and is certain of
    no day but its last.
    """
    surely_until, latest = (end.first, end.last) if end else (date.max, date.max)
    earliest, surely_from = (start.first, start.last) if start else (date.min, surely_until)
    return DayBounds(earliest, surely_from, surely_until, latest)


def covers(start: FuzzyDate | None, end: FuzzyDate | None, day: date) -> Certainty:
    """Whether an interval covers ``day``."""
    bounds = day_bounds(start, end)
    earliest, surely, surely_until, latest = (bounds.earliest, bounds.surely_from, bounds.surely_until, bounds.latest)
    if surely <= day <= surely_until:
        return Certainty.YES
    return Certainty.POSSIBLY if earliest <= day <= latest else Certainty.NO


def spells_on(organization: Organization, day: date) -> list[tuple[Membership, Certainty]]:
    """The spells that may cover ``day``; two where one ended and the next began in the same year, say."""
    found = [(spell, covers(spell.from_, spell.to, day)) for spell in organization.memberships]
    return [(spell, certainty) for spell, certainty in found if certainty is not Certainty.NO]


def spell_on(organization: Organization, day: date) -> Membership | None:
    """The spell in force on ``day``: of those that may cover it, the surest, then the latest."""
    found = spells_on(organization, day)
    return max(enumerate(found), key=lambda item: (item[1][1].value, item[0]))[1][0] if found else None


def status_on(organization: Organization, day: date) -> str:
    """The subject's status in ``organization`` on ``day``; ``none`` if it had no part in it."""
    spell = spell_on(organization, day)
    return spell.status if spell else "none"


def first_joined(organization: Organization) -> FuzzyDate | None:
    """When the subject first came in, whatever its status then."""
    return next((spell.from_ for spell in organization.memberships if spell.from_), None)


def is_former(organization: Organization, day: date) -> bool:
    """True if the subject was in ``organization`` and is so no longer on ``day``."""
    return bool(organization.memberships) and spell_on(organization, day) is None


def is_participation(organization: Organization) -> bool:
    """True if the subject takes part otherwise than as a member, now and ever."""
    return not organization.memberships and bool(organization.participations)


def shared_organizations(atlas: Atlas, partner: str, day: date) -> list[str]:
    """Ids of the organizations of which the subject is a full member on ``day`` and ``partner`` is listed as one."""
    return [
        id_
        for id_, organization in atlas.organizations.items()
        if organization.members
        and partner in organization.members.countries
        and status_on(organization, day) in FULL_MEMBERSHIP
    ]


def shared_counts(atlas: Atlas, day: date) -> Counter[str]:
    """For each partner's code, how many organizations it shares with the subject on ``day``."""
    return Counter(
        {
            relation.partner: len(shared_organizations(atlas, relation.partner, day))
            for relation in atlas.relations.values()
        }
    )


@dataclass(frozen=True)
class PlacedEvent:
    """An event with the record in which it is written."""

    event: Event
    folder: str
    id: str
    anchor: str


def all_events(atlas: Atlas) -> list[PlacedEvent]:
    """Every event of every record, oldest first."""
    found = [
        PlacedEvent(event, folder, id_, anchor)
        for folder in KINDS
        for id_, record in atlas.folder(folder).items()
        for event, anchor in zip(record.events, event_anchors(record.events), strict=True)
    ]
    return sorted(found, key=lambda placed: (placed.event.date, placed.folder, placed.id, placed.event.title.en))


def event_anchors(events: Iterable[Event]) -> list[str]:
    """An anchor for each event of a record, such as ``event-1971-12-16``, numbered from the second of a date on."""
    seen: Counter[str] = Counter()
    anchors = []
    for event in events:
        anchor = "event-" + str(event.date).replace("~", "").replace("/", "--")
        seen[anchor] += 1
        anchors.append(anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}")
    return anchors


def events_of(events: Iterable[PlacedEvent], folder: str, id_: str) -> list[PlacedEvent]:
    """Those of ``events`` that stand on a record's page: its own, and those of others that name it under ``also``."""
    return [placed for placed in events if (placed.folder, placed.id) == (folder, id_) or id_ in placed.event.also]


@dataclass(frozen=True)
class RelationSpell:
    """An interval of one state of diplomatic relations; without a start, a source shows that it had begun by ``known_by``."""

    status: str
    start: FuzzyDate | None
    end: FuzzyDate | None
    known_by: FuzzyDate | None = None

    @property
    def bounds(self) -> DayBounds:
        """The days between which it certainly and possibly lasts."""
        bounds = day_bounds(self.start, self.end)
        if self.start is None and self.known_by is not None:
            return replace(bounds, surely_from=self.known_by.last)
        return bounds


def relation_spells(relation: Relation) -> list[RelationSpell]:
    """Diplomatic relations as spells, oldest first. Empty where no source says by when they existed.

    What was broken off existed before, so an interruption too says by when.
    """
    diplomatic = relation.diplomatic_relations
    broken = sorted(diplomatic.interruptions, key=lambda item: item.from_)
    start, known_by = diplomatic.since, diplomatic.known_by or (broken[0].from_ if broken else None)
    if start is None and known_by is None:
        return []
    spells = []
    for interruption in broken:
        if start is not None or known_by is not None:
            spells.append(RelationSpell("established", start, interruption.from_, known_by))
        spells.append(RelationSpell(interruption.status, interruption.from_, interruption.to))
        start, known_by = interruption.to, None
    if start is not None or known_by is not None:
        spells.append(RelationSpell("established", start, None, known_by))
    if spells[-1].end is None:
        spells[-1] = replace(spells[-1], status=diplomatic.status)
    return spells


def mission_sides(relation: Relation) -> str:
    """Whose missions are open: ``partner-subject``, ``partner``, ``subject`` or ``none``."""
    return "-".join(sorted({mission.by for mission in relation.missions if not mission.closed})) or "none"


def cited_sources(record: Record) -> Iterator[str]:
    """Ids of the sources that the record's fields and texts cite, with repetition, in the order of the fields."""
    for _path, value, _marks in walk(record):
        if isinstance(value, Citation):
            yield value.source
        elif isinstance(value, Correction):
            yield value.said_in.source
        elif isinstance(value, Text):
            yield from (citation.source for citation in citations(value.en))


def who_cites(atlas: Atlas) -> dict[str, list[tuple[str, str]]]:
    """For each source the records that cite it, as pairs of folder and id, in the order of the folders and ids."""
    found: dict[str, list[tuple[str, str]]] = {id_: [] for id_ in atlas.sources}
    for folder in KINDS:
        for id_, record in atlas.folder(folder).items():
            for source in dict.fromkeys(cited_sources(record)):
                if source in found:
                    found[source].append((folder, id_))
    return found
