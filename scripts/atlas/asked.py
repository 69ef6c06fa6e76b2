"""Writes down what work asked of the data, for a later process: each question as text, and a mark of its answer.

In: questions of :mod:`atlas.observe`, and a world. Out: JSON. The mark of an answer is found without making any value that is
deferred, so that to ask a thousand questions again costs next to nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from atlas.memory import digest
from atlas.observe import MISSING, Deferred, Question, World

#: Marks of answers: by the text of what several questions have in common, and by the rest of each, such as an id.
Marks = dict[str, dict[str, Any]]


class UnmarkedError(Exception):
    """An answer that nothing tells from another: what depends on it cannot be kept."""


class Asked:
    """The answers of one world. ``mark_of`` gives the mark of a value that is not deferred, or None."""

    def __init__(self, world: World, mark_of: Callable[[Any], str | None]) -> None:
        self._world = world
        self._mark_of = mark_of
        self._marks: dict[str, dict[str, Any]] = {}

    def marks(self, questions: Iterable[Question]) -> Marks:
        """The questions with the marks of their answers. Raises UnmarkedError."""
        found: Marks = {}
        for question in questions:
            *common, last = self._world.written(question)
            group = json.dumps(common)
            found.setdefault(group, {})[last] = self._mark(group, common, last)
        return found

    def still(self, marks: Marks) -> bool:
        """Whether all questions have the same answers here."""
        try:
            return all(self._same(group, wanted) for group, wanted in marks.items())
        except Exception:  # what cannot be asked any more has another answer
            return False

    def _same(self, group: str, wanted: Mapping[str, Any]) -> bool:
        known = self._marks.setdefault(group, {})
        for last in wanted.keys() - known.keys():
            self._mark(group, json.loads(group), last)
        return all(known[last] == mark for last, mark in wanted.items())

    def _mark(self, group: str, common: list[Any], last: str) -> Any:
        known = self._marks.setdefault(group, {})
        if last not in known:
            known[last] = self._marked(self._world.answer(self._world.question([*common, last])))
        return known[last]

    def _marked(self, answer: Any) -> Any:
        """``answer`` if JSON can hold it and it is short, else a digest."""
        if answer is MISSING:
            return ["missing"]
        if answer is None or isinstance(answer, str | bool | int):
            return answer
        if isinstance(answer, Deferred):
            return ["mark", answer.mark]
        if isinstance(answer, frozenset):
            return ["set", digest(*sorted(json.dumps(self._marked(item)) for item in answer))]
        if isinstance(answer, tuple | list):
            return ["list", digest(*(json.dumps(self._marked(item)) for item in answer))]
        mark = self._mark_of(answer)
        if mark is None:
            raise UnmarkedError(type(answer).__name__)
        return ["mark", mark]
