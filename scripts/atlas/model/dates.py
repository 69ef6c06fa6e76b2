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
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import total_ordering

from persiantools.jdatetime import MONTH_NAMES_FA, JalaliDate

from atlas.findings import quote

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(~)?")  # year, month, day, approximate
_SPAN = re.compile(r"(?P<bracket>\[)?(?P<start>[^\[\]/.]*)(?(bracket)\.\.|/)(?P<end>[^\[\]/.]*)(?(bracket)\])")

_POINT_FOR_EDITORS = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?~?"

#: The whole notation for editors, who have no parser: a date, an interval of two, or a set; :func:`parse_date` decides.
DATE_PATTERN = (
    rf"^\s*({_POINT_FOR_EDITORS}(/{_POINT_FOR_EDITORS})?|\[{_POINT_FOR_EDITORS}\.\.{_POINT_FOR_EDITORS}\])\s*$"
)

#: The precisions of dates, and what counts those that are missing.
PRECISIONS = ("day", "month", "year", "interval", "between")
UNKNOWN_PRECISION = "unknown"

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
        raise ValueError(f"{quote(text)} ends before it begins. Swap the two dates")
    return FuzzyDate(text, first.first, last.last, first.approximate or last.approximate)


def _parse_point(text: str, whole: str) -> FuzzyDate:
    """Read one end of an interval, or a date that is none; ``whole`` is the text to quote in an error."""
    match = _POINT.fullmatch(text)
    if not whole:
        raise ValueError(f"the date is empty. {DATE_HELP}")
    if match is None:
        raise ValueError(f"{quote(whole)} is not a date. {_meant(whole) or DATE_HELP}")
    if int(match[1]) in LUNAR_HIJRI_YEARS:
        raise ValueError(f"{quote(whole)} looks like a lunar Hijri date. Write the Gregorian date")
    if int(match[1]) in SOLAR_HIJRI_YEARS:
        raise ValueError(f"{quote(whole)} looks like a Solar Hijri date. {_from_solar_hijri(match)}")
    year = int(match[1])
    month, day = (None if match[part] is None else int(match[part]) for part in (2, 3))
    try:
        first = date(year, 1 if month is None else month, 1 if day is None else day)
        last_month = 12 if month is None else month
        last = date(year, last_month, calendar.monthrange(year, last_month)[1] if day is None else day)
    except (ValueError, calendar.IllegalMonthError):
        raise ValueError(f"{quote(whole)} does not exist in the calendar. {_swapped(match) or DATE_HELP}") from None
    return FuzzyDate(text, first, last, match[4] is not None)


#: Years in which the Solar Hijri calendar is meant: as Gregorian ones they lie before anything that an atlas records.
SOLAR_HIJRI_YEARS = range(1200, 1500)
#: Years that the Solar Hijri calendar reaches only in 2051, and the lunar one has reached already.
LUNAR_HIJRI_YEARS = range(1430, 1500)

_ENGLISH_MONTHS = {name.lower()[:3]: number for number, name in enumerate(calendar.month_name) if name}
_SOLAR_HIJRI_MONTHS = {name: number for number, name in enumerate(MONTH_NAMES_FA) if name}
#: Signs between which people put what they quote.
_QUOTATION = "\"'“”„‟‘’‚«»`´ "
_NUMBERS = re.compile(r"([0-9]{1,4})[-/.\s]+([0-9]{1,4})(?:[-/.\s]+([0-9]{1,4}))?")
_IN_WORDS = re.compile(
    r"(?:([0-9]{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?(?:\s+([0-9]{1,2})(?:st|nd|rd|th)?)?,?\s+([0-9]{4})"
)
_IN_PERSIAN = re.compile(rf"(?:([0-9]{{1,2}})\s+)?({'|'.join(_SOLAR_HIJRI_MONTHS)})(?:\s+ماه)?\s+([0-9]{{4}})")
_ABOUT = re.compile(
    r"(?:(?:~|c(?:a|irca)?\.?|about|around|approx\.?|حدود)\s*([0-9-]+)|([0-9-]+)(?:\s*[?%]|\s+~))", re.IGNORECASE
)
_TWO_YEARS = re.compile(r"([0-9]{4})\s*(?:[-–—]|\.\.|to|تا)\s*([0-9]{4})")
#: A day as computers write it without hyphens (ISO 8601-1, the basic format).
_EIGHT_DIGITS = re.compile(r"([12][0-9]{3})([01][0-9])([0-3][0-9])")


def _from_solar_hijri(match: re.Match[str]) -> str:
    """The question whether the Gregorian date that corresponds to a Solar Hijri one is meant."""
    year = int(match[1])
    month, day = int(match[2] or 1), int(match[3] or 1)
    try:
        first = JalaliDate(year, month, day).to_gregorian()
        if match[3]:
            return f"Is {first.isoformat()} meant?"
        last_month = month if match[2] else 12
        last = JalaliDate(year, last_month, JalaliDate.days_in_month(last_month, year)).to_gregorian()
    except ValueError:
        return "Write the Gregorian date"
    form = "%Y-%m" if match[2] else "%Y"
    return f"Is [{first.strftime(form)}..{last.strftime(form)}] meant?"


def _meant(text: str) -> str:
    """The question whether another way to write a date is meant: other digits, the day first, slashes, words; empty if none is."""
    if len(text) > 40:
        return ""
    if (bare := text.strip(_QUOTATION)) != text and (_POINT.fullmatch(bare) or _SPAN.fullmatch(bare)):
        return f"Is {bare} meant? Write it between two straight quotation marks, or without any"
    digits = "".join(str(unicodedata.digit(char, char)) for char in text).strip()
    if digits != text and (match := _POINT.fullmatch(digits)):
        hijri = int(match[1]) in SOLAR_HIJRI_YEARS and _asked((match[1], match[2], match[3]))
        return hijri or f"Is {digits} meant? Write the digits 0 to 9"
    if match := _EIGHT_DIGITS.fullmatch(digits):
        return _asked((match[1], match[2], match[3]))
    if match := _NUMBERS.fullmatch(digits):
        return _asked(*_in_order(match)) or _inexact(digits)
    return _inexact(digits) or _in_words(digits)


def _inexact(text: str) -> str:
    """The question whether about a date, or what lies between two years, is meant; empty if neither is."""
    if (match := _ABOUT.fullmatch(text)) and _POINT.fullmatch(match[1] or match[2]):
        return f"Is {match[1] or match[2]}~ meant?"
    if (match := _TWO_YEARS.fullmatch(text)) and match[1] < match[2]:
        return f"Is {match[1]}/{match[2]} or [{match[1]}..{match[2]}] meant?"
    return ""


def _in_words(text: str) -> str:
    """The question whether a date with the name of its month is meant, in English or in Persian; empty if none is."""
    if match := _IN_PERSIAN.fullmatch(text):
        return _asked((match[3], str(_SOLAR_HIJRI_MONTHS[match[2]]), match[1]))
    if match := _IN_WORDS.fullmatch(text):
        month = _ENGLISH_MONTHS.get(match[2].lower()[:3])
        return _asked((match[4], str(month), match[1] or match[3])) if month else ""
    return ""


def _in_order(match: re.Match[str]) -> Iterator[tuple[str, str | None, str | None]]:
    """The readings of three numbers as year, month and day; two where the day may be the month."""
    first, second, third = match.groups()
    if len(first) == 4:
        yield first, second, third
    elif third is None and len(second) == 4:
        yield second, first, None
    elif third is not None and len(third) == 4:
        yield third, second, first
        if first != second:
            yield third, first, second


def _swapped(match: re.Match[str]) -> str:
    """The question whether day and month were exchanged; empty if that gives no date."""
    swapped = match[3] and int(match[3]) <= 12 < int(match[2])
    return _asked((match[1], match[3], match[2])) if swapped else ""


def _asked(*readings: tuple[str, str | None, str | None]) -> str:
    """``Is 1947-09-30 meant?`` for the readings that exist."""
    found = []
    for year, month, day in readings:
        text = "-".join([year, *(f"{int(part):02d}" for part in (month, day) if part)])
        if not _POINT.fullmatch(text):
            continue  # a number that is no day would be asked about again, without end
        try:
            found.append(parse_date(text).text)
        except ValueError as error:
            if "Hijri" in str(error):
                return f"It {str(error).partition(' ')[2]}"
    return f"Is {' or '.join(found)} meant?" if found else ""
