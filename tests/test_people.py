"""Two people's questions, asked as new users ask: a Persian student on a phone, an English journalist on a laptop.

Each begins on the home page and is answered in three steps at most: the search is opened, words are typed, the first
result is opened.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from conftest import DESKTOP, Watched

pytestmark = pytest.mark.browser

#: What is typed, and the address below the language's to which the first result leads.
STUDENT = [
    ("عضو اتحادیه عرب؟", "organizations/arab-league/"),
    ("مقر اکو کجاست", "organizations/eco/"),
    ("۱۰ بهمن ۱۳۵۰", "as-of/#1972-01-30"),
    ("۱۰ بهمن ۵۰", "as-of/#1972-01-30"),
    ("سال ۱۳۵۰", "timeline/#1971-03-21"),
    ("در ۱۹۷۲ چه اتفاقی افتاد", "timeline/#1972"),
    ("سازمان های مشترک پاکستان و ايران", "relations/iran/#shared"),
    ("سفارت پاکستان در ایران", "relations/iran/#missions"),
    ("پاکستان در ۱۹۷۰ عضو چه سازمان‌هایی بود", "as-of/#1970-01-01"),
    ("کشورهایی که رابطه ندارند", "relations/"),
    ("hdvhk", "relations/iran/"),
    ("ارجاع به این سایت در پایان نامه", "about/#cite"),
]
JOURNALIST = [
    ("in the Arab League?", "organizations/arab-league/"),
    ("Commonwealth withdrawal", "organizations/commonwealth/#withdrawal"),
    ("countries with no diplomatic relations", "relations/"),
    ("compare two countries", "compare/"),
    ("January 1972", "timeline/#1972"),
    ("30/1/72", "as-of/#1972-01-30"),
    ("events of 1972", "timeline/#1972"),
    ("which organizations do Pakistan and Iran share", "relations/iran/#shared"),
    ("ambassador to Iran", "relations/iran/#missions"),
    ("ECO headquarters", "organizations/eco/"),
    ("bodies Pakistan is not a member of", "organizations/#not"),
    ("how do I cite this page", "about/#cite"),
]


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    yield context
    context.close()


@pytest.fixture(scope="module")
def laptop(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=DESKTOP)
    yield context
    context.close()


def answered(context: BrowserContext, base: str, root: str, typed: str) -> str:
    """The address below the language's to which the first result of a question leads, without the words to mark."""
    watched = Watched(context, base)
    page = watched.open(base + root)
    page.get_by_role("button", name="جستجو" if root else "Search").click()
    page.locator(".atlas-search__input").fill(typed)
    page.wait_for_function("text => document.querySelector('.atlas-search').dataset.answered === text", arg=typed)
    page.locator("a.atlas-search__page").first.click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    page.wait_for_load_state()
    found = urlsplit(page.url)
    address = found.path.removeprefix(urlsplit(base + root).path) + (f"#{found.fragment}" if found.fragment else "")
    page.close()
    assert watched.faults == []
    return address


@pytest.mark.parametrize(("typed", "address"), STUDENT)
def test_a_student_with_a_phone_is_answered(phone: BrowserContext, mini_base: str, typed: str, address: str) -> None:
    assert answered(phone, mini_base, "fa/", typed) == address


@pytest.mark.parametrize(("typed", "address"), JOURNALIST)
def test_a_journalist_with_a_laptop_is_answered(
    laptop: BrowserContext, mini_base: str, typed: str, address: str
) -> None:
    assert answered(laptop, mini_base, "", typed) == address
