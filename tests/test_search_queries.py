"""The set of queries on the real site, in a browser: see scripts/search_report.py, which prints the same figures.

How soon results come is measured by the report alone: on a machine that others use it would fail by chance.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from search_report import (
    BLIND,
    TUNED,
    UNTUNED,
    Answer,
    Query,
    answers,
    open_ours,
    read_queries,
    sizes,
    table,
    type_ours,
)
from tools.browser import served

pytestmark = pytest.mark.browser

QUERIES = read_queries()
BLIND_QUERIES = [query for query in read_queries(BLIND) if query not in set(QUERIES)]
KILOBYTE = 1024


@pytest.fixture(scope="module")
def asked(browser: Browser, site: Path) -> Iterator[list[Answer]]:
    with served(site, lasting=True) as (base, _):
        yield answers(browser, base, [*QUERIES, *BLIND_QUERIES])


def of(asked: list[Answer], queries: list[Query]) -> list[Answer]:
    wanted = set(queries)
    return [answer for answer in asked if answer.query in wanted]


def test_the_set_is_large_enough_and_its_pages_exist(site: Path) -> None:
    count = {language: sum(query.language == language for query in QUERIES) for language in ("fa", "en")}
    assert count["fa"] >= 150
    assert count["en"] >= 60
    assert len({(query.language, query.text) for query in QUERIES}) == len(QUERIES)
    missing = {page for query in QUERIES for page in query.expected if not (site / page / "index.html").is_file()}
    assert missing == set()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_expected_page_comes_first(asked: list[Answer], language: str) -> None:
    own = [answer for answer in of(asked, QUERIES) if answer.query.language == language]
    assert TUNED.reached(own), table(own)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_queries_that_nobody_tuned_on_are_answered_too(asked: list[Answer], language: str) -> None:
    own = [answer for answer in of(asked, BLIND_QUERIES) if answer.query.language == language]
    assert UNTUNED.reached(own), table(own)


def test_no_result_is_of_the_other_language(asked: list[Answer]) -> None:
    assert [answer.query.text for answer in asked if answer.foreign] == []


def test_the_first_query_fetches_little(asked: list[Answer], site: Path) -> None:
    fetched = sizes(site, asked)
    assert {query.text: size for query, size in fetched.items() if size > 150 * KILOBYTE} == {}


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_dialog_shows_what_the_engine_answers(
    browser: Browser, site: Path, asked: list[Answer], language: str
) -> None:
    own = [answer for answer in of(asked, QUERIES) if answer.query.language == language][::40]
    page = browser.new_page()
    with served(site, lasting=True) as (base, _):
        open_ours(page, base + ("fa/" if language == "fa" else ""))
        assert [type_ours(page, base, answer.query).pages for answer in own] == [answer.pages for answer in own]
    page.close()


def test_report_names_what_was_missed() -> None:
    query = Query("fa", "slips", "شنگهای", ("organizations/sco",))
    text = table([Answer(query, ("organizations/sco",), 5), Answer(query, ("relations/iran",), 5)])
    assert "| fa, slips | 2 | 50 % | 50 % |" in text
    assert "شنگهای → organizations/sco: not shown; first is relations/iran" in text


def test_aims_are_missed_by_one_language_alone_and_by_the_other_language() -> None:
    right = Answer(Query("fa", "a", "x", ("one",)), ("one",), 1)
    second = Answer(Query("en", "a", "x", ("one",)), ("two", "one"), 1)
    foreign = Answer(Query("fa", "a", "x", ("one",)), ("one", "other language: one"), 1)
    assert TUNED.reached([right])
    assert not TUNED.reached([right, second])
    assert not TUNED.reached([foreign])
