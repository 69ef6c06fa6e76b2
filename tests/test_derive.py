"""What follows from the data: who was in what on a day, shared organizations, citations."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.derive.events import all_events, events_of
from atlas.derive.intervals import Certainty, covers
from atlas.derive.memberships import first_joined, is_former, shared_organizations, spells_on, status_on
from atlas.derive.relations import relation_spells, usual_status
from atlas.model.atlas import Atlas
from atlas.model.citations import who_cites
from atlas.model.dates import parse_date
from conftest import TODAY


@pytest.mark.parametrize(
    ("start", "end", "day", "expected"),
    [
        ("1947", "1972-01-30", date(1950, 1, 1), Certainty.YES),
        ("1947", "1972-01-30", date(1947, 6, 1), Certainty.POSSIBLY),
        ("1947", "1972-01-30", date(1946, 12, 31), Certainty.NO),
        ("1947", "1972-01-30", date(1972, 1, 30), Certainty.YES),
        ("1947", "1972-01-30", date(1972, 1, 31), Certainty.NO),
        ("1947", None, date(2026, 1, 1), Certainty.YES),
        # An interval is a bound, not a duration: the beginning lies somewhere in it.
        ("[1960..1964]", None, date(1962, 1, 1), Certainty.POSSIBLY),
        ("[1960..1964]", None, date(1965, 1, 1), Certainty.YES),
        ("1950", "[1960..1964]", date(1962, 1, 1), Certainty.POSSIBLY),
        ("1950", "[1960..1964]", date(1959, 12, 31), Certainty.YES),
        (None, "1972", date(1972, 5, 1), Certainty.POSSIBLY),
    ],
)
def test_an_imprecise_interval_covers_a_day_surely_possibly_or_not(
    start: str | None, end: str | None, day: date, expected: Certainty
) -> None:
    assert covers((start and parse_date(start)) or None, (end and parse_date(end)) or None, day) is expected


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (date(1946, 1, 1), "none"),
        (date(1950, 1, 1), "member"),
        (date(1975, 1, 1), "none"),
        (date(1995, 1, 1), "member"),
        (date(2001, 1, 1), "suspended"),
        (date(2004, 12, 31), "member"),
        (TODAY, "member"),
    ],
)
def test_status_on_a_day(mini: Atlas, day: date, status: str) -> None:
    assert status_on(mini.organizations["commonwealth"], day) == status


def test_two_spells_may_cover_a_day_that_is_not_known_exactly(mini: Atlas) -> None:
    found = spells_on(mini.organizations["commonwealth"], date(2004, 5, 22))
    assert [(spell.status, certainty) for spell, certainty in found] == [
        ("suspended", Certainty.POSSIBLY), ("member", Certainty.POSSIBLY),
    ]  # fmt: skip


def test_former_and_first(mini: Atlas) -> None:
    assert is_former(mini.organizations["rcd"], TODAY)
    assert not is_former(mini.organizations["eco"], TODAY)
    assert not is_former(mini.organizations["arab-league"], TODAY)
    assert str(first_joined(mini.organizations["commonwealth"])) == "1947"


def test_shared_organizations_need_both_to_be_full_members(mini: Atlas) -> None:
    assert shared_organizations(mini, "IR", TODAY) == ["eco"]
    assert shared_organizations(mini, "GB", TODAY) == ["commonwealth"]
    assert shared_organizations(mini, "PS", TODAY) == []  # an observer
    assert shared_organizations(mini, "IR", date(1984, 1, 1)) == []


def test_an_event_stands_on_every_page_that_it_names(mini: Atlas) -> None:
    assert [placed.event.title.en for placed in events_of(mini, "relations", "united-kingdom")] == ["Pakistan left."]
    assert len(all_events(mini)) == 3


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1947, 1, 1), None),
        (date(1948, 5, 10), ("established", Certainty.POSSIBLY)),
        (date(1955, 1, 1), ("established", Certainty.YES)),
        (date(1961, 1, 1), ("severed", Certainty.YES)),
        (date(1961, 2, 2), ("established", Certainty.YES)),
    ],
)
def test_relations_on_a_day(mini: Atlas, day: date, expected: tuple[str, Certainty] | None) -> None:
    assert state_on(mini, "iran", day) == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1960, 1, 1), ("established", Certainty.POSSIBLY)),
        (date(1973, 1, 1), ("established", Certainty.YES)),
    ],
)
def test_relations_are_certain_from_the_date_by_which_they_are_known(
    mini: Atlas, day: date, expected: tuple[str, Certainty]
) -> None:
    assert state_on(mini, "united-kingdom", day) == expected


def test_a_relation_without_a_date_says_nothing_about_a_day(mini: Atlas) -> None:
    assert relation_spells(mini.relations["palestine"], usual_status(mini)) == []


def state_on(atlas: Atlas, id_: str, day: date) -> tuple[str, Certainty] | None:
    """The state of relations on ``day`` as the page *As of a day* finds it."""
    for spell in relation_spells(atlas.relations[id_], usual_status(atlas)):
        if spell.bounds.surely_from <= day <= spell.bounds.surely_until:
            return spell.status, Certainty.YES
    for spell in relation_spells(atlas.relations[id_], usual_status(atlas)):
        if spell.bounds.earliest <= day <= spell.bounds.latest:
            return spell.status, Certainty.POSSIBLY
    return None


def test_every_source_knows_who_cites_it(mini: Atlas) -> None:
    assert who_cites(mini)["hindu-1972"] == [("organizations", "commonwealth"), ("relations", "united-kingdom")]
    assert who_cites(mini)["founding-document-fa"] == [("organizations", "commonwealth"), ("topics", "neighbours")]
