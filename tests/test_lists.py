"""Lists in a real browser: narrowed, sorted, and their state in the address; the bibliography and its old addresses."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from atlas.language.speech import Speech
from atlas.model.atlas import Atlas
from atlas.model.dates import parse_date
from atlas.render.citing import shelf
from atlas.render.facets import BOUNDED, UNKNOWN, decade, decade_facet, term_facet
from conftest import DESKTOP, Like, Watched

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")

ROWS = "[data-entries] > tr:visible"


def _count(page: Page, value: str, field: str) -> int:
    """The number in brackets behind a choice: what choosing it promises to show."""
    text = page.locator(f'select[name={field}] option[value="{value}"]').inner_text()
    return int(text.rsplit("(", 1)[1].rstrip(")"))


def test_a_list_is_narrowed_by_words_typed_on_an_arabic_keyboard(watched: Watched, base: str) -> None:
    page = watched.open(base + "fa/relations/")
    page.locator("#atlas-filter").fill("ايران")  # with Arabic yeh
    expect(page.locator(ROWS)).to_have_count(1)
    expect(page.locator(ROWS)).to_contain_text("ایران")
    assert "filter=" in page.url
    page.reload()
    expect(page.locator(ROWS)).to_have_count(1)
    assert watched.faults == []


def test_a_list_is_narrowed_as_the_search_finds_and_cell_by_cell(watched: Watched, base: str) -> None:
    page = watched.open(base + "relations/")
    field, rows = page.locator("#atlas-filter"), page.locator(ROWS)
    field.fill("cote divoire")  # without accent and apostrophe, as in the search
    expect(rows).to_have_count(1)
    # What ends one cell and begins the next is no word.
    first = rows.first.locator("th, td").all_inner_texts()
    field.fill(first[0][-3:] + first[1][:3])
    expect(rows).to_have_count(0)
    page = watched.open(base + "fa/organizations/?filter=" + "موسسه")  # for مؤسسه
    expect(page.locator(ROWS).filter(has_text="مؤسسه").first).to_be_visible()
    assert watched.faults == []


@pytest.mark.parametrize(
    ("path", "field", "value"),
    [
        ("organizations/", "kind", "economic"),
        ("organizations/", "status", "observer"),
        ("organizations/", "joined", "1950"),
        ("organizations/", "scope", "regional"),
        ("relations/", "group", "central-asia"),
        ("relations/", "status", "none"),
        ("relations/", "since", "1970"),
        ("relations/", "missions", "subject"),
        ("timeline/", "kind", "treaty"),
        ("sources/d/", "grade", "primary"),
        ("shared/", "group", "south-asia"),
    ],
)
def test_a_choice_shows_as_many_entries_as_it_promises(
    watched: Watched, base: str, path: str, field: str, value: str
) -> None:
    page = watched.open(base + path)
    page.locator(f"select[name={field}]").select_option(value)
    shown = page.locator("[data-entries] > :visible")
    expect(shown).to_have_count(_count(page, value, field))
    assert shown.count() > 0
    assert f"{field}={value}" in page.url
    page.reload()
    expect(shown).to_have_count(_count(page, value, field))
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-entries]:not(details:not([open]) *) > :not(:visible)")).to_have_count(0)
    expect(page.locator("[data-entries] > [hidden]")).to_have_count(0)
    assert "?" not in page.url
    assert watched.faults == []


@pytest.mark.parametrize(
    ("language", "words"), [("", r"^\d+ of [\d,]+$"), ("fa/", r"^[۰-۹]+ مورد از [۰-۹٬]+$")], ids=["en", "fa"]
)
def test_a_narrowed_list_counts_what_it_shows_as_a_whole_and_in_each_fold(
    watched: Watched, base: str, language: str, words: str
) -> None:
    page = watched.open(f"{base}{language}timeline/")
    fold = page.locator("details.atlas-fold:has(> ol)").last
    whole = fold.locator("summary").inner_text()
    page.locator("select[name=kind]").select_option("treaty")
    output = page.locator(".atlas-filter output")
    expect(output).to_have_text(re.compile(words))
    expect(fold.locator("summary")).to_have_text(re.compile(words))
    assert whole != fold.locator("summary").inner_text()
    page.locator(".atlas-filter button").click()
    expect(fold.locator("summary")).to_have_text(whole)
    assert watched.faults == []


def test_an_event_is_found_by_its_words_and_by_other_names_only_where_nothing_has_them(
    watched: Watched, base: str
) -> None:
    page = watched.open(base + "timeline/")
    shown = page.locator("[data-entries] > :visible")
    page.locator("#atlas-filter").fill("Bharat")  # another name of India
    expect(page.locator(".atlas-filter output")).to_contain_text(" of ")
    assert shown.count() > 20
    page.locator("#atlas-filter").fill("Kargil")  # one as well, and in the text of some events
    expect(page.locator(".atlas-filter output")).to_have_text(re.compile(r"^\d of "))
    assert all("kargil" in text.lower() for text in shown.all_inner_texts())


def test_the_slider_goes_where_it_says_after_the_list_was_narrowed(watched: Watched, base: str) -> None:
    page = watched.open(base + "timeline/")
    page.locator("#atlas-filter").fill("1999")
    expect(page.locator(".atlas-filter output")).to_contain_text(" of ")
    page.locator(".atlas-filter button").click()
    page.locator("#atlas-year").fill("1999")
    first = page.locator("[data-entries] > li:has(time[datetime^='1999'])").first
    expect(first).to_be_in_viewport()
    page.goto(base + "timeline/#1971-03-21")  # the beginning of a year of another calendar
    page.reload()
    top = "[...document.querySelectorAll('.atlas-events > li')].find((e) => e.checkVisibility() && e.getBoundingClientRect().top > 90)"
    assert page.evaluate(f"{top}.querySelector('time').dateTime") >= "1971-03-21"
    assert watched.faults == []


def test_the_treaties_of_organizations_are_narrowed_with_the_agreements(watched: Watched, base: str) -> None:
    page = watched.open(base + "agreements/")
    treaties = page.locator("#of-many + ol > li")
    assert treaties.count() > 1
    page.locator("#atlas-filter").fill("Treaty of Izmir")
    expect(page.locator("#of-many + ol > li:visible").first).to_contain_text("Treaty of Izmir")
    page.locator("#atlas-filter").fill("no treaty is called so")
    expect(page.locator("#of-many")).to_be_hidden()
    assert watched.faults == []


def test_choices_narrow_each_other_and_an_empty_list_says_so(watched: Watched, base: str) -> None:
    page = watched.open(base + "organizations/?kind=commodity&status=observer")
    expect(page.locator(ROWS)).to_have_count(0)
    expect(page.locator(".atlas-filter output")).to_have_text("Nothing fits.")
    expect(page.locator("h2#current")).to_be_hidden()
    page.locator("select[name=kind]").select_option("")
    expect(page.locator("h2#current")).to_be_visible()


def test_a_long_list_is_short_on_a_phone_until_more_is_asked_for(like: Like, base: str) -> None:
    watched = Watched(like(viewport=PHONE), base)
    page = watched.open(base + "fa/missions/")
    every = page.locator("[data-entries] > tr").count()
    assert every > 60
    expect(page.locator(ROWS)).to_have_count(40)
    more = page.locator(".atlas-more")
    expect(more).to_have_text(f"نمایش همهٔ {str(every).translate(PERSIAN_DIGITS)} مورد")
    last = page.locator("[data-entries] > tr").last.get_attribute("id")
    more.click()
    expect(page.locator(ROWS)).to_have_count(every)
    expect(more).to_be_hidden()
    assert (
        page.evaluate(
            "[...document.querySelectorAll('[data-entries] > tr')].indexOf(document.activeElement.closest('tr'))"
        )
        == 40
    )
    # A row that is asked for by its address is there, and seen.
    page = watched.open(base + f"fa/missions/#{last}")
    expect(page.locator(f"[id='{last}']")).to_be_in_viewport()
    page = watched.open(base + "fa/missions/")
    page.evaluate(f"location.hash = '#{last}'")
    expect(page.locator(f"[id='{last}']")).to_be_in_viewport()
    # Who narrows the list has all that fits.
    page = watched.open(base + "fa/missions/")
    page.locator("#atlas-filter").fill("کنسولگری")
    assert page.locator(ROWS).count() > 40
    page = watched.open(base + "fa/missions/?filter=سفارت")
    expect(page.locator(".atlas-more")).to_have_count(0)
    assert watched.faults == []


def test_a_long_list_is_whole_on_a_wide_screen_and_on_paper(like: Like, base: str) -> None:
    page = Watched(like(viewport=DESKTOP), base).open(base + "missions/")
    every = page.locator("[data-entries] > tr").count()
    assert page.locator(ROWS).count() == every
    expect(page.locator(".atlas-more")).to_be_hidden()
    page.set_viewport_size(PHONE)
    assert page.locator(ROWS).count() == 40
    page.emulate_media(media="print")
    assert page.locator(ROWS).count() == every
    expect(page.locator(".atlas-more")).to_be_hidden()


def test_a_long_decade_is_short_on_a_phone_until_a_year_or_a_choice_asks_for_more(like: Like, base: str) -> None:
    watched = Watched(like(viewport=PHONE), base)
    page = watched.open(base + "timeline/")
    last = page.locator("details.atlas-fold").last
    events = last.locator("[data-entries] > li")
    assert events.count() > 60
    expect(last.locator("[data-entries] > li:visible")).to_have_count(40)
    last.locator(".atlas-more").click()
    expect(last.locator("[data-entries] > li:visible")).to_have_count(events.count())
    # The slider finds an event beyond the first rows, and no button is left where all is shown.
    page = watched.open(base + "timeline/")
    year = (events.last.locator("time").first.get_attribute("datetime") or "")[:4]
    page.locator("#atlas-year").fill(str(int(year) - 1))
    page.locator("#atlas-year").fill(year)
    expect(last.locator(f"li:has(time[datetime^='{year}'])").first).to_be_in_viewport()
    expect(last.locator(".atlas-more")).to_be_hidden()
    page = watched.open(base + "timeline/")
    page.locator("select[name=kind]").select_option(index=1)
    expect(page.locator(".atlas-long")).to_have_count(0)
    assert watched.faults == []


def test_a_long_shelf_of_the_bibliography_is_short_on_a_phone_but_for_whoever_is_led_to_a_source(
    like: Like, base: str
) -> None:
    watched = Watched(like(viewport=PHONE), base)
    page = watched.open(base + "sources/c/")
    entries = page.locator("ul[data-entries] > li")
    assert entries.count() > 60
    expect(page.locator("ul[data-entries] > li:visible")).to_have_count(40)
    last = entries.last.get_attribute("id")
    page = watched.open(base + f"sources/c/#{last}")
    expect(page.locator(f"[id='{last}']")).to_be_in_viewport()
    assert watched.faults == []


def test_what_held_on_a_day_is_short_on_a_phone_and_counted_anew_for_another_day(like: Like, base: str) -> None:
    watched = Watched(like(viewport=PHONE), base)
    page = watched.open(base + "as-of/#2026-01-01")
    block = page.locator(".atlas-table:has([data-as-of=organizations][data-degree=certain])")
    rows = block.locator("tbody > tr:not([hidden])")
    assert rows.count() > 60
    more = page.locator(".atlas-table:has([data-as-of=organizations][data-degree=certain]) + .atlas-more")
    expect(more).to_have_text(f"Show all {rows.count()}")
    expect(rows.locator("visible=true")).to_have_count(40)
    # A day with few memberships is shown whole, and the next with many is short again.
    page.evaluate("location.hash = '#1949-01-01'")
    expect(more).to_be_hidden()
    expect(rows.locator("visible=true")).to_have_count(rows.count())
    page.evaluate("location.hash = '#2025-01-01'")
    expect(rows.locator("visible=true")).to_have_count(40)
    more.click()
    expect(rows.locator("visible=true")).to_have_count(rows.count())
    expect(rows.nth(40).locator("a").first).to_be_focused()
    # Who has asked for all of it has all of it of other days too.
    page.evaluate("location.hash = '#2024-01-01'")
    expect(rows.locator("visible=true")).to_have_count(rows.count())
    assert watched.faults == []


def test_what_was_unfolded_for_a_reader_is_folded_again(watched: Watched, base: str) -> None:
    page = watched.open(base + "timeline/")
    folded = page.locator("details.atlas-fold:not([open])")
    before = folded.count()
    slider = page.locator("#atlas-year")
    for year in ("1971", "1972", "1955"):
        slider.fill(year)
        expect(page.locator(f"details[open] li:has(time[datetime^='{year}'])").first).to_be_in_viewport()
        expect(folded).to_have_count(before - 1)
    page = watched.open(base + "timeline/")
    page.locator("#atlas-filter").fill("Tashkent")
    expect(page.locator("details[open] li:visible:has-text('Tashkent')").first).to_be_visible()
    page.get_by_role("button", name="Clear").click()
    expect(folded).to_have_count(before)
    assert watched.faults == []


def test_the_filter_finds_the_bodies_below_the_tables_too(watched: Watched, base: str) -> None:
    page = watched.open(base + "organizations/?filter=task force")
    expect(page.locator("ul[data-entries] > li:visible")).to_have_text(["Financial Action Task Force"])
    expect(page.locator("h2#not")).to_be_visible()
    page.locator("select[name=scope]").select_option("regional")
    expect(page.locator("ul[data-entries] > li:visible")).to_have_count(0)


def test_an_address_with_a_choice_that_does_not_exist_shows_everything(watched: Watched, base: str) -> None:
    page = watched.open(base + "organizations/?kind=no-such-kind")
    expect(page.locator("[data-entries] > :not(:visible)")).to_have_count(0)
    assert watched.faults == []


def test_a_column_sorts_both_ways_with_the_unknown_last(watched: Watched, base: str) -> None:
    page = watched.open(base + "fa/relations/")
    head = page.locator("thead th").nth(2)

    def years() -> list[str]:
        cells: list[str] = page.locator("tbody tr td:nth-child(3)").evaluate_all("c => c.map(x => x.dataset.sort)")
        return cells

    head.locator("button").click()
    known = [year for year in years() if year]
    assert known == sorted(known)
    assert years()[: len(known)] == known
    assert "sort=2" in page.url
    head.locator("button").click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert years()[0] == known[-1]
    page.reload()
    assert years()[0] == known[-1]
    assert watched.faults == []


def test_a_source_is_found_at_its_old_address(watched: Watched, base: str, atlas: Atlas) -> None:
    source = max(atlas.sources, key=lambda id_: (shelf(id_) == "c", id_))
    page = watched.open(f"{base}fa/sources/#{source}")
    expect(page).to_have_url(f"{base}fa/sources/{shelf(source)}/#{source}")
    expect(page.locator(f'[id="{source}"]')).to_be_in_viewport()


def test_a_facet_counts_every_value_that_occurs_and_no_other(mini: Atlas, persian: Speech) -> None:
    kinds = {id_: (record.kind,) for id_, record in mini.organizations.items()}
    facet = term_facet(persian, "kind", "column_kind", "organization-kind", kinds)
    assert sum(count for _value, _label, count in facet.choices) == len(mini.organizations)
    assert {value for value, _label, _count in facet.choices} == {kind for (kind,) in kinds.values()}
    assert facet.attribute("eco") == ' data-kind="economic"'


def test_dates_that_are_not_known_are_a_choice_of_their_own_and_the_last(mini: Atlas, english: Speech) -> None:
    dates = {id_: record.diplomatic_relations.since for id_, record in mini.relations.items()}
    bounds = {id_: record.diplomatic_relations.known_by for id_, record in mini.relations.items()}
    assert {c[0] for c in decade_facet(english, "since", "facet_decade", dates, bounds).choices} == {
        "1940",
        BOUNDED,
        UNKNOWN,
    }
    choices = decade_facet(english, "since", "facet_decade", dates).choices
    assert choices[-1][0] == UNKNOWN
    assert [value for value, _label, _count in choices[:-1]] == sorted(value for value, _l, _c in choices[:-1])


@pytest.mark.parametrize(
    ("when", "bound", "expected"),
    [
        ("1948-05", None, "1940"),
        ("[1950..1959]", None, "1950"),  # one day of the fifties, whichever
        ("[1949..1955]", None, BOUNDED),
        ("1949/1955", None, "1940"),  # it lasted, and began in the forties
        (None, "1972", BOUNDED),
        (None, None, UNKNOWN),
    ],
)
def test_a_bound_tells_of_no_decade(when: str | None, bound: str | None, expected: str) -> None:
    dates = [parse_date(text) if text else None for text in (when, bound)]
    assert decade(*dates) == expected
