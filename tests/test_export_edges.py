"""What leaves the site at its edges: occasions of the calendar, proposals for Wikidata."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from atlas.export.feeds import calendar, feed, occasions
from atlas.export.wikidata import proposals
from atlas.language.messages import Messages
from atlas.language.speech import Speech
from atlas.model.atlas import Atlas
from atlas.publication import Publication
from conftest import TODAY, Edit, Variant

SITE = Publication("1.0.0", "https://example.org/atlas/")
COMMONWEALTH = "organizations/commonwealth.yml"
ECO = "organizations/eco.yml"
IRAN = "relations/iran.yml"
LEFT: Edit = (COMMONWEALTH, 'from: "1947", to: "1972-01-30"', 'from: "1947", to: "1972-01-30"')


def events(atlas: Atlas, messages: Messages, today: date = TODAY) -> dict[str, Any]:
    made = Calendar.from_ical(calendar(Speech("en", atlas, messages), today, SITE))
    return {str(event["summary"]): event for event in made.walk("VEVENT")}


def test_a_feed_names_its_own_address_only_if_it_has_one(mini: Atlas, messages: Messages) -> None:
    speech = Speech("fa", mini, messages)
    own = '<link rel="self" href="https://example.org/atlas/fa/feed.xml" type="application/atom+xml"'
    assert own in feed(speech, SITE)
    assert 'rel="self"' not in feed(speech, Publication("1.0.0", ""))


def test_a_day_of_the_calendar_lasts_until_the_next(mini: Atlas, messages: Messages) -> None:
    for event in events(mini, messages).values():
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)


def test_the_beginning_of_relations_comes_back_every_year(variant: Variant, messages: Messages) -> None:
    atlas = variant((IRAN, 'since: "1948-05"', 'since: "1948-05-12"'))
    event = events(atlas, messages)["Diplomatic relations of Pakistan and Iran"]
    assert event["dtstart"].dt == date(1948, 5, 12)
    assert event["rrule"]["FREQ"] == ["YEARLY"]
    assert event["url"] == "https://example.org/atlas/relations/iran/"


def test_the_first_joining_is_remembered_and_no_later_one(variant: Variant, messages: Messages) -> None:
    atlas = variant((COMMONWEALTH, 'from: "1947", to: "1972-01-30"', 'from: "1947-08-14", to: "1972-01-30"'))
    (event,) = (event for title, event in events(atlas, messages).items() if "Commonwealth" in title)
    assert event["dtstart"].dt == date(1947, 8, 14)


@pytest.mark.parametrize("since", ["1948-05", "1948", "1948-05-12~", "1948-05-12/1948-05-14"])
def test_what_is_not_known_to_the_day_has_no_anniversary(variant: Variant, messages: Messages, since: str) -> None:
    atlas = variant((IRAN, 'since: "1948-05"', f'since: "{since}"'))
    assert not any("Iran" in title for title in events(atlas, messages))


def test_a_term_ends_once_on_the_page_of_its_office(mini: Atlas, messages: Messages) -> None:
    (event,) = (event for title, event in events(mini, messages, date(1996, 12, 31)).items() if "End of term" in title)
    assert "rrule" not in event
    assert event["dtstart"].dt == date(1996, 12, 31)
    assert event["url"] == "https://example.org/atlas/organizations/commonwealth/#chair"
    assert not any("End of term" in title for title in events(mini, messages, date(1997, 1, 1)))


def test_an_end_known_to_the_day_has_no_remark(variant: Variant, messages: Messages) -> None:
    atlas = variant((COMMONWEALTH, 'to: "1996"', 'to: "1996-06-30"'))
    (found,) = (item for item in occasions(Speech("en", atlas, messages), date(1996, 1, 1)) if not item.yearly)
    assert (found.day, found.note) == (date(1996, 6, 30), "")


def lines(atlas: Atlas) -> list[list[str]]:
    return [line.split("\t") for line in proposals(atlas).splitlines()]


@pytest.mark.parametrize(
    ("edit", "count"),
    [
        (LEFT, 3),
        (("subject.yml", "wikidata: Q843\n", ""), 0),
        ((COMMONWEALTH, "wikidata: Q7785\n", ""), 0),
        ((ECO, "kind: economic", "wikidata: Q7768\nkind: economic"), 3),  # its source has no address
        ((COMMONWEALTH, 'status: member, from: "1947"', 'status: observer, from: "1947"'), 2),
    ],
)
def test_only_sourced_memberships_of_known_items_are_proposed(variant: Variant, edit: Edit, count: int) -> None:
    assert len(lines(variant(edit))) == count


@pytest.mark.parametrize(
    ("start", "qualifiers"),
    [
        ("1947", ["P580", "+1947-00-00T00:00:00Z/9"]),
        ("1947-09", ["P580", "+1947-09-00T00:00:00Z/10"]),
        ("1947-09-30", ["P580", "+1947-09-30T00:00:00Z/11"]),
        ("1947~", []),
        ("1947/1948", []),
        ("[1947..1948]", []),
    ],
)
def test_a_date_is_proposed_as_precisely_as_it_is_known(variant: Variant, start: str, qualifiers: list[str]) -> None:
    first = lines(variant((COMMONWEALTH, 'from: "1947"', f'from: "{start}"')))[0]
    assert first[:3] == ["Q843", "P463", "Q7785"]
    assert first[3:].index("P582") == len(qualifiers)
    assert first[3 : 3 + len(qualifiers)] == qualifiers


def test_a_second_reference_begins_with_its_own_mark(variant: Variant) -> None:
    atlas = variant(
        (COMMONWEALTH, "ending: withdrew, sources: [hindu-1972]", "ending: withdrew, sources: [hindu-1972, trend-2007]")
    )
    marks = [part for part in lines(atlas)[0] if part.lstrip("!").startswith("S")]
    assert marks == ["S854", "S813", "!S854", "S813"]
