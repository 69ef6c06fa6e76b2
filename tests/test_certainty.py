"""What is certain, what is only possible, and what is neither: bounds, lists of members as of a day, both in words."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from atlas.derive.events import all_events
from atlas.derive.intervals import Certainty
from atlas.derive.memberships import (
    Beginning,
    beginning,
    belonged_on,
    first_joined,
    is_former,
    list_days,
    shared_organizations,
    spell_bounds,
    spells_on,
)
from atlas.derive.relations import possible_from, relation_spells, usual_status
from atlas.derive.survey import relation_stubs, survey
from atlas.export.documents import documents
from atlas.export.tables import tables
from atlas.language.messages import read_messages
from atlas.language.speech import Speech
from atlas.load.folder import read_atlas
from atlas.model.atlas import Atlas
from atlas.model.dates import parse_date
from atlas.pipeline import TEMPLATES
from atlas.publication import this_publication
from atlas.render.render import render
from conftest import MINI, TODAY

INDEPENDENCE = date(1947, 8, 14)
COMMONWEALTH = "organizations/commonwealth.yml"
WMO = "organizations/wmo.yml"
Changed = Callable[..., Atlas]


@pytest.fixture
def changed(tmp_path: Path) -> Changed:
    """The miniature atlas with texts of some files replaced: triples of file, old and new."""

    def read(*changes: tuple[str, str, str]) -> Atlas:
        data = tmp_path / "data"
        shutil.copytree(MINI / "data", data, dirs_exist_ok=True)
        for file, old, new in changes:
            path = data / file
            text = path.read_text(encoding="utf-8")
            assert old in text, f"{old!r} is not in {file}"
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
        atlas, findings = read_atlas(data)
        assert atlas is not None
        assert findings == []
        return atlas

    return read


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(1947, 8, 13), Certainty.NO),  # the subject was not independent
        (date(1947, 8, 14), Certainty.POSSIBLY),
        (date(1950, 12, 30), Certainty.POSSIBLY),
        (date(1950, 12, 31), Certainty.YES),
        (TODAY, Certainty.YES),
    ],
)
def test_a_year_first_counted_is_a_bound_and_no_beginning(mini: Atlas, day: date, expected: Certainty) -> None:
    assert belonged_on(mini.organizations["wmo"], day, independence=INDEPENDENCE) is expected
    assert first_joined(mini.organizations["wmo"]) is None


def test_a_bound_in_the_year_of_the_end_makes_no_day_certain(changed: Changed) -> None:
    short = changed((WMO, 'first_counted: "1950"', 'first_counted: "1950", to: "1950", ending: lapsed'))
    record = short.organizations["wmo"]
    assert {belonged_on(record, date(1950, month, 1)) for month in range(1, 13)} == {Certainty.POSSIBLY}


def test_nothing_is_possible_before_the_body_existed(changed: Changed) -> None:
    founded = changed((WMO, "scope: global", 'scope: global\nfounded: {date: "1950-03-23", sources: [cow-igo]}'))
    record = founded.organizations["wmo"]
    assert belonged_on(record, date(1950, 3, 22), independence=INDEPENDENCE) is Certainty.NO
    assert belonged_on(record, date(1950, 3, 23), independence=INDEPENDENCE) is Certainty.POSSIBLY
    assert beginning(founded, record, 0) == Beginning(None, parse_date("1950"))  # no room before


def test_founders_may_sign_before_there_is_a_body(changed: Changed) -> None:
    spell = 'from: "1964-07-21", to: "1979", ending: dissolved, founder: "true", basis: founding'
    signed = changed(("organizations/rcd.yml", spell, spell.replace("07-21", "05-01").replace("founding", "signature")))
    assert belonged_on(signed.organizations["rcd"], date(1964, 5, 1)) is Certainty.YES


def test_a_second_spell_is_not_possible_while_the_first_lasts(changed: Changed) -> None:
    counted = changed(
        (COMMONWEALTH, 'from: "1989", ', 'first_counted: "1985", '), (COMMONWEALTH, "basis: admission, ", "")
    )
    record = counted.organizations["commonwealth"]
    assert [certainty for _spell, certainty in spells_on(record, date(1972, 1, 29))] == [Certainty.YES]
    assert belonged_on(record, date(1980, 1, 1)) is Certainty.POSSIBLY
    assert belonged_on(record, date(1985, 12, 31)) is Certainty.YES


def test_a_spell_without_a_beginning_is_certain_once_it_was_checked(changed: Changed) -> None:
    unknown = changed(("organizations/eco.yml", 'from: "1985", ', ""))
    record = unknown.organizations["eco"]
    assert belonged_on(record, date(2026, 11, 18)) is Certainty.POSSIBLY
    assert belonged_on(record, date(2026, 11, 19)) is Certainty.YES
    assert not is_former(record, TODAY)


def test_on_the_day_of_a_change_one_of_the_two_is_certain(mini: Atlas, changed: Changed) -> None:
    """The suspension ended and membership came back in May 2004, no source says on which day."""
    day = date(2004, 5, 22)
    assert {certainty for _spell, certainty in spells_on(mini.organizations["commonwealth"], day)} == {
        Certainty.POSSIBLY
    }
    assert belonged_on(mini.organizations["commonwealth"], day) is Certainty.YES
    assert belonged_on(mini.organizations["commonwealth"], day, ["suspended"]) is Certainty.POSSIBLY
    apart = changed((COMMONWEALTH, 'from: "2004-05"', 'from: "2004"'))
    assert belonged_on(apart.organizations["commonwealth"], day) is Certainty.POSSIBLY


@pytest.mark.parametrize(
    ("counted", "change", "english", "persian"),
    [
        (
            "1950",
            None,
            "first counted 1950, or up to 3 years earlier",
            "نخستین ثبت در داده‌ها: ۱۹۵۰، یا تا ۳ سال پیش از آن",
        ),
        (
            "1960",
            None,
            "first counted 1960, or up to 5 years earlier",
            "نخستین ثبت در داده‌ها: ۱۹۶۰، یا تا ۵ سال پیش از آن",
        ),
        (
            "1965",
            None,
            "first counted 1965, or up to 5 years earlier",
            "نخستین ثبت در داده‌ها: ۱۹۶۵، یا تا ۵ سال پیش از آن",
        ),
        ("1953", None, "first counted 1953, or earlier", "نخستین ثبت در داده‌ها: ۱۹۵۳ یا پیش از آن"),
        ("1970", None, "first counted 1970, or earlier", "نخستین ثبت در داده‌ها: ۱۹۷۰ یا پیش از آن"),
        ("1947", None, "first counted 1947", "نخستین ثبت در داده‌ها: ۱۹۴۷"),
        ("1960", "coding_interval", "first counted 1960, or earlier", "نخستین ثبت در داده‌ها: ۱۹۶۰ یا پیش از آن"),
    ],
)
def test_how_much_earlier_a_bound_may_mean_is_said(
    changed: Changed, counted: str, change: str | None, english: str, persian: str
) -> None:
    changes = [(WMO, 'first_counted: "1950"', f'first_counted: "{counted}"')]
    if change:
        changes.append(("sources/c.yml", '  coding_interval: {years: 5, until: "1965"}\n', ""))
    atlas = changed(*changes)
    found = beginning(atlas, atlas.organizations["wmo"], 0)
    messages = read_messages(TEMPLATES)
    assert Speech("en", atlas, messages).joined(found) == english
    assert Speech("fa", atlas, messages).joined(found) == persian


def test_a_beginning_that_is_known_is_said_without_a_bound(mini: Atlas) -> None:
    speech = Speech("en", mini, read_messages(TEMPLATES))
    assert speech.joined(beginning(mini, mini.organizations["eco"], 0)) == "1985"
    assert speech.joined(Beginning(None)) == "not known"


def test_the_page_of_a_bound_does_not_say_since(mini: Atlas) -> None:
    pages = render(mini, TODAY, TEMPLATES)
    page = pages["en/organizations/wmo.md"]
    assert "<dt>In this status since</dt>" not in page
    assert '<dt>First counted</dt><dd><time datetime="1950">1950</time>, or up to 3 years earlier' in page
    assert "The year is the first in which a data set lists Pakistan." in page
    assert (
        "سال یادشده نخستین سالی است که نام پاکستان در یکی از مجموعه‌داده‌ها آمده است." in pages["fa/organizations/wmo.md"]
    )
    assert "<dt>In this status since</dt>" in pages["en/organizations/eco.md"]
    assert "first year in which" not in pages["en/organizations/eco.md"]


def test_the_data_for_machines_keep_bound_and_beginning_apart(mini: Atlas) -> None:
    found = documents(mini, TODAY, this_publication())
    (wmo,), (eco,) = (found[f"organizations/{id_}.json"]["memberships"] for id_ in ("wmo", "eco"))
    assert (wmo["from"], wmo["first_counted"]) == (None, "1950")
    assert (eco["from"], eco["first_counted"]) == ("1985", None)
    heading, rows = tables(mini, TODAY)["memberships.csv"]
    row = dict(zip(heading, next(row for row in rows if row[0] == "wmo"), strict=True))
    assert (row["from"], str(row["first_counted"])) == (None, "1950")


def test_the_state_of_the_data_counts_each_kind_by_itself(mini: Atlas) -> None:
    found = survey(mini)
    assert (found.shares["membership_start"].part, found.shares["membership_counted"].part) == (6, 1)
    assert found.precision["membership"]["counted"] == 1
    assert found.precision["membership"]["unknown"] == 0
    assert (found.precision["relations"]["bounded"], found.precision["relations"]["unknown"]) == (1, 1)
    assert (found.counted_memberships, found.undated_memberships) == (["wmo"], [])
    assert (found.bounded_relations, found.undated_relations) == (["united-kingdom"], ["palestine"])


def test_who_left_shares_no_longer(mini: Atlas, changed: Changed) -> None:
    assert shared_organizations(mini, "GB", date(2026, 1, 6)) == ["commonwealth", "wmo"]
    assert shared_organizations(mini, "GB", date(2026, 1, 7)) == ["commonwealth"]
    page = render(mini, TODAY, TEMPLATES)["en/organizations/wmo.md"]
    assert "Left since: the United Kingdom (7 January 2026)." in page
    assert "Left since" not in render(mini, TODAY, TEMPLATES)["en/organizations/eco.md"]
    (left,) = documents(mini, TODAY, this_publication())["organizations/wmo.json"]["members_left"]
    assert (left["country"], left["date"], left["sources"]) == ("GB", "2026-01-07", ["trend-2007"])


def test_only_what_is_certain_is_shared(changed: Changed) -> None:
    open_end = changed(("organizations/eco.yml", 'from: "1985", ', 'from: "1985", to: "2026", ending: withdrew, '))
    assert shared_organizations(open_end, "IR", TODAY) == []
    assert shared_organizations(open_end, "IR", date(2025, 12, 31)) == ["eco"]
    list_page = render(open_end, TODAY, TEMPLATES)["en/organizations/index.md"]
    assert "## Possibly current { #possible }" in list_page
    assert "One more may be current" in list_page
    assert "Possibly: Member" in list_page
    assert "and possibly one more" in render(open_end, TODAY, TEMPLATES)["en/index.md"]


def test_what_is_shared_says_which_days_the_lists_describe(mini: Atlas) -> None:
    assert [str(day) for day in list_days(mini, ["wmo", "eco", "commonwealth"]) or ()] == ["2014", "2026"]
    assert list_days(mini, ["rcd"]) is None
    pages = render(mini, TODAY, TEMPLATES)
    assert (
        "The list shows the members of January 2026; a member that has left since may still stand in it."
        in pages["en/relations/united-kingdom.md"]
    )
    assert "may still stand" not in pages["en/relations/palestine.md"]


def test_relations_are_not_possible_before_the_partner_was_independent(mini: Atlas, changed: Changed) -> None:
    assert possible_from(mini, mini.relations["united-kingdom"]) == INDEPENDENCE
    country = "GB: {sentence: the United Kingdom"
    later = changed(
        ("countries.yml", country, f'{country}, independent: {{date: "1960-08-16", sources: [trend-2007]}}')
    )
    kingdom = later.relations["united-kingdom"]
    (spell,) = relation_spells(kingdom, usual_status(later), possible_from(later, kingdom))
    assert spell.bounds.certainty(date(1960, 8, 15)) is Certainty.NO
    assert spell.bounds.certainty(date(1960, 8, 16)) is Certainty.POSSIBLY
    assert (
        "<dt>Independence of the United Kingdom</dt>"
        in render(later, TODAY, TEMPLATES)["en/relations/united-kingdom.md"]
    )
    assert "Independence of" not in render(mini, TODAY, TEMPLATES)["en/relations/united-kingdom.md"]


def test_what_is_broken_off_is_no_relation(mini: Atlas) -> None:
    spells = relation_spells(mini.relations["iran"], usual_status(mini))
    assert [mini.means("relation-status", spell.status, "in_force") for spell in spells] == [True, False, True]


def test_bounds_start_with_independence(mini: Atlas) -> None:
    assert spell_bounds(mini.organizations["commonwealth"], INDEPENDENCE)[0].earliest == INDEPENDENCE
    assert spell_bounds(mini.organizations["eco"], INDEPENDENCE)[0].earliest == date(1985, 1, 1)


def test_a_relation_of_which_nothing_is_told_is_a_stub(mini: Atlas, changed: Changed) -> None:
    """The United Kingdom has no text of its own, but an event of the Commonwealth stands on its page."""
    assert relation_stubs(mini) == ["palestine"]
    page = render(mini, TODAY, TEMPLATES)["fa/relations/index.md"]
    assert page.count("تنها مشخصات") == 1
    alone = changed((COMMONWEALTH, "    also: [united-kingdom]\n", ""))
    assert relation_stubs(alone) == ["palestine", "united-kingdom"]


def test_what_has_no_day_stands_before_the_days_of_its_year(changed: Changed) -> None:
    def order(*dates: str) -> list[str]:
        event = "{kind: visit, title: {en: A., fa: الف.}, sources: [iran-history], date: "
        events = "".join(f'  - {event}"{when}"}}\n' for when in dates)
        atlas = changed(("relations/iran.yml", "events:\n", f"events:\n{events}"))
        return [str(p.event.date) for p in all_events(atlas) if str(p.event.date).strip("[")[:4] == "1949"]

    assert order("1949-01-24", "1949", "1949-01", "1949-02-02", "1949~") == [
        "1949", "1949~", "1949-01", "1949-01-24", "1949-02-02",
    ]  # fmt: skip


def test_a_country_has_its_article_in_a_sentence_about_a_mission(changed: Changed) -> None:
    mission = "{by: subject, kind: embassy, city: {en: Tehran, fa: تهران}, "
    abroad = changed(("relations/iran.yml", mission, f"{mission}country: GB, "))
    assert "in the United Kingdom, accredited from there" in render(abroad, TODAY, TEMPLATES)["en/relations/iran.md"]
