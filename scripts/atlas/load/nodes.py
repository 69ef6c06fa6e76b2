"""Composes the nodes of a YAML text, and refuses what is not read.

In: a text. Out: its tree of nodes, each with its place; or an error that says where, and what to do. Knows nothing of what is
made of the nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from atlas.findings import quote

#: Levels of lists and fields that a file may have; of one with more nothing is read.
MAXIMUM_DEPTH = 20
#: Values and names of a file; a file of records that can be edited in a browser has a tenth.
MAXIMUM_PARTS = 40_000
#: Characters of a broken file that are read a second time for a better sentence: a second's work.
LONGEST_READ_TWICE = 200_000


class RefusedError(Exception):
    """Valid YAML that is not read, with the place and a sentence."""

    def __init__(self, mark: Any, message: str) -> None:
        super().__init__(message)
        self.mark = mark
        self.message = message


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    tag: str | None
    start_mark: Any
    items: list[Node]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Names with values; ``flow_style`` if it stands between braces."""

    tag: str | None
    start_mark: Any
    pairs: list[tuple[Node, Node]]
    flow_style: bool | None


#: What a text has is its event in libyaml: value, tag, style, marks of its start and end.
Scalar = yaml.ScalarEvent
Node = Scalar | Sequence | Mapping


def start_of(node: Node) -> tuple[int, int]:
    """Line and column, from 1, at which ``node`` begins."""
    mark: Any = node.start_mark  # of libyaml: another class than the stubs know
    return mark.line + 1, mark.column + 1


def end_of(node: Scalar) -> int:
    """The index of the character behind ``node``."""
    mark: Any = node.end_mark
    return int(mark.index)


def compose(text: str) -> Node | None:
    """The tree of nodes of ``text``, read by libyaml, which needs a tenth of the time of PyYAML's own parser.

    Built from the events one by one, so that what must not be unfolded or is nested without end is refused at once.
    None for a text without a node. Raises RefusedError, or yaml.YAMLError.
    """
    next_event = yaml.CBaseLoader(text).get_event
    next_event()  # the beginning of the stream
    if isinstance(next_event(), yaml.StreamEndEvent):
        return None
    root = _Composer(next_event).node(next_event(), 0)
    next_event()  # the end of the document
    if isinstance(event := next_event(), yaml.DocumentStartEvent):
        mark: Any = event.start_mark
        problem = "but found another document"
        raise yaml.composer.ComposerError("expected a single document in the stream", None, problem, mark)
    return root


class _Composer:
    """Makes nodes of events as they come."""

    def __init__(self, next_event: Callable[[], Any]) -> None:
        self._next = next_event
        self._left = MAXIMUM_PARTS

    def node(self, event: Any, depth: int) -> Node:
        """The node that ``event`` begins, ``depth`` levels deep. Raises RefusedError for what is not read."""
        self._left -= 1
        if self._left < 0:
            raise RefusedError(event.start_mark, f"the file has more than {MAXIMUM_PARTS} values. Split it")
        if event.anchor is not None:
            raise _anchored(event)
        if type(event) is Scalar:
            return event
        if depth >= MAXIMUM_DEPTH:
            raise _too_deep(event.start_mark)
        if type(event) is yaml.SequenceStartEvent:
            return Sequence(event.tag, event.start_mark, [*self._items(yaml.SequenceEndEvent, depth + 1)])
        names_and_values = self._items(yaml.MappingEndEvent, depth + 1)
        pairs = [*zip(names_and_values, names_and_values, strict=True)]
        return Mapping(event.tag, event.start_mark, pairs, event.flow_style)

    def _items(self, end: type[yaml.Event], depth: int) -> Iterator[Node]:
        """The nodes up to the event that is the ``end``."""
        while type(event := self._next()) is not end:
            yield self.node(event, depth)


def _anchored(event: Any) -> RefusedError:
    sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
    return RefusedError(
        event.start_mark,
        f"{sign}{quote(event.anchor)} is an anchor or alias. Write the value out, "
        f"or put it in quotes if the {sign} belongs to the text",
    )


def _too_deep(mark: Any) -> RefusedError:
    return RefusedError(
        mark, f"this is nested more than {MAXIMUM_DEPTH} levels deep. Close the brackets, or put the text in quotes"
    )


def worded(error: RefusedError | yaml.YAMLError, text: str) -> RefusedError | yaml.YAMLError:
    """The complaint of PyYAML's own parser about ``text``, which names the cause better; ``error`` where it has none.

    Only of texts that it reads within a moment: it is slow where many brackets are open.
    """
    if isinstance(error, RefusedError) or len(text) > LONGEST_READ_TWICE:
        return error
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > MAXIMUM_DEPTH:
                return _too_deep(event.start_mark)
    except yaml.YAMLError as worded:
        return worded
    except RecursionError:
        pass
    return error
