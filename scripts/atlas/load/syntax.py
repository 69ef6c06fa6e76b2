"""What is wrong with a file that is no YAML, said to people who have never heard the word.

In: the text of a file and the complaint of PyYAML's parser. Out: one finding at the place where the slip was made, which is
often above the place at which the parser gave up. Every look at the text is one at a few lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml

from atlas.characters import visible
from atlas.findings import Finding, quote
from atlas.load.brackets import open_bracket
from atlas.load.pasted import BULLET, other_bullet, pasted
from atlas.load.text_file import place

#: A line that begins with a field: its hyphens, its name, what follows the colon.
_FIELD = re.compile(r"(?P<indent>\s*(?:- +)*)(?P<key>[A-Za-z][\w-]*)(?P<colon>:)(?P<value>(?:\s.*)?)")
_NO_SPACE = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z_-]+):(?P<value>[^\s/][^\n]*)")
#: Signs that are typed or pasted in place of a colon.
_OTHER_COLON = re.compile(r"\s*(?:- +)*(?P<key>[A-Za-z][\w-]*)\s*(?P<sign>[=;：﹕∶؛꞉])\s*(?P<value>[^\n]*)")
_NO_NAME = re.compile(r"\s*(?:- +)*(?P<colon>:)(?:\s[^\n]*)?")
_NO_HYPHEN_SPACE = re.compile(r"\s*(?P<hyphen>[-–—])(?P<value>[^\s-][^\n]*)")
_AFTER_QUOTE = re.compile(
    r"""\s*(?:- +)*(?:[A-Za-z][\w-]*:\s+)?(?P<quoted>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*(?P<rest>[^\s#,\]}:][^\n]*)"""
)
#: What the parser says of a value that begins with a sign of its own.
_FIRST_SIGNS = (
    "cannot start any token", "a directive", "an anchor", "an alias", "a tag", "entries are not allowed", "keys are not allowed",
)  # fmt: skip
#: Characters that a key may have before its colon (YAML 1.1, section 9.3.1).
_LONGEST_KEY = 1000
#: A field whose text begins on the lines below it.
_BLOCK = re.compile(r"[|>][+-]?[0-9]?[+-]?\s*(?:#.*)?")

_COLON_IN_TEXT = "the text has a colon in it. Put the whole text in quotation marks"
#: Where a line ends for YAML (1.1, section 4.1.4), which counts more than line feeds.
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")


@dataclass(frozen=True)
class _Broken:
    """A text, and where and why its parser gave up; lines and columns from 0."""

    lines: list[str]
    line: int
    column: int
    problem: str
    context: str
    opened: tuple[int, int] | None

    @property
    def text(self) -> str:
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @cached_property
    def above(self) -> int | None:
        """The nearest line above that holds something."""
        return next((at for at in range(self.line - 1, -1, -1) if _holds(self.lines[at])), None)

    def near(self) -> Iterator[tuple[int, str]]:
        """The line itself and the one above it."""
        for at in (self.line, self.above):
            if at is not None and at < len(self.lines):
                yield at, self.lines[at]


@dataclass(frozen=True)
class _Fault:
    """A place, from 0, and the sentence about it."""

    line: int
    column: int
    sentence: str


def _holds(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def syntax_finding(error: yaml.YAMLError, text: str, name: str) -> Finding:
    """The parser's complaint about ``text`` as one sentence with a mend that fits it, at the place of the cause."""
    if isinstance(error, yaml.reader.ReaderError):
        char = error.character if isinstance(error.character, str) else chr(error.character)
        return Finding(name, *place(text, error.position), "", f"{char} cannot be seen. Remove it")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    opened = getattr(error, "context_mark", None)
    broken = _Broken(
        _BREAK.split(text),
        mark.line if mark else 0,
        mark.column if mark else 0,
        getattr(error, "problem", None) or "",
        getattr(error, "context", None) or "",
        (opened.line, opened.column) if opened else None,
    )
    fault = _long_quotation(broken, text, mark) or next(filter(None, (look(broken) for look in _LOOKS)))
    return Finding(name, fault.line + 1, fault.column + 1, "", fault.sentence)


def _long_quotation(broken: _Broken, text: str, mark: Any) -> _Fault | None:
    """A quoted text over several lines before the fault: it was not closed, and ends where the next one begins."""
    found = None
    try:
        for token in yaml.scan(text, Loader=yaml.BaseLoader):
            if token.start_mark.index > getattr(mark, "index", 0):
                break
            if not isinstance(token, yaml.ScalarToken):
                continue
            if token.style in ("'", '"') and token.end_mark.line > token.start_mark.line:
                found = token
            elif found and token.start_mark.line == found.end_mark.line:
                break  # something follows it on its last line
    except yaml.YAMLError:
        pass
    if found is None or found.end_mark.line != broken.line:
        return None
    return _Fault(
        found.start_mark.line, found.start_mark.column,
        f"the quotation mark that opens here is closed only on line {broken.line + 1}, where the next one opens. "
        "Close it where its text ends",
    )  # fmt: skip


def _quotation(broken: _Broken) -> _Fault | None:
    if "quoted scalar" not in broken.context or broken.opened is None:
        return None
    if "unknown escape" in broken.problem or "expected escape" in broken.problem:
        sign = quote(broken.text[max(broken.column - 1, 0) : broken.column + 1])
        return _Fault(
            broken.line, max(broken.column - 1, 0),
            f"{sign} means nothing between quotation marks. Write \\\\ for a backslash, or leave it out",
        )  # fmt: skip
    if "Unicode character escape" in broken.problem:
        return _Fault(
            broken.line,
            broken.column,
            "this number stands for no character. Write the character itself, not its number",
        )
    return _Fault(*broken.opened, "the quotation mark that opens here has no end. Close it where its text ends")


def _white_space(broken: _Broken) -> _Fault | None:
    """A line that is set in with something else than spaces."""
    for at, line in broken.near():
        for column, sign in enumerate(line[: len(line) - len(line.lstrip())]):
            if sign == "\t":
                return _Fault(at, column, "the line is set in with a tab. Set it in with spaces, two for each step")
            if sign != " ":
                return _Fault(
                    at,
                    column,
                    f"the line is set in with {visible(sign)} and not with spaces. Write spaces, two for each step",
                )
    return None


def _after_a_quotation(broken: _Broken) -> _Fault | None:
    match = _AFTER_QUOTE.match(broken.text)
    if match is None or broken.column < match.end("quoted"):
        return None
    return _Fault(
        broken.line, match.start("rest"),
        f"{quote(match['rest'], 30)} stands after the closing quotation mark. Put the whole text in quotation marks, "
        "and what is quoted in it in “ ” or « »",
    )  # fmt: skip


def no_name(name: str) -> str:
    """The sentence about a field whose name is empty, or so long that it is none."""
    if not name.strip():
        return "a colon stands here without a field's name. Write the name before it, or remove the line"
    return (
        f"{quote(name, 30)} has {len(name)} letters before the colon, too many for a field's name. Write the field's name and a "
        "colon before the text, and put the text in quotation marks"
    )


def _pasted(broken: _Broken) -> _Fault | None:
    """What came with the text from a web page, a chat or another language."""
    waiting = broken.opened[0] if broken.opened else broken.line
    for at in dict.fromkeys((broken.line, waiting, broken.above)):
        if at is not None and at < len(broken.lines) and (found := pasted(broken.lines[at])):
            return _Fault(at, *found)
    return None


def _bullet(broken: _Broken) -> _Fault | None:
    for at, line in broken.near():
        if match := BULLET.fullmatch(line):
            return _Fault(at, match.start("sign"), other_bullet(match["sign"], match["value"]))
    return None


def _name(broken: _Broken) -> _Fault | None:
    """A colon with no name before it, or with a name longer than YAML reads one."""
    if match := _NO_NAME.fullmatch(broken.text):
        return _Fault(broken.line, match.start("colon"), no_name(""))
    name, colon, _value = broken.text.strip().partition(": ")
    if colon and len(name) > _LONGEST_KEY and re.search("mapping values|could not find expected ':'", broken.problem):
        return _Fault(broken.line, _indent(broken.text), no_name(name))
    return None


def _first_sign(broken: _Broken) -> _Fault | None:
    if not any(words in f"{broken.context} {broken.problem}" for words in _FIRST_SIGNS):
        return None
    line, column = broken.opened or (broken.line, broken.column)
    sign = broken.lines[line][column : column + 1] or "%"
    if sign == "@":
        sentence = "a text may not begin with @. Leave it out before a source's id, or put the text in quotation marks"
        return _Fault(line, column, sentence)
    return _Fault(line, column, f"a text may not begin with {sign}. Put it in quotation marks")


def _bracket(broken: _Broken) -> _Fault | None:
    """A list or fields in brackets that are not closed, or not parted."""
    if "while parsing a flow" not in broken.context or broken.opened is None:
        return None
    line, column = open_bracket(broken.lines, *broken.opened)
    opening = broken.lines[line][column : column + 1]
    if broken.problem.endswith("but got '['"):
        return _Fault(
            broken.line, broken.column, "a text may not hold [ here. Put it in quotation marks if the [ belongs to it"
        )
    if broken.text[broken.column : broken.column + 1] == "," and broken.problem.endswith("','"):
        return _Fault(broken.line, broken.column, "a comma stands here with nothing before it. Remove it")
    if broken.line == line and broken.text[broken.column :].strip():
        return _Fault(
            broken.line, broken.column,
            f"there is no comma before {quote(broken.text[broken.column :], 30)}. Put one between two entries, and a text "
            "with quotation marks or brackets in it between quotation marks",
        )  # fmt: skip
    closing = {"[": "]", "{": "}"}.get(opening, "")
    return _Fault(line, column, f"the bracket {opening} that opens here has no end. Close it with {closing}")


def _bracket_too_many(broken: _Broken) -> _Fault | None:
    sign = broken.text[broken.column : broken.column + 1]
    if sign not in ("]", "}", ",") or not re.search(r"found '[]},]'", broken.problem):
        return None
    return _Fault(
        broken.line,
        broken.column,
        f"{sign} stands here, and no bracket is open. Remove it, or put the text in quotation marks",
    )


def _hyphen(broken: _Broken) -> _Fault | None:
    for at, line in broken.near():
        match = _NO_HYPHEN_SPACE.match(line)
        if match and not re.match(r"\s*---", line):
            return _Fault(
                at,
                match.start("hyphen"),
                f"there is no hyphen with a space after it. Write - {quote(match['value'], 30)}",
            )
    return None


def _colon(broken: _Broken) -> _Fault | None:
    """A field's name without a colon and a space after it."""
    for at, line in broken.near():
        if match := _NO_SPACE.fullmatch(line):
            return _Fault(
                at,
                match.end("key"),
                f"there is no space after the colon. Write {match['key']}: {quote(match['value'], 30)}",
            )
        if match := _OTHER_COLON.fullmatch(line):
            return _Fault(
                at, match.start("sign"),
                f"{match['sign']} stands where a colon belongs. Write {match['key']}: {quote(match['value'], 30)}",
            )  # fmt: skip
    return None


def _text_with_colon(broken: _Broken) -> _Fault | None:
    """A text, not quoted, in which a colon stands before a space or at the end."""
    match = _FIELD.fullmatch(broken.text)
    if "mapping values" not in broken.problem or match is None or broken.column <= match.end("colon"):
        return None
    if not broken.text[broken.column + 1 :].strip():
        return _Fault(
            broken.line, broken.column, "the text ends with a colon. Remove it, or put the text in quotation marks"
        )
    return _Fault(broken.line, broken.column, _COLON_IN_TEXT)


def _set_in(broken: _Broken) -> _Fault | None:
    """A line that begins further to the right than the one above, which is complete."""
    match, above = _FIELD.fullmatch(broken.text), broken.above
    if match is None or above is None:
        return None
    before = _FIELD.fullmatch(broken.lines[above])
    here, there = _indent(broken.text), _indent(broken.lines[above])
    if before is None or not before["value"].strip() or _BLOCK.fullmatch(before["value"].strip()) or here <= there:
        return None
    return _Fault(
        broken.line, here,
        f"{match['key']} is set in by {here}, and {before['key']} above it by {len(before['indent'])}. Let fields that belong "
        "together begin in the same column",
    )  # fmt: skip


def _set_out(broken: _Broken) -> _Fault | None:
    """A line that begins where no line above it does, or with a hyphen among lines without."""
    if "block end" not in broken.problem and "block" not in broken.context:
        return None
    here = _indent(broken.text)
    if broken.text.lstrip().startswith("- ") and "found '-'" in broken.problem:
        return _Fault(
            broken.line, here,
            "a list begins here among fields. Remove the hyphen, or let the line begin where the other hyphens of its list do",
        )  # fmt: skip
    columns = _open_columns(broken)
    if here in columns:
        return _Fault(
            broken.line,
            here,
            "the line does not go with those above it. Begin it with a hyphen as they do, or with a field's name",
        )
    listed = ", ".join(map(str, columns))
    return _Fault(broken.line, here, f"the line is set in by {here}, as none above it is. Set it in by {listed}")


def _open_columns(broken: _Broken) -> list[int]:
    """The columns in which the lines begin that are still open above the fault, from the innermost."""
    found: list[int] = []
    for at in range(broken.line - 1, -1, -1):
        if _holds(broken.lines[at]) and (not found or _indent(broken.lines[at]) < found[-1]):
            found.append(_indent(broken.lines[at]))
        if found and found[-1] == 0:
            break
    return found or [0]


def _no_colon(broken: _Broken) -> _Fault | None:
    """A line between fields that is none."""
    waiting = broken.opened[0] if "simple key" in broken.context and broken.opened else None
    for at in (waiting, broken.above if "mapping values" in broken.problem else None):
        if at is not None and _FIELD.fullmatch(broken.lines[at]) is None and _holds(broken.lines[at]):
            line = broken.lines[at]
            return _Fault(
                at, _indent(line),
                f"{quote(line, 30)} is no field. Write a name, a colon and a space before it; or set it in by two more spaces "
                "if it belongs to the text above",
            )  # fmt: skip
    return None


def _block_text(broken: _Broken) -> _Fault | None:
    if "block scalar" not in broken.context:
        return None
    return _Fault(
        broken.line, broken.column,
        f"{quote(broken.text[broken.column :], 30)} stands on the line of the sign > or |. Begin the text on the next line, set in",
    )  # fmt: skip


def _second_document(broken: _Broken) -> _Fault | None:
    if "single document" not in broken.context and "document start" not in broken.problem:
        return None
    return _Fault(
        broken.line, broken.column,
        "a second record begins here. Remove the line --- and what follows, or make it a file of its own",
    )  # fmt: skip


def _another_colon(broken: _Broken) -> _Fault | None:
    """A second colon in a line whose first part is no field's name either."""
    if "mapping values" not in broken.problem or ": " not in broken.text[: broken.column]:
        return None
    return _Fault(broken.line, broken.column, _COLON_IN_TEXT)


def _anything(broken: _Broken) -> _Fault:
    whole = f"{broken.context} {broken.problem}".strip() or "it cannot be understood"
    return _Fault(
        broken.line,
        broken.column,
        f"the line cannot be read ({quote(whole, 120)}). Compare it with a record that works",
    )


#: From the surest to the last resort.
_LOOKS: tuple[Callable[[_Broken], _Fault | None], ...] = (
    _quotation, _white_space, _pasted, _bracket, _block_text, _second_document, _bullet, _name, _after_a_quotation, _first_sign,
    _bracket_too_many, _text_with_colon, _hyphen, _colon, _set_in, _no_colon, _set_out, _another_colon, _anything,
)  # fmt: skip
