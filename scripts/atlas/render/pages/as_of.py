"""The page on which a reader chooses a day; the choice is made in the browser (docs/assets/as-of.js).

In: an edition. Out: one page with every spell and the days that bound it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from atlas.derive.counts import counts_by_year
from atlas.derive.intervals import DayBounds
from atlas.derive.memberships import spell_bounds, touches
from atlas.derive.relations import RelationSpell, possible_from, relation_spells, usual_status
from atlas.language.calendars import hijri_months
from atlas.language.markup import Markup, json_script
from atlas.model.atlas import ORGANIZATIONS, RELATIONS
from atlas.model.dates import FuzzyDate
from atlas.render.edition import Edition, page

#: The messages from which the answer is put together in the browser.
ANSWER = (
    "as_of_result",
    "as_of_possible",
    "as_of_nothing",
    "as_of_organizations",
    "as_of_partners",
    "as_of_both_calendars",
    "as_of_possibly",
    "as_of_impossible",
    "as_of_nonexistent",
    "as_of_outside",
    "as_of_still",
)


@dataclass(frozen=True)
class Row:
    """One spell; ``joins`` says that it followed on that of the row above without a break."""

    id: str
    status: str
    bounds: DayBounds
    begun: Markup
    end: FuzzyDate | None
    joins: bool
    broken: bool = False


@page("as-of/index.md", "as_of.md.j2")
def as_of(edition: Edition) -> dict[str, Any]:
    """What the subject was in on a day that the reader chooses; the choice is made in the browser."""
    relations = {id_: _relation(edition, id_) for id_ in edition.alphabetical(RELATIONS)}
    return {
        "spells": [row for id_ in edition.alphabetical(ORGANIZATIONS) for row in _spells(edition, id_)],
        "relations": [row for rows in relations.values() for row in rows],
        "undated": sum(
            not rows and _means(edition, edition.atlas.relations[id_].diplomatic_relations.status, "in_force")
            for id_, rows in relations.items()
        ),
        "first_day": edition.atlas.subject.independence.date.first,
        "hijri_months": hijri_months(edition.speech.language),
        "words": _words(edition),
        "years": counts_by_year(edition.atlas, edition.today),
    }


def _spells(edition: Edition, id_: str) -> Iterator[Row]:
    record = edition.atlas.organizations[id_]
    bounds = spell_bounds(record, edition.atlas.subject.independence.date.first)
    for index, (spell, days) in enumerate(zip(record.memberships, bounds, strict=True)):
        joins = index > 0 and touches(record.memberships[index - 1], spell)
        begun = edition.speech.joined(edition.beginning(record, index))
        yield Row(id_, spell.status, days, begun, spell.to, joins)


def _relation(edition: Edition, id_: str) -> list[Row]:
    """The spells in which there were relations, and those in which they were broken off."""
    relation = edition.atlas.relations[id_]
    rows: list[Row] = []
    before: RelationSpell | None = None
    atlas = edition.atlas
    for spell in relation_spells(relation, usual_status(atlas), possible_from(atlas, relation)):
        in_force = _means(edition, spell.status, "in_force")
        if _means(edition, spell.status, "relations") and _means(edition, spell.status, "known"):
            continued = before is not None and _means(edition, before.status, "in_force") and in_force
            joins = continued and before is not None and before.end == spell.start
            begun = Markup("{}").format(edition.speech.begun(spell.start, spell.known_by))
            rows.append(Row(id_, spell.status, spell.bounds, begun, spell.end, joins, not in_force))
        before = spell
    return rows


def _means(edition: Edition, status: str, meaning: str) -> bool:
    return edition.atlas.means("relation-status", status, meaning)


def _words(edition: Edition) -> Markup:
    """The messages of the answer as JSON, with their plural forms and their places still open.

    What this language has no words for is said in the first.
    """
    own, first = edition.speech.language, edition.atlas.languages[0]
    found = (edition.speech.messages[key] for key in ANSWER)
    return json_script({key: words.get(own, words[first]) for key, words in zip(ANSWER, found, strict=True)})
