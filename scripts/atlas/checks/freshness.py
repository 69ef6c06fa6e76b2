"""Rules on what grows old: checks that lie far back, statements that are true for a time and do not say when.

They are warnings: what has grown old is not wrong yet. Exceptions stand in data/exceptions.yml, each with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pydantic import BaseModel

from atlas.checks.registry import rule
from atlas.derive.survey import months_between, overdue
from atlas.findings import WARNING, Finding, Path, field_name, quote
from atlas.model.atlas import FOLDERS, Atlas, Entry, entries_of
from atlas.model.beside import ShelfLifeException
from atlas.model.citations import plain
from atlas.model.dates import FuzzyDate
from atlas.model.fields import Text
from atlas.model.records import Record
from atlas.observe import derived


@rule
def checks_do_not_lie_far_back(atlas: Atlas, today: date) -> Iterator[Finding]:
    """Ensure that each record was compared with its sources within the last year and a half."""
    for entry in atlas.records():
        if overdue(entry.value, today):
            months = months_between(entry.value.checked.last, today)
            yield entry.finding(
                ("checked",),
                f"nobody has compared this with its sources for {months} months. Do so, and write the day of today",
                WARNING,
            )


@dataclass(frozen=True)
class _Ageing:
    """A kind of statement that grows old, and the words of each language by which it is known."""

    kind: str
    words: dict[str, re.Pattern[str]]


_NUMBER = {
    "en": r"\d[\d.,]*(?: (?:thousand|million|billion|trillion))?",
    "fa": "[۰-۹][۰-۹٬٫]*(?: (?:هزار|میلیون|میلیارد|تریلیون))?",
}

#: What grows old. Money and head-counts count only where something is said to be so, not where somebody did something.
AGEING = (
    _Ageing(
        "a word for the present",
        {
            "en": re.compile(
                r"\b(?:today|now|currently|presently|nowadays|at present|recent(?:ly)?|lately)\b(?!-)", re.IGNORECASE
            ),
            "fa": re.compile(
                "(?<![آ-ی\u200c])(?:امروزه?|اکنون|هم‌اکنون|کنونی|اخیر|اخیراً|به‌تازگی|فعلاً|فعلی|در حال حاضر)(?![آ-ی\u200c])"
            ),
        },
    ),
    _Ageing(
        "an office-holder",
        {
            "en": re.compile(
                r"\b(?:is|are) (?:the |its |their )?(?:current |present )?"
                r"(?:president|prime minister|secretary[- ]general|foreign minister|ambassador|chair(?:man|person)?|director[- ]general)\b",
                re.IGNORECASE,
            ),
            "fa": re.compile(
                "(?:رئیس‌جمهور|نخست‌وزیر|دبیرکل|وزیر خارجه|سفیر|مدیرکل)(?: [آ-ی\u200cٔ]+){0,3} است(?=[.؛،]|$)"
            ),
        },
    ),
    _Ageing(
        "a sum of money",
        {
            "en": re.compile(
                rf"\b(?:is|are|stands at|amounts to|costs?|earns?) (?:about |some |nearly |over |more than )*{_NUMBER['en']} "
                r"(?:US )?(?:dollars|rupees|euros|pounds|yuan)\b"
            ),
            "fa": re.compile(rf"{_NUMBER['fa']} (?:دلار|روپیه|یورو|یوان|پوند)[^.؛]{{0,20}}(?:است|می‌رسد)(?![آ-ی])"),
        },
    ),
    _Ageing(
        "a head-count",
        {
            "en": re.compile(
                rf"\b(?:is|are|has|have|live|lives|a community of) (?:about |some |nearly |over |more than )*{_NUMBER['en']} "
                r"(?:people|inhabitants|troops|soldiers|workers|citizens|students|employees|refugees)\b"
            ),
            "fa": re.compile(
                rf"{_NUMBER['fa']} (?:نفر|تن|دانشجو|کارگر|سرباز)[^.؛]{{0,40}}(?:است|هستند|دارد|دارند|زندگی می‌کنند)(?![آ-ی])"
            ),
        },
    ),
)

_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|(?<![۰-۹])(?:۱[۳-۹]|۲۰)[۰-۹][۰-۹](?![۰-۹])")
_SENTENCE = re.compile(r"[^.!?؟\n]+(?:[.](?=\d)[^.!?؟\n]+)*[.!?؟]?")


def ageing(text: str, language: str) -> Iterator[tuple[str, str]]:
    """What of a text grows old and does not say when: the kind, and the sentence."""
    for match in _SENTENCE.finditer(plain(text)):
        sentence = match[0].strip()
        if not _YEAR.search(sentence):
            found = next(
                (kind for kind in AGEING if language in kind.words and kind.words[language].search(sentence)), None
            )
            if found is not None:
                yield found.kind, sentence


def _undated_texts(model: BaseModel, base: Path = ()) -> Iterator[tuple[Path, Text]]:
    """The texts of a model that no date beside them dates: not those of an event, a spell, a list as of a day."""
    dated = any(
        isinstance(value := getattr(model, name), FuzzyDate) and name != "checked" for name in type(model).model_fields
    )
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        for index, item in enumerate(value if isinstance(value, tuple) else (value,)):
            path: Path = (*base, field.alias or name, *((index,) if isinstance(value, tuple) else ()))
            if isinstance(item, Text):
                if not dated:
                    yield path, item
            elif isinstance(item, BaseModel) and name != "corrections":
                yield from _undated_texts(item, path)


def _found(entry: Entry) -> Iterator[tuple[Path, str, str]]:
    for path, text in _undated_texts(entry.value):
        for language, words in text.by_language.items():
            for kind, sentence in ageing(words, language):
                yield (*path, language), kind, sentence


@derived
def excepted(atlas: Atlas) -> frozenset[tuple[str, str]]:
    """File and field of every exception."""
    return frozenset((entry.value.file, entry.value.field) for entry in atlas.records(ShelfLifeException))


@rule
def what_grows_old_says_when(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a statement with a shelf life carries its year, or stands beside a date; exceptions give a reason."""
    for entry in atlas.records():
        for path, kind, sentence in _found(entry):
            if (entry.file.name, field_name(path)) not in excepted(atlas):
                yield entry.finding(
                    path, f"{quote(sentence)} has {kind} and no year. Say as of when, or give a reason in data/exceptions.yml",
                    WARNING,
                )  # fmt: skip


@rule
def exceptions_are_needed(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that every exception is still needed."""
    for entry in atlas.records(ShelfLifeException):
        file, field = entry.value.file, entry.value.field
        if file not in _unreadable(atlas) and not any(
            field_name(path) == field
            for record in entries_of(atlas, file)
            if isinstance(record.value, Record)
            for path, _kind, _sentence in _found(record)
        ):
            yield entry.finding((), f"{file} needs no exception for {field}. Remove it")


def _unreadable(atlas: Atlas) -> set[str]:
    return {f"data/{folder}/{id_}.yml" for folder in FOLDERS for id_ in atlas.unreadable}
