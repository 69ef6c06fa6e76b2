"""Each kind of page is open to everyone (WCAG 2.2 AA): examined by axe at the widths that people have, walked through by keyboard.

On the miniature, where a page of each kind is short; what only a long page can show is looked at in test_browser.py.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from atlas.render.sections import all_sections
from conftest import DESKTOP, Like, Watched
from wcag import violations

pytestmark = pytest.mark.browser

KINDS = [
    *(section.address for section in all_sections()),
    "organizations/commonwealth/", "relations/iran/", "topics/neighbours/", "sources/t/", "no-such-page/",
]  # fmt: skip
#: Beside that of DESKTOP. Between the first two no style changes, and at the last nothing is shown that is not at another, so
#: there only what is measured can differ.
NARROWEST, PHONE, TABLET = 320, 390, 768
#: Rules of WCAG 2.0 to 2.2, A and AA, those of 2.2 that axe leaves out unless asked, and what it holds good practice.
RULES: dict[str, Any] = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
}
#: What depends on where things are, and not on which are shown.
MEASURED: dict[str, Any] = {"runOnly": ["target-size", "scrollable-region-focusable"]}
#: The numbers of the elements that are shown.
SHOWN = "[...document.body.querySelectorAll('*')].flatMap((e, at) => e.checkVisibility({ visibilityProperty: true }) ? [at] : [])"
#: The descriptions of models are made alike: the first ones stand for the rest, which would take axe most of its time.
ALIKE = {"fields/": {"include": [["html"]], "exclude": [["article h2:nth-of-type(n+5) ~ *"]]}}


#: What has the focus: how it is called, whether it can be seen, and whether it shows that it has the focus.
FOCUSED = """() => {
  const e = document.activeElement;
  if (e === document.body) return null;
  const seen = e.matches(".md-option") ? e.nextElementSibling : e; // Material draws the label behind the field
  const box = seen.getBoundingClientRect(), style = getComputedStyle(seen), square = e.querySelector?.("rect");
  const names = [e.getAttribute("aria-label"), e.labels?.[0]?.textContent, e.textContent, e.title, e.querySelector?.("img")?.alt];
  return {
    what: `${e.tagName} ${e.getAttribute("href") || e.id || e.className}`, name: names.map((text) => text?.trim()).find(Boolean) ?? "",
    seen: box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth && style.visibility === "visible",
    outlined: style.outlineStyle !== "none" || Boolean(square && getComputedStyle(square).strokeWidth === "2px"),
  };
}"""
#: Notes each stop of the keyboard when it is reached; ``null`` is where the keyboard leaves the page.
NOTED = f"""() => {{
  const focused = {FOCUSED};
  window.stops = [];
  document.addEventListener("focusin", () => stops.push(focused()));
  document.addEventListener("focusout", (event) => event.relatedTarget || stops.push(null));
  scrollTo(0, 0);
  document.activeElement.blur();
  stops.length = 0;
}}"""


def walk(page: Page, most: int = 400) -> list[dict[str, Any]]:
    """Every stop of the keyboard from the top of the page to its end."""
    page.evaluate(NOTED)
    keyboard = page.context.new_cdp_session(page)
    for _ in range(0, most, 20):
        for _key in range(20):
            keyboard.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Tab", "windowsVirtualKeyCode": 9})
        stops: list[dict[str, Any] | None] = page.evaluate("stops")
        if None in stops:
            return [stop for stop in stops[: stops.index(None)] if stop]
    pytest.fail(f"no end after {most} stops: {stops[-1]}")


@pytest.mark.parametrize("language", ["", "fa/"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_page_is_open_to_everyone(mini_watched: Watched, mini_base: str, kind: str, language: str) -> None:
    page = mini_watched.open(mini_base + language + kind)
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert violations(page, RULES, ALIKE.get(kind)) == []
    shown = {DESKTOP["width"]: set(page.evaluate(SHOWN))}
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    for width, rules in ((TABLET, MEASURED), (PHONE, RULES), (NARROWEST, MEASURED)):
        page.set_viewport_size({"width": width, "height": 844})
        assert violations(page, rules, ALIKE.get(kind)) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        shown[width] = set(page.evaluate(SHOWN))
    assert shown[TABLET] <= shown[PHONE] | shown[DESKTOP["width"]]
    assert shown[NARROWEST] <= shown[PHONE]
    # The stops are the same in both languages; the menu is another below and above the width of a laptop.
    page.set_viewport_size({"width": 390 if language else 1440, "height": 300})
    stops = walk(page)
    assert len(stops) > 5
    for rule in ("name", "seen", "outlined"):
        assert [stop["what"] for stop in stops if not stop[rule]] == [], rule


def test_no_style_changes_between_the_narrowest_width_and_that_of_a_phone(mini_site: Path) -> None:
    sheets = [path.read_text(encoding="utf-8") for path in (mini_site / "assets").rglob("*.css")]
    widths = {
        float(number) * (16 if unit == "em" else 1)
        for sheet in sheets
        for number, unit in re.findall(r"width:\s*([0-9.]+)(em|px)\)", sheet)
    }
    assert len(widths) > 4
    assert [width for width in widths if NARROWEST <= width < PHONE] == []


def test_the_menu_of_a_phone_opens_and_closes_by_keyboard(like: Like, mini_base: str) -> None:
    context = like(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    page = Watched(context, mini_base).open(mini_base + "fa/about/")
    button = page.locator(".atlas-menu-button")
    menu = page.locator(".md-sidebar--primary")
    expect(menu).to_be_hidden()
    expect(button).to_have_attribute("aria-expanded", "false")
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    expect(button).to_have_attribute("aria-expanded", "true")
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    # Every stop in it is seen. Sections within others are there at once, and reached.
    page.wait_for_timeout(300)  # it slides in
    assert menu.locator("a[href^='#']:visible").count() == 0  # the contents of the page are above the page
    for _ in range(menu.locator("a:visible").count() - 2):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        assert stop["seen"], stop
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') !== null")
    expect(menu.get_by_role("link", name="دسترس‌پذیری")).to_be_visible()
    assert violations(page, RULES) == []
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    assert page.evaluate("document.activeElement.classList.contains('atlas-menu-button')")
    # Who tabs on from its last entry leaves it, and it closes.
    page.keyboard.press("Enter")
    menu.locator("a:visible").last.focus()
    page.keyboard.press("Tab")
    expect(menu).to_be_hidden()


def test_the_menu_of_a_phone_marks_the_section_of_a_record_and_nothing_else(like: Like, mini_base: str) -> None:
    context = like(viewport={"width": 390, "height": 844}, has_touch=True, reduced_motion="reduce")
    page = Watched(context, mini_base).open(mini_base + "fa/relations/iran/")
    page.locator(".atlas-menu-button").tap()
    menu = page.locator(".md-sidebar--primary")
    expect(menu).to_be_visible()
    assert menu.locator("a.md-nav__link--active").all_inner_texts() == ["روابط"]
    assert page.evaluate("document.activeElement.closest('.md-sidebar--primary') === null")


def test_the_menu_is_a_row_of_tabs_on_a_wide_screen(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "relations/iran/")
    expect(page.locator(".atlas-menu-button")).to_be_hidden()


def test_the_key_that_opens_the_search_can_be_switched_off(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "accessibility/")
    dialog = page.locator("dialog.atlas-search")
    page.keyboard.press("/")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_label("The key / opens the search").uncheck()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(dialog).to_be_hidden()
    page = mini_watched.open(mini_base + "fa/relations/iran/")  # remembered, in both languages
    page.keyboard.press("/")
    expect(page.locator("dialog.atlas-search")).to_have_count(0)
    assert page.locator("[data-atlas-search]").get_attribute("aria-keyshortcuts") is None
    page = mini_watched.open(mini_base + "fa/accessibility/")
    page.locator("#atlas-keys").check()
    page.locator("h1").click()
    page.keyboard.press("/")
    expect(page.locator("dialog.atlas-search")).to_be_visible()


@pytest.mark.parametrize("key", ["n", "p", ",", "."])
def test_no_other_single_key_does_anything(mini_watched: Watched, mini_base: str, key: str) -> None:
    page = mini_watched.open(mini_base + "organizations/")
    before = page.url
    page.keyboard.press(key)
    page.wait_for_timeout(150)
    assert page.url == before


def test_keys_do_the_same_where_nothing_is_typed_though_a_field_has_the_focus(
    mini_watched: Watched, mini_base: str
) -> None:
    page = mini_watched.open(mini_base + "timeline/")
    page.locator("#atlas-year").focus()
    page.keyboard.press("n")  # Material's key for the next page
    page.wait_for_timeout(200)
    assert page.url == mini_base + "timeline/"
    page.keyboard.press("/")
    expect(page.locator("dialog.atlas-search")).to_be_visible()
    page.keyboard.press("Escape")
    page.locator("#atlas-filter").focus()
    page.keyboard.press("/")
    expect(page.locator("#atlas-filter")).to_have_value("/")


def test_every_control_is_named_in_the_language_of_the_page(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "fa/organizations/commonwealth/")
    names: list[str] = page.evaluate(
        """[...document.querySelectorAll("[aria-label], [title], input[placeholder]")]
             .filter((e) => !e.closest("[lang=en], .md-select__link"))
             .flatMap((e) => [e.getAttribute("aria-label"), e.getAttribute("title"), e.getAttribute("placeholder")])
             .filter((name) => name && !/[\\u0600-\\u06ff]/.test(name))"""
    )
    assert names == []
    footer = page.locator(".md-copyright").inner_text()
    assert "متن و داده‌ها" in footer
    assert page.locator(".md-copyright :text('Material')").first.get_attribute("lang") == "en"


@pytest.mark.parametrize(
    "path", ["organizations/", "organizations/commonwealth/", "relations/iran/", "summary/", "as-of/"]
)
@pytest.mark.parametrize("language", ["", "fa/"])
def test_what_stands_by_itself_can_be_hit_with_a_thumb(like: Like, mini_base: str, path: str, language: str) -> None:
    """More than axe asks (WCAG 2.2, 2.5.8), which is content with room around a small target."""
    context = like(viewport={"width": PHONE, "height": 844}, has_touch=True)
    page = Watched(context, mini_base).open(mini_base + language + path)
    small: list[str] = page.evaluate(
        """[...document.querySelectorAll("article :is(a, button, summary, input[type=range])")]
             .filter((e) => e.checkVisibility() && getComputedStyle(e).display !== "inline" && !e.closest("sup, svg"))
             .map((e) => [e, e.getBoundingClientRect()])
             .filter(([, { width, height }]) => width && Math.min(width, height) < 23.9)
             .map(([e, { width, height }]) => `${e.className} ${e.textContent} ${width} x ${height}`)"""
    )
    assert small == []


def test_colours_change_without_a_mark_on_everything(mini_watched: Watched, mini_base: str) -> None:
    """Under Material's mark every element's style is computed anew, twice at each load: most of a phone's time for a page."""
    page = mini_watched.page
    page.add_init_script(
        """new MutationObserver(([{ attributeName }]) => { window.marked = attributeName })
             .observe(document, { subtree: true, attributeFilter: ["data-md-color-switching"] })"""
    )
    mini_watched.open(mini_base)
    page.locator("#__palette_2").dispatch_event("click")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert page.evaluate("window.marked") is None
    assert mini_watched.faults == []


def test_forced_colours_keep_every_legend_apart(like: Like, mini_base: str) -> None:
    context = like(viewport=DESKTOP, forced_colors="active")
    page = Watched(context, mini_base).open(mini_base + "relations/")
    fills = page.locator('.atlas-map__legend[data-legend="status"] .atlas-map__swatch').evaluate_all(
        "(all) => all.map((e) => getComputedStyle(e).backgroundColor)"
    )
    assert len(set(fills)) == len(fills) > 1
    page = Watched(context, mini_base).open(mini_base + "organizations/commonwealth/")
    bars = page.locator(".atlas-legend rect").evaluate_all("(all) => all.map((e) => getComputedStyle(e).fill)")
    assert len(set(bars)) == len(bars) > 1
