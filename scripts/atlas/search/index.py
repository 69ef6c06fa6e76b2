"""Turns pages into postings: which word stands where, in the pieces in which the browser fetches them.

In: pages with their places. Out: for each of three tables its entries, ordered by word:

lead   word → pages that are called so (whole names, words of the title, words of the other names)
text   word → places in which it stands (headings, text)
near   a word's beginning with one letter left out → the words, for slips in the first letters

A place's number is its page's number times PLACES plus its own. The pages of one kind follow each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from atlas.search.extract import Place
from atlas.search.folding import key, short_key, stem_key, stop_words, terms, words

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
    common: tuple[str, ...]


def build_index(pages: Iterable[SearchPage]) -> SearchIndex:
    """The index of the pages of one language."""
    ordered = tuple(sorted(pages, key=lambda page: (KINDS.index(page.kind), page.url)))
    lead = _lead(ordered)
    text = _text(ordered)
    places = sum(len(page.places) for page in ordered)
    common = tuple(sorted(word for word, fields in text.items() if len(fields[1]) > max(COMMON * places, FEW)))
    text = {word: fields for word, fields in text.items() if word not in common and word not in stop_words()}
    return SearchIndex(ordered, lead, text, _near({*lead, *text}), common)


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
    """What pages say: field 0 headings, 1 text."""
    text: dict[str, Postings] = defaultdict(lambda: [{}, {}])
    for number, page in enumerate(pages):
        if len(page.places) > PLACES:
            raise ValueError(f"{page.url} has {len(page.places)} places, more than {PLACES}")
        for at, counts in enumerate(page.counts or map(count_terms, page.places)):
            for field, found in enumerate(counts):
                for term, count in found.items():
                    text[term][field][number * PLACES + at] = count
    return dict(text)


def count_terms(place: Place) -> tuple[Counts, Counts]:
    """How often a place has which term, in its heading and in its text: most of the work on an index."""
    heading, text = (
        Counter(term for word in words(content) for term in terms(word))
        for content in (place.heading if place.anchor else "", place.text)
    )
    return heading, text


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
