"""What several rules need: the nearest known word, whether a text is prose."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from atlas.findings import Path
from atlas.model.atlas import Entry
from atlas.model.fields import Address, Prose, Text
from atlas.remember import of_record


def nearest(value: str, known: Iterable[str]) -> str:
    """A mend that names the nearest known value, or all of them where they are few."""
    if re.search("[;،؛]", value):
        return "Put a comma (,) between two entries"
    known = list(known)
    folded = {other.lower(): other for other in known}
    near = difflib.get_close_matches(value.lower(), folded, n=1)
    if near:
        return f"Did you mean {folded[near[0]]}?"
    if len(known) <= 20:
        return f"Write one of: {', '.join(known)}"
    return ""


def is_prose(marks: tuple[object, ...]) -> bool:
    """True if a field's marks say that it is prose."""
    return bool(marks) and any(isinstance(mark, Prose) for mark in marks)


@of_record
def texts_of(entry: Entry) -> Iterable[tuple[Path, str, bool]]:
    """The texts of ``entry``, each language by itself: its path, what it says, whether it is prose."""
    for path, value, marks in entry.of(Text):
        for language, text in value.by_language.items():
            yield (*path, language), text, is_prose(marks)


def prose_of(entry: Entry) -> Iterator[tuple[Path, str]]:
    """The prose of ``entry``, each language by itself, with its path."""
    return ((path, text) for path, text, prose in texts_of(entry) if prose)


@of_record
def labels_of(entry: Entry) -> Iterable[tuple[Path, str]]:
    """Every other text of ``entry``: names, titles, notes, terms, ids; no addresses on the web."""
    prose = {path for path, _value, marks in entry.of(Text) if is_prose(marks)}
    for path, value, marks in entry.of(str):
        if path[:-1] not in prose and not any(isinstance(mark, Address) for mark in marks):
            yield path, value
