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

from atlas.language.languages import language, language_name
from atlas.language.messages import Words
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.beside import AgreedTerm, ChangeNote, CountryName, Gone, ShelfLifeException, Source, Term, Wording
from atlas.model.countries import is_country, territories
from atlas.model.dates import DATE_PATTERN
from atlas.model.descriptions import FILES, is_required, models
from atlas.model.fields import COUNTRY_MARK, ID, VOCABULARY_MARK, Citation, Model, PerLanguage, Text

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

#: The kinds of file that are dictionaries of models by id, and the pattern of their ids.
_ENTRIES: Mapping[type[Model], str] = {
    Source: f"^{ID}$",
    CountryName: "^[A-Z]{2}$",
    ShelfLifeException: f"^{ID}$",
    Wording: f"^{ID}$",
    AgreedTerm: f"^{ID}$",
    ChangeNote: f"^{ID}$",
    Gone: rf"^({'|'.join(FOLDERS)})/{ID}$",
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
        schema = _described(definitions[model.__name__], model, words, atlas)
        definitions[model.__name__] = _with_languages(schema, model, words, atlas)
    definitions = {name: _mended(schema) for name, schema in definitions.items()}
    definitions[Text.__name__] = _a_language_may_be_wanted(definitions[Text.__name__], atlas)
    definitions[Citation.__name__] = _a_bare_id_will_do(definitions[Citation.__name__])
    for name, terms in atlas.vocabulary.items():
        definitions[f"term-{name}"] = _closed_list(
            {term: " · ".join(label.by_language.values()) for term, label in terms.items()}
        )
    names = [territories(code) for code in atlas.languages]
    definitions["country"] = _closed_list(
        {
            code: " · ".join(of[code] for of in names if code in of)
            for code in sorted(territories("en"))
            if is_country(code)
        }
    )
    return definitions


class _Generator(GenerateJsonSchema):
    """Pydantic's schemas with the names of classes and fields left as the models give them."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """No title is made up from the name of a field."""
        return False


def _described(schema: Schema, model: type[Model], words: Words, atlas: Atlas) -> Schema:
    """``schema`` with what the model and its fields mean, in every language that has words for it."""
    own = [words[code][model.__name__] for code in atlas.languages if code in words]
    english = (model.__doc__ or "").split("\n\n")[0].strip()
    properties = {
        key: {
            **schema["properties"][key],
            "title": field.title,
            "description": _paragraphs(field.description, *(of["fields"][key] for of in own)),
        }
        for key, field in ((field.alias or name, field) for name, field in model.model_fields.items())
    }
    about = _paragraphs(english, *(of["about"] for of in own))
    return {**schema, "title": model.__name__, "description": about, "properties": properties}


def _paragraphs(*texts: str | None) -> str:
    return "\n\n".join(text for text in texts if text)


def _with_languages(schema: Schema, model: type[Model], words: Words, atlas: Atlas) -> Schema:
    """``schema`` with a property for each language of the atlas, and no other, if the model has values by language."""
    if not issubclass(model, PerLanguage):
        return schema
    named = {code: words[code][model.__name__]["in_language"] for code in atlas.languages if code in words}
    of_languages = {
        code: {
            **schema["additionalProperties"],
            "title": model.IN_LANGUAGE_TITLE.format(language=language_name(code)),
            "description": _paragraphs(
                model.IN_LANGUAGE.format(language=language_name(code)),
                *(text.format(language=language(speaker).name_of(code)) for speaker, text in named.items()),
            ),
        }
        for code in atlas.languages
    }
    required = [code for code in atlas.languages if is_required(model, code, atlas)]
    properties = {**of_languages, **schema["properties"]}
    return {**schema, "properties": properties, "additionalProperties": False, "required": required}


def _a_bare_id_will_do(schema: Schema) -> Schema:
    """A citation without a place may be the source's id alone."""
    bare = {**schema["properties"]["source"], **_words_of(schema)}
    return {**_words_of(schema), "anyOf": [bare, schema]}


def _a_language_may_be_wanted(schema: Schema, atlas: Atlas) -> Schema:
    """A text has all finished languages, or says which ones are wanted."""
    wanted = schema["properties"]["wanted"]
    codes = {"enum": list(atlas.languages)}
    choices = [codes, {"type": "array", "items": codes, "minItems": 1, "uniqueItems": True}]
    schema = {
        **schema,
        "properties": {**schema["properties"], "wanted": {**_words_of(wanted), "anyOf": choices}},
        "anyOf": [{"required": [code]} for code in atlas.languages],
        "allOf": [{"oneOf": [{"required": [code]}, _names_as_wanted(code)]} for code in schema["required"]],
    }
    del schema["required"]
    return schema


def _names_as_wanted(code: str) -> Schema:
    choices = [{"const": code}, {"type": "array", "contains": {"const": code}}]
    return {"required": ["wanted"], "properties": {"wanted": {"anyOf": choices}}}


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
        terms = {"type": "object", "propertyNames": {"pattern": f"^{ID}$"}, "additionalProperties": _reference(model)}
        whole = {"type": "object", "propertyNames": {"pattern": f"^{ID}$"}, "additionalProperties": terms}
    elif model in _ENTRIES:
        names = {"$ref": "#/$defs/country"} if model is CountryName else {"pattern": _ENTRIES[model]}
        whole = {"type": "object", "propertyNames": names, "additionalProperties": _reference(model)}
    else:
        whole = dict(definitions[model.__name__])
    used = {name: definitions[name] for name in sorted(needed(whole, definitions))}
    # Relative, so that it is the address of the schema itself wherever the site or the repository stands.
    return {"$schema": DIALECT, "$id": f"{kind}.json", **whole, "$defs": used}


def _reference(model: type[Model]) -> Schema:
    return {"$ref": f"#/$defs/{model.__name__}"}


def needed(schema: Any, definitions: Mapping[str, Schema]) -> set[str]:
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
