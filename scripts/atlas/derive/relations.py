"""Diplomatic relations as spells, and from when they are possible at all; whose missions are open.

In: one relation. Out: plain facts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from atlas.derive.events import dated_anchors
from atlas.derive.intervals import DayBounds, day_bounds
from atlas.model.atlas import Atlas
from atlas.model.dates import FuzzyDate
from atlas.model.records import Agreement, Mission, Relation
from atlas.observe import derived

#: The two sides, as the vocabulary ``side`` calls them; a mission of any other term of the list is one of both.
SIDES = ("partner", "subject")


@dataclass(frozen=True)
class RelationSpell:
    """An interval of one state of diplomatic relations.

    Without a start, a source shows that it had begun by ``known_by``; before ``not_before`` it is not possible.
    """

    status: str
    start: FuzzyDate | None
    end: FuzzyDate | None
    known_by: FuzzyDate | None = None
    not_before: date = date.min

    @property
    def bounds(self) -> DayBounds:
        """The days between which it certainly and possibly lasts."""
        return day_bounds(self.start, self.end, self.known_by, self.not_before)


def possible_from(atlas: Atlas, relation: Relation) -> date:
    """The first day on which there could be relations: the subject was independent, and so was the partner."""
    partner = atlas.countries.get(relation.partner)
    subject = atlas.subject.independence.date.first
    return max(subject, partner.independent.date.first) if partner and partner.independent else subject


def usual_status(atlas: Atlas) -> str:
    """The state of relations while nothing interrupts them; a rule sees to it that there is one."""
    return atlas.usual("relation-status")


def relation_spells(relation: Relation, usual: str, not_before: date = date.min) -> list[RelationSpell]:
    """Diplomatic relations as spells, oldest first, none before ``not_before``; ``usual`` is their state outside of interruptions.

    Empty where no source says by when they existed.
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
            spells.append(RelationSpell(usual, start, interruption.from_, known_by))
        spells.append(RelationSpell(interruption.status, interruption.from_, interruption.to))
        start, known_by = interruption.to, None
    if start is not None or known_by is not None:
        spells.append(RelationSpell(usual, start, None, known_by))
    if spells[-1].end is None:
        spells[-1] = replace(spells[-1], status=diplomatic.status)
    return [replace(spell, not_before=not_before) for spell in spells]


def mission_sides(relation: Relation) -> str:
    """Whose missions are open: ``partner-subject``, ``partner``, ``subject`` or ``none``."""
    by = {side for mission in relation.missions if not mission.closed for side in sides_of(mission)}
    return "-".join(side for side in SIDES if side in by) or "none"


def sides_of(mission: Mission) -> tuple[str, ...]:
    """Whose a mission is: one of the two sides, or both."""
    return (mission.by,) if mission.by in SIDES else SIDES


def agreement_anchors(agreements: Iterable[Agreement]) -> list[str]:
    """An anchor for each agreement of a record, such as ``agreement-1960-09-19``."""
    return dated_anchors("agreement", (agreement.signed for agreement in agreements))


def mission_anchors(missions: Iterable[Mission]) -> list[str]:
    """An anchor for each mission of a record: kind and city in the first language, ``mission-embassy-tehran``.

    Numbered from the second of a kind in a city on. Missions have no date that all of them share.
    """
    seen: Counter[str] = Counter()
    anchors = []
    for mission in missions:
        latin = unicodedata.normalize("NFKD", mission.city.first).encode("ascii", "ignore").decode().lower()
        anchor = "-".join(filter(None, ["mission", mission.kind, *re.findall(r"[a-z0-9]+", latin)]))
        seen[anchor] += 1
        anchors.append(anchor if seen[anchor] == 1 else f"{anchor}-{seen[anchor]}")
    return anchors


@derived
def relation_ids(atlas: Atlas) -> dict[str, str]:
    """The id of the relation with each partner, by the partner's code."""
    return {relation.partner: id_ for id_, relation in atlas.relations.items()}
