"""Pages made from what stands in the records of relations: all missions, all agreements, all visits.

In: an edition. Out: one page for each, with a table, ways to narrow it, its data and its sources.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from atlas.derive.events import PlacedEvent, all_events
from atlas.derive.relations import agreement_anchors, mission_anchors
from atlas.language.speech import Speech
from atlas.model.atlas import RELATIONS
from atlas.model.dates import FuzzyDate
from atlas.model.records import Agreement, Mission
from atlas.render.edition import Edition, page
from atlas.render.facets import Facet, decade_facet, term_facet
from atlas.render.figures.tile_map import tile_map


@dataclass(frozen=True)
class Line:
    """A line of a table: the id of the relation, its anchor on that page, and what it tells."""

    relation: str
    anchor: str
    item: Any


def _lines(edition: Edition, field: str, anchors: Callable[[Any], list[str]]) -> list[Line]:
    """The entries of ``field`` of all relations, by the names of the partners."""
    found = {id_: getattr(edition.atlas.relations[id_], field) for id_ in edition.alphabetical(RELATIONS)}
    return [
        Line(id_, anchor, item)
        for id_, items in found.items()
        for item, anchor in zip(items, anchors(items), strict=True)
    ]


def _groups(edition: Edition, relations: Mapping[Any, str]) -> Facet:
    """The facet of the partners' groups and regions, for entries that belong to a relation."""
    records = edition.atlas.relations
    values = {entry: records[id_].groups if id_ in records else () for entry, id_ in relations.items()}
    return term_facet(edition.speech, "group", "groups", "relation-group", values)


def side_name(speech: Speech, side: str) -> str:
    """Whose a mission is: the subject by its name, anybody else as the vocabulary has it."""
    return speech.subject if side == "subject" else speech.label("side", side)


@page("missions/index.md", "missions.md.j2")
def missions(edition: Edition) -> dict[str, Any]:
    """All missions of both sides, with the map of who has one where."""
    speech, lines = edition.speech, _lines(edition, "missions", mission_anchors)
    items: dict[Line, Mission] = {line: line.item for line in lines}
    sides = {side: side_name(speech, side) for side in edition.atlas.vocabulary["side"]}
    states = {state: str(speech.say(f"missions_{state}")) for state in ("open", "closed")}
    facets = [
        term_facet(speech, "kind", "column_kind", "mission-kind", {line: (item.kind,) for line, item in items.items()}),
        Facet("by", speech.say("column_by"), sides, {line: (item.by,) for line, item in items.items()}),
        _groups(edition, {line: line.relation for line in lines}),
        Facet(
            "state",
            speech.say("column_status"),
            states,
            {line: ("closed" if item.closed else "open",) for line, item in items.items()},
        ),
        _year_facet(edition, {line: item.as_of for line, item in items.items()}),
    ]
    figure = tile_map(edition, "../", "missions")
    return {"lines": lines, "facets": facets, "map": figure, "side_name": partial(side_name, speech)}


def _year_facet(edition: Edition, dates: Mapping[Line, FuzzyDate | None]) -> Facet:
    """The facet of the year that the source describes."""
    years = {line: str(when.last.year) if when else "unknown" for line, when in dates.items()}
    labels = {year: edition.speech.digits(year) for year in sorted({*years.values()} - {"unknown"}, reverse=True)}
    labels["unknown"] = str(edition.speech.say("unknown_date"))
    return Facet("as-of", edition.speech.say("column_as_of"), labels, {line: (year,) for line, year in years.items()})


@page("agreements/index.md", "agreements.md.j2")
def agreements(edition: Edition) -> dict[str, Any]:
    """All agreements with partners, oldest first; then the treaties among the events that are none of these."""
    lines = sorted(_lines(edition, "agreements", agreement_anchors), key=lambda line: line.item.signed)
    items: dict[Line, Agreement] = {line: line.item for line in lines}
    treaties = [
        placed for placed in edition.events if placed.event.kind == "treaty" and not _tells_of_one(placed, lines)
    ]
    dates: dict[Any, FuzzyDate] = {line: item.signed for line, item in items.items()}
    dates |= {placed: placed.event.date for placed in treaties}
    relations = {line: line.relation for line in lines} | {placed: _relation(edition, placed) for placed in treaties}
    facets = [
        decade_facet(edition.speech, "signed", "facet_decade", dates),
        _groups(edition, relations),
    ]
    return {"lines": lines, "treaties": treaties, "facets": facets}


def _tells_of_one(placed: PlacedEvent, lines: list[Line]) -> bool:
    """Whether an event tells of one of the agreements: of the same partner, and signed when it happened."""
    concerned, when = {placed.id, *placed.event.also}, placed.event.date
    return any(
        line.relation in concerned and line.item.signed.first <= when.last and when.first <= line.item.signed.last
        for line in lines
    )


@page("visits/index.md", "visits.md.j2")
def visits(edition: Edition) -> dict[str, Any]:
    """All events that are visits, oldest first."""
    found = [placed for placed in all_events(edition.atlas) if placed.event.kind == "visit"]
    facets = [
        decade_facet(edition.speech, "decade", "facet_decade", {placed: placed.event.date for placed in found}),
        _groups(edition, {placed: _relation(edition, placed) for placed in found}),
    ]
    return {"visits": found, "facets": facets}


def _relation(edition: Edition, placed: PlacedEvent) -> str:
    """The relation that a visit belongs to: that in whose record it stands, else the first that it names; empty for none."""
    named = (placed.id, *placed.event.also)
    return next((id_ for id_ in named if id_ in edition.atlas.relations), "")
