"""Rules on words that take a side. The words themselves are data: data/wording.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from atlas.checks.common import texts_of
from atlas.checks.registry import rule
from atlas.findings import WARNING, Finding
from atlas.model.atlas import Atlas
from atlas.model.beside import Wording
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


@rule
def words_take_no_side(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no text uses a phrase of wording.yml in the atlas's own voice."""
    phrases = phrases_of(atlas)
    for entry in atlas.records() if phrases else ():
        for path, text, _prose in texts_of(entry):
            own = _QUOTED.sub(" ", plain(text))
            small = own.lower()
            for language, phrase, instead in phrases:
                # Nearly all texts have none of them, and a pattern that ignores capitals takes ten times as long.
                if language != path[-1] or phrase not in small:
                    continue
                if match := re.search(rf"(?<!\w){re.escape(phrase)}(?!\w)", own, re.IGNORECASE):
                    yield entry.finding(path, f"{match[0]} takes a side or praises. Write instead: {instead}", WARNING)
