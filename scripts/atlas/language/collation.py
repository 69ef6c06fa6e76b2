"""The alphabetical order of names, as CLDR's collation gives it: what browsers do, so that a list sorted there stays as it was.

In: a text and a language. Out: a key. The Unicode Collation Algorithm (UTS 10) has tables of half a megabyte for all
scripts; names need little of it: spaces, punctuation and symbols come first, then numbers by their value, then letters,
first without accents and case, then with them. The order of letters is the language's alphabet or, without one, that of
the letters without their marks. tests/test_collation.py compares it with Chromium's Intl.Collator over all names.

No library does this as lightly: pyuca knows no language, icu4py no collation, and PyICU has to be compiled against ICU.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from atlas.language.languages import language

#: Punctuation and symbols, in the order of CLDR's root.
_SIGNS = "_-‐‑‒–—,،;؛:!?؟.…·'‘’‚‹›\"“”„«»()[]{}§¶@*/\\&#%٪‰†‡•`´^°©®+±÷×<=>|~¬€$£"
_SPACE, _SIGN, _NUMBER, _LETTER = range(4)
#: The place of letters that are not in the alphabet: behind it.
_OTHERS = 1000
#: Letters that the root takes for another one with a mark, though they do not decompose.
_STROKED = {"ø": "o", "ł": "l", "æ": "ae", "œ": "oe", "ß": "ss"}
#: Letters of their own behind another one.
_BEHIND = {"đ": "d~", "ð": "d~~", "ı": "i~"}
#: What a mark weighs at the least, so that it outweighs the spellings of a letter.
_MARK = 1000

Primary = tuple[int, int, str]
Key = tuple[tuple[Primary, ...], tuple[int, ...], tuple[int, ...], str]


@cache
def _alphabet(code: str) -> dict[str, tuple[int, int]]:
    """The place of each letter of a language's alphabet, and which spelling of it is meant; letters may be pairs."""
    letters = [letter.split("\0") for letter in language(code).alphabet.replace("<<", "\0").split("<")]
    return {
        unicodedata.normalize("NFC", spelling): (place, which)
        for place, spellings in enumerate(letters, 1)
        for which, spelling in enumerate(spellings)
        if spelling
    }


@cache
def _pieces(code: str) -> re.Pattern[str]:
    """What a text is taken apart into: numbers, letters of the alphabet, the longer ones first, other characters."""
    letters = sorted(_alphabet(code), key=lambda letter: (-len(letter), letter))
    return re.compile("|".join([r"\d+", *map(re.escape, letters), "."]), re.DOTALL)


@cache
def sort_key(text: str, code: str) -> Key:
    """A key by which names are in the alphabetical order of the language ``code``."""
    primary: list[Primary] = []
    secondary: list[int] = []
    tertiary: list[int] = []
    alphabet = _alphabet(code)
    for piece in _pieces(code).findall(unicodedata.normalize("NFC", text)):
        if piece in alphabet:
            place, which = alphabet[piece]
            primary.append((_LETTER, place, ""))
            secondary.append(which)
            tertiary.append(0)
        else:
            _add(piece, primary, secondary, tertiary)
    return tuple(primary), tuple(secondary), tuple(tertiary), text


def _add(piece: str, primary: list[Primary], secondary: list[int], tertiary: list[int]) -> None:
    """Add the weights of a number, or of a character outside the alphabet."""
    if piece.isdecimal():
        primary.append((_NUMBER, int(piece), ""))
        secondary.append(0)
        tertiary.append(0)
        return
    upper = piece != piece.lower()
    plain = _STROKED.get(piece.lower(), piece.lower())
    secondary_before = len(secondary)
    for character in unicodedata.normalize("NFKD", plain):
        kind = unicodedata.category(character)
        if kind.startswith("M"):
            secondary.append(_MARK + ord(character))
        elif kind not in ("Cf", "Cc") or character.isspace():
            primary.append(_place(character, kind))
            secondary.append(0)
            tertiary.append(int(upper))
    if plain != piece.lower() and len(secondary) > secondary_before:
        secondary.append(_MARK)


def _place(character: str, kind: str) -> Primary:
    """The place of one character without marks."""
    if character.isspace():
        return _SPACE, 0, ""
    if character in _SIGNS:
        return _SIGN, _SIGNS.index(character), ""
    if kind[0] in "PSZ":
        return _SIGN, len(_SIGNS), character
    # Behind the letters of the alphabet, where there is one: other scripts follow it.
    return _LETTER, _OTHERS, _BEHIND.get(character, character)
