"""Prose: what a text with paragraphs may hold, and nothing else.

In: a text. Out: its paragraphs and lists as a small tree, what it may not hold, its words alone. Knows the notation only.

Allowed are paragraphs, lists, ``*emphasis*`` and ``**stress**``, ``[words](record:id)`` and citations ``[@id]``. Whatever
else means something to Markdown, to a browser or to a template is refused by :func:`faults`; what slips through stays
a character among others, because pages are made from the tree and not from the text.

Every expression here reads a text once: none looks back over what it has read, so that a long text costs as much as
many short ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from atlas.findings import quote
from atlas.remember import remembered
from atlas.signed import Signed

CITATION = re.compile(r"\[(@[^\[\]]*)\]")
ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"


@dataclass(frozen=True)
class Words:
    """Characters that mean nothing but themselves."""

    text: str


@dataclass(frozen=True)
class Emphasis:
    """A stressed passage; ``strength`` is 1, 2 or 3: the number of asterisks at each end."""

    strength: int
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Link:
    """Words that lead to another record."""

    record: str
    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Cited:
    """What stands between the brackets of a citation: ``@id; @other, page 12``."""

    group: str


Inline = Words | Emphasis | Link | Cited


@dataclass(frozen=True)
class Paragraph:
    """One paragraph."""

    content: tuple[Inline, ...]


@dataclass(frozen=True)
class Listing:
    """A list, numbered or not."""

    numbered: bool
    items: tuple[tuple[Inline, ...], ...]


Block = Paragraph | Listing

_ITEM = re.compile(r" {0,3}(?:[-*+]|[0-9]{1,3}[.)])[ \t]+(?=\S)")
_TOKEN = re.compile(
    rf"\[(?P<group>@[^\[\]]*)\]|\[(?P<words>[^\[\]]*)\]\(record:(?P<record>{ID})\)|(?P<stars>(?<!\*)\*{{1,3}}(?!\*))"
)
#: Openings of emphasis that may wait for their end; no sentence needs more.
_MOST_OPEN = 4


@lru_cache(maxsize=100_000)  # rules and pages ask for the same texts
def parse(text: str) -> tuple[Block, ...]:
    """The paragraphs and lists of ``text``. Never fails: what is not in the notation is words."""
    return tuple(_block(lines) for lines in _blocks(text))


def _blocks(text: str) -> Iterator[list[str]]:
    """The runs of lines between empty lines."""
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            yield lines
            lines = []


def _block(lines: list[str]) -> Block:
    first = _ITEM.match(lines[0])
    if first is None:
        return Paragraph(_inline(" ".join(line.strip() for line in lines)))
    items: list[list[str]] = []
    for line in lines:
        mark = _ITEM.match(line)
        if mark:
            items.append([line[mark.end() :].strip()])
        else:
            items[-1].append(line.strip())
    return Listing(first[0].strip()[0].isdigit(), tuple(_inline(" ".join(item)) for item in items))


@dataclass
class _Open:
    """A passage whose closing asterisks have not come yet."""

    stars: str
    content: list[Inline]


def _inline(text: str) -> tuple[Inline, ...]:
    """The parts of one paragraph, or of the words of a link."""
    levels = [_Open("", [])]
    end = 0
    for match in _TOKEN.finditer(text):
        levels[-1].content += _words(text[end : match.start()])
        end = match.end()
        if match["stars"]:
            _emphasize(levels, match["stars"], text[match.start() - 1 : match.start()], text[end : end + 1])
        elif match["record"]:
            levels[-1].content.append(Link(match["record"], _inline(match["words"])))
        else:
            levels[-1].content.append(Cited(match["group"]))
    levels[-1].content += _words(text[end:])
    while len(levels) > 1:
        _give_up(levels)
    return tuple(levels[0].content)


def _words(text: str) -> list[Inline]:
    return [Words(text)] if text else []


def _emphasize(levels: list[_Open], stars: str, before: str, after: str) -> None:
    """Close the passage that ``stars`` opened, or open one, or take them as characters."""
    closes = before.strip() and any(level.stars == stars for level in levels[1:])
    if closes:
        while levels[-1].stars != stars:
            _give_up(levels)
        inner = levels.pop()
        levels[-1].content.append(Emphasis(len(stars), tuple(inner.content)))
    elif after.strip() and len(levels) <= _MOST_OPEN:
        levels.append(_Open(stars, []))
    else:
        levels[-1].content.append(Words(stars))


def _give_up(levels: list[_Open]) -> None:
    """Take the asterisks of the innermost open passage as characters."""
    inner = levels.pop()
    levels[-1].content += [Words(inner.stars), *inner.content]


#: A character that means nothing, for what is allowed or found already.
_PASSED = "\ufffc"
#: A citation that lacks a bracket, or has another kind of it.
_BROKEN_CITATION = r"[\[(] ?@[a-z0-9-]{2,60}(?![a-z0-9\ufffc-])[)\]]?|(?<![\w.])@[a-z0-9-]{2,60}\]"

_STRESS = "Stress a word with asterisks, *so*, and leave other signs out"
_CITE = "Put the address into a source in data/sources/, and cite it with [@source-id]"
_LINK = "Only records can be linked, as in [Iran](record:iran); an outside address belongs in a source, cited with [@source-id]"
_RECORD = "Write the record's id in small letters, and nothing else: [Iran](record:iran)"
#: What a text may not hold: a pattern, what it is, what to do instead, signs of the pattern. Quoted is what it matches.
_FORBIDDEN = tuple(
    (Signed(pattern, tuple(signs), re.MULTILINE), what, mend)
    for pattern, what, mend, *signs in (
        (r"<(?:[A-Za-z][A-Za-z0-9+.-]*:|[^\s<>@]{1,64}@)", "is an address in angle brackets", _CITE, "<"),
        (r"<[A-Za-z/!?][^<>\n]{0,40}>?", "is HTML", f"{_STRESS}; a < that is meant as a sign needs a space after it", "<"),
        (r"&(?:[A-Za-z][A-Za-z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6});", "is a code for a character", "Write the character itself", "&"),
        (r"!\[[^\[\]\n]{0,40}\]?", "is a picture", "Leave it out: a text has no pictures", "!["),
        (r"\]\(record:[^()\n]{0,60}\)?", "is no link to a record", _RECORD, "](record:"),
        (r"\]\([^()\n]{0,60}\)?", "is a link elsewhere", _LINK, "]("),
        (r"\brecord:[a-z0-9-]{1,60}", "is no link to a record", _RECORD, "record:"),
        (_BROKEN_CITATION, "is no citation", "Write [@id], [@id; @id] or [@id, page 12]", "@"),
        (r"\][ ]?\[[^\[\]\n]{0,40}\]?|^ {0,3}\[[^\[\]\n]{1,40}\]:", "is a link by reference", _LINK, "][", "] [", "]:"),
        (r"\[\^[^\[\]\n]{0,40}\]?", "is a footnote", "Cite a source with [@source-id], or write the remark into the text", "[^"),
        (r"\{[{%][^{}\n]{0,40}", "is a template", "Write the words themselves", "{"),
        (r"\{(?:[ ]{0,9}[#.:]|[^{}\n]{1,40}=)[^{}\n]{0,60}\}?", "is a list of attributes", "Leave it out: a text has no attributes", "{"),
        (r"^ {0,3}#{1,6}", "begins a heading", "Make it a section with id and title", "#"),
        (r"^ {0,3}(?:(?:- ?){3,}|(?:\* ?){3,}|(?:_ ?){3,}|={3,}|\+{3,})$", "is a rule or the line of a heading", "Leave it out"),
        (r"^ {0,3}>", "begins a quotation", "Put the quoted words in quotation marks", ">"),
        (r"`[^`\n]{0,40}`?", "is code", "Write it without the grave accents", "`"),
        (r"^(?: {4}|\t)(?![ \t]{0,9}(?:[-*+]|[0-9]{1,3}[.)])[ \t])[^\n]{0,40}", "is set in by four spaces, which makes it code", "Begin the line at the edge of the text", "    ", "\t"),
        (r"^ {0,3}\|[^\n]{0,40}|^[ :-]{0,99}\|[ :|-]{0,300}$", "is a table", "Say it in sentences, or in a list", "|"),
        (r"(?<!\w)(_{1,3}|~~|\+\+|==|\^\^)[^\s_~+=^][^_~+=^\n]{0,60}\1(?!\w)", "is no emphasis here", _STRESS, "_", "~~", "++", "==", "^^"),
        (r"\b(?:[A-Za-z][A-Za-z0-9+.-]{0,20}://|www\.)[^\s\[\]]{0,60}", "is an address", _CITE, "://", "www."),
        (r"\[[ ]{0,9}\]", "has no words in it", "Write those that lead to the record, or leave the brackets out", "["),
        (rf"\[{_PASSED}{{1,9}}\]", "has one pair of brackets too many", "Write [@id], [@id; @id] or [@id, page 12]", f"[{_PASSED}"),
    )
)  # fmt: skip

#: The first of them can only be meant as markup, also in a name or a title.
_IN_LABELS = 6

_PASSED_OVER = re.compile(rf"\[@[^\[\]]*\](?!\()|(?<=\])\(record:{ID}\)")


@remembered
def faults(text: str) -> Iterator[str]:
    """What ``text`` may not hold: a sentence and a mend for each sort, with the first of its kind quoted."""
    # A citation and an address of a record are allowed; what stays in their place is a character that means nothing.
    whole = bare = _PASSED_OVER.sub(_PASSED, text)
    for pattern, what, mend in _FORBIDDEN:
        if match := pattern.search(bare):
            yield f"{quote(match[0].replace(_PASSED, '…'))} {what}. {mend}"
            bare = pattern.sub(_PASSED, bare)  # one fault, one sentence
    for block in _blocks(text):
        later = [line for line in block[1:] if _ITEM.match(line)]
        if later and not _ITEM.match(block[0]) and len(later) == len(block) - 1:
            yield f"{quote(later[0])} begins a list in the middle of a paragraph. Put an empty line before it"
        if any(_SET_IN.match(line) and _ITEM.match(line.strip()) for line in block):
            yield "a list stands inside a list. Make it one list, or sentences"
    blocks = parse(text)
    if loose := next(filter(None, (_LOOSE_LINK.search(words) for words in _all_words(blocks))), None):
        yield f"{quote(loose[0])} is no link to a record. {_RECORD}"
    if stars := _unpaired(
        blocks if bare == whole else parse(bare)
    ):  # those of what is refused anyway are no second fault
        yield f"{stars} is not closed. Put the same asterisks at both ends of the stressed words, without a space inside"


#: A line that is set in so far that it would be part of the item above.
_SET_IN = re.compile(r" {4,}\S")
#: What is left of a link whose words hold brackets: a link's words are words alone.
_LOOSE_LINK = re.compile(rf"\]\(record:{ID}\)")


def _all_words(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The runs of characters that mean nothing but themselves, those inside emphasis apart."""
    for block in blocks:
        for content in block.items if isinstance(block, Listing) else (block.content,):
            yield from (part.text for part in content if isinstance(part, Words))


def _unpaired(blocks: tuple[Block, ...]) -> str:
    """The first asterisks that stand at a word and stress nothing."""
    for block in blocks:
        for content in block.items if isinstance(block, Listing) else (block.content,):
            found = next(_loose_stars(content), None)
            if found:
                return found
    return ""


def _loose_stars(content: tuple[Inline, ...]) -> Iterator[str]:
    for at, part in enumerate(content):
        if isinstance(part, Emphasis | Link):
            yield from _loose_stars(part.content)
        elif isinstance(part, Words) and set(part.text) == {"*"} and at + 1 < len(content):
            yield part.text
        elif isinstance(part, Words) and (match := re.search(r"\*{2,}", part.text)):
            yield match[0]


def has_broken_citation(text: str) -> bool:
    """True if something in ``text`` was meant as a citation and lacks a bracket."""
    left = CITATION.sub("", text)
    return "@" in left and re.search(_BROKEN_CITATION, left) is not None


@remembered
def label_faults(text: str) -> Iterator[str]:
    """What a name, a title or another short text may not hold: what could only be meant as markup."""
    for pattern, what, mend in _FORBIDDEN[:_IN_LABELS]:
        if match := pattern.search(text):
            yield f"{quote(match[0])} {what}. {'Write the words alone' if what in ('is HTML', 'is a picture') else mend}"
            text = pattern.sub(_PASSED, text)


@lru_cache(maxsize=100_000)
def words(text: str) -> str:
    """The words alone, in one line, without citations, asterisks and addresses: for descriptions and checks."""
    pieces = []
    for block in parse(text):
        for content in block.items if isinstance(block, Listing) else (block.content,):
            pieces.append(_words_of(content))
    return " ".join(" ".join(pieces).split())


def _words_of(content: tuple[Inline, ...]) -> str:
    return "".join(
        part.text if isinstance(part, Words) else "" if isinstance(part, Cited) else _words_of(part.content)
        for part in content
    )
