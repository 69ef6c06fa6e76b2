"""Records as plain JSON data, with day-exact bounds beside each imprecise date.

In: a model. Out: dictionaries, lists, strings, numbers. Names are those of the YAML files; what is not known is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from atlas.model.dates import FuzzyDate
from atlas.model.fields import Text

#: What is added to the name of a date for the first and the last day that it may mean, and for how well it is known.
EARLIEST, LATEST, PRECISION = "_earliest", "_latest", "_precision"


def plain_data(value: Any) -> Any:
    """A model, or what stands in one, as JSON data; beside each date stand :func:`date_bounds`."""
    if isinstance(value, Text):
        return value.model_dump()  # null where a language is wanted
    if isinstance(value, BaseModel):
        return _fields(value)
    if isinstance(value, FuzzyDate):
        return str(value)
    if isinstance(value, tuple):
        return [plain_data(item) for item in value]
    if isinstance(value, Mapping):
        return {key: plain_data(item) for key, item in value.items()}
    return value


def _fields(model: BaseModel) -> dict[str, Any]:
    found: dict[str, Any] = {code: plain_data(text) for code, text in (model.model_extra or {}).items()}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if value is None or field.exclude:
            continue
        alias = field.alias or name
        found[alias] = plain_data(value)
        if isinstance(value, FuzzyDate):
            found |= date_bounds(alias, value)
    return found


def date_bounds(name: str, when: FuzzyDate) -> dict[str, str]:
    """The first and the last day that a date may mean, and its precision.

    ``interval`` is a duration, from the first day to the last; ``between`` is one day that lies among them; so do those of
    ``year`` and ``month``. With ``~`` the bounds are those of the date without it.
    """
    return {
        f"{name}{EARLIEST}": when.first.isoformat(),
        f"{name}{LATEST}": when.last.isoformat(),
        f"{name}{PRECISION}": when.precision,
    }


def cited(data: dict[str, Any]) -> dict[str, Any]:
    """Plain data whose ``sources`` become ids, as the contract wants it in some places; the places move to ``citations``."""
    citations = data.get("sources", [])
    return {**data, "sources": [citation["source"] for citation in citations], "citations": citations}
