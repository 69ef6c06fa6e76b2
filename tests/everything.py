"""One record of every kind with every field filled: made from the models, so that a new field is in it by itself.

In: what to write into a text. Out: the files of a data folder, and the place of every text in them.
"""

from __future__ import annotations

import json
import typing
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Any

import yaml
from pydantic import BaseModel, BeforeValidator

from accept import MINI
from atlas.model.beside import (
    COLOURS,
    TONES,
    AgreedTerm,
    Author,
    ChangeNote,
    CountryName,
    Gone,
    ShelfLifeException,
    Source,
    Subject,
    Term,
    Tiles,
    Wording,
    WorkLanguage,
)
from atlas.model.dates import FuzzyDate
from atlas.model.fields import (
    Bool,
    Country,
    Doi,
    Int,
    Isbn,
    LanguageCode,
    PerLanguage,
    PlainText,
    Prose,
    RecordId,
    Slug,
    SourceId,
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
    (Country, "IR"), (SourceId, "the-source"), (Slug, "en"), (WorkLanguage, "en"), (LanguageCode, "fa"),
    (Bool, "true"), (Int, "3"),
)  # fmt: skip
#: The languages of the atlas, and one in which all texts are borrowed from the first.
LANGUAGES, UNFINISHED = ("en", "fa"), "de"
#: Fields of one model of which one alone may be there: the first in records of even number, the second in the others.
EITHER = (("from", "first_counted"), ("since", "known_by"))
#: Fields of text that hold one of few words, by their keys.
CLOSED = {
    "tone": TONES[0], "colour": COLOURS[0], "rows": "PK", "record": "organizations/the-organization-0",
    "file": "data/topics/the-topic-0.yml", "field": "summary.en",
}  # fmt: skip
#: Beginnings; what ends does so later.
EARLY, LATE = "1950-01-01", "1960-01-01"
RECORDS = {"organizations": "the-organization", "relations": "the-relation", "topics": "the-topic"}


def _validator(kind: Any) -> BeforeValidator:
    """What tells a type of field from the others: the function that validates it."""
    return next(argument for argument in typing.get_args(kind) if isinstance(argument, BeforeValidator))


@cache
def _values_of(model: type[PerLanguage]) -> Any:
    """What stands in each language. Kept, because Python reads the annotations anew each time."""
    return typing.get_args(typing.get_type_hints(model)["__pydantic_extra__"])[1]


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

    def _model(self, model: type[BaseModel], path: str, marks: tuple[Any, ...] = ()) -> Any:
        if model.__name__ == "Citation":
            return {"source": "the-source", "label": "page", "locator": self._text(f"{path}.locator", False, "")}
        data = self._in_languages(model, marks, path) if issubclass(model, PerLanguage) else {}
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        # What is a draft is not published.
        fields.pop("draft", None)
        if data:
            # A text in every language has nothing that is wanted.
            fields.pop("wanted", None)
        for key, field in fields.items():
            value = self._value(field.annotation, tuple(field.metadata), f"{path}.{key}".lstrip("."), key)
            if value is not None:
                data[key] = value
        if model is Membership:
            data["ending"] = "withdrew"
        for one, other in (pair for pair in EITHER if set(pair) <= set(fields)):
            del data[one if self.number % 2 else other]
        return data

    def _in_languages(self, model: type[PerLanguage], marks: tuple[Any, ...], path: str) -> dict[str, Any]:
        """A text in each language, or a list of one."""
        values = _values_of(model)
        prose = any(isinstance(mark, Prose) for mark in marks)
        if typing.get_origin(values) is tuple:
            return {code: [self._text(f"{path}.{code}[0]", prose, code)] for code in LANGUAGES}
        return {code: self._text(f"{path}.{code}", prose, code) for code in LANGUAGES}

    def _value(self, annotation: Any, marks: tuple[Any, ...], path: str, key: str) -> Any:
        if typing.get_origin(annotation) is typing.Annotated:
            inner, *more = typing.get_args(annotation)
            return self._value(inner, (*marks, *more), path, key)
        if typing.get_origin(annotation) in (UnionType, typing.Union):
            (inner,) = [argument for argument in typing.get_args(annotation) if argument is not type(None)]
            return self._value(inner, marks, path, key)
        if typing.get_origin(annotation) is tuple and typing.get_args(annotation)[0] is Author:
            # An institution and a person.
            return [
                {name: self._text(f"{path}[{at}].{name}", False, "") for name in names}
                for at, names in enumerate((("literal",), ("family", "given")))
            ]
        if typing.get_origin(annotation) is tuple:
            item = self._value(typing.get_args(annotation)[0], marks, f"{path}[0]", key)
            return [item]
        if typing.get_origin(annotation) is dict:
            keys, values = typing.get_args(annotation)
            term = "AF" if keys is str else self._value(keys, (), path, key)
            return {term: self._value(values, (), f"{path}.{term}", key)}
        if isinstance(annotation, type) and issubclass(annotation, BaseModel):
            return self._model(annotation, path, marks)
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
        if key in CLOSED:
            return CLOSED[key]
        if "claim" in key:
            return f"{'en' if self.number % 2 else 'fa'}-13"
        assert annotation is str, (annotation, path)
        assert _validator(PlainText) in marks, path
        return self._text(path, False, "")


def write_everything(
    data: Path, fills: list[Fill], partners: list[str], shared: Fill | None = None
) -> dict[Place, bool]:
    """Write an atlas with one record of each kind for each of ``fills``, and return the places of its texts: True for prose.

    ``shared`` fills the files beside the records; the first of ``fills`` if it is not given.
    """
    first = Everything(shared or fills[0])
    places = first.places
    files: dict[str, Any] = {
        "subject.yml": {
            **first.record("subject.yml", Subject),
            "country": "PK",
            "independence": {"date": "1947-08-14"},
            "languages": LANGUAGES,
            "unfinished_languages": [UNFINISHED],
        },
        "countries.yml": {"IR": first.record("countries.yml", CountryName, "IR")},
        "vocabulary.yml": VOCABULARY | {},
        "tiles.yml": {**first.record("tiles.yml", Tiles), "rows": ["PK", *partners]},
    }
    for name, terms in VOCABULARY.items():
        term = next(iter(terms))
        made = first.record("vocabulary.yml", Term, f"{name}.{term}")
        # What it means to the programs stays.
        files["vocabulary.yml"][name] = {**terms, term: terms[term] | {code: made[code] for code in LANGUAGES}}
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
    more = Everything(shared or fills[0])
    files["gone.yml"] = {
        "organizations/old": more.record("gone.yml", Gone, "organizations/old") | {"see": ["the-topic-0"]}
    }
    beside = {"changes": ChangeNote, "wording": Wording, "terms": AgreedTerm, "exceptions": ShelfLifeException}
    for name, model in beside.items():
        files[f"{name}.yml"] = {"one": more.record(f"{name}.yml", model, "one")}
    places |= more.places
    for name, content in files.items():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        # JSON is YAML, and writes one text as often as it stands.
        path.write_text(json.dumps(content, ensure_ascii=True, indent=1), encoding="utf-8")
    return places
