"""What axe finds on a page that is open in the browser.

In: the page, axe's options. Out: the id of each rule that is broken, with the first elements that break it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: Takes elements out of the page, and puts them back where they were.
TAKE = """(selectors) => {
  window.taken = [];
  for (const element of new Set(selectors.flatMap((selector) => [...document.querySelectorAll(selector)]))) {
    taken.push([element, element.parentNode, element.nextSibling]);
    element.remove();
  }
}"""
PUT_BACK = "() => { for (const [element, parent, next] of taken.reverse()) parent.insertBefore(element, next); }"


@contextmanager
def without(page: Page, selectors: list[str]) -> Iterator[None]:
    """The page without elements that are made as others are, which stand for them.

    If axe were only told to leave them out, it would still walk through them, several times for each rule: on a page of
    thousands of elements that is most of its time.
    """
    page.evaluate(TAKE, selectors)
    yield
    page.evaluate(PUT_BACK)


def violations(page: Page, options: dict[str, Any] | None = None, context: Any = None) -> list[tuple[str, list[str]]]:
    """What axe has to say against the page, or what ``context`` takes of it.

    Without ``options`` by all the rules that it applies by itself.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    # What is as it should be need not be told apart, described and sent.
    found = page.evaluate(
        "async ([context, options]) => (await axe.run(context ?? document, options)).violations",
        [context, {"resultTypes": ["violations"], **(options or {})}],
    )
    return [(v["id"], [str(node["target"]) for node in v["nodes"]][:3]) for v in found]
