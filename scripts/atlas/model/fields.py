"""What fields are made of: the types of values, the marks by which rules find fields, the base of all models.

In: plain lists, dictionaries and strings. Out: frozen pydantic models. Knows nothing of particular records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from atlas.model.countries import meant_country
from atlas.model.dates import DATE_HELP, FuzzyDate, parse_date

#: What stands in a model's JSON Schema where a closed list or a country's code belongs.
VOCABULARY_MARK, COUNTRY_MARK = "x-vocabulary", "x-country"


@dataclass(frozen=True)
class Vocabulary:
    """Marks a string field whose value must be a term of the named list in vocabulary.yml."""

    name: str

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> Any:
        """The mark as schemas carry it until :mod:`atlas.model.schemas` puts the list in its place."""
        return {**handler(schema), VOCABULARY_MARK: self.name}


@dataclass(frozen=True)
class RecordId:
    """Marks a string field that names another record; ``kinds`` are the folders it may be in."""

    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Prose:
    """Marks a text that is Markdown with citations ``[@source-id]``, not a plain label."""


@dataclass(frozen=True)
class CountryCode:
    """Marks a string field that holds a country's code."""

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> Any:
        """The mark as schemas carry it until :mod:`atlas.model.schemas` puts the codes in its place."""
        return {**handler(schema), COUNTRY_MARK: True}


_POINT = r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?~?"

#: What an imprecise date looks like in a JSON Schema; :func:`atlas.model.dates.parse_date` decides.
DATE_PATTERN = rf"^\s*({_POINT}(/{_POINT})?|\[{_POINT}\.\.{_POINT}\])\s*$"


def _date_schema(_source: Any, _handler: Any) -> core_schema.CoreSchema:
    """Pydantic's schema for an imprecise date: a string in, a :class:`FuzzyDate` in the model, a string out."""
    return core_schema.no_info_plain_validator_function(
        lambda value: value if isinstance(value, FuzzyDate) else parse_date(_expect_text(value)),
        serialization=core_schema.to_string_ser_schema(),
        json_schema_input_schema=core_schema.str_schema(pattern=DATE_PATTERN),
    )


def _expect_text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(f"a date is expected here. {DATE_HELP}")
    return value


def _to_bool(value: Any) -> Any:
    """YAML reaches the models as strings; only the two unmistakable words are a truth value."""
    if value in ("true", "false"):
        return value == "true"
    if isinstance(value, bool):
        return value
    raise ValueError(f"{value} is neither true nor false. Write true or false")


def _to_int(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    if isinstance(value, int):
        return value
    raise ValueError(f"{value} is not a whole number. Write it in digits 0 to 9, without separators")


def pattern(pattern: str, help_text: str) -> BeforeValidator:
    """A validator that refuses text not matching ``pattern`` with a sentence instead of the pattern."""

    def validate(value: Any) -> str:
        if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
            raise ValueError(f"{value} does not fit. {help_text}")
        return value

    return BeforeValidator(validate, json_schema_input_type=Annotated[str, Field(pattern=f"^(?:{pattern})$")])


Date = Annotated[FuzzyDate, GetPydanticSchema(_date_schema)]
Bool = Annotated[bool, BeforeValidator(_to_bool)]
Int = Annotated[int, BeforeValidator(_to_int)]


def _to_country(value: Any) -> str:
    if isinstance(value, str) and re.fullmatch("[A-Z]{2}", value):
        return value
    meant = meant_country(value) if isinstance(value, str) else None
    if meant is not None:
        raise ValueError(
            f"{value} does not fit. Did you mean {meant}? Write the country's two capital letters of ISO 3166-1"
        )
    raise ValueError(f"{value} does not fit. Write the country's two capital letters of ISO 3166-1, such as PK or IR")


Country = Annotated[
    str,
    BeforeValidator(_to_country, json_schema_input_type=Annotated[str, Field(pattern="^[A-Z]{2}$")]),
    CountryCode(),
]
SourceId = Annotated[
    str, pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "Write a source's id from data/sources/, such as un-charter-1945")
]
Slug = Annotated[str, pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "Write lower-case letters a to z, digits and single hyphens")]
Url = Annotated[str, pattern(r"https?://[^\s<>\"]+", "Write a whole address that begins with https:// or http://")]
Wikidata = Annotated[str, pattern(r"Q[1-9][0-9]*", "Write the Wikidata item's number, such as Q7817")]
PlainText = Annotated[str, Field(min_length=1)]


class Model(BaseModel):
    """What all parts of a record have in common: unknown fields are refused and nothing changes later."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


#: The languages of the atlas: those of every :class:`Text`, and of the editions of the site.
LANGUAGES = ("en", "fa")


#: The complaint about a text that lacks a language, for which pydantic has no words.
LANGUAGE_MISSING = "language_missing"


class Text(Model):
    """One text in both languages. If one is still to be written, wanted names it. The Persian may not repeat the English."""

    en: PlainText = Field("", title="English", description="The text in English.")
    fa: PlainText = Field("", title="Persian", description="The text in Persian.")
    wanted: Annotated[str, Vocabulary("languages")] | None = Field(
        None, title="Wanted", description="The language in which somebody else is to write the text: en or fa."
    )

    @property
    def missing(self) -> tuple[str, ...]:
        """The languages in which the text is not written."""
        return tuple(language for language in LANGUAGES if not getattr(self, language))

    @model_validator(mode="after")
    def _complete(self) -> Text:
        missing = self.missing
        if missing and missing != (self.wanted,):
            raise PydanticCustomError(LANGUAGE_MISSING, "missing", {"missing": list(missing)})
        if self.wanted and not missing:
            raise ValueError(f"wanted: {self.wanted}, although the text is there. Remove wanted")
        if self.en.strip() == self.fa.strip():
            raise ValueError(f"fa repeats en ({self.en}). Write the Persian text in fa")
        return self

    @model_serializer
    def _with_null(self) -> dict[str, str | None]:
        """The text by language; null where it is wanted."""
        return {language: getattr(self, language) or None for language in LANGUAGES}


class Aliases(Model):
    """Further names under which readers search, per language; an alias needs no counterpart."""

    en: tuple[PlainText, ...] = Field((), title="English aliases", description="Other or former English names.")
    fa: tuple[PlainText, ...] = Field((), title="Persian aliases", description="Other or former Persian names.")


class Citation(Model):
    """A pointer to one source, with the place in it where that helps. In YAML a bare id will do."""

    source: SourceId = Field(title="Source", description="Id of a source in data/sources/.")
    label: Annotated[str, Vocabulary("locator-label")] = Field(
        "page", title="Kind of place", description="What the locator counts: page, section, article …"
    )
    locator: PlainText | None = Field(None, title="Place", description="The page, section … that says so.")

    @model_validator(mode="before")
    @classmethod
    def _from_id(cls, value: Any) -> Any:
        return {"source": value} if isinstance(value, str) else value


Sources = Annotated[
    tuple[Citation, ...],
    Field(title="Sources", description="The sources that were read and say so; at least one.", min_length=1),
]
OptionalSources = Annotated[
    tuple[Citation, ...], Field(title="Sources", description="The sources that were read and say so.")
]


def walk(model: BaseModel) -> Iterator[tuple[tuple[str | int, ...], Any, tuple[Any, ...]]]:
    """Yield every value in ``model``, deeply: its path as written in YAML, the value, the marks of its field.

    Marks are the :class:`Vocabulary`, :class:`RecordId` and :class:`Prose` objects in the annotation,
    so that a rule can find all the fields it governs without a list of them.
    """
    yield from _walk_value((), model, ())


def _walk_value(path: tuple[str | int, ...], value: Any, marks: tuple[Any, ...]) -> Iterator[Any]:
    yield path, value, marks
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            found = (*field.metadata, *marks_in(field.annotation))
            yield from _walk_value((*path, field.alias or name), getattr(value, name), found)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _walk_value((*path, index), item, marks)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield (*path, key), key, marks
            for index, entry in enumerate(item):
                yield from _walk_value((*path, key, index), entry, ())


def marks_in(annotation: Any) -> tuple[Any, ...]:
    """The marks inside ``Annotated`` at any depth of a type: tuple[Annotated[str, Mark], ...], Mark | None."""
    found: list[Any] = list(getattr(annotation, "__metadata__", ()))
    for argument in getattr(annotation, "__args__", ()):
        found.extend(marks_in(argument))
    return tuple(mark for mark in found if isinstance(mark, Vocabulary | RecordId | Prose))
