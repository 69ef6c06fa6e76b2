"""Patterns with signs: what is not searched has no match, whatever the text. Pieces put together at random, with a fixed seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from atlas import characters
from atlas.characters import hidden_places, is_plain
from atlas.checks import persian
from atlas.language import markup
from atlas.model import prose
from atlas.signed import Signed
from test_repair import RIGHT, SPELLINGS

#: What Persian text is made of here: slips and what is right, what the rules look for, letters and marks of all kinds.
PERSIAN = [
    *(slip for slip, _right in SPELLINGS),
    *RIGHT,
    *(sign for rule in persian.RULES for sign in rule.pattern.signs),
    *"ابهیوم ۱۲۳۴،.؛«»()[]\u200c\n -'\"“”%,;?",
    "۱۹۷۲",
    "مه ",
    "۱,۲۰۰ نفر",
    "توسط هند",
    "گردید",
]
#: What prose is made of here: whole notations, their halves, and what they look like.
NOTATIONS = [
    *(
        "<a",
        "<x:",
        "a@b",
        "&amp;",
        "&#39;",
        "![",
        "](",
        "](record:iran)",
        "](record:Iran)",
        "record:iran",
        "[@cow]",
        "(@cow)",
    ),
    *(
        "@cow]",
        "[",
        "]",
        "] [",
        "][",
        "[a]:",
        "[^",
        "{{",
        "{%",
        "{#a}",
        "{a=b}",
        "#",
        "---",
        "***",
        "> ",
        "`",
        "    ",
        "\t",
    ),
    *(
        "| ",
        "_a_",
        "~~b~~",
        "==c==",
        "^^d^^",
        "++e++",
        "https://",
        "www.a",
        "\n",
        "\n",
        " ",
        "word",
        "\ufffc",
        "[\ufffc]",
    ),
]
#: Characters of blocks of which some are faults and most are not.
CHARACTERS = [
    *("سازمان‌ها", "هٔ", "خانهٔ", "می‌شود", "the", "été", "“so”", "’", "\u200c", "\u200d", "\u0654", "ًٌٍ"),
    *(
        chr(number)
        for block in ((0x1, 0x250), (0x300, 0x370), (0x600, 0x700), (0x2000, 0x2070))
        for number in range(*block)
    ),
    *(chr(number) for block in ((0x370, 0x460), (0xFB50, 0xFB80), (0xFE70, 0xFF00)) for number in range(*block)),
]


def _texts(pieces: list[str], count: int, longest: int = 4) -> Iterator[str]:
    chance = random.Random(1947)
    for _ in range(count):
        yield "".join(chance.choice(pieces) for _ in range(chance.randint(1, longest)))


SIGNED = {
    "Persian": ([rule.pattern for rule in persian.RULES], PERSIAN),
    "prose": ([pattern for pattern, _what, _mend in prose._FORBIDDEN], NOTATIONS),
}


@pytest.mark.parametrize("kind", SIGNED)
def test_a_text_without_signs_has_no_match(kind: str) -> None:
    patterns, pieces = SIGNED[kind]
    texts = list(_texts(pieces, 4000))
    for signed in patterns:
        found = [text for text in texts if signed.pattern.search(text)]
        assert found, f"{signed.source} is tried in no text"
        for text in found:
            assert signed.search(text), f"{signed.source} has no sign of its match in {text!r}"


def test_what_is_searched_and_replaced_is_what_the_pattern_finds() -> None:
    signed = Signed("(?<=b)a+", ("ba", "bb"))
    for text in ("baa", "xbax", "bbaa", "aa", "", "b a"):
        first, wanted = signed.search(text), signed.pattern.search(text)
        assert (first and first.span()) == (wanted and wanted.span())
        assert signed.sub("-", text) == signed.pattern.sub("-", text)


def test_a_pattern_without_signs_is_searched_everywhere() -> None:
    assert Signed("x").search("a x")


def test_a_text_without_its_signs_is_not_searched() -> None:
    assert Signed("a", ("b",)).search("a") is None


def test_in_what_is_plain_no_character_is_a_fault() -> None:
    texts = list(_texts(CHARACTERS, 30_000, 5))
    plain = [text for text in texts if is_plain(text)]
    assert len(plain) > 3000
    for text in plain:
        assert [*characters._faults(text), *hidden_places(text)] == [], ascii(text)


def test_in_a_text_without_signs_nothing_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = list(_texts([*map(chr, range(0x1, 0x100)), "\u2028", "12.", "3)", "a", "_", " ", "سازمان‌ها"], 20_000))
    quick = [markup._characters.__wrapped__(text) for text in texts]
    monkeypatch.setattr(markup, "_SIGNS", re.compile(""))  # as if every text had one
    assert quick == [markup._characters.__wrapped__(text) for text in texts]


@pytest.mark.parametrize(
    "text", ["سازمان‌ها و خانهٔ آن‌ها", "اتحادیهٔ آفریقا «۱۹۴۷–۱۹۵۰»، حتماً", "the “Treaty” of 1960 – Curaçao’s\nÅland"]
)
def test_what_people_write_is_plain(text: str) -> None:
    assert is_plain(text)


@pytest.mark.parametrize(
    "text", ["a\u200cb", "ها\u200c", "\u200cها", "أ".replace("أ", "ا\u0654"), "هًٌ", "a\u0301", "Раkistan", "ـ"]
)
def test_what_may_be_a_fault_is_not(text: str) -> None:
    assert not is_plain(text)
