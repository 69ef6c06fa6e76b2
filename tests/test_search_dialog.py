"""The search dialog: by keyboard, by screen reader, by address, from a folder, with nothing found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from conftest import Like
from wcag import violations

pytestmark = pytest.mark.browser

INPUT = ".atlas-search__input"
RESULT = "a.atlas-search__page"


@pytest.fixture
def page(like: Like) -> Iterator[Page]:
    context = like(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    assert faults == []


def ask(page: Page, query: str) -> None:
    page.locator(INPUT).fill(query)
    page.wait_for_function("q => document.querySelector('.atlas-search').dataset.answered === q", arg=query)


def test_everything_goes_by_keyboard(page: Page, base: str) -> None:
    page.goto(base + "fa/")
    page.keyboard.press("/")
    expect(page.locator(INPUT)).to_be_focused()
    ask(page, "گوادر")
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULT).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULT).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(INPUT)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("dialog.atlas-search")).to_be_hidden()
    expect(page.locator(".atlas-search-button")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("خرید گوادر")
    page.wait_for_selector(RESULT)
    page.keyboard.press("Enter")
    page.wait_for_url("**/fa/relations/oman/**")


def test_a_result_leads_to_the_place_and_marks_it(page: Page, base: str) -> None:
    page.goto(base + "fa/")
    page.keyboard.press("Control+k")
    ask(page, "خروج از همسود ۱۹۷۲")
    first = page.locator(".atlas-search__output li").first
    assert {"هم\u200cسود", "۱۹۷۲"} <= set(first.locator("mark").all_inner_texts())
    assert first.locator("mark").first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    first.locator("a").click()
    page.wait_for_selector(".atlas-mark")
    assert page.url.endswith("#withdrawal-1972")
    assert page.locator(".atlas-mark", has_text="۱۹۷۲").count() > 0
    box = page.locator(".atlas-mark").first.evaluate(
        "() => [...document.querySelectorAll('.atlas-mark')].some(m => { const r = m.getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight })"
    )
    assert box


def test_the_query_stands_in_the_address_and_comes_back(page: Page, base: str) -> None:
    page.goto(base)
    page.keyboard.press("/")
    ask(page, "Gwadar")
    assert page.url.endswith("?q=Gwadar")
    page.locator(RESULT).first.click()
    page.wait_for_load_state()
    page.go_back()
    expect(page.locator(INPUT)).to_have_value("Gwadar")
    expect(page.locator(RESULT).first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("q="))


def test_results_are_grouped_by_kind_and_counted_aloud(page: Page, base: str) -> None:
    page.goto(base + "fa/?q=" + quote("سارک"))
    expect(page.locator(RESULT).first).to_be_visible()
    groups = page.locator(".atlas-search__group")
    assert groups.count() >= 2
    names = page.locator(".atlas-search__group h2").all_inner_texts()
    assert names[0] == "سازمان‌ها"
    assert len(names) == len(set(names))
    assert groups.first.get_attribute("aria-labelledby") == page.locator(".atlas-search__group h2").first.get_attribute(
        "id"
    )
    status = page.get_by_role("status").filter(has_text="صفحه یافت شد")
    expect(status).to_be_visible()
    assert not any(digit in status.inner_text() for digit in "0123456789")


def test_a_slip_is_answered_and_said(page: Page, base: str) -> None:
    page.goto(base + "fa/?q=" + quote("شنگهای"))
    expect(page.locator(RESULT).first).to_have_text("سازمان همکاری شانگهای")
    expect(page.locator(".atlas-search__status")).to_contain_text("شانگهای")


@pytest.mark.parametrize(
    ("path", "query", "words", "near"),
    [
        ("fa/", "تاجگزصتون", "چیزی یافت نشد", "تاجیکستان"),
        ("", "tajjeqistoon", "Nothing found", "Tajikistan"),
    ],
)
def test_nothing_found_is_said_with_ways_on(
    page: Page, base: str, path: str, query: str, words: str, near: str
) -> None:
    page.goto(base + path + "?q=" + quote(query))
    expect(page.locator(".atlas-search__status")).to_contain_text(words)
    expect(page.locator(".atlas-search__status")).to_contain_text(query)
    links = page.locator(".atlas-search__none a").evaluate_all("all => all.map(link => link.href)")
    assert links == [
        base + path + name for name in ("organizations/", "relations/", "topics/", "timeline/", "contribute/")
    ]
    page.locator(".atlas-search__word", has_text=near).click()
    expect(page.locator(RESULT).first).to_contain_text(near)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "path", ["?q=Gwadar", "?q=23+September+1971", "fa/?q=" + quote("گوادر"), "fa/?q=" + quote("قرقزژش")]
)
def test_axe_finds_nothing_in_the_dialog(like: Like, base: str, path: str, scheme: str) -> None:
    context = like(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(base + path)
    expect(page.locator(".atlas-search__status:not(:empty)")).to_be_visible()
    # The second scheme differs in nothing but its colours.
    options = {"runOnly": ["color-contrast"]} if scheme == "dark" else None
    assert violations(page, options) == []


def test_it_works_from_a_folder_without_a_server(page: Page, site: Path) -> None:
    page.goto((site / "fa/index.html").as_uri())
    page.keyboard.press("/")
    ask(page, "خريد گوادر")
    page.locator(RESULT).first.click()
    page.wait_for_selector(".atlas-mark")
    assert page.url.startswith((site / "fa/relations/oman/index.html").as_uri())


def test_no_other_host_is_asked(page: Page, base: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(base)
    page.keyboard.press("/")
    ask(page, "commonwealth")
    assert [url for url in asked if not url.startswith((base, "data:"))] == []


def test_without_scripts_there_is_no_button(like: Like, base: str) -> None:
    context = like(java_script_enabled=False)
    page = context.new_page()
    page.goto(base)
    expect(page.locator(".atlas-search-button")).to_be_hidden()


def test_the_dialog_fits_a_phone(like: Like, base: str) -> None:
    context = like(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(base + "fa/?q=" + quote("سازمان"))
    expect(page.locator(RESULT).first).to_be_visible()
    box = page.locator("dialog.atlas-search").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize(
    ("path", "query", "meant", "first"),
    [("fa/", "hdvhk", "ایران", "پاکستان و ایران"), ("", "هقشد", "iran", "Pakistan and Iran")],
)
def test_the_other_keyboard_layout_is_understood_and_said(
    page: Page, base: str, path: str, query: str, meant: str, first: str
) -> None:
    page.goto(base + path + "?q=" + quote(query))
    expect(page.locator(RESULT).first).to_have_text(first)
    expect(page.locator(".atlas-search__status")).to_contain_text(meant)


@pytest.mark.parametrize(
    ("path", "query", "day"),
    [("fa/", "۱ مهر ۱۳۵۰", "۲۳ سپتامبر ۱۹۷۱ (۱ مهر ۱۳۵۰)"), ("", "1 mehr 1350", "23 September 1971")],
)
def test_a_day_offers_the_page_of_that_day(page: Page, base: str, path: str, query: str, day: str) -> None:
    page.goto(base + path + "?q=" + quote(query))
    expect(page.locator(".atlas-search__output li p").first).to_contain_text(day)
    page.locator(RESULT).first.click()
    page.wait_for_url("**/as-of/#1971-09-23")


def test_the_subject_is_not_marked_and_a_word_with_an_ending_is_marked_whole_or_not(page: Page, base: str) -> None:
    page.goto(base + "fa/organizations/commonwealth/?h=" + quote("شد"))
    page.wait_for_selector(".atlas-mark", state="attached")
    after = "all => all.map(mark => (mark.previousSibling?.data ?? '').slice(-1))"
    assert "\u200c" not in page.locator(".atlas-mark").evaluate_all(after)
    page.goto(base + "?q=" + quote("why did Pakistan leave the Commonwealth"))
    address = page.locator(RESULT).first.get_attribute("href") or ""
    assert "#withdrawal-1972" in address
    assert "Pakistan" not in address
    # Nor is the name of the page, of which it is full, where there is something else to mark.
    page.goto(base + "?q=" + quote("trade with China"))
    address = page.locator(RESULT).first.get_attribute("href") or ""
    assert "h=" in address
    assert "China" not in address


def test_a_touch_screen_is_told_of_no_keys_and_shows_one_cross(like: Like, base: str) -> None:
    context = like(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(base + "?q=Gwadar")
    expect(page.locator(RESULT).first).to_be_visible()
    expect(page.locator(".atlas-search__help")).to_be_hidden()
    # What the browser draws into a field for searching has no style that could be asked for: the rule is.
    assert page.evaluate(
        """() => [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
          .some((rule) => /search-cancel-button/.test(rule.selectorText) && rule.style.display === "none")"""
    )


@pytest.mark.parametrize(
    ("path", "typed", "name"),
    [
        ("relations/", "UAE", "United Arab Emirates"),
        ("relations/", "Cote d'Ivoire", "Côte d’Ivoire"),
        ("relations/", "USA", "United States"),
        ("organizations/", "G77", "Group of 77"),
        ("fa/relations/", "آمریکا", "ایالات متحده"),
        ("fa/organizations/", "کامنولث", "اتحادیهٔ کشورهای هم\u200cسود"),
        ("fa/organizations/", "گروه 77", "گروه ۷۷"),
        ("missions/", "UAE", "United Arab Emirates"),
    ],
)
def test_the_filter_of_a_list_knows_other_names(page: Page, base: str, path: str, typed: str, name: str) -> None:
    page.goto(base + path)
    rows = page.locator("[data-entries] > :visible")
    before = rows.count()
    page.locator("#atlas-filter").fill(typed)
    expect(rows.first).to_contain_text(name)
    page.wait_for_function("n => document.querySelectorAll('[data-entries] > :not([hidden])').length < n", arg=before)
    assert page.get_by_text("Nicaragua").locator("visible=true").count() == 0


@pytest.mark.parametrize(("path", "typed"), [("fa/organizations/", "گوادر"), ("organizations/", "Gwadar")])
def test_a_filter_that_finds_nothing_offers_the_search(page: Page, base: str, path: str, typed: str) -> None:
    page.goto(base + path)
    offer = page.locator(".atlas-filter output a")
    page.locator("#atlas-filter").fill(typed[:1])
    expect(offer).to_have_count(0)
    page.locator("#atlas-filter").fill(typed)
    expect(offer).to_contain_text(typed)
    offer.click()
    expect(page.locator(INPUT)).to_have_value(typed)
    expect(page.locator(RESULT).first).to_be_visible()
