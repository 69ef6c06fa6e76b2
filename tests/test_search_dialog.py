"""The search dialog: by keyboard, by screen reader, by address, from a folder, with nothing found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

INPUT = ".atlas-search__input"
RESULT = "a.atlas-search__page"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
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
@pytest.mark.parametrize("path", ["?q=Gwadar", "fa/?q=" + quote("گوادر"), "fa/?q=" + quote("قرقزژش")])
def test_axe_finds_nothing_in_the_dialog(browser: Browser, base: str, path: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
    page = context.new_page()
    page.goto(base + path)
    expect(page.locator(".atlas-search__status:not(:empty)")).to_be_visible()
    found = Axe().run(page).response["violations"]
    context.close()
    assert [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found] == []


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


def test_without_scripts_there_is_no_button(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(base)
    expect(page.locator(".atlas-search-button")).to_be_hidden()
    context.close()


def test_the_dialog_fits_a_phone(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(base + "fa/?q=" + quote("سازمان"))
    expect(page.locator(RESULT).first).to_be_visible()
    box = page.locator("dialog.atlas-search").bounding_box()
    context.close()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
