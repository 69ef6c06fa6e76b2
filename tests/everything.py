"""One record of every kind with every field filled: made from the models, so that a new field is in it by itself.

In: what to write into a text. Out: the files of a data folder, and the place of every text in them.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Callable
from pathlib import Path
from types import UnionType
from typing import Any

import yaml
from pydantic import BaseModel, BeforeValidator

from accept import MINI
from atlas.model.beside import CountryName, Source, Subject, Term
from atlas.model.dates import FuzzyDate
from atlas.model.fields import (
    Bool,
    Country,
    Doi,
    Int,
    Isbn,
    PlainText,
    Prose,
    RecordId,
    Slug,
    SourceId,
    Text,
    Url,
    Vocabulary,
    Wikidata,
)  # fmt: skip
from atlas.model.records import Membership, Organization, Relation, Topic

#: What to write into a text: given whether it is prose, and its language; a source's title has none.
Fill = Callable[[bool, str], str]
#: File, field as findings name it.
Place = tuple[str, str]

VOCABULARY: dict[str, dict[str, Any]] = yaml.safe_load((MINI / "data/vocabulary.yml").read_text(encoding="utf-8"))

#: What stands in fields that are no texts, by their types.
VALUES = (
    (Wikidata, "Q1"), (Url, "https://example.org/everything"), (Doi, "10.1000/182"), (Isbn, "978-1-74229-730-9"),
    (Country, "IR"), (SourceId, "the-source"), (Slug, "en"),
)  # fmt: skip
#: Beginnings; what ends does so later.
EARLY, LATE = "1950-01-01", "1960-01-01"
RECORDS = {"organizations": "the-organization", "relations": "the-relation", "topics": "the-topic"}


def _validator(kind: Any) -> BeforeValidator:
    """What tells a type of field from the others: the function that validates it."""
    return next(argument for argument in typing.get_args(kind) if isinstance(argument, BeforeValidator))


class Everything:
    """Fills models, and remembers where it wrote a text."""

    def __init__(self, fill: Fill, number: int = 0, partner: str = "IR") -> None:
        self.fill = fill
        self.number = number
        self.partner = partner
        self.places: dict[Place, bool] = {}
        self._file = ""

    def record(self, file: str, model: type[BaseModel], path: str = "") -> Any:
        """The data of a whole file, or of one entry of it."""
        self._file = file
        return self._model(model, path)

    def _text(self, path: str, prose: bool, language: str) -> str:
        self.places[(f"data/{self._file}", path)] = prose
        return self.fill(prose, language)

    def _model(self, model: type[BaseModel], path: str) -> Any:
        if model.__name__ == "Citation":
            return {"source": "the-source", "label": "page", "locator": self._text(f"{path}.locator", False, "")}
        if model.__name__ == "Author":
            return {"literal": self._text(f"{path}.literal", False, "")}
        data = {}
        for name, field in model.model_fields.items():
            key = field.alias or name
            value = self._value(field.annotation, tuple(field.metadata), f"{path}.{key}".lstrip("."), key)
            if value is not None:
                data[key] = value
        if model is Membership:
            data["ending"] = "withdrew"
        return data

    def _value(self, annotation: Any, marks: tuple[Any, ...], path: str, key: str) -> Any:
        if typing.get_origin(annotation) is typing.Annotated:
            inner, *more = typing.get_args(annotation)
            return self._value(inner, (*marks, *more), path, key)
        if typing.get_origin(annotation) in (UnionType, typing.Union):
            (inner,) = [argument for argument in typing.get_args(annotation) if argument is not type(None)]
            return self._value(inner, marks, path, key)
        if typing.get_origin(annotation) is tuple:
            item = self._value(typing.get_args(annotation)[0], marks, f"{path}[0]", key)
            return [item]
        if typing.get_origin(annotation) is dict:
            return None
        if isinstance(annotation, type) and issubclass(annotation, Text):
            prose = any(isinstance(mark, Prose) for mark in marks)
            return {language: self._text(f"{path}.{language}", prose, language) for language in ("en", "fa")}
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._model(annotation, path)
        return self._plain(annotation, marks, path, key)

    def _plain(self, annotation: Any, marks: tuple[Any, ...], path: str, key: str) -> str:
        if annotation is FuzzyDate:
            late = key in ("to", "closed", "dissolved", "ended", "in_force", "as_of")
            return "2026-01-01" if key in ("accessed", "checked") else LATE if late else EARLY
        for mark in marks:
            if isinstance(mark, Vocabulary):
                return next(iter(VOCABULARY[mark.name]))
            if isinstance(mark, RecordId):
                return f"{RECORDS[mark.kinds[0]]}-0"
        for kind, value in VALUES:
            if _validator(kind) in marks:
                return (
                    self.partner
                    if key == "partner"
                    else f"{key}-{self.number}"
                    if kind is Slug and key == "id"
                    else value
                )
        if annotation is bool or _validator(Bool) in marks:
            return "true"
        if annotation is int or _validator(Int) in marks:
            return "3"
        if "claim" in key:
            return f"{'en' if self.number % 2 else 'fa'}-13"
        assert annotation is str, (annotation, path)
        assert _validator(PlainText) in marks, path
        return self._text(path, False, "")


def write_everything(data: Path, fills: list[Fill], partners: list[str]) -> dict[Place, bool]:
    """Write an atlas with one record of each kind for each of ``fills``, and return the places of its texts: True for prose."""
    first = Everything(fills[0])
    places = first.places
    files: dict[str, Any] = {
        "subject.yml": {
            **first.record("subject.yml", Subject),
            "country": "PK",
            "independence": {"date": "1947-08-14"},
        },
        "countries.yml": {"IR": first.record("countries.yml", CountryName, "IR")},
        "vocabulary.yml": VOCABULARY | {},
        "tiles.yml": {"rows": ["PK", *partners], "without": {}},
    }
    for name, terms in VOCABULARY.items():
        term = next(iter(terms))
        files["vocabulary.yml"][name] = {**terms, term: first.record("vocabulary.yml", Term, f"{name}.{term}")}
    sources: dict[str, Any] = {}
    for number, (fill, partner) in enumerate(zip(fills, partners, strict=True)):
        made = Everything(fill, number, partner)
        id_ = "the-source" if number == 0 else f"the-source-{number}"
        sources[id_] = made.record("sources/t.yml", Source, id_) | {"URL": f"https://example.org/{number}"}
        for folder, model in (("organizations", Organization), ("relations", Relation), ("topics", Topic)):
            name = f"{folder}/{RECORDS[folder]}-{number}.yml"
            files[name] = made.record(name, model)
        places |= made.places
    files["sources/t.yml"] = sources
    files["sources/f.yml"] = {
        f"founding-document-{lang}": sources["the-source"] | {"URL": f"https://example.org/{lang}"}
        for lang in ("en", "fa")
    }
    for name, content in files.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # JSON is YAML, and writes one text as often as it stands.
        path.write_text(json.dumps(content, ensure_ascii=True, indent=1), encoding="utf-8")
    return places
