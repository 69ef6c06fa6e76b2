"""Remembers what pieces of work gave, each until something that it asked for has another answer.

In: work by name, and the states of the data that it asks (:mod:`atlas.observe`). Out: what the work gives, done or remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, cast

from atlas.observe import Notes, Question, World, is_noted, note_again, noting
from atlas.same import same

Value = TypeVar("Value")
Given = TypeVar("Given")


class _Asked:
    """A question that remembered work asked, with the answer it got: one for each, and compared by its identity, which is quick."""

    __slots__ = ("answer", "question")

    def __init__(self, question: Question, answer: Any) -> None:
        self.question = question
        self.answer = answer


@dataclass(frozen=True)
class _Made:
    """What work gave, with all that it asked. ``given`` is what the first of two steps handed to it."""

    value: Any
    asked: tuple[_Asked, ...]
    given: Any = None


class Remembered(Generic[Value]):
    """What work gave, by name, with the questions that it asked. ``base`` is what all of it depends on besides.

    One that is used once, for one world, can go without ``noting``: then it only keeps from doing work twice.
    """

    def __init__(self, *, noting: bool = True) -> None:
        self._noting = noting
        self._base: Any = None
        self._asked: dict[Question, _Asked] = {}
        self._made: dict[Hashable, _Made] = {}
        #: The second steps of work in two steps.
        self._second: dict[Hashable, _Made] = {}
        #: How often work was done since :meth:`renew`.
        self.done = 0

    def renew(self, world: World, base: Any) -> None:
        """Forget what is not to be had in ``world`` any more, and what asked something that has another answer there."""
        self.done = 0
        if base != self._base:
            self._base, self._asked, self._made, self._second = base, {}, {}, {}
            return
        with noting(None):
            others = {asked for asked in self._asked.values() if not world.still(asked.question, asked.answer)}
        self._made = {name: made for name, made in self._made.items() if others.isdisjoint(made.asked)}
        self._second = {name: made for name, made in self._second.items() if others.isdisjoint(made.asked)}
        for asked in others:
            del self._asked[asked.question]

    def questions(self, name: Hashable) -> tuple[Question, ...]:
        """What the work asked that gave what is remembered by ``name``."""
        return tuple(asked.question for asked in self._made[name].asked)

    def make(self, name: Hashable, work: Callable[[], Value]) -> Value:
        """What ``work`` gives; done only if it is not remembered. What asks for it depends on all that it depends on."""
        if name not in self._made:
            self._made[name] = self._observed(work)
            self.done += 1
        return cast(Value, self._told(self._made[name]))

    def make_of(self, name: Hashable, first: Callable[[], Given], second: Callable[[Given], Value]) -> Value:
        """What ``second`` makes of what ``first`` gives, by ``name``.

        ``second``, which takes longer, is not done again where that is the same as before and what it asks itself too.
        """

        def work() -> Value:
            given = first()
            before = self._second.get(name)
            if before is None or not same(before.given, given):
                before = self._observed(lambda: second(given), given)
                if self._noting:  # else nobody will come back to it
                    self._second[name] = before
            return cast(Value, self._told(before))

        return self.make(name, work)

    def _observed(self, work: Callable[[], Any], given: Any = None) -> _Made:
        """What ``work`` gives, and what it asked."""
        notes: Notes | None = {} if self._noting else None
        with noting(notes):
            value = work()
        asked = [
            self._asked.setdefault(question, _Asked(question, answer)) for question, answer in (notes or {}).items()
        ]
        return _Made(value, tuple(asked), given)

    def _told(self, made: _Made) -> Any:
        """The value; whoever asks for it depends on what it depends on."""
        if is_noted():
            assert self._noting, "what asks for this would not learn what it depends on"
            note_again((asked.question, asked.answer) for asked in made.asked)
        return made.value
