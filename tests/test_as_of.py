"""The page *As of a day* in a browser, on the miniature: two lists, two numbers, words in the reader's language and calendar."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from conftest import DESKTOP, Like

pytestmark = pytest.mark.browser


@pytest.fixture
def page(like: Like) -> Iterator[Page]:
    context = like(viewport=DESKTOP)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    assert faults == []


def rows(page: Page, part: str, degree: str) -> list[str]:
    """The names in a list, as the reader sees them."""
    found: list[str] = page.locator(
        f'[data-as-of="{part}"][data-degree="{degree}"] tbody tr:visible th'
    ).all_inner_texts()
    return found


@pytest.mark.parametrize(
    ("day", "english", "persian"),
    [
        (
            "1947-08-14",
            "On 14 August 1947: nothing is certain. Possibly also 2 organizations and relations with one partner; the "
            "sources leave it open.",
            "در ۱۴ اوت ۱۹۴۷ (۲۲ مرداد ۱۳۲۶): هیچ مورد قطعی نیست. شاید ۲ سازمان و رابطه با یک طرف نیز؛ منابع آن را باز گذاشته‌اند.",
        ),
        (
            "1955-01-01",
            "On 1 January 1955: 2 organizations and relations with one partner. Possibly also relations with one partner; the "
            "sources leave it open.",
            "در ۱ ژانویهٔ ۱۹۵۵ (۱۱ دی ۱۳۳۳): ۲ سازمان و رابطه با یک طرف. شاید رابطه با یک طرف نیز؛ منابع آن را باز گذاشته‌اند.",
        ),
        (
            "1980-06-01",
            "On 1 June 1980: one organization and relations with 2 partners.",
            "در ۱ ژوئن ۱۹۸۰ (۱۱ خرداد ۱۳۵۹): یک سازمان و رابطه با ۲ طرف.",
        ),
    ],
)
def test_certain_and_possible_are_two_numbers(page: Page, mini_base: str, day: str, english: str, persian: str) -> None:
    page.goto(f"{mini_base}as-of/#{day}")
    expect(page.locator(".atlas-asof output")).to_have_text(english)
    page.goto(f"{mini_base}fa/as-of/#{day}")
    expect(page.locator(".atlas-asof output")).to_have_text(persian)


def test_certain_and_possible_are_two_lists(page: Page, mini_base: str) -> None:
    page.goto(f"{mini_base}as-of/#1950-06-01")
    assert rows(page, "organizations", "certain") == ["Commonwealth of Nations"]
    assert rows(page, "organizations", "possible") == ["World Meteorological Organization"]
    assert rows(page, "relations", "certain") == ["Iran"]
    assert rows(page, "relations", "possible") == ["United Kingdom"]
    page.goto(f"{mini_base}as-of/#1980-06-01")
    assert rows(page, "organizations", "possible") == []
    expect(page.locator("#organizations-possible")).to_be_hidden()


def test_broken_off_is_told_and_not_counted(page: Page, mini_base: str) -> None:
    page.goto(f"{mini_base}as-of/#1961-01-15")
    assert rows(page, "relations", "broken") == ["Iran"]
    assert rows(page, "relations", "certain") == []
    expect(page.locator(".atlas-asof output")).to_contain_text("On 15 January 1961: 2 organizations.")
    page.goto(f"{mini_base}as-of/#1955-01-15")
    expect(page.locator("#relations-broken")).to_be_hidden()


def test_a_change_of_status_on_an_unknown_day_leaves_no_doubt_about_membership(page: Page, mini_base: str) -> None:
    """Suspended until some day of May 2004 and a member from it: in the Commonwealth on each day of that month."""
    page.goto(f"{mini_base}as-of/#2004-05-15")
    certain = page.locator('[data-as-of="organizations"][data-degree="certain"] tbody tr:visible')
    assert certain.filter(has_text="Commonwealth").locator("td:nth-child(2)").all_inner_texts() == [
        "Suspended (possibly)", "Member (possibly)",
    ]  # fmt: skip
    assert rows(page, "organizations", "possible") == []
    expect(page.locator(".atlas-asof output")).to_contain_text("3 organizations")


def test_the_answer_names_the_day_in_the_calendar_asked(page: Page, mini_base: str) -> None:
    page.goto(f"{mini_base}as-of/")
    page.locator("#as-of-hijri-year").fill("1333")
    page.locator("#as-of-hijri-month").select_option("Dey")
    page.locator("#as-of-hijri-day").fill("11")
    page.locator("#as-of-hijri-day").dispatch_event("change")
    expect(page.locator(".atlas-asof output")).to_contain_text("On 11 Dey 1333 (1 January 1955):")
    page.locator("#as-of-day").fill("1955-01-02")
    page.locator("#as-of-day").dispatch_event("change")
    expect(page.locator(".atlas-asof output")).to_contain_text("On 2 January 1955:")


def test_a_short_year_is_the_last_one_written_so_and_a_button_shows_it(page: Page, mini_base: str) -> None:
    page.goto(f"{mini_base}as-of/")
    page.locator("#as-of-hijri-month").select_option("Dey")
    page.locator("#as-of-hijri-day").fill("11")
    page.locator("#as-of-hijri-year").fill("33")
    page.get_by_role("button", name="Show").click()  # keyboards of phones may have no Enter
    expect(page.locator(".atlas-asof output")).to_contain_text("On 11 Dey 1333 (1 January 1955):")
    expect(page.locator("#as-of-hijri-year")).to_have_value("1333")


def test_a_day_of_the_other_calendar_is_answered_once_its_year_is_filled_in(page: Page, mini_base: str) -> None:
    page.goto(f"{mini_base}fa/as-of/#1955-01-01")
    answer = page.locator(".atlas-asof output")
    before = answer.inner_text()
    page.locator("#as-of-hijri-year").fill("1405")
    page.locator("#as-of-hijri-year").dispatch_event("change")
    changed = answer.inner_text()
    assert changed != before
    # 22 Bahman 1405 is in the future, and nobody has asked for it: the year comes last.
    page.locator("#as-of-hijri-day").fill("22")
    page.locator("#as-of-hijri-month").select_option("11")
    assert answer.inner_text() == changed
    page.locator("#as-of-hijri-year").fill("1357")
    page.locator("#as-of-hijri-year").dispatch_event("change")
    expect(answer).to_contain_text("در ۲۲ بهمن ۱۳۵۷ (۱۱ فوریهٔ ۱۹۷۹)")
    # Who presses the button wants an answer, be it only the nearest day.
    page.locator("#as-of-hijri-year").fill("1405")
    page.locator("#as-of-hijri-year").press("Enter")
    expect(answer).to_contain_text("این نزدیک‌ترین روز است")


def test_a_date_can_be_typed_digit_by_digit(page: Page, mini_base: str) -> None:
    page.goto(f"{mini_base}as-of/#1980-06-01")
    page.locator("#as-of-day").focus()
    page.keyboard.type("03231956", delay=30)
    expect(page.locator("#as-of-day")).to_have_value("1956-03-23")
    expect(page.locator(".atlas-asof output")).to_contain_text("On 23 March 1956")
    # Who leaves a year unfinished is answered with the nearest day.
    page.locator("#as-of-day").fill("0019-03-23")
    page.locator("#as-of-day").press("Tab")
    page.locator("#as-of-year").focus()
    expect(page.locator("#as-of-day")).to_have_value("1947-08-14")


def test_what_was_shown_before_an_impossible_day_is_named(page: Page, mini_base: str) -> None:
    page.goto(f"{mini_base}fa/as-of/#1980-06-01")
    page.locator("#as-of-hijri-day").fill("31")
    page.locator("#as-of-hijri-month").select_option("12")
    page.locator("#as-of-hijri-day").press("Enter")
    expect(page.locator(".atlas-asof output")).to_have_text(
        "چنین روزی در تقویم هجری خورشیدی نیست. فهرست‌های زیر هنوز وضعیت ۱ ژوئن ۱۹۸۰ را نشان می‌دهد."
    )


def test_without_a_script_every_spell_is_listed(like: Like, mini_base: str) -> None:
    context = like(viewport=DESKTOP, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{mini_base}as-of/")
    assert len(rows(page, "organizations", "certain")) == 7
    expect(page.locator("#organizations-possible")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_only_the_chosen_day_is_listed_at_every_width(like: Like, mini_base: str, width: int) -> None:
    page = like(viewport=DESKTOP).new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(mini_base + "as-of/#1950-01-01")
    expect(page.locator("output")).to_contain_text("On 1 January 1950")
    assert "Economic Cooperation Organization" not in rows(page, "organizations", "certain")
    page.goto(mini_base + "as-of/#1990-01-01")
    expect(page.locator("output")).to_contain_text("On 1 January 1990")
    assert "Economic Cooperation Organization" in rows(page, "organizations", "certain")


@pytest.mark.parametrize(
    ("asked", "shown", "said"),
    [
        ("1971-02-31", "1971-02-28", "There is no such day; this is the nearest."),
        ("1971-13-01", "1971-12-01", "There is no such day"),
        ("1946", "1947-08-14", "The atlas knows the days from 14 August 1947 to 23 November 2026"),
        ("someday", "2026-11-23", "There is no such day"),
        ("50", "1947-08-14", "The atlas knows the days from"),
        ("2030-01-01", "2026-11-23", "The atlas knows the days from"),
        ("1980-06-01", "1980-06-01", "On 1 June 1980"),
    ],
)
def test_a_day_that_is_not_there_is_answered_with_the_nearest(
    page: Page, mini_base: str, asked: str, shown: str, said: str
) -> None:
    page.goto(f"{mini_base}as-of/#{asked}")
    expect(page.locator("output")).to_contain_text(said)
    assert page.url.endswith(f"#{shown}")
    assert page.locator("#as-of-day").input_value() == shown


def test_a_leap_day_comes_back_with_the_year(page: Page, mini_base: str) -> None:
    page.goto(mini_base + "as-of/#1972-02-29")
    slider, day = page.locator("#as-of-year"), page.locator("#as-of-day")
    for year, expected in (("1973", "1973-02-28"), ("1974", "1974-02-28"), ("1976", "1976-02-29")):
        slider.evaluate("(s, y) => { s.value = y; s.dispatchEvent(new Event('input', { bubbles: true })) }", year)
        assert day.input_value() == expected
