"""The country-year panels that researchers know, from imprecise dates: what is certain and what is possible, apart.

In: an atlas, today. Out: tables as those of :mod:`atlas.export.tables`, from the year of the subject's independence to the
last full year.

A spell counts in a year with a day that it covers. It is certain in the year if it certainly covers a day of it, else
possible. Lists of members describe one day: what a partner was in other years is possible and never certain.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from atlas.derive.intervals import DayBounds
from atlas.derive.memberships import spell_bounds
from atlas.export.countries import alpha3
from atlas.export.tables import Row, Table
from atlas.model.atlas import Atlas
from atlas.model.records import Organization

CERTAIN, POSSIBLE, NO = "certain", "possible", "no"


def panels(atlas: Atlas, today: date) -> dict[str, Table]:
    """The panels by the names of their files."""
    return {"membership-years.csv": membership_years(atlas, today), "dyad-years.csv": dyad_years(atlas, today)}


def years(atlas: Atlas, today: date) -> range:
    """The years of the panels: from independence to the last that is over."""
    return range(atlas.subject.independence.date.first.year, today.year)


def _bounds(atlas: Atlas, record: Organization) -> list[DayBounds]:
    return spell_bounds(record, atlas.subject.independence.date.first)


def in_year(bounds: DayBounds, year: int) -> str:
    """Whether an interval covers a day of ``year``: certain, possible or no. What began or ended in the year did."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    begins = bounds.earliest >= first and bounds.surely_from <= last
    ends = bounds.surely_until >= first and bounds.latest <= last
    covers = bounds.surely_from <= bounds.surely_until and bounds.surely_from <= last and bounds.surely_until >= first
    if begins or ends or covers:
        return CERTAIN
    return POSSIBLE if bounds.earliest <= last and bounds.latest >= first else NO


def on_day(bounds: DayBounds, day: date) -> str:
    """Whether an interval covers ``day``."""
    if bounds.surely_from <= day <= bounds.surely_until:
        return CERTAIN
    return POSSIBLE if bounds.earliest <= day <= bounds.latest else NO


def _surest(answers: list[str]) -> str:
    return min(answers, key=(CERTAIN, POSSIBLE, NO).index, default=NO)


def membership_years(atlas: Atlas, today: date) -> Table:
    """One row for each organization, year and status that the subject had in it on some day of the year."""
    heading = ("organization", "year", "status", "certainty", "year_end")
    rows: list[Row] = []
    for id_, record in atlas.organizations.items():
        spells = list(zip((spell.status for spell in record.memberships), _bounds(atlas, record), strict=True))
        for year in years(atlas, today):
            rows += ((id_, year, *row) for row in _statuses(spells, year))
    return heading, rows


def _statuses(spells: list[tuple[str, DayBounds]], year: int) -> Iterator[tuple[str, str, str]]:
    """Status, certainty in the year and certainty at its end, for each status of a year."""
    for status in dict.fromkeys(status for status, _bounds in spells):
        own = [bounds for other, bounds in spells if other == status]
        certainty = _surest([in_year(bounds, year) for bounds in own])
        if certainty != NO:
            yield status, certainty, _surest([on_day(bounds, date(year, 12, 31)) for bounds in own])


def dyad_years(atlas: Atlas, today: date) -> Table:
    """One row for each partner and year: in how many organizations both were, certainly and, besides, possibly."""
    heading = ("relation", "partner", "partner_alpha3", "year", "organizations_certain", "organizations_possible")
    counts = _shared_in_years(atlas, today)
    rows: list[Row] = [
        (id_, code, alpha3(code), year, counts[code, year, CERTAIN], counts[code, year, POSSIBLE])
        for id_, code in ((id_, record.partner) for id_, record in atlas.relations.items())
        for year in years(atlas, today)
        if _is_state(atlas, code, year)
    ]
    return heading, rows


def _is_state(atlas: Atlas, code: str, year: int) -> bool:
    """False only for the years before a partner's independence, where the data know of it."""
    country = atlas.countries.get(code)
    return country is None or country.independent is None or country.independent.date.first.year <= year


def _shared_in_years(atlas: Atlas, today: date) -> Counter[tuple[str, int, str]]:
    """For each country, year and certainty the number of organizations in which the subject was as well."""
    counts: Counter[tuple[str, int, str]] = Counter()
    statuses = atlas.terms("membership-status", full=True)
    for record in atlas.organizations.values():
        if record.members is None:
            continue
        listed = record.members.as_of
        full = [
            bounds
            for spell, bounds in zip(record.memberships, _bounds(atlas, record), strict=True)
            if spell.status in statuses
        ]
        for year in years(atlas, today):
            certainty = _surest([in_year(bounds, year) for bounds in full])
            if certainty != NO:
                described = listed.first.year == listed.last.year == year
                key = certainty if described else POSSIBLE
                counts.update((code, year, key) for code in dict.fromkeys(record.members.countries))
    return counts
