"""Turns pydantic's validation errors into sentences that say what to write.

In: a model class, a :class:`YamlFile` and pydantic's error. Out: findings. Knows the models only as
pydantic classes, so that a new field needs no change here.
"""

from __future__ import annotations

import difflib
import re
import typing
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from atlas.findings import Finding, Path, field_name, quote
from atlas.language.languages import LANGUAGES, language_name
from atlas.language.messages import TEMPLATES, read_field_titles
from atlas.load.pasted import BULLET, other_bullet
from atlas.load.yaml_file import YamlFile
from atlas.model.fields import LANGUAGE_MISSING, LANGUAGE_UNKNOWN, LANGUAGES_KEY, PerLanguage, Text


def validate(
    model: type[BaseModel], file: YamlFile, path: Path = (), context: Mapping[str, Any] | None = None
) -> tuple[Any, list[Finding]]:
    """Make a ``model`` of the data at ``path`` in ``file``. Returns it (or None) and what is wrong.

    ``context`` says which languages its texts have.
    """
    data = file.data
    for part in path:
        data = data[part]
    try:
        # By the names of the files alone: from_ and container_title are for those who make records in code.
        return model.model_validate(data, context=dict(context or {}), by_alias=True, by_name=False), []
    except ValidationError as error:
        languages = (context or {}).get(LANGUAGES_KEY, LANGUAGES)
        return None, [
            finding
            for details in _without_followers(model, error.errors())
            for finding in _findings(model, file, path, details, languages)
        ]


#: The kind of complaint about a field that stands in another part of the record than the one that lacks it.
_STRAYED = "strayed"


def _location(details: ErrorDetails) -> Path:
    return tuple(part for part in details["loc"] if part != "[key]")


def _without_followers(model: type[BaseModel], errors: list[ErrorDetails]) -> list[ErrorDetails]:
    """``errors`` without the fields that are missing only because their names are misspelt, or stand, elsewhere."""
    missing = [_location(details) for details in errors if details["type"] == "missing"]
    unknown = [_location(details) for details in errors if details["type"] == "extra_forbidden"]
    strayed = {
        other: path for other in unknown for path in missing if other[-1] == path[-1] and other[:-1] != path[:-1]
    }
    followers = {*strayed.values(), *((*other[:-1], _meant(model, other) or "") for other in unknown)}
    kept = []
    for details in errors:
        path = _location(details)
        if details["type"] == "missing" and path in followers:
            continue
        if details["type"] == "too_short" and any(
            _location(other)[: len(path)] == path for other in errors if other is not details
        ):
            continue  # it has entries, which are faulty
        owner = strayed.get(path) if details["type"] == "extra_forbidden" else None
        kept.append(details if owner is None else {**details, "type": _STRAYED, "ctx": {"owner": owner[:-1]}})
    return kept


def _meant(model: type[BaseModel], location: Path) -> str | None:
    """The field that was probably meant by an unknown one."""
    owner = _model_at(model, location[:-1])
    return _near(str(location[-1]), field_names(owner)) if owner else None


@cache
def _titles() -> Mapping[str, str]:
    """What fields are called in Persian, by name; nothing where the file cannot be read, of which the build speaks."""
    try:
        return read_field_titles(TEMPLATES)
    except ValueError:
        return {}


def _near(name: str, known: Sequence[str]) -> str | None:
    """The name that was probably meant: that of the title that was written, of the same words or some of them, or spelt alike."""
    titled = [other for other in known if _titles().get(other) == name.strip()]
    if titled:
        return titled[0]
    words = _words(name)
    alike = [other for other in known if words <= _words(other) or words >= _words(other)]
    near = sorted(alike, key=lambda other: len(words ^ _words(other)))[:1] if words else []
    return next(iter(near or difflib.get_close_matches(name.lower(), known, n=1)), None)


def _words(name: str) -> set[str]:
    """The words of a field's name, however they are joined: ``diplomatic-relations``, ``diplomaticRelations``."""
    return set(re.findall("[a-z0-9]+", re.sub("(?<=[a-z])(?=[A-Z])", " ", name).lower()))


def _findings(
    model: type[BaseModel], file: YamlFile, base: Path, details: ErrorDetails, languages: Sequence[str]
) -> list[Finding]:
    location = _location(details)
    path = (*base, *location)
    if details["type"] == LANGUAGE_MISSING:
        return [
            file.finding((*path, code), _no_text(_model_at(model, location), code), at=path)
            for code in details["ctx"]["missing"]
        ]
    if details["type"] == LANGUAGE_UNKNOWN:
        code, owner = details["ctx"]["language"], _model_at(model, location)
        return [file.finding((*path, code), _unknown(owner, code, languages))]
    return [_finding(model, file, path, details, languages)]


def _no_text(owner: type[BaseModel] | None, code: str) -> str:
    """The sentence about a text that lacks a language; only some kinds may leave it to somebody else."""
    if owner is not None and issubclass(owner, Text):
        return f"it is missing. Write the text, or add wanted: {code} if somebody else is to write it"
    return f"it is missing. Add {code}: The text in {language_name(code)}"


def _finding(
    model: type[BaseModel], file: YamlFile, path: Path, details: ErrorDetails, languages: Sequence[str]
) -> Finding:
    location = _location(details)
    kind = details["type"]
    owner = _model_at(model, location[:-1])
    if kind == "missing":
        return file.finding(path, _missing(owner, location[-1]), at=path[:-1])
    if kind == "extra_forbidden":
        return file.finding(path, _unknown(owner, str(location[-1]), languages))
    if kind == _STRAYED:
        return file.finding(path, _strayed(str(location[-1]), details["ctx"]["owner"]))
    known = _model_at(model, location)
    return file.finding(path, _sentence(kind, details, field_names(known, languages) if known else []))


def _missing(owner: type[BaseModel] | None, name: str | int) -> str:
    field = next((f for n, f in owner.model_fields.items() if (f.alias or n) == name), None) if owner else None
    if field is None or not field.description:
        return f"it is missing. Add {name}"
    return f"it is missing. Add {name}: {field.description.rstrip('.')}"


def _strayed(name: str, owner: Path) -> str:
    if not owner:
        return f"{quote(name)} is not a field here, and the record lacks it. Let it begin where the outermost fields do"
    return f"{quote(name)} is not a field here, and {field_name(owner)} lacks it. Set it in as far as the fields of {field_name(owner)}"


def _unknown(owner: type[BaseModel] | None, name: str, languages: Sequence[str]) -> str:
    known = field_names(owner, languages) if owner else []
    near = _near(name, known)
    mend = f"Did you mean {near}?" if near else f"Remove it, or use one of: {', '.join(known)}"
    return f"{quote(name)} is not a field here. {mend}"


def field_names(model: type[BaseModel], languages: Sequence[str] = ()) -> list[str]:
    """The names of the fields of ``model`` as they are written in YAML; a text has one for each language."""
    return [*(languages if issubclass(model, PerLanguage) else ())] + [
        field.alias or name for name, field in model.model_fields.items()
    ]


def _sentence(kind: str, details: ErrorDetails, known: Sequence[str]) -> str:
    if kind == "value_error":
        return str(details["ctx"]["error"])
    if kind == "string_type":
        return "a text belongs here, and there are several values. Write one text, in quotation marks if it has a colon in it"
    if kind == "string_too_short":
        return "the text is empty. Write it, or remove the field"
    if kind in ("tuple_type", "list_type"):
        return _no_list(details["input"])
    if kind == "too_short":
        return "the list is empty. Add at least one entry"
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return _no_fields(details["input"], known)
    return f"{quote(details['input'])} does not fit: {details['msg']}. See the field reference"


def _no_list(value: Any) -> str:
    if isinstance(value, str) and (match := BULLET.match(value)):
        return other_bullet(match["sign"], match["value"])
    if isinstance(value, str):
        bare = value.strip("[](){} \t")  # one bracket, or two of another kind
        return f"{quote(value)} is not a list. Put it in square brackets: [{quote(bare)}]"
    return "fields stand here where a list belongs. Put a hyphen and a space before the first field of each entry"


def _no_fields(value: Any, known: Sequence[str]) -> str:
    if isinstance(value, list):
        return f"a list stands here where fields belong. Remove the hyphens, and write: {', '.join(known) or 'name: value'}"
    if not known:
        return f"{quote(value)} is not a set of fields. Write the fields on lines of their own below it"
    return f"{quote(value)} is not a set of fields. Write the fields on lines of their own below it: {', '.join(known)}"


def _model_at(model: type[BaseModel], location: Path) -> type[BaseModel] | None:
    """The model class that a path leads to, following lists, dictionaries and optional fields."""
    current: Any = model
    for part in location:
        if isinstance(part, int):
            current = _first_model(current) if not _is_model(current) else current
        elif _is_model(current):
            field = next((f for n, f in current.model_fields.items() if (f.alias or n) == part), None)
            if field is None:
                return None
            current = field.annotation
        current = _first_model(current) or current
    return current if _is_model(current) else None


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _first_model(annotation: Any) -> Any:
    if _is_model(annotation):
        return annotation
    return next((found for argument in typing.get_args(annotation) if (found := _first_model(argument))), None)
