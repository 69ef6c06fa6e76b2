"""The rules across fields and records, one function each, collected by the modules of this package.

In: an :class:`~atlas.model.atlas.Atlas` and today. Out: findings. Each rule's docstring is one sentence that
begins with Ensure. A new rule is a decorated function in the module that it fits; nothing lists it again.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from datetime import date
from pathlib import Path as FilePath

from atlas.checks.registry import Rule, rules
from atlas.findings import Finding, quote
from atlas.model.atlas import Atlas, Entry
from atlas.registry import import_modules

SCRIPTS = FilePath(__file__).resolve().parents[2]

import_modules(__name__, __path__)


def check(atlas: Atlas, today: date) -> Iterator[Finding]:
    """All findings of all rules. A rule that fails is a finding too, and does not keep the others from being applied."""
    for rule in rules():
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
