"""Imprecise dates: a year, a month, a day or an interval, exactly as well known as the source says.

In: the text of a date field. Out: a :class:`FuzzyDate` with the first and the last day that it may
mean. Knows nothing of records, languages or today.

The notation is the subset of EDTF (Extended Date/Time Format, Library of Congress; part of
ISO 8601-2:2019) that sources need: ``1947``, ``1947-09``, ``1947-09-30``, ``~`` after a date for
"approximately", an interval ``1952/1953`` for what lasted from one date to the other, and a set
``[1952..1953]`` for one day that lies somewhere between the two.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

_POINT = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<approximate>~)?")
_SPAN = re.compile(r"(?P<bracket>\[)?(?P<start>[^\[\]/.]*)(?(bracket)\.\.|/)(?P<end>[^\[\]/.]*)(?(bracket)\])")

DATE_HELP = (
    "Write a year, a month or a day as well as the source knows it: "
    "1947, 1947-09 or 1947-09-30; 1947~ for about 1947; 1952/1953 for what lasted from one to the other; "
    "[1952..1953] for one day between the two"
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
    approximate: bool

    @property
    def precision(self) -> str:
        """``year``, ``month``, ``day``, ``interval`` (it lasted) or ``between`` (one day of a span)."""
        if "/" in self.text:
            return "interval"
        if self.text.startswith("["):
            return "between"
        return ("year", "month", "day")[self.text.count("-")]

    @property
    def ends(self) -> tuple[FuzzyDate, FuzzyDate]:
        """The two ends of an interval or span; a date that has none is both its ends."""
        match = _SPAN.fullmatch(self.text)
        if match is None:
            return self, self
        return parse_date(match["start"]), parse_date(match["end"])

    def surely_before(self, other: FuzzyDate) -> bool:
        """True if every day this date may mean lies before every day the other may mean."""
        return self.last < other.first

    def __lt__(self, other: FuzzyDate) -> bool:
        return (self.first, self.last, self.text) < (other.first, other.last, other.text)

    def __str__(self) -> str:
        return self.text


def parse_date(text: str) -> FuzzyDate:
    """Read ``text`` as an imprecise date. Raises ValueError with a sentence and what to write instead."""
    text = text.strip()
    span = _SPAN.fullmatch(text)
    if span is None:
        return _parse_point(text, text)
    first, last = _parse_point(span["start"], text), _parse_point(span["end"], text)
    if last.last < first.first:
        raise ValueError(f"{text} ends before it begins. Swap the two dates")
    return FuzzyDate(text, first.first, last.last, first.approximate or last.approximate)


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
