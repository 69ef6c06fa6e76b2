"""Writes the data for machines into the built site: JSON lists, one file for each record, CSV tables.

In: an atlas, today, a folder. Out: files below ``api/v1/``; their form is a contract (DESIGN: *Data for machines*),
so a field may be added and none renamed. Dates are EDTF text as in the data.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from atlas.derive.events import all_events
from atlas.derive.memberships import shared_organizations, status_on
from atlas.disk import write_files
from atlas.export.tables import csv_text, tables
from atlas.model.atlas import ORGANIZATIONS, RELATIONS, TOPICS, Atlas
from atlas.model.beside import Source
from atlas.model.descriptions import schemas
from atlas.model.fields import Citation, Model
from atlas.model.records import Departure, Event, Members, Membership, Organization, Relation

API = "api/v1"
LICENSE = "CC-BY-4.0"


def export_site(atlas: Atlas, today: date, data: Path, site: Path) -> None:
    """Write the JSON and CSV files and a copy of the YAML files into ``site``."""
    texts = {name: _json(value) for name, value in documents(atlas, today).items()}
    texts |= {name: csv_text(table) for name, table in tables(atlas, today).items()}
    write_files(site, {f"{API}/{name}": text for name, text in texts.items()})
    shutil.copytree(data, site / "data", dirs_exist_ok=True)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def documents(atlas: Atlas, today: date) -> dict[str, Any]:
    """Every JSON document by its path below ``api/v1/``."""
    organizations = [organization_json(atlas, id_, record, today) for id_, record in atlas.organizations.items()]
    relations = [relation_json(atlas, id_, record, today) for id_, record in atlas.relations.items()]
    topics = [{"id": id_, **plain_data(record)} for id_, record in atlas.topics.items()]
    found = {
        "topics.json": _list(today, topics),
        "organizations.json": _list(today, organizations),
        "relations.json": _list(today, relations),
        "events.json": _list(today, (_placed_event(placed) for placed in all_events(atlas))),
        **{f"schema/{folder}.json": schema for folder, schema in schemas(atlas).items()},
        "sources.json": _list(today, (source_json(id_, source) for id_, source in atlas.sources.items())),
    }
    for folder, items in ((ORGANIZATIONS, organizations), (RELATIONS, relations), (TOPICS, topics)):
        found |= {f"{folder}/{item['id']}.json": item for item in items}
    return found


def _list(today: date, items: Iterable[Any]) -> dict[str, Any]:
    return {"license": LICENSE, "as_of": today.isoformat(), "items": list(items)}


def plain_data(value: Any) -> Any:
    """A model as JSON data, with the names of fields as in YAML; what is not known is left out."""
    if isinstance(value, Model):
        return value.model_dump(mode="json", by_alias=True, exclude_none=True)
    return value


def _citations(citations: Iterable[Citation]) -> list[str]:
    """The ids of the cited sources; the places in them stand in the YAML files only, which the site holds too."""
    return [citation.source for citation in citations]


def _membership(spell: Membership) -> dict[str, Any]:
    return {
        "status": spell.status,
        "from": str(spell.from_) if spell.from_ else None,
        "first_counted": str(spell.first_counted) if spell.first_counted else None,
        "to": str(spell.to) if spell.to else None,
        "ending": spell.ending,
        "basis": spell.basis,
        "founder": spell.founder,
        "note": plain_data(spell.note),
        "sources": _citations(spell.sources),
    }


def _departure(departure: Departure) -> dict[str, Any]:
    return {"country": departure.country, "date": str(departure.date), "sources": _citations(departure.sources)}


def _members(members: Members | None) -> dict[str, Any]:
    """The list of members as fields of its organization; who has another status stands apart, by status."""
    if members is None:
        return {"members": [], "members_as_of": None}
    data = plain_data(members)
    names = {"countries": "members", **{name: f"members_{name}" for name in data if name not in ("countries", "left")}}
    return {new: data[name] for name, new in names.items() if name in data}


def organization_json(atlas: Atlas, id_: str, record: Organization, today: date) -> dict[str, Any]:
    """One organization as the contract has it, with more fields behind."""
    data = plain_data(record)
    data.pop("members", None)
    return {
        "id": id_,
        "name": plain_data(record.name),
        "kind": record.kind,
        "status": status_on(record, today),
        "memberships": [_membership(spell) for spell in record.memberships],
        **_members(record.members),
        "members_left": [_departure(item) for item in record.members.left] if record.members else [],
        **{key: value for key, value in data.items() if key not in ("name", "kind", "memberships")},
    }


def relation_json(atlas: Atlas, id_: str, record: Relation, today: date) -> dict[str, Any]:
    """One relation as the contract has it, with more fields behind."""
    diplomatic = plain_data(record.diplomatic_relations)
    country = atlas.countries.get(record.partner)
    data = plain_data(record)
    return {
        "id": id_,
        "partner": record.partner,
        "name": {language: atlas.country_name(record.partner, language) for language in atlas.languages},
        "diplomatic_relations": {
            **diplomatic,
            "since": diplomatic.get("since"),
            "sources": _citations(record.diplomatic_relations.sources),
        },
        "shared_organizations": shared_organizations(atlas, record.partner, today),
        "shared_organizations_as_of": today.isoformat(),
        "partner_independent": str(country.independent.date) if country and country.independent else None,
        **{key: value for key, value in data.items() if key not in ("partner", "diplomatic_relations")},
    }


def event_json(event: Event) -> dict[str, Any]:
    """One event without its place."""
    return {**plain_data(event), "sources": _citations(event.sources)}


def _placed_event(placed: Any) -> dict[str, Any]:
    return {**event_json(placed.event), "record": f"{placed.folder}/{placed.id}"}


def source_json(id_: str, source: Source) -> dict[str, Any]:
    """One source with CSL's names; ``id`` first."""
    return {"id": id_, **plain_data(source)}
