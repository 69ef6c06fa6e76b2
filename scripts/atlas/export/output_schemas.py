"""JSON Schemas of what the export writes, made from the models and from what the export does to them.

In: an atlas, for its closed lists. Out: schemas (draft 2020-12). A new field of a model appears by itself; what
:mod:`atlas.export.documents` adds or changes is named here, and a test validates every document against its schema.
"""

from __future__ import annotations

from typing import Any, get_args

from pydantic import BaseModel

from atlas.export.plain import EARLIEST, LATEST, PRECISION
from atlas.model.atlas import Atlas
from atlas.model.beside import Source, Term
from atlas.model.dates import FuzzyDate
from atlas.model.fields import Citation, PerLanguage, Vocabulary, marks_in
from atlas.model.records import Departure, Event, Members, Organization, Relation, Topic
from atlas.model.schemas import DIALECT, Schema, needed

PRECISIONS = ("year", "month", "day", "interval", "between")

_TEXT: Schema = {"type": "string"}
_DAY: Schema = {"type": "string", "format": "date"}
_EDTF: Schema = {"type": "string", "description": "EDTF (ISO 8601-2): as precise as the source."}
_IDS: Schema = {"type": "array", "items": _TEXT}
_NAME: Schema = {"type": "object", "description": "By language.", "additionalProperties": _TEXT}


#: What the documents are made from.
_ROOTS: tuple[type[BaseModel], ...] = (Organization, Relation, Topic, Source, Term)


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def definitions(atlas: Atlas) -> dict[str, Schema]:
    """The parts of which documents consist, by name."""
    found: dict[str, Schema] = {}
    for model in _ROOTS:
        schema = model.model_json_schema(by_alias=True, mode="serialization")
        found |= schema.pop("$defs", {})
        found[model.__name__] = schema
    for part in _models(_ROOTS):
        _correct(found[part.__name__], part, atlas)
    found["Bibliography"] = {
        "type": "object",
        "description": "The sources that the record cites, by id.",
        "additionalProperties": _ref("Source"),
    }
    found |= {
        "OrganizationRecord": _organization(found),
        "RelationRecord": _relation(found),
        "TopicRecord": _record(found["Topic"], {}),
        "PlacedEvent": _extended(_cited(found["Event"]), {"record": _TEXT, "anchor": _TEXT}),
        "SourceRecord": _extended(found["Source"], {"id": _TEXT}),
        "Country": _country(),
        "Version": _version(),
    }
    return {name: schema for name, schema in found.items() if name in _reachable(found)}


def _models(roots: tuple[type[BaseModel], ...]) -> list[type[BaseModel]]:
    """Every model in ``roots`` and in their fields, each once."""
    found: list[type[BaseModel]] = []

    def collect(annotation: Any) -> None:
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            if annotation in found:
                return
            found.append(annotation)
            for field in annotation.model_fields.values():
                collect(field.annotation)
        for argument in get_args(annotation):
            collect(argument)

    for root in roots:
        collect(root)
    return found


def _correct(schema: Schema, model: type[BaseModel], atlas: Atlas) -> None:
    """Say of one model's schema what :func:`plain.plain_data` makes of it: bounds beside dates, nothing where None."""
    properties: Schema = {}
    required = []
    if issubclass(model, PerLanguage):
        properties = dict.fromkeys(atlas.languages, schema["additionalProperties"])
        required = [code for code in atlas.languages if code not in atlas.subject.unfinished_languages]
        schema["additionalProperties"] = False
    for name, field in model.model_fields.items():
        alias = field.alias or name
        if field.exclude or alias not in schema.get("properties", {}):
            continue  # it is written in YAML, and not given out
        value = schema["properties"][alias]
        is_date = FuzzyDate in (field.annotation, *get_args(field.annotation)) or "FuzzyDate" in str(field.annotation)
        properties[alias] = _enumerated({**value, **_EDTF} if is_date else value, field, atlas)
        properties[alias].pop("default", None)
        if is_date:
            properties[alias].pop("anyOf", None)
            properties |= _bounds(alias)
        if field.is_required() or field.default is not None:
            required.append(alias)
    schema["properties"] = properties
    schema["required"] = required


def _enumerated(schema: Schema, field: Any, atlas: Atlas) -> Schema:
    """The schema with the terms of the vocabulary, for a single string that must be one of them."""
    marks = [mark for mark in (*field.metadata, *marks_in(field.annotation)) if isinstance(mark, Vocabulary)]
    if not marks or schema.get("type") not in (None, "string"):
        return schema
    schema.pop("anyOf", None)
    return {**schema, "type": "string", "enum": list(atlas.vocabulary[marks[0].name])}


def _bounds(name: str) -> Schema:
    return {
        f"{name}{EARLIEST}": {**_DAY, "description": f"The first day that {name} may mean."},
        f"{name}{LATEST}": {**_DAY, "description": f"The last day that {name} may mean."},
        f"{name}{PRECISION}": {
            "enum": list(PRECISIONS),
            "description": "interval: a duration; between: one day of a span.",
        },
    }


def _extended(schema: Schema, properties: Schema, optional: Schema | None = None) -> Schema:
    """A schema with more fields, of which those in ``optional`` may be missing."""
    return {
        **schema,
        "properties": {**schema["properties"], **properties, **(optional or {})},
        "required": sorted({*schema.get("required", []), *properties}),
    }


def _cited(schema: Schema) -> Schema:
    """What :func:`plain.cited` does: ids in ``sources``, places in ``citations``."""
    return _extended(schema, {"sources": _IDS, "citations": {"type": "array", "items": _ref(Citation.__name__)}})


def _record(schema: Schema, properties: Schema, optional: Schema | None = None) -> Schema:
    return _extended(schema, {"id": _TEXT, **properties, "bibliography": _ref("Bibliography")}, optional)


def _with_null(schema: Schema, names: tuple[str, ...]) -> Schema:
    """Fields that are always there, as ``null`` where nothing is known."""
    return _extended(schema, {name: _or_null(schema["properties"][name]) for name in names})


def _organization(found: dict[str, Schema]) -> Schema:
    found["Spell"] = _with_null(_cited(found["Membership"]), ("from", "to", "ending", "basis", "note", "first_counted"))
    members = found[Members.__name__]["properties"]
    status = found["Membership"]["properties"]["status"]
    changed = {
        "status": {"enum": [*status["enum"], "none"], "description": "The status today."},
        "memberships": {"type": "array", "items": _ref("Spell")},
        "members": members["countries"],
        "members_as_of": _or_null(members["as_of"]),
    }
    found["Gone"] = _cited(found[Departure.__name__])
    changed["members_left"] = {"type": "array", "items": _ref("Gone")}
    more = {f"members_{name}": value for name, value in members.items() if name not in ("countries", "as_of", "left")}
    return _record(found["Organization"], changed, more)


def _relation(found: dict[str, Schema]) -> Schema:
    found["Diplomatic"] = _with_null(_cited(found["DiplomaticRelations"]), ("since",))
    changed = {
        "partner_alpha3": _TEXT,
        "name": _NAME,
        "diplomatic_relations": _ref("Diplomatic"),
        "partner_independent": _or_null(_EDTF),
        "shared_organizations": _IDS,
        "shared_organizations_as_of": _DAY,
    }
    return _record(found["Relation"], changed)


def _country() -> Schema:
    properties = {"id": _TEXT, "alpha3": _TEXT, "name": _NAME, "relation": _or_null(_TEXT), "wikidata": _or_null(_TEXT)}
    return {"type": "object", "properties": properties, "required": list(properties)}


def _version() -> Schema:
    properties = {
        "version": _TEXT,
        "date": _DAY,
        "commit": _or_null(_TEXT),
        "license": _TEXT,
        "address": _or_null(_TEXT),
    }
    return {"type": "object", "properties": properties, "required": list(properties)}


#: The documents, with the definition of what they are; in a list that of each of its items.
RECORDS = {"organization": "OrganizationRecord", "relation": "RelationRecord", "topic": "TopicRecord"}
LISTS = {
    "organizations": "OrganizationRecord",
    "relations": "RelationRecord",
    "topics": "TopicRecord",
    "events": "PlacedEvent",
    "sources": "SourceRecord",
    "countries": "Country",
}


def _reachable(found: dict[str, Schema]) -> set[str]:
    """The names of the definitions that some document needs."""
    roots = [*RECORDS.values(), *LISTS.values(), "Version", Term.__name__, Event.__name__]
    return needed([_ref(name) for name in roots], found)


def list_schema(item: str) -> Schema:
    """The schema of a list whose items are of the definition ``item``."""
    properties = {"license": _TEXT, "as_of": _DAY, "items": {"type": "array", "items": _ref(item)}}
    return {"type": "object", "properties": properties, "required": list(properties)}


def output_schemas(atlas: Atlas) -> dict[str, Schema]:
    """The schema of each kind of document by its name, each complete in itself."""
    parts = definitions(atlas)
    wholes = {
        **{name: _ref(item) for name, item in RECORDS.items()},
        **{name: list_schema(item) for name, item in LISTS.items()},
        "version": _ref("Version"),
        "vocabulary": {
            "type": "object",
            "additionalProperties": {"type": "object", "additionalProperties": _ref(Term.__name__)},
        },
    }
    return {name: {"$schema": DIALECT, **whole, "$defs": _used(whole, parts)} for name, whole in wholes.items()}


def _used(whole: Schema, parts: dict[str, Schema]) -> dict[str, Schema]:
    return {name: parts[name] for name in sorted(needed(whole, parts))}
