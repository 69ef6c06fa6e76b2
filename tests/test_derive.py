"""What follows from the data: who was in what on a day, shared organizations, citations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from atlas.derive.events import all_events, event_anchors, events_of
from atlas.derive.intervals import Certainty, covers
from atlas.derive.memberships import (
    first_joined,
    is_former,
    is_participation,
    shared_counts,
    shared_organizations,
    spells_on,
    status_on,
)
from atlas.derive.relations import agreement_anchors, mission_anchors, mission_sides, relation_spells, usual_status
from atlas.model.atlas import Atlas
from atlas.model.citations import who_cites
from atlas.model.dates import parse_date
from atlas.model.records import Event, Organization, Relation
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
    assert [placed.event.title.en for placed in events_of(mini, "relations", "united-kingdom")] == [
        "Pakistan left the Commonwealth."
    ]
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
    """The surest state of relations on ``day``."""
    spells = relation_spells(atlas.relations[id_], usual_status(atlas))
    found = [(spell.status, spell.bounds.certainty(day)) for spell in spells]
    status, certainty = max(found, key=lambda item: item[1].value)
    return None if certainty is Certainty.NO else (status, certainty)


def relation(**fields: Any) -> Relation:
    diplomatic = {"status": "established", **fields.pop("relations", {})}
    return Relation.model_validate(
        {
            "partner": "IR",
            "groups": ["neighbour"],
            "checked": "2026-11-01",
            "diplomatic_relations": diplomatic,
            **fields,
        }
    )


def broken(start: str, end: str | None, status: str = "severed") -> dict[str, Any]:
    return {"from": start, "to": end, "status": status, "sources": ["x"]}


def told(record: Relation) -> list[tuple[str, str | None, str | None, str | None]]:
    """Relations as spells, each as status, start, end, and known by, which says something where there is no start."""
    spells = relation_spells(record, "established")
    texts = [(spell.status, spell.start, spell.end, None if spell.start else spell.known_by) for spell in spells]
    return [(status, *(when and str(when) for when in dates)) for status, *dates in texts]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        ({}, []),
        ({"since": "1947"}, [("established", "1947", None, None)]),
        ({"since": "1947", "status": "downgraded"}, [("downgraded", "1947", None, None)]),
        ({"known_by": "1972"}, [("established", None, None, "1972")]),
        (
            {"since": "1947", "interruptions": [broken("1971", "1976")]},
            [("established", "1947", "1971", None), ("severed", "1971", "1976", None), ("established", "1976", None, None)],
        ),
        # What was broken off had existed by then, though no source says since when.
        (
            {"interruptions": [broken("1971", "1976")]},
            [("established", None, "1971", "1971"), ("severed", "1971", "1976", None), ("established", "1976", None, None)],
        ),
        (
            {"interruptions": [broken("1990", "1991"), broken("1971", "1976")]},
            [
                ("established", None, "1971", "1971"), ("severed", "1971", "1976", None), ("established", "1976", "1990", None),
                ("severed", "1990", "1991", None), ("established", "1991", None, None),
            ],
        ),
        # A date by which they existed is better than that of the interruption.
        (
            {"known_by": "1950", "interruptions": [broken("1971", "1976")]},
            [("established", None, "1971", "1950"), ("severed", "1971", "1976", None), ("established", "1976", None, None)],
        ),
        # Not mended: the last spell has the state of today.
        (
            {"since": "1947", "status": "severed", "interruptions": [broken("2019", None, "downgraded")]},
            [("established", "1947", "2019", None), ("severed", "2019", None, None)],
        ),
        # Written in any order; after one that does not end there is nothing known but the next.
        (
            {"since": "1947", "interruptions": [broken("1965", "1966"), broken("1955", None, "downgraded")]},
            [
                ("established", "1947", "1955", None), ("downgraded", "1955", None, None),
                ("severed", "1965", "1966", None), ("established", "1966", None, None),
            ],
        ),
    ],
)  # fmt: skip
def test_diplomatic_relations_are_told_as_spells(relations: dict[str, Any], expected: list[Any]) -> None:
    assert told(relation(relations=relations)) == expected


def test_relations_known_by_a_date_are_certain_from_its_last_day_on() -> None:
    (spell,) = relation_spells(relation(relations={"known_by": "1972-03"}), "established")
    assert [spell.bounds.certainty(day) for day in (date(1947, 8, 14), date(1972, 3, 30), date(1972, 3, 31))] == [
        Certainty.POSSIBLY, Certainty.POSSIBLY, Certainty.YES,
    ]  # fmt: skip
    (first, *_) = relation_spells(relation(relations={"interruptions": [broken("1971", "1976")]}), "established")
    assert first.bounds.certainty(date(1970, 12, 31)) is Certainty.POSSIBLY


def mission(by: str, **dates: str) -> dict[str, Any]:
    return {"by": by, "kind": "embassy", "city": {"en": "City", "fa": "شهر"}, "sources": ["x"], **dates}


@pytest.mark.parametrize(
    ("missions", "sides"),
    [
        ([], "none"),
        ([mission("subject")], "subject"),
        ([mission("partner")], "partner"),
        ([mission("subject"), mission("partner")], "partner-subject"),
        ([mission("both")], "partner-subject"),
        ([mission("subject", closed="1979")], "none"),
        ([mission("both", closed="1979"), mission("partner", opened="1980")], "partner"),
        ([mission("subject", closed="1979"), mission("subject")], "subject"),
    ],
)
def test_the_sides_whose_missions_are_open(missions: list[dict[str, Any]], sides: str) -> None:
    assert mission_sides(relation(missions=missions)) == sides


def test_missions_and_agreements_have_addresses_that_no_neighbour_shares() -> None:
    def mission(kind: str, city: str) -> dict[str, Any]:
        return {"by": "subject", "kind": kind, "city": {"en": city, "fa": "شهر"}, "sources": ["a"]}

    missions = [
        mission("embassy", "Tehran"), mission("consulate", "Tehran"), mission("embassy", "Tehran"),
        mission("embassy", "São Tomé"), mission("embassy", "北京"),
    ]  # fmt: skip
    assert mission_anchors(relation(missions=missions).missions) == [
        "mission-embassy-tehran", "mission-consulate-tehran", "mission-embassy-tehran-2",
        "mission-embassy-sao-tome", "mission-embassy",
    ]  # fmt: skip
    signed = [
        {"title": {"en": "A treaty", "fa": "پیمان"}, "signed": day, "sources": ["a"]} for day in ("1950-02", "1950-02")
    ]
    assert agreement_anchors(relation(agreements=signed).agreements) == ["agreement-1950-02", "agreement-1950-02-2"]


def organization(*spells: tuple[str, str | None, str | None], **fields: Any) -> Organization:
    """An organization with spells of status, from and to."""
    memberships = [{"status": status, "from": start, "to": end, "sources": ["x"]} for status, start, end in spells]
    return Organization.model_validate(
        {
            "name": {"en": "Body", "fa": "نهاد"},
            "kind": "economic",
            "scope": "global",
            "checked": "2026-11-01",
            "memberships": memberships,
            **fields,
        }
    )


JOINED_1980 = (("observer", "1970", "1980"), ("member", "1980", None))


@pytest.mark.parametrize(
    ("spells", "day", "status"),
    [
        ((), date(2000, 1, 1), "none"),
        (JOINED_1980, date(1980, 6, 1), "member"),  # of two that may be, the later
        (JOINED_1980, date(1980, 1, 1), "observer"),  # certain to the first day of the year
        (JOINED_1980, date(1980, 12, 31), "member"),
        ((("member", None, "1980"), ("observer", "1980", None)), date(1979, 1, 1), "member"),
        # A beginning that is not known is not possible before the end of the spell above it.
        ((("observer", None, "1980"), ("member", None, None)), date(1960, 1, 1), "observer"),
        ((("observer", None, "1980"), ("member", None, None)), date(1980, 6, 1), "member"),
        ((("member", "1950", "1960"),), date(1961, 1, 1), "none"),
    ],
)
def test_the_surest_spell_of_a_day_then_the_latest(spells: Any, day: date, status: str) -> None:
    assert status_on(organization(*spells), day) == status


def test_a_membership_that_may_still_last_is_not_former() -> None:
    assert not is_former(organization(("member", "1950", "2026")), TODAY)
    assert is_former(organization(("member", "1950", "2026-11-22")), TODAY)
    assert not is_former(organization(("member", None, None)), TODAY)


def test_the_first_joining_is_that_of_the_first_spell() -> None:
    assert first_joined(organization()) is None
    assert first_joined(organization(("member", None, "1960"))) is None
    # It began before 1960: a later date is not that of the first joining.
    assert first_joined(organization(("observer", None, "1960"), ("member", "1960", None))) is None
    assert str(first_joined(organization(("observer", "1950", "1960"), ("member", "1960", None)))) == "1950"


def test_taking_part_otherwise_is_no_membership(mini: Atlas) -> None:
    assert [id_ for id_, record in mini.organizations.items() if is_participation(record)] == ["red-crescent"]
    both = {"kind": "host", "name": {"en": "Host", "fa": "میزبان"}, "sources": ["x"]}
    assert not is_participation(organization(("member", "1950", "1960"), participations=[both]))
    assert is_participation(organization(participations=[both]))


@pytest.mark.parametrize(
    ("status", "shared"),
    [("member", True), ("suspended", True), ("contracting-party", True), ("observer", False), ("candidate", False)],
)
def test_full_members_share_an_organization_and_suspended_ones_do(mini: Atlas, status: str, shared: bool) -> None:
    members = {"as_of": "2026", "countries": ["IR", "PK"], "sources": ["x"]}
    atlas = replace(mini, organizations={"body": organization((status, "1950", None), members=members)})
    assert shared_organizations(atlas, "IR", TODAY) == ["body"] * shared
    assert shared_organizations(atlas, "TR", TODAY) == []


def test_shared_organizations_are_counted_by_partner(mini: Atlas) -> None:
    assert shared_counts(mini, TODAY) == {"IR": 1, "GB": 1, "PS": 0}
    assert shared_counts(mini, date(1947, 6, 1)) == {"IR": 0, "GB": 0, "PS": 0}  # a member in 1947, but not surely yet


def test_events_stand_by_date_then_by_their_record(mini: Atlas) -> None:
    placed = [(str(one.event.date), one.folder, one.id, one.anchor) for one in all_events(mini)]
    assert placed == [
        ("1950-03-01/1950-03-09", "relations", "iran", "event-1950-03-01--1950-03-09"),
        ("1972-01-30", "organizations", "commonwealth", "event-1972-01-30"),
        ("1989-10~", "organizations", "commonwealth", "event-1989-10"),
    ]
    assert [one.id for one in events_of(mini, "relations", "iran")] == ["iran"]
    assert events_of(mini, "organizations", "iran") == []


def test_anchors_of_events_are_numbered_from_the_second_of_a_date_on() -> None:
    title, sources = {"en": "It was.", "fa": "بود."}, ["x"]
    events = [
        Event.model_validate({"date": text, "kind": "visit", "title": title, "sources": sources})
        for text in ("1971", "1971~", "[1971..1972]", "1971", "1971/1971")
    ]
    assert event_anchors(events) == ["event-1971", "event-1971-2", "event-1971--1972", "event-1971-3", "event-1971-4"]


def test_every_source_knows_who_cites_it(mini: Atlas) -> None:
    assert who_cites(mini)["hindu-1972"] == [("organizations", "commonwealth"), ("relations", "united-kingdom")]
    assert who_cites(mini)["founding-document-fa"] == [("organizations", "commonwealth"), ("topics", "neighbours")]
