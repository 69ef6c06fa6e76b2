"""What fields are made of: the types of values, the marks by which rules find fields, the base of all models.

In: plain lists, dictionaries and strings. Out: frozen pydantic models. Knows nothing of particular records.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    ValidationInfo,
    model_serializer,
    model_validator,
)
from pydantic_core import PydanticCustomError, core_schema

from atlas.findings import quote
from atlas.language.languages import LANGUAGES, is_language, language, language_name
from atlas.model.addresses import check_address, check_doi, check_isbn
from atlas.model.countries import check_country
from atlas.model.dates import DATE_HELP, DATE_PATTERN, FuzzyDate, parse_date
from atlas.model.ids import ID as ID
from atlas.model.ids import slug

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
class CountryCode:
    """Marks a string field that holds the code of a country or of the European Union (ISO 3166-1)."""

    def __get_pydantic_json_schema__(self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler) -> Any:
        """The mark as schemas carry it until :mod:`atlas.model.schemas` puts the codes in its place."""
        return {**handler(schema), COUNTRY_MARK: True}


COUNTRY = CountryCode()


@dataclass(frozen=True)
class Prose:
    """Marks a text that is Markdown with citations ``[@source-id]``, not a plain label."""


@dataclass(frozen=True)
class Address:
    """Marks a string that is an address on the web, in which a word may be of any length."""


@dataclass(frozen=True)
class Ahead:
    """Marks a date that may lie in the future, because it is fixed beforehand: the end of a term."""


Mark = Vocabulary | RecordId | CountryCode | Prose | Address | Ahead


def _date_schema(_source: Any, _handler: Any) -> core_schema.CoreSchema:
    """Pydantic's schema for an imprecise date: a string in, a :class:`FuzzyDate` in the model, a string out."""
    return core_schema.no_info_plain_validator_function(
        lambda value: value if isinstance(value, FuzzyDate) else parse_date(_expect_text(value)),
        serialization=core_schema.to_string_ser_schema(),
        json_schema_input_schema=core_schema.str_schema(
            pattern=DATE_PATTERN, metadata={"pydantic_js_updates": {"$comment": f"EDTF. {DATE_HELP}"}}
        ),
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
    raise ValueError(f"{quote(value)} is neither true nor false. Write true or false")


def _to_int(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,9}", value):
        return int(value)
    if isinstance(value, int):
        return value
    raise ValueError(f"{quote(value)} is not a whole number. Write it in digits 0 to 9, without separators")


def pattern(pattern: str, help_text: str) -> BeforeValidator:
    """A validator that refuses text not matching ``pattern`` with a sentence instead of the pattern."""

    def validate(value: Any) -> str:
        if not isinstance(value, str) or re.fullmatch(pattern, value) is None:
            raise ValueError(f"{quote(value)} does not fit. {help_text}")
        return value

    return BeforeValidator(validate, json_schema_input_type=Annotated[str, Field(pattern=f"^(?:{pattern})$")])


Date = Annotated[FuzzyDate, GetPydanticSchema(_date_schema)]
Bool = Annotated[bool, BeforeValidator(_to_bool)]
Int = Annotated[int, BeforeValidator(_to_int)]
Country = Annotated[
    str,
    BeforeValidator(check_country, json_schema_input_type=Annotated[str, Field(pattern="^[A-Z]{2}$")]),
    COUNTRY,
]
SourceId = Annotated[
    str, slug("Write a source's id from data/sources/, such as un-charter-1945, and a comma between two")
]
Slug = Annotated[str, slug("Write lower-case letters a to z, digits and single hyphens")]
Url = Annotated[
    str,
    Address(),
    BeforeValidator(check_address, json_schema_input_type=Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$")]),
]
Doi = Annotated[str, Address(), BeforeValidator(check_doi)]
Isbn = Annotated[str, BeforeValidator(check_isbn)]
Wikidata = Annotated[str, pattern(r"Q[1-9][0-9]*", "Write the Wikidata item's number, such as Q7817")]


def _not_blank(value: Any) -> Any:
    """Refuse a text of spaces, and spaces at its ends: they are seen nowhere and make two of one name."""
    if isinstance(value, str) and value and not value.strip():
        raise ValueError("the text is empty. Write it, or remove the field")
    if isinstance(value, str) and value.strip() != value.rstrip("\n"):
        raise ValueError(f"{quote(value)} begins or ends with a space. Leave it out")
    return value


PlainText = Annotated[str, Field(min_length=1), BeforeValidator(_not_blank)]


def _to_language(value: Any) -> str:
    # It becomes the name of a folder and a part of addresses.
    if not isinstance(value, str) or not re.fullmatch("[a-z]{2,3}", value) or not is_language(value):
        raise ValueError(
            f"{quote(value)} is no language that CLDR knows. Write its code of two letters (ISO 639-1), such as fa"
        )
    return value


LanguageCode = Annotated[str, BeforeValidator(_to_language, json_schema_input_type=str)]


class Model(BaseModel):
    """What all parts of a record have in common: unknown fields are refused and nothing changes later."""

    # Its validator is built when it is first used: a check uses few, and to build all takes a quarter of its time.
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, defer_build=True)


#: In the context of a validation: the languages of the atlas, and those of them whose texts may be missing.
LANGUAGES_KEY = "languages"
UNFINISHED_KEY = "unfinished_languages"

#: The kinds of complaint about the languages of a text, for which pydantic has no words.
LANGUAGE_MISSING, LANGUAGE_UNKNOWN = "language_missing", "language_unknown"


def context(languages: tuple[str, ...], unfinished: tuple[str, ...] = ()) -> dict[str, tuple[str, ...]]:
    """What a validation must know of the atlas; without it the languages are :data:`LANGUAGES`."""
    return {LANGUAGES_KEY: languages, UNFINISHED_KEY: unfinished}


def _languages(info: ValidationInfo, key: str = LANGUAGES_KEY) -> tuple[str, ...]:
    known: tuple[str, ...] = (info.context or {}).get(key, LANGUAGES if key == LANGUAGES_KEY else ())
    return known


class PerLanguage(Model):
    """Values by language; which languages there may be is said by the context of the validation (data/subject.yml)."""

    model_config = ConfigDict(extra="allow")

    #: What the field of one language is called and means; {language} is its name.
    IN_LANGUAGE_TITLE: ClassVar[str] = "{language}"
    IN_LANGUAGE: ClassVar[str]

    def in_language(self, code: str) -> Any:
        """The value in the language ``code``; None where it is missing."""
        return (self.__pydantic_extra__ or {}).get(code)

    @property
    def by_language(self) -> dict[str, Any]:
        """All values, by language, in the order of the atlas's languages."""
        return dict(self.__pydantic_extra__ or {})

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    @model_validator(mode="after")
    def _of_the_atlas(self, info: ValidationInfo) -> Self:
        languages = _languages(info)
        for code in self.by_language:
            if code not in languages:
                raise PydanticCustomError(
                    LANGUAGE_UNKNOWN, "not a language of the atlas", {"language": code, "languages": languages}
                )
        ordered = {code: self.by_language[code] for code in languages if code in self.by_language}
        object.__setattr__(self, "__pydantic_extra__", ordered)
        return self


class Labelled(PerLanguage):
    """A text in every language of the atlas."""

    IN_LANGUAGE: ClassVar[str] = "Label in {language}."
    __pydantic_extra__: dict[str, PlainText] = Field(init=False)

    @property
    def first(self) -> str:
        """The text in the first of the atlas's languages in which it is written."""
        return str(next(iter(self.by_language.values())))

    @model_validator(mode="after")
    def _complete(self, info: ValidationInfo) -> Self:
        unfinished = _languages(info, UNFINISHED_KEY)
        wanted = self._wanted()
        if wanted and not self.by_language:
            raise ValueError("the text is written in no language. Write it in one of them")
        there = (*self.by_language, *wanted, *unfinished)
        missing = [code for code in _languages(info) if code not in there]
        if missing:
            raise PydanticCustomError(LANGUAGE_MISSING, "missing", {"missing": missing})
        return self

    @model_validator(mode="after")
    def _differ(self, info: ValidationInfo) -> Self:
        first, *others = _languages(info)
        text = self.by_language
        for code in others:
            if (
                code in text
                and text[code].strip() == text.get(first, "").strip()
                and language(code).script != language(first).script
            ):
                raise ValueError(
                    f"{code} repeats {first} ({text[first]}). Write the {language_name(code)} text in {code}"
                )
        return self

    def _wanted(self) -> tuple[str, ...]:
        """The languages that may be missing because somebody else is to write them."""
        return ()


class Text(Labelled):
    """One text in every language of the atlas; wanted names those still to be written. None in another script may repeat the first."""

    IN_LANGUAGE: ClassVar[str] = "The text in {language}."

    wanted: Annotated[
        tuple[LanguageCode, ...],
        BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    ] = Field(
        (),
        title="Wanted",
        description="The language in which somebody else is to write the text; a list if there are several.",
    )

    def _wanted(self) -> tuple[str, ...]:
        return self.wanted

    @model_serializer
    def _with_null(self) -> dict[str, str | None]:
        """The text by language; null where it is wanted."""
        return {**self.by_language, **dict.fromkeys(self.wanted)}

    @model_validator(mode="after")
    def _really_wanted(self, info: ValidationInfo) -> Self:
        for code in self.wanted:
            if code not in _languages(info):
                raise ValueError(f"wanted: {code}, which is no language of the atlas. Remove it")
            if code in self.by_language:
                raise ValueError(f"wanted: {code}, although the text is there. Remove wanted")
        return self


class Aliases(PerLanguage):
    """Further names under which readers search, per language; an alias needs no counterpart."""

    IN_LANGUAGE_TITLE: ClassVar[str] = "{language} aliases"
    IN_LANGUAGE: ClassVar[str] = "Other or former {language} names."
    __pydantic_extra__: dict[str, tuple[PlainText, ...]] = Field(init=False)

    @model_validator(mode="after")
    def _none_is_none(self, info: ValidationInfo) -> Self:
        extra = {code: self.by_language.get(code, ()) for code in _languages(info)}
        object.__setattr__(self, "__pydantic_extra__", extra)
        return self


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


def marks_in(annotation: Any) -> tuple[Any, ...]:
    """The marks inside ``Annotated`` at any depth of a type: tuple[Annotated[str, Mark], ...], Mark | None."""
    found: list[Any] = list(getattr(annotation, "__metadata__", ()))
    for argument in getattr(annotation, "__args__", ()):
        found.extend(marks_in(argument))
    return tuple(mark for mark in found if isinstance(mark, Mark))
