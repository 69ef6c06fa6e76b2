"""Text as it may stand in a page: characters that are nothing else, wherever they land.

In: text from the data. Out: HTML in which no character of it means anything to Markdown, to a browser or to a template.
Every module that makes HTML takes ``Markup`` from here and never from markupsafe, whose own escapes HTML alone: a page is
Markdown first, in which ``*``, ``[`` or ``{`` in a name would be read as signs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import lru_cache, partial
from html import unescape
from string import Formatter
from typing import Any

import markupsafe

#: What means something to Markdown inside a line: everywhere, at the beginning or at the end of a text.
_ACTIVE = re.compile(
    r"[\\`*\[\]{}|]|(?<!\w)_|_(?!\w)"
    r"|^#|#$|^[!:](?=[!:\s])|^[-+=~](?=[-+=~\s]|$)"
)
_NUMBERED = re.compile(r"^([0-9]+)([.)])(?=\s|$)")
#: Line ends of any system, and tabs and runs of spaces, which would end a block or begin one of code.
_SPACES = re.compile("[ \\t\\n\\v\\f\\r\\x1c-\\x1e\\x85\\u2028\\u2029]+")
#: Of these there is one in every text in which anything is replaced: most have none, and are looked at once.
_SIGNS = re.compile("[\\\\`*\\[\\]{}|_#!:~=+<>&'\"\\t\\n\\v\\f\\r\\x1c-\\x1e\\x85\\u2028\\u2029-]|  |^[0-9]+[.)]")
#: What ends a line for some reader of it, or is no character.
_UNSAFE_IN_LINES = re.compile("[\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufeff\ufff0-\uffff\ud800-\udfff]")


def escape(value: Any) -> Markup:
    """``value`` as characters: what has ``__html__`` stays as it is, all else loses every meaning but its own."""
    kind = type(value)  # nearly all values are of these two
    if kind is str:
        return _characters(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if hasattr(value, "__html__"):
        return Markup(value.__html__())
    return _characters(str(value))


def printed(value: Any) -> str:
    """What a template prints of ``value``: the same, of which nobody asks more than to stand there."""
    kind = type(value)
    if kind is str:
        return _characters(value)
    return value if kind is Markup or kind is markupsafe.Markup else escape(value)  # a macro gives the second


@lru_cache(maxsize=100_000)  # names, labels and titles come again on page after page
def _characters(text: str) -> Markup:
    if not _SIGNS.search(text):
        return Markup(text)
    html = str(markupsafe.escape(_SPACES.sub(" ", text)))
    html = _NUMBERED.sub(lambda match: f"{match[1]}&#{ord(match[2])};", html)
    return Markup(_ACTIVE.sub(lambda match: f"&#{ord(match[0])};", html))


class Markup(markupsafe.Markup):
    """HTML, into which text is put as characters (see :func:`escape`)."""

    __slots__ = ()

    def __new__(cls, text: Any = "", *rest: Any) -> Markup:
        """``text`` as HTML. That of plain strings, which most are, is not asked whether it has another form."""
        return str.__new__(cls, text) if type(text) is str and not rest else super().__new__(cls, text, *rest)

    @classmethod
    def escape(cls, s: Any, /) -> Markup:
        """``s`` as characters."""
        return escape(s)

    def format(self, *args: Any, **kwargs: Any) -> Markup:
        """The text with values in its places, as characters. The plain places of messages are filled without a parser."""
        places = _places(self)
        if places is None:
            return super().format(*args, **kwargs)
        parts: list[str] = []
        for before, name in places:
            if name is None:
                parts.append(before)
            else:
                parts += before, printed(args[name] if isinstance(name, int) else kwargs[name])
        return _html("".join(parts))


#: HTML of a plain string, which is not asked anything.
_html: Callable[[str], Markup] = partial(str.__new__, Markup)


@lru_cache(maxsize=10_000)
def _places(text: str) -> tuple[tuple[str, int | str | None], ...] | None:
    """``text`` in pieces, each with the number or name of the value that follows; None if a place asks for more."""
    found: list[tuple[str, int | str | None]] = []
    count = 0
    for before, name, spec, conversion in Formatter().parse(text):
        place: int | str | None = name
        if name == "":
            place, count = count, count + 1
        elif name is not None and name.isdecimal():
            place = int(name)
        if spec or conversion or (isinstance(place, str) and not place.isidentifier()):
            return None
        found.append((before, place))
    return tuple(found)


def plain_text(html: Any) -> str:
    """The characters of a message into which values were put: the reverse of :func:`escape`, for places without HTML."""
    return unescape(str(html)) if hasattr(html, "__html__") else str(html)


def json_line(value: Any) -> str:
    """``value`` as JSON in one line, whoever counts the lines: also as a value of YAML's front matter."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _UNSAFE_IN_LINES.sub(_by_number, text)


def json_script(value: Any) -> Markup:
    """``value`` as JSON for a script element, whose end no text in it can be taken for."""
    return Markup(re.sub("[<>&]", _by_number, json_line(value)))


def _by_number(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
