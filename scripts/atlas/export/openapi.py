"""The description of the addresses below ``api/v1/`` in OpenAPI 3.1.

In: the schemas of the documents. Out: one JSON document. The tables, archives and feeds are named with their media types;
their columns are described in ``datapackage.json``.
"""

from __future__ import annotations

import json
from typing import Any

from atlas.export.output_schemas import LISTS, RECORDS
from atlas.model.atlas import Atlas
from atlas.publication import Publication

_LICENSE = {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}


def openapi(atlas: Atlas, outputs: dict[str, dict[str, Any]], publication: Publication) -> dict[str, Any]:
    """The description of all documents, with their schemas as components; ``outputs`` are those of :mod:`output_schemas`."""
    components: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for name, schema in outputs.items():
        components |= schema["$defs"]
        whole = {key: value for key, value in schema.items() if key not in ("$schema", "$defs")}
        paths |= _paths(name, whole)
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": atlas.subject.title.en,
            "summary": atlas.subject.tagline.en,
            "description": "Static files: no key, no limit, GET only. Within v1 fields are added; none is renamed or removed.",
            "version": publication.version,
            "license": _LICENSE,
        },
        # Said aloud, so that clients made from this description ask for no key.
        "security": [],
        "tags": [{"name": name, "description": text} for name, text in _TAGS.items()],
        "servers": [{"url": publication.url("api/v1") if publication.address else "."}],
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": dict(sorted(components.items()))},
    }
    moved: dict[str, Any] = json.loads(json.dumps(document).replace("#/$defs/", "#/components/schemas/"))
    return moved


def _paths(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The paths of one kind of document; a kind of record is the file of each id."""
    operation: dict[str, Any] = {
        "operationId": f"get_{name}",
        "tags": [_tag(name)],
        "summary": _SUMMARIES[name],
        "description": f"A static file. Its schema is also at schema/output/{name}.json.",
        "responses": {"200": {"description": "The document.", "content": {"application/json": {"schema": schema}}}},
    }
    if name not in RECORDS:
        return {f"/{name}.json": {"get": operation}}
    operation["parameters"] = [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]
    operation["responses"]["404"] = {"description": "There is no such record."}
    return {f"/{name}s/{{id}}.json": {"get": operation}}


def _tag(name: str) -> str:
    """The group of a document: one for each kind of record, one for what describes them."""
    plural = f"{name}s" if name in RECORDS else name
    return plural if plural in _TAGS else "description"


_TAGS = {
    "organizations": "Organizations, with memberships, offices, members and events.",
    "relations": "Bilateral relations, with missions, agreements and shared organizations.",
    "topics": "Themes of foreign policy.",
    "events": "What happened, from all records.",
    "sources": "The bibliography.",
    "description": "What the data is made of: countries, closed lists, version.",
}

_SUMMARIES = {
    **{name: f"One {name}, with the sources that it cites." for name in RECORDS},
    **{name: f"All {name}, in the order of their ids." for name in LISTS},
    "events": "All events of all records, oldest first.",
    "version": "Version, day and commit of the data.",
    "vocabulary": "Every closed list with its labels in both languages.",
}
