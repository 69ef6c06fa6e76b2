"""Remembers what a function of texts found, so that several rules and each rebuild of a server ask it once.

In: a pure function that yields. Out: the same function, which gives what it yields as a tuple.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from typing import TypeVar

Item = TypeVar("Item")


def remembered(function: Callable[[str], Iterable[Item]]) -> Callable[[str], tuple[Item, ...]]:
    """``function``, asked once for the same text."""
    found = lru_cache(maxsize=200_000)(lambda text: tuple(function(text)))

    @wraps(function)
    def ask(text: str) -> tuple[Item, ...]:
        return found(text)

    return ask
