"""Sourced statements that editors of Wikidata can check and use, as commands of QuickStatements.

In: an atlas. Out: a tab-separated text, one command on each line. Only full membership, only where the organization's item is
known and a source with an address says so; only dates that Wikidata can hold as they are. Nothing here is sent anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas.export.linked import END, MEMBER_OF, REFERENCE_URL, RETRIEVED, START
from atlas.model.atlas import Atlas
from atlas.model.dates import FuzzyDate
from atlas.model.records import Membership

#: Wikidata's numbers for how well a date is known.
_PRECISIONS = {"year": 9, "month": 10, "day": 11}


def proposals(atlas: Atlas) -> str:
    """All commands; none if the subject's own item is not known."""
    return "".join(f"{line}\n" for line in _lines(atlas))


def _lines(atlas: Atlas) -> Iterator[str]:
    for record in atlas.organizations.values():
        for spell in record.memberships:
            if atlas.subject.wikidata and record.wikidata and spell.status == "member":
                references = _references(atlas, spell)
                if references:
                    parts = [atlas.subject.wikidata, MEMBER_OF, record.wikidata, *_qualifiers(spell), *references]
                    yield "\t".join(parts)


def _qualifiers(spell: Membership) -> Iterator[str]:
    for name, day in ((START, spell.from_), (END, spell.to)):
        if day and not day.approximate and day.precision in _PRECISIONS:
            yield from (name, _time(day))


def _time(day: FuzzyDate) -> str:
    """A date as QuickStatements writes it: months and days that are not known are zeros."""
    year, month, number = ([*day.text.split("-"), "00", "00"])[:3]
    return f"+{year}-{month}-{number}T00:00:00Z/{_PRECISIONS[day.precision]}"


def _references(atlas: Atlas, spell: Membership) -> list[str]:
    """The addresses of the sources with the days on which they were read; ``S`` marks a reference, ``!S`` the next one."""
    found: list[str] = []
    for citation in spell.sources:
        source = atlas.sources[citation.source]
        if source.url:
            mark = "!S" if found else "S"
            found += [f"{mark}{REFERENCE_URL[1:]}", f'"{source.url}"']
            if source.accessed.precision == "day":
                found += [f"S{RETRIEVED[1:]}", _time(source.accessed)]
    return found
