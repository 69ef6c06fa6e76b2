"""The bibliography: a first page with the grades and the shelves, and one page for each shelf.

In: an edition. Out: pages. On one page two thousand sources would weigh more than all else on the site; a shelf holds
those whose ids begin with the same letter, so that a link to a source follows from its id alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from atlas.model.atlas import Atlas
from atlas.model.citations import citing
from atlas.observe import derived
from atlas.render.citing import shelf, shown_in
from atlas.render.edition import Edition, Page, page, page_kind
from atlas.render.facets import term_facet

#: How many of the publications with most sources of a grade the first page shows.
MOST_CITED = 12
#: How many sources in one language the first page lists.
MOST_LISTED = 200


@page("sources/index.md", "sources.md.j2")
def first_page(edition: Edition) -> dict[str, Any]:
    """The grades, the languages, the publications that are cited most, the shelves."""
    atlas = edition.atlas
    return {
        "shelves": {name: len(ids) for name, ids in shelves(atlas).items()},
        "grades": Counter(source.grade for source in atlas.sources.values()),
        "in_full": sum(source.read == "full" for source in atlas.sources.values()),
        "publications": _publications(edition),
        "languages": _languages(edition),
        "shelf_of": shelf,
    }


@derived
def shelves(atlas: Atlas) -> dict[str, list[str]]:
    """The ids of all sources by their shelves, by the alphabet; on a shelf the best sources lead."""
    found: dict[str, list[str]] = {}
    grades = list(atlas.vocabulary["source-grade"])
    for id_ in sorted(atlas.sources, key=lambda id_: (grades.index(atlas.sources[id_].grade), id_)):
        found.setdefault(shelf(id_), []).append(id_)
    return dict(sorted(found.items()))


@derived
def shelf_names(atlas: Atlas) -> list[str]:
    """The names of the shelves."""
    return list(shelves(atlas))


@derived
def on_shelf(atlas: Atlas, name: str) -> list[str]:
    """The ids of the sources on one shelf."""
    return shelves(atlas)[name]


@page_kind
def shelf_pages(edition: Edition) -> Iterator[Page]:
    """One page for each shelf: its sources with the records that cite them."""
    for name in shelf_names(edition.atlas):
        yield Page(f"sources/{name}.md", "shelf.md.j2", _shelf, (name,))


def _shelf(edition: Edition, name: str) -> dict[str, Any]:
    atlas, speech = edition.atlas, edition.speech
    ids = on_shelf(atlas, name)
    grades = {id_: (atlas.sources[id_].grade,) for id_ in ids}
    types = {id_: (atlas.sources[id_].type,) for id_ in ids}
    facets = [
        term_facet(speech, "grade", "facet_grade", "source-grade", grades),
        term_facet(speech, "type", "column_kind", "source-type", types),
    ]
    return {
        "shelf": name,
        "ids": ids,
        "cited_by": partial(citing, atlas),
        "facets": facets,
        "shelves": shelf_names(atlas),
    }


@dataclass(frozen=True)
class _InLanguage:
    """The sources in one language, with its name in that of the page: listed where they are few."""

    name: str
    count: int
    #: Id, title, and the language whose letters the title has.
    titles: list[tuple[str, str, str]]


def _languages(edition: Edition) -> list[_InLanguage]:
    """The languages of the sources, those with most first: the shelves go by Latin letters, whatever the language."""
    speech = edition.speech
    found: dict[str, list[tuple[str, str, str]]] = {}
    for id_, source in edition.atlas.sources.items():
        found.setdefault(source.language, []).append((id_, source.title, shown_in(source.title, source.language)))
    languages = [
        _InLanguage(
            speech.own.name_of(code.split("-")[0]),
            len(sources),
            sorted(sources, key=lambda item: speech.sort_key(item[1])) if len(sources) <= MOST_LISTED else [],
        )
        for code, sources in found.items()
    ]
    return sorted(languages, key=lambda item: (-item.count, speech.sort_key(item.name)))


def _publications(edition: Edition) -> dict[str, list[tuple[str, str, int]]]:
    """By grade, the best first: name, language and number of sources of the publications and sites that are cited most."""
    sources = [source for source in edition.atlas.sources.values() if source.container_title]
    found = {}
    for grade in edition.atlas.vocabulary["source-grade"]:
        counts = Counter((s.container_title or "", s.language) for s in sources if s.grade == grade)
        ordered = sorted(counts.items(), key=lambda item: (-item[1], edition.speech.sort_key(item[0][0])))
        if ordered:
            found[grade] = [(name, shown_in(name, language), count) for (name, language), count in ordered[:MOST_CITED]]
    return found
