"""Findings in the language of whoever reads them: English as they are made, Persian from a catalogue.

In: findings and a language. Out: lines. The catalogue (``templates/findings.yml``) is keyed by the English sentence, as
gettext's are, so that a rule is written in one piece and in one place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from atlas.findings import ERROR, WARNING, Finding, listed, report
from atlas.language.languages import TABLE, language_name
from atlas.language.languages import language as language_of
from atlas.language.messages import TEMPLATES, read_words
from atlas.load.yaml_file import read_yaml
from atlas.model.descriptions import models

#: What sentences call the languages that have a row of their own, in Persian by the English.
_LANGUAGES = {language_name(code): language_of("fa").name_of(code) for code in TABLE}

#: The weights of findings in Persian. Only here: programs read the English line, and a pull request its own form.
_SEVERITIES = {ERROR: "خطا", WARNING: "هشدار"}

_FOLDERS = re.compile(r"data/[a-z-]+(?: or data/[a-z-]+)+")


@dataclass(frozen=True)
class _Sentence:
    """A sentence of the catalogue: the English as a pattern, and the Persian with numbered places."""

    pattern: re.Pattern[str]
    persian: str
    literal: int
    #: What stands before each place in English.
    before: tuple[str, ...]


@cache
def catalogue() -> tuple[tuple[str, str], ...]:
    """Every sentence in English and in Persian. Raises ValueError with the findings if the file cannot be read."""
    file, findings = read_yaml(TEMPLATES / "findings.yml", "scripts/templates/findings.yml")
    if file is None or findings:
        raise ValueError("\n".join(map(str, findings)))
    return tuple((pair["en"], pair["fa"]) for pair in file.data)


@cache
def _sentences() -> tuple[_Sentence, ...]:
    """The catalogue as patterns; the most particular sentence first."""
    found = [
        _Sentence(
            re.compile("(.*?)".join(map(re.escape, english.split("{}"))), re.DOTALL),
            persian,
            len(english),
            tuple(english.split("{}")[:-1]),
        )
        for english, persian in catalogue()
    ]
    return tuple(sorted(found, key=lambda sentence: -sentence.literal))


@cache
def _meanings() -> dict[str, str]:
    """What each field means, in Persian by the English."""
    words = read_words(TEMPLATES)["fa"]
    return {
        (field.description or "").rstrip("."): words[model.__name__]["fields"][field.alias or name].rstrip(".")
        for model in models()
        for name, field in model.model_fields.items()
    }


def in_persian(message: str) -> str:
    """A finding's message in Persian; in English as it is where the catalogue has no such sentence."""
    for sentence in _sentences():
        match = sentence.pattern.fullmatch(message)
        if match is not None:
            parts = [_part(part, before) for part, before in zip(match.groups(), sentence.before, strict=True)]
            return _filled(sentence.persian, parts)
    return message


def _filled(text: str, parts: Sequence[str]) -> str:
    """``text`` with the parts at their numbers; what looks like a number in a part is none."""
    return re.sub(r"\{(\d)\}", lambda place: parts[int(place[1])], text)


def _part(part: str, before: str) -> str:
    """A part of a sentence, which follows ``before``: another sentence, what a field means, the name of a language, or a value.

    A value stays as it is. What begins a sentence is one, and whatever else stands where no sentence begins: whoever wrote
    English into a file is told of English, and not of its name in Persian.
    """
    if _FOLDERS.fullmatch(part):
        return part.replace(" or ", " یا ")
    if not before:
        return part
    if part in _LANGUAGES and before.endswith((" in ", " no ", " the ")):
        return _LANGUAGES[part]
    if before.endswith((". ", ": ")):
        return _meanings().get(part) or (in_persian(part) if part[:1].isupper() and " " in part else part)
    whole = re.match("the (?:page itself|heading of the page)$|a (?:word|sum|head)|an office", part)
    return in_persian(part) if whole else part


def localized(finding: Finding, language: str) -> Finding:
    """``finding`` with its message in ``language``."""
    return finding if language == "en" else replace(finding, message=in_persian(finding.message))


def lines(findings: Iterable[Finding], language: str) -> list[str]:
    """The report of findings in ``language``: one line each, and a last line that counts them."""
    if language == "en":
        return report(findings)
    unique, followers = listed(findings)
    errors = sum(finding.severity == ERROR for finding in unique)
    digits = language_of(language).digits
    counted = f"{digits(errors)} خطا، {digits(len(unique) - errors)} هشدار."
    if followers:
        counted += f" {digits(followers)} مورد دیگر تنها پیامد همین‌هاست و فهرست نمی‌شود."
    return [
        *(str(replace(localized(finding, language), severity=_SEVERITIES[finding.severity])) for finding in unique),
        counted,
    ]
