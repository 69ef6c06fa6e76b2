"""Composes the nodes of a YAML text, and refuses what is not read.

In: a text. Out: its tree of nodes, each with its place; or an error that says where, and what to do. Knows nothing of what is
made of the nodes.
"""

from __future__ import annotations

from typing import Any

import yaml

from atlas.findings import quote

#: Levels of lists and fields that a file may have; of one with more nothing is read.
MAXIMUM_DEPTH = 20
#: Values, names and brackets of a file; a file of records that can be edited in a browser has a tenth.
MAXIMUM_PARTS = 40_000
#: Characters of a broken file that are read a second time for a better sentence: a second's work.
LONGEST_READ_TWICE = 200_000


class RefusedError(Exception):
    """Valid YAML that is not read, with the place and a sentence."""

    def __init__(self, mark: Any, message: str) -> None:
        super().__init__(message)
        self.mark = mark
        self.message = message


def compose(text: str) -> yaml.Node | None:
    """The tree of nodes of ``text``, by libyaml, which needs a tenth of the time of PyYAML's own parser.

    Built from the events one by one, so that what must not be unfolded or is nested without end is refused at once.
    None for a text without a node. Raises RefusedError, or yaml.YAMLError.
    """
    tree = _Tree()
    for count, event in enumerate(yaml.parse(text, Loader=yaml.CBaseLoader)):
        if count > MAXIMUM_PARTS:
            raise RefusedError(event.start_mark, f"the file has more than {MAXIMUM_PARTS} values. Split it")
        tree.take(event)
    return tree.root


class _Tree:
    """Nodes, put together as their events come."""

    def __init__(self) -> None:
        self.root: yaml.Node | None = None
        self._open: list[yaml.CollectionNode] = []
        self._keys: list[yaml.Node | None] = []  # for each open node, the key that waits for its value
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take the next event in. Raises RefusedError, or ComposerError for a second document."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                mark: Any = event.start_mark  # of libyaml: another class than the stubs know
                problem = "but found another document"
                raise yaml.composer.ComposerError("expected a single document in the stream", None, problem, mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop().end_mark = event.end_mark
            self._keys.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._add(_node(event, len(self._open)))

    def _add(self, node: yaml.Node) -> None:
        if not self._open:
            self.root = node
        elif isinstance(self._open[-1], yaml.SequenceNode):
            self._open[-1].value.append(node)
        elif self._keys[-1] is None:
            self._keys[-1] = node
        else:
            self._open[-1].value.append((self._keys[-1], node))
            self._keys[-1] = None
        if isinstance(node, yaml.CollectionNode):
            self._open.append(node)
            self._keys.append(None)


def _node(event: Any, depth: int) -> yaml.Node:
    """The node that an event begins, ``depth`` levels deep. Raises RefusedError for what is not read."""
    mark: Any = event.start_mark
    if event.anchor is not None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        raise RefusedError(
            mark,
            f"{sign}{quote(event.anchor)} is an anchor or alias. Write the value out, "
            f"or put it in quotes if the {sign} belongs to the text",
        )
    if depth >= MAXIMUM_DEPTH and isinstance(event, yaml.CollectionStartEvent):
        raise _too_deep(mark)
    if isinstance(event, yaml.ScalarEvent):
        tag = event.tag or "tag:yaml.org,2002:str"
        end: Any = event.end_mark
        return yaml.ScalarNode(tag, event.value, mark, end, style=event.style)
    if isinstance(event, yaml.SequenceStartEvent):
        tag = event.tag or "tag:yaml.org,2002:seq"
        return yaml.SequenceNode(tag, [], mark, None, flow_style=event.flow_style)
    tag = event.tag or "tag:yaml.org,2002:map"
    return yaml.MappingNode(tag, [], mark, None, flow_style=event.flow_style)


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
