"""Sourced statements that editors of Wikidata can check and use, as commands of QuickStatements.

In: an atlas. Out: a tab-separated text, one command on each line. Only full membership, and diplomatic relations that have a
known beginning and were never interrupted; only where the item of the organization or partner is known and a source with an
address says so; only dates that Wikidata can hold as they are. Nothing here is sent anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from atlas.export.countries import country_item
from atlas.export.linked import DIPLOMATIC_RELATION, END, MEMBER_OF, REFERENCE_URL, RETRIEVED, START
from atlas.model.atlas import Atlas
from atlas.model.dates import FuzzyDate
from atlas.model.fields import Citation

#: Wikidata's numbers for how well a date is known.
_PRECISIONS = {"year": 9, "month": 10, "day": 11}

#: A property of the subject, the item it leads to (if known), beginning, end, and what says so.
Statement = tuple[str, str | None, FuzzyDate | None, FuzzyDate | None, Iterable[Citation]]


def proposals(atlas: Atlas) -> str:
    """All commands; none if the subject's own item is not known."""
    return "".join(f"{line}\n" for line in _lines(atlas))


def _lines(atlas: Atlas) -> Iterator[str]:
    for property_, item, start, end, sources in (*_memberships(atlas), *_relations(atlas)):
        references = _references(atlas, sources)
        if atlas.subject.wikidata and item and references:
            yield "\t".join([atlas.subject.wikidata, property_, item, *_qualifiers(start, end), *references])


def _memberships(atlas: Atlas) -> Iterator[Statement]:
    for record in atlas.organizations.values():
        for spell in record.memberships:
            if spell.status == atlas.usual("membership-status"):
                yield MEMBER_OF, record.wikidata, spell.from_, spell.to, spell.sources


def _relations(atlas: Atlas) -> Iterator[Statement]:
    for record in atlas.relations.values():
        relations = record.diplomatic_relations
        in_force = atlas.means("relation-status", relations.status, "in_force")
        if in_force and relations.since and not relations.interruptions:
            item = country_item(atlas, record.partner)
            yield DIPLOMATIC_RELATION, item, relations.since, None, relations.sources


def _qualifiers(start: FuzzyDate | None, end: FuzzyDate | None) -> Iterator[str]:
    for name, day in ((START, start), (END, end)):
        if day and not day.approximate and day.precision in _PRECISIONS:
            yield from (name, _time(day))


def _time(day: FuzzyDate) -> str:
    """A date as QuickStatements writes it: months and days that are not known are zeros."""
    year, month, number = ([*day.text.split("-"), "00", "00"])[:3]
    return f"+{year}-{month}-{number}T00:00:00Z/{_PRECISIONS[day.precision]}"


def _references(atlas: Atlas, citations: Iterable[Citation]) -> list[str]:
    """The addresses of the sources with the days on which they were read; ``S`` marks a reference, ``!S`` the next one."""
    found: list[str] = []
    for citation in citations:
        source = atlas.sources[citation.source]
        if source.url:
            mark = "!S" if found else "S"
            found += [f"{mark}{REFERENCE_URL[1:]}", f'"{source.url}"']
            if source.accessed.precision == "day":
                found += [f"S{RETRIEVED[1:]}", _time(source.accessed)]
    return found
