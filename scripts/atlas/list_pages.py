"""The pages over all records: lists, timeline, bibliography, home.

In: an edition. Out: pages with what their templates need.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import figures
from .calendars import HIJRI_MONTHS
from .count_figure import count_figure
from .derive import (
    day_bounds,
    first_joined,
    is_former,
    is_participation,
    mission_sides,
    relation_spells,
    spell_on,
)
from .edition import Edition, Page, page_kind
from .facets import Facet, decade_facet, group_facet, term_facet
from .field_reference import FILES, entry, models
from .load import KINDS, ORGANIZATIONS, RELATIONS
from .prose import plain
from .record_pages import status_badge
from .survey import survey
from .tile_map import mission_labels, tile_map

LATEST_EVENTS = 6


@page_kind
def organization_list(edition: Edition) -> Iterator[Page]:
    """The list of organizations: current by kind, former, other participation, none."""
    atlas, today = edition.atlas, edition.today
    groups: dict[str, list[str]] = {"current": [], "former": [], "participation": [], "not": []}
    for id_ in edition.alphabetical(ORGANIZATIONS):
        record = atlas.organizations[id_]
        if is_participation(record):
            groups["participation"].append(id_)
        elif not record.memberships:
            groups["not"].append(id_)
        else:
            groups["former" if is_former(record, today) else "current"].append(id_)
    yield Page(
        "organizations/index.md",
        "organizations.md.j2",
        {
            "groups": groups,
            "records": atlas.organizations,
            "badges": {id_: status_badge(edition, record) for id_, record in atlas.organizations.items()},
            "joined": {id_: first_joined(record) for id_, record in atlas.organizations.items()},
            "facets": _organization_facets(edition, [*groups["current"], *groups["former"]]),
            "figure": figures.membership_timeline(edition),
        },
    )


def _organization_facets(edition: Edition, ids: list[str]) -> list[Facet]:
    speech, records = edition.speech, edition.atlas.organizations
    return [
        term_facet(speech, "kind", "column_kind", "organization-kind", {id_: (records[id_].kind,) for id_ in ids}),
        term_facet(
            speech,
            "status",
            "column_status",
            "membership-status",
            {id_: (records[id_].memberships[-1].status,) for id_ in ids},
        ),
        term_facet(speech, "scope", "box_scope", "scope", {id_: (records[id_].scope,) for id_ in ids}),
        decade_facet(speech, "joined", "facet_decade", {id_: first_joined(records[id_]) for id_ in ids}),
    ]


@page_kind
def relation_list(edition: Edition) -> Iterator[Page]:
    """The list of relations."""
    yield Page(
        "relations/index.md",
        "relations.md.j2",
        {
            "ids": edition.alphabetical(RELATIONS),
            "records": edition.atlas.relations,
            "shared": edition.shared_counts,
            "facets": _relation_facets(edition),
            "map": tile_map(edition, "../"),
        },
    )


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
        decade_facet(speech, "since", "facet_decade", {id_: relations.since for id_, relations in diplomatic.items()}),
        Facet(
            "missions",
            speech.say("missions"),
            mission_labels(speech),
            {id_: (mission_sides(relation),) for id_, relation in records.items()},
        ),
    ]


@page_kind
def topic_list(edition: Edition) -> Iterator[Page]:
    """The list of topics, in their own order."""
    topics = edition.atlas.topics
    yield Page(
        "topics/index.md",
        "topics.md.j2",
        {"ids": sorted(topics, key=lambda id_: (topics[id_].order, id_)), "records": topics, "plain": plain},
    )


@page_kind
def timeline(edition: Edition) -> Iterator[Page]:
    """All events of all records by decade."""
    speech = edition.speech
    events = edition.events
    decades: dict[int, list[Any]] = {}
    for placed in events:
        decades.setdefault(placed.event.date.first.year // 10 * 10, []).append(placed)
    facets = [
        term_facet(speech, "kind", "column_kind", "event-kind", {placed: (placed.event.kind,) for placed in events}),
        Facet(
            "about",
            speech.say("facet_about"),
            {folder: str(speech.say(folder)) for folder in KINDS},
            {placed: (placed.folder,) for placed in events},
        ),
    ]
    yield Page(
        "timeline/index.md",
        "timeline.md.j2",
        {"decades": sorted(decades.items()), "total": len(events), "facets": facets},
    )


@page_kind
def state_of_the_data(edition: Edition) -> Iterator[Page]:
    """How complete the data is."""
    yield Page("state/index.md", "state.md.j2", {"survey": survey(edition.atlas)})


@page_kind
def as_of(edition: Edition) -> Iterator[Page]:
    """What the subject was in on a day that the reader chooses; the choice is made in the browser."""
    atlas = edition.atlas
    spells = [
        (id_, spell, day_bounds(spell.from_, spell.to))
        for id_ in edition.alphabetical(ORGANIZATIONS)
        for spell in atlas.organizations[id_].memberships
    ]
    relations = [
        (id_, spell) for id_ in edition.alphabetical(RELATIONS) for spell in relation_spells(atlas.relations[id_])
    ]
    yield Page(
        "as-of/index.md",
        "as_of.md.j2",
        {
            "spells": spells,
            "relations": relations,
            "undated": sum(not relation_spells(relation) for relation in atlas.relations.values()),
            "first_day": atlas.subject.independence.date.first,
            "hijri_months": HIJRI_MONTHS[edition.speech.language],
        },
    )


@page_kind
def field_reference(edition: Edition) -> Iterator[Page]:
    """Every field of every data file."""
    yield Page(
        "fields/index.md",
        "fields.md.j2",
        {
            "files": [(path, model.__name__) for path, model in FILES],
            "entries": [entry(model, edition.speech.language, edition.words) for model in models()],
        },
    )


#: Questions of the home page, by their messages, and where the answers are.
QUESTIONS = (
    ("question_day", "as-of/index.md"),
    ("question_when", "organizations/index.md"),
    ("question_who", "relations/index.md"),
    ("question_what", "timeline/index.md"),
    ("question_trust", "state/index.md"),
    ("question_data", "data/index.md"),
)


@page_kind
def home(edition: Edition) -> Iterator[Page]:
    """The home page."""
    atlas, today = edition.atlas, edition.today
    current = [id_ for id_, o in atlas.organizations.items() if spell_on(o, today)]
    former = [id_ for id_, o in atlas.organizations.items() if is_former(o, today)]
    events = edition.events
    yield Page(
        "index.md",
        "home.md.j2",
        {
            "numbers": (
                ("number_current", len(current), "organizations/index.md#current"),
                ("number_former", len(former), "organizations/index.md#former"),
                ("number_partners", len(atlas.relations), "relations/index.md"),
                ("number_events", len(events), "timeline/index.md"),
                ("number_sources", len(atlas.sources), "sources/index.md"),
            ),
            "map": tile_map(edition, ""),
            "counts": count_figure(edition),
            "questions": QUESTIONS,
            "kinds": edition.by_kind(current),
            "topics": sorted(atlas.topics, key=lambda id_: (atlas.topics[id_].order, id_)),
            "latest": events[: -LATEST_EVENTS - 1 : -1],
        },
    )
