"""Imprecise dates: a year, a month, a day or an interval, exactly as well known as the source says.

In: the text of a date field. Out: a :class:`FuzzyDate` with the first and the last day that it may
mean. Knows nothing of records, languages or today.

The notation is the subset of EDTF (Extended Date/Time Format, Library of Congress; part of
ISO 8601-2:2019) that sources need: ``1947``, ``1947-09``, ``1947-09-30``, an interval
``1952/1953`` and ``~`` after a date for "approximately".
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

_POINT = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<approximate>~)?")

DATE_HELP = (
    "Write a year, a month or a day as well as the source knows it: "
    "1947, 1947-09 or 1947-09-30; 1952/1953 for an interval; 1947~ for about 1947"
)


@total_ordering
@dataclass(frozen=True)
class FuzzyDate:
    """A date of known precision; ``first`` and ``last`` bound what it may mean (both inclusive).

    Ordering is by ``first``, then ``last``, then text: it puts lists in order and decides nothing.
    For a statement about time use :meth:`surely_before`.
    """

    text: str
    first: date
    last: date
    approximate: bool = False

    @property
    def precision(self) -> str:
        """``year``, ``month``, ``day`` or ``interval``."""
        if "/" in self.text:
            return "interval"
        return ("year", "month", "day")[self.text.count("-")]

    @property
    def ends(self) -> tuple[FuzzyDate, FuzzyDate]:
        """The two ends of an interval; a date that is no interval is both its ends."""
        if self.precision != "interval":
            return self, self
        start, end = self.text.split("/")
        return parse_date(start), parse_date(end)

    def surely_before(self, other: FuzzyDate) -> bool:
        """True if every day this date may mean lies before every day the other may mean."""
        return self.last < other.first

    def __lt__(self, other: FuzzyDate) -> bool:
        return (self.first, self.last, self.text) < (other.first, other.last, other.text)

    def __str__(self) -> str:
        return self.text


def parse_date(text: str) -> FuzzyDate:
    """Read ``text`` as an imprecise date. Raises ValueError with a sentence and what to write instead."""
    start, slash, end = text.strip().partition("/")
    first = _parse_point(start, text)
    if not slash:
        return first
    last = _parse_point(end, text)
    if last.last < first.first:
        raise ValueError(f"{text} ends before it begins. Swap the two dates")
    return FuzzyDate(text.strip(), first.first, last.last, first.approximate or last.approximate)


def _parse_point(text: str, whole: str) -> FuzzyDate:
    """Read one end of an interval, or a date that is none; ``whole`` is the text to quote in an error."""
    match = _POINT.fullmatch(text)
    if match is None:
        raise ValueError(f"{whole} is not a date. {DATE_HELP}")
    year = int(match["year"])
    month, day = (None if match[part] is None else int(match[part]) for part in ("month", "day"))
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        last_month = 12 if month is None else month
        last = date(year, last_month, calendar.monthrange(year, last_month)[1] if day is None else day)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"{whole} does not exist in the calendar. {DATE_HELP}") from None
    return FuzzyDate(text, first, last, match["approximate"] is not None)
