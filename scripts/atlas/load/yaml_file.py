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
MAXIMUM_DEPTH = 20

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
    problem = _refuse_aliases(text, name)
    if problem is not None:
        return None, [problem]
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        return None, [_syntax_finding(error, name)]
    if root is None:
        return None, [Finding(name, 1, 1, "", "the file is empty. Write the record, or delete the file")]
    reader = _Reader(name)
    data = reader.read(root, ())
    return YamlFile(name, data, reader.positions), reader.findings


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


def _refuse_aliases(text: str, name: str) -> Finding | None:
    """Ensure that no anchor or alias is used and nothing is nested deeply, before anything could unfold or descend."""
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            anchor = getattr(event, "anchor", None)
            mark = event.start_mark
            if anchor is not None and mark is not None:
                sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
                return Finding(
                    name, mark.line + 1, mark.column + 1, "",
                    f"{sign}{quote(anchor)} is an anchor or alias. Write the value out, "
                    f"or put it in quotes if the {sign} belongs to the text",
                )  # fmt: skip
            if depth > MAXIMUM_DEPTH and mark is not None:
                return Finding(
                    name, mark.line + 1, mark.column + 1, "",
                    f"this is nested more than {MAXIMUM_DEPTH} levels deep. Close the brackets, or put the text in quotes",
                )  # fmt: skip
    except yaml.YAMLError:
        pass  # compose() meets the same fault and reports it
    return None


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
        if isinstance(node, yaml.ScalarNode) and node.style is None and node.value in ("", "~", "null"):
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
