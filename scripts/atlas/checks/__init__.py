"""The rules across fields and records, one function each, collected by the modules of this package.

In: an :class:`~atlas.load.Atlas` and today. Out: findings. Each rule's docstring is one sentence that
begins with Ensure. A new rule is a decorated function in the module that it fits; nothing lists it again.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..findings import Finding
from ..load import Atlas
from . import language, members, references, sources, time
from .registry import rules

__all__ = ["check", "language", "members", "references", "sources", "time"]


def check(atlas: Atlas, today: date) -> Iterator[Finding]:
    """All findings of all rules."""
    for rule in rules():
        yield from rule(atlas, today)
