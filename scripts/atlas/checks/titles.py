"""The rule on titles of events: they stand alone on the timeline, where nothing else of their page is seen.

In: a record with its names. Out: warnings. A name is known by the beginnings of its words, so that "Afghan" stands for
Afghanistan; where a nation is called otherwise (Danish, Dutch), an alias of the record says so, which helps those who search too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from atlas.checks.registry import rule
from atlas.findings import WARNING, Finding, quote
from atlas.model.atlas import Atlas
from atlas.model.records import Organization, Record, Relation

#: So many letters at the beginning of a word tell it from others; shorter words are taken whole.
LETTERS = 4
#: So many words of a name tell it from others: one alone may be "international" or "united".
ENOUGH = 2


@lru_cache(maxsize=100_000)  # titles are the same in each check of a server
def _beginnings(text: str) -> frozenset[str]:
    """The beginnings of the words of ``text``."""
    return frozenset(word[:LETTERS] for word in re.findall(r"\w+", text.lower()))


def _name(atlas: Atlas, record: Record, language: str) -> str:
    """What the other side of ``record`` is called in ``language``; empty where it has no name there."""
    if isinstance(record, Relation):
        return atlas.country_name(record.partner, language)
    assert isinstance(record, Organization)
    return str(record.name.by_language.get(language, ""))


def _names(atlas: Atlas, record: Record, language: str) -> Iterator[str]:
    """The same with its short name and its aliases."""
    yield _name(atlas, record, language)
    if isinstance(record, Organization) and record.abbreviation:
        yield record.abbreviation.by_language.get(language, "")
    yield from record.aliases.by_language.get(language, ())


def _is_named(title: str, name: str, own: frozenset[str]) -> bool:
    """Whether ``title`` holds ``name``, or words that begin as its words do: one of one, two of several.

    The words of the subject's ``own`` name do not count.
    """
    words = _beginnings(name) - own
    return bool(words) and (name.lower() in title.lower() or len(words & _beginnings(title)) >= min(len(words), ENOUGH))


@rule
def titles_of_events_stand_alone(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that the title of an event names the other country or the body on whose page it stands."""
    for entry in atlas.records(Organization, Relation):
        record = entry.value
        for index, event in enumerate(record.events):
            for language, title in event.title.by_language.items():
                names = [*filter(None, _names(atlas, record, language))]
                own = _beginnings(atlas.country_name(atlas.subject.country, language))
                if names and not any(_is_named(title, name, own) for name in names):
                    message = f"the title does not name {quote(names[0])}. It must, to be understood on the timeline"
                    yield entry.finding(("events", index, "title", language), message, WARNING)
