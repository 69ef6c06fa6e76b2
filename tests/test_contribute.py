"""The page for contributors keeps its word: each 👎 is found by the check, and no 👍 is."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from atlas.checks.freshness import ageing
from atlas.checks.persian import faults, mended
from atlas.checks.wording import words_take_no_side
from atlas.findings import Finding
from atlas.language.findings import lines
from atlas.load.folder import read_atlas
from conftest import MINI, ROOT, TODAY


def tables(language: str) -> Iterator[tuple[str, str]]:
    """The pairs of 👍 and 👎 of the page, in the order of its tables."""
    page = (ROOT / "docs" / language / "contribute/index.md").read_text(encoding="utf-8")
    for table in re.findall(r"^\|[^\n]*👍 \| 👎 \|\n\|[-|]+\|\n((?:\|.*\|\n)+)", page, re.MULTILINE):
        for row in table.splitlines():
            *_rule, good, bad = (cell.strip() for cell in row.strip("|").split("|"))
            yield good, bad


def spelling(language: str) -> list[tuple[str, str]]:
    rows = list(tables(language))
    end = next(number for number, (_good, bad) in enumerate(rows) if "توسط" in bad) + 1
    return rows[:end]


def style(language: str) -> list[tuple[str, str]]:
    return list(tables(language))[len(spelling(language)) :]


@pytest.mark.parametrize(("good", "bad"), [*spelling("en"), *spelling("fa")])
def test_each_slip_of_spelling_is_found(good: str, bad: str) -> None:
    assert list(faults(good)) == []
    assert mended(good) == good
    for slip in re.split(r"، (?!اما|اکو)", bad):
        assert list(faults(slip)) != [], slip


@pytest.fixture(scope="module")
def worded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("worded") / "data"
    shutil.copytree(MINI / "data", data)
    shutil.copy(ROOT / "data/wording.yml", data)
    return data


def found(data: Path, text: str, language: str) -> list[str]:
    """What the check says to a sentence in a record."""
    iran = data / "relations/iran.yml"
    before = iran.read_text(encoding="utf-8")
    old = {"en": "en: Iran is a neighbour.", "fa": "fa: ایران همسایه است."}[language]
    assert old in before
    try:
        iran.write_text(before.replace(old, f"{language}: >-\n    {text}"), encoding="utf-8")
        atlas, findings = read_atlas(data)
        assert atlas is not None
        assert findings == []
        sides = [finding.message for finding in words_take_no_side(atlas, TODAY)]
    finally:
        iran.write_text(before, encoding="utf-8")
    return [*sides, *(kind for kind, _sentence in ageing(text, language))]


@pytest.mark.parametrize(
    ("language", "good", "bad"), [(language, *row) for language in ("en", "fa") for row in style(language)]
)
def test_each_slip_of_style_is_found(worded: Path, language: str, good: str, bad: str) -> None:
    assert found(worded, good, language) == []
    assert found(worded, bad, language) != []


def test_somebody_elses_words_are_left_alone(worded: Path) -> None:
    assert found(worded, "India speaks of “Pakistan-occupied Kashmir”.", "en") == []
    assert found(worded, "هند از «کشمیر اشغالی» سخن می‌گوید.", "fa") == []


def test_the_sentence_says_what_to_write(worded: Path) -> None:
    assert found(worded, "The Kashmir problem is old.", "en") == [
        "Kashmir problem takes a side or praises. Write instead: the Kashmir dispute; the Line of Control"
    ]


def test_both_pages_have_the_same_rules() -> None:
    assert len(list(tables("en"))) == len(list(tables("fa"))) >= 26


def test_the_persian_page_shows_a_finding_as_check_says_it_in_persian() -> None:
    page = (ROOT / "docs/fa/contribute/index.md").read_text(encoding="utf-8")
    english = "2004-06-09 is before 2005. Swap the two dates or remove one"
    assert f"memberships[0].to: {english}" in page
    finding = Finding("data/organizations/sco.yml", 27, 9, "memberships[0].to", english)
    assert "\n".join(lines([finding], "fa")) in page
