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
from test_mistakes import MISTAKES
from test_new import ANSWERS
from test_yaml_file import BROKEN

EXPECTED = MINI / "findings-fa.txt"


#: Messages whose causes are no texts in a file of the miniature; the tests that name them cause them.
OTHERS = {
    "it is a symbolic link, which is not followed. Put the file itself in its place": "test_corpus",
    "it is a pipe or a device and no file. Remove it": "test_corpus",
    "the file has 5000000000 bytes, more than 1000000. Split it": "test_corpus",
    "the file cannot be read: Is a directory. Check that it exists and is a file": "test_corpus",
    "there is no source zzz in data/sources/. Add it to data/sources/, or correct the id": "test_rule_edges",
    "there is no record zzz in data/organizations. Write the name of a file there, without .yml": "test_rule_edges",
    "there is no source zzz in data/sources/. Add it first: python scripts/new.py source": "test_new",
    "«x» is not written so. Write ها and تر without a space or half-space after a letter that joins nothing: کشورها, مؤثرتر": "test_repair",
    "«x» is not written so. Leave out the half-space beside a space, a mark or another half-space": "test_repair",
    "<U+D83D> is half of a character. Write the whole character itself, not two numbers": "test_safety",
    "example.org has a copy of Wikipedia, which is not secondary. Write weak": "test_rule_edges",
    "x does not fit: it is odd. See the field reference": "test_rule_edges",
    "x is not a term of event-kind.": "test_rule_edges",
    "sheet is no kind of place.": "test_rule_edges",
    "it is no plain text, but a picture, an archive or a document of another program. Save the record as plain text in the "
    "encoding UTF-8": "test_corpus",
    "nothing reads it and nobody would see it. Move it out of data/, or into one of: organizations, relations, topics, "
    "sources": "test_corpus",
    "README.md is no record: only files whose names end in .yml are read here. Move it out of the folder": "test_corpus",
    "eco (1).yml seems to be a copy of eco.yml, which is there. Keep one of the two, under the name eco.yml": "test_corpus",
    "نام.yml is no name for a record. Give it a name of lower-case letters a to z, digits, hyphens, then .yml": "test_corpus",
    "un.yaml is no name for a record. Rename it to un.yml (lower-case letters a to z, digits, hyphens, then .yml), or move it "
    "out of the folder": "test_load",
    "sub is a folder inside a folder, which nothing reads. Move its files up": "test_corpus",
    "<U+FFFD> stands where a character was lost. Write the one that belongs there": "test_safety",
    "the answer is missing. Give it by a flag": "test_new",
    "the order of the fields → that of the template": "test_repair",
    "white space at the end of lines or of the file → none": "test_repair",
    "a byte order mark → none": "test_repair",
    "an answer is needed here. Write it, or press Ctrl+C to stop": "test_new",
    "there is no folder data/topics. Make it, or correct its name": "test_rule_edges",
    "unexpected 'end'. Mend the template": "test_safety",
    "2 of 300 have no de: a, b. Write them in German, or name de under unfinished_languages in data/subject.yml": "test_other_atlases",
    "there is no description of the fields in German. Write it after fields.fa.yml, or name de under unfinished_languages "
    "in data/subject.yml": "test_other_atlases",
    "the rule a_rule failed (KeyError: 'x'). Look for what is unusual here, and report the fault of the program, "
    "scripts/atlas/checks/x.py:1": "test_safety",
}


def known() -> list[str]:
    """The English messages of every mistake in the tests, without the place."""
    found = [*(fault[3] for fault in (*SENTENCES, *FAULTS)), *(expected for _content, expected in BROKEN)]
    found += [line for mistake in MISTAKES for line in mistake["found"]]
    return sorted({*map(_message, found), *(message for *_answer, message in ANSWERS), *OTHERS})


def _message(line: str) -> str:
    match = re.match(
        r"[^:]+:\d+:\d+: (?:error|warning): (?:(?:[\w./-]+(?:\[\d+\])?|\[\d+\])[\w.\[\]-]*: )?(.*)", line, re.DOTALL
    )
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


def test_every_sentence_is_tried() -> None:
    patterns = {
        english: re.compile("(.*?)".join(map(re.escape, english.split("{}"))), re.DOTALL) for english, _ in catalogue()
    }
    tried: set[str] = set()
    seen: set[str] = set()
    waiting = set(known())
    while waiting:
        part = waiting.pop()
        seen.add(part)
        for english, pattern in patterns.items():
            if (match := pattern.fullmatch(part)) is not None:
                tried.add(english)
                waiting |= {group for group in match.groups() if group} - seen
    assert patterns.keys() - tried == set(), "Add a mistake that causes it to tests/mistakes.yml"


def test_every_known_mistake_has_a_persian_sentence() -> None:
    assert [message for message in known() if in_persian(message) == message] == []


def test_the_report_is_persian_to_its_last_line(change: Change) -> None:
    found = change("organizations/eco.yml", "kind: economic", "kind: economical")
    assert lines(found, "fa") == [
        "data/organizations/eco.yml:3:7: خطا: kind: «economical» از واژه‌های فهرست organization-kind نیست. "
        "آیا منظورتان economic بود؟",
        "۱ خطا، ۰ هشدار.",
    ]


def test_a_sentence_that_nobody_has_translated_stays_english() -> None:
    assert in_persian("something quite new is wrong") == "something quite new is wrong"


@pytest.mark.parametrize(
    "value", ["English", "Persian", "Did you mean x?", "a word", "The text in English", "{1} and {0}"]
)
def test_what_somebody_wrote_is_not_translated(value: str) -> None:
    said = in_persian(f"{value} is not a term of organization-kind. Did you mean economic?")
    assert said == f"«{value}» از واژه‌های فهرست organization-kind نیست. آیا منظورتان economic بود؟"
