"""Walks through a record: every value in it, with where it stands and what its field is marked as.

In: a record. Out: paths, values, marks. Rules ask for all values of a kind, and need no list of the fields that hold them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from atlas.model.fields import PerLanguage, marks_in

#: The path of a value, the value, the marks of its field.
Walked = tuple[tuple[str | int, ...], Any, tuple[Any, ...]]


def walk(model: BaseModel) -> Iterator[Walked]:
    """Every value in ``model``, deeply: its path as written in YAML, the value, the marks of its field.

    Marks are the objects of :data:`Mark` in the annotation,
    so that a rule can find all the fields it governs without a list of them.
    """
    found: list[Walked] = []
    _walk_value(found.append, (), model, ())
    return iter(found)


def _walk_value(
    add: Callable[[Walked], None],
    path: tuple[str | int, ...],
    value: Any,
    marks: tuple[Any, ...],
    of_values: tuple[Any, ...] = (),
) -> None:
    """Add one value with all in it; in a dictionary ``marks`` are those of the keys, ``of_values`` those of the values."""
    add((path, value, marks))
    if value is None or type(value) is str:  # as most are
        return
    if isinstance(value, BaseModel):
        if isinstance(value, PerLanguage):
            for code, item in value.by_language.items():
                _walk_value(add, (*path, code), item, ())
        for name, written, keys, values in _fields_of(type(value)):
            _walk_value(add, (*path, written), getattr(value, name), keys, values)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _walk_value(add, (*path, index), item, marks)
    elif isinstance(value, dict):
        for key, item in value.items():
            add(((*path, key), key, marks))
            _walk_value(add, (*path, key), item, of_values)


@cache
def _fields_of(model: type[BaseModel]) -> list[tuple[str, str, tuple[Any, ...], tuple[Any, ...]]]:
    """The fields of a model: name, name in YAML, marks, marks of the values of a dictionary; asked once for each model."""
    return [(name, field.alias or name, *_marks_of(field)) for name, field in model.model_fields.items()]


def _marks_of(field: FieldInfo) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The marks of a field, and those of its values if it is a dictionary, whose keys have the others."""
    if get_origin(field.annotation) is dict:
        keys, values = get_args(field.annotation)
        return marks_in(keys), marks_in(values)
    return (*field.metadata, *marks_in(field.annotation)), ()
