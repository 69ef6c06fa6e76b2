"""One table says which spellings are one word: each of its rules works, in Python and, the same, in the browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from atlas.search.folding import (
    Word,
    browser_table,
    fold,
    kernel,
    key,
    ordinals,
    passes,
    short_key,
    sound,
    stem,
    stem_key,
    stop_words,
    table,
    terms,
    translations,
    words,
    words_of_folded,
)

RULES: list[dict[str, Any]] = table()["rules"]
EXAMPLES = [(rule["id"], typed, folded) for rule in RULES for typed, folded in rule["examples"]]

#: What must be found by what: two spellings that share a term.
SAME = [
    ("همکاری‌های", "همکاریهای"), ("همکاری‌های", "همکاری های"), ("همکاری‌های", "همکاری"), ("بین‌المللی", "بین المللی"),
    ("اسلام‌آباد", "اسلام آباد"), ("اسلام‌آباد", "اسلاماباد"), ("می‌شود", "می شود"), ("می‌شود", "میشود"),
    ("خانهٔ", "خانه‌ی"), ("خانهٔ", "خانه ی"), ("خانهٔ", "خانۀ"), ("هیئت", "هیأت"), ("هیئت", "هيات"),
    ("مسئول", "مسؤول"), ("مسئله", "مسأله"), ("رئیس", "رییس"), ("رئیس", "رئيس"), ("تأسیس", "تاسیس"), ("مؤلف", "مولف"),
    ("همسایگان", "همسایه‌ها"), ("پاکستانی", "پاکستان"), ("ایرانیان", "ایران"), ("مهم‌ترین", "مهم ترین"), ("کشورها", "کشور"),
    ("D-8", "D8"), ("D-8", "d 8"), ("دی‌۸", "دی8"), ("U.N.", "UN"), ("Pakistan’s", "Pakistan"), ("countries", "country"),
    ("organisation", "organization"), ("organisations", "organization"), ("Türkiye", "turkiye"), ("ژوئیه", "جولای"),
]  # fmt: skip
#: What must not be: words that differ in more than their ending.
DIFFERENT = [
    ("ایران", "عراق"),
    ("چین", "چاد"),
    ("هند", "هلند"),
    ("عمان", "عمر"),
    ("Oman", "Omar"),
]


def found(text: str) -> set[str]:
    return {term for word in words(text) for term in terms(word)}


@pytest.mark.parametrize(("rule", "typed", "folded"), EXAMPLES)
def test_the_examples_of_each_rule_fold_as_written(rule: str, typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule["id"]))
def test_each_rule_is_needed_by_its_first_example_and_names_its_source(rule: dict[str, Any]) -> None:
    assert rule["source"]
    typed, folded = rule["examples"][0]
    without = {**table(), "rules": [other for other in RULES if other is not rule]}
    assert _fold_with(without, typed) != folded


def _fold_with(changed: dict[str, Any], text: str) -> str:
    for pass_through in passes(changed):
        text = pass_through(text)
    return text.strip()


@pytest.mark.parametrize("part", ["words", "endings", "stop"])
def test_every_list_names_its_source(part: str) -> None:
    assert all(entry["source"] for entry in table()[part])
    assert table()["affixes"]["source"]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_word_share_a_term(one: str, other: str) -> None:
    assert found(one) & found(other) or key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_different_words_share_none(one: str, other: str) -> None:
    assert not found(one) & found(other)


def test_folding_twice_changes_nothing_more() -> None:
    for _, _, folded in EXAMPLES:
        assert fold(folded) == folded


def test_the_words_of_the_table_are_folded_already() -> None:
    """Words are looked up after folding: one that folding changes would never be met."""
    for entry in table()["words"]:
        for spelling, word in entry["map"].items():
            assert (fold(spelling), fold(word)) == (spelling, word)
    for ending, *_ in browser_table()["endings"]:
        assert fold(ending) == ending


def test_whole_names_are_keys() -> None:
    assert key("سازمان همکاری‌های منطقه‌ای") == key("سازمان همكاريهاي منطقه اي")
    assert stem_key("The Organisations of States") == "organizationstate"
    assert "the" in stop_words()
    assert stem("پاکستانیان") == stem("پاکستان")


@pytest.mark.parametrize(
    ("text", "whole", "short", "stemmed"),
    [
        ("The Bank of Asia", "thebankofasia", "bankasia", "bankasia"),
        ("the of", "theof", "", ""),
        ("", "", "", ""),
        ("پیوند ایران و عمان", "پیوندایرانوعمان", "پیوندایرانعمان", "پیوندایرانعمان"),
    ],
)
def test_a_short_name_is_without_stop_words(text: str, whole: str, short: str, stemmed: str) -> None:
    assert (key(text), short_key(text), stem_key(text)) == (whole, short, stemmed)


def test_a_short_name_is_without_what_is_common_too() -> None:
    assert short_key("Oman and Iran", frozenset({"oman"})) == "iran"
    assert short_key("Oman and Iran") == "omaniran"


@pytest.mark.parametrize(
    ("text", "parts", "inner"),
    [
        ("همکاری\u200cها", ("همکاری", "ها"), ("همکاری",)),
        ("همکاری ها", ("همکاری", "ها"), ("همکاری",)),
        ("می شود", ("می", "شود"), ("شود",)),
        ("ها", ("ها",), ("ها",)),
        ("می", ("می",), ("می",)),
        ("کشور می", ("کشور",), ("کشور",)),
        ("بین\u200cالمللی", ("بین", "المللی"), ("بین", "المللی")),
    ],
)
def test_an_affix_belongs_to_its_word_and_is_not_its_kernel(text: str, parts: Any, inner: Any) -> None:
    word = next(words(text))
    assert (word.parts, kernel(word)) == (parts, inner)


def test_a_half_space_that_joins_nothing_makes_no_word() -> None:
    parts = [word.parts for word in words("«برخی»\u200cاند، \u200c و\u200c سازمان\u200c!")]
    assert parts == [("برخی",), ("اند",), ("و",), ("سازمان",)]


def test_what_a_word_is_indexed_under() -> None:
    assert terms(next(words("summits"))) == ("summits", "summit")
    assert terms(next(words("withdrawals"))) == ("withdrawals", "withdrawal", "=leave")
    assert terms(next(words("همکاری\u200cها"))) == ("همکاریها", "همکار")
    assert terms(next(words("اسلام\u200cآباد"))) == ("اسلاماباد", "اسلام", "اباد")


#: Folds every text, takes apart every word once, and keys every name. In and out goes one text: of hundreds of thousands of
#: words each would be wrapped and unwrapped on its way.
COMPARE = """(given) => {
  const [texts, names] = JSON.parse(given)
  const { fold, words, terms, key, shortKey, stemKey } = atlasFold
  const known = {}
  const parts = texts.map((text) => words(text).map((word) => {
    const whole = word.join("|")
    known[whole] ??= terms(word)
    return whole
  }))
  return JSON.stringify([texts.map(fold), parts, known, names.map((name) => [key(name), shortKey(name), stemKey(name)])])
}"""


@pytest.mark.browser
def test_python_and_the_browser_fold_every_word_of_the_site_alike(browser: Browser, base: str, site: Path) -> None:
    """All texts of the built site in both languages, and all examples; each word and each text once."""
    found = dict.fromkeys(text for _, typed, folded in EXAMPLES for text in (typed, folded))
    found |= dict.fromkeys(text for pair in SAME for text in pair)
    names: dict[str, None] = dict(found)
    for path in sorted((site / "assets/search").glob("*/[0-9]*.js")):
        value = json.loads(re.sub(r'^atlasSearchFile\("[^"]*",|\);\n$', "", path.read_text(encoding="utf-8")))
        _url, title, description, aliases, places = value
        names |= dict.fromkeys([title, *aliases])
        found |= dict.fromkeys(
            [title, description, *aliases, *(text for _, heading, body, *_ in places for text in (heading, body))]
        )
    texts = list(found)
    page = browser.new_page()
    page.goto(base)
    for script in ("fold-table.js", "fold.js"):
        page.add_script_tag(url=f"{base}assets/search/{script}")
    folded, parts, known, keys = json.loads(page.evaluate(COMPARE, json.dumps([texts, list(names)])))
    page.close()
    words_of: dict[str, Word] = {}
    for text, there, theirs in zip(texts, folded, parts, strict=True):
        own = fold(text)
        assert there == own, text
        split = list(words_of_folded(own))
        assert theirs == ["|".join(word.parts) for word in split], text
        words_of |= {"|".join(word.parts): word for word in split}
    assert {whole: [*terms(word)] for whole, word in words_of.items()} == known
    assert keys == [[key(name), short_key(name), stem_key(name)] for name in names]
    assert len(texts) > 1000


@pytest.mark.parametrize(
    ("word", "consonants"),
    [("روسیه", "rs"), ("rusiye", "rs"), ("شانگهای", "wng"), ("shanghay", "wng"), ("تعهد", "thd"), ("fatf", "ftf"), ("فاتف", "ftf"), ("1971", ""), ("d8", "")],
)  # fmt: skip
def test_a_name_has_the_same_consonants_in_both_scripts(word: str, consonants: str) -> None:
    assert sound(word) == consonants


def test_words_of_a_concept_share_a_term_and_others_do_not() -> None:
    assert "=leave" in found("withdrawal")
    assert "=leave" in found("خروج")
    assert "=leave" not in found("Iran")


def test_the_keyboards_have_a_letter_for_each_key() -> None:
    keyboards = table()["keyboards"]
    assert len(keyboards["latin"]) == len(keyboards["arabic"])
    assert len(keyboards["latin_also"]) == len(keyboards["arabic_also"])


def test_ordinals_and_translations_are_folded() -> None:
    assert (ordinals()["اول"], ordinals()["first"], ordinals()["بیستم"]) == (1, 1, 20)
    assert translations()["اقواممتحده"] == "سازمان ملل متحد"
