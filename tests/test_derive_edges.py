"""What is concluded at the edges: beginnings with little room, changes without a gap, drafts, orders of lists."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from atlas.derive.changes import changes, last_changed
from atlas.derive.events import all_events
from atlas.derive.intervals import Certainty
from atlas.derive.memberships import Beginning, beginning, belonged_on, list_days, possible_from, spell_on, touches
from atlas.derive.published import published
from atlas.derive.survey import overdue, relation_stubs, survey
from atlas.load.folder import read_atlas
from atlas.model.atlas import Atlas
from atlas.model.dates import parse_date
from conftest import Edit, Variant, edited

COMMONWEALTH = "organizations/commonwealth.yml"
ECO = "organizations/eco.yml"
RCD = "organizations/rcd.yml"
WMO = "organizations/wmo.yml"
IRAN = "relations/iran.yml"
DRAFT: Edit = (RCD, "kind: economic", "draft: true\nkind: economic")
DRAFT_TOO: Edit = (ECO, "kind: economic", "draft: true\nkind: economic")
FOUNDING = 'founded: {date: "FOUNDED", sources: [trend-2007]}\nmemberships:'
NEW_SOURCE: Edit = (
    "sources/h.yml",
    "hindu-1972:",
    'only-here:\n  type: webpage\n  title: Only here\n  accessed: "2026-11-16"\n  language: en\n  read: full\n  grade: press\n\nhindu-1972:',
)


def test_nothing_is_known_where_nothing_is_said() -> None:
    assert Beginning(None) == Beginning(None, None, earlier=False, years_late=0)
    assert Beginning(None).at_the_latest is None
    assert Beginning(parse_date("1950"), parse_date("1951")).at_the_latest == parse_date("1950")
    assert Beginning(None, parse_date("1951")).at_the_latest == parse_date("1951")


@pytest.mark.parametrize(
    ("founded", "counted", "earlier", "late"),
    [
        ("1950", "1950", False, 0),
        ("1949", "1950", True, 1),
        ("1949", "1960", True, 5),
        ("1958", "1960", True, 2),
        ("1960", "1960", False, 0),
        ("1873", "1950", True, 3),
    ],
)
def test_a_year_first_counted_leaves_the_room_that_there_was(
    variant: Variant, founded: str, counted: str, *, earlier: bool, late: int
) -> None:
    """The founding and independence bound what a data set that counts every five years from 1955 on may have missed."""
    edits: list[Edit] = [
        (WMO, "memberships:", FOUNDING.replace("FOUNDED", founded)),
        (WMO, 'first_counted: "1950"', f'first_counted: "{counted}"'),
    ]
    atlas = variant(*edits)
    found = beginning(atlas, atlas.organizations["wmo"], 0)
    assert (found.counted, found.earlier, found.years_late) == (parse_date(counted), earlier, late)


def test_founders_sign_before_there_is_a_body(variant: Variant) -> None:
    signed: Edit = (RCD, "basis: founding", "basis: signature")
    assert possible_from(variant().organizations["rcd"], 0) == date(1964, 7, 21)
    assert possible_from(variant(signed).organizations["rcd"], 0) == date.min
    assert possible_from(variant(signed).organizations["rcd"], 0, date(1947, 8, 14)) == date(1947, 8, 14)


def test_a_spell_begins_when_the_last_one_is_over(mini: Atlas) -> None:
    commonwealth = mini.organizations["commonwealth"]
    assert possible_from(commonwealth, 1) == date(1972, 1, 30)
    assert possible_from(commonwealth, 2) == date(1999, 10, 18)


def test_two_spells_touch_where_there_is_no_time_between(mini: Atlas) -> None:
    first, second, third, fourth = mini.organizations["commonwealth"].memberships
    assert [touches(first, second), touches(second, third), touches(third, fourth)] == [False, True, True]
    assert touches(fourth, first) is False


def test_who_changed_its_status_in_a_month_belonged_throughout(mini: Atlas) -> None:
    commonwealth = mini.organizations["commonwealth"]
    may = date(2004, 5, 15)  # suspended until, and member from, that month
    assert belonged_on(commonwealth, may) is Certainty.YES
    assert belonged_on(commonwealth, may, ["member"]) is Certainty.POSSIBLY
    assert belonged_on(commonwealth, date(1980, 1, 1)) is Certainty.NO
    spell = spell_on(commonwealth, may)
    assert spell is not None
    assert spell.status == "member"  # of two that are equally sure the later


def test_lists_are_old_by_the_last_day_that_they_describe(variant: Variant) -> None:
    three = ["wmo", "eco", "commonwealth"]  # 2014, 2026, 2026-01
    assert [str(day) for day in list_days(variant(), three) or ()] == ["2014", "2026"]
    assert [str(day) for day in list_days(variant(), ["eco"]) or ()] == ["2026", "2026"]
    longer: Edit = (WMO, 'as_of: "2014"', 'as_of: "2014/2027"')
    alone: Edit = (WMO, '  newest: {count: "193", as_of: "2024", sources: [trend-2007]}\n', "")
    assert [str(day) for day in list_days(variant(longer, alone), three) or ()] == ["2026-01", "2014/2027"]
    assert list_days(variant(), []) is None


def test_without_drafts_all_is_published(mini: Atlas) -> None:
    assert published(mini) is mini


def test_a_draft_goes_with_its_file_and_what_only_it_cites(variant: Variant) -> None:
    cites: Edit = (
        RCD,
        "basis: founding, sources: [iran-history]",
        "basis: founding, sources: [iran-history, only-here]",
    )
    whole = variant(DRAFT, DRAFT_TOO, NEW_SOURCE, cites)
    found = published(whole)
    assert {"rcd", "eco"} & set(found.organizations) == set()
    assert set(whole.sources) - set(found.sources) == {"only-here"}  # iran-history is cited elsewhere
    gone = {entry.id for entry in whole.entries} - {entry.id for entry in found.entries}
    assert gone == {"rcd", "eco", "only-here"}
    assert set(whole.files) - set(found.files) == {"organizations/rcd.yml", "organizations/eco.yml"}


def test_most_wanted_texts_come_first_then_by_name(tmp_path: Path) -> None:
    wanted: list[Edit] = [
        (IRAN, "{en: For a while., fa: برای مدتی.}", "{en: For a while., wanted: fa}"),
        (IRAN, "{en: The month is certain., fa: ماه آن قطعی است.}", "{en: The month is certain., wanted: fa}"),
        (COMMONWEALTH, "{en: Suspended once more later., fa: بعدها بار دیگر تعلیق شد.}", "{en: Later., wanted: fa}"),
        (WMO, "memberships:", "seat: {city: {en: Geneva, wanted: fa}, country: CH}\nmemberships:"),
    ]
    atlas, findings = read_atlas(edited(tmp_path / "data", wanted))
    assert atlas is not None
    assert findings == []
    assert survey(atlas).wanted == [
        ("relations", "iran", "fa", 2),
        ("organizations", "commonwealth", "fa", 1),
        ("organizations", "wmo", "fa", 1),
    ]


@pytest.mark.parametrize(
    ("edits", "stub"),
    [
        ([], False),
        (
            [
                (IRAN, "  en: Iran is a neighbour.[@iran-history]\n  fa: ایران همسایه است.[@iran-history]\n", ""),
                (IRAN, "summary:\n", ""),
            ],
            False,
        ),
        ([(COMMONWEALTH, "    also: [united-kingdom]\n", "")], True),
    ],
)
def test_a_relation_of_which_something_is_told_is_no_stub(variant: Variant, edits: list[Edit], *, stub: bool) -> None:
    """Iran has an event; Britain has nothing but the event of another record that names it."""
    found = relation_stubs(variant(*edits))
    assert "iran" not in found
    assert ("united-kingdom" in found) is stub
    assert "palestine" in found


def test_a_relation_with_a_summary_alone_is_no_stub(variant: Variant) -> None:
    told: Edit = (
        "relations/palestine.yml",
        "checked:",
        'summary:\n  en: "Said.[@hindu-1972]"\n  fa: "گفته شد.[@hindu-1972]"\nchecked:',
    )
    assert "palestine" not in relation_stubs(variant(told))


def test_a_check_is_overdue_after_eighteen_months(mini: Atlas) -> None:
    iran = mini.relations["iran"]  # checked on 18 November 2026
    assert [overdue(iran, date(2028, 5, day)) for day in (17, 18)] == [False, True]


def test_the_log_is_told_from_the_newest_and_dates_the_records_that_it_names(mini: Atlas) -> None:
    assert [note.date.text for note in changes(mini)] == ["2026-11-22", "2026-11-20"]
    assert last_changed(mini, "organizations/eco") == date(2026, 11, 20)  # changed after its last check
    assert last_changed(mini, "relations/iran") == mini.relations["iran"].checked.last
    assert last_changed(mini, None) == date(2026, 11, 22)


def test_a_change_of_everything_dates_no_record(variant: Variant) -> None:
    atlas = variant(("changes.yml", "  record: organizations/eco\n", ""))
    assert last_changed(atlas, "organizations/eco") == atlas.organizations["eco"].checked.last
    assert last_changed(atlas, None) == date(2026, 11, 22)


def test_an_event_is_named_with_its_record_on_the_pages_of_others(mini: Atlas) -> None:
    placed = next(found for found in all_events(mini) if found.id == "commonwealth")
    assert placed.anchor_on("organizations/commonwealth") == placed.anchor
    assert placed.anchor_on("relations/iran") == f"commonwealth-{placed.anchor}"
    assert placed.anchor_on("relations/commonwealth") == f"commonwealth-{placed.anchor}"


def test_what_lasted_stands_where_it_began(variant: Variant) -> None:
    atlas = variant((COMMONWEALTH, 'date: "1972-01-30"', 'date: "1949/1972"'))
    assert [found.event.date.text for found in all_events(atlas)] == ["1949/1972", "1950-03-01/1950-03-09", "1989-10~"]


def test_a_beginning_that_is_known_needs_no_first_count(mini: Atlas, variant: Variant) -> None:
    assert beginning(mini, mini.organizations["eco"], 0) == Beginning(parse_date("1985"))
    undated = variant((ECO, 'from: "1985", ', ""))
    assert beginning(undated, undated.organizations["eco"], 0) == Beginning(None)
    assert beginning(mini, mini.organizations["wmo"], 0).date is None


def test_bounded_and_unknown_beginnings_are_counted_apart(variant: Variant) -> None:
    palestine = (
        "relations/palestine.yml",
        "status: unknown",
        'status: established\n  known_by: "1989"\n  sources: [hindu-1972]',
    )
    assert survey(variant(palestine)).precision["relations"] == Counter(month=1, bounded=2)


def test_two_days_of_checks_differ(mini: Atlas) -> None:
    eco = mini.organizations["eco"]
    other = eco.model_copy(update={"checked": parse_date("2026-11-01")})
    two = replace(mini, organizations={"eco": eco, "rcd": other}, relations={}, topics={})
    assert survey(two).checks_differ
