"""The rules across fields and records, one function each, collected by the modules of this package.

In: an :class:`~atlas.model.atlas.Atlas` and today. Out: findings. Each rule's docstring is one sentence that
begins with Ensure. A new rule is a decorated function in the module that it fits; nothing lists it again.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from pathlib import Path as FilePath

from atlas.checks.registry import Rule, rules_of_a_file, rules_of_all
from atlas.findings import Finding, quote
from atlas.model.atlas import Atlas, Entry, files_with_entries
from atlas.observe import Remembered, World
from atlas.registry import import_modules

SCRIPTS = FilePath(__file__).resolve().parents[2]

import_modules(__name__, __path__)


#: The findings of each file, with what they depend on, from one check to the next in the same process.
Checked = Remembered[list[Finding]]


def check(atlas: Atlas, today: date, checked: Checked | None = None) -> Iterator[Finding]:
    """All findings of all rules. A rule that fails is a finding too, and does not keep the others from being applied.

    Files that were ``checked``, and whose findings depend on nothing that has changed since, are not looked at again.
    """
    checked = Checked(noting=False) if checked is None else checked
    checked.renew(World((atlas,), atlas.watched), today)
    for name in files_with_entries(atlas):
        yield from checked.make(name, partial(_found_in, name, atlas, today))
    yield from _applied(rules_of_all(), atlas, today)


def _found_in(name: str, atlas: Atlas, today: date) -> list[Finding]:
    return list(_applied(rules_of_a_file(), atlas.file(name), today))


def _applied(applied: Iterable[Rule], atlas: Atlas, today: date) -> Iterator[Finding]:
    for rule in applied:
        try:
            yield from rule(atlas, today)
        except Exception as error:
            yield failure(rule, error)


def failure(rule: Rule, error: Exception) -> Finding:
    """What is to be said of a rule that failed: at which record it was, and where in the program."""
    frames = [
        (frame.f_code.co_filename, line, frame.f_locals) for frame, line in traceback.walk_tb(error.__traceback__)
    ]
    own = [(name, line) for name, line, _locals in frames if FilePath(name).is_relative_to(SCRIPTS)]
    file, line = own[-1]
    message = (
        f"the rule {rule.__name__} failed ({type(error).__name__}: {quote(error)}). Look for what is unusual here, "
        f"and report the fault of the program, scripts/{FilePath(file).relative_to(SCRIPTS).as_posix()}:{line}"
    )
    entries = [found for *_place, names in frames if isinstance(found := names.get("entry"), Entry)]
    return entries[-1].finding((), message) if entries else Finding("data", 1, 1, "", message)
