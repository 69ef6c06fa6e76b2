"""``compare.py``: which facts differ, in words of both languages, between folders and between revisions."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from atlas.compare.differences import differences
from commands import run, started
from conftest import MINI

ECO = "organizations/eco.yml"
RCD = "organizations/rcd.yml"
IRAN = "relations/iran.yml"
COMMONWEALTH = "organizations/commonwealth.yml"


def sentences(old: Path, new: Path) -> list[tuple[str, str]]:
    result = run("compare", str(old), str(new), "--format", "json")
    assert result.returncode == 0, result.stderr
    return [(change["sentence"]["en"], change["sentence"]["fa"]) for change in json.loads(result.stdout)["changes"]]


@pytest.fixture
def versions(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("old", "new"):
        shutil.copytree(MINI / "data", tmp_path / name / "data")
    return tmp_path / "old", tmp_path / "new"


def edit(version: Path, file: str, old: str, new: str) -> None:
    path = version / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


CHANGES = [
    (ECO, 'from: "1985"', 'from: "1985-01-29"', "ECO: member from 1985-01-29, was 1985", "اکو: عضو از ۱۹۸۵-۰۱-۲۹؛ پیش‌تر ۱۹۸۵"),
    (ECO, "kind: economic", "kind: political", "ECO: Kind Political, was Economic and trade", None),
    (RCD, "ending: dissolved, ", "", "RCD: member ending removed: organization dissolved", "آر.سی.دی: عضو پایان برداشته شد: انحلال سازمان"),
    (IRAN, 'since: "1948-05"', 'since: "1947-08-14"', "Iran: Diplomatic relations since 1947-08-14, was 1948-05", "ایران: روابط دیپلماتیک از ۱۹۴۷-۰۸-۱۴؛ پیش‌تر ۱۹۴۸-۰۵"),
    (
        IRAN, "en: Iran is a neighbour.", "en: Iran is the western neighbour.",
        "Iran: Summary, text changed in English only, look whether the Persian needs it, too: Iran is the western neighbour.[@iran-history]",
        "ایران: خلاصه، متن تنها به انگلیسی تغییر کرد؛ ببینید فارسی هم به آن نیاز دارد یا نه: Iran is the western neighbour.[@iran-history]",
    ),
    (ECO, "[IR, PK]", "[AF, IR, PK]", "ECO: Members added: Afghanistan", "اکو: اعضا کشورهای عضو افزوده شد: افغانستان"),
    ("countries.yml", "{sentence: the United Kingdom}", "{sentence: Britain}", "data/countries.yml: “United Kingdom” sentence Britain, was the United Kingdom", "data/countries.yml: «بریتانیا» در جملهٔ انگلیسی Britain؛ پیش‌تر the United Kingdom"),
    (ECO, "predecessors: [rcd]\n", "", "ECO: Predecessors removed: rcd", "اکو: سازمان‌های پیشین برداشته شد: rcd"),
    ("sources/h.yml", "title: Pakistan quits Commonwealth", "title: Pakistan leaves", "hindu-1972: Title Pakistan leaves, was Pakistan quits Commonwealth", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("file", "old", "new", "english", "persian"), CHANGES, ids=[change[3][:50] for change in CHANGES]
)
def test_a_fact_that_changes_is_said_in_words(
    versions: tuple[Path, Path], file: str, old: str, new: str, english: str, persian: str | None
) -> None:
    edit(versions[1], file, old, new)
    ((en, fa),) = sentences(*versions)
    assert en == english
    assert persian is None or fa == persian


def test_the_same_data_has_no_difference_however_it_is_written(versions: tuple[Path, Path]) -> None:
    edit(versions[1], ECO, "kind: economic\nscope: regional\n", "# A comment.\nscope: 'regional'\nkind: economic\n")
    assert sentences(*versions) == []
    assert "No fact changes." in run("compare", str(versions[0]), str(versions[1])).stdout
    assert "هیچ داده‌ای تغییر نمی‌کند." in run("compare", str(versions[0]), str(versions[1])).stdout


def test_records_come_go_and_are_renamed(versions: tuple[Path, Path]) -> None:
    new = versions[1] / "data/organizations"
    (new / "arab-league.yml").unlink()
    (new / "eco.yml").rename(new / "economic.yml")
    edit(versions[1], "organizations/economic.yml", "kind: economic", "former_ids: [eco]\nkind: political")
    shutil.copy(new / "rcd.yml", new / "oec.yml")
    english = [sentence for sentence, _persian in sentences(*versions)]
    assert english == [
        "League of Arab States: record removed",
        "ECO: renamed, was organizations/eco",
        "ECO: Former ids added: eco",
        "ECO: Kind Political, was Economic and trade",
        "RCD: new record",
    ]


def test_both_languages_changed_is_no_reason_to_worry(versions: tuple[Path, Path]) -> None:
    edit(versions[1], IRAN, "{en: For a while., fa: برای مدتی.}", "{en: For a year., fa: یک سال.}")
    ((english, persian),) = sentences(*versions)
    assert english == "Iran: Diplomatic relations interruptions “1960” note, text changed: For a year."
    assert persian.endswith("متن تغییر کرد: یک سال.")


def test_markdown_shows_what_anybody_wrote_as_it_is(versions: tuple[Path, Path]) -> None:
    edit(
        versions[1], "sources/h.yml", "title: Pakistan quits Commonwealth", 'title: "<b>@all</b> [x](javascript:y) `z`"'
    )
    text = run("compare", str(versions[0]), str(versions[1]), "--language", "en").stdout
    assert "\\<b\\>\\@all\\</b\\> \\[x\\](javascript:y) \\`z\\`" in text


def test_a_file_that_cannot_be_read_is_named(versions: tuple[Path, Path]) -> None:
    edit(versions[1], ECO, "kind: economic", "kind: [economic")
    text = run("compare", str(versions[0]), str(versions[1]), "--language", "en").stdout
    assert "No fact changes." in text
    assert "Not compared, because they cannot be read: data/organizations/eco.yml" in text


def test_revisions_of_git_can_be_compared(versions: tuple[Path, Path]) -> None:
    root = versions[1]

    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", "-C", str(root), *identity, *arguments], check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "one")
    edit(root, ECO, 'from: "1985"', 'from: "1985-01-29"')
    git("commit", "-q", "-a", "-m", "two")
    result = started("compare", "HEAD~1", "HEAD", "--root", str(root), "--language", "en")
    assert (result.returncode, result.stderr) == (0, "")
    assert "- ECO: member from 1985-01-29, was 1985\n" in result.stdout
    worktree = run("compare", "HEAD~1", str(root), "--root", str(root), "--language", "en")
    assert worktree.stdout == result.stdout


@pytest.mark.parametrize("name", ["no-such", "--output=/tmp/x", "HEAD; echo"])
def test_what_is_neither_folder_nor_revision_is_refused(name: str) -> None:
    result = run("compare", "--", name, str(MINI))
    assert result.returncode == 2
    assert "is neither a folder nor a revision of git" in result.stderr
    assert "Traceback" not in result.stderr


def test_entries_are_matched_by_what_they_are_about() -> None:
    old = {"x": {"events": [{"date": "1950", "kind": "visit", "title": {"en": "A", "fa": "ا"}}]}}
    new = {
        "x": {
            "events": [
                {"date": "1949", "kind": "talks", "title": {"en": "B", "fa": "ب"}},
                {"date": "1950", "kind": "visit", "title": {"en": "C", "fa": "ا"}},
            ]
        }
    }
    assert [(change.what, change.path, change.languages) for change in differences(old, new)] == [
        ("added", ("events", "1949 talks"), ()),
        ("changed", ("events", "1950 visit", "title"), ("en",)),
    ]


def test_a_source_that_comes_or_goes_is_called_a_source(versions: tuple[Path, Path]) -> None:
    edit(versions[1], "sources/t.yml", "trend-2007:", "trend-2008:")
    assert sentences(*versions) == [
        ("trend-2007: source removed", "trend-2007: منبع برداشته شد"), ("trend-2008: new source", "trend-2008: منبع تازه"),
    ]  # fmt: skip
