"""The rule on titles of events: they stand alone on the timeline, where nothing else of their page is seen.

In: the records with their names. Out: warnings. A name is known by the beginnings of its words, so that «Afghan» stands for
Afghanistan; where a nation is called otherwise (Danish, Dutch), an alias of the record says so, which helps those who search too.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from atlas.checks.registry import rule
from atlas.findings import WARNING, Finding, quote
from atlas.model.atlas import ORGANIZATIONS, RELATIONS, Atlas
from atlas.model.records import Organization, Record, Relation
from atlas.observe import derived

#: So many letters at the beginning of a word tell it from others; shorter words are taken whole.
LETTERS = 4
#: A word in the names of more records than this tells none of them from the others: international, united.
MOST_NAMES = 3


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


@derived
def _common(atlas: Atlas, language: str) -> frozenset[str]:
    """The beginnings of words that tell no record from the others, and those of the subject's own name."""
    counts = Counter(
        beginning
        for folder in (ORGANIZATIONS, RELATIONS)
        for record in atlas.folder(folder).values()
        for beginning in _beginnings(_name(atlas, record, language))
    )
    own = _beginnings(atlas.country_name(atlas.subject.country, language))
    return own | {beginning for beginning, count in counts.items() if count > MOST_NAMES}


def _is_named(title: str, names: Iterable[str], common: frozenset[str]) -> bool:
    """Whether ``title`` holds one of ``names`` as a whole, or a word that begins as one of theirs does."""
    small = title.lower()
    return any(name and (name.lower() in small or (_beginnings(name) - common) & _beginnings(title)) for name in names)


@rule
def titles_of_events_stand_alone(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that the title of an event names the other country or the body on whose page it stands."""
    for entry in atlas.records(Organization, Relation):
        record = entry.value
        for index, event in enumerate(record.events):
            for language, title in event.title.by_language.items():
                names = [*_names(atlas, record, language)]
                if not _is_named(title, names, _common(atlas, language)):
                    message = f"the title does not name {quote(names[0])}. It must, to be understood on the timeline"
                    yield entry.finding(("events", index, "title", language), message, WARNING)
