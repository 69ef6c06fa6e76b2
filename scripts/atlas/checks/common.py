"""What several rules need: the nearest known word, whether a text is prose."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from atlas.model.fields import Prose


def nearest(value: str, known: Iterable[str]) -> str:
    """A mend that names the nearest known value, or all of them where they are few."""
    known = list(known)
    near = difflib.get_close_matches(value, known, n=1)
    if near:
        return f"Did you mean {near[0]}?"
    if len(known) <= 20:
        return f"Write one of: {', '.join(known)}"
    return ""


def is_prose(marks: tuple[object, ...]) -> bool:
    """True if a field's marks say that it is prose."""
    return any(isinstance(mark, Prose) for mark in marks)
