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
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

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


@dataclass(frozen=True)
class SearchPage:
    """A page as the search sees it."""

    url: str
    title: str
    kind: str
    description: str
    aliases: tuple[str, ...]
    places: tuple[Place, ...]
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


def build_index(pages: Iterable[SearchPage], language: str = LANGUAGES[0]) -> SearchIndex:
    """The index of the pages of one language; the site's own pages are found by what readers call them too."""
    ordered = tuple(
        sorted((_named(page, language) for page in pages), key=lambda page: (KINDS.index(page.kind), page.url))
    )
    lead = _lead(ordered)
    text = _text(ordered)
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
    return SearchIndex(ordered, lead, text, _near(vocabulary), _sound(sounding), common, tuple(sorted(acronyms)))


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
            for whole in {key(name), short_key(name), short_key(name, usual), stem_key(name)} - {""}:
                lead[whole][0][number] = 1
        for word in words(page.title):
            _add(lead, terms(word), 1, number)
        for alias in page.aliases:
            for word in words(alias):
                _add(lead, terms(word), 2, number)
    return dict(lead)


def _text(pages: tuple[SearchPage, ...]) -> dict[str, Postings]:
    """What pages say: field 0 headings, 1 text, 2 text of asides, whose headings are not searched."""
    text: dict[str, Postings] = defaultdict(lambda: [{}, {}, {}])
    for number, page in enumerate(pages):
        if len(page.places) > PLACES:
            raise ValueError(f"{page.url} has {len(page.places)} places, more than {PLACES}")
        for at, (heading, body) in enumerate(page.counts or map(count_terms, page.places)):
            for field, found in ((0, heading), (2 if page.places[at].aside else 1, body)):
                for term, count in found.items():
                    text[term][field][number * PLACES + at] = count
    return dict(text)


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


def _add(table: dict[str, Postings], found: list[str], field: int, number: int) -> None:
    for term in found:
        postings = table[term][field]
        postings[number] = postings.get(number, 0) + 1


def _near(vocabulary: set[str]) -> dict[str, list[str]]:
    """Word without its first or second letter → words. A slip further on leaves the word among its neighbours."""
    near: dict[str, set[str]] = defaultdict(set)
    for word in vocabulary:
        if len(word) >= NEAR_LENGTH and not word[0].isdigit():
            near[word[1:]].add(word)
            near[word[0] + word[2:]].add(word)
    return {beginning: sorted(found) for beginning, found in near.items()}


def _sound(vocabulary: set[str]) -> dict[str, list[str]]:
    """The consonants of words → the words."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(vocabulary):
        told = sound(word)
        if len(told) > 1:
            found[told].append(word)
    return dict(found)
