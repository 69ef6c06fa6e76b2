"""The lists of organizations, relations and topics.

In: an edition. Out: pages with what their templates need.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from atlas.derive.intervals import Certainty
from atlas.derive.memberships import belonged_on, is_participation, standing
from atlas.derive.relations import SIDES, mission_sides
from atlas.derive.survey import relation_stubs
from atlas.model.atlas import ORGANIZATIONS, RELATIONS
from atlas.model.citations import plain
from atlas.model.dates import FuzzyDate
from atlas.model.records import Recognition
from atlas.render.badges import status_badge
from atlas.render.edition import Edition, page
from atlas.render.facets import Facet, decade_facet, group_facet, term_facet
from atlas.render.figures import memberships
from atlas.render.figures.tile_map import mission_labels, tile_map

#: Under which heading of the list of organizations each degree of certainty about today stands, in their order.
STANDING = {Certainty.YES: "current", Certainty.POSSIBLY: "possible", Certainty.NO: "former"}


@page("organizations/index.md", "organizations.md.j2")
def organization_list(edition: Edition) -> dict[str, Any]:
    """The list of organizations: current by kind, former, other participation, none."""
    atlas, today = edition.atlas, edition.today
    groups: dict[str, list[str]] = {name: [] for name in ("current", "possible", "former", "participation", "not")}
    for id_ in edition.alphabetical(ORGANIZATIONS):
        record = atlas.organizations[id_]
        if is_participation(record):
            groups["participation"].append(id_)
        elif not record.memberships:
            groups["not"].append(id_)
        else:
            groups[STANDING[belonged_on(record, today)]].append(id_)
    usual = atlas.usual("non-membership")
    return {
        "groups": groups,
        "kinds": {id_: record.kind for id_, record in atlas.organizations.items()},
        "beside": {id_: _beside(edition, id_) for id_ in atlas.organizations},
        "badges": {id_: status_badge(edition, record) for id_, record in atlas.organizations.items()},
        "unlike_others": {id_ for id_ in groups["not"] if standing(atlas, atlas.organizations[id_]) != usual},
        "joined": {id_: edition.beginning(record) for id_, record in atlas.organizations.items()},
        "facets": _organization_facets(edition, [id_ for name in STANDING.values() for id_ in groups[name]]),
        "figure": memberships.membership_timeline(edition),
    }


def _beside(edition: Edition, id_: str) -> str:
    """What stands beside an organization's name in the list: its abbreviation, or its name where the list has the other."""
    record = edition.atlas.organizations[id_]
    name = edition.speech.of(record.name)
    return edition.speech.of(record.abbreviation) if edition.names[ORGANIZATIONS][id_] == name else name


def _organization_facets(edition: Edition, ids: list[str]) -> list[Facet]:
    speech, records = edition.speech, edition.atlas.organizations
    joined = {id_: edition.beginning(records[id_]) for id_ in ids}
    return [
        term_facet(speech, "kind", "column_kind", "organization-kind", {id_: (records[id_].kind,) for id_ in ids}),
        term_facet(
            speech,
            "status",
            "column_status",
            "membership-status",
            {id_: (records[id_].memberships[-1].status,) for id_ in ids},
        ),
        term_facet(
            speech,
            "ever",
            "facet_ever",
            "membership-status",
            {id_: tuple(dict.fromkeys(spell.status for spell in records[id_].memberships)) for id_ in ids},
        ),
        term_facet(speech, "scope", "box_scope", "scope", {id_: (records[id_].scope,) for id_ in ids}),
        decade_facet(
            speech,
            "joined",
            "facet_decade",
            {id_: begun.date for id_, begun in joined.items()},
            {id_: begun.counted for id_, begun in joined.items()},
        ),
    ]


@dataclass(frozen=True)
class RelationRow:
    """One partner in the list.

    ``since`` says in words since when, and ``begun`` is that day or bound; ``stub`` says that the record tells little more than
    that there are relations.
    """

    id: str
    status: str
    begun: FuzzyDate | None
    since: str
    shared: int
    stub: bool


@page("relations/index.md", "relations.md.j2")
def relation_list(edition: Edition) -> dict[str, Any]:
    """The list of relations."""
    stubs = set(relation_stubs(edition.atlas))
    return {
        "rows": [_relation_row(edition, id_, id_ in stubs) for id_ in edition.alphabetical(RELATIONS)],
        "facets": _relation_facets(edition),
        "map": tile_map(edition, "../"),
        "recognitions": [(side, found) for side in SIDES if (found := _recognitions(edition, side))],
    }


def _recognitions(edition: Edition, side: str) -> list[tuple[str, Recognition]]:
    """The acts by which one side recognized the other, with the ids of the relations; the earliest first, then the undated."""
    found = [
        (id_, item)
        for id_ in edition.alphabetical(RELATIONS)
        for item in edition.atlas.relations[id_].recognition
        if item.by in (side, "both")
    ]
    return sorted(found, key=lambda one: (one[1].date is None, one[1].date and one[1].date.first))


def _relation_row(edition: Edition, id_: str, stub: bool) -> RelationRow:
    relation = edition.atlas.relations[id_]
    relations = relation.diplomatic_relations
    begun = relations.since or relations.known_by
    there_are = edition.atlas.means("relation-status", relations.status, "relations")
    since = edition.speech.begun(relations.since, relations.known_by) if begun or there_are else "—"
    return RelationRow(id_, relations.status, begun, since, edition.shared_counts[relation.partner], stub)


def _relation_facets(edition: Edition) -> list[Facet]:
    speech, records = edition.speech, edition.atlas.relations
    diplomatic = {id_: relation.diplomatic_relations for id_, relation in records.items()}
    return [
        group_facet(edition),
        term_facet(
            speech,
            "status",
            "column_relations",
            "relation-status",
            {id_: (relations.status,) for id_, relations in diplomatic.items()},
        ),
        term_facet(
            speech,
            "ever",
            "facet_ever",
            "relation-status",
            {
                id_: tuple(dict.fromkeys([relations.status, *(item.status for item in relations.interruptions)]))
                for id_, relations in diplomatic.items()
            },
        ),
        decade_facet(
            speech,
            "since",
            "facet_decade",
            {id_: relations.since for id_, relations in diplomatic.items()},
            {id_: relations.known_by for id_, relations in diplomatic.items()},
        ),
        Facet(
            "missions",
            speech.say("missions"),
            mission_labels(speech),
            {id_: (mission_sides(relation),) for id_, relation in records.items()},
        ),
    ]


@page("topics/index.md", "topics.md.j2")
def topic_list(edition: Edition) -> dict[str, Any]:
    """The list of topics, in their own order."""
    topics = edition.atlas.topics
    return {"ids": sorted(topics, key=lambda id_: (topics[id_].order, id_)), "records": topics, "plain": plain}
