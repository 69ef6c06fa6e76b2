"""Reads one YAML file into plain data that remembers where each value stands.

In: the path of a file. Out: a :class:`YamlFile`, or findings. Knows nothing of what the fields mean.

PyYAML's parser is used without its implicit types: ``1947``, ``1947-09`` and ``1947-09-30`` would
load as a number, a text and a date, ``NO`` as false. Here every scalar is text, and pydantic does
the typing. Keys may not repeat (PyYAML would silently keep the last), tags are refused (they can
construct objects), and so are anchors and aliases (a few lines of them can unfold into gigabytes,
and a reader of the file has to look elsewhere for a fact).
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

import yaml

from atlas.characters import faults, mended
from atlas.findings import Finding, Path, field_name, quote
from atlas.load.text_file import hidden_in_comments, place, read_text

MAXIMUM_DEPTH = 20
#: Values, names and brackets of a file; a file of records that can be edited in a browser has a tenth.
MAXIMUM_PARTS = 40_000

_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}

_BY_NUMBER = re.compile(r"\\U([0-9A-Fa-f]{8})")

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
    text, problem = read_text(path, name)
    if problem is not None:
        return None, [problem]
    problem = _refuse_numbers(text, name) or _refuse_aliases(text, name)
    if problem is not None:
        return None, [problem]
    try:
        root = yaml.compose(text, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        return None, [_syntax_finding(error, text, name)]
    if root is None:
        return None, [Finding(name, 1, 1, "", "the file is empty. Write the record, or delete the file")]
    reader = _Reader(name)
    data = reader.read(root, ())
    if not reader.hidden and (problem := hidden_in_comments(text, name)):
        reader.findings.append(problem)
    return YamlFile(name, data, reader.positions), reader.findings


def _refuse_numbers(text: str, name: str) -> Finding | None:
    """Ensure that no character is written by a number that none has: PyYAML fails on it."""
    for match in _BY_NUMBER.finditer(text):
        if int(match[1], 16) > sys.maxunicode:
            return Finding(
                name, *place(text, match.start()), "", f"{match[0]} is no character. Write the character itself"
            )
    return None


def _refuse_aliases(text: str, name: str) -> Finding | None:
    """Ensure that no anchor or alias is used and nothing is nested deeply, before anything could unfold or descend."""
    depth = 0
    try:
        for count, event in enumerate(yaml.parse(text, Loader=yaml.BaseLoader)):
            if count > MAXIMUM_PARTS:
                return Finding(name, 1, 1, "", f"the file has more than {MAXIMUM_PARTS} values. Split it")
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
    ("expected ',' or", "Close the bracket, and separate the entries with commas"),
    ("cannot start any token", "Put the text in quotes"),
)


def _syntax_finding(error: yaml.YAMLError, text: str, name: str) -> Finding:
    """PyYAML's complaint as one sentence with a mend that fits it, at the place of the cause."""
    if isinstance(error, yaml.reader.ReaderError):
        char = error.character if isinstance(error.character, str) else chr(error.character)
        return Finding(name, *place(text, error.position), "", f"{char} cannot be seen. Remove it")
    problem = getattr(error, "problem", None) or "it cannot be understood"
    context = getattr(error, "context", None) or ""
    whole = f"{context} {problem}".strip()
    if "scanning a quoted scalar" in whole:
        line, column = _place_of(getattr(error, "context_mark", None))
        return Finding(name, line, column, "", f"the quotation mark that opens here has no end: {problem}. Close it")
    line, column = _place_of(getattr(error, "problem_mark", None) or getattr(error, "context_mark", None))
    opened = _long_quotation(text, getattr(getattr(error, "problem_mark", None), "index", 0))
    if opened is not None and opened[1] == line:
        return Finding(
            name, *_place_of(opened[0]), "",
            f"the quotation mark that opens here is closed only on line {line}, where the next one opens. "
            "Close it where its text ends",
        )  # fmt: skip
    mend = next((mend for sign, mend in _SYNTAX_MENDS if sign in whole), "Compare the line with a record that works")
    return Finding(name, line, column, "", f"this is not valid YAML: {quote(whole, 120)}. {mend}")


def _place_of(mark: Any) -> Position:
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _long_quotation(text: str, end: int) -> tuple[Any, int] | None:
    """The mark and the last line of the last quoted text over several lines before the fault at ``end``; None if there is none."""
    found = None
    try:
        for token in yaml.scan(text, Loader=yaml.BaseLoader):
            if token.start_mark.index > end:
                break
            if (
                isinstance(token, yaml.ScalarToken)
                and token.style in ("'", '"')
                and token.end_mark.line > token.start_mark.line
            ):
                found = token.start_mark, token.end_mark.line + 1
            elif isinstance(token, yaml.ScalarToken) and found and token.start_mark.line + 1 == found[1]:
                return found  # something follows it on its last line
    except yaml.YAMLError:
        pass
    return found


class _Reader:
    """Turns nodes into plain data, noting positions and collecting what is not allowed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.positions: dict[Path, Position] = {}
        self.findings: list[Finding] = []
        self.hidden = False

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
        return self._text(node.value, path)

    def _text(self, text: str, path: Path, node: yaml.Node | None = None) -> str:
        """``text`` without characters that do not belong there, so that each is found once, and by its name."""
        for fault in faults(text):
            self.hidden = True
            self._add(path, fault, node)
        return mended(text)

    def _read_mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first_lines: dict[str, int] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            line = key_node.start_mark.line + 1
            if not isinstance(key, str):
                self._add(path, "a field's name is a list or a record. Write a plain name before the colon", key_node)
                continue
            if key_node.tag not in _PLAIN_TAGS:
                self._add(path, f"{quote(key_node.tag)} is a tag. Remove the ! and the word after it", key_node)
            key = self._text(key, (*path, key), key_node)
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
