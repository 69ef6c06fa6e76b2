"""Characters that a reader cannot see or takes for others: which they are, how to name them, how to do without them.

In: any text. Out: what is wrong with its characters, the text without that, the text with the invisible made visible.
Knows nothing of files and fields.

Sources of the rules: Unicode Standard Annex #9 (bidirectional controls), Technical Standard #39 (confusable and
mixed-script text), Annex #31 (where joiners are at home), Annex #15 (compatibility forms).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

ZWNJ = "\u200c"
ZWJ = "\u200d"
#: The hamza above a letter, as in خانهٔ.
HAMZA = "\u0654"
#: What programs put in place of a character that they could not read.
REPLACEMENT = "\ufffd"

#: More marks than this on one letter are no writing system's: they run over the lines around.
MOST_MARKS = 3

#: Letters and marks that have no shape of their own, beside those whose category says so.
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\ufffd")
#: Format characters that are drawn: signs before Arabic numbers and the like.
_DRAWN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2")
#: Ligatures that are symbols of their own: the rial, honorifics, ornate brackets.
_SYMBOLS = frozenset("\ufdfa\ufdfb\ufdfc\ufdfd\ufd3e\ufd3f")

_CJK = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
_MARKS = re.compile(
    f"[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u20d0-\u20ff]{{{MOST_MARKS + 1},}}"
)
#: A letter and marks on it, which may have one character of their own (Unicode Standard Annex #15, form C).
_PARTS = re.compile("[^\\W\\d_][\u0300-\u036f\u0653-\u0655]{1,3}(?![\u0300-\u036f\u0653-\u0655])")
_ADDRESS = re.compile(r"https?://\S+")
_WORD = re.compile(r"[^\W\d_]+")
#: Alphabets that share shapes with the Latin one, small capitals for sounds, Roman numbers, and the dash that draws Arabic words out.
_LATIN_LIKE = re.compile(
    "[\u0370-\u058f\u0640\u13a0-\u13ff\u1c80-\u1c8f\u1d00-\u1d2b\u2160-\u217f\u2c80-\u2cff\ua4d0-\ua4ff\ua640-\ua69f\uab70-\uabbf]"
)
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
#: Cyrillic and Greek letters that nobody can tell from Latin ones; each stands above what it looks like.
_TWINS = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХӀаеіјорсухѕԁԛԝһӏѵүΑΒΕΖΗΙΚΜΝΟΡΤΥΧοναոսօցհ",
        "ABESIJKMHOPCTYXIaeijopcyxsdqwhlvyABEZHIKMNOPTYXovanuogh",
        strict=True,
    )
)
_TWINS |= dict(zip("ⅠⅤⅩⅬⅭⅮⅯⅰⅴⅹⅼⅽⅾⅿ", "IVXLCDMivxlcdm", strict=True)) | {"\u0640": ""}


def looks_latin(word: str) -> bool:
    """True for a word in another alphabet that nobody can tell from one in Latin letters."""
    letters = [char for char in word if char.isalpha()]
    return bool(letters) and all(char in _TWINS for char in letters)


def code(char: str) -> str:
    """A character by its number: ``<U+202B>``."""
    return f"<U+{ord(char):04X}>"


@cache
def _hidden(char: str) -> bool:
    """True if ``char`` cannot be seen, or not told from a space."""
    category = unicodedata.category(char)
    if char == " " or char in _DRAWN_FORMATS:
        return False
    return category[0] in "CZ" or char in _BLANK or "VARIATION SELECTOR" in unicodedata.name(char, "")


def visible(text: str) -> str:
    """``text`` in one line, with every character that cannot be seen as its number; joiners inside words stay."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        code(char) if _hidden(char) and not (char in (ZWNJ, ZWJ) and _joiner_at_home(text, at)) else char
        for at, char in enumerate(text)
    )


#: Blocks in which nearly all characters of a text in Latin or Persian letters are: Basic Latin to Latin Extended-B, Arabic,
#: General Punctuation (Unicode, Blocks.txt).
_COMMON_BLOCKS = (range(0x20, 0x250), range(0x600, 0x700), range(0x2010, 0x2070))


@cache
def _uncommon() -> tuple[re.Pattern[str], ...]:
    """What may be a fault: a character that is not common, a joiner not between Arabic letters, a mark beside another.

    Of the marks that may be part of a letter only the hamza is common, on letters with which it has no character of its own.
    """
    common = [chr(number) for block in _COMMON_BLOCKS for number in block]
    plain = "".join(char for char in common if not (_suspect(char) or _LATIN_LIKE.match(char) or _is_mark(char)))
    marks = "".join(char for char in common if _is_mark(char) and not _PARTS.match(f"a{char}")) + HAMZA
    arabic = "".join(filter(_arabic, common))
    bearing = "".join(char for char in arabic if len(unicodedata.normalize("NFC", char + HAMZA)) > 1)
    # Each begins with what is rare, so that it is found at once; together they would be tried at every character.
    patterns = (
        f"[^{re.escape(plain)}{marks}\n{ZWNJ}]",
        f"{ZWNJ}(?![{arabic}])|{ZWNJ}(?<![{arabic}]{ZWNJ})",
        f"[{marks}](?=[{marks}])",
        f"{HAMZA}(?<![{bearing}]{HAMZA})",
    )
    return tuple(map(re.compile, patterns))


def _is_mark(char: str) -> bool:
    return unicodedata.category(char)[0] == "M"


def is_plain(text: str) -> bool:
    """Whether :func:`faults` surely finds nothing in ``text``, nor :func:`hidden_places`; found out in a twentieth of the time."""
    return not any(pattern.search(text) for pattern in _uncommon())


def faults(text: str) -> Iterator[str]:
    """What is wrong with the characters of ``text``: a sentence and a mend for each, every character once."""
    return iter(()) if is_plain(text) else _faults(text)


def _faults(text: str) -> Iterator[str]:
    """The same, asked of every character."""
    yield from _styled_words(text)
    suspects = (char for char in sorted(set(text)) if _suspect(char) and _stands_for(char) == char)
    for char in suspects:
        places = (at for at, found in enumerate(text) if found == char and not _excused(text, at))
        if next(places, None) is not None:
            yield f"{_called(char)}. {_mend(char)}"
    if parts := next((match[0] for match in _PARTS.finditer(text) if _composed(match) != match[0]), None):
        whole = unicodedata.normalize("NFC", parts)
        yield f"{parts} is written in parts, {''.join(map(code, parts))}. Write it as one character, {whole}"
    if match := _MARKS.search(text):
        yield f"{len(match[0])} marks stand on one letter, {code(match[0][0])} first. Keep those that the word is written with"
    if not _ADDRESS.fullmatch(text):  # of its host the check of addresses knows more
        yield from _mixed_words(text)


def _styled_words(text: str) -> Iterator[str]:
    """A complaint about each word of characters that stand for plain ones, every character once."""
    if all(_stands_for(char) == char for char in set(text)):
        return
    marked = "".join(
        char if _stands_for(char) != char and not _excused(text, at) else " " for at, char in enumerate(text)
    )
    told: set[str] = set()
    for word in marked.split():
        if len(word) > 1 and not told & set(word):
            yield f"{word[:60]} is not written in plain characters. Write {mended(word[:60])}"
        else:
            yield from (f"{_called(char)}. {_mend(char)}" for char in sorted(set(word) - told))
        told |= set(word)


def _composed(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0])


def mended(text: str) -> str:
    """``text`` without what :func:`faults` finds: what cannot be seen left out, look-alikes replaced."""
    if text.isascii() and text.isprintable():
        return text
    kept = (char if not _suspect(char) or _excused(text, at) else _instead(char) for at, char in enumerate(text))
    return _MARKS.sub(lambda match: match[0][:MOST_MARKS], _PARTS.sub(_composed, "".join(kept)))


def hidden_places(text: str) -> Iterator[int]:
    """Where in ``text`` a character stands that cannot be seen and should not be there; ends of lines are none."""
    ends = "\n\r\t"
    found = {char for char in set(text) if _hidden(char) and char not in ends}
    if found:
        places = (match.start() for match in re.finditer(f"[{re.escape(''.join(found))}]", text))
        yield from (at for at in places if not _excused(text, at))


@cache
def _suspect(char: str) -> bool:
    """True if ``char`` is a fault wherever it stands, or in most places."""
    return char != "\n" and (_hidden(char) or _stands_for(char) != char)


@cache
def _stands_for(char: str) -> str:
    """The plain characters that a compatibility form stands for; the character itself if it is none."""
    if char in _SYMBOLS:
        return char
    plain = unicodedata.normalize("NFKC", char)
    block = ord(char)
    form = 0xFB00 <= block <= 0xFDFF or 0xFE70 <= block <= 0xFEFC or 0xFF01 <= block <= 0xFF5E
    styled = (
        unicodedata.category(char) in ("Lu", "Ll", "Nd", "So")
        and len(plain) == 1
        and plain.isascii()
        and plain.isalnum()
    )
    # Signs that are the same as a letter for every reader and for none of the programs: kelvin, ångström, Greek marks.
    same = block < 0x2300 and unicodedata.category(char)[0] in "LP" and len(unicodedata.normalize("NFC", char)) == 1
    same = same and unicodedata.normalize("NFC", char) == plain
    return plain if form or styled or same else char


def _excused(text: str, at: int) -> bool:
    """True if the suspect at ``at`` is where it belongs: a joiner in a word, wide punctuation in Chinese."""
    char = text[at]
    if char in (ZWNJ, ZWJ):
        return _joiner_at_home(text, at)
    if "\uff01" <= char <= "\uff5e" and not _stands_for(char).isalnum():
        return _CJK.search(text) is not None
    return char == "\u3000" and _CJK.search(text) is not None


def _joiner_at_home(text: str, at: int) -> bool:
    """True for ZWNJ between parts of a word in Arabic script, ZWJ after such a letter at its end, both after a virama."""
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before and unicodedata.combining(before) == 9:
        return True
    follows = bool(after) and _arabic(after)
    if text[at] == ZWJ:
        return bool(before) and _arabic(before) and not follows
    return follows and bool(before) and (before.isalnum() or unicodedata.category(before) in ("Mn", "Pe", "Pf"))


def _arabic(char: str) -> bool:
    return char.isalpha() and unicodedata.name(char, "").startswith("ARABIC")


def _mixed_words(text: str) -> Iterator[str]:
    """A complaint about the first word in which letters of other alphabets pass for Latin ones."""
    if text.isascii() or not _LATIN_LIKE.search(text):
        return
    foreign = [word for word in _WORD.findall(text) if _LATIN_LIKE.search(word)]
    disguised = _LATIN.search(text) and all(
        letter in _TWINS for word in foreign for letter in word if not _LATIN.match(letter)
    )
    for word in foreign:
        if _LATIN.search(word) or disguised:
            strange = "".join(dict.fromkeys(code(letter) for letter in word if _LATIN_LIKE.match(letter)))
            latin = "".join(_TWINS.get(letter, letter) for letter in word)
            if latin and not _LATIN_LIKE.search(latin):
                yield f"{word[:60]} mixes alphabets ({strange[:60]}). Write it in the letters of one, such as {latin[:60]}"
            else:
                yield f"{word[:60]} mixes alphabets ({strange[:60]}). Write it in the letters of one"
            return


def _called(char: str) -> str:
    name = unicodedata.name(char, "")
    shown = f"{code(char)}{f' ({name.lower()})' if name else ''}"
    if _stands_for(char) != char:
        return f"{char} {code(char)} is not the plain character"
    category = unicodedata.category(char)
    if category == "Cs":
        return f"{code(char)} is half of a character"
    if category == "Co":
        return f"{code(char)} means nothing outside one font"
    if category == "Cn":
        return f"{code(char)} is no character"
    if char == REPLACEMENT:
        return f"{code(char)} stands where a character was lost"
    return f"{shown} cannot be seen"


def _mend(char: str) -> str:
    if unicodedata.category(char) == "Cs":
        return "Write the whole character itself, not two numbers"
    if char == REPLACEMENT:
        return "Write the one that belongs there"
    instead = _instead(char)
    if not instead:
        return "Remove it"
    return "Write a plain space" if instead == " " else f"Write {instead}"


def _instead(char: str) -> str:
    """What ``char`` is replaced by: its plain form, a space, or nothing."""
    plain = _stands_for(char)
    if plain != char:
        return plain
    return " " if unicodedata.category(char) in ("Zs", "Zl", "Zp") or char in "\t\v\f\r\x85" else ""
