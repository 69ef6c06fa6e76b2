"""Takes finished HTML out of a Markdown text before it is converted, and puts it back afterwards.

In: the Markdown of a page. Out: the same with a short mark for each block of raw HTML, and the blocks. Markdown hands such
blocks through unchanged, but its parsers read every tag of them three times: most of a build was that. The result is
the same to the byte (tests/test_build.py compares).
"""

from __future__ import annotations

import re

from atlas.html import VOID

#: Elements at which Markdown begins a block of raw HTML, of those that templates write.
_BLOCK = re.compile(
    r"<(aside|details|div|dl|fieldset|figure|footer|form|noscript|ol|p|script|section|svg|table|ul)\b", re.IGNORECASE
)
#: A tag; a script or a comment is none, whatever stands in it.
_TAG = re.compile(
    r"<script\b.*?</script>|<!--.*?-->|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)[^>]*?(?P<empty>/?)>", re.DOTALL
)

_MARK = re.compile(r'<div data-stash="([0-9]+)"></div>')
_ID = re.compile(r'\sid="([^"]+)"')


def stash(text: str) -> tuple[str, list[str]]:
    """``text`` with a mark in place of each block of raw HTML, and the blocks in the order of their numbers.

    A block begins, after an empty line, with an element and goes to that element's end, if an empty line follows there.
    """
    blocks: list[str] = []
    kept: list[str] = []
    pieces = text.split("\n\n")
    at = 0
    while at < len(pieces):
        length = _length(pieces, at)
        if length:
            kept.append(f'<div data-stash="{len(blocks)}"></div>')
            blocks.append("\n\n".join(pieces[at : at + length]).rstrip("\n"))
        else:
            kept.append(pieces[at])
        at += length or 1
    return "\n\n".join(kept), blocks


def _length(pieces: list[str], at: int) -> int:
    """How many pieces, from ``at`` on, are one block of raw HTML; 0 if none begins there."""
    if _BLOCK.match(pieces[at]) is None:
        return 0
    depth: int | None = 0
    for count, piece in enumerate(pieces[at:], start=1):
        depth = None if 'markdown="' in piece else _depth(piece, depth or 0)
        if not depth:
            return 0 if depth is None else count
    return 0


def _depth(piece: str, depth: int) -> int | None:
    """How many elements are open after ``piece``, ``depth`` before it. None if text stands outside of all elements."""
    last = 0
    for match in _TAG.finditer(piece):
        if depth == 0 and (piece[last : match.start()].strip() or not _BLOCK.match(match[0])):
            return None
        last = match.end()
        if match["close"]:
            depth -= 1
        elif match["name"] and not match["empty"] and match["name"].lower() not in VOID:
            depth += 1
    return None if depth < 0 or (depth == 0 and piece[last:].strip()) else depth


def restore(html: str, blocks: list[str]) -> str:
    """``html``, made from a stashed text, with the blocks where their marks stand."""
    return _MARK.sub(lambda match: blocks[int(match[1])], html)


def anchors(blocks: list[str]) -> set[str]:
    """The ids in stashed blocks, to which other pages may link."""
    return {id_ for block in blocks for id_ in _ID.findall(block)}
