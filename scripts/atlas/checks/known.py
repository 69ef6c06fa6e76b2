"""Remembers on the disk the findings of each file with what its rules asked, so that a later process need not apply them again.

In: the files that are known, findings and questions. Out: findings. Of a rule that failed nothing is remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import astuple
from typing import Any

from atlas.asked import Asked, UnmarkedError
from atlas.findings import Finding
from atlas.load.known import KnownFiles
from atlas.observe import Question


class KnownFindings:
    """The findings of the files of one data folder."""

    def __init__(self, files: KnownFiles) -> None:
        self.files = files
        self._found: dict[str, Any] = {}

    @property
    def news(self) -> int:
        """Of how many files something was found that was not known."""
        return len(self._found)

    def findings(
        self,
        name: str,
        asked: Asked,
        find: Callable[[], list[Finding]],
        questions: Callable[[], Iterable[Question]],
    ) -> list[Finding]:
        """The findings of the file ``name``: known ones, or those that ``find`` finds, which asks ``questions`` on the way."""
        known = self.files.found(name)
        if known is not None and asked.still(known["asked"]):
            return [Finding(*fields) for fields in known["findings"]]
        found = find()
        with suppress(UnmarkedError):
            self._found[name] = {"findings": [*map(astuple, found)], "asked": asked.marks(questions())}
        return found

    def keep(self, faulty: Iterable[str]) -> None:
        """Keep what was found for the next time, but of the ``faulty`` files nothing."""
        self.files.keep(self._found, faulty)
