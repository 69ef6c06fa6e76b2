"""The page on which a reader chooses a day; the choice is made in the browser (docs/assets/as-of.js).

In: an edition. Out: one page with every spell and the days that bound it.
"""

from __future__ import annotations

from collections.abc import Iterator

from atlas.derive.intervals import day_bounds
from atlas.derive.relations import relation_spells, usual_status
from atlas.language.calendars import hijri_months
from atlas.model.atlas import ORGANIZATIONS, RELATIONS
from atlas.render.edition import Edition, Page, page_kind


@page_kind
def as_of(edition: Edition) -> Iterator[Page]:
    """What the subject was in on a day that the reader chooses; the choice is made in the browser."""
    atlas = edition.atlas
    spells = [
        (id_, spell, day_bounds(spell.from_, spell.to))
        for id_ in edition.alphabetical(ORGANIZATIONS)
        for spell in atlas.organizations[id_].memberships
    ]
    usual = usual_status(atlas)
    of_relation = {id_: relation_spells(relation, usual) for id_, relation in atlas.relations.items()}
    relations = [(id_, spell) for id_ in edition.alphabetical(RELATIONS) for spell in of_relation[id_]]
    yield Page(
        "as-of/index.md",
        "as_of.md.j2",
        {
            "spells": spells,
            "relations": relations,
            "undated": sum(not spells for spells in of_relation.values()),
            "first_day": atlas.subject.independence.date.first,
            "hijri_months": hijri_months(edition.speech.language),
        },
    )
