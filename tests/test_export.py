"""The data for machines, of the miniature: whole records, whole rows, and what is left out where nothing is known."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from atlas.disk import write_files
from atlas.export.archive import packed, readme
from atlas.export.countries import country_item, named_countries
from atlas.export.csv_text import csv_text
from atlas.export.documents import citation_texts, documents, export_texts
from atlas.export.moved import redirect_pages
from atlas.export.tables import tables
from atlas.model.atlas import Atlas
from atlas.pipeline import read_and_check
from atlas.publication import this_publication
from conftest import MINI, TODAY, Variant

COMMONWEALTH = "organizations/commonwealth.yml"


def picked(found: Mapping[str, Any], expected: Mapping[str, Any]) -> bool:
    """Whether what is expected stands in ``found``, which may say more: fields are added to the contract, never taken."""
    assert {name: found[name] for name in expected} == expected
    return True


def test_every_record_has_its_document(mini: Atlas) -> None:
    found = documents(mini, TODAY, this_publication())
    # Beside what tests/test_export_json.py validates: schemas, countries, terms, the version.
    assert {
        name
        for name in found
        if not name.startswith(("schema/", "countries", "vocabulary", "version", "openapi", "moved"))
    } == {
        *(f"organizations/{id_}.json" for id_ in mini.organizations),
        *(f"relations/{id_}.json" for id_ in mini.relations),
        *(f"topics/{id_}.json" for id_ in mini.topics),
        *(f"{name}.json" for name in ("organizations", "relations", "topics", "events", "sources")),
        "sources.csl.json",
    }
    for name in ("organizations", "relations", "topics", "events", "sources"):
        assert {key: found[f"{name}.json"][key] for key in ("license", "as_of")} == {
            "license": "CC-BY-4.0", "as_of": "2026-11-23",
        }  # fmt: skip
    assert found["organizations.json"]["items"] == [
        found[f"organizations/{id_}.json"] for id_ in sorted(mini.organizations)
    ]
    assert [item["id"] for item in found["topics.json"]["items"]] == ["neighbours"]


@pytest.mark.parametrize(
    ("id_", "status"),
    [("commonwealth", "member"), ("rcd", "none"), ("arab-league", "none"), ("red-crescent", "none"), ("eco", "member")],
)
def test_the_status_is_that_of_today(mini: Atlas, id_: str, status: str) -> None:
    assert documents(mini, TODAY, this_publication())[f"organizations/{id_}.json"]["status"] == status


def test_the_status_is_not_always_member(variant: Variant) -> None:
    atlas = variant(
        (COMMONWEALTH, '  - status: member\n    from: "2004-05"', '  - status: observer\n    from: "2004-05"'),
        (COMMONWEALTH, "[GB, IN, PK]", "[GB, IN, CA]"),
    )
    assert documents(atlas, TODAY, this_publication())["organizations/commonwealth.json"]["status"] == "observer"


def test_a_spell_has_every_field_of_the_contract(mini: Atlas) -> None:
    spells = documents(mini, TODAY, this_publication())["organizations/commonwealth.json"]["memberships"]
    assert picked(spells[0], {
        "status": "member", "from": "1947", "first_counted": None, "to": "1972-01-30", "ending": "withdrew", "basis": None,
        "founder": False, "note": None, "sources": ["hindu-1972"],
    })  # fmt: skip
    assert picked(spells[3], {
        "status": "member", "from": "2004-05", "first_counted": None, "to": None, "ending": None, "basis": None,
        "founder": False, "note": {"en": "Suspended once more later.", "fa": "بعدها بار دیگر تعلیق شد."}, "sources": ["trend-2007"],
    })  # fmt: skip
    assert documents(mini, TODAY, this_publication())["organizations/rcd.json"]["memberships"][0]["founder"] is True
    # A history is whole: intervals with what ended each, a suspension as a kind of membership.
    assert [(spell["status"], spell["from"], spell["to"], spell["ending"]) for spell in spells] == [
        ("member", "1947", "1972-01-30", "withdrew"),
        ("member", "1989", "1999-10-18", "suspended"),
        ("suspended", "1999-10-18", "2004-05", "restored"),
        ("member", "2004-05", None, None),
    ]


def test_a_spell_without_a_beginning_says_null(variant: Variant) -> None:
    (spell,) = documents(variant(("organizations/eco.yml", 'from: "1985", ', "")), TODAY, this_publication())[
        "organizations/eco.json"
    ]["memberships"]
    assert spell["from"] is None


def test_an_organization_has_its_other_fields_behind(mini: Atlas) -> None:
    found = documents(mini, TODAY, this_publication())["organizations/commonwealth.json"]
    assert list(found)[:5] == ["id", "name", "kind", "status", "memberships"]
    assert found["name"] == {"en": "Commonwealth of Nations", "fa": "اتحادیهٔ کشورهای هم‌سود"}
    assert found["members"] == ["GB", "IN", "PK"]
    assert found["seat"] == {"city": {"en": "London", "fa": "لندن"}, "country": "GB", "sources": []}
    assert found["founded"]["date"] == "1931"
    assert found["offices"][0]["terms"][0]["to"] == "1996"
    assert "abbreviation" not in found


def test_a_relation_has_every_field_of_the_contract(mini: Atlas) -> None:
    found = documents(mini, TODAY, this_publication())["relations/iran.json"]
    assert list(found)[:5] == ["id", "partner", "partner_alpha3", "name", "diplomatic_relations"]
    assert (found["id"], found["partner"], found["name"]) == ("iran", "IR", {"en": "Iran", "fa": "ایران"})
    assert found["shared_organizations"] == ["eco"]
    diplomatic = found["diplomatic_relations"]
    assert (diplomatic["status"], diplomatic["since"], diplomatic["sources"]) == (
        "established",
        "1948-05",
        ["iran-history"],
    )
    assert diplomatic["interruptions"][0]["status"] == "severed"
    assert found["groups"] == ["neighbour", "west-asia"]
    unknown = documents(mini, TODAY, this_publication())["relations/palestine.json"]["diplomatic_relations"]
    assert picked(unknown, {"status": "unknown", "since": None, "interruptions": [], "sources": []})


def test_an_event_names_its_record_and_its_sources(mini: Atlas) -> None:
    events = documents(mini, TODAY, this_publication())["events.json"]["items"]
    assert [event["record"] for event in events] == [
        "relations/iran",
        "organizations/commonwealth",
        "organizations/commonwealth",
    ]
    assert events[1]["sources"] == ["hindu-1972"]
    assert events[1]["also"] == ["united-kingdom"]
    assert "text" not in events[1]


def test_a_source_has_the_names_of_csl(mini: Atlas) -> None:
    found = {item["id"]: item for item in documents(mini, TODAY, this_publication())["sources.json"]["items"]}
    assert found["hindu-1972"]["container-title"] == "The Hindu"
    assert found["trend-2007"]["author"] == [{"family": "Ivanova", "given": "Anna"}, {"literal": "RIA Novosti"}]
    assert next(iter(found["hindu-1972"])) == "id"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_tables_have_a_row_for_each_fact(mini: Atlas) -> None:
    found = {name: rows(csv_text(table)) for name, table in tables(mini, TODAY).items()}
    assert picked({name: len(table) for name, table in found.items()}, {
        "organizations.csv": 6, "memberships.csv": 7, "relations.csv": 3, "relation_spells.csv": 4, "missions.csv": 2,
        "agreements.csv": 1, "events.csv": 3, "visits.csv": 1, "offices.csv": 1, "members.csv": 8,
        "shared-organizations.csv": 2, "topics.csv": 1, "sources.csv": 5, "citations.csv": 13, "countries.csv": 5,
    })  # fmt: skip
    assert picked(found["memberships.csv"][0], {
        "organization": "commonwealth", "name_en": "Commonwealth of Nations", "name_fa": "اتحادیهٔ کشورهای هم‌سود",
        "kind": "political", "status": "member", "from": "1947", "to": "1972-01-30", "ending": "withdrew", "basis": "",
        "sources": "hindu-1972", "first_counted": "",
    })  # fmt: skip
    assert all(picked(row, expected) for row, expected in zip(found["relations.csv"], [
        {
            "relation": "iran", "partner": "IR", "name_en": "Iran", "name_fa": "ایران", "status": "established",
            "since": "1948-05", "known_by": "", "shared_organizations": "1", "sources": "iran-history",
        },
        {
            "relation": "palestine", "partner": "PS", "name_en": "Palestine", "name_fa": "فلسطین", "status": "unknown",
            "since": "", "known_by": "", "shared_organizations": "0", "sources": "",
        },
        {
            "relation": "united-kingdom", "partner": "GB", "name_en": "United Kingdom", "name_fa": "بریتانیا",
            "status": "established", "since": "", "known_by": "1972", "shared_organizations": "1", "sources": "hindu-1972",
        },
    ], strict=True))  # fmt: skip
    assert picked(found["events.csv"][1], {
        "date": "1972-01-30", "kind": "membership", "title_en": "Pakistan left the Commonwealth.", "title_fa": "پاکستان از کشورهای هم‌سود بیرون رفت.",
        "record": "organizations/commonwealth", "also": "united-kingdom", "sources": "hindu-1972",
    })  # fmt: skip
    assert all(picked(row, expected) for row, expected in zip(found["shared-organizations.csv"], [
        {"relation": "iran", "partner": "IR", "organization": "eco", "members_as_of": "2026", "as_of": "2026-11-23"},
        {
            "relation": "united-kingdom", "partner": "GB", "organization": "commonwealth", "members_as_of": "2026-01",
            "as_of": "2026-11-23",
        },
    ], strict=True))  # fmt: skip
    assert [row["first_counted"] for row in found["memberships.csv"] if row["organization"] == "wmo"] == ["1950"]


def test_a_table_is_read_by_spreadsheets() -> None:
    text = csv_text((("a", "b"), [("x, y", None), ('"', 0), ("دو", "")]))
    assert text == '\ufeffa,b\r\n"x, y",\r\n"""",0\r\nدو,\r\n'


def test_several_sources_stand_in_one_cell_each_once(variant: Variant) -> None:
    atlas = variant(
        (
            "organizations/eco.yml",
            'from: "1985", sources: [iran-history]',
            'from: "1985", sources: [iran-history, hindu-1972, {source: iran-history, locator: "2"}]',
        )
    )
    (row,) = [row for row in rows(csv_text(tables(atlas, TODAY)["memberships.csv"])) if row["organization"] == "eco"]
    assert row["sources"] == "iran-history hindu-1972"


def test_every_document_has_one_value_on_a_line(mini: Atlas) -> None:
    texts = {name: text for name, text in export_texts(mini, TODAY).items() if name.endswith(".json")}
    assert len(texts) > 20
    for name, text in texts.items():
        assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=1) + "\n", name


def test_countries_are_named_by_lists_of_those_who_are_no_full_members_too(variant: Variant) -> None:
    atlas = variant(("organizations/commonwealth.yml", "observer: [PS]", "observer: [FJ, PS]"))
    assert "FJ" in named_countries(atlas)


def test_every_old_address_leads_to_the_new_one_in_each_language(variant: Variant) -> None:
    atlas = variant(("organizations/eco.yml", "kind: economic", "former_ids: [economic]\nkind: economic"))
    found = {name: text for name, text in redirect_pages(atlas).items() if "/economic/" in name}
    assert sorted(found) == ["fa/organizations/economic/index.html", "organizations/economic/index.html"]
    assert all('href="../eco/index.html"' in text for text in found.values())


def test_the_site_gets_documents_tables_and_the_files_themselves(mini: Atlas, tmp_path: Path) -> None:
    write_files(tmp_path, export_texts(mini, TODAY))
    eco = json.loads((tmp_path / "api/v1/organizations/eco.json").read_text(encoding="utf-8"))
    assert eco == documents(mini, TODAY, this_publication())["organizations/eco.json"]
    assert (tmp_path / "api/v1/organizations/eco.json").read_text(encoding="utf-8").endswith("}\n")
    assert "سازمان همکاری اقتصادی" in (tmp_path / "api/v1/organizations/eco.json").read_text(encoding="utf-8")
    assert (tmp_path / "api/v1/memberships.csv").read_bytes().startswith(b"\xef\xbb\xbforganization,")
    assert (tmp_path / "data/organizations/eco.yml").is_file()


def test_the_item_of_a_country_is_that_of_the_subject_or_of_its_own(mini: Atlas) -> None:
    assert country_item(mini, mini.subject.country) == mini.subject.wikidata == "Q843"
    known = {code: about.wikidata for code, about in mini.countries.items() if about.wikidata}
    assert {code: country_item(mini, code) for code in known} == known
    assert country_item(mini, "ZZ") is None


def test_every_record_is_cited_in_every_language_and_form(mini: Atlas) -> None:
    found = citation_texts(mini, this_publication())
    records = len(mini.organizations) + len(mini.relations) + len(mini.topics)
    assert len(found) == records * len(mini.languages) * 3
    assert sum("Economic Cooperation Organization" in text for text in found.values()) == 3


def test_the_data_stand_beside_as_they_were_read(mini: Atlas) -> None:
    found = export_texts(mini, TODAY)
    copies = {name: text for name, text in found.items() if name.startswith("data/")}
    assert copies == {f"data/{name}": (MINI / "data" / name).read_text(encoding="utf-8") for name in mini.files}


def test_the_data_are_published_as_they_were_checked_though_somebody_writes_on(tmp_path: Path) -> None:
    data = shutil.copytree(MINI / "data", tmp_path / "data")
    atlas, _findings = read_and_check(data, TODAY)
    assert atlas is not None
    file = data / "organizations/eco.yml"
    before = file.read_text(encoding="utf-8")
    file.write_text("kind: [", encoding="utf-8")
    assert export_texts(atlas, TODAY)["data/organizations/eco.yml"] == before


def test_a_packed_file_is_as_old_as_one_can_be() -> None:
    with zipfile.ZipFile(io.BytesIO(packed({"b": "2", "a": b"1"}, {"first": b"0"}))) as archive:
        assert [entry.filename for entry in archive.infolist()] == ["first", "a", "b"]
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_readme_of_the_tables_names_each_in_both_languages(mini: Atlas) -> None:
    made = tables(mini, TODAY)
    text = readme(mini, made, TODAY, this_publication())
    assert mini.subject.title.en in text
    assert mini.subject.title.fa in text
    assert {name: text.count(name) >= 2 for name in made} == dict.fromkeys(made, True)
    assert "2026-11-23" in text
