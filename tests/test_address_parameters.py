"""What stands behind an address, the query and the fragment, is anybody's: on no page does it run, fetch or break anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from test_payloads import WATCH
from tools.browser import served

#: Texts, and (those that begin with %) what no text is written as.
PAYLOADS = (
    "%", "%00", "%E0%A4%A", "%FF", "%F0%9F%92%A9", "%u202e", "%26%23x3c;img", "<img src=x onerror=hit()>", '"><svg onload=hit()>',
    "' onmouseover=hit() x='", "</script><script>hit()</script>", "javascript:hit()", "data:text/html,<script>hit()</script>",
    "//evil.example/", "../../", "a" * 5000, "[" * 400, "((((", "\\", "*", "$&", "[object Object]", "{{7*7}}", "${hit()}",
    "__proto__", "constructor", "hasOwnProperty", "toString", "__defineGetter__", "NaN", "-1", "1e309", "0x10", "99999999999",
    "9999-12-31", "0000-00-00", "1971-02-31", "+275760-09-14", "۲۰۲۰", "\u202eun", "\u2028", "un,un,un", "un&un=un#un", "null",
)  # fmt: skip

#: Pages whose scripts read their address.
PAGES = (
    "", "organizations/", "relations/", "missions/", "agreements/", "visits/", "timeline/", "as-of/", "compare/", "shared/", "sources/",
    "changes/", "organizations/commonwealth/",
)  # fmt: skip
#: What scripts ask an address for, beside the names in a page's forms.
PARAMETERS = ("q", "h", "filter", "sort", "sort1", "map", "a", "b", "organization", "group")


def addresses(page: str, names: list[str]) -> Iterator[str]:
    """Addresses of one page in which each payload stands once: behind as many names as there are, and in the fragment."""
    slots = len(names) + 1
    for number, first in enumerate(range(0, len(PAYLOADS), slots)):
        values = [text if text.startswith("%") else quote(text, safe="") for text in PAYLOADS[first : first + slots]]
        # In turn: what stood behind the last name stands in the next page's fragment.
        values = values[number % len(values) :] + values[: number % len(values)]
        query = "&".join(f"{name}={value}" for name, value in zip(names, values[1:], strict=False))
        yield f"{'fa/' if number % 2 else ''}{page}?{query}#{values[0]}"


def names_on(page: Page) -> list[str]:
    """The names of the fields of a page's forms, with those that its scripts may read beside them."""
    fields: list[str] = page.evaluate("[...document.querySelectorAll('form [name]')].map((field) => field.name)")
    return list(dict.fromkeys((*PARAMETERS, *fields)))


@pytest.mark.browser
def test_nothing_behind_an_address_runs_or_breaks_a_page(mini_site: Path, browser: Browser) -> None:
    faults: list[str] = []
    with served(mini_site) as (base, _sent):
        context = browser.new_context()
        context.add_init_script(WATCH)
        context.set_default_navigation_timeout(120_000)  # on a machine that does other things meanwhile
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url[:200]} {error}"))
        page.on(
            "console", lambda said: faults.append(f"{page.url[:200]} {said.text}") if said.type == "error" else None
        )
        page.on(
            "request", lambda asked: None if asked.url.startswith((base, "data:")) else faults.append(asked.url[:200])
        )
        for path in PAGES:
            page.goto(base + path)
            for address in addresses(path, names_on(page)):
                page.goto("about:blank")  # another fragment alone would load nothing
                page.goto(base + address)
                hits, length = page.evaluate("[hits, document.querySelector('article').innerText.trim().length]")
                faults += [f"{address[:200]} {hit}" for hit in hits]
                assert length > 20, address[:200]
        context.close()
    assert faults == []
