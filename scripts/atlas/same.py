"""Whether two values are the same to whoever prints them.

In: two values. Out: true or false, and false wherever that is not certain. Equality is too weak a question: 1 is equal to
true, a text to the same text that counts as HTML, and mappings whose entries stand in another order are equal.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

#: Types whose equal values are the same, and so are those of types made from them.
_PLAIN = (str, int, float, date)


def same(one: Any, other: Any) -> bool:
    """Whether the values have the same type and parts, in the same order. Of what is no plain data, only the thing itself is."""
    if one is other:
        return True
    kind = type(one)
    if kind is not type(other):
        return False
    if issubclass(kind, _PLAIN):
        return bool(one == other)
    if kind in (list, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if issubclass(kind, dict) and kind.__module__ in ("builtins", "collections"):
        return len(one) == len(other) and all(map(same, one.items(), other.items()))
    if is_dataclass(one):
        return all(same(getattr(one, field.name), getattr(other, field.name)) for field in fields(one))
    return False
