"""Diplomatic relations as spells; whose missions are open.

In: one relation. Out: plain facts.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from atlas.derive.intervals import DayBounds, day_bounds
from atlas.model.dates import FuzzyDate
from atlas.model.records import Relation

#: The two sides of a relation, as the vocabulary ``side`` names them; its third term is ``both``.
SIDES = ("partner", "subject")


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
    """Whose missions are open: ``partner-subject``, ``partner``, ``subject`` or ``none``; one of both is one of each."""
    open_ = {mission.by for mission in relation.missions if mission.closed is None}
    return "-".join(side for side in SIDES if side in open_ or "both" in open_) or "none"
