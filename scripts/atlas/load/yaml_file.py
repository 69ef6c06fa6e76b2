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
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

import yaml

from atlas.build.side_by_side import MANY_FILES, side_by_side
from atlas.characters import faults, is_plain, mended
from atlas.findings import ERROR, WARNING, Finding, Path, field_name, quote
from atlas.load.nodes import Mapping, Node, RefusedError, Scalar, Sequence, compose, end_of, start_of, worded
from atlas.load.pasted import other_space
from atlas.load.syntax import no_name, syntax_finding
from atlas.load.text_file import hidden_in_comments, place, read_text

#: Letters of a field's name, of which an id may be one.
LONGEST_NAME = 80

#: Words that YAML 1.1 (yaml.org/type/bool.html) takes for true and false where they stand without quotation marks.
TRUTH_VALUES = {
    word: meaning
    for meaning, words in (("true", "y yes on"), ("false", "n no off"))
    for small in words.split()
    for word in (small, small.capitalize(), small.upper())
}

_PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:map"}

#: What follows a value on its line; the group is there where no space follows the sign.
_COMMENT = re.compile(r"[ \t]+#(\S)?[^\n]{0,40}")
_NAME = re.compile(r"[A-Za-z][\w-]*")
_BY_NUMBER = re.compile(r"\\U([0-9A-Fa-f]{8})")

Position = tuple[int, int]
#: By the name of what found it, and the place in the file.
Facts = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class YamlFile:
    """A file's content as lists, dictionaries and strings, and the position of every value in it."""

    name: str
    text: str = field(repr=False, compare=False)
    data: Any
    #: Where something is wrong with the file itself: what models and rules say about these fields only follows from it.
    faulty: frozenset[Path] = frozenset()
    #: What was made of it, by whatever names it; it is the same for the same file.
    made: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    #: What is known of its entries, which JSON can hold: see :func:`atlas.model.atlas.fact`.
    facts: Facts = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def positions(self) -> dict[Path, Position]:
        """The position of every value. Few files are asked for it, so that it is looked up then."""
        root = compose(self.text)
        assert root is not None, "it could be read before"
        reader = _Reader(self.name, self.text)
        reader.read(root, ())
        return reader.positions

    def finding(self, path: Path, message: str, severity: str = "error", at: Path | None = None) -> Finding:
        """A finding about the field at ``path``, placed at ``at`` or the nearest thing around it that is there."""
        place = path if at is None else at
        while place not in self.positions and place:
            place = place[:-1]
        line, column = self.positions.get(place, (1, 1))
        return Finding(self.name, line, column, field_name(path), message, severity, follows=self._follows(path))

    def _follows(self, path: Path) -> bool:
        """Whether something is wrong around ``path``, or in it, before any model looks at it."""
        around = any(path[:length] in self.faulty for length in range(len(path) + 1))
        return around or (bool(path) and any(faulty[: len(path)] == path for faulty in self.faulty))


def read_yaml(path: FilePath, name: str) -> tuple[YamlFile | None, list[Finding]]:
    """Read the file at ``path``; ``name`` is what findings call it. None if it cannot be read at all."""
    text, problem = read_text(path, name)
    if problem is not None:
        return None, [problem]
    file, findings = parse(text, name)
    return file, [*findings]


#: What a file says, and what is wrong with it.
Parsed = tuple["YamlFile | None", list[Finding]]
#: By name and text, the last ones: a server reads all files again after each edit, and has all but one in memory. Of fewer than
#: an atlas has files none would be left, since each that is read pushes out one that is read later.
_parsed: dict[tuple[str, str], Parsed] = {}
MOST_PARSED = 20_000


def parse(text: str, name: str) -> Parsed:
    """What the file ``name`` says, whose text is ``text``, and what is wrong with it. Nobody changes either."""
    key = (name, text)
    if key not in _parsed:
        _keep(key, _parse(text, name))
    return _parsed[key]


def parse_beforehand(files: Iterable[tuple[FilePath, str]]) -> None:
    """Have at hand what many files say, each a path and its name, so that they are read side by side.

    Of what cannot be read nothing is said here: who reads it will be told.
    """
    texts = [(name, text) for path, name in files if (text := read_text(path, name)[0])]
    fresh = [key for key in texts if key not in _parsed]
    if len(fresh) >= MANY_FILES:
        for key, found in zip(fresh, side_by_side(fresh, lambda key: _parse(key[1], key[0])), strict=True):
            _keep(key, found)


def _keep(key: tuple[str, str], found: Parsed) -> None:
    while len(_parsed) >= MOST_PARSED:
        del _parsed[next(iter(_parsed))]
    _parsed[key] = found


def _parse(text: str, name: str) -> Parsed:
    problem = _refuse_numbers(text, name)
    if problem is not None:
        return None, [problem]
    try:
        root = compose(text)
    except (RefusedError, yaml.YAMLError) as error:
        told = worded(error, text)
        if isinstance(told, RefusedError):
            return None, [Finding(name, told.mark.line + 1, told.mark.column + 1, "", told.message)]
        return None, [syntax_finding(told, text, name)]
    if root is None:
        return None, [Finding(name, 1, 1, "", "the file is empty. Write the record, or delete the file")]
    reader = _Reader(name, text)
    data = reader.read(root, ())
    if not (reader.plain or reader.hidden) and (problem := hidden_in_comments(text, name)):
        reader.findings.append(problem)
    return YamlFile(name, text, data, frozenset(reader.faulty)), reader.findings


def _refuse_numbers(text: str, name: str) -> Finding | None:
    """Ensure that no character is written by a number that none has: PyYAML fails on it."""
    for match in _BY_NUMBER.finditer(text):
        if int(match[1], 16) > sys.maxunicode:
            return Finding(
                name, *place(text, match.start()), "", f"{match[0]} is no character. Write the character itself"
            )
    return None


class _Reader:
    """Turns nodes into plain data, noting positions and collecting what is not allowed."""

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.positions: dict[Path, Position] = {}
        self.findings: list[Finding] = []
        self.faulty: set[Path] = set()
        self.hidden = False
        #: Whether no value can have a character that does not belong there; behind a \\ one may be written by its number.
        self.plain = "\\" not in text and is_plain(text)
        self._source = text

    def read(self, node: Node, path: Path) -> Any:
        """The plain data of ``node``, which stands at ``path``."""
        self.positions[path] = start_of(node)
        if node.tag is not None and node.tag not in _PLAIN_TAGS:
            self._add(
                path, f"{quote(node.tag)} is a tag. Remove the ! and the word after it, or put the text in quotes"
            )
        if isinstance(node, Mapping):
            return self._read_mapping(node, path)
        if isinstance(node, Sequence):
            return [self.read(item, (*path, index)) for index, item in enumerate(node.items)]
        if not node.style:
            self._look_at_plain(node, path)
        # The line breaks with which a text below | or > ends belong to the file, and not to the text.
        text = node.value.rstrip("\n") if node.style in ("|", ">") else node.value
        return self._text(text, path)

    def _look_at_plain(self, node: Scalar, path: Path) -> None:
        """Complain of a value without quotation marks that is none, or that a # cuts off."""
        if node.value in ("", "~", "null"):
            self.faulty.add(path)
            self._add(path, "it has no value. Write one, or remove the line")
        if meaning := TRUTH_VALUES.get(node.value):
            message = f"many readers of YAML take {node.value} for {meaning}. Put it in quotation marks"
            self._add(path, message, severity=WARNING)
        end = end_of(node)
        # "kind: economic # as its charter says" is a comment, and "Resolution #1" was meant as a text.
        if (match := _COMMENT.match(self._source, end)) and (" " in node.value or match[1]):
            self.faulty.add(path)
            self._add(
                path,
                f"{quote(match[0], 30)} is taken for a comment and lost. Put the whole text in quotation marks, or the comment "
                "on a line of its own",
            )

    def _text(self, text: str, path: Path, node: Node | None = None) -> str:
        """``text`` without characters that do not belong there, so that each is found once, and by its name."""
        if self.plain:
            return text
        found = tuple(faults(text))
        for fault in found:
            self.hidden = True
            self.faulty.add(path)  # what rules say of the text without them may be right or not
            self._add(path, fault, node)
        return mended(text) if found else text

    def _read_mapping(self, node: Mapping, path: Path) -> dict[str, Any]:
        data: dict[str, Any] = {}
        first_lines: dict[str, int] = {}
        repeated: list[tuple[str, Node]] = []
        for key_node, value_node in node.pairs:
            key = self._key(node, key_node, value_node, path)
            if key is None:
                continue
            if key in data:
                repeated.append((key, key_node))
                continue
            line, column = start_of(key_node)
            first_lines[key] = line
            place = (*path, key)
            data[key] = self.read(value_node, place)
            if self.positions[place][0] != line:
                # A block's value begins on a later line; the field's name is where the eye looks.
                self.positions[place] = (line, column)
        if repeated:
            self._add_repeated(repeated, first_lines, path)
        return data

    def _add_repeated(self, repeated: list[tuple[str, Node]], first_lines: dict[str, int], path: Path) -> None:
        """One finding for all fields of a record that stand in it twice."""
        key, node = repeated[0]
        if len(repeated) == 1 or not any(isinstance(part, int) for part in path[-1:]):
            for key, node in repeated:
                self._add(
                    (*path, key), f"{quote(key)} is already on line {first_lines[key]}. Keep one of the two", node
                )
            return
        self._add(
            (*path, key),
            f"{quote(key)} and fields after it stand here a second time, first on line {first_lines[key]}. Put a hyphen and "
            "a space where the next entry of the list begins",
            node,
        )

    def _key(self, node: Mapping, key_node: Node, value_node: Node, path: Path) -> str | None:
        """The name of a field; None if it is none."""
        if not isinstance(key_node, Scalar):
            self._add(path, "a field's name is a list or a record. Write a plain name before the colon", key_node)
            return None
        if key_node.tag is not None and key_node.tag not in _PLAIN_TAGS:
            self._add(path, f"{quote(key_node.tag)} is a tag. Remove the ! and the word after it", key_node)
        if not key_node.value.strip() or len(key_node.value) > LONGEST_NAME:
            self.faulty.add(path)
            self._add(path, no_name(key_node.value), key_node)
            return None
        if not (node.flow_style and _cut_off_text(value_node)):
            key = self._text(key_node.value, (*path, key_node.value), key_node)
            return key if key == key_node.value else key.strip()  # of a space that was none a plain one is left
        key = key_node.value
        self.faulty.add(path)
        name, colon, rest = key.partition(":")
        if colon and rest.strip() and _NAME.fullmatch(name) and not rest[0].isprintable():
            self.hidden = True
            message = other_space(rest[0], name, rest.strip())
        elif colon and rest.strip() and _NAME.fullmatch(name):
            message = f"there is no space after the colon. Write {quote(name)}: {quote(rest, 30)}"
        elif len(node.pairs) == 1:
            message = f"{quote(key)} stands between braces {{ }}, in which fields stand. Leave them out, or put a list in square brackets"
        else:
            message = (
                f"{quote(key)} is taken for a field, because a comma ends a text inside {{ }}. "
                "Put the text in quotation marks if it belongs together"
            )
        self._add(path, message, key_node)
        return None

    def _add(self, path: Path, message: str, node: Node | None = None, severity: str = ERROR) -> None:
        line, column = self.positions.get(path, (1, 1))
        if node is not None:
            line, column = start_of(node)
        self.findings.append(Finding(self.name, line, column, field_name(path), message, severity))


def _cut_off_text(value: Node) -> bool:
    """True for the value of a word that stands alone between the commas of a mapping in braces: it is not there at all."""
    start: Any = value.start_mark
    return isinstance(value, Scalar) and end_of(value) == start.index
