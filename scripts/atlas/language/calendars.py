"""Dates in words: Gregorian in every language, Solar Hijri beside it where readers use it, as precise as the source.

In: a :class:`~atlas.model.dates.FuzzyDate` and a language. Out: plain text. Month names are CLDR's (Babel); the conversion is
persiantools', which follows the official Iranian calendar (equinox at Tehran).

A Gregorian year spans two Hijri years and a month two Hijri months: the span is shown. What two ends of a span have in
common is said once: ``9–14 January 1950``. Iran’s law on its calendar is of 11 Farvardin 1304; before, the
months were others, so nothing before the first day of that year is converted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list
from persiantools.jdatetime import MONTH_NAMES_EN, MONTH_NAMES_FA, JalaliDate

from atlas.language.languages import language
from atlas.model.dates import FuzzyDate

_PATTERNS = {"year": "y", "month": "MMMM y", "day": "d MMMM y"}
#: The first end of a span that shares its year with the second: LLLL is the month standing alone, in Persian without the
#: ezafe that leads on to a year.
_WITHOUT_YEAR = {"month": "LLLL", "day": "d LLLL"}
EN_DASH = "–"

#: Puts two ends into words that say that a day is one of them, or lies between them.
Between = Callable[[str, str], str]

#: 1 Farvardin 1304, the first day of the year in which the Solar Hijri calendar became law.
FIRST_SOLAR_HIJRI_DAY = date(1925, 3, 21)
#: The last day that persiantools converts.
LAST_SOLAR_HIJRI_DAY = date(9999, 3, 20)


def hijri_months(code: str) -> list[str]:
    """The twelve months of the Solar Hijri calendar, written in the script of a language."""
    # CLDR has these names too, but Babel reads only the Gregorian calendar's.
    names = MONTH_NAMES_FA if language(code).script == "Arab" else MONTH_NAMES_EN
    return [str(name) for name in names if name is not None]


def gregorian(when: FuzzyDate, code: str) -> str:
    """``30 September 1947``, ``September 1947``, ``1952–1953``, ``9–14 January 1950``; without a word for approximate."""
    start, end = when.ends
    if when.precision != "interval":
        return _gregorian_point(when, code)
    mixed = start.precision != end.precision
    return _span(first_end(start, end, code), _gregorian_point(end, code), code, spaced=mixed, two=_are_two_days(when))


def is_one_of_two(when: FuzzyDate) -> bool:
    """Whether a day lies in one of two days, months or years of which one follows the other: on the 25th or the 26th, in 1971 or 1972."""
    return when.precision == "between" and not when.approximate and _are_two(when)


def _are_two(when: FuzzyDate) -> bool:
    """Whether the ends of a date are two days, months or years of which one follows the other."""
    start, end = when.ends
    return start.precision == end.precision and (end.first - start.last).days == 1


def _are_two_days(when: FuzzyDate) -> bool:
    return when.ends[0].precision == "day" and _are_two(when)


def first_end(start: FuzzyDate, end: FuzzyDate, code: str) -> str:
    """The first end of a span without what it shares with the second."""
    precision = start.precision
    if precision != end.precision or precision == "year" or start.first.year != end.first.year or start == end:
        return _gregorian_point(start, code)
    if precision == "day" and start.first.month == end.first.month:
        return language(code).digits(start.first.day)
    return _formatted(start.first, _WITHOUT_YEAR[precision], code)


def without_year(when: FuzzyDate, code: str) -> str:
    """A day or a month beside something that names the year."""
    return _formatted(when.first, _WITHOUT_YEAR[when.precision], code)


def holds(whole: FuzzyDate, part: FuzzyDate) -> bool:
    """Whether a date lies in another, which is less precise: 24 June 1975 in 1975."""
    return whole.precision != part.precision and whole.first <= part.first and part.last <= whole.last


def _gregorian_point(when: FuzzyDate, code: str) -> str:
    return _formatted(when.first, _PATTERNS[when.precision], code)


@lru_cache(maxsize=50_000)  # most sources were looked at on a few days
def _formatted(day: date, pattern: str, code: str) -> str:
    own = language(code)
    text = format_date(day, pattern, locale=own.locale)
    if own.ezafe:
        text = re.sub("ه (?=[0-9])", f"ه{own.ezafe} ", text)
    return own.digits(text)


def solar_hijri(when: FuzzyDate, code: str, between: Between | None = None) -> str:
    """The same date in the Solar Hijri calendar: a day for a day, a span for a month or a year.

    ``between`` says of two days that it was one of them. Empty if any day that it may mean lies before the calendar was law,
    or after all that can be converted.
    """
    if when.first < FIRST_SOLAR_HIJRI_DAY or when.last > LAST_SOLAR_HIJRI_DAY:
        return ""
    start, end = when.ends
    own = language(code)
    first, last = JalaliDate(when.first), JalaliDate(when.last)
    if start.precision == end.precision == "day":
        return _hijri_days(first, last, code, between, two=_are_two_days(when))
    if when.precision == "month":
        return own.digits(_hijri_months(first, last, code))
    return own.digits(_span(str(first.year), str(last.year), code))


def _hijri_days(first: JalaliDate, last: JalaliDate, code: str, between: Between | None, two: bool) -> str:
    """One day, or a span or two days whose ends say once what they share."""
    months = hijri_months(code)
    parts = [str(first.day), months[first.month - 1], str(first.year)]
    shared = 1 if (first.year, first.month) == (last.year, last.month) else 2 if first.year == last.year else 3
    end = f"{last.day} {months[last.month - 1]} {last.year}"
    own = language(code)
    if first == last:
        return own.digits(end)
    ends = own.digits(" ".join(parts[:shared])), own.digits(end)
    return between(*ends) if between else _span(*ends, code, two=two)


def _hijri_months(first: JalaliDate, last: JalaliDate, code: str) -> str:
    months = hijri_months(code)
    begins, ends = months[first.month - 1], months[last.month - 1]
    if first.year == last.year:
        return f"{begins}{EN_DASH}{ends} {first.year}"
    return f"{begins} {first.year} {EN_DASH} {ends} {last.year}"


#: The calendars in which a date can be repeated, by Unicode's names.
SECOND_CALENDARS = {"persian": solar_hijri}


def _span(start: str, end: str, code: str, spaced: bool = False, two: bool = False) -> str:
    """``start–end``; one of them where they are equal.

    A dash joins two single words or numbers; it is spaced where an end has several words of its own, or if ``spaced``.
    Some languages have a word in place of a dash where an end has several words: Persian «تا», and of ``two`` days that
    follow each other the word for "and".
    """
    if start == end:
        return start
    own = language(code)
    if own.until and " " in end:
        return str(format_list([start, end], locale=own.locale)) if two else f"{start} {own.until} {end}"
    return f"{start} {EN_DASH} {end}" if spaced or " " in start else f"{start}{EN_DASH}{end}"
