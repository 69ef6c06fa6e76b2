"""What imprecise dates allow to say of one day.

In: the ends of an interval. Out: its bounds, and whether it covers a day. An interval certainly lasts from the last day
that its beginning may mean to the first day that its end may mean, and possibly from the first of the one to the last
of the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from atlas.model.dates import FuzzyDate


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

    def cover(self, day: date) -> Certainty:
        """Whether the interval covers ``day``; docs/assets/intervals.js has the same rule for the reader's choice."""
        if self.surely_from <= day <= self.surely_until:
            return Certainty.YES
        return Certainty.POSSIBLY if self.earliest <= day <= self.latest else Certainty.NO


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
    return day_bounds(start, end).cover(day)
