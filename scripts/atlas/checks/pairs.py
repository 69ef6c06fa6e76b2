"""The rule on signs that come in pairs: brackets, and the language's own quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from atlas.checks.common import texts_of
from atlas.checks.registry import rule
from atlas.findings import Finding, quote
from atlas.language.languages import ways_of
from atlas.model.atlas import Atlas
from atlas.model.citations import plain
from atlas.model.prose import faults as prose_faults

_BRACKETS = ("(", ")")
#: A letter or number that counts a row of points, "a) the first, b) the second": what stands before such a bracket.
_POINT = re.compile(r"(?:^|[\s،,;؛])\w{1,2}$")


@rule
def pairs_are_whole(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that what opens closes and what closes was opened: round brackets and the language's quotation marks.

    Of prose only where its notation is right: a link to elsewhere has brackets of its own.
    """
    for entry in atlas.records():
        for path, text, prose in texts_of(entry):
            for opening, closing in (_BRACKETS, ways_of(str(path[-1])).quotes):
                if opening not in text and closing not in text:
                    continue
                fault = _fault(plain(text), opening, closing)
                if fault and not (prose and any(prose_faults(text))):
                    yield entry.finding(path, fault)


@cache
def _either(opening: str, closing: str) -> re.Pattern[str]:
    return re.compile(f"{re.escape(opening)}|{re.escape(closing)}")


def _fault(text: str, opening: str, closing: str) -> str | None:
    """What is wrong with one pair of signs in ``text``, with the words beside it."""
    opened: list[int] = []
    for match in _either(opening, closing).finditer(text):
        place = match.start()
        if match[0] == opening:
            opened.append(place)
        elif opened:
            opened.pop()
        elif not (closing in _BRACKETS and _POINT.search(text[:place])):
            near = quote(text[max(0, place - 20) : place + 1])
            return f"{near} has {closing} with no {opening} before it. Write both, or neither"
    if not opened:
        return None
    near = quote(text[opened[-1] : opened[-1] + 20])
    return f"{near} opens with {opening} and is not closed. Write {closing} where it ends"
