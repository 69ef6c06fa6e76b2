"""What grows old: it is found, the longest unchecked stand first, and exceptions give a reason that still holds."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from atlas.checks.freshness import ageing
from atlas.derive.survey import months_between
from atlas.findings import Finding
from atlas.model.atlas import Atlas
from atlas.pipeline import TEMPLATES, read_and_check
from atlas.render.render import render
from conftest import MINI, TODAY

OLD = [
    ("en", "Repayment now stretches over 40 years."), ("en", "Today trade connects the two."), ("en", "A recent visit was warm."),
 ("en", "A. Nobody is the prime minister of Iran."), ("en", "B is its secretary-general."),
    ("en", "The fund is 12 million dollars."), ("en", "Trade stands at about 2.5 billion US dollars."),
    ("en", "Some live there: there are 300,000 people."), ("en", "It has 1,200 employees."),
    ("fa", "امروز بازرگانی دو کشور را به هم پیوند می‌دهد."), ("fa", "مقر کنونی آن تهران است."), ("fa", "او نخست‌وزیر ایران است."),
    ("fa", "بودجهٔ آن ۱۲ میلیون دلار است."), ("fa", "۳۰۰ هزار نفر در آنجا زندگی می‌کنند."), ("fa", "سفر اخیر گرم بود."),
]  # fmt: skip
TIMELESS = [
    ("en", "Repayment now (2026) stretches over 40 years."), ("en", "As of June 2024 trade is 2 billion dollars."),
    ("en", "The bank approved 100 million dollars."), ("en", "The prime minister visited Tehran."), ("en", "It knows no todayness."),
    ("en", "Pakistan sent 2,800 soldiers."), ("en", "Nowhere is it written."), ("en", "The now-defunct pact ended."),
    ("fa", "تا ۲۰۲۴ بازرگانی اکنون ۲ میلیارد دلار است."), ("fa", "بانک ۱۰۰ میلیون دلار تصویب کرد."), ("fa", "نخست‌وزیر به تهران رفت."),
    ("fa", "امروزین نیست."), ("fa", "دبیرکل بر آن بوده است که شورا تصمیم بگیرد."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), OLD)
def test_what_grows_old_is_found(language: str, text: str) -> None:
    assert (
        len(list(ageing(f"In 1947 it began. {text}" if language == "en" else f"در ۱۹۴۷ آغاز شد. {text}", language)))
        == 1
    )


@pytest.mark.parametrize(("language", "text"), TIMELESS)
def test_what_is_dated_or_done_is_left_alone(language: str, text: str) -> None:
    assert list(ageing(text, language)) == []


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [("2025-05-23", "2026-11-23", 18), ("2025-05-24", "2026-11-23", 17), ("2026-11-23", "2026-11-23", 0)],
)
def test_months_are_whole(first: str, last: str, months: int) -> None:
    assert months_between(date.fromisoformat(first), date.fromisoformat(last)) == months


def with_exception(tmp_path: Path, summary: str, exception: str) -> list[Finding]:
    data = tmp_path / "data"
    shutil.copytree(MINI / "data", data)
    iran = data / "relations/iran.yml"
    iran.write_text(iran.read_text(encoding="utf-8").replace("Iran is a neighbour.", summary), encoding="utf-8")
    (data / "exceptions.yml").write_text(exception, encoding="utf-8")
    return read_and_check(data, TODAY)[1]


EXCEPTION = "neighbour:\n  file: data/relations/iran.yml\n  field: summary.en\n  reason: Neighbours remain so.\n"


def test_an_exception_gives_a_reason(tmp_path: Path) -> None:
    assert with_exception(tmp_path, "Iran is now a neighbour.", EXCEPTION) == []


def test_an_exception_without_a_reason_is_none(tmp_path: Path) -> None:
    found = with_exception(
        tmp_path, "Iran is now a neighbour.", EXCEPTION.replace("  reason: Neighbours remain so.\n", "")
    )
    assert next(str(finding) for finding in sorted(found)) == (
        "data/exceptions.yml:1:1: error: neighbour.reason: it is missing. Add reason: Why the statement needs no year"
    )


def test_an_exception_that_is_not_needed_is_an_error(tmp_path: Path) -> None:
    found = with_exception(tmp_path, "Iran is a neighbour.", EXCEPTION)
    assert [str(finding) for finding in found] == [
        "data/exceptions.yml:1:1: error: neighbour: data/relations/iran.yml needs no exception for summary.en. Remove it"
    ]


def test_what_is_overdue_is_listed_longest_first(mini: Atlas) -> None:
    later = date(2028, 5, 19)
    pages = render(mini, later, TEMPLATES)
    listed = pages["en/state/index.md"].split("{ #overdue }")[1].split("##")[0]
    names = [line.split(">")[2].split("<")[0] for line in listed.splitlines() if line.startswith("<li>")]
    checked = [record.checked.first for record in mini.relations.values()]
    assert len(names) >= 2
    assert min(checked) < later
    assert "#overdue" not in render(mini, TODAY, TEMPLATES)["en/state/index.md"]
    assert "نیازمند بررسی دوباره" in pages["fa/state/index.md"]


def test_each_page_says_when_it_was_checked(mini: Atlas) -> None:
    pages = render(mini, TODAY, TEMPLATES)
    assert "18 November 2026" in pages["en/relations/iran.md"]
    assert "۱۸ نوامبر ۲۰۲۶" in pages["fa/relations/iran.md"]
