"""Turns pages into postings: which word stands where, in the pieces in which the browser fetches them.

In: pages with their places. Out: for each of three tables its entries, ordered by word:

lead   word → pages that are called so (whole names, words of the title, words of the other names)
text   word → places in which it stands (headings, text, asides), and DATE with a day or month → places that name it
sound  consonants → the words in Arabic script and the acronyms that have them, for names typed in the other script
near   a word's beginning with one letter left out → the words, for slips in the first letters

A place's number is its page's number times PLACES plus its own. The pages of one kind follow each other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Generic, TypeVar

from atlas.language.languages import LANGUAGES
from atlas.search.answers import names_of, neighbouring_names
from atlas.search.dates import dates_in
from atlas.search.extract import Place
from atlas.search.folding import (
    CONCEPT,
    fold,
    key,
    short_key,
    sound,
    stem_key,
    stop_words,
    terms,
    terms_of_token,
    tokens,
    words,
)

#: Greatest number of places in a page; engine.js knows it from the index.
PLACES = 1024
#: The kinds in the order of their numbers. Home, lists and hand-written pages are one kind for readers.
KINDS = ("organization", "relation", "topic", "page")
#: A word that stands in more than this part of all places distinguishes none, and its postings would be the longest.
COMMON = 0.3
#: … and in more places than this.
FEW = 50
#: Slips in the first letters are looked for in words of at least this length.
NEAR_LENGTH = 4

#: Letters in the longest name that counts as an acronym.
ACRONYM = 6
#: Stands before an ISO date, and is part of no word.
DATE = "@"

#: Three words with a capital letter, between which may stand small ones.
_LONG_NAME = re.compile(r"\b[A-Z][a-z]+(?: (?:(?:of|for|on) (?:the )?|and )?[A-Z][a-z]+){2,6}\b")

#: A word's postings: for each field, number of page or place → how often.
Postings = list[dict[int, int]]
#: How often a text has a term.
Counts = Mapping[str, int]
#: What one field of one place of a page has: the numbers of both, and how often which term.
Found = tuple[int, int, Counts]
Beside = TypeVar("Beside")


@dataclass(frozen=True, eq=False)  # the same page is one object in one index after the other
class SearchPage:
    """A page as the search sees it."""

    url: str
    title: str
    kind: str
    description: str
    aliases: tuple[str, ...]
    places: tuple[Place, ...]
    #: Cities of the partner in which the subject has a mission.
    cities: tuple[str, ...] = ()
    #: For each place how often it has which term, in its heading and in its text; found anew where it is not remembered.
    counts: tuple[tuple[Counts, Counts], ...] = ()


@dataclass(frozen=True)
class SearchIndex:
    """Everything that the files are made from."""

    pages: tuple[SearchPage, ...]
    lead: Mapping[str, Postings]
    text: Mapping[str, Postings]
    near: Mapping[str, list[str]]
    sound: Mapping[str, list[str]]
    common: tuple[str, ...]
    acronyms: tuple[str, ...] = ()


class _Beginnings:
    """A table of what leads to words: ``ways`` gives, for a word, the entries under which it stands.

    It follows its words: where they are the same it is the same table, and else a new one with the old entries.
    """

    def __init__(self, ways: Callable[[str], Iterable[str]]) -> None:
        self._ways = ways
        self._words: set[str] = set()
        self._table: dict[str, list[str]] = {}

    def of(self, words_: set[str]) -> dict[str, list[str]]:
        """The table of ``words_``, each entry with its words in their order."""
        if words_ == self._words:
            return self._table
        found: dict[str, set[str]] = {}
        for word in words_ ^ self._words:
            for way in self._ways(word):
                entry = found.setdefault(way, set(self._table.get(way, ())))
                (entry.add if word in words_ else entry.discard)(word)
        table = self._table | {way: sorted(entry) for way, entry in found.items()}
        self._words, self._table = words_, {way: entry for way, entry in table.items() if entry}
        return self._table


class _Table(Generic[Beside]):
    """Words with their postings: ``found`` gives what a page has of them, a field each time; a page has ``room`` places.

    It follows its pages: where they are the same but for a few, only the words of those get new postings. A word whose postings
    change gets new ones, so that they can be compared by their identity.
    """

    def __init__(self, found: Callable[[SearchPage, Beside], Iterable[Found]], room: int) -> None:
        self._found = found
        self._room = room
        self._pages: tuple[SearchPage, ...] = ()
        self._beside: Beside | None = None
        self._table: dict[str, Postings] = {}

    def of(self, pages: tuple[SearchPage, ...], beside: Beside) -> dict[str, Postings]:
        """The table of ``pages``; ``beside`` is what ``found`` wants to know besides the page."""
        if self._beside != beside or [page.url for page in self._pages] != [page.url for page in pages]:
            self._pages, self._table = (), {}
        before = dict(enumerate(self._pages))
        changed = {number: page for number, page in enumerate(pages) if page is not before.get(number)}
        if not changed:
            return self._table
        fresh: dict[str, Postings] = {}  # those that are of this state alone, and may be changed
        for number in changed.keys() & before.keys():
            for field, place, counts in self._found(before[number], beside):
                for term in counts:
                    del self._own(term, fresh)[field][number * self._room + place]
        for number, page in changed.items():
            for field, place, counts in self._found(page, beside):
                for term, count in counts.items():
                    self._own(term, fresh)[field][number * self._room + place] = count
        self._table = {term: fields for term, fields in (self._table | fresh).items() if any(fields)}
        self._pages, self._beside = pages, beside
        return self._table

    def _own(self, term: str, fresh: dict[str, Postings]) -> Postings:
        """The postings of a term that may be changed."""
        if term not in fresh:
            fresh[term] = [dict(field) for field in self._table.get(term, ({}, {}, {}))]
        return fresh[term]


class Kept:
    """What an index of one language leaves for the next one in the same process: what did not change is taken from it."""

    def __init__(self) -> None:
        #: Pages as they came, and with all their names, in their order.
        self.named: dict[SearchPage, SearchPage] = {}
        self.lead = _Table(_lead, room=1)
        self.text = _Table(_text, room=PLACES)
        #: Each table as its pieces, beside the table that they were made from; the line of each word likewise; and of pages.
        self.pieces: dict[str, tuple[Any, list[tuple[str, str]]]] = {}
        self.lines: dict[str, dict[str, tuple[Any, str]]] = defaultdict(dict)
        self.slices: dict[SearchPage, list[str]] = {}
        self.near = _Beginnings(_slips)
        self.sound = _Beginnings(_sounds)


def build_index(pages: Iterable[SearchPage], language: str = LANGUAGES[0], kept: Kept | None = None) -> SearchIndex:
    """The index of the pages of one language; the site's own pages are found by what readers call them too.

    ``kept`` is what the last index of the language left: the result is the same with it and without, to the byte.
    """
    kept = kept or Kept()
    kept.named = {page: kept.named.get(page) or _named(page, language) for page in pages}
    ordered = tuple(sorted(kept.named.values(), key=lambda page: (KINDS.index(page.kind), page.url)))
    lead = kept.lead.of(ordered, _usual_words(ordered))
    text = kept.text.of(ordered, None)
    places = sum(len(page.places) for page in ordered)
    common = tuple(
        sorted(
            word for word, fields in text.items() if word[0] != CONCEPT and len(fields[1]) > max(COMMON * places, FEW)
        )
    )
    text = {word: fields for word, fields in text.items() if word not in common and word not in stop_words()}
    vocabulary = {word for word in (*lead, *text) if word[0] not in DATE + CONCEPT}
    acronyms = _acronyms(ordered)
    # Of the words in Latin letters only acronyms are written by their sound in Arabic script.
    sounding = {word for word in vocabulary if not word.isascii()} | acronyms
    near, told = kept.near.of(vocabulary), kept.sound.of(sounding)
    return SearchIndex(ordered, lead, text, near, told, common, tuple(sorted(acronyms)))


def _named(page: SearchPage, language: str) -> SearchPage:
    """``page`` with the names that readers have for it besides its own."""
    more = names_of(page.url, language)
    if page.kind == "relation":
        more += neighbouring_names((page.title, *page.aliases))
    return replace(page, aliases=(*page.aliases, *more))


def _acronyms(pages: tuple[SearchPage, ...]) -> set[str]:
    """The short names of organizations, and those in capitals of all else.

    Neither a slip nor what is still to be typed makes another of one of them.
    """
    return {
        word.joined
        for page in pages
        for name in (page.title, *page.aliases)
        if len(name) <= ACRONYM and (page.kind == "organization" or name.isupper())
        for word in words(name)
        if 1 < len(word.joined) <= ACRONYM
    }


def _usual_words(pages: tuple[SearchPage, ...]) -> frozenset[str]:
    """The words that stand in so many titles that they tell no name from another."""
    titles = Counter(word for page in pages for word in _title_words(page.title))
    return frozenset(word for word, count in titles.items() if count > COMMON * len(pages))


@lru_cache(maxsize=100_000)
def _title_words(title: str) -> frozenset[str]:
    return frozenset(word.joined for word in words(title))


def _lead(page: SearchPage, usual: frozenset[str]) -> Iterator[Found]:
    """Names: field 0 whole names, 1 words of the title, 2 words of the other names."""
    names = (page.title, *page.aliases)
    yield 0, 0, dict.fromkeys((whole for name in names for whole in _wholes(name, usual)), 1)
    yield 1, 0, Counter(_name_terms(page.title))
    yield 2, 0, Counter(term for alias in page.aliases for term in _name_terms(alias))


@lru_cache(maxsize=100_000)
def _wholes(name: str, usual: frozenset[str]) -> frozenset[str]:
    """The terms that a whole name is found by; ``usual`` words tell no name from another."""
    return frozenset({key(name), short_key(name), short_key(name, usual), stem_key(name)} - {""})


@lru_cache(maxsize=100_000)
def _name_terms(name: str) -> tuple[str, ...]:
    """The terms of the words of a name."""
    return tuple(term for word in words(name) for term in terms(word))


def _text(page: SearchPage, _beside: None) -> Iterator[Found]:
    """What a page says: field 0 headings, 1 text, 2 text of asides, whose headings are not searched."""
    if len(page.places) > PLACES:
        raise ValueError(f"{page.url} has {len(page.places)} places, more than {PLACES}")
    for at, (heading, body) in enumerate(_counts(page)):
        yield 0, at, heading
        yield 2 if page.places[at].aside else 1, at, body


def _counts(page: SearchPage) -> Iterable[tuple[Counts, Counts]]:
    """For each place of a page how often it has which term."""
    return page.counts or tuple(map(count_terms, page.places))


def count_terms(place: Place) -> tuple[Counts, Counts]:
    """How often a place has which term, in its heading and in its text: most of the work on an index."""
    heading = _count(fold(place.heading if place.anchor and not place.aside else ""))
    folded = fold(place.text)
    body = _count(folded)
    body.update(DATE + day for day in dates_in(folded))
    body.update(initials(place.text))
    return heading, body


def _count(folded: str) -> Counter[str]:
    """How often a folded text has which term."""
    counts: Counter[str] = Counter()
    for token, count in Counter(tokens(folded)).items():
        for term in terms_of_token(token):
            counts[term] += count
    return counts


def initials(text: str) -> list[str]:
    """The initials of names in ``text`` that have three words or more: gdr of German Democratic Republic."""
    return ["".join(re.findall(r"\b[A-Z]", name)).lower() for name in _LONG_NAME.findall(text)]


def _slips(word: str) -> Iterable[str]:
    """A word without its first or second letter. A slip further on leaves the word among its neighbours."""
    return (word[1:], word[0] + word[2:]) if len(word) >= NEAR_LENGTH and not word[0].isdigit() else ()


def _sounds(word: str) -> Iterable[str]:
    """The consonants of a word."""
    told = sound(word)
    return (told,) if len(told) > 1 else ()
