"""The tester of tests: it tells changes inside functions from others, and makes them in loaded functions."""

from __future__ import annotations

from functools import lru_cache
from types import FunctionType, ModuleType

import pytest

from tools.mutants import install, is_inside_functions, module_at
from tools.mutate import _changes

SOURCE = """
LIMIT = 3

def below(value, limit=LIMIT):
    return value < limit

class Row:
    size = 1
    def more(self):
        return [self.size + number for number in range(2)]
"""


@pytest.mark.parametrize(
    ("old", "new", "inside"),
    [
        ("value < limit", "value <= limit", True),
        ("self.size + number", "self.size - number", True),
        ("range(2)", "range(3)", True),
        ("LIMIT = 3", "LIMIT = 4", False),
        ("limit=LIMIT", "limit=-LIMIT", False),
        ("size = 1", "size = 2", False),
    ],
)
def test_a_change_is_inside_a_function_or_happens_when_the_module_is_loaded(old: str, new: str, inside: bool) -> None:
    assert is_inside_functions(SOURCE, SOURCE.replace(old, new)) == inside


def test_a_function_that_others_hold_already_is_changed_behind_its_decorator() -> None:
    module = ModuleType("sample")
    exec(compile(SOURCE, "/elsewhere/sample.py", "exec"), module.__dict__)
    below: FunctionType = module.below
    held = lru_cache(below)
    install(SOURCE, SOURCE.replace("value < limit", "value <= limit"), "sample.py")
    assert held(3)
    assert module.Row().more() == [1, 2]


def test_changes_are_of_one_sign_each_and_of_none_that_only_guards() -> None:
    changes = list(_changes("scripts/atlas/language/calendars.py"))
    assert len(changes) > 40
    assert all(change.original != change.changed and "  →  " in change.difference() for change in changes)
    assert not any("frozen=" in change.difference() for change in changes)


def test_a_package_is_called_by_its_folder() -> None:
    assert module_at("scripts/atlas/checks/__init__.py") == "atlas.checks"
    assert module_at("scripts/atlas/checks/persian.py") == "atlas.checks.persian"
