"""Fields: what pydantic refuses is said in sentences, at the right line."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from atlas.load import yaml_file
from atlas.load.folder import read_atlas
from conftest import MINI, Change

ECO = "organizations/eco.yml"

FAULTS = [
    (ECO, "kind: economic\n", "", "data/organizations/eco.yml:1:1: error: kind: it is missing. Add kind: Its field of work"),
    (
        ECO, "scope: regional", "scop: regional",
        "data/organizations/eco.yml:4:7: error: scop: scop is not a field here. Did you mean scope?",
    ),
    (
        ECO, "name: {en: Economic Cooperation Organization, fa: سازمان همکاری اقتصادی}", "name: {en: Economic}",
        "data/organizations/eco.yml:1:7: error: name.fa: it is missing. "
        "Write the text, or add wanted: fa if somebody else is to write it",
    ),
    (
        ECO, "fa: اکو", "fa: ECO",
        "data/organizations/eco.yml:2:15: error: abbreviation: fa repeats en (ECO). Write the Persian text in fa",
    ),
    (
        ECO, 'from: "1985"', 'from: "1985-13"',
        "data/organizations/eco.yml:7:28: error: memberships[0].from: 1985-13 does not exist in the calendar. "
        "Write a year, a month or a day as well as the source knows it: 1947, 1947-09 or 1947-09-30; "
        "1947~ for about 1947; 1952/1953 for what lasted from one to the other; [1952..1953] for one day between the two",
    ),
    (
        ECO, "sources: [iran-history]}\nmembers", "sources: []}\nmembers",
        "data/organizations/eco.yml:7:45: error: memberships[0].sources: the list is empty. Add at least one entry",
    ),
    (
        ECO, "predecessors: [rcd]", "predecessors: rcd",
        "data/organizations/eco.yml:5:15: error: predecessors: rcd is not a list. Put it in square brackets: [rcd]",
    ),
    (
        ECO, "name: {en: Economic Cooperation Organization, fa: سازمان همکاری اقتصادی}", "name: ECO",
        "data/organizations/eco.yml:1:7: error: name: ECO is not a set of fields. Write the fields on lines of their own below it: en, fa, wanted",
    ),
    (
        ECO, "name: {en: Economic Cooperation Organization, fa: سازمان همکاری اقتصادی}", 'name: {en: "", fa: اکو}',
        "data/organizations/eco.yml:1:12: error: name.en: the text is empty. Write it, or remove the field",
    ),
    (
        ECO, "name: {en: Economic Cooperation Organization, fa: سازمان همکاری اقتصادی}", "name: {en: [a], fa: اکو}",
        "data/organizations/eco.yml:1:12: error: name.en: a text belongs here, and there are several values. "
        "Write one text, in quotation marks if it has a colon in it",
    ),
    (
        ECO, "countries: [IR, PK]", "countries: [Iran, PK]",
        "data/organizations/eco.yml:8:38: error: members.countries[0]: Iran does not fit. "
        "Did you mean IR? Write the country's two capital letters of ISO 3166-1",
    ),
    (
        "organizations/rcd.yml", 'founder: "true"', "founder: yes",
        "data/organizations/rcd.yml:9:82: error: memberships[0].founder: yes is neither true nor false. Write true or false",
    ),
    (
        "topics/neighbours.yml", 'order: "1"', "order: first",
        "data/topics/neighbours.yml:2:8: error: order: first is not a whole number. Write it in digits 0 to 9, without separators",
    ),
    (
        "sources/t.yml", "    - {family: Ivanova, given: Anna}", "    - {family: Ivanova, literal: Anna}",
        "data/sources/t.yml:8:7: error: trend-2007.author[0]: an author has either family (and given) or literal. Keep one of the two",
    ),
    (
        "countries.yml", "  reason: The name under which it takes part in the United Nations.\n", "",
        "data/countries.yml:2:1: error: PS: name and reason go together. Write both, or neither",
    ),
    (
        "topics/neighbours.yml", "checked: \"2026-11-17\"", "checked: [2026]",
        "data/topics/neighbours.yml:11:10: error: checked: a date is expected here. Write a year, a month or a day as well "
        "as the source knows it: 1947, 1947-09 or 1947-09-30; 1947~ for about 1947; 1952/1953 for what lasted from one to the other; [1952..1953] for one day between the two",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), FAULTS, ids=[fault[3][:70] for fault in FAULTS])
def test_a_faulty_field_is_described(change: Change, file: str, old: str, new: str, expected: str) -> None:
    assert expected in [str(finding) for finding in change(file, old, new)]


def test_all_faults_of_all_files_are_reported_together(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI / "data", data)
    (data / "organizations/eco.yml").write_text("name: ECO\n")
    (data / "relations/iran.yml").write_text("a: b: c\n")
    (data / "topics/neighbours.yml").write_text("")
    _atlas, findings = read_atlas(data)
    assert {finding.file for finding in findings} == {
        "data/organizations/eco.yml", "data/relations/iran.yml", "data/topics/neighbours.yml",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "better"), [("Un Women.yml", "un-women.yml"), ("un.yaml", "un.yml"), ("un.yml.txt", "un.yml")]
)
def test_a_misnamed_file_is_told_its_name(tmp_path: Path, name: str, better: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI / "data", data)
    (data / "organizations" / name).write_text("name: x\n")
    _atlas, findings = read_atlas(data)
    assert [str(finding) for finding in findings] == [
        f"data/organizations/{name}:1:1: error: {name} is no name for a record. Rename it to {better} "
        "(lower-case letters a to z, digits, hyphens, then .yml), or move it out of the folder"
    ]


def test_without_its_vocabulary_there_is_no_atlas(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI / "data", data)
    (data / "vocabulary.yml").unlink()
    atlas, findings = read_atlas(data)
    assert atlas is None
    assert "data/vocabulary.yml:1:1: error: the file cannot be read" in str(findings[0])


def test_an_empty_folder_is_no_traceback(tmp_path: Path) -> None:
    atlas, findings = read_atlas(tmp_path)
    assert atlas is None
    assert len(findings) == 8


def test_files_that_are_read_side_by_side_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = Path(shutil.copytree(MINI / "data", tmp_path / "data"))
    (data / ECO).write_text("name: [", encoding="utf-8")
    (data / "organizations/faulty.yml").write_text("name: &a x\nname: y\n", encoding="utf-8")
    (data / "organizations/raw.yml").write_bytes(b"\xff\xfe\x00")
    (data / "organizations/folder.yml").mkdir()
    monkeypatch.setattr(yaml_file, "_parsed", {})
    atlas, findings = read_atlas(data)
    assert len({finding.file for finding in findings}) > 3
    taken: list[object] = []
    side_by_side = yaml_file.side_by_side

    def noted(items: Sequence[Any], work: Callable[[Any], Any]) -> list[Any]:
        taken.extend(items)
        return side_by_side(items, work, least=2)

    monkeypatch.setattr(yaml_file, "side_by_side", noted)
    monkeypatch.setattr(yaml_file, "MANY_FILES", 2)
    monkeypatch.setattr(yaml_file, "_parsed", {})
    again, same_findings = read_atlas(data)
    assert same_findings == findings
    assert atlas is not None
    assert again is not None
    assert (again.organizations, again.relations, again.sources) == (
        atlas.organizations,
        atlas.relations,
        atlas.sources,
    )
    count = len(taken)
    assert count > 10
    read_atlas(data)
    assert len(taken) == count  # what is at hand is not read again


def test_of_what_was_read_the_last_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_file, "_parsed", {})
    monkeypatch.setattr(yaml_file, "MOST_PARSED", 2)
    first = yaml_file.parse("a: b", "first")
    assert yaml_file.parse("a: b", "first") is first
    yaml_file.parse("a: b", "second")
    yaml_file.parse("a: b", "third")
    assert [name for name, _text in yaml_file._parsed] == ["second", "third"]
