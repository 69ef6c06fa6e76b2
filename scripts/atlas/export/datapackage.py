"""The tables as a Frictionless Data Package: what is in which column, which column tells the rows apart, what refers to what.

In: the tables. Out: ``datapackage.json`` (Data Package 1, which every tool reads).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from atlas.export.columns import column, references, table_entry
from atlas.export.tables import Table
from atlas.model.atlas import Atlas
from atlas.publication import Publication


def datapackage(atlas: Atlas, tables: Mapping[str, Table], today: date, publication: Publication) -> dict[str, Any]:
    """The description of all ``tables``."""
    return {
        "profile": "tabular-data-package",
        "name": "-".join(atlas.subject.title.en.lower().split()),
        "title": atlas.subject.title.en,
        "description": atlas.subject.tagline.en,
        **({"homepage": publication.address} if publication.address else {}),
        "version": publication.version,
        "created": f"{today.isoformat()}T00:00:00Z",
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "title": "Creative Commons Attribution 4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
            }
        ],
        "resources": [_resource(name, table) for name, table in sorted(tables.items())],
    }


def _resource(name: str, table: Table) -> dict[str, Any]:
    heading, _rows = table
    entry = table_entry(name)
    return {
        "profile": "tabular-data-resource",
        "name": resource_name(name),
        "path": name,
        "description": entry.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(heading_name) for heading_name in heading],
            "missingValues": [""],
            "primaryKey": list(entry.key),
            "foreignKeys": [
                {"fields": [own], "reference": {"resource": resource_name(other), "fields": [key]}}
                for own, other, key in references(name, heading)
            ],
        },
    }


def resource_name(file: str) -> str:
    """The name of a table without its ending: that of the resource."""
    return file.removesuffix(".csv")


def _field(name: str) -> dict[str, str]:
    about = column(name)
    return {"name": name, "type": about.type, "description": about.en}
