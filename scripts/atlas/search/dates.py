"""The days and months that a text names, so that a day is found however it is written there and however it is asked for.

In: text. Out: ISO dates (``1947-09-30``, ``1947-09``). Gregorian and Solar Hijri months by their names in every language
of the site and around it; docs/assets/search/dates.js reads what readers type with the same names, which it gets from :func:`months`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from babel import Locale
from persiantools.jdatetime import JalaliDate

from atlas.language.calendars import hijri_months
from atlas.language.languages import LANGUAGES
from atlas.search.answers import neighbouring_languages
from atlas.search.folding import JOINER, accepted, fold

#: A year of four digits before this one is one of the Solar Hijri calendar.
FIRST_GREGORIAN_YEAR = 1600
_DAY = re.compile(r"[0-9]{1,2}")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")


@cache
def months() -> dict[str, dict[str, int]]:
    """For each calendar its months' names, folded → number from 1."""
    gregorian: dict[str, int] = {}
    hijri: dict[str, int] = {}
    for code in (*neighbouring_languages(), *LANGUAGES):
        for context in Locale.parse(code).months.values():
            for width in ("wide", "abbreviated"):
                gregorian |= {accepted(fold(str(name))): number for number, name in context[width].items()}
    for code in LANGUAGES:
        hijri |= {fold(name): number for number, name in enumerate(hijri_months(code), 1)}
    # In Persian May is also «می», which is a prefix of verbs, and September is shortened to Sept.
    return {"gregorian": {**gregorian, "می": 5, "sept": 9}, "hijri": hijri}


@cache
def _month_names() -> frozenset[str]:
    return frozenset(name for names in months().values() for name in names)


def dates_in(folded: str) -> Iterator[str]:
    """The days and months that a folded text names with their year; of a span its two ends."""
    tokens = [accepted(token) for token in folded.replace(JOINER, " ").split()]
    for at, token in enumerate(tokens):
        if token not in _month_names():
            continue
        for calendar, names in months().items():
            if token in names:
                yield from _dates_at(tokens, at, names[token], calendar)


def _dates_at(tokens: list[str], at: int, month: int, calendar: str) -> Iterator[str]:
    """The dates of the month at a place: the day before it or behind it, the year behind it."""
    behind = tokens[at + 1 : at + 3]
    days = [int(tokens[at - 1])] if at and _DAY.fullmatch(tokens[at - 1]) else []
    if days and at > 1 and _DAY.fullmatch(tokens[at - 2]):
        days.append(int(tokens[at - 2]))
    if not days and len(behind) == 2 and _DAY.fullmatch(behind[0]):
        days = [int(behind[0])]
        behind = behind[1:]
    if not behind or not _YEAR.fullmatch(behind[0]):
        return
    for day in days or [0]:
        found = iso(int(behind[0]), month, day, calendar)
        if found:
            yield found


def iso(year: int, month: int, day: int, calendar: str) -> str:
    """The ISO date of a day; of a month (``day`` 0) in the Gregorian calendar; "" for what is no date."""
    if calendar == "hijri":
        try:
            return JalaliDate(year, month, day).to_gregorian().isoformat() if day else ""
        except ValueError:
            return ""
    if year < FIRST_GREGORIAN_YEAR or day > 31:
        return ""
    return f"{year:04}-{month:02}-{day:02}" if day else f"{year:04}-{month:02}"
