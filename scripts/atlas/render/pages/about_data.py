"""The pages about the data itself: how complete it is, and which fields it has.

In: an edition. Out: pages.
"""

from __future__ import annotations

from typing import Any

from atlas.derive.survey import PRECISIONS, overdue_records, survey
from atlas.model.atlas import ORGANIZATIONS, RELATIONS
from atlas.model.descriptions import FILES, entry, models
from atlas.render.edition import Edition, page


@page("state/index.md", "state.md.j2")
def state_of_the_data(edition: Edition) -> dict[str, Any]:
    """How complete the data is."""
    found = survey(edition.atlas)
    missing = (
        ("counted-memberships", "state_counted_memberships", ORGANIZATIONS, found.counted_memberships),
        ("undated-memberships", "state_undated_memberships", ORGANIZATIONS, found.undated_memberships),
        ("bounded-relations", "state_bounded_relations", RELATIONS, found.bounded_relations),
        ("undated-relations", "state_undated_relations", RELATIONS, found.undated_relations),
        ("without-members", "state_without_members", ORGANIZATIONS, found.without_members),
        ("relation-stubs", "state_relation_stubs", RELATIONS, found.relation_stubs),
    )
    return {
        "survey": found,
        "precisions": PRECISIONS,
        "missing": [(anchor, title, folder, _by_name(edition, folder, ids)) for anchor, title, folder, ids in missing],
        "thinnest": sorted(
            found.thinnest, key=lambda item: (item[2], edition.speech.sort_key(edition.names[item[0]][item[1]]))
        ),
        "overdue": overdue_records(edition.atlas, edition.today),
        "longest": found.longest_unchecked if found.checks_differ else [],
    }


def _by_name(edition: Edition, folder: str, ids: list[str]) -> list[str]:
    """``ids`` in the order of the names that the page shows."""
    wanted = set(ids)
    return [id_ for id_ in edition.alphabetical(folder) if id_ in wanted]


@page("fields/index.md", "fields.md.j2")
def field_reference(edition: Edition) -> dict[str, Any]:
    """Every field of every data file."""
    return {
        "files": [(path, model.__name__) for path, model in FILES],
        "entries": [entry(model, edition.speech.language, edition.words, edition.atlas) for model in models()],
    }
