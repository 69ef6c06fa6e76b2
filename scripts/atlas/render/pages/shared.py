"""The matrix of organizations in common: partners by organizations, one dot where both sides are members.

In: an edition. Out: one page. The picture of a partner's row is a single path, because eighteen thousand table cells
would be slow to lay out and endless to listen to; the same facts stand in words on each relation's page, in the
field ``shared_organizations`` of the data, and behind the choice of an organization above the table.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from atlas.derive.memberships import shared_organizations
from atlas.language.markup import Markup
from atlas.model.atlas import ORGANIZATIONS, RELATIONS
from atlas.render.edition import Edition, page
from atlas.render.facets import Facet, group_facet
from atlas.render.figures.frame import Ways, foot

#: Side of a cell, in CSS pixels; atlas.css knows it too.
CELL = 12
DOT = 8


@dataclass(frozen=True)
class Row:
    """One partner: the id of its relation, and the ids of the organizations that it shares, in the order of the columns."""

    id: str
    shared: tuple[str, ...]
    path: Markup


@page("shared/index.md", "shared.md.j2")
def shared_page(edition: Edition) -> dict[str, Any]:
    """The page: partners with most in common first, organizations with most partners first."""
    relations = edition.atlas.relations
    shared = {
        id_: shared_organizations(edition.atlas, relation.partner, edition.today) for id_, relation in relations.items()
    }
    partners: dict[str, tuple[str, ...]] = {}
    for id_, organizations in shared.items():
        for organization in organizations:
            partners[organization] = (*partners.get(organization, ()), id_)
    columns = sorted(partners, key=lambda id_: (-len(partners[id_]), edition.order(ORGANIZATIONS, id_)))
    mirrored = edition.speech.direction == "rtl"
    rows = [_row(id_, columns, frozenset(found), mirrored) for id_, found in shared.items()]
    order = {id_: at for at, id_ in enumerate(edition.alphabetical(RELATIONS))}
    return {
        "columns": [
            (id_, edition.speech.figure_name(edition.atlas.organizations[id_]), len(partners[id_])) for id_ in columns
        ],
        "lists": edition.lists_described(columns),
        "rows": sorted(rows, key=lambda row: (-len(row.shared), order[row.id])),
        "facets": [_organization_facet(edition, columns, rows), group_facet(edition)],
        "width": len(columns) * CELL,
        "cell": CELL,
        "foot": foot(edition.speech, Ways("#by-organization", "shared-organizations.csv", "../sources/index.md")),
    }


def _row(id_: str, columns: list[str], found: frozenset[str], mirrored: bool) -> Row:
    return Row(id_, tuple(c for c in columns if c in found), row_path(columns, found, mirrored))


def row_path(columns: list[str], found: Collection[str], mirrored: bool) -> Markup:
    """The path of a row's dots: one square for each column that is in ``found``, from the side on which reading begins."""
    margin = (CELL - DOT) // 2
    squares = []
    for at, id_ in enumerate(columns):
        if id_ in found:
            x = (len(columns) - 1 - at if mirrored else at) * CELL + margin
            squares.append(f"M{x} {margin}h{DOT}v{DOT}h-{DOT}z")
    return Markup("".join(squares))


def _organization_facet(edition: Edition, columns: list[str], rows: list[Row]) -> Facet:
    """The choice of an organization: narrows the table to its members."""
    names = edition.names[ORGANIZATIONS]
    ordered = sorted(columns, key=lambda id_: edition.order(ORGANIZATIONS, id_))
    return Facet(
        "organization",
        edition.speech.say("facet_organization"),
        {id_: names[id_] for id_ in ordered},
        {row.id: row.shared for row in rows},
    )
