"""Rules on words that are not written. The words themselves are data: data/wording.yml and data/terms.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from atlas.checks.common import texts_of
from atlas.checks.registry import rule
from atlas.findings import WARNING, Finding
from atlas.model.atlas import Atlas
from atlas.model.beside import AgreedTerm, Wording
from atlas.model.citations import plain
from atlas.observe import derived

#: What stands in quotation marks is somebody else's word.
_QUOTED = re.compile('“[^”]*”|«[^»]*»|"[^"]*"')


@derived
def phrases_of(atlas: Atlas) -> list[tuple[str, str, str]]:
    """Every phrase of wording.yml: its language, the phrase in small letters, what is to be written instead."""
    return [
        (language, phrase.lower(), entry.value.instead.in_language("en") or entry.value.instead.first)
        for entry in atlas.records(Wording)
        for language, found in entry.value.by_language.items()
        for phrase in found
    ]


@derived
def not_agreed(atlas: Atlas) -> list[tuple[str, str, str]]:
    """Every word that terms.yml says is not written: its language, the word in small letters, the term in that language."""
    return [
        (language, word.lower(), entry.value.in_language(language) or entry.value.first)
        for entry in atlas.records(AgreedTerm)
        if entry.value.never
        for language, words in entry.value.never.by_language.items()
        for word in words
    ]


@rule
def words_take_no_side(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no text uses a phrase of wording.yml in the atlas's own voice."""
    yield from _used(atlas, phrases_of(atlas), "{} takes a side or praises. Write instead: {}")


@rule
def terms_are_the_agreed_ones(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no text uses, in the atlas's own voice, a word for which terms.yml has another."""
    yield from _used(atlas, not_agreed(atlas), "{} is not the term on which this atlas has agreed. Write: {}")


def _used(atlas: Atlas, phrases: list[tuple[str, str, str]], message: str) -> Iterator[Finding]:
    """A warning about each of ``phrases`` that a text uses outside quotation marks."""
    for entry in atlas.records() if phrases else ():
        for path, text, _prose in texts_of(entry):
            own = _QUOTED.sub(" ", plain(text))
            small = own.lower()
            for language, phrase, instead in phrases:
                # Nearly all texts have none of them, and a pattern that ignores capitals takes ten times as long.
                if language != path[-1] or phrase not in small:
                    continue
                if match := re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", own, re.IGNORECASE):
                    yield entry.finding(path, message.format(match[0], instead), WARNING)
