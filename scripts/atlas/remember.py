"""Remembers what a function of texts or records found, so that several rules and each rebuild of a server ask it once.

In: a pure function that yields. Out: the same function, which gives what it yields as a tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

Item = TypeVar("Item")
Function = TypeVar("Function", bound=Callable[..., Any])

#: How many records are remembered at most: with their forms before a few thousand edits.
MOST_RECORDS = 20_000


def remembered(function: Callable[[str], Iterable[Item]]) -> Callable[[str], tuple[Item, ...]]:
    """``function``, asked once for the same text."""
    found = lru_cache(maxsize=200_000)(lambda text: tuple(function(text)))

    @wraps(function)
    def ask(text: str) -> tuple[Item, ...]:
        return found(text)

    return ask


def of_record(function: Function) -> Function:
    """``function`` of a record that is never changed, asked once for it; what it yields is given as a tuple.

    A record is known by its identity: a file that was not edited gives the same one in each rebuild.
    """
    known: dict[tuple[Any, ...], tuple[Any, Any]] = {}

    @wraps(function)
    def ask(record: Any, *arguments: Any) -> Any:
        key = (id(record), *arguments)
        if key not in known:
            if len(known) >= MOST_RECORDS:
                known.clear()
            found = function(record, *arguments)
            # The record is kept as well: else another one might get its identity.
            known[key] = (record, tuple(found) if isinstance(found, Iterator) else found)
        return known[key][1]

    return cast(Function, ask)
