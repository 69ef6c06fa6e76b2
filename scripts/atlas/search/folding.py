"""Applies folding.yml: text → folded text → words → the terms under which a word is indexed and looked up.

In: text of any spelling. Out: spellings that are equal where the words are. docs/assets/search/fold.js does the
same with the same table; tests/test_search_folding.py compares the two over the whole site's words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import Any

import yaml

#: Stands between the parts of one word once a text is folded.
JOINER = "\u200c"
#: Stands before the name of a concept, and is part of no word.
CONCEPT = "="
#: Texts shorter than this are names and headings, which come again and again.
NAME_LENGTH = 200
#: What :func:`sound` leaves out: short vowels are not written in Arabic script, and long ones in many ways in Latin.
VOWELS = "aiu"

TABLE = Path(__file__).with_name("folding.yml")


@dataclass(frozen=True)
class Word:
    """One word of a text: its parts, folded, and where in the text it stood."""

    parts: tuple[str, ...]

    @property
    def joined(self) -> str:
        """The word without the half-spaces between its parts."""
        return "".join(self.parts)


@cache
def table() -> dict[str, Any]:
    """The table as it is written."""
    loaded: dict[str, Any] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return loaded


def steps(read: dict[str, Any]) -> list[list[Any]]:
    """The rules of the table ``read`` in the form in which both languages run them: [what, …] in order."""
    return [_step(rule, read) for rule in read["rules"]]


def _step(rule: dict[str, Any], read: dict[str, Any]) -> list[Any]:
    if "form" in rule:
        return ["form", rule["form"]]
    if "lower" in rule:
        return ["lower"]
    if "map" in rule:
        return ["map", rule["map"]]
    if "drop" in rule:
        ranges = ["-".join(f"\\u{code}" for code in span.split("-")) for span in rule["drop"]]
        return ["replace", f"[{''.join(ranges)}]+", []]
    pattern, put = rule["replace"]
    letters, digits = read["letters"], read["digits"]
    # Inside brackets {L} and {D} are ranges, elsewhere {L} and {W} are one character.
    pattern = re.sub(r"\[\^\{L\}\{D\}", lambda _: f"[^{letters}{digits}", pattern)
    pattern = pattern.replace("{L}", f"[{letters}]").replace("{W}", f"[{letters}{digits}]")
    # What is put is a list of group numbers and of texts, as Python and ECMAScript write references differently.
    parts = [int(piece[1:]) if piece.startswith("\\") else piece for piece in re.findall(r"\\\d|[^\\]+", put)]
    return ["replace", pattern, parts]


def _compile(step: list[Any]) -> Callable[[str], str]:
    """One step as a function."""
    if step[0] == "form":
        form = step[1]
        return lambda text: unicodedata.normalize(form, text)
    if step[0] == "lower":
        return str.lower
    put = "".join(rf"\g<{part}>" if isinstance(part, int) else part.replace("\\", r"\\") for part in step[2])
    return partial(re.compile(step[1]).sub, put)


@cache
def _compiled() -> list[Callable[[str], str]]:
    return passes(table())


def passes(read: dict[str, Any]) -> list[Callable[[str], str]]:
    """The rules of the table ``read`` in their order, as functions; those next to each other that look at one character each are one pass through the text."""
    found: list[Callable[[str], str]] = []
    letters: dict[int, str] = {}
    for rule, step in zip(read["rules"], steps(read), strict=True):
        of_letters = _of_letters(rule)
        if of_letters is not None:
            then = str.maketrans(of_letters)
            letters = then | {letter: put.translate(then) for letter, put in letters.items()}
            continue
        found += [_translation(letters), _compile(step)]
        letters = {}
    return [*found, _translation(letters)]


def _of_letters(rule: dict[str, Any]) -> dict[str, str] | None:
    """What a rule puts in the place of single characters; None for a rule that looks at more than one."""
    if "map" in rule:
        return dict(rule["map"])
    if "drop" not in rule:
        return None
    spans = [[int(code, 16) for code in span.split("-")] for span in rule["drop"]]
    return {chr(code): "" for span in spans for code in range(span[0], span[-1] + 1)}


def _translation(letters: dict[int, str]) -> Callable[[str], str]:
    return lambda text: text.translate(letters) if letters else text


@cache
def _words() -> dict[str, str]:
    return {spelling: word for entry in table()["words"] for spelling, word in entry["map"].items()}


@cache
def endings() -> list[list[Any]]:
    """All endings of the table, in its order."""
    return [ending for entry in table()["endings"] for ending in entry["list"]]


@cache
def stop_words() -> frozenset[str]:
    """The words that say nothing when others stand beside them, folded."""
    return frozenset(fold(word) for entry in table()["stop"] for word in entry["list"])


def fold(text: str) -> str:
    """``text`` with one spelling for all that is the same: words parted by single spaces, parts by U+200C."""
    return _folded_name(text) if len(text) < NAME_LENGTH else _folded(text)


def _folded(text: str) -> str:
    for step in _compiled():
        text = step(text)
    return text.strip()


_folded_name = lru_cache(maxsize=100_000)(_folded)


def words(text: str) -> Iterator[Word]:
    """The words of ``text``; an ending or prefix that stands apart is a part of its word."""
    return words_of_folded(fold(text))


def words_of_folded(folded: str) -> Iterator[Word]:
    """The words of a text that :func:`fold` has been applied to."""
    return (word for token in tokens(folded) if (word := _word(token)) is not None)


def tokens(folded: str) -> list[str]:
    """What stands between spaces in a folded text, an ending or prefix that stands apart joined to its word."""
    found = folded.split()
    before, loose = _affixes()
    if before.isdisjoint(found) and loose.isdisjoint(found):
        return found
    joined: list[str] = []
    index = 0
    while index < len(found):
        token = found[index]
        if token in before and index + 1 < len(found):
            index += 1
            token += JOINER + found[index]
        while index + 1 < len(found) and found[index + 1] in loose:
            index += 1
            token += JOINER + found[index]
        joined.append(token)
        index += 1
    return joined


@cache
def _affixes() -> tuple[frozenset[str], frozenset[str]]:
    """What stands apart before its word, and behind it."""
    affixes = table()["affixes"]
    return frozenset(affixes["before"]), frozenset(affixes["after"]) - frozenset(affixes["half_space_only"])


@lru_cache(maxsize=200_000)
def _word(token: str) -> Word | None:
    """The word that stands between two spaces; None for signs alone."""
    # Behind a sign that is no letter a half-space joins nothing: «برخی»‌اند.
    parts = tuple(_words().get(part, part) for part in token.split(JOINER) if part)
    return Word(parts) if parts else None


def accepted(word: str) -> str:
    """The spelling under which a folded word is known."""
    return _words().get(word, word)


@cache
def concepts() -> dict[str, str]:
    """Words that ask for the same thing, without their endings → the term under which all of them are found."""
    return {
        stem(fold(word)): CONCEPT + name
        for entry in table()["concepts"]
        for name, found in entry["sets"].items()
        for word in found
    }


@cache
def asking_words() -> frozenset[str]:
    """The words that make a sentence a question, folded: they say nothing of what is asked for."""
    return frozenset(fold(word).replace(JOINER, "") for entry in table()["asking"] for word in entry["list"])


@lru_cache(maxsize=200_000)
def sound(word: str) -> str:
    """The consonants of a word in Arabic script or in Latin letters, the same for a name in both; "" for other words."""
    sounds = table()["sounds"]
    if all(letter in sounds["letters"] for letter in word):
        told = "".join(sounds["letters"][letter] for letter in word)
    elif word.isascii() and word.isalpha():
        units = "|".join(sorted(sounds["latin"], key=len, reverse=True))
        told = re.sub(r"(.)\1+", r"\1", re.sub(units, lambda unit: sounds["latin"][unit.group()], word))
    else:
        return ""
    # At the end a heh is a vowel, and the h of gh belongs to the letter before it.
    told = told.removesuffix("h").replace("gh", "g")
    return "".join(letter for letter in told if letter not in VOWELS)


@cache
def _endings_in(letter: str) -> list[list[Any]]:
    """The endings whose last letter is ``letter``, in the order of the table: no other can be cut off a word that ends in it."""
    return [entry for entry in endings() if entry[0].endswith(letter)]


@cache
def stem(word: str) -> str:
    """``word`` without its endings."""
    while True:
        for ending, put, least, *unless in _endings_in(word[-1:]):
            cut = word[: -len(ending)] + put
            if (
                word.endswith(ending)
                and len(word) - len(ending) >= least
                and not any(word.endswith(other) for other in (unless[0] if unless else ()))
            ):
                word = cut
                break
        else:
            return word


def kernel(word: Word) -> tuple[str, ...]:
    """The parts of ``word`` that are no affixes; all of them, if all are."""
    affixes = table()["affixes"]
    parts = word.parts
    if len(parts) > 1:
        inner = [
            part
            for index, part in enumerate(parts)
            if not (part in affixes["after"] and index > 0)
            and not (part in affixes["before"] and index < len(parts) - 1)
        ]
        parts = tuple(inner) or parts
    return parts


@lru_cache(maxsize=200_000)
def terms(word: Word) -> tuple[str, ...]:
    """What ``word`` is indexed under: as written, without endings, and its parts, each once, in this order."""
    parts = kernel(word)
    whole = accepted(word.joined)
    found = [whole, stem(whole), stem("".join(parts))]
    meant = next((concepts()[form] for form in found if form in concepts()), None)
    if meant:
        found.append(meant)
    if len(parts) > 1:
        for part in parts:
            found += [part, stem(part)]
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=200_000)
def terms_of_token(token: str) -> tuple[str, ...]:
    """The :func:`terms` of the word that stands between two spaces; none for signs alone."""
    word = _word(token)
    return () if word is None else terms(word)


def key(text: str) -> str:
    """A whole name as one term: its words without what parts them."""
    return "".join(word.joined for word in words(text))


def stem_key(text: str) -> str:
    """The same with every word without its endings, and without stop words."""
    return "".join(stem("".join(kernel(word))) for word in words(text) if word.joined not in stop_words())


def short_key(text: str, common: frozenset[str] = frozenset()) -> str:
    """The same without stop words and the words in ``common``: Iran for “Oman and Iran” where most names have Oman."""
    kept = [word.joined for word in words(text) if word.joined not in stop_words() | common]
    return "".join(kept)


@cache
def ordinals() -> dict[str, int]:
    """The numbers of days in words, folded → the number."""
    return {key(word): number for entry in table()["ordinals"] for number, word in enumerate(entry["list"], 1) if word}


@cache
def translations() -> dict[str, str]:
    """Words of neighbouring languages, folded → the words of this atlas's names."""
    return {key(words_): put for entry in table()["translations"] for words_, put in entry["map"].items()}


def browser_table() -> dict[str, Any]:
    """The table as fold.js takes it."""
    read = table()
    return {
        "steps": steps(read),
        "words": _words(),
        "affixes": {name: read["affixes"][name] for name in ("before", "after", "half_space_only")},
        "endings": endings(),
        "stop": sorted(stop_words()),
        "asking": sorted(asking_words()),
        "concepts": concepts(),
        "sounds": read["sounds"],
        "keyboards": read["keyboards"],
        "translations": translations(),
    }
