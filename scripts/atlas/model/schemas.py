"""The JSON Schemas of the data files, by which editors complete, explain and check while somebody writes.

In: the models, the closed lists, the Persian words for fields, the names of countries. Out: one schema for each kind of
file (:data:`atlas.model.descriptions.FILES`), JSON Schema 2020-12. Nothing here lists a field or a term.

The schemas accept every file that check accepts. What needs more than one value at a time, such as dates in order, is
left to check; so is whether an id exists, since the schemas would change with every record. An editor reads ``1947`` as a
number and ``true`` as a truth value where our reader takes every value as text: where text stands, these are welcome too.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, models_json_schema

from atlas.language.messages import Words
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.beside import CountryName, Gone, ShelfLifeException, Source, Term, Wording
from atlas.model.countries import is_country, territories
from atlas.model.descriptions import FILES, models
from atlas.model.fields import COUNTRY_MARK, DATE_PATTERN, LANGUAGES, VOCABULARY_MARK, Citation, Model, Text

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: What an id or a term looks like: lower-case letters, digits, single hyphens.
SLUG = "^[a-z0-9]+(-[a-z0-9]+)*$"

#: The kinds of file that are dictionaries of models by id, and the pattern of their ids.
_ENTRIES: Mapping[type[Model], str] = {
    Source: SLUG,
    CountryName: "^[A-Z]{2}$",
    ShelfLifeException: SLUG,
    Wording: SLUG,
    Gone: rf"^({'|'.join(FOLDERS)})/{SLUG[1:]}",
}

#: What a scalar may look like to an editor, where our reader sees text.
_SCALAR = ["string", "number", "boolean"]


def kind_of(path: str) -> str:
    """The name of a kind of file, and of its schema: ``organizations`` for ``data/organizations/<id>.yml``."""
    return PurePosixPath(path).parts[1].removesuffix(".yml")


def schemas(atlas: Atlas, words: Words) -> dict[str, Schema]:
    """The schema of each kind of file, by the name of the kind."""
    definitions = _definitions(atlas, words)
    return {kind_of(path): _of_file(kind_of(path), model, definitions) for path, model in FILES}


def _definitions(atlas: Atlas, words: Words) -> dict[str, Schema]:
    """Every model and every closed list by the name under which schemas refer to it."""
    made = models_json_schema([(model, "validation") for model in models()], schema_generator=_Generator)[1]
    definitions: dict[str, Schema] = dict(made["$defs"])
    for model in models():
        _describe(definitions[model.__name__], model, words)
    definitions = {name: _mended(schema) for name, schema in definitions.items()}
    definitions[Text.__name__] = _one_language_will_do(definitions[Text.__name__])
    definitions[Citation.__name__] = _a_bare_id_will_do(definitions[Citation.__name__])
    for name, terms in atlas.vocabulary.items():
        definitions[f"term-{name}"] = _closed_list({term: f"{label.en} · {label.fa}" for term, label in terms.items()})
    english, persian = (territories(language) for language in LANGUAGES)
    definitions["country"] = _closed_list(
        {code: f"{english[code]} · {persian.get(code, '')}" for code in sorted(english) if is_country(code)}
    )
    return definitions


class _Generator(GenerateJsonSchema):
    """Pydantic's schemas with the names of classes and fields left as the models give them."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No title is made up from the name of a field."""
        return False


def _describe(schema: Schema, model: type[Model], words: Words) -> None:
    """Put what a model and its fields mean into its schema, in both languages."""
    persian = words[model.__name__]
    english = (model.__doc__ or "").split("\n\n")[0].strip()
    schema["title"], schema["description"] = model.__name__, f"{english}\n\n{persian['about']}"
    for name, field in model.model_fields.items():
        key = field.alias or name
        own = schema["properties"][key]
        own["title"], own["description"] = field.title, f"{field.description}\n\n{persian['fields'][key]}"


def _a_bare_id_will_do(schema: Schema) -> Schema:
    """A citation without a place may be the source's id alone."""
    bare = {**schema["properties"]["source"], **_words_of(schema)}
    return {**_words_of(schema), "anyOf": [bare, schema]}


def _one_language_will_do(schema: Schema) -> Schema:
    """A text has all languages, or says which one is wanted."""
    complete = {"required": list(LANGUAGES), "not": {"required": ["wanted"]}}
    wanting = [
        {
            "required": [*(other for other in LANGUAGES if other != language), "wanted"],
            "not": {"required": [language]},
            "properties": {"wanted": {"const": language}},
        }
        for language in LANGUAGES
    ]
    return {**schema, "anyOf": [complete, *wanting]}


def _mended(schema: Any) -> Any:
    """``schema`` with our marks replaced by references, without what our reader does not allow, accepting what it does."""
    if isinstance(schema, list):
        return [_mended(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    schema = copy.copy(schema)
    schema.pop("default", None)
    if (list_name := schema.pop(VOCABULARY_MARK, None)) is not None:
        return {**_words_of(schema), "$ref": f"#/$defs/term-{list_name}"}
    if schema.pop(COUNTRY_MARK, None):
        return {**_words_of(schema), "$ref": "#/$defs/country"}
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        del schema["anyOf"]
        return _mended({**choices[0], **schema})
    return _as_editors_read({key: _mended(value) for key, value in schema.items()})


def _as_editors_read(schema: Schema) -> Schema:
    """``schema`` with the types that an editor may take a scalar for."""
    if schema.get("type") == "boolean":
        return {**_words_of(schema), "enum": [True, False, "true", "false"]}
    if schema.get("type") == "integer":
        return {**schema, "type": ["integer", "string"], "minimum": 0, "pattern": "^[0-9]{1,9}$"}
    if schema.get("type") != "string" or "const" in schema:
        return schema
    if schema.get("pattern") == DATE_PATTERN:
        return {**schema, "type": ["string", "integer"], "minimum": 1000, "maximum": 9999}
    if "pattern" in schema:
        return {**schema, "type": ["string", "integer"] if re.search(schema["pattern"], "1947") else "string"}
    return {**schema, "type": _SCALAR}


def _words_of(schema: Schema) -> Schema:
    return {key: schema[key] for key in ("title", "description") if key in schema}


def _closed_list(labels: Mapping[str, str]) -> Schema:
    """The terms of a closed list; editors that know ``enumDescriptions`` show the label beside each."""
    return {"type": "string", "enum": list(labels), "enumDescriptions": list(labels.values())}


def _of_file(kind: str, model: type[Model], definitions: Mapping[str, Schema]) -> Schema:
    whole: Schema
    if model is Term:
        terms = {"type": "object", "propertyNames": {"pattern": SLUG}, "additionalProperties": _reference(model)}
        whole = {"type": "object", "propertyNames": {"pattern": SLUG}, "additionalProperties": terms}
    elif model in _ENTRIES:
        names = {"$ref": "#/$defs/country"} if model is CountryName else {"pattern": _ENTRIES[model]}
        whole = {"type": "object", "propertyNames": names, "additionalProperties": _reference(model)}
    else:
        whole = dict(definitions[model.__name__])
    used = {name: definitions[name] for name in sorted(_needed(whole, definitions))}
    # Relative, so that it is the address of the schema itself wherever the site or the repository stands.
    return {"$schema": DIALECT, "$id": f"{kind}.json", **whole, "$defs": used}


def _reference(model: type[Model]) -> Schema:
    return {"$ref": f"#/$defs/{model.__name__}"}


def _needed(schema: Any, definitions: Mapping[str, Schema]) -> set[str]:
    """The names of the definitions to which ``schema`` leads, directly or by way of others."""
    found: set[str] = set()
    waiting = list(_references(schema))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += _references(definitions[name])
    return found


def _references(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"].rsplit("/", 1)[1]
        for value in schema.values():
            yield from _references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from _references(value)
