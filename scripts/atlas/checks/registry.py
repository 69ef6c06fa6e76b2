"""Remembers every rule that is defined, in the order of definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from atlas.findings import Finding
from atlas.model.atlas import Atlas

Rule = Callable[[Atlas, date], Iterator[Finding]]

_RULES: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Decorator: ``function`` is a rule from now on."""
    _RULES.append(function)
    return function


def rules() -> tuple[Rule, ...]:
    """Every rule that has been defined."""
    return tuple(_RULES)
