"""Isolates runs of the other direction, so that marks beside them stay in their place.

In: HTML and its language. Out: HTML. Knows nothing of pages.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from atlas.html import VOID
from atlas.language.languages import LANGUAGES, LETTERS, language

#: A run of a script: from a letter on, with what belongs to it and single spaces inside.
_RUNS = {
    # With digits, marks and spaces inside, to a letter, digit or +. What begins with & is a code:
    # of it only the ampersand and the apostrophe stand inside words.
    "Latn": r"[{L}](?:[{L}0-9/+.,'’:–-]|&(?:amp|#39);(?=[A-Za-z])| (?=[{L}0-9]))*[{L}0-9+]|[A-Za-z]\+?",
    "Arab": r"[{L}](?:[{L}\u200c]| (?=[{L}]))*",
}

_TAG = re.compile(r"(<!--.*?-->|<[^>]*>)", re.DOTALL)
_NAME = re.compile(r"<(/?)([A-Za-z0-9-]+)")

#: What stands around a text that is not in the page's language for want of a translation (U+2068, U+2069: first strong
#: isolate, pop directional isolate). Where tags may stand they become an element with the text's own language.
BORROWED, RETURNED = "\u2068", "\u2069"


def borrow(text: str) -> str:
    """``text`` marked as borrowed, paragraph by paragraph, but for those that begin with a sign of Markdown."""
    paragraphs = text.split("\n\n")
    return "\n\n".join(f"{BORROWED}{p}{RETURNED}" if p[:1].isalnum() or p[:1] in "“«‘(" else p for p in paragraphs)


@cache
def _other(code: str, languages: tuple[str, ...]) -> tuple[re.Pattern[str], str]:
    """The runs to isolate on pages in the language ``code``, and the start tag of what isolates them."""
    own = language(code)
    script = "Arab" if own.direction == "ltr" else "Latn"
    pattern = re.compile(r"&[#\w]+;|" + _RUNS[script].replace("{L}", LETTERS[script]))
    # The run is taken to be in the atlas's language of that script.
    others = (other for other in languages if language(other).script == script)
    lang = "".join(f' lang="{other}"' for other in list(others)[:1])
    return pattern, f'<bdi{lang} dir="{"rtl" if own.direction == "ltr" else "ltr"}">'


def isolate(html: str, code: str, languages: tuple[str, ...] = LANGUAGES) -> str:
    """Wrap runs of the other direction in the text of ``html`` in ``<bdi>``, so that marks beside them stay in place.

    Tags are left alone, and so is everything inside code, SVG, scripts, and elements that carry ``lang`` already. What is
    marked as borrowed from the first of the atlas's ``languages`` becomes an element of that language.
    """
    pattern, start = _other(code, languages)
    plain = language(code).direction == "ltr"  # what is to be isolated then has other letters than ASCII's
    pieces = _TAG.split(html)
    closed: list[str] = []  # the open elements whose content stays as it is, outermost first
    borrowed = False
    for index, piece in enumerate(pieces):
        if index % 2:
            name, ends, closes = _tag(piece)
            if closes or closed:
                _follow(name, ends, closes, closed)
            continue
        if closed or not piece or piece.isspace() or (plain and piece.isascii()):
            continue
        if BORROWED in piece or RETURNED in piece:
            pieces[index] = _borrow(piece, languages[0])
        elif not borrowed:
            pieces[index] = pattern.sub(lambda m: m[0] if m[0][0] == "&" else f"{start}{m[0]}</bdi>", piece)
        borrowed = piece.rfind(BORROWED) > piece.rfind(RETURNED) or (borrowed and RETURNED not in piece)
    # An address that may break behind its slashes is one run.
    return "".join(pieces).replace(f"</bdi>/<wbr>{start}", "/<wbr>")


def _borrow(piece: str, code: str) -> str:
    """``piece`` with an element of the language ``code`` around what is borrowed from it."""
    start = f'<span lang="{code}" dir="{language(code).direction}">'
    return piece.replace(BORROWED, start).replace(RETURNED, "</span>")


_LEFT_ALONE = {"code", "pre", "script", "style", "svg", "bdi", "kbd", "textarea", "math"}


def _follow(name: str, ends: bool, closes: bool, closed: list[str]) -> None:
    """Keep ``closed`` up to date with one tag of the HTML, which is what :func:`_tag` says."""
    if ends:
        if closed and closed[-1] == name:
            closed.pop()
    elif name and (closes or closed[-1] == name):
        closed.append(name)


@lru_cache(maxsize=50_000)
def _tag(tag: str) -> tuple[str, bool, bool]:
    """The name of a tag, none for one that has no content; whether it ends; whether its content stays as it is."""
    match = _NAME.match(tag)
    if match is None or match[2].lower() in VOID or tag.endswith("/>"):
        return "", False, False
    name = match[2].lower()
    return name, bool(match[1]), name in _LEFT_ALONE or " lang=" in tag
