"""Remembers every rule that is defined, in the order of definition."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from atlas.findings import Finding
from atlas.model.atlas import Atlas

Rule = Callable[[Atlas, date], Iterator[Finding]]

_RULES: list[Rule] = []
_OF_ALL: set[Rule] = set()


def rule(function: Rule) -> Rule:
    """Decorator: ``function`` is a rule from now on. It sees the entries of one file at a time, and may ask for anything else."""
    _RULES.append(function)
    return function


def rule_of_all(function: Rule) -> Rule:
    """Decorator: ``function`` is a rule that sees all entries at once: one that compares them with each other."""
    _OF_ALL.add(function)
    return rule(function)


def rules() -> tuple[Rule, ...]:
    """Every rule that has been defined."""
    return tuple(_RULES)


def rules_of_a_file() -> tuple[Rule, ...]:
    """Those that see one file at a time."""
    return tuple(found for found in _RULES if found not in _OF_ALL)


def rules_of_all() -> tuple[Rule, ...]:
    """Those that see all entries."""
    return tuple(found for found in _RULES if found in _OF_ALL)
