"""Figures: what they draw, that their facts stand beside them, and what a reader can do with them in a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import ViewportSize, expect

from atlas.derive.counts import Count, counts_by_year
from atlas.derive.events import all_events, event_anchors, events_of
from atlas.language.messages import Messages
from atlas.language.speech import Speech
from atlas.model.atlas import ORGANIZATIONS, RELATIONS, Atlas
from atlas.model.dates import parse_date
from atlas.render.edition import Edition
from atlas.render.figures.counts import _numbers, _told, count_figure
from atlas.render.figures.events import DENSE_YEAR, dense_years
from atlas.render.figures.memberships import membership_strip, offices_strip
from atlas.render.figures.strips import Bar, Scale
from atlas.render.figures.tile_map import CELL as CELL_OF_MAP
from atlas.render.figures.tile_map import GAP, LINE, NAME_SIZE, _lines, _size
from atlas.render.pages.shared import CELL, row_path
from conftest import DESKTOP, NOW, TODAY, Like, Watched

PHONE: ViewportSize = {"width": 360, "height": 780}


def test_time_runs_in_the_direction_of_writing() -> None:
    first, last = date(1945, 1, 1), date(2025, 1, 1)
    assert Scale(first, last, mirrored=False).at(date(1985, 1, 1)) == Scale(first, last, mirrored=True).at(
        date(1985, 1, 1)
    )
    assert Scale(first, last, mirrored=False).at(first) == 0
    assert Scale(first, last, mirrored=True).at(first) == 100


def test_a_suspension_is_hatched_and_an_end_is_marked(mini: Atlas, english: Speech, persian: Speech) -> None:
    commonwealth = membership_strip("commonwealth", mini.organizations["commonwealth"], english, TODAY)
    assert 'class="atlas-bar atlas-bar--hatched"' in commonwealth
    assert 'fill="url(#atlas-hatch)"' in commonwealth
    assert '<pattern id="atlas-hatch"' in commonwealth
    assert "atlas-ending" not in commonwealth  # a member today
    rcd = membership_strip("rcd", mini.organizations["rcd"], persian, TODAY)
    assert "atlas-ending" in rcd
    assert "atlas-hatch" not in rcd


def test_a_beginning_known_as_a_span_is_pale() -> None:
    spell = Bar(parse_date("[1959..1992]"), None, "member", "")
    assert spell.parts(date(2000, 1, 1)) == [
        (date(1959, 1, 1), date(1992, 12, 31), False),
        (date(1992, 12, 31), date(2000, 1, 1), True),
    ]
    summit = Bar(parse_date("2004-01-04/2004-01-06"), parse_date("2004-01-04/2004-01-06"), "event", "")
    assert summit.parts(date(2026, 1, 1)) == [(date(2004, 1, 4), date(2004, 1, 6), True)]
    day = Bar(parse_date("1951-05-21"), parse_date("1951-05-21"), "event", "")
    assert day.parts(date(2026, 1, 1)) == [(date(1951, 5, 21), date(1951, 5, 21), True)]


def test_a_figure_leads_to_its_table_its_data_and_its_sources(mini: Atlas, english: Speech) -> None:
    figure = membership_strip("eco", mini.organizations["eco"], english, TODAY)
    assert re.findall(r'href="([^"]*)"', figure) == [
        "#spells", "site:api/v1/organizations/eco.json", "#sources", "site:figures/organizations/eco/membership.svg",
    ]  # fmt: skip


def test_no_two_rows_of_offices_are_called_alike(atlas: Atlas, messages: Messages) -> None:
    for code in ("en", "fa"):
        figure = offices_strip("un", atlas.organizations["un"], Speech(code, atlas, messages), TODAY)
        labels = re.findall(r'<a href="#[^"]*"[^>]*>(.*?)</a>', figure)
        assert len(labels) > 4
        assert len(set(labels)) == len(labels)


def test_the_densest_years_are_those_with_most_events(atlas: Atlas) -> None:
    events = events_of(atlas, RELATIONS, "india")
    years = [placed.event.date.first.year for placed in events]
    dense = dense_years(events)
    assert dense == sorted(dense)
    assert dense
    assert all(years.count(year) >= DENSE_YEAR for year in dense)
    assert max(years.count(year) for year in years) == max(years.count(year) for year in dense)
    assert dense_years(events[: DENSE_YEAR - 1]) == []


def test_no_two_events_of_a_record_share_an_anchor(atlas: Atlas) -> None:
    places = [(placed.folder, placed.id, placed.anchor) for placed in all_events(atlas)]
    assert len(places) == len(set(places))
    events = [placed.event for placed in events_of(atlas, RELATIONS, "iran")[:1]] * 2
    first, second = event_anchors(events)
    assert second == f"{first}-2"


def test_the_count_of_each_year_is_that_of_the_records(mini: Atlas, persian: Speech) -> None:
    edition = Edition(mini, persian, TODAY)
    counts = counts_by_year(mini, TODAY)
    assert list(counts) == list(range(1947, 2027))
    assert counts[1975] == Count(2, 0)  # the RCD and the WMO; out of the Commonwealth, and the ECO is not founded yet
    assert counts[2026] == Count(3, 0)  # with the Commonwealth and the ECO
    assert "۱۹۸۰: ۱؛ ۲۰۰۰: ۳؛" in count_figure(edition)


def test_what_is_possible_is_a_number_and_an_area_of_its_own(mini: Atlas, english: Speech) -> None:
    """The WMO is first counted in 1950, so that before then it is only possible, and the Commonwealth’s 1989 has no day."""
    edition = Edition(mini, english, TODAY)
    counts = counts_by_year(mini, TODAY)
    assert counts[1948] == Count(1, 1)
    assert counts[1950] == Count(2, 0)
    figure = count_figure(edition)
    assert figure.count('<path class="possible"') == 1
    assert 'class="possible">+' not in figure  # none of the years with numbers leaves anything open
    bounded = replace(counts[1948], certain=7, possible=2)
    assert _told(1960, bounded, edition.speech) == "1960: 7, possibly 2 more"
    assert ">7</text>" in _numbers(0, bounded, 9, edition.speech, False)
    assert 'class="possible">+2?</text>' in _numbers(0, bounded, 9, edition.speech, False)


def test_a_bar_is_pale_from_the_first_day_that_is_possible_to_the_year_first_counted(
    mini: Atlas, english: Speech
) -> None:
    counted = Bar(None, None, "member", "", known_by=parse_date("1960"), possible_from=date(1956, 11, 15))
    assert counted.parts(date(2000, 1, 1)) == [
        (date(1956, 11, 15), date(1960, 1, 1), False),
        (date(1960, 1, 1), date(2000, 1, 1), True),
    ]
    wmo = membership_strip("wmo", mini.organizations["wmo"], english, TODAY)
    assert "atlas-bar--unsure" in wmo
    assert "Member, first counted 1950, or up to 3 years earlier – today" in wmo
    assert "atlas-bar--unsure" not in membership_strip("eco", mini.organizations["eco"], english, TODAY)


def test_a_row_of_the_matrix_has_one_square_for_each_shared_organization() -> None:
    assert row_path(["a", "b", "c"], ["c"], mirrored=False).count("M") == 1
    assert row_path(["a", "b", "c"], ["c"], mirrored=False).startswith(f"M{2 * CELL + 2} ")
    assert row_path(["a", "b", "c"], ["c"], mirrored=True).startswith("M2 ")
    assert row_path(["a"], [], mirrored=True) == ""


@pytest.mark.browser
def test_the_matrix_shows_the_members_of_the_organization_chosen(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "shared/")
    page.locator("select[name=organization]").select_option("eco")
    links = page.locator(".atlas-matrix tbody tr:visible th a").evaluate_all("a => a.map(x => x.href)")
    assert page.url.endswith("?organization=eco")
    assert links == [f"{mini_base}relations/iran/"]
    # The dot tells what it stands for when pointed at.
    row = page.locator(".atlas-matrix tbody tr:visible").first
    column = page.locator(".atlas-matrix__heads [data-id]").evaluate_all(
        "a => a.findIndex(x => x.dataset.id === 'eco')"
    )
    row.locator("svg").hover(position={"x": (column + 0.5) * CELL, "y": CELL / 2})
    title = row.locator("td").last.get_attribute("title")
    assert title is not None
    assert title.startswith("■ Iran")
    assert mini_watched.faults == []


@pytest.mark.browser
@pytest.mark.parametrize("language", ["", "fa/"])
def test_the_rows_of_the_matrix_begin_where_their_headings_do(watched: Watched, base: str, language: str) -> None:
    page = watched.open(base + language + "shared/")
    heading, row = (
        page.locator(selector).first.bounding_box()
        for selector in (".atlas-matrix__heads div", ".atlas-matrix__row svg")
    )
    assert heading is not None
    assert row is not None
    assert abs(heading["x"] - row["x"]) < 1
    assert abs(heading["width"] - row["width"]) < 1


@pytest.mark.browser
def test_a_dense_year_opens_without_a_script(like: Like, base: str, atlas: Atlas) -> None:
    dense = next((id_ for id_ in atlas.relations if dense_years(events_of(atlas, RELATIONS, id_))), None)
    if dense is None:
        pytest.skip("No relation has a year with so many events.")
    context = like(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}fa/relations/{dense}/")
    year = page.locator("details.atlas-dense").first
    expect(year.locator("svg").first).to_be_hidden()
    year.locator("summary").click()
    expect(year.locator("svg").first).to_be_visible()


@pytest.mark.browser
def test_a_name_that_is_on_no_square_is_looked_for_on_the_site(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "relations/")
    field, told = page.locator("#atlas-map-country"), page.locator(".atlas-map__told")
    field.fill("Holland")
    field.press("Enter")
    expect(told).to_have_text("No square has this name. Search the whole site for “Holland”")
    assert told.locator("a").get_attribute("href") == "?q=Holland"
    field.fill("Ira")  # it begins a name: nobody is sent away yet
    field.press("Enter")
    expect(told).not_to_contain_text("No square")
    assert mini_watched.faults == []


@pytest.mark.browser
@pytest.mark.parametrize("path", ["", "fa/"])
def test_squares_of_the_map_can_be_read_and_hit_on_a_phone(like: Like, base: str, path: str) -> None:
    context = like(viewport=PHONE)
    page = context.new_page()
    page.goto(base + path)
    own = page.locator(".atlas-map rect.own")
    own.scroll_into_view_if_needed()
    box = own.bounding_box()
    assert box is not None
    assert box["width"] >= 20
    assert 0 <= box["x"] <= PHONE["width"] - box["width"]  # the map begins at the subject


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("ایران", ["ایران"]),
        ("امارات متحدهٔ عربی", ["امارات", "متحدهٔ", "عربی"]),
        ("تیمور-لسته", ["تیمور", "لسته"]),
        ("سری‌لانکا", ["سری‌لانکا"]),
        ("کره شمالی", ["کره", "شمالی"]),
    ],
)
def test_a_name_stands_in_as_many_lines_as_let_it_be_largest(name: str, lines: list[str]) -> None:
    assert _lines(name) == lines
    assert _size(lines) * LINE * len(lines) <= CELL_OF_MAP - GAP + 0.5
    assert _size(lines) <= NAME_SIZE


@pytest.mark.browser
@pytest.mark.parametrize("path", ["organizations/un/", "fa/relations/china/"])
def test_what_is_not_laid_out_yet_is_held_to_be_as_high_as_it_is_at_least(like: Like, base: str, path: str) -> None:
    """Else what stands below it would be measured as if it lay over it."""
    for viewport in (DESKTOP, PHONE):
        watched = Watched(like(viewport=viewport, bypass_csp=True), base)
        page = watched.open(base + path)
        lists = "[...document.querySelectorAll('ol.atlas-events, ol.atlas-sources')]"
        assert page.evaluate(f"{lists}.map((list) => getComputedStyle(list).contentVisibility)") == ["auto", "auto"]
        held = page.evaluate(f"{lists}.map((list) => list.offsetHeight)")
        page.add_style_tag(content="ol { content-visibility: visible !important }")
        real = page.evaluate(f"{lists}.map((list) => list.offsetHeight)")
        assert all(was >= high for was, high in zip(held, real, strict=True)), (held, real)


@pytest.mark.browser
def test_an_event_has_an_address_of_its_own(watched: Watched, base: str) -> None:
    page = watched.open(base + "timeline/")
    page.locator("details.atlas-fold summary").first.click()
    link = page.locator(".atlas-event__from a").first
    address = link.get_attribute("href")
    assert address is not None
    assert "#event-" in address
    link.click()
    expect(page.locator(".atlas-events > li:target")).to_be_in_viewport()


def test_every_organization_with_dates_has_its_bar(atlas: Atlas, messages: Messages) -> None:
    speech = Speech("en", atlas, messages)
    dated = [id_ for id_, o in atlas.organizations.items() if any(s.from_ or s.first_counted for s in o.memberships)]
    for id_ in dated:
        assert membership_strip(id_, atlas.organizations[id_], speech, NOW).count("<rect") >= 1, id_
    assert len(dated) > len(atlas.folder(ORGANIZATIONS)) / 2


def test_organizations_stand_by_name_under_their_kind_also_those_of_a_system(mini: Atlas, english: Speech) -> None:
    first, *others = sorted(mini.organizations, key=lambda id_: english.of(mini.organizations[id_].name))
    organizations = {
        id_: record.model_copy(update={"kind": "political", "part_of": others[-1] if id_ == first else None})
        for id_, record in mini.organizations.items()
    }
    edition = Edition(replace(mini, organizations=organizations), english, TODAY)
    assert edition.by_kind([*mini.organizations]) == [("political", [first, *others])]
