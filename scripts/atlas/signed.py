"""Patterns that are searched only where they can match.

In: a pattern, and signs of it. Out: matches. To look for a few signs in a text takes a tenth of the time of searching it, and
nearly every text is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Signed:
    """A pattern, which is compiled when it is first searched for: most never are.

    Of its ``signs``, characters or pieces of text, there is one wherever it matches; of one without, nothing is known.
    """

    source: str
    signs: tuple[str, ...] = ()
    flags: int = 0

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.source, self.flags)

    def search(self, text: str) -> re.Match[str] | None:
        """The first match in ``text``."""
        return self.pattern.search(text) if self._may_match(text) else None

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """``text`` with all matches replaced."""
        return self.pattern.sub(replacement, text) if self._may_match(text) else text

    def _may_match(self, text: str) -> bool:
        return not self.signs or any(map(text.__contains__, self.signs))
