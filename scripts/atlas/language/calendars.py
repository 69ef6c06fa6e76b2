"""Dates in words: Gregorian in both languages, Solar Hijri beside it in Persian, as precise as the source and no more.

In: a :class:`~atlas.dates.FuzzyDate`. Out: plain text. Month names are CLDR's (Babel); the conversion is
persiantools', which follows the official Iranian calendar (equinox at Tehran).

A Gregorian year spans two Hijri years and a month two Hijri months: the span is shown. What two ends of a span have in
common is said once: ``9–14 January 1950``. Iran’s law on its calendar is of 11 Farvardin 1304; before, the
months were others, so nothing before the first day of that year is converted.
"""

from __future__ import annotations

from datetime import date

from babel import Locale
from babel.dates import format_date
from persiantools.jdatetime import JalaliDate

from atlas.model.dates import FuzzyDate

_LOCALES = {"en": Locale("en", "GB"), "fa": Locale("fa")}
_PATTERNS = {"year": "y", "month": "MMMM y", "day": "d MMMM y"}
#: The first end of a span that shares its year with the second: LLLL is the month standing alone, in Persian without the
#: ezafe that leads on to a year.
_WITHOUT_YEAR = {"month": "LLLL", "day": "d LLLL"}
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

#: CLDR has these names too, but Babel reads only the Gregorian calendar's.
HIJRI_MONTHS = {
    "fa": (
        "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
    ),
    "en": (
        "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar", "Mehr", "Aban", "Azar", "Dey", "Bahman",
        "Esfand",
    ),
}  # fmt: skip

EN_DASH = "–"

#: 1 Farvardin 1304, the first day of the year in which the Solar Hijri calendar became law.
FIRST_SOLAR_HIJRI_DAY = date(1925, 3, 21)


def persian_digits(text: str | int) -> str:
    """``text`` with Persian digits for ASCII ones."""
    return str(text).translate(_PERSIAN_DIGITS)


def gregorian(when: FuzzyDate, language: str) -> str:
    """``30 September 1947``, ``September 1947``, ``1952–1953``, ``9–14 January 1950``; without a word for approximate."""
    start, end = when.ends
    if when.precision != "interval":
        return _gregorian_point(when, language)
    mixed = start.precision != end.precision
    return _span(_first_end(start, end, language), _gregorian_point(end, language), language, spaced=mixed)


def _first_end(start: FuzzyDate, end: FuzzyDate, language: str) -> str:
    """The first end of a span without what it shares with the second."""
    precision = start.precision
    if precision != end.precision or precision == "year" or start.first.year != end.first.year or start == end:
        return _gregorian_point(start, language)
    if precision == "day" and start.first.month == end.first.month:
        return _digits(str(start.first.day), language)
    return _digits(format_date(start.first, _WITHOUT_YEAR[precision], locale=_LOCALES[language]), language)


def _digits(text: str, language: str) -> str:
    return persian_digits(text) if language == "fa" else text


def _gregorian_point(when: FuzzyDate, language: str) -> str:
    return _digits(format_date(when.first, _PATTERNS[when.precision], locale=_LOCALES[language]), language)


def solar_hijri(when: FuzzyDate) -> str:
    """The same date in the Solar Hijri calendar, in Persian: a day for a day, a span for a month or a year.

    Empty if any day that it may mean lies before the calendar was law.
    """
    if when.first < FIRST_SOLAR_HIJRI_DAY:
        return ""
    start, end = when.ends
    first, last = JalaliDate(when.first), JalaliDate(when.last)
    if start.precision == end.precision == "day":
        return _hijri_days(first, last)
    if when.precision == "month":
        return _hijri_months(first, last)
    return _span(persian_digits(first.year), persian_digits(last.year), "fa")


def _hijri_days(first: JalaliDate, last: JalaliDate) -> str:
    """One day, or a span whose ends say once what they share."""
    parts = [str(first.day), HIJRI_MONTHS["fa"][first.month - 1], str(first.year)]
    shared = 1 if (first.year, first.month) == (last.year, last.month) else 2 if first.year == last.year else 3
    end = f"{last.day} {HIJRI_MONTHS['fa'][last.month - 1]} {last.year}"
    if first == last:
        return persian_digits(end)
    return _span(persian_digits(" ".join(parts[:shared])), persian_digits(end), "fa")


def _hijri_months(first: JalaliDate, last: JalaliDate) -> str:
    begins, ends = HIJRI_MONTHS["fa"][first.month - 1], HIJRI_MONTHS["fa"][last.month - 1]
    if first.year == last.year:
        return persian_digits(f"{begins}{EN_DASH}{ends} {first.year}")
    return persian_digits(f"{begins} {first.year} {EN_DASH} {ends} {last.year}")


def _span(start: str, end: str, language: str, spaced: bool = False) -> str:
    """``start–end``; one of them where they are equal.

    A dash joins two single words or numbers; it is spaced where an end has several words of its own, or if ``spaced``.
    Persian writes «تا» in place of a dash where an end has several words.
    """
    if start == end:
        return start
    if language == "fa" and " " in end:
        return f"{start} تا {end}"
    return f"{start} {EN_DASH} {end}" if spaced or " " in start else f"{start}{EN_DASH}{end}"
