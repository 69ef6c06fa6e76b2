"""Writes the index as small scripts: the browser fetches the pieces that a query needs, and no others.

In: an index. Out: texts by path below assets/search/. Scripts, because a page that was opened from a folder
(file://) may run a script beside it, but read no other file. Each calls one function with one value:

<language>/index.js         where each table is cut, the messages, the kinds' first pages (read first)
<language>/lead-0.js …      a piece of a table: the words from its first word to the next piece's
<language>/<page>-<n>.js    the text of SLICE places of a page, to make excerpts from
<language>/names.js         the names of every record by its address, for the filters of the lists
fold-table.js               folding.yml
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from atlas.language.languages import LANGUAGES
from atlas.language.languages import language as language_of
from atlas.language.messages import DIALOG, TEMPLATES, plain_message, read_messages
from atlas.model.atlas import FOLDERS
from atlas.render.sections import ENTRANCES, all_sections
from atlas.search.answers import answers, box_words, parts
from atlas.search.dates import months
from atlas.search.folding import browser_table, ordinals, words
from atlas.search.index import KINDS, PLACES, Kept, Postings, SearchIndex, SearchPage

#: Characters in a piece of a table: about 2 KB when compressed. Smaller pieces mean more requests for short beginnings.
PIECE = 4_500
#: Places in a piece of a page; engine.js knows it from the index.
SLICE = 5

#: What a word of a table leads to.
Entry = TypeVar("Entry")

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


#: What the dialog calls as the pages do: its own name for it, and the message of the pages.
PAGE_WORDS = {
    f"kind_{section.folder.removesuffix('s')}": section.word for section in all_sections() if section.folder in FOLDERS
}


def dialog_words(code: str, first: str) -> dict[str, str]:
    """The words of the dialog in one language; in the atlas's ``first`` language where that has none."""
    own, pages = read_messages(DIALOG), read_messages(TEMPLATES)
    words = {name: plain_message(own, name, code, first) for name in own}
    words |= {name: plain_message(pages, key, code, first) for name, key in PAGE_WORDS.items()}
    return {**words, "separator": language_of(code).comma}


def search_files(
    index: SearchIndex, language: str, default: str = LANGUAGES[0], kept: Kept | None = None
) -> dict[str, str]:
    """The files of one language; ``default`` is the atlas's first, which is never without words.

    ``kept`` is what the last index of the language left.
    """
    kept = kept or Kept()
    files: dict[str, str] = {}
    cuts: dict[str, list[str]] = {}
    tables: dict[str, list[tuple[str, str]]] = {
        "lead": _table("lead", index.lead, _postings, kept),
        "text": _table("text", index.text, _postings, kept),
        "near": _table("near", index.near, " ".join, kept),
        "sound": _table("sound", index.sound, " ".join, kept),
    }
    for name, pieces in tables.items():
        cuts[name] = [first for first, _script in pieces]
        files |= {f"{language}/{name}-{number}.js": script for number, (_first, script) in enumerate(pieces)}
    kept.slices = {page: kept.slices.get(page) or list(map(_json, _slices(page))) for page in index.pages}
    for number, page in enumerate(index.pages):
        for cut, value in enumerate(kept.slices[page]):
            files[f"{language}/{number}-{cut}.js"] = _call_of(f"{number}-{cut}", value)
    files[f"{language}/names.js"] = f"globalThis.atlasNames={_json(_names(index))};\n"
    files[f"{language}/index.js"] = _call("index", _contents(index, cuts, language, default))
    return files


def fold_table_file() -> str:
    """The table of spellings, for fold.js."""
    return f"globalThis.atlasFoldTable={_json(browser_table())};\n"


def _names(index: SearchIndex) -> dict[str, list[str]]:
    """The names of every record, by its address."""
    return {page.url: [page.title, *page.aliases] for page in index.pages if page.kind != KINDS[-1]}


def _seats(index: SearchIndex) -> dict[str, list[int]]:
    """The pages on relations by the cities of the partner in which the subject has a mission, in all languages."""
    seats: dict[str, list[int]] = {}
    for number, page in enumerate(index.pages):
        for city in page.cities:
            pages = seats.setdefault("".join(word.joined for word in words(city)), [])
            if number not in pages:
                pages.append(number)
    return dict(sorted(seats.items()))


def _with_part(index: SearchIndex, part: str) -> list[int]:
    """The pages on relations that have a part with the anchor ``part``."""
    return [
        number
        for number, page in enumerate(index.pages)
        if page.kind == "relation" and any(place.anchor == part for place in page.places)
    ]


def _contents(index: SearchIndex, cuts: dict[str, list[str]], language: str, default: str) -> dict[str, Any]:
    """What the browser must know before it can fetch anything else."""
    first = [next((at for at, page in enumerate(index.pages) if page.kind == kind), None) for kind in KINDS]
    pages = read_messages(TEMPLATES)
    return {
        "pages": len(index.pages),
        "places": sum(len(page.places) for page in index.pages),
        "slice": SLICE,
        "room": PLACES,
        "kinds": [[kind, at] for kind, at in zip(KINDS, first, strict=True) if at is not None],
        "cuts": cuts,
        "common": list(index.common),
        "acronyms": list(index.acronyms),
        "months": months(),
        "ordinals": ordinals(),
        "answers": answers({page.url: page.title for page in index.pages}, language, default),
        "seats": _seats(index),
        "parts": {part: _with_part(index, part) for part in parts()},
        "box": box_words(),
        "messages": dialog_words(language, default),
        "browse": [[section.address, plain_message(pages, section.word, language, default)] for section in ENTRANCES],
    }


def _pieces(lines: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Of words with their lines so many that they fill a piece: the first word, and the lines."""
    piece: list[str] = []
    first, size = "", 0
    for word, line in lines:
        if piece and size + len(line) > PIECE:
            yield first, "\n".join(piece)
            piece, size = [], 0
        if not piece:
            first = word
        piece.append(line)
        size += len(line) + 1
    if piece:
        yield first, "\n".join(piece)


def _table(name: str, table: Mapping[str, Entry], text: Callable[[Entry], str], kept: Kept) -> list[tuple[str, str]]:
    """The pieces of a table as scripts, each with its first word; those of a table that is the same as before are kept."""
    before = kept.pieces.get(name)
    if before is None or before[0] is not table:
        pieces = enumerate(_pieces(_lines(table, text, kept.lines[name])))
        before = kept.pieces[name] = (
            table,
            [(first, _call(f"{name}-{number}", piece)) for number, (first, piece) in pieces],
        )
    return before[1]


def _lines(
    table: Mapping[str, Entry], text: Callable[[Entry], str], kept: dict[str, tuple[Any, str]]
) -> Iterator[tuple[str, str]]:
    """The words of a table in their order, each with its line: the word, and what it leads to as ``text``."""
    for word in sorted(table):
        entry = table[word]
        before = kept.get(word)
        if before is None or (before[0] is not entry and before[0] != entry):
            before = kept[word] = (entry, f"{word}\t{text(entry)}")
        yield word, before[1]


def _postings(fields: Postings) -> str:
    """Postings as text: a field's numbers as differences to base 36, a mark after them for each further mention."""
    return "\t".join(_field(field) for field in fields).rstrip("\t")


def _field(field: Mapping[int, int]) -> str:
    written = []
    before = 0
    for number in sorted(field):
        written.append(_base36(number - before) + "'" * (min(field[number], 4) - 1))
        before = number
    return " ".join(written)


def _base36(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def _slices(page: SearchPage) -> Iterator[list[Any]]:
    """A page's address, title, description and other names with SLICE of its places; at least one, also for a page without text.

    A place is its anchor, heading and text, and 1 if it is an aside.
    """
    for start in range(0, max(len(page.places), 1), SLICE):
        some = page.places[start : start + SLICE]
        yield [
            page.url,
            page.title,
            page.description,
            list(page.aliases),
            [[place.anchor, place.heading, place.text, *([1] if place.aside else [])] for place in some],
        ]


def _call(name: str, value: Any) -> str:
    return _call_of(name, _json(value))


def _call_of(name: str, json_text: str) -> str:
    return f'atlasSearchFile("{name}",{json_text});\n'


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=False)
