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
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

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
    words,
    words_of_folded,
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


class Kept:
    """What an index of one language leaves for the next one in the same process: what did not change is taken from it."""

    def __init__(self) -> None:
        #: Pages as they came, and with all their names, in their order.
        self.named: dict[SearchPage, SearchPage] = {}
        self.pages: tuple[SearchPage, ...] = ()
        #: Words with their postings. A word whose postings change gets new ones: they are compared by their identity.
        self.text: dict[str, Postings] = {}
        #: By table and word postings as text, beside the postings that they were made from; the same of pages.
        self.written: dict[tuple[str, str], tuple[Postings, str]] = {}
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
    lead = _lead(ordered)
    text = _text(ordered, kept)
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
    """The short names of organizations that are one word: a slip never makes another of one of them."""
    return {
        word.joined
        for page in pages
        if page.kind == "organization"
        for name in (page.title, *page.aliases)
        if len(name) <= ACRONYM
        for word in words(name)
        if 1 < len(word.joined) <= ACRONYM
    }


def _lead(pages: tuple[SearchPage, ...]) -> dict[str, Postings]:
    """Names: field 0 whole names, 1 words of the title, 2 words of the other names."""
    lead: dict[str, Postings] = defaultdict(lambda: [{}, {}, {}])
    titles = Counter(word for page in pages for word in {word.joined for word in words(page.title)})
    usual = frozenset(word for word, count in titles.items() if count > COMMON * len(pages))
    for number, page in enumerate(pages):
        for name in (page.title, *page.aliases):
            for whole in _wholes(name, usual):
                lead[whole][0][number] = 1
        _add(lead, _name_terms(page.title), 1, number)
        for alias in page.aliases:
            _add(lead, _name_terms(alias), 2, number)
    return dict(lead)


@lru_cache(maxsize=100_000)
def _wholes(name: str, usual: frozenset[str]) -> frozenset[str]:
    """The terms that a whole name is found by; ``usual`` words tell no name from another."""
    return frozenset({key(name), short_key(name), short_key(name, usual), stem_key(name)} - {""})


@lru_cache(maxsize=100_000)
def _name_terms(name: str) -> tuple[str, ...]:
    """The terms of the words of a name."""
    return tuple(term for word in words(name) for term in terms(word))


def _text(pages: tuple[SearchPage, ...], kept: Kept) -> dict[str, Postings]:
    """What pages say: field 0 headings, 1 text, 2 text of asides, whose headings are not searched.

    Where the pages are the same as before but for a few, only the words of those get new postings.
    """
    if [page.url for page in kept.pages] != [page.url for page in pages]:
        kept.pages, kept.text = (), {}
    before = dict(enumerate(kept.pages))
    changed = {number: page for number, page in enumerate(pages) if page is not before.get(number)}
    fresh: dict[str, Postings] = {}  # those that are of this index alone, and may be changed
    for number in changed.keys() & before.keys():
        _remove_text(before[number], number, fresh, kept.text)
    for number, page in changed.items():
        _add_text(page, number, fresh, kept.text)
    text = {word: fields for word, fields in (kept.text | fresh).items() if any(fields)}
    kept.pages, kept.text = pages, text
    return dict(text)


def _remove_text(page: SearchPage, number: int, fresh: dict[str, Postings], old: Mapping[str, Postings]) -> None:
    """Have in ``fresh`` the postings of the words of a page without those places."""
    places = range(number * PLACES, number * PLACES + len(page.places))
    for term in {term for counts in _counts(page) for found in counts for term in found}:
        if term not in fresh:
            fresh[term] = [dict(field) for field in old[term]]
        for field in fresh[term]:
            for at in places:
                field.pop(at, None)


def _add_text(page: SearchPage, number: int, fresh: dict[str, Postings], old: Mapping[str, Postings]) -> None:
    """Add what a page says to the postings in ``fresh``; a word's ``old`` ones are left as they are."""
    if len(page.places) > PLACES:
        raise ValueError(f"{page.url} has {len(page.places)} places, more than {PLACES}")
    for at, (heading, body) in enumerate(_counts(page)):
        for field, found in ((0, heading), (2 if page.places[at].aside else 1, body)):
            for term, count in found.items():
                if term not in fresh:
                    fresh[term] = [dict(numbers) for numbers in old[term]] if term in old else [{}, {}, {}]
                fresh[term][field][number * PLACES + at] = count


def _counts(page: SearchPage) -> Iterable[tuple[Counts, Counts]]:
    """For each place of a page how often it has which term."""
    return page.counts or tuple(map(count_terms, page.places))


def count_terms(place: Place) -> tuple[Counts, Counts]:
    """How often a place has which term, in its heading and in its text: most of the work on an index."""
    heading = Counter(
        term for word in words(place.heading if place.anchor and not place.aside else "") for term in terms(word)
    )
    folded = fold(place.text)
    body = Counter(term for word in words_of_folded(folded) for term in terms(word))
    body.update(DATE + day for day in dates_in(folded))
    body.update(initials(place.text))
    return heading, body


def initials(text: str) -> list[str]:
    """The initials of names in ``text`` that have three words or more: gdr of German Democratic Republic."""
    return ["".join(re.findall(r"\b[A-Z]", name)).lower() for name in _LONG_NAME.findall(text)]


def _add(table: dict[str, Postings], found: Iterable[str], field: int, number: int) -> None:
    for term in found:
        postings = table[term][field]
        postings[number] = postings.get(number, 0) + 1


def _slips(word: str) -> Iterable[str]:
    """A word without its first or second letter. A slip further on leaves the word among its neighbours."""
    return (word[1:], word[0] + word[2:]) if len(word) >= NEAR_LENGTH and not word[0].isdigit() else ()


def _sounds(word: str) -> Iterable[str]:
    """The consonants of a word."""
    told = sound(word)
    return (told,) if len(told) > 1 else ()
