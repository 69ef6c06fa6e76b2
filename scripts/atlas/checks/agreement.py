"""Rules on what a text says in one language and not in the other: numbers, links, the names of offices.

In: the texts of an atlas in all their languages. Out: warnings. What no machine can see, a second reader does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import permutations

from atlas.checks.common import is_prose
from atlas.checks.registry import rule
from atlas.findings import WARNING, Finding, Path, quote
from atlas.language.languages import language
from atlas.model.atlas import Atlas, Entry
from atlas.model.beside import AgreedTerm
from atlas.model.citations import plain, record_links
from atlas.model.fields import Text
from atlas.observe import derived

#: Numbers up to this one may be written as words in one language and as figures in another.
LARGEST_IN_WORDS = 12
#: The second end of a span of years without its century: 2024–26.
_SHORT_END = re.compile(r"(?<![0-9])([0-9]{2})([0-9]{2})–([0-9]{2})(?![0-9])")
#: A number in figures.
_NUMBER = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
#: What stands before a number that is part of a name (Covid-19, F-16, G20), and behind one that is, or an ordinal (2B, 41st).
_PART_OF_A_NAME = re.compile(r"[\w.,-]")
_LETTERS = re.compile(r"[A-Za-z]*")
#: The ending of a decade: the 1990s.
_DECADE = "s"
#: Beyond it numbers are said with separators.
_LAST_YEAR = 9999


def _sides(entry: Entry) -> Iterator[tuple[Path, bool, dict[str, str]]]:
    """Every text of ``entry`` that there is in more than one language: its path, whether it is prose, its languages."""
    for path, value, marks in entry.of(Text):
        if len(value.by_language) > 1:
            yield path, is_prose(marks), dict(value.by_language)


@cache
def _scales(code: str) -> dict[str, int]:
    """The words for powers of ten in a language, as CLDR has them: of 1 000 000 it says «0 million», in Urdu «00 لاکھ»."""
    patterns = language(code).locale.compact_decimal_formats["long"]["other"]
    scales = {}
    for power, found in patterns.items():
        pattern = str(found.pattern)
        scales[pattern.strip("0 ")] = int(power) // 10 ** (pattern.count("0") - 1)
    return scales


@dataclass(frozen=True)
class _Number:
    """A number in figures: as it is written, with the word for a power of ten behind it, whether it stands by itself."""

    written: float
    value: float
    own: bool


@cache
def _signs(code: str) -> dict[int, int]:
    """The digits and separators of a language, each with that of ASCII."""
    return str.maketrans(language(code).digits("0123456789") + "٫٬", "0123456789.,")


@cache
def _powers_behind(code: str) -> re.Pattern[str]:
    words = "|".join(map(re.escape, _scales(code)))
    return re.compile(rf"(?:\s?(?:{words})(?!\w))*")


@cache
def _run_of_signs(code: str) -> re.Pattern[str]:
    """A digit of a language, or of ASCII, with all digits and marks that follow it."""
    digits = language(code).digits("0123456789") + "0123456789"
    return re.compile(f"[{digits}][{digits}٫٬.,–]*")


@lru_cache(maxsize=100_000)
def _figures(text: str, code: str) -> frozenset[str]:
    """The numbers in figures in ``text`` as they are written, in the digits of ASCII."""
    runs = " ".join(_run_of_signs(code).findall(text)).translate(_signs(code))
    return frozenset(found.rstrip(",") for found in _NUMBER.findall(_spelt_out(runs)))


def _spelt_out(text: str) -> str:
    """``text`` with both ends of its spans of years in four digits: 2024–2026."""
    return _SHORT_END.sub(lambda span: f"{span[1]}{span[2]}–{span[1]}{span[3]}", text)


@lru_cache(maxsize=100_000)  # a text is asked once for each language beside it, and in every check of a server
def _numbers(text: str, code: str) -> tuple[_Number, ...]:
    """All numbers in figures in ``text``."""
    scales = _scales(code)
    text = _spelt_out(text.translate(_signs(code)))
    found = []
    for match in _NUMBER.finditer(text):
        written = value = float(match[0].replace(",", ""))
        behind, powers = (pattern.match(text, match.end()) for pattern in (_LETTERS, _powers_behind(code)))
        for word in powers[0].split() if powers else ():
            value *= scales.get(word, 1)
        before = text[match.start() - 1 : match.start()]
        own = not _PART_OF_A_NAME.match(before) and (not behind or behind[0] in ("", _DECADE))
        found.append(_Number(written, round(value, 6), own))
    return tuple(found)


def only_in(text: str, code: str, other: str, other_code: str) -> list[float]:
    """The numbers above :data:`LARGEST_IN_WORDS` that ``text`` gives in figures of its own and ``other`` nowhere in figures."""
    there = _numbers(other, other_code)
    known = {number.value for number in there} | {number.written for number in there}
    return sorted(
        {
            number.value
            for number in _numbers(text, code)
            if number.own
            and not (number.written <= LARGEST_IN_WORDS and number.written.is_integer())
            and not {number.value, number.written} & known
        }
    )


@rule
def both_languages_give_the_same_numbers(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a text gives the same years and numbers in every language, as far as they are written in figures."""
    for entry in atlas.records():
        for path, _prose, texts in _sides(entry):
            said = {code: plain(text) for code, text in texts.items()}
            # Where all give the same figures, as most do, none of them lacks a number.
            if len({_figures(text, code) for code, text in said.items()}) == 1:
                continue
            for one, other in permutations(said, 2):
                if values := only_in(said[one], one, said[other], other):
                    named = ", ".join(f"{value:,.12g}" if value > _LAST_YEAR else f"{value:g}" for value in values)
                    message = f"{one} has {named} and {other} does not. Write it in figures in both, or in neither"
                    yield entry.finding((*path, other), message, WARNING)


@rule
def both_languages_lead_to_the_same_records(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a text links to the same records in every language."""
    for entry in atlas.records():
        for path, prose, texts in _sides(entry):
            if not prose:
                continue
            # A link that leads nowhere is a fault of its own.
            linked = {code: set(atlas.places(tuple(record_links(text)))) for code, text in texts.items()}
            for one, other in permutations(linked, 2):
                for _folder, id_ in sorted(linked[one] - linked[other]):
                    message = f"{one} links to {id_} and {other} does not. Link to it in both or in neither"
                    yield entry.finding((*path, other), message, WARNING)


@derived
def compared(atlas: Atlas) -> list[list[tuple[str, ...]]]:
    """Every term of terms.yml that is compared, in each language: its code, the term, its forms in small letters."""
    terms = (entry.value for entry in atlas.records(AgreedTerm) if entry.value.compared)
    return [
        [(code, own, *map(str.lower, term.forms(code))) for code, own in term.by_language.items()] for term in terms
    ]


@cache
def _word(form: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(form)}(?!\w)")


def _names(text: str, term: Sequence[str]) -> bool:
    """Whether a form of ``term`` stands in ``text``, which is in small letters, as a word of its own."""
    # A text has few of them: to look for the bare letters first takes a tenth of the time.
    return any(form in text and _word(form).search(text) for form in term[1:])


#: A term of terms.yml in each language: what it is called there, then its forms in small letters.
_Compared = dict[str, list[str]]


def _used_in(texts: Iterable[str], terms: Iterable[_Compared]) -> list[_Compared]:
    """Those of ``terms`` of which a form stands in any of ``texts``: of all terms a record has a few, and is asked for no other."""
    whole = "\n".join(texts)
    return [term for term in terms if any(form in whole for _called, *forms in term.values() for form in forms)]


@rule
def both_languages_name_the_same_offices(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a term of terms.yml that is compared, an office above all, stands in a text in every language or in none."""
    terms: list[_Compared] = [{code: rest for code, *rest in term} for term in compared(atlas)]
    for entry in atlas.records() if terms else ():
        sides = [
            (path, {code: plain(text).lower() for code, text in texts.items()}) for path, _prose, texts in _sides(entry)
        ]
        used = _used_in((text for _path, small in sides for text in small.values()), terms)
        for path, small in sides:
            for term in used:
                there = {code for code in small.keys() & term.keys() if _names(small[code], term[code])}
                if there:
                    for code in sorted(small.keys() & term.keys() - there):
                        yield _one_sided(entry, path, term, min(there), code)


def _one_sided(entry: Entry, path: Path, term: _Compared, one: str, other: str) -> Finding:
    said, lacking = quote(term[one][0]), quote(term[other][0])
    return entry.finding(
        (*path, other), f"{one} names {said} and {other} does not. Write {lacking}, or leave it out in both", WARNING
    )
