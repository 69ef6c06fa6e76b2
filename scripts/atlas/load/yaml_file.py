"""Reads one YAML file into plain data that remembers where each value stands.

In: the path of a file. Out: a :class:`YamlFile`, or findings. Knows nothing of what the fields mean.

PyYAML's parser is used without its implicit types: ``1947``, ``1947-09`` and ``1947-09-30`` would
load as a number, a text and a date, ``NO`` as false. Here every scalar is text, and pydantic does
the typing. Keys may not repeat (PyYAML would silently keep the last), tags are refused (they can
construct objects), and so are anchors and aliases (a few lines of them can unfold into gigabytes,
and a reader of the file has to look elsewhere for a fact).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

import yaml

from atlas.findings import Finding, Path, field_name, quote

MAXIMUM_BYTES = 1_000_000
#: Levels of lists and fields that a file may have; of one with more nothing is read.
MAXIMUM_DEPTH = 20
#: Characters of a broken file that are read a second time for a better sentence: a second's work.
LONGEST_READ_TWICE = 200_000

_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}

Position = tuple[int, int]


@dataclass(frozen=True)
class YamlFile:
    """A file's content as lists, dictionaries and strings, and the position of every value in it."""

    name: str
    data: Any
    positions: dict[Path, Position]

    def finding(self, path: Path, message: str, severity: str = "error", at: Path | None = None) -> Finding:
        """A finding about the field at ``path``, placed at ``at`` or the nearest thing around it that is there."""
        place = path if at is None else at
        while place not in self.positions and place:
            place = place[:-1]
        line, column = self.positions.get(place, (1, 1))
        return Finding(self.name, line, column, field_name(path), message, severity)


def read_yaml(path: FilePath, name: str) -> tuple[YamlFile | None, list[Finding]]:
    """Read the file at ``path``; ``name`` is what findings call it. None if it cannot be read at all."""
    text, problem = _read_text(path, name)
    if problem is not None:
        return None, [problem]
    try:
        root = _compose(text)
    except (_RefusedError, yaml.YAMLError) as error:
        worded = _worded(error, text)
        if isinstance(worded, _RefusedError):
            return None, [Finding(name, worded.mark.line + 1, worded.mark.column + 1, "", worded.message)]
        return None, [_syntax_finding(worded, name)]
    if root is None:
        return None, [Finding(name, 1, 1, "", "the file is empty. Write the record, or delete the file")]
    reader = _Reader(name)
    data = reader.read(root, ())
    return YamlFile(name, data, reader.positions), reader.findings


class _RefusedError(Exception):
    """Valid YAML that is not read, with the place and a sentence."""

    def __init__(self, mark: Any, message: str) -> None:
        super().__init__(message)
        self.mark = mark
        self.message = message


def _compose(text: str) -> yaml.Node | None:
    """The tree of nodes of ``text``, by libyaml, which needs a tenth of the time of PyYAML's own parser.

    Built from the events one by one, so that what must not be unfolded or is nested without end is refused at once.
    None for a text without a node. Raises _RefusedError, or yaml.YAMLError.
    """
    root: yaml.Node | None = None
    open_nodes: list[yaml.CollectionNode] = []
    keys: list[yaml.Node | None] = []  # for each open node, the key that waits for its value
    documents = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                mark: Any = event.start_mark  # of libyaml: another class than the stubs know
                problem = "but found another document"
                raise yaml.composer.ComposerError("expected a single document in the stream", None, problem, mark)
            continue
        if isinstance(event, yaml.CollectionEndEvent):
            open_nodes.pop().end_mark = event.end_mark
            keys.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        node = _node(event, len(open_nodes))
        if not open_nodes:
            root = node
        elif isinstance(open_nodes[-1], yaml.SequenceNode):
            open_nodes[-1].value.append(node)
        elif keys[-1] is None:
            keys[-1] = node
        else:
            open_nodes[-1].value.append((keys[-1], node))
            keys[-1] = None
        if isinstance(node, yaml.CollectionNode):
            open_nodes.append(node)
            keys.append(None)
    return root


def _node(event: Any, depth: int) -> yaml.Node:
    """The node that an event begins, ``depth`` levels deep. Raises _RefusedError for what is not read."""
    mark: Any = event.start_mark
    if event.anchor is not None:
        sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
        raise _RefusedError(
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


def _too_deep(mark: Any) -> _RefusedError:
    return _RefusedError(
        mark, f"this is nested more than {MAXIMUM_DEPTH} levels deep. Close the brackets, or put the text in quotes"
    )


def _worded(error: _RefusedError | yaml.YAMLError, text: str) -> _RefusedError | yaml.YAMLError:
    """The complaint of PyYAML's own parser about ``text``, which names the cause better; ``error`` where it has none.

    Only of texts that it reads within a moment: it is slow where many brackets are open.
    """
    if isinstance(error, _RefusedError) or len(text) > LONGEST_READ_TWICE:
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


def _read_text(path: FilePath, name: str) -> tuple[str, Finding | None]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        return "", Finding(
            name, 1, 1, "", f"the file cannot be read: {error.strerror}. Check that it exists and is a file"
        )
    if len(raw) > MAXIMUM_BYTES:
        return "", Finding(name, 1, 1, "", f"the file has {len(raw)} bytes, more than {MAXIMUM_BYTES}. Split it")
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        return "", Finding(
            name, line, column, "", f"byte {raw[error.start]:#04x} is not UTF-8. Save the file in the encoding UTF-8"
        )


_SYNTAX_MENDS = (
    ("but got '['", "Put the text in quotes if it contains square brackets"),
    ("'\\t'", "Indent with spaces, not with tabs"),
    ("mapping values are not allowed", "Put the text in quotes if it contains a colon followed by a space"),
    ("could not find expected ':'", "Write a colon and a space after the field's name, and indent long text"),
    ("expected <block end>", "Line the fields up: those of one list or record begin in the same column"),
    ("expected a single document", "Remove the line --- and what follows, or make it a file of its own"),
    ("while scanning a quoted scalar", "Close the quotation mark"),
    ("expected ',' or", "Close the bracket, and separate the entries with commas"),
    ("cannot start any token", "Put the text in quotes"),
    ("special characters are not allowed", "Remove the invisible control character"),
)


def _syntax_finding(error: yaml.YAMLError, name: str) -> Finding:
    """PyYAML's complaint as one sentence with a mend that fits it."""
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be understood"
    context = getattr(error, "context", None) or ""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if isinstance(error, yaml.reader.ReaderError):
        problem = f"character U+{ord(error.character) if isinstance(error.character, str) else error.character:04X}: {problem}"
    whole = f"{context} {problem}"
    mend = next((mend for sign, mend in _SYNTAX_MENDS if sign in whole), "Compare the line with a record that works")
    return Finding(name, line, column, "", f"this is not valid YAML: {quote(whole.strip(), 120)}. {mend}")


class _Reader:
    """Turns nodes into plain data, noting positions and collecting what is not allowed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.positions: dict[Path, Position] = {}
        self.findings: list[Finding] = []

    def read(self, node: yaml.Node, path: Path) -> Any:
        """The plain data of ``node``, which stands at ``path``."""
        self.positions[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
        if node.tag not in _PLAIN_TAGS:
            self._add(
                path, f"{quote(node.tag)} is a tag. Remove the ! and the word after it, or put the text in quotes"
            )
        if isinstance(node, yaml.MappingNode):
            return self._read_mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode) and not node.style and node.value in ("", "~", "null"):
            self._add(path, "it has no value. Write one, or remove the line")
        return node.value

    def _read_mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            line = key_node.start_mark.line + 1
            if not isinstance(key, str):
                self._add(path, "a field's name is a list or a record. Write a plain name before the colon", key_node)
                continue
            if node.flow_style and _cut_off_text(value_node):
                self._add(
                    path,
                    f"{quote(key)} is taken for a field, because a comma ends a text inside {{ }}. "
                    "Put the text in quotation marks if it belongs together",
                    key_node,
                )
                continue
            if key in data:
                self._add(
                    (*path, key), f"{quote(key)} is already on line {first_lines[key]}. Keep one of the two", key_node
                )
                continue
            first_lines[key] = line
            data[key] = self.read(value_node, (*path, key))
            if value_node.start_mark.line + 1 != line:
                # A block's value begins on a later line; the field's name is where the eye looks.
                self.positions[(*path, key)] = (line, key_node.start_mark.column + 1)
        return data

    def _add(self, path: Path, message: str, node: yaml.Node | None = None) -> None:
        line, column = self.positions.get(path, (1, 1))
        if node is not None:
            line, column = node.start_mark.line + 1, node.start_mark.column + 1
        self.findings.append(Finding(self.name, line, column, field_name(path), message))


def _cut_off_text(value: yaml.Node) -> bool:
    """True for the value of a word that stands alone between the commas of a mapping in braces: it is not there at all."""
    return isinstance(value, yaml.ScalarNode) and value.start_mark.index == value.end_mark.index
