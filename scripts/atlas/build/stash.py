"""Takes finished HTML out of a Markdown text before it is converted, and puts it back afterwards.

In: the Markdown of a page. Out: the same with a short mark for each block of raw HTML and for each mark of a citation, and
what they stand for. Markdown hands these through unchanged, but its parsers read every tag of them three times: most of a
build was that. The result is the same to the byte (tests/test_build.py compares).
"""

from __future__ import annotations

import re

from atlas.html import VOID

#: Elements at which Markdown begins a block of raw HTML, of those that templates write.
_BLOCK = re.compile(
    r"<(aside|details|div|dl|fieldset|figure|footer|form|noscript|ol|p|script|section|svg|table|ul)\b", re.IGNORECASE
)
#: A tag; a script or a comment is none, whatever stands in it.
_TAG = re.compile(r"<script\b.*?</script>|<!--.*?-->|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*)[^>]*>", re.DOTALL)

#: The mark of a citation. In headings it stays: their text is read before it is put back.
_CITE = re.compile(r'<sup class="cite" .*?</sup>')
#: Around the number of a block, and of what stands inside a line: characters without any meaning. A text that has one of them
#: itself is converted as it is.
_BLOCK_SIGNS, _LINE_SIGNS = ("\ue000", "\ue001"), ("\ue002", "\ue003")

_MARK = re.compile("<p>{}([0-9]+){}</p>|{}([0-9]+){}".format(*_BLOCK_SIGNS, *_LINE_SIGNS))
_ID = re.compile(r'\sid="([^"]+)"')


def stash(text: str) -> tuple[str, list[str]]:
    """``text`` with a mark in place of what Markdown hands through, and that in the order of its numbers.

    A block begins, after an empty line, with an element and goes to that element's end, if an empty line follows there.
    """
    if any(sign in text for sign in (*_BLOCK_SIGNS, *_LINE_SIGNS)):
        return text, []
    blocks: list[str] = []
    kept: list[str] = []
    pieces = text.split("\n\n")
    in_lines = "`" not in text  # in code HTML is not handed through
    at = 0
    while at < len(pieces):
        length = _length(pieces, at)
        if length:
            kept.append(_BLOCK_SIGNS[0] + str(len(blocks)) + _BLOCK_SIGNS[1])
            blocks.append("\n\n".join(pieces[at : at + length]).rstrip("\n"))
        else:
            kept.append(_without_cites(pieces[at], blocks) if in_lines else pieces[at])
        at += length or 1
    return "\n\n".join(kept), blocks


def _without_cites(piece: str, blocks: list[str]) -> str:
    """``piece`` with a mark in place of each that cites, which is put to the ``blocks``."""

    def mark(match: re.Match[str]) -> str:
        blocks.append(match[0])
        return _LINE_SIGNS[0] + str(len(blocks) - 1) + _LINE_SIGNS[1]

    return piece if piece.startswith("#") else _CITE.sub(mark, piece)


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
        elif match["name"] and match[0][-2] != "/" and match["name"].lower() not in VOID:
            depth += 1
    return None if depth < 0 or (depth == 0 and piece[last:].strip()) else depth


def restore(html: str, blocks: list[str]) -> str:
    """``html``, made from a stashed text, with what was stashed where its marks stand."""
    if not blocks:
        return html
    # Behind a block of HTML Markdown ends the line once more, but not at the page's end.
    found = _MARK.sub(lambda match: f"{blocks[int(match[1])]}\n" if match[1] else blocks[int(match[2])], html)
    return found.removesuffix("\n")


def anchors(blocks: list[str]) -> set[str]:
    """The ids in what was stashed, to which other pages may link."""
    return {id_ for block in blocks for id_ in _ID.findall(block)}
