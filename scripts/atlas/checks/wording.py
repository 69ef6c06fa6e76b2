"""Rules on words that take a side. The words themselves are data: data/wording.yml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from atlas.checks.registry import rule
from atlas.findings import WARNING, Finding
from atlas.model.atlas import Atlas
from atlas.model.beside import Wording
from atlas.model.citations import plain
from atlas.model.fields import LANGUAGES, Text, walk

#: What stands in quotation marks is somebody else's word.
_QUOTED = re.compile('“[^”]*”|«[^»]*»|"[^"]*"')


@rule
def words_take_no_side(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no text uses a phrase of wording.yml in the atlas's own voice."""
    phrases = [
        (language, re.compile(rf"(?<!\w){re.escape(phrase)}(?!\w)", re.IGNORECASE), entry.value.instead)
        for entry in atlas.records(Wording)
        for language in LANGUAGES
        for phrase in getattr(entry.value, language)
    ]
    for entry in atlas.records() if phrases else ():
        for path, value, _marks in walk(entry.value):
            if isinstance(value, Text):
                own = {language: _QUOTED.sub(" ", plain(getattr(value, language))) for language in LANGUAGES}
                for language, phrase, instead in phrases:
                    if match := phrase.search(own[language]):
                        yield entry.finding(
                            (*path, language),
                            f"{match[0]} takes a side or praises. Write instead: {instead.en}",
                            WARNING,
                        )
