"""What imprecise dates allow to say of one day.

In: the ends of an interval. Out: its bounds, and whether it covers a day. An interval certainly lasts from the last day
that its beginning may mean to the first day that its end may mean, and possibly from the first of the one to the last
of the other. Where only a date is known by which it had begun, it is certain from then on, and possible before.
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

    def certainty(self, day: date) -> Certainty:
        """Whether the interval covers ``day``; docs/assets/intervals.js has the same rule for the reader's choice."""
        if self.surely_from <= day <= self.surely_until:
            return Certainty.YES
        return Certainty.POSSIBLY if self.earliest <= day <= self.latest else Certainty.NO


def day_bounds(
    start: FuzzyDate | None,
    end: FuzzyDate | None,
    known_by: FuzzyDate | None = None,
    not_before: date = date.min,
) -> DayBounds:
    """The bounds of an interval of imprecise dates.

    A missing end is open. A missing start is not known: the interval may have begun on any day from ``not_before`` on,
    and is certain from the last day that ``known_by`` may mean, or of no day but its last.
    """
    surely_until, latest = (end.first, end.last) if end else (date.max, date.max)
    if start is not None:
        earliest, surely_from = start.first, start.last
    else:
        earliest, surely_from = date.min, known_by.last if known_by else surely_until
    return DayBounds(max(earliest, not_before), surely_from, surely_until, latest)


def covers(start: FuzzyDate | None, end: FuzzyDate | None, day: date) -> Certainty:
    """Whether an interval covers ``day``."""
    return day_bounds(start, end).certainty(day)
