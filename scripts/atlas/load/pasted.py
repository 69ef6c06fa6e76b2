"""What comes into a file when somebody pastes from a web page, a chat or a file in another language.

In: a line that YAML cannot read. Out: the column, from 0, and a sentence that says what to write.
"""

from __future__ import annotations

import re

from atlas.characters import visible
from atlas.findings import quote

#: What looks like a space or like nothing between a colon and its value, and is no space for YAML.
_OTHER_SPACE = re.compile(
    r"\s*(?:- +)*(?P<key>[A-Za-z][\w-]*):(?P<space>[\u00a0\u1680\u2000-\u200f\u202f\u205f\u2060\u3000\ufeff])\s*(?P<value>[^\n]*)"
)
#: What word processors make of a hyphen at the beginning of a line, and what people write in its place.
BULLET = re.compile(r"\s*(?P<sign>[•·‣▪●○◦∙*–—‒−‐‑]|[0-9۰-۹]{1,3}[.)])\s+(?P<value>\S[^\n]*)")
#: How other languages begin a comment, and what stands around a file on a web page or in a chat.
_OTHER_COMMENT = re.compile(r"(?P<indent>\s*)(?://+|/\*+|<!-+|;+)\s*(?P<value>[^\n]*?)\s*(?:\*+/|-+>)?\s*")
_FENCE = re.compile(r"\s*(?P<fence>`{3,}|~{3,})[^\n]*")


def pasted(line: str) -> tuple[int, str] | None:
    """Where in ``line`` stands what was pasted with it, and the sentence about it; None if nothing does."""
    if match := _OTHER_SPACE.fullmatch(line):
        return match.start("space"), other_space(match["space"], match["key"], match["value"])
    if match := _FENCE.fullmatch(line):
        return match.start("fence"), f"{match['fence']} belongs to the page from which this was copied. Remove the line"
    if match := _OTHER_COMMENT.fullmatch(line):
        return match.end("indent"), f"a comment begins with # here. Write # {quote(match['value'], 30)}"
    return None


def other_space(space: str, key: str, value: str) -> str:
    """The sentence about what stands after the colon of a field in place of a space."""
    return f"{visible(space)} stands after the colon, where a plain space belongs. Write {key}: {quote(value, 30)}"


def other_bullet(sign: str, value: str) -> str:
    """The sentence about a sign that stands where the hyphen of a list belongs."""
    return f"{sign} stands where a hyphen belongs. Write - {quote(value, 30)}"
