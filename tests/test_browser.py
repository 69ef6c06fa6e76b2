"""The built site in a real browser: no error, no foreign request, no sideways scroll, nothing that axe complains of."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from atlas.render.sections import all_sections
from conftest import DESKTOP, MINI_REPOSITORY, ROOT, Like, Watched
from wcag import violations, without

pytestmark = pytest.mark.browser


def by_length(folder: str) -> list[str]:
    """The addresses of a folder's records, from the shortest file to the longest."""
    files = sorted((ROOT / "data" / folder).glob("*.yml"), key=lambda path: (path.stat().st_size, path.name))
    return [f"{folder}/{path.stem}/" for path in files]


LONGEST, SHORTEST = by_length("relations")[-1], by_length("relations")[0]
#: What only the Persian page can have: runs of the other direction, digits, the order of what stands side by side.
LONG_IN_PERSIAN = ("", LONGEST, by_length("organizations")[-1])

#: One page of each kind, with a long one and a short one.
PATHS = [
    *(section.address for section in all_sections()),
    by_length("organizations")[0], by_length("organizations")[-1], LONGEST, SHORTEST, by_length("topics")[-1],
    f"sources/{next((ROOT / 'data/sources').glob('[a-z].yml')).stem}/",
]  # fmt: skip

#: Lists whose entries are all made alike: the first ones stand for the rest. That no id is there twice is seen to in test_site.py.
ALIKE = [
    f".{parts}:nth-child(n+12)"
    for parts in (
        "atlas-bibliography > li",
        "atlas-events > li",
        "atlas-sources > li",
        "atlas-members > li",
        "atlas-shared > li",
        "atlas-chips > li",
        "atlas-by-kind > div",
        "atlas-timeline__row",
        "atlas-table tbody > tr",
        "atlas-matrix tbody > tr",
        "atlas-map svg > *",
        "md-typeset__table tbody > tr",
    )
]

NARROW = (320, 390)

#: The marks of citations that begin a line, away from the words or the date that they belong to.
CUT_OFF = """() => [...document.querySelectorAll("article sup.cite")].flatMap((mark) => {
  let before = mark.previousSibling;
  if (!before || before.nodeName === "SUP") return [];
  while (before.lastChild) before = before.lastChild;
  const range = document.createRange(), end = before.data?.trimEnd().length;
  if (!end) return [];
  range.setStart(before, end - 1);
  range.setEnd(before, end);
  const word = [...range.getClientRects()].pop(), number = mark.firstElementChild.getClientRects()[0];
  return word && number && number.top >= word.bottom - 2 ? [before.data.slice(-20) + mark.textContent] : [];
})"""


@pytest.mark.parametrize("language", ["", "fa/"])
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_sound(watched: Watched, base: str, path: str, language: str) -> None:
    """No error, no foreign request, nothing that axe complains of, nothing wider than a phone, no mark of a citation alone.

    All of it on one visit, because loading the page is what takes the time. Each kind of page is examined more closely, at
    four widths and in both schemes and languages, where it is short: in test_open_to_all.py. Most of what axe sees of a long
    page is the same in both languages, so here it looks at one; of the longest it looks at both.
    """
    page = watched.open(base + language + path)
    if not language or path in LONG_IN_PERSIAN:
        with without(page, ALIKE):
            assert violations(page) == []
    for width in NARROW:
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(CUT_OFF) == []
    assert watched.faults == []


@pytest.mark.parametrize("path", [by_length(folder)[-1] for folder in ("organizations", "relations", "topics")])
def test_the_switch_leads_to_the_same_place_in_the_other_language(watched: Watched, base: str, path: str) -> None:
    page = watched.open(base + path + "#sources")
    page.get_by_label("Select language").hover()
    page.locator("a[hreflang=fa].md-select__link").click()
    expect(page).to_have_url(base + "fa/" + path + "#sources")
    expect(page.locator("html")).to_have_attribute("lang", "fa")  # waits: the address changes before the body is there
    expect(page.locator("body")).to_have_attribute("dir", "rtl")
    page.wait_for_load_state()  # before, the page's script does not know of the link yet
    page.locator("a[hreflang=en].md-select__link").dispatch_event("click")
    expect(page).to_have_url(base + path + "#sources")
    expect(page.locator("html")).to_have_attribute("lang", "en")  # waits: the address changes before the body is there
    expect(page.locator("body")).to_have_attribute("dir", "ltr")
    assert watched.faults == []


@pytest.mark.parametrize("path", ["relations/india/", "fa/relations/india/"])
def test_the_numbers_of_sources_have_room_for_three_digits(watched: Watched, base: str, path: str) -> None:
    """What stands outside of the list is not painted, since it is not laid out before it is near (atlas.css)."""
    page = watched.open(base + path)
    room, needed = page.evaluate(
        """() => {
          const list = document.querySelector("ol.atlas-sources"), item = list.querySelector("li");
          const [outer, inner] = [getComputedStyle(list), getComputedStyle(item)];
          const probe = list.appendChild(document.createElement("span"));
          probe.textContent = document.dir === "rtl" ? "۱۰۸. " : "108. ";
          probe.style.whiteSpace = "pre";
          return [
            parseFloat(outer.paddingInlineStart) + parseFloat(inner.marginInlineStart),
            probe.getBoundingClientRect().width,
          ];
        }"""
    )
    assert room >= needed


def test_a_date_too_wide_for_the_box_keeps_its_mark(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "relations/iran/")
    page.set_viewport_size({"width": 320, "height": 844})
    page.locator(".atlas-box dd time").first.evaluate(
        "(e) => e.textContent = 'between September 1955 and 30 October 1956'"
    )
    assert page.evaluate(CUT_OFF) == []


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("as-of/#1975-01-01", "as-of/#1975-01-01"),
        ("organizations/?filter=league&kind=regional", "organizations/?kind=regional"),
        ("relations/?map=since", "relations/?map=since"),
    ],
)
def test_the_switch_keeps_what_was_chosen_and_not_what_was_typed(
    mini_watched: Watched, mini_base: str, asked: str, kept: str
) -> None:
    page = mini_watched.open(mini_base + asked)
    link = page.locator("a[hreflang=fa].md-select__link")
    link.focus()  # an address is complete before the click, since a link may be opened in another tab
    expect(link).to_have_attribute("href", re.compile(re.escape(kept.partition("/")[2]) + "$"))
    link.dispatch_event("click")
    expect(page).to_have_url(mini_base + "fa/" + kept)
    assert mini_watched.faults == []


def test_a_persian_page_reads_from_the_right(watched: Watched, base: str) -> None:
    page = watched.open(base + "fa/relations/european-union/")
    right = page.locator("h1").evaluate("e => getComputedStyle(e).direction")
    assert right == "rtl"
    # GSP+ keeps its plus sign behind it: the run is isolated and reads from the left.
    run = page.locator("bdi", has_text="GSP+").first
    assert run.evaluate("e => [e.dir, e.lang]") == ["ltr", "en"]
    assert page.evaluate("document.fonts.check('16px Vazirmatn', 'پاکستان')")


def test_what_material_leaves_unmirrored_is_mended(watched: Watched, base: str) -> None:
    """Each fault that stock Material has in pages that read from the right, where a browser can see it."""
    page = watched.open(base + "fa/contribute/")

    def style(selector: str, name: str, pseudo: str = "") -> str:
        found: str = page.locator(selector).first.evaluate(
            "(e, [name, pseudo]) => getComputedStyle(e, pseudo || null)[name]", [name, pseudo]
        )
        return found

    assert style("article code", "direction") == "ltr"
    assert style("article code", "unicodeBidi") == "isolate"
    assert style("article ol", "listStyleType") == "persian"
    assert style("article h2", "letterSpacing") in ("0px", "normal")
    size, height = (float(style("article p", name).removesuffix("px")) for name in ("fontSize", "lineHeight"))
    assert height / size >= 1.8
    page = watched.open(base + "fa/organizations/commonwealth/")
    assert style(".atlas-figure svg", "direction") == "ltr"
    assert page.evaluate(
        "[...document.querySelectorAll('article :is(em, i, cite)')].every(e => getComputedStyle(e).fontStyle === 'normal')"
    )
    assert style("article", "textAlign") in ("start", "right")
    # The table of contents stands on the left, where a page that reads from the right ends.
    contents, text = (page.locator(selector).first.bounding_box() for selector in (".md-sidebar--secondary", "article"))
    assert contents is not None
    assert text is not None
    assert contents["x"] < text["x"]


@pytest.mark.parametrize("path", ["", "fa/organizations/", LONGEST, "fa/shared/", "as-of/"])
def test_the_keyboard_shows_where_it_is(watched: Watched, base: str, path: str) -> None:
    page = watched.open(base + path)
    unseen = []
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        where, outline, square = page.evaluate(
            """() => {
              const e = document.activeElement, rect = e.querySelector("rect");
              // Material draws the colour scheme's button as the label behind its field.
              const s = getComputedStyle(e.matches(".md-option") ? e.nextElementSibling : e);
              return [e.tagName + " " + (e.getAttribute("href") || e.id || e.className), s.outlineStyle, rect ? getComputedStyle(rect).strokeWidth : ""];
            }"""
        )
        reached.add(where)
        if outline == "none" and square in ("", "0.6px"):
            unseen.append(where)
    assert unseen == []
    assert len(reached) > 20


def test_without_javascript_everything_is_there_to_read(like: Like, mini_base: str) -> None:
    context = like(java_script_enabled=False)
    page = context.new_page()
    page.goto(mini_base + "organizations/commonwealth/")
    expect(page.locator("#membership")).to_be_visible()
    expect(page.locator(".atlas-bars").first).to_be_visible()
    page.goto(mini_base + "relations/")
    assert page.locator(".atlas-table tbody tr").count() == 3


def test_opened_from_a_folder_links_and_pages_work(like: Like, mini_site: Path) -> None:
    context = like(viewport=DESKTOP)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto((mini_site / "index.html").as_uri())
    page.get_by_role("link", name="Relations", exact=True).first.click()
    expect(page.locator("h1")).to_contain_text("Relations")
    page.locator("a[href*='/relations/iran/']").first.click()
    expect(page.locator("h1")).to_contain_text("Iran")
    assert faults == []


def test_a_missing_page_is_answered_in_both_languages(like: Like, base: str) -> None:
    context = like(viewport=DESKTOP)
    page = context.new_page()
    page.goto(base + "organizations/no-such/")
    page.wait_for_load_state("networkidle")  # the font that arrives moves the links
    expect(page.locator("section[lang=fa] h2")).to_be_visible()
    # With Material's alternates left in the page, its script took this for the language switch and went to the home page.
    page.locator("section[lang=fa] a", has_text="سازمان‌ها").click()
    expect(page).to_have_url(base + "fa/organizations/")
    expect(page.locator("h1")).to_contain_text("سازمان‌ها")


def test_paper_leaves_out_what_only_a_screen_can_use(like: Like, base: str) -> None:
    context = like(viewport=DESKTOP)
    page = context.new_page()
    path = by_length("organizations")[-1]
    page.goto(base + path)
    page.emulate_media(media="print")
    expect(page.locator(".atlas-crumbs")).to_be_hidden()
    expect(page.locator(".md-header")).to_be_hidden()
    expect(page.locator(".atlas-box")).to_be_visible()
    expect(page.locator(".atlas-figure__foot").first).to_be_hidden()
    expect(page.locator(".atlas-paper")).to_contain_text(f"/{path}")
    page.emulate_media(media="screen")
    expect(page.locator(".atlas-paper")).to_be_hidden()


def test_a_day_can_be_asked_for_by_its_address(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "as-of/#1975-01-01")
    rows = page.locator("[data-as-of=organizations] tbody tr:visible")
    # Out of the Commonwealth between 1972 and 1989; the RCD lasted from 1964 to 1979.
    assert rows.locator("th").all_inner_texts() == [
        "Regional Cooperation for Development",
        "World Meteorological Organization",
    ]
    page.locator("#as-of-day").fill("2001-06-01")
    page.locator("#as-of-day").dispatch_event("change")
    expect(page).to_have_url(mini_base + "as-of/#2001-06-01")
    commonwealth = rows.filter(has_text="Commonwealth of Nations")
    expect(commonwealth).to_contain_text("Suspended")
    assert mini_watched.faults == []


def test_a_day_can_be_asked_for_in_the_solar_hijri_calendar(watched: Watched, base: str) -> None:
    page = watched.open(base + "fa/as-of/")
    page.locator("#as-of-hijri-year").fill("۱۳۲۶")
    page.locator("#as-of-hijri-month").select_option("مهر")
    page.locator("#as-of-hijri-day").fill("٧")  # an Arabic digit
    page.locator("#as-of-hijri-day").dispatch_event("change")
    expect(page).to_have_url(base + "fa/as-of/#1947-09-30")
    expect(page.locator(".atlas-asof output")).to_contain_text("۳۰ سپتامبر ۱۹۴۷")
    page.locator("#as-of-hijri-day").fill("۳۱")  # Mehr has thirty days
    page.locator("#as-of-hijri-day").dispatch_event("change")
    expect(page.locator(".atlas-asof output")).to_contain_text("چنین روزی در تقویم هجری خورشیدی نیست.")


def test_two_partners_stand_side_by_side(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "compare/?a=iran&b=united-kingdom")
    expect(page.locator("[data-compare] thead")).to_contain_text("Iran")
    expect(page.locator("[data-row=since] td").first).to_have_text("May 1948")
    expect(page.locator("[data-row=missions] td").first).to_contain_text("Embassy, Tehran")
    expect(page.locator("[data-row=agreements] td").first.locator("li")).to_have_text(
        ["February 1950: Treaty of friendship"]
    )
    expect(page.locator("[data-compare-shared]")).to_contain_text("Economic Cooperation Organization")
    page.locator("#compare-b").select_option("palestine")
    expect(page).to_have_url(mini_base + "compare/?a=iran&b=palestine")
    assert mini_watched.faults == []


def test_the_map_is_coloured_as_the_reader_chooses(mini_watched: Watched, mini_base: str) -> None:
    page = mini_watched.open(mini_base + "fa/")
    iran = page.locator(".atlas-map a[href*='/iran/'] rect")
    before = iran.evaluate("e => getComputedStyle(e).fill")
    page.get_by_label("آغاز روابط").check()
    assert iran.evaluate("e => getComputedStyle(e).fill") != before
    assert "map=since" in page.url
    page.reload()
    expect(page.locator(".atlas-map__drawing")).to_have_attribute("data-view", "since")
    assert mini_watched.faults == []


def test_a_link_to_the_repository_asks_its_host_for_nothing(mini_watched: Watched, mini_base: str) -> None:
    """Material's script would ask a well-known host, on which the miniature's repository is, for the number of its stars."""
    page = mini_watched.open(mini_base)
    expect(page.locator("a.md-source").first).to_have_attribute("href", MINI_REPOSITORY)
    assert "github.com" in MINI_REPOSITORY
    assert mini_watched.faults == []
