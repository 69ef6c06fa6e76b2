"""The rules across fields and records, one function each, collected by the modules of this package.

In: an :class:`~atlas.model.atlas.Atlas` and today. Out: findings. Each rule's docstring is one sentence that
begins with Ensure. A new rule is a decorated function in the module that it fits; nothing lists it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from atlas.checks.registry import rules
from atlas.findings import Finding
from atlas.model.atlas import Atlas
from atlas.registry import import_modules

import_modules(__name__, __path__)


def check(atlas: Atlas, today: date) -> Iterator[Finding]:
    """All findings of all rules."""
    for rule in rules():
        yield from rule(atlas, today)
