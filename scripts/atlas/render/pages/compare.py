"""The page on which a reader sets two partners side by side; the choice is made in the browser.

In: an edition. Out: one page that carries, as JSON, the few facts of every relation that it can show.
"""

from __future__ import annotations

from typing import Any

from atlas.derive.memberships import shared_organizations
from atlas.derive.relations import sides_of
from atlas.language.markup import json_script
from atlas.model.atlas import ORGANIZATIONS, RELATIONS
from atlas.model.records import Relation
from atlas.render.edition import Edition, page


@page("compare/index.md", "compare.md.j2")
def compare(edition: Edition) -> dict[str, Any]:
    """The page and its data."""
    relations = {id_: _facts(edition, id_, relation) for id_, relation in edition.atlas.relations.items()}
    used = {id_ for facts in relations.values() for id_ in facts["organizations"]}
    organizations = {
        id_: {"name": edition.names[ORGANIZATIONS][id_], "address": f"../organizations/{id_}/"} for id_ in sorted(used)
    }
    return {
        "ids": edition.alphabetical(RELATIONS),
        "first": _most_told(edition),
        "data": json_script({"relations": relations, "organizations": organizations}),
    }


def _most_told(edition: Edition) -> list[str]:
    """The two partners of which most events are recorded: what the page shows before anything is chosen."""
    counts = {id_: len(edition.events_of(RELATIONS, id_)) for id_ in edition.alphabetical(RELATIONS)}
    return sorted(counts, key=lambda id_: -counts[id_])[:2]


def _facts(edition: Edition, id_: str, relation: Relation) -> dict[str, Any]:
    speech = edition.speech
    diplomatic = relation.diplomatic_relations
    shared = shared_organizations(edition.atlas, relation.partner, edition.today)
    return {
        "name": edition.names[RELATIONS][id_],
        "address": f"../relations/{id_}/",
        "status": speech.label("relation-status", diplomatic.status),
        "since": speech.begun(diplomatic.since, diplomatic.known_by),
        "missions": _missions(edition, id_, relation),
        "agreements": _agreements(edition, relation),
        "events": speech.number(len(edition.events_of(RELATIONS, id_))),
        "shared": speech.number(len(shared)),
        "organizations": sorted(shared, key=lambda other: edition.order(ORGANIZATIONS, other)),
    }


def _missions(edition: Edition, id_: str, relation: Relation) -> list[str]:
    """The missions that are open, with whose they are: ``Iran: Embassy, Islamabad``."""
    speech = edition.speech
    comma = speech.comma
    names = {"subject": speech.subject, "partner": edition.names[RELATIONS][id_]}
    return [
        f"{comma.join(names[side] for side in sides_of(mission))}: "
        f"{speech.label('mission-kind', mission.kind)}{comma}{speech.of(mission.city)}"
        for mission in relation.missions
        if mission.closed is None
    ]


def _agreements(edition: Edition, relation: Relation) -> list[str]:
    """The agreements by the day of signature, each as ``1972: Simla Agreement``."""
    speech = edition.speech
    ordered = sorted(relation.agreements, key=lambda agreement: agreement.signed)
    return [f"{speech.words(agreement.signed)}: {speech.of(agreement.title)}" for agreement in ordered]
