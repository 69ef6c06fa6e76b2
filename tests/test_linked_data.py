"""The linked data, loaded by rdflib and asked questions in SPARQL; the proposals for Wikidata."""

from __future__ import annotations

import re

import pytest
import rdflib

from atlas.export.countries import named_countries
from atlas.export.linked import PREFIXES, linked_data
from atlas.export.turtle import iri, text, turtle, when
from atlas.export.wikidata import proposals
from atlas.model.atlas import Atlas
from atlas.model.dates import parse_date
from atlas.publication import Publication
from conftest import TODAY, Edit, Variant

SITE = "https://example.org/atlas/"
ATLAS = {**PREFIXES, "atlas": f"{SITE}api/v1/atlas.ttl#"}


@pytest.fixture(scope="module")
def graph(mini: Atlas) -> rdflib.Graph:
    return rdflib.Graph().parse(data=linked_data(mini, TODAY, Publication("1.0.0", SITE)), format="turtle")


def ask(graph: rdflib.Graph, question: str) -> list[tuple[str, ...]]:
    return [tuple("" if value is None else str(value) for value in row) for row in graph.query(question, initNs=ATLAS)]


def test_a_country_has_its_name_in_each_language(graph: rdflib.Graph) -> None:
    question = 'SELECT ?name { ?c wdt:P297 "IR"; schema:name ?name } ORDER BY ?name'
    assert ask(graph, question) == [("Iran",), ("ایران",)]


def test_spells_are_numbered_from_one(graph: rdflib.Graph) -> None:
    found = {str(subject) for subject in graph.subjects() if "organizations/eco/#spell-" in str(subject)}
    assert {name.rpartition("#")[2] for name in found} == {"spell-1"}


def test_of_which_organizations_is_it_a_member_today(graph: rdflib.Graph) -> None:
    question = 'SELECT ?name { ?c wdt:P297 "PK"; wdt:P463 ?o. ?o schema:name ?name. FILTER(lang(?name) = "fa") } ORDER BY ?name'
    assert ask(graph, question) == [
        ("اتحادیهٔ کشورهای هم‌سود",), ("سازمان جهانی هواشناسی",), ("سازمان همکاری اقتصادی",),
    ]  # fmt: skip


def test_when_was_it_in_the_commonwealth_and_as_what(graph: rdflib.Graph) -> None:
    question = """
        SELECT ?status ?start ?end {
          ?c wdt:P297 "PK"; p:P463 ?s. ?s ps:P463 ?o; atlas:status ?status; pq:P580 ?start. ?o owl:sameAs wd:Q7785.
          OPTIONAL { ?s pq:P582 ?end } } ORDER BY ?s"""
    assert ask(graph, question) == [
        ("member", "1947", "1972-01-30"),
        ("member", "1989", "1999-10-18"),
        ("suspended", "1999-10-18", "2004-05"),
        ("member", "2004-05", ""),
    ]


def test_with_whom_has_it_relations_and_since_when(graph: rdflib.Graph) -> None:
    question = """
        SELECT ?code ?start { ?c wdt:P297 "PK"; p:P530 ?s. ?s ps:P530 ?partner; atlas:status "established".
          ?partner wdt:P298 ?code. OPTIONAL { ?s pq:P580 ?start } } ORDER BY ?code ?s"""
    assert ask(graph, question) == [("GBR", ""), ("IRN", "1948-05"), ("IRN", "1961-02-01")]


def test_which_source_says_so(graph: rdflib.Graph) -> None:
    question = """
        SELECT DISTINCT ?title ?url { ?s ps:P463 ?o; prov:wasDerivedFrom ?r. ?o owl:sameAs wd:Q7785.
          ?r pr:P1476 ?title; pr:P854 ?url } ORDER BY ?title"""
    assert ask(graph, question) == [
        ("Commonwealth suspends Pakistan’s membership", "https://example.org/trend-2007"),
        ("Pakistan quits Commonwealth", "https://example.org/hindu-1972"),
    ]


def test_who_shares_organizations_with_it(graph: rdflib.Graph) -> None:
    question = """
        SELECT ?code (COUNT(?o) AS ?count) { ?c wdt:P297 "PK"; wdt:P463 ?o. ?o schema:member ?other.
          ?other wdt:P297 ?code. FILTER(?other != ?c) } GROUP BY ?code ORDER BY ?code"""
    assert ask(graph, question) == [("GB", "2"), ("IN", "1"), ("IR", "1")]


def test_a_duration_has_two_ends_and_a_day_within_a_span_has_bounds(graph: rdflib.Graph) -> None:
    question = "SELECT ?start ?end { ?e a schema:Event; schema:startDate ?start; schema:endDate ?end }"
    assert ask(graph, question) == [("1950-03-01", "1950-03-09")]


def test_names_are_relative_where_the_address_is_not_known(mini: Atlas) -> None:
    made = linked_data(mini, TODAY, Publication("1.0.0"))
    loaded = rdflib.Graph().parse(data=made, format="turtle", publicID=f"{SITE}api/v1/atlas.ttl")
    assert (rdflib.URIRef(f"{SITE}organizations/eco/#entity"), None, None) in loaded


@pytest.mark.parametrize("value", ['a "quoted" \\ word', "two\nlines\tand\r", "«فارسی» ی", "a' b"])
def test_texts_come_back_as_they_were(value: str) -> None:
    made = turtle({"schema": "https://schema.org/"}, [(iri("https://example.org/x"), "schema:name", text(value, "fa"))])
    assert [str(item) for item in rdflib.Graph().parse(data=made, format="turtle").objects()] == [value]


def test_an_address_stays_an_address() -> None:
    assert iri('https://example.org/a b<c>"d"') == "<https://example.org/a%20b%3Cc%3E%22d%22>"


def test_only_simple_dates_have_a_type() -> None:
    assert [when(parse_date(t)) for t in ("1947", "1947-09", "1947-09-30", "1947~", "1952/1953")] == [
        '"1947"^^xsd:gYear',
        '"1947-09"^^xsd:gYearMonth',
        '"1947-09-30"^^xsd:date',
        '"1947~"',
        '"1952/1953"',
    ]


def test_proposals_are_commands_with_references(mini: Atlas) -> None:
    lines = proposals(mini).splitlines()
    assert lines == [
        'Q843\tP463\tQ7785\tP580\t+1947-00-00T00:00:00Z/9\tP582\t+1972-01-30T00:00:00Z/11\tS854\t"https://example.org/hindu-1972"'
        "\tS813\t+2026-11-16T00:00:00Z/11",
        'Q843\tP463\tQ7785\tP580\t+1989-00-00T00:00:00Z/9\tP582\t+1999-10-18T00:00:00Z/11\tS854\t"https://example.org/trend-2007"'
        "\tS813\t+2026-11-16T00:00:00Z/11",
        'Q843\tP463\tQ7785\tP580\t+2004-05-00T00:00:00Z/10\tS854\t"https://example.org/trend-2007"'
        "\tS813\t+2026-11-16T00:00:00Z/11",
    ]
    for line in lines:
        assert re.fullmatch(r"Q\d+\tP\d+\tQ\d+(\t[P!S]+\d+\t(\+[\d:TZ/-]+|\"https?://[^\"\s]+\"))+", line)


UNITED_KINGDOM = "relations/united-kingdom.yml"
ITEM = ("countries.yml", "the United Kingdom}", "the United Kingdom, wikidata: Q145}")


def test_relations_with_a_beginning_are_proposed(variant: Variant) -> None:
    atlas = variant(ITEM, (UNITED_KINGDOM, 'known_by: "1972"', 'since: "1947-08"'))
    reference = 'S854\t"https://example.org/hindu-1972"\tS813\t+2026-11-16T00:00:00Z/11'
    assert [line for line in proposals(atlas).splitlines() if "P530" in line] == [
        f"Q843\tP530\tQ145\tP580\t+1947-08-00T00:00:00Z/10\t{reference}"
    ]


@pytest.mark.parametrize(
    "edits",
    [
        [ITEM],  # a bound is no beginning, and relations with Iran were interrupted
        [(UNITED_KINGDOM, 'known_by: "1972"', 'since: "1947"')],
        [
            (UNITED_KINGDOM, 'known_by: "1972"', 'since: "1947"'),
            (UNITED_KINGDOM, "status: established", "status: severed"),
        ],
    ],
    ids=["no beginning", "no item", "no relations today"],
)
def test_other_relations_are_not_proposed(variant: Variant, edits: list[Edit]) -> None:
    assert "P530" not in proposals(variant(*edits))


def test_countries_are_those_of_wikidata(variant: Variant) -> None:
    data = linked_data(variant(ITEM), TODAY, Publication("1.0.0", SITE))
    question = "SELECT ?code ?item { ?country wdt:P297 ?code; owl:sameAs ?item } ORDER BY ?code"
    assert ask(rdflib.Graph().parse(data=data, format="turtle"), question) == [
        ("GB", "http://www.wikidata.org/entity/Q145"), ("PK", "http://www.wikidata.org/entity/Q843"),
    ]  # fmt: skip


def test_missions_and_events_say_what_they_were_taken_from(graph: rdflib.Graph) -> None:
    question = """SELECT DISTINCT ?title { ?thing a %s; prov:wasDerivedFrom ?r. ?r pr:P1476 ?title } ORDER BY ?title"""
    assert ask(graph, question % "schema:GovernmentOffice") == [("روابط ایران و پاکستان",)]
    assert ("Pakistan quits Commonwealth",) in ask(graph, question % "schema:Event")


def test_a_body_has_its_beginning_and_the_terms_their_meaning(graph: rdflib.Graph) -> None:
    founded = "SELECT ?day { ?o owl:sameAs wd:Q7785; schema:foundingDate ?day }"
    assert ask(graph, founded) == [("1931",)]
    meanings = ask(graph, "SELECT ?term ?words { ?term rdfs:comment ?words }")
    assert {term.rpartition("#")[2] for term, _words in meanings} >= {"status", "from", "to", "kind"}


def test_states_of_relations_are_numbered_from_one(graph: rdflib.Graph) -> None:
    found = {str(subject) for subject in graph.subjects() if "relations/iran/#relations-" in str(subject)}
    numbers = sorted(int(name.rpartition("-")[2]) for name in found)
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 1


def test_a_partner_that_no_body_lists_is_a_country_too(variant: Variant) -> None:
    atlas = variant(("organizations/commonwealth.yml", "  others: {observer: [PS]}\n", ""))
    assert "PS" in named_countries(atlas)
    assert named_countries(atlas) == sorted(set(named_countries(atlas)))


def test_a_mission_of_both_sides_belongs_to_both(variant: Variant) -> None:
    atlas = variant(("relations/iran.yml", "{by: subject, kind: embassy", "{by: both, kind: embassy"))
    found = rdflib.Graph().parse(data=linked_data(atlas, TODAY, Publication("1.0.0", SITE)), format="turtle")
    question = """
        SELECT ?code { ?mission atlas:kind "embassy"; schema:parentOrganization ?country. ?country wdt:P297 ?code } ORDER BY ?code
    """
    assert ask(found, question) == [("IR",), ("PK",)]


@pytest.mark.parametrize(("status", "there"), [("downgraded", True), ("severed", False)])
def test_relations_at_a_reduced_level_are_relations(variant: Variant, status: str, there: bool) -> None:
    atlas = variant(("relations/iran.yml", "status: established", f"status: {status}"))
    found = rdflib.Graph().parse(data=linked_data(atlas, TODAY, Publication("1.0.0", SITE)), format="turtle")
    assert (("IR",) in ask(found, 'SELECT ?code { ?c wdt:P297 "PK"; wdt:P530 ?o. ?o wdt:P297 ?code }')) is there


def test_missions_are_numbered_from_one(mini: Atlas) -> None:
    found = linked_data(mini, TODAY, Publication("1", "https://example.org/atlas/"))
    assert set(re.findall(r"relations/iran/?#mission-\d+", found)) == {
        f"relations/iran/#mission-{number}" for number in (1, 2)
    }
