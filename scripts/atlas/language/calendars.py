"""Dates in words: Gregorian in both languages, Solar Hijri beside it in Persian, as precise as the source and no more.

In: a :class:`~atlas.dates.FuzzyDate`. Out: plain text. Month names are CLDR's (Babel); the conversion is
persiantools', which follows the official Iranian calendar (equinox at Tehran).

A Gregorian year spans two Hijri years and a month two Hijri months: the span is shown.
"""

from __future__ import annotations

from datetime import date

from babel import Locale
from babel.dates import format_date
from persiantools.jdatetime import JalaliDate

from atlas.model.dates import FuzzyDate

_LOCALES = {"en": Locale("en", "GB"), "fa": Locale("fa")}
_PATTERNS = {"year": "y", "month": "MMMM y", "day": "d MMMM y"}
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

#: The first day of the Solar Hijri calendar (1 Farvardin 1), and the last that persiantools converts.
HIJRI_FIRST = date(622, 3, 22)
HIJRI_LAST = date(9999, 3, 20)


def persian_digits(text: str | int) -> str:
    """``text`` with Persian digits for ASCII ones."""
    return str(text).translate(_PERSIAN_DIGITS)


def gregorian(when: FuzzyDate, language: str) -> str:
    """``30 September 1947``, ``September 1947``, ``1952–1953``; without a word for approximate."""
    start, end = when.ends
    if when.precision == "interval":
        return _span(_gregorian_point(start, language), _gregorian_point(end, language))
    return _gregorian_point(when, language)


def _gregorian_point(when: FuzzyDate, language: str) -> str:
    text = format_date(when.first, _PATTERNS[when.precision], locale=_LOCALES[language])
    return persian_digits(text) if language == "fa" else text


def solar_hijri(when: FuzzyDate) -> str:
    """The same date in the Solar Hijri calendar, in Persian: a day for a day, a span for a month or a year.

    Empty for what does not lie within the calendar, which counts from 622.
    """
    if when.first < HIJRI_FIRST or when.last > HIJRI_LAST:
        return ""
    start, end = when.ends
    if start.precision == end.precision == "day":
        return _span(_hijri_day(start.first), _hijri_day(end.last))
    first, last = JalaliDate(when.first), JalaliDate(when.last)
    if when.precision == "month":
        return _hijri_months(first, last)
    return _span(persian_digits(first.year), persian_digits(last.year))


def _hijri_day(day: date) -> str:
    hijri = JalaliDate(day)
    return persian_digits(f"{hijri.day} {HIJRI_MONTHS['fa'][hijri.month - 1]} {hijri.year}")


def _hijri_months(first: JalaliDate, last: JalaliDate) -> str:
    begins, ends = HIJRI_MONTHS["fa"][first.month - 1], HIJRI_MONTHS["fa"][last.month - 1]
    if first.year == last.year:
        return persian_digits(f"{begins}{EN_DASH}{ends} {first.year}")
    return persian_digits(f"{begins} {first.year} {EN_DASH} {ends} {last.year}")


def _span(start: str, end: str) -> str:
    """``start–end``, spaced where an end has several words; one of them where they are equal."""
    if start == end:
        return start
    return f"{start} {EN_DASH} {end}" if " " in start + end else f"{start}{EN_DASH}{end}"
