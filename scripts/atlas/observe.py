"""Notes what a piece of work asks of the data, so that it is done again only when an answer has become another.

In: work, and the things that it asks: mappings that note which of their entries are looked at (:class:`Watched`), fields
(:class:`Noted`), functions of them (:func:`derived`). Out: the questions, each with its answer.
What the work depends on is observed while it is done, and listed nowhere. Nothing is kept on the disk.

A question is a tuple: the function that answers it in a :class:`World`, and what to hand to that. All that is asked is asked
again of the next state of the data; work whose answers are the same need not be done again (:mod:`atlas.observed_work`).
Outside of :func:`noting` nothing is noted.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar, cast

Value = TypeVar("Value")
Key = TypeVar("Key", bound=Hashable)
Function = TypeVar("Function", bound=Callable[..., Any])

Question = tuple[Any, ...]
Notes = dict[Question, Any]

#: The answer where there is nothing.
MISSING = object()

#: Every derived function by its name.
DERIVED: dict[str, Callable[..., Any]] = {}

#: What the work that is being done has asked so far; None while nothing is noted.
_notes: Notes | None = None


@contextmanager
def noting(notes: Notes | None) -> Iterator[None]:
    """Note into ``notes``, or nothing."""
    global _notes
    before, _notes = _notes, notes
    try:
        yield
    finally:
        _notes = before


def note_again(asked: Iterable[tuple[Question, Any]]) -> None:
    """Note questions, each with its answer, if anything is noted now."""
    if _notes is not None:
        _notes.update(asked)


def is_noted() -> bool:
    """Whether what is asked now is noted."""
    return _notes is not None


def unnoted(work: Callable[[], Value]) -> Value:
    """What ``work`` gives, without noting what it asks: for what every piece of work has in common and watches itself."""
    with noting(None):
        return work()


class Deferred(ABC):
    """A value that is made when it is first asked for."""

    @property
    @abstractmethod
    def mark(self) -> str:
        """What tells it from every other value; asking for it does not make the value."""

    @abstractmethod
    def now(self) -> Any:
        """The value: the same each time."""


class Watched(dict[Key, Value]):
    """A mapping that is never changed and notes what is asked of it. ``place`` names it in its world.

    Where it was given a :class:`Deferred`, who asks gets the value.
    """

    __slots__ = ("_deferred", "place")

    def __init__(self, place: Hashable, entries: Mapping[Key, Value]) -> None:
        super().__init__(entries)
        self.place = place
        self._deferred = any(isinstance(value, Deferred) for value in dict.values(self))

    def __getitem__(self, key: Key) -> Value:
        value = super().get(key, MISSING)
        if self._deferred:
            value = _now(value)
        if _notes is not None:
            self._note(key, value)
        return super().__getitem__(key) if value is MISSING else cast(Value, value)

    def get(self, key: Key, default: Any = None) -> Any:
        """The value of ``key``, or ``default``."""
        value = super().get(key, MISSING)
        if self._deferred:
            value = _now(value)
        if _notes is not None:
            self._note(key, value)
        return default if value is MISSING else value

    def _note(self, key: Key, value: Any) -> None:
        assert _notes is not None
        if isinstance(value, Watched):  # which notes by itself what is asked of it
            _notes[_has, self.place, key] = True
        else:
            _notes[_item, self.place, key] = value

    def __contains__(self, key: object) -> bool:
        found = super().__contains__(key)
        if _notes is not None:
            _notes[_has, self.place, key] = found
        return found

    def __iter__(self) -> Iterator[Key]:
        self._note_keys()
        return super().__iter__()

    def __len__(self) -> int:
        self._note_keys()
        return super().__len__()

    def keys(self) -> Any:
        """The keys."""
        self._note_keys()
        return super().keys()

    def values(self) -> Any:
        """The values."""
        self._note_all()
        return dict.values(self._settled())

    def items(self) -> Any:
        """Keys and values."""
        self._note_all()
        return dict.items(self._settled())

    def __eq__(self, other: object) -> bool:
        self._note_all()
        return dict.__eq__(self._settled(), other)

    def __ne__(self, other: object) -> bool:
        self._note_all()
        return dict.__ne__(self._settled(), other)

    def __repr__(self) -> str:
        self._note_all()
        return dict.__repr__(self._settled())

    __hash__ = None

    def __or__(self, other: Any) -> Any:
        self._note_all()
        return dict.__or__(self._settled(), other)

    def __ror__(self, other: Any) -> Any:
        self._note_all()
        return dict.__ror__(self._settled(), other)

    def __reversed__(self) -> Any:
        self._note_keys()
        return super().__reversed__()

    def copy(self) -> Any:
        """A plain copy."""
        self._note_all()
        return dict.copy(self._settled())

    def _note_keys(self) -> None:
        if _notes is not None:
            _notes[_keys, self.place] = tuple(dict.keys(self))

    def _note_all(self) -> None:
        if _notes is not None:
            _notes[_all, self.place] = tuple(dict.items(self._settled()))

    def _settled(self) -> dict[Key, Value]:
        """The mapping with values alone, of which nothing is noted when ``dict``'s own methods are asked."""
        if not self._deferred:
            return self
        return {key: _now(value) for key, value in dict.items(self)}


def _now(value: Any) -> Any:
    return value.now() if isinstance(value, Deferred) else value


class Noted:
    """A field of a class whose value notes that it was asked for."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        value = instance.__dict__[self._name]
        whole = instance.__dict__.get(_WHOLE, instance)
        if _notes is not None and whole.__dict__[self._name] is value:
            _notes[_field, owner, self._name] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self._name] = value


#: Where a part of an owner has the whole.
_WHOLE = "_whole"


def part_of(owner: Value, **fields: Any) -> Value:
    """``owner`` with other values in ``fields``, of which nothing is noted: who makes the part knows what is in it.

    All else is that of the whole, and functions that are derived of it answer for the whole.
    """
    part = object.__new__(type(owner))
    part.__dict__.update(owner.__dict__, **fields, **{_WHOLE: owner})
    return part


def watch_fields(owner: type, *names: str) -> None:
    """Let the fields ``names`` of a class note that they were asked for."""
    for name in names:
        field = Noted()
        field.__set_name__(owner, name)
        setattr(owner, name, field)


def derived(function: Function) -> Function:
    """``function`` of one owner, which it is asked once; whoever asks depends on its result, and not on what it looks at.

    Its arguments are lists, or can be hashed, and nobody changes what it gives. It is asked anew of each state of the data,
    so that it is to be cheap.
    """

    @wraps(function)
    def ask(owner: Any, *arguments: Any) -> Any:
        owner = owner.__dict__.get(_WHOLE, owner)
        known = owner.__dict__.setdefault("_derived", {})
        arguments = tuple(tuple(a) if isinstance(a, list) else a for a in arguments)
        key = (ask, arguments)
        if key not in known:
            with noting(None):
                known[key] = function(owner, *arguments)
        if _notes is not None:
            _notes[_derived, type(owner), ask, arguments] = known[key]
        return known[key]

    DERIVED[name_of(ask)] = ask
    return cast(Function, ask)


def name_of(function: Callable[..., Any]) -> str:
    """The name by which :data:`DERIVED` has a function."""
    return f"{function.__module__}.{function.__qualname__}"


class World:
    """One state of everything that work may ask."""

    def __init__(self, owners: Iterable[object], mappings: Iterable[Watched[Any, Any]]) -> None:
        self.owners = {type(owner): owner for owner in owners}
        self.mappings = {mapping.place: mapping for mapping in mappings}

    def still(self, question: Question, answer: Any) -> bool:
        """Whether ``question`` has the same answer here. What cannot be answered any more has another."""
        try:
            found = question[0](self, *question[1:])
            return found is answer or bool(type(found) is type(answer) and found == answer)
        except Exception:
            return False

    def answer(self, question: Question) -> Any:
        """The answer to ``question``, in which what is deferred is not made. Raises whatever is raised where there is none."""
        ask, *rest = question
        if ask is _item:
            return dict.get(self.mappings[rest[0]], rest[1], MISSING)
        if ask is _all:
            return tuple(dict.items(self.mappings[rest[0]]))
        return ask(self, *rest)

    def written(self, question: Question) -> list[Any]:
        """``question`` as JSON can hold it, functions and classes by their names; the last part is a text."""
        ask, *rest = question
        if ask is _field:
            owner, name = rest
            return [_field.__name__, owner.__name__, name]
        if ask is _derived:
            owner, function, arguments = rest
            return [_derived.__name__, owner.__name__, *arguments, name_of(function)]
        return [ask.__name__, *rest, *([""] if ask.__name__ in _OF_WHOLE else [])]

    def question(self, written: list[Any]) -> Question:
        """The question that was written so. Raises LookupError where nothing has these names any more."""
        name, *rest = written
        if name in (_field.__name__, _derived.__name__):
            owner = next(found for found in self.owners if found.__name__ == rest[0])
            if name == _field.__name__:
                return (_field, owner, rest[1])
            return (_derived, owner, DERIVED[rest[-1]], tuple(rest[1:-1]))
        place = tuple(rest[0]) if isinstance(rest[0], list) else rest[0]
        return (_OF_MAPPINGS[name], place) if name in _OF_WHOLE else (_OF_MAPPINGS[name], place, rest[1])


def _item(world: World, place: Hashable, key: Any) -> Any:
    return _now(dict.get(world.mappings[place], key, MISSING))


def _has(world: World, place: Hashable, key: Any) -> Any:
    return dict.__contains__(world.mappings[place], key)


def _keys(world: World, place: Hashable) -> Any:
    return tuple(dict.keys(world.mappings[place]))


def _all(world: World, place: Hashable) -> Any:
    return tuple(dict.items(world.mappings[place]._settled()))


#: What can be asked of a mapping, by name.
_OF_MAPPINGS: dict[str, Callable[..., Any]] = {ask.__name__: ask for ask in (_item, _has, _keys, _all)}
_OF_WHOLE = (_keys.__name__, _all.__name__)


def _field(world: World, owner: type, name: str) -> Any:
    return world.owners[owner].__dict__[name]


def _derived(world: World, owner: type, ask: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    return ask(world.owners[owner], *arguments)
