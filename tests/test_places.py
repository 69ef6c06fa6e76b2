"""What a reader can point at: every fact has an address that can be copied, and shows where it is when one arrives; figures tell names."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from conftest import DESKTOP, Like, Watched

pytestmark = pytest.mark.browser

PHONE: ViewportSize = {"width": 390, "height": 844}


def outline(page: Page, selector: str) -> str:
    return str(page.locator(selector).evaluate("(e) => getComputedStyle(e).outlineStyle"))


@pytest.mark.parametrize(
    ("language", "word", "copied"), [("", "Copy", "Citation copied"), ("fa/", "کپی", "ارجاع کپی شد")]
)
def test_each_form_of_a_citation_can_be_copied(
    like: Like, mini_base: str, language: str, word: str, copied: str
) -> None:
    watched = Watched(like(viewport=PHONE, permissions=["clipboard-read", "clipboard-write"]), mini_base)
    page = watched.open(f"{mini_base}{language}relations/iran/#cite")
    forms = page.locator(".atlas-cite dd").all_inner_texts()
    buttons = page.locator(".atlas-cite button")
    assert len(forms) == buttons.count() == 3
    for form, button in zip(forms, buttons.all(), strict=True):
        assert button.get_attribute("aria-label", timeout=1000).startswith(f"{word}: ")
        assert (button.bounding_box() or {})["height"] >= 24
        button.click()
        expect(page.locator(".atlas-said")).to_have_text(copied)
        assert page.evaluate("navigator.clipboard.readText()") == form.strip()
    assert watched.faults == []


def test_where_nothing_can_be_copied_a_citation_has_no_button(like: Like, mini_base: str) -> None:
    context = like(viewport=PHONE)
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    watched = Watched(context, mini_base)
    page = watched.open(f"{mini_base}relations/iran/#cite")
    assert page.locator(".atlas-cite button").count() == 0
    assert watched.faults == []


@pytest.mark.parametrize(
    "address",
    [
        "organizations/commonwealth/#event-1972-01-30",
        "organizations/commonwealth/#spell-1999-10-18",
        "organizations/commonwealth/#term-chair-1995",
        "organizations/commonwealth/#claim-fa-13",
        "relations/iran/#mission-embassy-tehran",
        "relations/iran/#agreement-1950-02",
        "missions/#iran-mission-embassy-tehran",
        "agreements/#iran-agreement-1950-02",
    ],
    ids=["event", "spell", "term", "claim", "mission", "agreement", "listed mission", "listed agreement"],
)
def test_a_fact_shows_where_it_is_and_its_address_can_be_copied_by_touch(
    like: Like, mini_base: str, address: str
) -> None:
    context = like(
        viewport=PHONE, has_touch=True, permissions=["clipboard-read", "clipboard-write"], reduced_motion="reduce"
    )
    watched = Watched(context, mini_base)
    page = watched.open(mini_base + "fa/" + address)
    place = "#" + address.split("#")[1]
    expect(page.locator(place)).to_be_visible()
    expect(page.locator(place)).to_be_in_viewport()
    assert outline(page, place) == "solid"
    # Out of the way, and back by the link that stands at the fact.
    page.evaluate("location.hash = 'sources'")
    assert outline(page, place) == "none"
    link = page.locator(f"a.atlas-here[href='{place}']")
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 24
    link.tap()
    expect(page.locator(".atlas-said")).to_have_text("پیوند کپی شد")
    assert page.evaluate("navigator.clipboard.readText()") == mini_base + "fa/" + address
    assert outline(page, place) == "solid"
    assert watched.faults == []


def test_marked_words_below_a_section_do_not_lead_away_from_it(like: Like, mini_base: str) -> None:
    context = like(viewport=PHONE, reduced_motion="reduce")
    page = Watched(context, mini_base).open(
        mini_base + "organizations/commonwealth/?h=Second+paragraph+Pakistan+came+back#withdrawal"
    )
    expect(page.locator("#events ~ .atlas-events .atlas-mark").first).to_be_attached()
    expect(page.locator("#withdrawal")).to_be_in_viewport()
    # Without a place of its own the page goes to where most of the words are.
    page = Watched(context, mini_base).open(mini_base + "organizations/commonwealth/?h=After+years")
    expect(page.locator("#event-1989-10")).to_be_in_viewport()


def test_a_broken_address_stops_nothing(mini_watched: Watched, mini_base: str) -> None:
    for fragment in ("#%", "#no-such", "#%E2%80", "#'\"<b>"):
        mini_watched.open(mini_base + "organizations/commonwealth/" + fragment)
    assert mini_watched.faults == []


#: Height of what can be pressed, in CSS pixels (WCAG 2.2, 2.5.8).
LEAST_TARGET = 24


def test_the_map_tells_names_at_the_first_touch_and_follows_at_the_second(like: Like, mini_base: str) -> None:
    context = like(viewport=PHONE, has_touch=True)
    page = Watched(context, mini_base).open(mini_base + "fa/relations/")
    told = page.locator(".atlas-map__told")
    expect(told).to_contain_text("خانه‌ای را برگزینید تا نامش را ببینید.")
    expect(told.get_by_text("نقشه را به چپ یا راست بکشید")).to_be_visible()
    square = page.locator(".atlas-map svg a[href*='iran']")
    square.tap()
    expect(told).to_contain_text("ایران")
    assert page.url.endswith("/fa/relations/")
    expect(told.get_by_role("link", name="ایران")).to_be_visible()
    square.tap()
    expect(page.locator("h1")).to_contain_text("پاکستان و ایران")


def test_the_map_finds_a_country_by_its_name_and_tells_it_by_focus(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "fa/")
    expect(page.locator(".atlas-map__swipe")).to_be_hidden()  # all of it is in view
    field, told = page.get_by_label("نام کشور"), page.locator(".atlas-map__told")
    field.fill("ايران")  # with Arabic yeh
    expect(told).to_contain_text("ایران")
    field.fill("بری")  # the beginning of one name
    expect(told).to_contain_text("بریتانیا")
    page.locator(".atlas-map svg a[href*='iran']").focus()
    expect(told).to_contain_text("ایران، برقرار")
    assert page.locator("#atlas-map-countries option").count() == page.locator(".atlas-map svg a").count()
    field.fill("ایران")
    field.press("Enter")
    expect(page.locator("h1")).to_contain_text("پاکستان و ایران")
    assert mini_watched.faults == []


def test_who_goes_by_keyboard_can_pass_the_map(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "fa/relations/")
    skip = page.get_by_role("link", name="گذر از نقشه")
    hidden = skip.bounding_box()
    assert hidden is not None
    assert hidden["width"] <= 1
    skip.focus()
    shown = skip.bounding_box()
    assert shown is not None
    assert shown["height"] >= LEAST_TARGET
    skip.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.atlas-map svg')") is None
    assert page.evaluate("document.activeElement.closest('figure, form') !== null")


def test_who_is_led_to_a_part_of_a_list_sees_it(like: Like, mini_watched: Watched, mini_base: str) -> None:
    page = Watched(like(viewport=PHONE), mini_base).open(mini_base + "relations/?status=established")
    page.wait_for_function("scrollY > 0")
    top = page.locator(".atlas-filter").bounding_box()
    header = page.locator(".md-header").bounding_box()
    assert top is not None
    assert header is not None
    assert header["y"] + header["height"] <= top["y"] < 844 / 2
    # Below a short list the page ends before the form is at the top.
    margin = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.atlas-filter')).scrollMarginBlockStart)"
    )
    assert margin >= header["height"]
    whole = mini_watched.open(mini_base + "relations/")
    assert whole.evaluate("scrollY") == 0


def test_the_menu_and_the_contents_are_called_as_persian_readers_do(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "fa/organizations/commonwealth/")
    text = page.content()
    assert "در این صفحه" in text
    assert "فهرست موضوعات" not in text
    assert "هدایت" not in text


def test_the_map_says_codes_in_latin_script_and_names_elsewhere(mini_watched: Watched, mini_base: str) -> None:
    def labels(path: str) -> list[str]:
        page = mini_watched.open(mini_base + path)
        return page.locator(".atlas-map svg text").all_text_contents()

    assert "IR" in labels("")
    persian = labels("fa/")
    assert "ایران" in persian
    assert not any(label.isascii() for label in persian)


@pytest.mark.parametrize(("width", "contents"), [(1440, ".md-nav--secondary"), (390, ".atlas-contents")])
def test_how_a_page_is_cited_stands_in_its_contents(like: Like, mini_base: str, width: int, contents: str) -> None:
    watched = Watched(like(viewport={"width": width, "height": 844}), mini_base)
    page = watched.open(mini_base + "fa/relations/iran/")
    if width < 960:
        page.locator(".atlas-contents summary").click()
    expect(page.locator("#cite dl")).to_be_hidden()
    page.locator(contents).get_by_role("link", name="ارجاع به این صفحه").click()
    expect(page.locator("#cite dl")).to_be_in_viewport()
    page = watched.open(mini_base + "fa/relations/")
    assert page.locator("a[href$='#cite']").count() == 0
    assert watched.faults == []


def test_the_sources_of_a_table_are_folded_until_a_mark_leads_to_one(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "agreements/")
    source = page.locator(".atlas-sources > li").first
    expect(source).to_be_hidden()
    page.locator("sup.cite a").first.click()
    expect(source).to_be_visible()
    page.emulate_media(media="print")
    page.reload()
    expect(source).to_be_visible()
    page = mini_watched.open(mini_base + "relations/iran/")  # the page of a record has few
    expect(page.locator(".atlas-sources > li").first).to_be_visible()


def test_the_timeline_is_folded_and_its_slider_opens_a_year(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "fa/timeline/")
    folds = page.locator("details.atlas-fold")
    assert folds.evaluate_all("(all) => all.map((e) => e.open)") == [False, False, True]
    slider = page.get_by_label("رفتن به سال")
    slider.fill("1972")
    expect(page.locator(".atlas-years output")).to_have_text("۱۹۷۲")
    event = page.locator("li.atlas-event", has=page.locator("time[datetime='1972-01-30']"))
    expect(event).to_be_in_viewport()
    # An address of a decade opens it.
    page = mini_watched.open(mini_base + "fa/timeline/#1950s")
    assert page.locator("details.atlas-fold").evaluate_all("(all) => all.map((e) => e.open)")[0]
    # An address of a year goes to its first event, as the slider does.
    page = mini_watched.open(mini_base + "fa/timeline/#1972")
    expect(page.locator(".atlas-years output")).to_have_text("۱۹۷۲")
    expect(page.locator("li.atlas-event", has=page.locator("time[datetime='1972-01-30']"))).to_be_in_viewport()
    # What a choice leaves over is open, and a decade without any is gone.
    page = mini_watched.open(mini_base + "timeline/")
    page.locator("select[name=kind]").select_option(index=1)
    for fold in page.locator("details.atlas-fold:visible").all():
        expect(fold).to_have_attribute("open", "")
    assert page.locator("h2:visible").count() == page.locator("details.atlas-fold:visible").count()
    assert mini_watched.faults == []


def test_what_was_ever_the_case_can_be_asked_for(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "organizations/")
    page.get_by_label("Was ever").select_option("suspended")
    expect(page.locator("[data-entries] > tr:visible")).to_have_count(1)
    expect(page.locator("[data-entries] > tr:visible")).to_contain_text("Commonwealth")
    assert "ever=suspended" in page.url


def test_the_matrix_fits_a_phone(like: Like, mini_base: str) -> None:
    context = like(viewport=PHONE)
    page = Watched(context, mini_base).open(mini_base + "fa/shared/")
    widths = page.locator(".atlas-matrix").evaluate("(e) => [e.scrollWidth, e.clientWidth]")
    assert widths[0] <= widths[1]
    expect(page.locator(".atlas-matrix__row").first).to_be_hidden()


def test_the_sentence_that_answers_stands_above_the_box(like: Like, mini_base: str) -> None:
    context = like(viewport=PHONE)
    for path in ("fa/organizations/commonwealth/", "relations/iran/", "relations/palestine/"):
        page = Watched(context, mini_base).open(mini_base + path)
        sentence, box = (page.locator(part).first.bounding_box() for part in ("article > p:not([class])", ".atlas-box"))
        assert sentence is not None
        assert box is not None
        assert sentence["y"] + sentence["height"] <= box["y"]
        assert sentence["y"] < 400


def test_the_page_for_unknown_addresses_speaks_the_language_of_the_address(like: Like, mini_base: str) -> None:
    context = like(viewport=PHONE)
    page = context.new_page()
    for path, language, direction in (("fa/no-such/", "fa", "rtl"), ("no-such/", "en", "ltr")):
        page.goto(mini_base + path)
        expect(page.locator("article section").first).to_have_attribute("lang", language)
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("body")).to_have_attribute("dir", direction)


def test_paper_is_light_and_whole_in_a_dark_system(like: Like, mini_base: str) -> None:
    context = like(color_scheme="dark")
    page = Watched(context, mini_base).open(mini_base + "organizations/commonwealth/")
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate(
        """["body", "h1", ".atlas-box", ".atlas-table thead th"].map((part) => {
             const style = getComputedStyle(document.querySelector(part));
             return part === "body" ? style.backgroundColor : style.color;
           })"""
    )
    assert colours[0] == "rgb(255, 255, 255)"
    for colour in colours[1:]:
        assert max(map(int, re.findall(r"\d+", colour)[:3])) < 100, colours
    # What is folded on the screen is on paper.
    assert page.locator(".atlas-corrections li").first.evaluate("(e) => e.getClientRects().length") > 0


def test_a_record_has_its_tab_marked(mini_watched: Watched, mini_base: str) -> None:
    for path, name in (("fa/relations/iran/", "روابط"), ("organizations/eco/", "Organizations")):
        page = mini_watched.open(mini_base + path)
        assert [text.strip() for text in page.locator(".md-tabs__item--active").all_inner_texts()] == [name]


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_of_the_menu_is_seen_from_the_first_of_its_section(
    like: Like, mini_base: str, viewport: ViewportSize
) -> None:
    context = like(viewport=viewport)
    page = Watched(context, mini_base).open(mini_base + "fa/relations/")
    parts = page.locator(".atlas-parts")
    expect(parts.get_by_role("link")).to_have_text(["روابط", "نمایندگی‌ها", "پیمان‌ها و موافقت‌نامه‌ها", "دیدارها"])
    # In lines, not in a list below each other.
    tops = parts.get_by_role("link").evaluate_all("(all) => all.map((e) => e.getBoundingClientRect().top)")
    assert tops[0] == tops[1]
    parts.get_by_role("link", name="نمایندگی‌ها").click()
    expect(page.locator("h1")).to_contain_text("نمایندگی‌ها")
    expect(parts.locator("[aria-current=page]")).to_have_text("نمایندگی‌ها")
    # A section of one page, and the page of a record, have no others beside them.
    for path in ("fa/timeline/", "fa/relations/iran/", "fa/"):
        page.goto(mini_base + path)
        expect(parts).to_have_count(0)
