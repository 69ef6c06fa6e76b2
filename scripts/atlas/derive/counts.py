"""In how many organizations the subject was, year by year.

In: an atlas, today. Out: for each year two numbers, of what is certain and of what besides is only possible. Counted at the end of
each year from the spells.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from atlas.derive.intervals import Certainty
from atlas.derive.memberships import belonged_on
from atlas.model.atlas import Atlas
from atlas.model.records import Organization
from atlas.observe import derived
from atlas.remember import of_record


@dataclass(frozen=True)
class Count:
    """Of how many organizations it is certain, and of how many more only possible, that the subject was in them."""

    certain: int
    possible: int

    @property
    def at_most(self) -> int:
        """The upper edge of what is possible."""
        return self.certain + self.possible


@derived
def counts_by_year(atlas: Atlas, today: date) -> dict[int, Count]:
    """The number of organizations at the end of each year since independence; of this year, today."""
    independence = atlas.subject.independence.date.first
    days = tuple(min(date(year, 12, 31), today) for year in range(independence.year, today.year + 1))
    found = [_belonged(o, days, independence) for o in atlas.organizations.values()]
    by_day = [[sure[at] for sure in found] for at in range(len(days))]
    return {
        day.year: Count(sure.count(Certainty.YES), sure.count(Certainty.POSSIBLY))
        for day, sure in zip(days, by_day, strict=True)
    }


@of_record
def _belonged(organization: Organization, days: tuple[date, ...], independence: date) -> tuple[Certainty, ...]:
    """How sure it is that the subject was in one organization, on each of the days."""
    return tuple(belonged_on(organization, day, independence=independence) for day in days)
