"""The field reference, made from the models as the JSON Schemas are (:mod:`atlas.model.schemas`).

In: the pydantic models and the Persian words for their fields. Out: descriptions for the page.
Nothing here lists a field: a new one appears by itself, and a test asks for its Persian words.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from atlas.language.languages import language
from atlas.language.messages import Words
from atlas.model.atlas import FOLDERS, ORGANIZATIONS, RELATIONS, TOPICS, Atlas
from atlas.model.beside import (
    AgreedTerm,
    ChangeNote,
    CountryName,
    Gone,
    ShelfLifeException,
    Source,
    Subject,
    Term,
    Tiles,
    Wording,
)
from atlas.model.dates import FuzzyDate
from atlas.model.fields import Labelled, Model, PerLanguage, Vocabulary, marks_in

#: The kinds of file, each with the path that a contributor knows and the model of what stands in it.
FILES: tuple[tuple[str, type[Model]], ...] = (
    ("data/organizations/<id>.yml", FOLDERS[ORGANIZATIONS]),
    ("data/relations/<id>.yml", FOLDERS[RELATIONS]),
    ("data/topics/<id>.yml", FOLDERS[TOPICS]),
    ("data/sources/<shelf>.yml", Source),
    ("data/subject.yml", Subject),
    ("data/countries.yml", CountryName),
    ("data/gone.yml", Gone),
    ("data/exceptions.yml", ShelfLifeException),
    ("data/wording.yml", Wording),
    ("data/terms.yml", AgreedTerm),
    ("data/tiles.yml", Tiles),
    ("data/changes.yml", ChangeNote),
    ("data/vocabulary.yml", Term),
)


@dataclass(frozen=True)
class FieldEntry:
    """One field: its name in YAML, whether it must be there, what may stand in it, what it means."""

    name: str
    required: bool
    vocabulary: str | None
    model: str | None
    repeated: bool
    date: bool
    description: str


@dataclass(frozen=True)
class ModelEntry:
    """One model: its name, what it is, its fields."""

    name: str
    about: str
    fields: tuple[FieldEntry, ...]


def models() -> list[type[Model]]:
    """Every model that a file may hold, each once, in the order in which a reader meets them."""
    found: list[type[Model]] = []
    for _path, model in FILES:
        _collect(model, found)
    return found


def _collect(model: type[Model], found: list[type[Model]]) -> None:
    if model in found:
        return
    found.append(model)
    for field in model.model_fields.values():
        for inner in _models_in(field.annotation):
            _collect(inner, found)


def _models_in(annotation: Any) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield typing.cast("type[Model]", annotation)
    for argument in typing.get_args(annotation):
        yield from _models_in(argument)


def entry(model: type[Model], code: str, words: Words, atlas: Atlas) -> ModelEntry:
    """The description of ``model`` in the language ``code``: its ``words``, or the English ones beside the fields."""
    own = words.get(code, {}).get(model.__name__, {})
    about = own.get("about") or (model.__doc__ or "").split("\n\n")[0].strip()
    texts = own.get("fields", {})
    fields = [
        _field(field.alias or name, field, texts.get(field.alias or name) or field.description or "")
        for name, field in model.model_fields.items()
    ]
    if issubclass(model, PerLanguage):
        pattern = own.get("in_language")
        speaker = language(code if pattern else "en")
        each = [
            _field_of_language(
                model, named, (pattern or model.IN_LANGUAGE).format(language=speaker.name_of(named)), atlas
            )
            for named in atlas.languages
        ]
        fields = [*each, *fields]
    return ModelEntry(model.__name__, about, tuple(fields))


@cache
def closed_lists() -> frozenset[str]:
    """The names of the closed lists from which some field takes its value."""
    marks = (mark for model in models() for field in model.model_fields.values() for mark in _marks(field))
    return frozenset(mark.name for mark in marks if isinstance(mark, Vocabulary))


def _marks(field: FieldInfo) -> tuple[Any, ...]:
    return (*field.metadata, *marks_in(field.annotation))


def _field_of_language(model: type[PerLanguage], code: str, description: str, atlas: Atlas) -> FieldEntry:
    return FieldEntry(
        name=code,
        required=is_required(model, code, atlas),
        vocabulary=None,
        model=None,
        repeated=not issubclass(model, Labelled),
        date=False,
        description=description,
    )


def is_required(model: type[PerLanguage], code: str, atlas: Atlas) -> bool:
    """Whether a text of this kind must have the language ``code``, or say that it is wanted."""
    return issubclass(model, Labelled) and code in atlas.subject.languages


def _field(name: str, field: FieldInfo, description: str) -> FieldEntry:
    inner = next(_models_in(field.annotation), None)
    return FieldEntry(
        name=name,
        required=field.is_required(),
        vocabulary=next((mark.name for mark in _marks(field) if isinstance(mark, Vocabulary)), None),
        model=inner.__name__ if inner else None,
        repeated="tuple" in str(field.annotation),
        date=FuzzyDate.__name__ in str(field.annotation),
        description=description,
    )
