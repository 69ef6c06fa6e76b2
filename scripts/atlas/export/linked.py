"""The atlas as linked data, in the terms of Wikidata and schema.org.

In: an atlas, today, the publication. Out: Turtle. Memberships and diplomatic relations are statements as in Wikidata
(``p:P463``, ``p:P530``) with start, end and references; the short form ``wdt:`` stands for what certainly holds today. Countries
carry their ISO codes, by which they are joined to other data. What neither vocabulary has a word for stands in the prefix
``atlas:``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from atlas.derive.events import PlacedEvent, all_events
from atlas.derive.memberships import status_on
from atlas.derive.relations import possible_from, relation_spells, sides_of, usual_status
from atlas.export.countries import alpha3, country_item, named_countries
from atlas.export.turtle import Triple, iri, text, turtle, when
from atlas.model.atlas import ORGANIZATIONS, Atlas
from atlas.model.beside import Source
from atlas.model.dates import FuzzyDate
from atlas.model.fields import Citation, Text
from atlas.model.records import Mission, Organization, Relation
from atlas.publication import Publication
from atlas.render.citing import shelf

PREFIXES = {
    "schema": "https://schema.org/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "prov": "http://www.w3.org/ns/prov#",
    "wd": "http://www.wikidata.org/entity/",
    "wdt": "http://www.wikidata.org/prop/direct/",
    "p": "http://www.wikidata.org/prop/",
    "ps": "http://www.wikidata.org/prop/statement/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "pr": "http://www.wikidata.org/prop/reference/",
}
#: Wikidata's properties that are used here.
MEMBER_OF, DIPLOMATIC_RELATION, START, END, EARLIEST, LATEST = "P463", "P530", "P580", "P582", "P1319", "P1326"
ALPHA2, ALPHA3, REFERENCE_URL, TITLE, RETRIEVED = "P297", "P298", "P854", "P1476", "P813"

#: The atlas's own terms.
_TERMS = {
    "status": "Status of a spell of membership or of relations; a term of vocabulary.json.",
    "from": "Beginning as EDTF, exactly as well as the sources know it.",
    "to": "End as EDTF.",
    "kind": "Kind; a term of vocabulary.json.",
}


def linked_data(atlas: Atlas, today: date, publication: Publication) -> str:
    """``atlas.ttl``. Without a public address the names are relative to the file's own place below ``api/v1/``."""
    return turtle(
        {**PREFIXES, "atlas": f"{_Names(publication).root}api/v1/atlas.ttl#"},
        _Graph(atlas, today, publication).triples(),
    )


class _Names:
    """What things are called: addresses below the site's."""

    def __init__(self, publication: Publication) -> None:
        self.root = publication.address or "../../"

    def page(self, folder: str, id_: str) -> str:
        return f"{self.root}{folder}/{id_}/"

    def organization(self, id_: str) -> str:
        return iri(f"{self.page(ORGANIZATIONS, id_)}#entity")

    def country(self, code: str) -> str:
        return iri(f"{self.root}api/v1/countries.json#{code}")

    def source(self, id_: str) -> str:
        return iri(f"{self.root}sources/{shelf(id_)}/#{id_}")


class _Graph:
    """The triples about everything in an atlas."""

    def __init__(self, atlas: Atlas, today: date, publication: Publication) -> None:
        self._atlas, self._today, self._publication = atlas, today, publication
        self._names = _Names(publication)
        self._subject = self._names.country(atlas.subject.country)

    def triples(self) -> Iterator[Triple]:
        """All of them."""
        yield from self._dataset()
        for code in named_countries(self._atlas):
            yield from self._country(code)
        for id_, organization in self._atlas.organizations.items():
            yield from self._organization(id_, organization)
        for id_, relation in self._atlas.relations.items():
            yield from self._relation(id_, relation)
        for placed in all_events(self._atlas):
            yield from self._event(placed)
        for id_, source in self._atlas.sources.items():
            yield from self._source(id_, source)

    def _dataset(self) -> Iterator[Triple]:
        name, subject = iri(f"{self._names.root}#dataset"), self._atlas.subject
        yield name, "a", "schema:Dataset"
        yield from self._texts(name, "schema:name", subject.title)
        yield from self._texts(name, "schema:description", subject.tagline)
        yield name, "schema:license", "<https://creativecommons.org/licenses/by/4.0/>"
        yield name, "schema:version", text(self._publication.version)
        yield name, "schema:dateModified", f'"{self._today.isoformat()}"^^xsd:date'
        yield name, "schema:about", self._subject
        for term, meaning in _TERMS.items():
            yield f"atlas:{term}", "rdfs:comment", text(meaning, "en")

    def _texts(self, name: str, predicate: str, value: Text | None) -> Iterator[Triple]:
        for language, words in value.by_language.items() if value else ():
            yield name, predicate, text(words, language)

    def _country(self, code: str) -> Iterator[Triple]:
        name = self._names.country(code)
        yield name, "a", "schema:Country"
        yield name, f"wdt:{ALPHA2}", text(code)
        yield name, f"wdt:{ALPHA3}", text(alpha3(code))
        for language in self._atlas.languages:
            yield name, "schema:name", text(self._atlas.country_name(code, language), language)
        if item := country_item(self._atlas, code):
            yield name, "owl:sameAs", f"wd:{item}"

    def _organization(self, id_: str, record: Organization) -> Iterator[Triple]:
        name = self._names.organization(id_)
        yield name, "a", "schema:Organization"
        yield from self._texts(name, "schema:name", record.name)
        yield from self._texts(name, "schema:alternateName", record.abbreviation)
        yield name, "schema:subjectOf", iri(self._names.page(ORGANIZATIONS, id_))
        yield name, "atlas:kind", text(record.kind)
        if record.wikidata:
            yield name, "owl:sameAs", f"wd:{record.wikidata}"
        if record.website:
            yield name, "schema:url", iri(record.website)
        for predicate, fact in (("foundingDate", record.founded), ("dissolutionDate", record.dissolved)):
            if fact:
                yield name, f"schema:{predicate}", when(fact.date)
        if record.members:
            for code in record.members.countries:
                yield name, "schema:member", self._names.country(code)
        yield from self._memberships(id_, record)

    def _memberships(self, id_: str, record: Organization) -> Iterator[Triple]:
        name = self._names.organization(id_)
        for number, spell in enumerate(record.memberships, start=1):
            statement = iri(f"{self._names.page(ORGANIZATIONS, id_)}#spell-{number}")
            yield statement, "a", "schema:OrganizationRole"
            yield from self._statement(MEMBER_OF, statement, name, spell.status, spell.from_, spell.to, spell.sources)
        if status_on(record, self._today) in self._atlas.terms("membership-status", full=True):
            yield self._subject, f"wdt:{MEMBER_OF}", name

    def _statement(
        self,
        property_: str,
        statement: str,
        value: str,
        status: str,
        start: FuzzyDate | None,
        end: FuzzyDate | None,
        sources: Iterable[Citation],
    ) -> Iterator[Triple]:
        """One statement about the subject as Wikidata has them: value, qualifiers, references."""
        yield self._subject, f"p:{property_}", statement
        yield statement, f"ps:{property_}", value
        yield statement, "atlas:status", text(status)
        for qualifier, own, day in ((START, "atlas:from", start), (END, "atlas:to", end)):
            if day:
                yield statement, own, text(day.text)
                yield from _qualified(statement, qualifier, day)
        for citation in sources:
            yield statement, "prov:wasDerivedFrom", self._names.source(citation.source)

    def _relation(self, id_: str, record: Relation) -> Iterator[Triple]:
        partner, page = self._names.country(record.partner), self._names.page("relations", id_)
        yield partner, "schema:subjectOf", iri(page)
        sources = record.diplomatic_relations.sources
        for number, spell in enumerate(
            relation_spells(record, usual_status(self._atlas), possible_from(self._atlas, record)), start=1
        ):
            statement = iri(f"{page}#relations-{number}")
            yield from self._statement(
                DIPLOMATIC_RELATION, statement, partner, spell.status, spell.start, spell.end, sources
            )
        if self._atlas.means("relation-status", record.diplomatic_relations.status, "in_force"):
            yield self._subject, f"wdt:{DIPLOMATIC_RELATION}", partner
            yield partner, f"wdt:{DIPLOMATIC_RELATION}", self._subject
        for number, mission in enumerate(record.missions, start=1):
            yield from self._mission(iri(f"{page}#mission-{number}"), mission, partner)

    def _mission(self, name: str, mission: Mission, partner: str) -> Iterator[Triple]:
        ends = {"subject": (self._subject, partner), "partner": (partner, self._subject)}
        yield name, "a", "schema:GovernmentOffice"
        yield name, "atlas:kind", text(mission.kind)
        for side in sides_of(mission):
            own, other = ends[side]
            yield name, "schema:parentOrganization", own
            yield name, "schema:areaServed", other
        yield from self._texts(name, "schema:location", mission.city)
        if mission.opened:
            yield name, "schema:foundingDate", when(mission.opened)
        if mission.closed:
            yield name, "schema:dissolutionDate", when(mission.closed)
        for citation in mission.sources:
            yield name, "prov:wasDerivedFrom", self._names.source(citation.source)

    def _event(self, placed: PlacedEvent) -> Iterator[Triple]:
        event, page = placed.event, self._names.page(placed.folder, placed.id)
        name, (start, end) = iri(f"{page}#{placed.anchor}"), event.date.ends
        yield name, "a", "schema:Event"
        yield name, "atlas:kind", text(event.kind)
        yield from self._texts(name, "schema:name", event.title)
        if event.date.precision == "between":
            yield name, "schema:startDate", text(event.date.text)
        else:
            yield name, "schema:startDate", when(start)
            if end != start:
                yield name, "schema:endDate", when(end)
        yield name, "schema:subjectOf", iri(page)
        for citation in event.sources:
            yield name, "prov:wasDerivedFrom", self._names.source(citation.source)

    def _source(self, id_: str, source: Source) -> Iterator[Triple]:
        name = self._names.source(id_)
        yield name, "a", "schema:CreativeWork"
        yield name, "schema:name", text(source.title, source.language)
        yield name, f"pr:{TITLE}", text(source.title, source.language)
        yield name, f"pr:{RETRIEVED}", when(source.accessed)
        if source.url:
            yield name, f"pr:{REFERENCE_URL}", iri(source.url)
        if source.issued:
            yield name, "schema:datePublished", when(source.issued)


def _qualified(statement: str, qualifier: str, day: FuzzyDate) -> Iterator[Triple]:
    """A date as a qualifier; of one day within a span only the bounds, which Wikidata has properties for."""
    if day.precision in ("year", "month", "day"):
        yield statement, f"pq:{qualifier}", when(day)
    else:
        yield statement, f"pq:{EARLIEST}", f'"{day.first.isoformat()}"^^xsd:date'
        yield statement, f"pq:{LATEST}", f'"{day.last.isoformat()}"^^xsd:date'
