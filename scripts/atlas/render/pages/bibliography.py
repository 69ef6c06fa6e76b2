"""The bibliography: a first page with the grades and the shelves, and one page for each shelf.

In: an edition. Out: pages. On one page two thousand sources would weigh more than all else on the site; a shelf holds
those whose ids begin with the same letter, so that a link to a source follows from its id alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from atlas.model.citations import who_cites
from atlas.render.citing import shelf, shown_in
from atlas.render.edition import Edition, Page, page_kind
from atlas.render.facets import term_facet

#: How many of the publications with most sources of a grade the first page shows.
MOST_CITED = 12


@page_kind
def shelves(edition: Edition) -> Iterator[Page]:
    """The first page, and all sources, by the alphabet of their ids, with the records that cite them."""
    atlas, speech = edition.atlas, edition.speech
    found: dict[str, list[str]] = {}
    for id_ in atlas.sources:
        found.setdefault(shelf(id_), []).append(id_)
    yield Page(
        "sources/index.md",
        "sources.md.j2",
        {
            "shelves": {name: len(ids) for name, ids in sorted(found.items())},
            "grades": Counter(source.grade for source in atlas.sources.values()),
            "in_full": sum(source.read == "full" for source in atlas.sources.values()),
            "publications": _publications(edition),
        },
    )
    cited_by = who_cites(atlas)
    grade_order = list(atlas.vocabulary["source-grade"])
    for name, ids in found.items():
        # The best sources lead.
        ids.sort(key=lambda id_: (grade_order.index(atlas.sources[id_].grade), id_))
        grades = {id_: (atlas.sources[id_].grade,) for id_ in ids}
        types = {id_: (atlas.sources[id_].type,) for id_ in ids}
        facets = [
            term_facet(speech, "grade", "facet_grade", "source-grade", grades),
            term_facet(speech, "type", "column_kind", "source-type", types),
        ]
        yield Page(
            f"sources/{name}.md",
            "shelf.md.j2",
            {"shelf": name, "ids": ids, "cited_by": cited_by, "facets": facets, "shelves": sorted(found)},
        )


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
