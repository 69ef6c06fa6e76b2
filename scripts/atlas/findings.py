"""What is wrong with the data, in a form that people and machines can read.

A finding is one line: file, line, column, severity, field, what is wrong with the value quoted, what to do.
Knows nothing of how findings come about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

ERROR = "error"
WARNING = "warning"

Path = tuple[str | int, ...]


@dataclass(frozen=True, order=True)
class Finding:
    """One fault at one place; ``line`` and ``column`` count from 1; ``field`` may be empty."""

    file: str
    line: int
    column: int
    field: str
    message: str
    severity: str = ERROR

    def __str__(self) -> str:
        field = f"{self.field}: " if self.field else ""
        return f"{self.file}:{self.line}:{self.column}: {self.severity}: {field}{self.message}"

    def as_annotation(self) -> str:
        """The finding as a GitHub workflow command, so that it appears on the line of the pull request."""
        field = f"{self.field}: " if self.field else ""
        message = f"{field}{self.message}".replace("%", "%25").replace("\n", "%0A")
        return f"::{self.severity} file={self.file},line={self.line},col={self.column}::{message}"


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
    """A value as it can stand in a sentence: one line, cut when long."""
    text = " ".join(str(value).split())
    return text if len(text) <= length else text[: length - 1] + "…"


def report(findings: Iterable[Finding]) -> list[str]:
    """All findings sorted, without repetition, one line each, and a last line that counts them."""
    unique = sorted(set(findings))
    errors = sum(finding.severity == ERROR for finding in unique)
    return [*map(str, unique), f"{_count(errors, 'error')}, {_count(len(unique) - errors, 'warning')}."]


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def has_errors(findings: Iterable[Finding]) -> bool:
    """True if any finding is an error; warnings alone let a build go on."""
    return any(finding.severity == ERROR for finding in findings)
