"""The JSON documents: complete, described by schemas that accept them, and nothing else."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import validate

from atlas.export.countries import alpha3, named_countries
from atlas.export.documents import documents
from atlas.export.plain import date_bounds, plain_data
from atlas.model.atlas import FOLDERS, Atlas
from atlas.model.dates import FuzzyDate, parse_date
from atlas.model.fields import Citation
from atlas.model.walking import walk
from atlas.publication import Publication, data_version, this_publication
from conftest import ROOT, TODAY

PUBLICATION = Publication("1.0.0", "https://example.org/atlas/", "0" * 40)


@pytest.fixture(scope="module")
def made(mini: Atlas) -> dict[str, Any]:
    return documents(mini, TODAY, PUBLICATION)


def validator(made: dict[str, Any], name: str) -> Draft202012Validator:
    schema = made[f"schema/output/{name}.json"]
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema, format_checker=FormatChecker())


def test_every_document_fits_its_schema(made: dict[str, Any]) -> None:
    described = {name.removeprefix("schema/output/") for name in made if name.startswith("schema/output/")}
    for name in described & set(made):
        validator(made, name.removesuffix(".json")).validate(made[name])
    for folder in FOLDERS:
        of_one = validator(made, folder.removesuffix("s"))
        for item in made[f"{folder}.json"]["items"]:
            of_one.validate(item)
            assert made[f"{folder}/{item['id']}.json"] == item


def test_the_real_documents_fit_too(atlas: Atlas) -> None:
    made = documents(atlas, TODAY, PUBLICATION)
    for name in ("organizations", "relations", "topics", "events", "sources", "countries", "vocabulary", "version"):
        validator(made, name).validate(made[f"{name}.json"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("status", "king"),
        ("surprise", 1),
        ("checked_earliest", "yesterday"),
        ("memberships", [{}]),
        ("name", {"en": "x"}),
    ],
)
def test_a_schema_refuses_what_the_export_never_writes(made: dict[str, Any], field: str, value: object) -> None:
    record = copy.deepcopy(made["organizations/commonwealth.json"])
    record[field] = value
    assert list(validator(made, "organization").iter_errors(record))


def strings(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(text for item in value.values() for text in strings(item))]
    if isinstance(value, list):
        return [text for item in value for text in strings(item)]
    return [str(value)]


def test_nothing_that_a_record_says_is_missing(mini: Atlas, made: dict[str, Any]) -> None:
    for folder in FOLDERS:
        for id_, record in mini.folder(folder).items():
            told = strings(made[f"{folder}/{id_}.json"])
            for path, value, _marks in walk(record):
                if isinstance(value, str | FuzzyDate):
                    assert str(value) in told, (id_, path)


def test_others_and_places_in_sources_are_told(made: dict[str, Any]) -> None:
    record = made["organizations/commonwealth.json"]
    assert record["members_others"] == {"observer": ["PS"]}
    assert record["memberships"][3]["sources"] == ["trend-2007"]
    assert record["memberships"][3]["citations"] == [{"source": "trend-2007", "label": "paragraph", "locator": "4"}]
    assert set(record["bibliography"]) == {"founding-document-fa", "hindu-1972", "trend-2007"}


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("1947", ("1947-01-01", "1947-12-31", "year")),
        ("1948-02", ("1948-02-01", "1948-02-29", "month")),
        ("1947-09-30~", ("1947-09-30", "1947-09-30", "day")),
        ("1952/1953-06", ("1952-01-01", "1953-06-30", "interval")),
        ("[1952..1953-06]", ("1952-01-01", "1953-06-30", "between")),
    ],
)
def test_a_date_has_its_bounds_beside_it(text: str, bounds: tuple[str, str, str]) -> None:
    assert tuple(date_bounds("from", parse_date(text)).values()) == bounds


def test_bounds_stand_beside_every_date(mini: Atlas) -> None:
    for entry in mini.records():
        data = plain_data(entry.value)
        for path, value, _marks in walk(entry.value):
            if isinstance(value, FuzzyDate):
                holder = data
                for step in path[:-1]:
                    holder = holder[step]
                assert holder[f"{path[-1]}_earliest"] == value.first.isoformat(), path


def test_a_citation_keeps_its_place() -> None:
    assert plain_data(Citation(source="x", label="page", locator="3")) == {
        "source": "x",
        "label": "page",
        "locator": "3",
    }


def test_a_linter_accepts_the_description_and_it_names_every_kind(made: dict[str, Any]) -> None:
    validate(made["openapi.json"])
    assert made["openapi.json"]["openapi"].startswith("3.1")
    assert made["openapi.json"]["servers"] == [{"url": "https://example.org/atlas/api/v1"}]
    assert made["openapi.json"]["security"] == []
    groups = {tag["name"] for tag in made["openapi.json"]["tags"]}
    told = [operation for path in made["openapi.json"]["paths"].values() for operation in path.values()]
    assert {tag for operation in told for tag in operation["tags"]} == groups
    assert all(operation["summary"] and operation["description"] for operation in told)
    paths = set(made["openapi.json"]["paths"])
    assert {"/organizations.json", "/organizations/{id}.json", "/relations/{id}.json", "/version.json"} <= paths


def test_the_version_says_which_data_these_are(made: dict[str, Any]) -> None:
    assert made["version.json"] == {
        "version": "1.0.0",
        "date": "2026-11-23",
        "commit": "0" * 40,
        "license": "CC-BY-4.0",
        "address": "https://example.org/atlas/",
    }


def test_a_publication_knows_itself_with_and_without_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ATLAS_SITE_URL", raising=False)
    assert this_publication(ROOT).version == data_version(ROOT)
    assert this_publication(ROOT).address is None
    monkeypatch.setenv("ATLAS_SITE_URL", "https://example.org/atlas")
    assert this_publication(ROOT).url("x/") == "https://example.org/atlas/x/"
    monkeypatch.setenv("PATH", "")
    assert this_publication(ROOT).commit is None


def test_codes_of_three_letters_are_those_of_iso(mini: Atlas) -> None:
    known = {"NA": "NAM", "PK": "PAK", "DE": "DEU", "CD": "COD", "TL": "TLS", "YE": "YEM", "MM": "MMR", "FR": "FRA"}
    assert {code: alpha3(code) for code in known} == known
    assert named_countries(mini) == ["GB", "IN", "IR", "PK", "PS"]
