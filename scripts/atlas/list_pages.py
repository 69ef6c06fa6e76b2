"""The pages over all records: lists, timeline, bibliography, home.

In: an edition. Out: pages with what their templates need.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from . import figures
from .derive import (
    all_events,
    day_bounds,
    first_joined,
    is_former,
    is_participation,
    relation_spells,
    shared_counts,
    spell_on,
    who_cites,
)
from .edition import Edition, Page, page_kind
from .field_reference import FILES, entry, models
from .load import ORGANIZATIONS, RELATIONS
from .prose import plain
from .record_pages import status_badge
from .survey import survey
from .tile_map import tile_map

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
            "figure": figures.membership_timeline(edition),
        },
    )


@page_kind
def relation_list(edition: Edition) -> Iterator[Page]:
    """The list of relations."""
    yield Page(
        "relations/index.md",
        "relations.md.j2",
        {
            "ids": edition.alphabetical(RELATIONS),
            "records": edition.atlas.relations,
            "shared": shared_counts(edition.atlas, edition.today),
            "map": tile_map(edition, "../"),
        },
    )


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
    decades: dict[int, list[Any]] = {}
    for placed in all_events(edition.atlas):
        decades.setdefault(placed.event.date.first.year // 10 * 10, []).append(placed)
    yield Page(
        "timeline/index.md",
        "timeline.md.j2",
        {"decades": sorted(decades.items()), "total": sum(map(len, decades.values()))},
    )


@page_kind
def bibliography(edition: Edition) -> Iterator[Page]:
    """All sources, by the alphabet of their ids, with the records that cite them."""
    yield Page("sources/index.md", "sources.md.j2", {"cited_by": who_cites(edition.atlas)})


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
        (id_, status, start, end, day_bounds(start, end))
        for id_ in edition.alphabetical(RELATIONS)
        for status, start, end in relation_spells(atlas.relations[id_])
    ]
    yield Page(
        "as-of/index.md",
        "as_of.md.j2",
        {
            "spells": spells,
            "relations": relations,
            "undated": sum(r.diplomatic_relations.since is None for r in atlas.relations.values()),
            "first_day": atlas.subject.independence.date.first,
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
    events = all_events(atlas)
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
            "questions": QUESTIONS,
            "kinds": _grouped(edition, ORGANIZATIONS, "organization-kind", current, lambda record: (record.kind,)),
            "topics": sorted(atlas.topics, key=lambda id_: (atlas.topics[id_].order, id_)),
            "latest": events[: -LATEST_EVENTS - 1 : -1],
        },
    )


def _grouped(
    edition: Edition, folder: str, vocabulary: str, ids: list[str], terms_of: Callable[[Any], tuple[str, ...]]
) -> list[tuple[str, list[str]]]:
    """``ids`` under the terms of a vocabulary, in its order; within a term by name; terms without any left out."""
    records = edition.atlas.folder(folder)
    ordered = [id_ for id_ in edition.alphabetical(folder) if id_ in ids]
    groups = [
        (term, [id_ for id_ in ordered if term in terms_of(records[id_])])
        for term in edition.atlas.vocabulary[vocabulary]
    ]
    return [(term, members) for term, members in groups if members]
