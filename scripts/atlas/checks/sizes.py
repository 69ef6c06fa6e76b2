"""Rules on how much a text may hold: what is longer or deeper than people write takes a build minutes, or ends it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from atlas.checks.registry import rule
from atlas.findings import Finding
from atlas.model.atlas import Atlas

#: Characters of one text in one language: two printed pages and more.
MAXIMUM_TEXT = 6000
#: Brackets inside brackets. A citation in a remark in brackets is two deep; Markdown reads more in quadratic time.
MAXIMUM_NESTING = 4
#: Signs of lists and quotations one after the other, each of which would begin a list inside the last.
MAXIMUM_SIGNS = 3

_SIGN = re.compile(r"(?:[-*+>]|[0-9]{1,9}[.)])[ \t]*")
#: Without a match no line begins with as many.
_MANY_SIGNS = re.compile(rf"^[^\S\n]*(?:{_SIGN.pattern}){{{MAXIMUM_SIGNS + 1}}}", re.MULTILINE)
_BRACKET = re.compile(r"[(\[{)\]}]")


@rule
def texts_have_a_length_that_is_read(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no text is longer than what is read in one piece."""
    for entry in atlas.entries:
        for path, value, _marks in entry.of(str):
            if len(value) > MAXIMUM_TEXT:
                yield entry.finding(
                    path, f"the text has {len(value)} characters, more than {MAXIMUM_TEXT}. Shorten or divide it"
                )


@rule
def texts_are_not_nested_deeply(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that brackets in a text stand inside few others, and lists and quotations likewise."""
    for entry in atlas.entries:
        for path, value, _marks in entry.of(str):
            # Counting takes a fifth of the time, and few texts have as many at all.
            if sum(map(value.count, "([{")) > MAXIMUM_NESTING and nesting(value) > MAXIMUM_NESTING:
                yield entry.finding(
                    path, f"more than {MAXIMUM_NESTING} brackets are open at once. Close them, or leave some out"
                )
            if _MANY_SIGNS.search(value) and any(_signs(line) > MAXIMUM_SIGNS for line in value.splitlines()):
                yield entry.finding(
                    path,
                    f"a line begins with more than {MAXIMUM_SIGNS} signs of lists or quotations. Leave some out",
                )


def nesting(text: str) -> int:
    """How many brackets are open at once where most are: 2 in ``(a [b])``."""
    deepest = depth = 0
    for sign in _BRACKET.findall(text):
        depth = depth + 1 if sign in "([{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


def _signs(line: str) -> int:
    """With how many signs of lists or quotations a line begins; not counted beyond what is too many."""
    place = len(line) - len(line.lstrip())
    for count in range(MAXIMUM_SIGNS + 1):
        match = _SIGN.match(line, place)
        if match is None:
            return count
        place = match.end()
    return MAXIMUM_SIGNS + 1
