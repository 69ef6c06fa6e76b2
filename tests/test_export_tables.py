"""The tables, read back with what their users read them with: csv, Frictionless, SQLite, an unpacked archive."""

from __future__ import annotations

import csv
import io
import locale
import sqlite3
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from frictionless import Package

from atlas.derive.intervals import day_bounds
from atlas.export.columns import column, references, table_entry
from atlas.export.datapackage import datapackage
from atlas.export.documents import release_files
from atlas.export.panel import CERTAIN, NO, POSSIBLE, in_year, on_day
from atlas.export.tables import tables
from atlas.model.atlas import Atlas
from atlas.model.dates import parse_date
from atlas.publication import Publication
from conftest import TODAY, Variant

PUBLICATION = Publication("1.0.0", "https://example.org/atlas/")


@pytest.fixture(scope="module")
def made(mini: Atlas) -> dict[str, bytes]:
    return release_files(mini, TODAY, PUBLICATION)


def rows(made: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(made[name].decode("utf-8-sig"))))


def test_every_table_and_column_is_described(made: dict[str, bytes]) -> None:
    for name in made:
        if name.endswith(".csv"):
            assert table_entry(name).fa != table_entry(name).en
            for heading in rows(made, name)[0] if rows(made, name) else ():
                assert column(heading).fa != column(heading).en


def test_frictionless_accepts_the_package_with_its_keys(made: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in made.items():
        (tmp_path / name).write_bytes(content)
    package = Package(str(tmp_path / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "message"])
    assert package.get_resource("memberships").schema.foreign_keys[0]["reference"]["resource"] == "organizations"


def test_the_package_names_its_home_where_there_is_one(mini: Atlas) -> None:
    every = tables(mini, TODAY)
    assert datapackage(mini, every, TODAY, PUBLICATION)["homepage"] == "https://example.org/atlas/"
    assert "homepage" not in datapackage(mini, every, TODAY, Publication("1.0.0"))


def test_a_table_does_not_refer_to_itself_and_to_the_key_of_others() -> None:
    heading = ("organization", "country")
    to_organizations = ("organization", "organizations.csv", "organization")
    to_countries = ("country", "countries.csv", "country")
    assert references("memberships.csv", heading) == [to_organizations, to_countries]
    assert references("organizations.csv", heading) == [to_countries]


def test_frictionless_refuses_a_broken_key(made: dict[str, bytes], tmp_path: Path) -> None:
    for name, content in made.items():
        (tmp_path / name).write_bytes(
            content.replace(b"\r\neco,", b"\r\nunknown,") if name == "memberships.csv" else content
        )
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_what_stood_in_front_still_does(made: dict[str, bytes]) -> None:
    """Columns are added behind the others: who reads by position reads what was there before."""
    heads = {name: made[name].decode("utf-8-sig").split("\r\n")[0] for name in made if name.endswith(".csv")}
    assert heads["memberships.csv"].startswith("organization,name_en,name_fa,kind,status,from,to,ending,basis,sources,")
    assert heads["relations.csv"].startswith(
        "relation,partner,name_en,name_fa,status,since,known_by,shared_organizations,sources,"
    )
    assert heads["events.csv"].startswith("date,kind,title_en,title_fa,record,also,sources,")
    assert heads["shared-organizations.csv"].startswith("relation,partner,organization,")


def test_spells_have_bounds_beside_their_dates(made: dict[str, bytes], mini: Atlas) -> None:
    found = [row for row in rows(made, "memberships.csv") if row["organization"] == "commonwealth"]
    assert [row["spell"] for row in found] == ["1", "2", "3", "4"]
    assert (found[0]["from"], found[0]["from_earliest"], found[0]["from_latest"]) == (
        "1947",
        "1947-01-01",
        "1947-12-31",
    )
    assert (found[3]["to"], found[3]["to_earliest"], found[3]["to_latest"]) == ("", "", "")
    assert sum(len(record.memberships) for record in mini.organizations.values()) == len(rows(made, "memberships.csv"))


def test_every_fact_of_the_records_has_its_row(made: dict[str, bytes], mini: Atlas) -> None:
    relations = mini.relations.values()
    assert len(rows(made, "missions.csv")) == sum(len(record.missions) for record in relations) == 2
    assert len(rows(made, "agreements.csv")) == sum(len(record.agreements) for record in relations) == 1
    assert [row["term"] for row in rows(made, "offices.csv")] == ["1"]
    assert [row["event"] for row in rows(made, "visits.csv")] == ["relations/iran#event-1950-03-01--1950-03-09"]
    assert [row["source"] for row in rows(made, "sources.csv")] == list(mini.sources)
    assert [row["status"] for row in rows(made, "relation_spells.csv")] == [
        "established", "severed", "established", "established",
    ]  # fmt: skip


def test_missions_and_agreements_are_numbered_by_record(made: dict[str, bytes]) -> None:
    assert [row["mission"] for row in rows(made, "missions.csv")] == ["1", "2"]
    assert [row["agreement"] for row in rows(made, "agreements.csv")] == ["1"]


def test_a_shared_organization_has_the_day_of_its_list(made: dict[str, bytes]) -> None:
    assert [row["members_as_of"] for row in rows(made, "shared-organizations.csv")] == ["2026", "2026-01"]


def test_a_mission_stands_in_the_country_where_it_is(made: dict[str, bytes]) -> None:
    assert [(row["by"], row["country"]) for row in rows(made, "missions.csv")] == [("subject", "IR"), ("partner", "PK")]


def test_a_mission_of_both_sides_counts_for_each_and_stands_in_neither(variant: Variant) -> None:
    edit = ("relations/iran.yml", "{by: subject, kind: embassy", "{by: both, kind: embassy")
    made = release_files(variant(edit), TODAY, PUBLICATION)
    assert [(row["by"], row["country"]) for row in rows(made, "missions.csv")] == [("both", ""), ("partner", "PK")]
    (iran,) = [row for row in rows(made, "relations.csv") if row["relation"] == "iran"]
    assert (iran["missions_subject"], iran["missions_partner"]) == ("1", "2")


def test_full_members_have_the_status_that_goes_without_saying(mini: Atlas) -> None:
    statuses = {
        "ordinary" if term == "member" else term: about for term, about in mini.vocabulary["membership-status"].items()
    }
    renamed = replace(mini, vocabulary={**mini.vocabulary, "membership-status": statuses})
    heading, found = tables(renamed, TODAY)["members.csv"]
    assert {row[heading.index("status")] for row in found} == {"ordinary", "observer"}


def test_members_have_their_status_and_the_subject_its_date(made: dict[str, bytes]) -> None:
    found = {(row["organization"], row["country"]): row for row in rows(made, "members.csv")}
    assert found["commonwealth", "PS"]["status"] == "observer"
    assert found["commonwealth", "PK"]["joined_latest"] == "1947-12-31"
    assert found["commonwealth", "IN"]["joined"] == ""
    assert found["eco", "IR"]["country_alpha3"] == "IRN"


@pytest.mark.parametrize(
    ("start", "end", "year", "answer"),
    [
        ("1954-07-07", None, 1954, CERTAIN),
        ("1954-07-07", None, 1953, NO),
        ("1954", "1956", 1954, CERTAIN),
        ("[1953..1955]", None, 1954, POSSIBLE),
        ("[1953..1955]", None, 1955, CERTAIN),
        (None, "1956", 1956, CERTAIN),
        (None, "1956", 1955, POSSIBLE),
        (None, "1956", 1957, NO),
        ("1954", "1954", 1954, CERTAIN),
        ("1954", "[1954..1955]", 1955, POSSIBLE),
        ("1940", "[1950-06..1952-01-01]", 1952, POSSIBLE),
        ("1940", "[1950-06..1951-12-31]", 1952, NO),
        # In some year it began, or ended, or both, though of no day is it certain: each alone is enough.
        ("1954", "[1954..1955]", 1954, CERTAIN),
        ("[1953..1954]", "1954", 1954, CERTAIN),
        ("[1953-06-01..1954-05-05]", "[1954-05-05..1955-06-01]", 1954, CERTAIN),
        ("[1953..1954-12-31]", "[1955-02-01..1955-03-01]", 1954, CERTAIN),
        ("1950", "[1954-01-01..1955-06-01]", 1954, CERTAIN),
        ("[1953..1955-01-01]", "[1955-02-01..1955-03-01]", 1954, POSSIBLE),
        ("1950", "[1953-12-31..1955-06-01]", 1954, POSSIBLE),
        ("[1954-12-31..1956]", None, 1954, POSSIBLE),
        ("[1955-01-01..1956]", None, 1954, NO),
    ],
)
def test_a_year_holds_what_covers_a_day_of_it(start: str | None, end: str | None, year: int, answer: str) -> None:
    bounds = day_bounds(parse_date(start) if start else None, parse_date(end) if end else None)
    assert in_year(bounds, year) == answer


def test_the_end_of_a_year_is_a_day() -> None:
    bounds = day_bounds(parse_date("1954"), parse_date("1956-06"))
    assert [on_day(bounds, date(year, 12, 31)) for year in (1953, 1954, 1955, 1956)] == [NO, CERTAIN, CERTAIN, NO]
    assert on_day(bounds, date(1954, 3, 1)) == POSSIBLE
    assert [on_day(bounds, day) for day in (bounds.earliest, bounds.latest)] == [POSSIBLE, POSSIBLE]
    assert [on_day(bounds, day) for day in (bounds.surely_from, bounds.surely_until)] == [CERTAIN, CERTAIN]


def test_the_panel_of_memberships(made: dict[str, bytes]) -> None:
    found = [row for row in rows(made, "membership-years.csv") if row["organization"] == "commonwealth"]
    years = {int(row["year"]) for row in rows(made, "membership-years.csv")}
    assert (min(years), max(years)) == (1947, 2025)
    of_1999 = {row["status"]: (row["certainty"], row["year_end"]) for row in found if row["year"] == "1999"}
    assert of_1999 == {"member": ("certain", "no"), "suspended": ("certain", "certain")}
    assert not any(row["year"] == "1980" for row in found)


def test_the_end_of_a_year_in_the_panel_is_its_last_day(variant: Variant) -> None:
    from atlas.export.panel import membership_years

    def at_the_end(start: str) -> list[str]:
        atlas = variant(("organizations/commonwealth.yml", 'from: "1989"', f'from: "{start}"'))
        found = membership_years(atlas, TODAY)[1]
        return [str(row[4]) for row in found if row[:3] == ("commonwealth", 1989, "member")]

    assert at_the_end("1989-12-31") == [CERTAIN]
    assert at_the_end("[1989-12-31..1990-01-01]") == [POSSIBLE]


def test_states_of_relations_are_numbered_from_one(made: dict[str, bytes]) -> None:
    found = [row["spell"] for row in rows(made, "relation_spells.csv") if row["relation"] == "iran"]
    assert found == [str(number) for number in range(1, len(found) + 1)]
    assert len(found) > 1


def test_the_number_of_organizations_at_the_end_of_each_year(made: dict[str, bytes]) -> None:
    found = {row["year"]: (row["certain"], row["possible"]) for row in rows(made, "membership-counts.csv")}
    assert list(found) == [str(year) for year in range(1947, 2027)]
    assert found["1948"] == ("1", "1")
    assert found["1975"] == ("2", "0")
    assert found["2026"] == ("3", "0")


def test_the_panel_of_pairs_calls_other_years_possible(made: dict[str, bytes]) -> None:
    found = {(row["relation"], row["year"]): row for row in rows(made, "dyad-years.csv")}
    assert (found["iran", "2025"]["organizations_certain"], found["iran", "2025"]["organizations_possible"]) == (
        "0",
        "1",
    )
    assert (found["iran", "1984"]["organizations_certain"], found["iran", "1984"]["organizations_possible"]) == (
        "0",
        "0",
    )


def test_the_panel_of_pairs_is_certain_in_the_year_of_the_list(mini: Atlas) -> None:
    from atlas.export.panel import dyad_years

    heading, found = dyad_years(mini, date(2027, 5, 1))
    iran = next(row for row in found if row[0] == "iran" and row[3] == 2026)
    assert dict(zip(heading, iran, strict=True))["organizations_certain"] == 1


def test_a_partner_has_no_rows_before_its_independence(variant: Variant) -> None:
    from atlas.export.panel import dyad_years

    independent = 'independent: {date: "1950-03", sources: [iran-history]}'
    atlas = variant(
        ("countries.yml", "GB: {sentence: the United Kingdom}", f"GB: {{sentence: the United Kingdom, {independent}}}")
    )
    years = {
        id_: [row[3] for row in dyad_years(atlas, TODAY)[1] if row[0] == id_] for id_ in ("united-kingdom", "iran")
    }
    assert years["united-kingdom"][0] == 1950
    assert years["iran"][0] == 1947


def database(made: dict[str, bytes], tmp_path: Path) -> sqlite3.Connection:
    (tmp_path / "atlas.sqlite").write_bytes(made["atlas.sqlite"])
    return sqlite3.connect(tmp_path / "atlas.sqlite")


def test_the_database_holds_the_tables(made: dict[str, bytes], tmp_path: Path) -> None:
    connection = database(made, tmp_path)
    for name in made:
        if name.endswith(".csv"):
            table = name.removesuffix(".csv").replace("-", "_")
            count = connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            assert count == len(rows(made, name)), name
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA foreign_key_list(memberships)").fetchone()[2] == "organizations"
    assert connection.execute("SELECT founder FROM memberships WHERE organization = 'rcd'").fetchone() == (1,)
    assert connection.execute("SELECT value FROM about WHERE name = 'version'").fetchone() == ("1.0.0",)


def test_the_database_is_searched_in_both_languages(made: dict[str, bytes], tmp_path: Path) -> None:
    connection = database(made, tmp_path)
    query = "SELECT record FROM search WHERE search MATCH ? ORDER BY rank"
    assert ("relations/iran",) in connection.execute(query, ["neighbour"]).fetchall()
    assert ("relations/iran",) in connection.execute(query, ["همسایه"]).fetchall()
    assert connection.execute(query, ["nothingofthekind"]).fetchall() == []


def test_the_search_of_the_database_finds_events(made: dict[str, bytes], tmp_path: Path) -> None:
    query = "SELECT record FROM search WHERE record LIKE '%#%' AND search MATCH ?"
    found = [name for (name,) in database(made, tmp_path).execute(query, ["back"]).fetchall()]
    assert [name.split("#")[0] for name in found] == ["organizations/commonwealth"]


def test_the_search_is_written_in_one_piece_in_every_locale(
    made: dict[str, bytes], tmp_path: Path, mini: Atlas
) -> None:
    """In a Turkish locale Python does not know INSERT, and begins no transaction of its own for it."""
    from atlas.export.database import database as make

    pieces = "SELECT count(DISTINCT segid), max(segid) FROM search_idx"
    assert database(made, tmp_path).execute(pieces).fetchone() == (1, 1)
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, "tr_TR.UTF-8")
    except locale.Error:
        pytest.skip("there is no Turkish locale here")
    try:
        every = tables(mini, TODAY)
        (tmp_path / "turkish.sqlite").write_bytes(make(mini, every, TODAY, PUBLICATION))
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    assert sqlite3.connect(tmp_path / "turkish.sqlite").execute(pieces).fetchone() == (1, 1)


def test_a_reference_that_leads_nowhere_stops_the_database(mini: Atlas) -> None:
    from atlas.export.database import database as make

    every = tables(mini, TODAY)
    heading, found = every["citations.csv"]
    every["citations.csv"] = (heading, [*found, ("organizations/eco", "no-such-source", "eco", None, None)])
    with pytest.raises(sqlite3.IntegrityError, match="lead nowhere"):
        make(mini, every, TODAY, PUBLICATION)


def test_the_archive_holds_all_tables_and_a_read_me_in_both_languages(made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(made["atlas.zip"])) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name != "README.md":
                assert archive.read(name) == made[name], name
        readme = archive.read("README.md").decode()
    assert "Version 1.0.0, 2026-11-23. https://example.org/atlas/" in readme
    assert "نسخهٔ ۱.۰.۰، ۲ آذر ۱۴۰۵" in readme
    assert readme.count("### memberships.csv") == 2


def test_the_same_data_give_the_same_bytes(mini: Atlas, made: dict[str, bytes]) -> None:
    assert release_files(mini, TODAY, PUBLICATION) == made
