"""Isolates runs of the other script, so that marks beside them stay in their place.

In: HTML and its language. Out: HTML. Knows nothing of pages.
"""

from __future__ import annotations

import re

from atlas.language.languages import DIRECTIONS

# A Latin run: from a letter on, with digits, marks and single spaces inside, to a letter, digit or +. What begins with &
# is a code: of it only the ampersand and the apostrophe stand inside words.
_LATIN = re.compile(
    r"[A-Za-zÀ-ɏ](?:[A-Za-zÀ-ɏ0-9/+.,'’:–-]|&(?:amp|#39);(?=[A-Za-z])| (?=[A-Za-zÀ-ɏ0-9]))*[A-Za-zÀ-ɏ0-9+]|[A-Za-z]\+?"
)


_PERSIAN = re.compile(r"[\u0600-\u06ff](?:[\u0600-\u06ff\u200c]| (?=[\u0600-\u06ff]))*")


def isolate(html: str, language: str) -> str:
    """Wrap runs of the other script in the text of ``html`` in ``<bdi>``, so that marks beside them stay in place.

    Tags are left alone, and so is everything inside code, SVG, scripts, and elements that carry ``lang`` already.
    """
    pattern, other = (_LATIN, "en") if language == "fa" else (_PERSIAN, "fa")
    replacement = rf'<bdi lang="{other}" dir="{DIRECTIONS[other]}">\g<0></bdi>'
    pieces = re.split(r"(<!--.*?-->|<[^>]*>)", html, flags=re.DOTALL)
    closed: list[str] = []  # the open elements whose content stays as it is, outermost first
    for index, piece in enumerate(pieces):
        if index % 2:
            _follow(piece, closed)
        elif not closed and piece.strip():
            pieces[index] = re.sub(r"&[#\w]+;|" + pattern.pattern, lambda m: _wrap(m, pattern, replacement), piece)
    return "".join(pieces)


def _wrap(match: re.Match[str], pattern: re.Pattern[str], replacement: str) -> str:
    text = match[0]
    return text if text.startswith("&") else pattern.sub(replacement, text, count=1)


_LEFT_ALONE = {"code", "pre", "script", "style", "svg", "bdi", "kbd", "textarea", "math"}


_VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "col", "source"}


def _follow(tag: str, closed: list[str]) -> None:
    """Keep ``closed`` up to date with one tag of the HTML."""
    match = re.match(r"<(/?)([A-Za-z0-9-]+)", tag)
    if match is None or match[2].lower() in _VOID or tag.endswith("/>"):
        return
    name = match[2].lower()
    if match[1]:
        if closed and closed[-1] == name:
            closed.pop()
    elif name in _LEFT_ALONE or " lang=" in tag or (closed and closed[-1] == name):
        closed.append(name)
