"""Dates in words: Gregorian in every language, Solar Hijri beside it where readers use it, as precise as the source.

In: a :class:`~atlas.model.dates.FuzzyDate` and a language. Out: plain text. Month names are CLDR's (Babel); the conversion is
persiantools', which follows the official Iranian calendar (equinox at Tehran).

A Gregorian year spans two Hijri years and a month two Hijri months: the span is shown.
"""

from __future__ import annotations

from datetime import date

from babel.dates import format_date
from persiantools.jdatetime import MONTH_NAMES_EN, MONTH_NAMES_FA, JalaliDate

from atlas.language.languages import language
from atlas.model.dates import FuzzyDate

_PATTERNS = {"year": "y", "month": "MMMM y", "day": "d MMMM y"}
EN_DASH = "–"


def hijri_months(code: str) -> list[str]:
    """The twelve months of the Solar Hijri calendar, written in the script of a language."""
    # CLDR has these names too, but Babel reads only the Gregorian calendar's.
    names = MONTH_NAMES_FA if language(code).script == "Arab" else MONTH_NAMES_EN
    return [str(name) for name in names if name is not None]


def gregorian(when: FuzzyDate, code: str) -> str:
    """``30 September 1947``, ``September 1947``, ``1952–1953``; without a word for approximate."""
    start, end = when.ends
    if when.precision == "interval":
        return _span(_gregorian_point(start, code), _gregorian_point(end, code))
    return _gregorian_point(when, code)


def _gregorian_point(when: FuzzyDate, code: str) -> str:
    own = language(code)
    return own.digits(format_date(when.first, _PATTERNS[when.precision], locale=own.locale))


def solar_hijri(when: FuzzyDate, code: str) -> str:
    """The same date in the Solar Hijri calendar: a day for a day, a span for a month or a year."""
    start, end = when.ends
    own = language(code)
    if start.precision == end.precision == "day":
        return own.digits(_span(_hijri_day(start.first, code), _hijri_day(end.last, code)))
    first, last = JalaliDate(when.first), JalaliDate(when.last)
    if when.precision == "month":
        return own.digits(_hijri_months(first, last, code))
    return own.digits(_span(str(first.year), str(last.year)))


def _hijri_day(day: date, code: str) -> str:
    hijri = JalaliDate(day)
    return f"{hijri.day} {hijri_months(code)[hijri.month - 1]} {hijri.year}"


def _hijri_months(first: JalaliDate, last: JalaliDate, code: str) -> str:
    months = hijri_months(code)
    begins, ends = months[first.month - 1], months[last.month - 1]
    if first.year == last.year:
        return f"{begins}{EN_DASH}{ends} {first.year}"
    return f"{begins} {first.year} {EN_DASH} {ends} {last.year}"


#: The calendars in which a date can be repeated, by Unicode's names.
SECOND_CALENDARS = {"persian": solar_hijri}


def _span(start: str, end: str) -> str:
    """``start–end``, spaced where an end has several words; one of them where they are equal."""
    if start == end:
        return start
    return f"{start} {EN_DASH} {end}" if " " in start + end else f"{start}{EN_DASH}{end}"
