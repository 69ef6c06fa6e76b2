"""What is wrong with the data, in a form that people and machines can read.

A finding is one line: file, line, column, severity, field, what is wrong with the value quoted, what to do.
Knows nothing of how findings come about.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass

from atlas.characters import code, visible

ERROR = "error"
WARNING = "warning"

#: The languages in which findings can be read.
FINDING_LANGUAGES = ("en", "fa")

#: Characters of a finding, a quoted value apart: what is longer was not written to be read.
LONGEST_FINDING = 1000
#: Errors with one and the same message that are told, and findings about one file.
MOST_ALIKE = 20
MOST_OF_A_FILE = 100

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Finding:
    """One fault at one place; ``line`` and ``column`` count from 1; ``field`` may be empty.

    ``follows`` marks what only follows from a fault that is reported elsewhere: it is counted, not listed.
    """

    file: str
    line: int
    column: int
    field: str
    message: str
    severity: str = ERROR
    follows: bool = False

    def __str__(self) -> str:
        return f"{_line(self.file)}:{self.line}:{self.column}: {self.severity}: {self._sentence()}"

    def _sentence(self) -> str:
        return _line(f"{self.field}: {self.message}" if self.field else self.message)

    def as_annotation(self) -> str:
        """The finding as a GitHub workflow command, so that it appears on the line of the pull request."""
        message = self._sentence().replace("%", "%25")
        file = _line(self.file).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
        return f"::{self.severity} file={file},line={self.line},col={self.column}::{message}"


def _line(text: str) -> str:
    """``text`` as it may go to a console: one line of bounded length in which everything can be seen.

    GitHub's runner takes ``##[stop-commands]`` and its kin for commands wherever they stand in a line (its ActionCommand.cs).
    """
    shown = visible(text[:LONGEST_FINDING]).replace("##[", f"##{code('[')}")
    return shown if len(text) <= LONGEST_FINDING else f"{shown}…"


def field_name(path: Path) -> str:
    """Write a path as people do: ``("memberships", 1, "to")`` becomes ``memberships[1].to``."""
    name = ""
    for part in path:
        if isinstance(part, int):
            name += f"[{part}]"
        else:
            name += f".{part}" if name else part
    return name


def quote(value: object, length: int = 60) -> str:
    """A value as it can stand in a sentence: one line, cut when long, with what cannot be seen made visible."""
    text = str(value)[: 4 * length]  # white space runs together below
    text = visible(re.sub(r"[ \t\r\n]+", " ", text).strip())
    if not text:
        return '""'
    return text if len(text) <= length and len(str(value)) <= 4 * length else text[: length - 1] + "…"


def listed(findings: Iterable[Finding]) -> tuple[list[Finding], int]:
    """The findings that are told, sorted and without repetition, and how many others there are.

    Not told is what only follows from another, a warning about what stands in a field with an error, and what says of many
    places the same as of MOST_ALIKE others, or is one of very many in a file: it has one cause.
    """
    found = sorted(set(findings))
    wrong = {(finding.file, finding.field) for finding in found if finding.severity == ERROR and finding.field}
    alike: Counter[str] = Counter()
    files: Counter[str] = Counter()
    told = []
    for finding in found:
        if not finding.follows and not (finding.severity == WARNING and _is_in(finding, wrong)):
            alike[finding.message] += finding.severity == ERROR
            files[finding.file] += 1
            if alike[finding.message] <= MOST_ALIKE and files[finding.file] <= MOST_OF_A_FILE:
                told.append(finding)
    return told, len(found) - len(told)


def _is_in(finding: Finding, fields: Container[tuple[str, str]]) -> bool:
    """Whether ``finding`` is about something that stands in one of ``fields``."""
    names = [finding.field[: match.start()] for match in re.finditer(r"[.\[]", finding.field)]
    return any((finding.file, name) in fields for name in names)


def report(findings: Iterable[Finding]) -> list[str]:
    """All findings sorted, without repetition, one line each, and a last line that counts them."""
    unique, followers = listed(findings)
    errors = sum(finding.severity == ERROR for finding in unique)
    counted = f"{_count(errors, 'error')}, {_count(len(unique) - errors, 'warning')}."
    if followers:
        counted += f" {followers} more only follow from these, and are not listed."
    return [*map(str, unique), counted]


def workflow_commands(findings: Iterable[Finding]) -> list[str]:
    """The findings that :func:`report` lists, as GitHub workflow commands."""
    return [finding.as_annotation() for finding in listed(findings)[0]]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def has_errors(findings: Iterable[Finding]) -> bool:
    """True if any finding is an error; warnings alone let a build go on."""
    return any(finding.severity == ERROR for finding in findings)
