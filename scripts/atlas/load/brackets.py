"""Finds the bracket that a broken file leaves open.

In: the lines of a file and a place in it. Out: the place of the bracket.
"""

from __future__ import annotations

from collections.abc import Sequence


def open_bracket(lines: Sequence[str], line: int, column: int) -> tuple[int, int]:
    """Where the bracket stands that is open at a place: there, or the nearest before it that nothing closes.

    Of a bracket behind which the file ends the parser names the place behind it. The place itself if there is none.
    """
    closed = 0
    for number in range(line, -1, -1):
        text = lines[number][: column + 1] if number == line else lines[number]
        for at in range(len(text) - 1, -1, -1):
            if text[at] in "]}":
                closed += 1
            elif text[at] in "[{" and closed:
                closed -= 1
            elif text[at] in "[{":
                return number, at
    return line, column
