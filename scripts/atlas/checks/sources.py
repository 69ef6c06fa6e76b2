"""Rules on sources and citations."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from atlas.checks.common import is_prose, nearest
from atlas.checks.registry import rule
from atlas.findings import Finding, quote
from atlas.model.atlas import Atlas
from atlas.model.beside import Source
from atlas.model.citations import citations, cited_sources, malformed
from atlas.model.fields import LANGUAGES, Citation, Text, walk
from atlas.model.records import Correction, Relation


@rule
def citations_lead_to_sources(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that every citation, in a field or in prose, names a source of the bibliography."""
    for entry in atlas.entries:
        for path, value, _marks in walk(entry.value):
            if isinstance(value, Citation):
                cited = [(path, value.source)]
            elif isinstance(value, Correction):
                cited = [((*path, "claim"), value.said_in.source)]
            elif isinstance(value, Text):
                cited = [((*path, lang), c.source) for lang in LANGUAGES for c in citations(getattr(value, lang))]
            else:
                continue
            for place, source in cited:
                if source not in atlas.sources and source not in atlas.unreadable:
                    mend = nearest(source, atlas.sources) or "Add it to data/sources/, or correct the id"
                    yield entry.finding(place, f"there is no source {quote(source)} in data/sources/. {mend}")


@rule
def citations_are_well_formed(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that what looks like a citation in a text can be read as one, and that only prose cites."""
    for entry in atlas.entries:
        for path, value, marks in walk(entry.value):
            if not isinstance(value, Text):
                continue
            for lang in LANGUAGES:
                text = getattr(value, lang)
                for part in malformed(text):
                    yield entry.finding(
                        (*path, lang), f"{quote(part)} is no citation. Write [@id], [@id; @id] or [@id, page 12]"
                    )
                if not is_prose(marks) and any(citations(text)):
                    yield entry.finding(
                        (*path, lang), "this text cannot cite. Move the citation to the field sources beside it"
                    )


@rule
def locators_are_labelled(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a place named in a prose citation has a label of the vocabulary."""
    labels = atlas.vocabulary.get("locator-label", {})
    for entry in atlas.entries:
        for path, value, marks in walk(entry.value):
            if isinstance(value, Text) and is_prose(marks):
                for lang in LANGUAGES:
                    for citation in citations(getattr(value, lang)):
                        if citation.label not in labels:
                            mend = nearest(citation.label, labels)
                            yield entry.finding((*path, lang), f"{citation.label} is no kind of place. {mend}".strip())


@rule
def prose_cites(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a prose text cites at least one source."""
    for entry in atlas.entries:
        for path, value, marks in walk(entry.value):
            if isinstance(value, Text) and is_prose(marks) and not any(citations(value.en or value.fa)):
                yield entry.finding(path, "no source is cited. Add [@source-id] after the statement it supports")


@rule
def both_languages_cite_the_same(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that the Persian and the English of a prose text cite the same sources."""
    for entry in atlas.entries:
        for path, value, marks in walk(entry.value):
            if not isinstance(value, Text) or not is_prose(marks) or value.wanted:
                continue
            english, persian = ({c.source for c in citations(getattr(value, lang))} for lang in LANGUAGES)
            for source in sorted(english - persian):
                yield entry.finding((*path, "fa"), f"en cites {source} and fa does not. Cite it in both or in neither")
            for source in sorted(persian - english):
                yield entry.finding((*path, "en"), f"fa cites {source} and en does not. Cite it in both or in neither")


@rule
def every_source_is_cited(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that the bibliography holds no source which nothing cites."""
    if atlas.unreadable:
        return  # the record that cites it may be the one that cannot be read
    cited = {source for entry in atlas.records() for source in cited_sources(entry.value)}
    for entry in atlas.records(Source):
        if entry.id not in cited:
            yield entry.finding((), "no record cites it. Cite it where it says so, or remove it")


@rule
def no_address_twice(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no two sources have the same address."""
    first: dict[str, str] = {}
    for entry in atlas.records(Source):
        url = entry.value.url
        if url is None:
            continue
        if url in first:
            yield entry.finding(("URL",), f"{first[url]} has the same address. Keep one of the two, and cite that")
        first.setdefault(url, entry.id)


@rule
def relations_said_to_exist_are_sourced(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that what is said about diplomatic relations cites a source, unless it says that none was found."""
    for entry in atlas.records(Relation):
        relations = entry.value.diplomatic_relations
        if relations.status != "unknown" and not relations.sources:
            yield entry.finding(
                ("diplomatic_relations",), f"{relations.status} cites no source. Add sources, or write status: unknown"
            )
