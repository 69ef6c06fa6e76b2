"""Findings in Persian: a sentence for each of the code's, well written, and exact for every mistake that the tests know."""

from __future__ import annotations

import re

import pytest

from atlas.checks.persian import faults
from atlas.language.findings import catalogue, in_persian, lines
from conftest import MINI, Change
from sentences import templates
from test_checks import SENTENCES
from test_load import FAULTS

EXPECTED = MINI / "findings-fa.txt"


def known() -> list[str]:
    """The English messages of every mistake in the tests, without the place."""
    found = [fault[3] for fault in (*SENTENCES, *FAULTS)]
    return sorted({_message(line) for line in found})


def _message(line: str) -> str:
    match = re.match(r"[^:]+:\d+:\d+: (?:error|warning): (?:[\w./-]+(?:\[\d+\])?[\w.\[\]-]*: )?(.*)", line, re.DOTALL)
    assert match is not None, line
    return match[1]


def pairs() -> str:
    """Every message with its Persian below, as the file of expected sentences has them."""
    return "".join(f"{message}\n{in_persian(message)}\n\n" for message in known())


def test_every_sentence_of_the_code_has_its_persian() -> None:
    have = {english for english, _persian in catalogue()}
    missing = [f"{place}: {text}" for text, place in templates().items() if text not in have]
    assert missing == [], "Add these to scripts/templates/findings.yml"


@pytest.mark.parametrize(("english", "persian"), catalogue(), ids=[english[:60] for english, _persian in catalogue()])
def test_a_sentence_takes_the_same_parts_in_both_languages(english: str, persian: str) -> None:
    numbers = {int(number) for number in re.findall(r"\{(\d)\}", persian)}
    assert numbers == set(range(english.count("{}")))
    assert re.search("[آ-ی]", persian)


@pytest.mark.parametrize("persian", [persian for _english, persian in catalogue()])
def test_the_persian_is_well_written(persian: str) -> None:
    # What is quoted, and what stands for letters and digits of the file, is not Persian text.
    bare = re.sub(r"«[^»]*»|\([^)]*\)|\.yml|\[@[^\]]*\]|\b[0-9]+(?:[-/~.][0-9.~-]*)*|; @id|\{ \}", "X", persian)
    assert list(faults(re.sub(r"\{\d\}", "X", bare))) == []


def test_every_known_mistake_reads_as_expected_in_persian() -> None:
    assert pairs() == EXPECTED.read_text(encoding="utf-8"), "If the change is meant, run: python tests/accept.py"


def test_every_known_mistake_has_a_persian_sentence() -> None:
    assert [message for message in known() if in_persian(message) == message] == []


def test_the_report_is_persian_to_its_last_line(change: Change) -> None:
    found = change("organizations/eco.yml", "kind: economic", "kind: economical")
    assert lines(found, "fa") == [
        "data/organizations/eco.yml:3:7: error: kind: «economical» از واژه‌های فهرست organization-kind نیست. "
        "آیا منظورتان economic بود؟",
        "۱ خطا، ۰ هشدار.",
    ]


def test_a_sentence_that_nobody_has_translated_stays_english() -> None:
    assert in_persian("something quite new is wrong") == "something quite new is wrong"
