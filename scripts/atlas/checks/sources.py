"""Rules on sources and citations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

from atlas.checks.common import is_prose, nearest, prose_of
from atlas.checks.registry import rule, rule_of_all
from atlas.findings import Finding, Path, quote
from atlas.model.addresses import same_address
from atlas.model.atlas import Atlas, Entry, fact
from atlas.model.beside import CountryName, Source
from atlas.model.citations import citations, cited_in, malformed, meant
from atlas.model.dates import FuzzyDate
from atlas.model.fields import Citation, Text
from atlas.model.prose import ID, has_broken_citation, label_faults
from atlas.model.records import Correction, Record, Relation
from atlas.remember import remembered

#: Sites on which anybody uploads anybody's documents: what is read there is a copy, of which nobody vouches for.
_SHARING_SITES = frozenset((
    "123dok.com", "5y1.org", "coursehero.com", "cupdf.com", "docplayer.net", "docsbay.net", "docsity.com",
    "docslib.org", "docstoc.com", "documents.pub", "doczz.cz", "doczz.net", "dokumen.pub", "dokumen.tips", "epdf.pub",
    "esdocs.com", "fdocuments.in", "fdocuments.us", "financedocbox.com", "idoc.pub", "issuhub.com", "issuu.com",
    "kupdf.net", "paperzz.com", "pdfcoffee.com", "pdfslide.net", "pdfslide.us", "scribd.com", "silo.pub",
    "slideserve.com", "slideshare.net", "studfile.net", "studylib.net", "studyres.com", "vdocuments.mx",
    "vdocuments.net", "vdocuments.site", "vdocuments.us", "yumpu.com",
))  # fmt: skip

_BARE_ID = re.compile(rf"\[({ID})\](?![(\[])")


@rule
def citations_lead_to_sources(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that every citation, in a field or in prose, names a source of the bibliography."""
    # On a shelf that cannot be read may be any source.
    shelf_missing = any(name.startswith("sources/") for name in atlas.unreadable)
    for entry in atlas.entries:
        for place, source in _cited_places(entry):
            if source not in atlas.sources and source not in atlas.unreadable:
                yield _missing(atlas, entry, place, source, follows=shelf_missing)


def _cited_places(entry: Entry) -> Iterator[tuple[Path, str]]:
    """Every source that ``entry`` cites, with the place: in fields, in corrections, in prose."""
    yield from ((path, value.source) for path, value, _marks in entry.of(Citation))
    yield from (((*path, "claim"), value.said_in.source) for path, value, _marks in entry.of(Correction))
    for path, value, _marks in entry.of(Text):
        for lang, text in value.by_language.items():
            yield from (((*path, lang), source) for source in _spelt_as_ids(text))


@remembered
def _spelt_as_ids(text: str) -> Iterator[str]:
    """The sources that ``text`` cites, but for those whose ids are spelt otherwise: how is a fault of its own."""
    otherwise = {meant(part) for part in malformed(text)}
    return (citation.source for citation in citations(text) if citation.source not in otherwise)


def _missing(atlas: Atlas, entry: Entry, place: Path, source: str, *, follows: bool) -> Finding:
    # Looking for what was meant takes long, and is not worth it where the source may well be there.
    mend = "" if follows else nearest(source, atlas.sources) or "Add it to data/sources/, or correct the id"
    return entry.finding(place, f"there is no source {quote(source)} in data/sources/. {mend}", follows=follows)


@rule
def citations_are_well_formed(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that what looks like a citation in a text can be read as one, and that only prose cites."""
    for entry in atlas.entries:
        for path, value, marks in entry.of(Text):
            for lang, text in value.by_language.items():
                for part in malformed(text):
                    mend = f"Write @{meant(part)}" if meant(part) else "Write [@id], [@id; @id] or [@id, page 12]"
                    yield entry.finding((*path, lang), f"{quote(part)} is no citation. {mend}")
                for citation in citations(text):
                    for fault in label_faults(citation.locator or ""):
                        yield entry.finding((*path, lang), fault)
                if not is_prose(marks) and citations(text):
                    yield entry.finding(
                        (*path, lang), "this text cannot cite. Move the citation to the field sources beside it"
                    )


@rule
def sources_in_brackets_are_cited(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that the id of a source between square brackets has the sign that makes it a citation."""
    for entry in atlas.entries:
        for path, text in prose_of(entry):
            for match in _BARE_ID.finditer(text):
                if match[1] in atlas.sources:
                    yield entry.finding(path, f"{match[0]} lacks the @ of a citation. Write [@{match[1]}]")


@rule
def locators_are_labelled(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a place named in a prose citation has a label of the vocabulary."""
    labels = atlas.vocabulary.get("locator-label", {})
    for entry in atlas.entries:
        for path, value, marks in entry.of(Text):
            if is_prose(marks):
                for lang, text in value.by_language.items():
                    for citation in citations(text):
                        if citation.label not in labels:
                            mend = nearest(citation.label, labels)
                            yield entry.finding((*path, lang), f"{citation.label} is no kind of place. {mend}".strip())


@rule
def prose_cites(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a prose text cites at least one source."""
    for entry in atlas.entries:
        for path, value, marks in entry.of(Text):
            if is_prose(marks) and not (citations(value.first) or _misspelt(value)):
                yield entry.finding(path, "no source is cited. Add [@source-id] after the statement it supports")


def _misspelt(text: Text) -> bool:
    """True if some citation cannot be read: which source it means is not known before it is mended."""
    return any(
        has_broken_citation(written) or _BARE_ID.search(written) or not all(map(meant, malformed(written)))
        for written in text.by_language.values()
    )


@rule
def both_languages_cite_the_same(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that a prose text cites the same sources in every language."""
    known = atlas.sources.keys() | atlas.unreadable
    for entry in atlas.entries:
        for path, value, marks in entry.of(Text):
            if not is_prose(marks):
                continue
            (first, cited), *others = (
                (lang, {c.source for c in citations(text)}) for lang, text in value.by_language.items()
            )
            if all(cited == found for _lang, found in others) or _misspelt(value):
                continue
            if not {source for sources in (cited, *(found for _lang, found in others)) for source in sources} <= known:
                continue  # a misspelt id is a fault of its own
            for lang, found in others:
                yield from _only_one_cites(entry, path, (first, lang), cited - found)
                yield from _only_one_cites(entry, path, (lang, first), found - cited)


def _only_one_cites(entry: Entry, path: Path, languages: tuple[str, str], sources: set[str]) -> Iterator[Finding]:
    """Findings about the ``sources`` that the first of two languages cites and the second does not."""
    one, other = languages
    for source in sorted(sources):
        yield entry.finding((*path, other), f"{one} cites {source} and {other} does not. Cite it in both or in neither")


@rule_of_all
def every_source_is_cited(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that the bibliography holds no source which nothing cites."""
    if atlas.unreadable:
        return  # the record that cites it may be the one that cannot be read
    cited = {source for entry in atlas.records(Record, CountryName) for source in _cited(entry)}
    for entry in atlas.records(Source):
        if entry.id not in cited:
            yield entry.finding((), "no record cites it. Cite it where it says so, or remove it")


@fact
def _cited(entry: Entry) -> list[str]:
    return sorted(set(cited_in(entry.values)))


@rule_of_all
def no_address_twice(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that no two sources have the same address, also if it is spelt in two ways."""
    first: dict[str, Entry] = {}
    for entry in atlas.records(Source):
        if (address := _address(entry)) is None:
            continue
        twin = first.setdefault(address, entry)
        if twin is not entry:
            spelling = twin.value.url
            how = "the same address" if spelling == entry.value.url else f"the same address, spelt {quote(spelling)}"
            yield entry.finding(("URL",), f"{twin.id} has {how}. Keep one of the two, and cite that")


@fact
def _address(entry: Entry) -> str | None:
    """The address of a source as the same one is always spelt; None if it has none."""
    url = entry.value.url
    return None if url is None else same_address(url)


@rule
def wikipedia_retells(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that Wikipedia is graded as what retells others, and a copy of it on another site as the least of that."""
    retelling = atlas.terms("source-grade", retelling=True)
    for entry in atlas.records(Source):
        source = entry.value
        where = f"{source.container_title or ''} {source.publisher or ''}"
        if "wikipedia" not in where.lower():
            continue
        if source.grade not in retelling:
            yield entry.finding(
                ("grade",), f"Wikipedia retells others and is not {source.grade}. Write {' or '.join(retelling)}"
            )
        elif (host := _host(source.url)) and not _is_of(host, "wikipedia.org") and source.grade != retelling[-1]:
            yield entry.finding(
                ("grade",), f"{host} has a copy of Wikipedia, which is not {source.grade}. Write {retelling[-1]}"
            )


@rule
def copies_are_named(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that what was read on a document-sharing site is not graded as the original, and that its note says so."""
    for entry in atlas.records(Source):
        source = entry.value
        site = _sharing_site(source.url)
        if site is None:
            continue
        if atlas.means("source-grade", source.grade, "original"):
            yield entry.finding(
                ("grade",), f"{site} shares copies, and a copy is not {source.grade}. Write a lower grade"
            )
        if source.note is None:
            yield entry.finding((), f"it was read on {site}. Say in note that this is a copy")


def _sharing_site(url: str | None) -> str | None:
    labels = _host(url).split(".")
    sites = (".".join(labels[start:]) for start in range(len(labels)))
    return next((site for site in sites if site in _SHARING_SITES), None)


def _host(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").rstrip(".")


def _is_of(host: str, site: str) -> bool:
    return host == site or host.endswith(f".{site}")


@rule
def records_are_checked_after_their_sources(atlas: Atlas, today: date) -> Iterator[Finding]:
    """Ensure that no record was checked before a source of it was published, nor before any of them was read."""
    for entry in atlas.records():
        if fault := _checked_too_early(atlas, entry, today):
            yield entry.finding(("checked",), fault)


def _checked_too_early(atlas: Atlas, entry: Entry, today: date) -> str:
    """What of the sources of a record cannot have been compared on the day of its check; empty if nothing."""
    checked: FuzzyDate = entry.value.checked
    cited = [(id_, atlas.sources[id_]) for id_ in dict.fromkeys(cited_in(entry.values)) if id_ in atlas.sources]
    for id_, source in cited:
        issued = source.issued
        if issued is not None and issued.first <= today and checked.surely_before(issued):
            return f"{checked} is before {issued}, when {id_} was published. Correct one of the two dates"
    if cited and all(checked.surely_before(source.accessed) for _id, source in cited):
        first = min(source.accessed for _id, source in cited)
        return (
            f"{checked} is before {first}, when the first of its sources was read. Correct the date, or let accessed be the day "
            "of the first reading"
        )
    return ""


@rule
def relations_said_to_exist_are_sourced(atlas: Atlas, _today: date) -> Iterator[Finding]:
    """Ensure that what is said about diplomatic relations cites a source, unless it says that none was found."""
    for entry in atlas.records(Relation):
        relations = entry.value.diplomatic_relations
        if atlas.means("relation-status", relations.status, "known") and not relations.sources:
            unknown = " or ".join(atlas.terms("relation-status", known=False))
            yield entry.finding(
                ("diplomatic_relations",),
                f"{relations.status} cites no source. Add sources, or write status: {unknown}",
            )
