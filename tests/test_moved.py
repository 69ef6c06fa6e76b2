"""Renamed, removed and unpublished records: nobody meets a 404, and nobody meets a draft."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from atlas.load.folder import read_atlas
from atlas.model.atlas import Atlas
from conftest import MINI_BUILD, Change, build_site
from miniature import mini_project, replace

ECO = "organizations/eco.yml"
COMMONWEALTH = "organizations/commonwealth.yml"
GONE = """organizations/econ-forum:
  since: "2026-11-20"
  reason: {en: It was the same body as another., fa: همان نهاد دیگر بود.}
  see: [eco]
"""
DRAFT = """draft: true
name: {en: Secret Draft Body, fa: نهاد پیش‌نویس}
kind: economic
scope: regional
memberships:
  - {status: member, from: "1990", sources: [draft-source]}
checked: "2026-11-19"
"""
DRAFT_SOURCE = """draft-source:
  type: book
  title: A book that only the draft cites
  accessed: "2026-11-19"
  language: en
  read: full
  grade: reference
"""


def with_moves(data: Path) -> None:
    (data / "gone.yml").write_text(GONE, encoding="utf-8")
    (data / "organizations/secret.yml").write_text(DRAFT, encoding="utf-8")
    (data / "sources/d.yml").write_text(DRAFT_SOURCE, encoding="utf-8")


@pytest.fixture(scope="module")
def built(mini_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature with a renamed, a removed and an unpublished record, built as for publication."""
    project = shutil.copytree(mini_site.parent / "project", tmp_path_factory.mktemp("moved") / "project")
    with_moves(project / "data")
    replace(project, ECO, "kind: economic", "former_ids: [economic-cooperation]\nkind: economic")
    replace(project, "relations/iran.yml", "groups:", "former_ids: [persia]\ngroups:")
    build_site(project, project / "site", **MINI_BUILD)
    return project / "site"


@pytest.mark.parametrize(
    ("page", "language", "direction", "sentence", "name"),
    [
        (
            "organizations/economic-cooperation", "en", "ltr",
            "This page has moved to Economic Cooperation Organization.", "Economic Cooperation Organization",
        ),
        (
            "fa/organizations/economic-cooperation", "fa", "rtl",
            "این صفحه به سازمان همکاری اقتصادی رفته است.", "سازمان همکاری اقتصادی",
        ),
        ("relations/persia", "en", "ltr", "This page has moved to Iran.", "Iran"),
        ("fa/relations/persia", "fa", "rtl", "این صفحه به ایران رفته است.", "ایران"),
    ],
)  # fmt: skip
def test_an_old_address_leads_to_the_new_one(
    built: Path, page: str, language: str, direction: str, sentence: str, name: str
) -> None:
    html = (built / page / "index.html").read_text(encoding="utf-8")
    new = {"economic-cooperation": "eco", "persia": "iran"}[page.rsplit("/", 1)[1]]
    assert f'<html lang="{language}" dir="{direction}">' in html
    assert f'<meta http-equiv="refresh" content="0; url=../{new}/index.html">' in html
    assert f'<link rel="canonical" href="../{new}/">' in html
    assert f'<p>{sentence} <a href="../{new}/index.html">{name}</a></p>' in html
    assert "<script" not in html
    assert "style" not in html
    assert "default-src 'none'" in html
    assert (built / page / ".." / new / "index.html").is_file()


def test_old_ids_lead_on_in_the_data_too(built: Path) -> None:
    api = built / "api/v1"
    assert json.loads((api / "moved.json").read_text(encoding="utf-8")) == {
        "renamed": [
            {"from": "organizations/economic-cooperation", "to": "organizations/eco"},
            {"from": "relations/persia", "to": "relations/iran"},
        ],
        "removed": [
            {
                "id": "organizations/econ-forum",
                "since": "2026-11-20",
                "reason": {"en": "It was the same body as another.", "fa": "همان نهاد دیگر بود."},
                "see": ["eco"],
            }
        ],
    }
    stub = json.loads((api / "organizations/economic-cooperation.json").read_text(encoding="utf-8"))
    assert stub == {"moved_to": "organizations/eco"}
    eco = json.loads((api / "organizations/eco.json").read_text(encoding="utf-8"))
    assert eco["former_ids"] == ["economic-cooperation"]
    gone = json.loads((api / "organizations/econ-forum.json").read_text(encoding="utf-8"))
    assert gone["removed"]["see"] == ["eco"]


@pytest.mark.parametrize(
    ("page", "sentence", "link"),
    [
        ("organizations/econ-forum", "It was the same body as another.", "Economic Cooperation Organization"),
        ("fa/organizations/econ-forum", "همان نهاد دیگر بود.", "سازمان همکاری اقتصادی"),
    ],
)
def test_a_removed_record_says_why_and_where_to_go(built: Path, page: str, sentence: str, link: str) -> None:
    html = (built / page / "index.html").read_text(encoding="utf-8")
    assert sentence in html
    assert f'<a href="../eco/">{link}</a>' in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_removed_record_is_counted_and_found_nowhere(built: Path) -> None:
    assert "econ-forum" not in (built / "organizations/index.html").read_text(encoding="utf-8")
    assert not [path for path in (built / "assets/search").rglob("*.*") if b"econ-forum" in path.read_bytes()]


def test_a_draft_is_published_nowhere(built: Path) -> None:
    hints = (b"Secret Draft Body", "نهاد پیش‌نویس".encode(), b"organizations/secret")
    leaks = [path for path in built.rglob("*") if path.is_file() and any(hint in path.read_bytes() for hint in hints)]
    assert leaks == []
    assert not list(built.rglob("*secret*"))
    sources = json.loads((built / "api/v1/sources.json").read_text(encoding="utf-8"))["items"]
    assert "draft-source" not in {source["id"] for source in sources}
    eco = json.loads((built / "api/v1/organizations/eco.json").read_text(encoding="utf-8"))
    assert "draft" not in eco


def test_a_draft_is_checked_like_others(tmp_path: Path, change: Change) -> None:
    (tmp_path / "data/organizations").mkdir(parents=True)
    (tmp_path / "data/sources").mkdir()
    with_moves(tmp_path / "data")
    found = change("organizations/eco.yml", "kind: economic", "kind: economical")
    assert [finding.file for finding in found] == ["data/organizations/eco.yml"]
    (tmp_path / "data/organizations/secret.yml").write_text(DRAFT.replace("economic", "economical"), encoding="utf-8")
    atlas, findings = read_atlas(tmp_path / "data")
    assert atlas is not None
    assert findings == []
    assert isinstance(atlas, Atlas)
    assert atlas.organizations["secret"].draft


FAULTS = [
    (
        {ECO: ("kind: economic", "former_ids: [rcd]\nkind: economic")},
        "data/organizations/eco.yml:3:14: error: former_ids[0]: rcd already belongs to data/organizations/rcd.yml. "
        "Keep it in one of the two places",
    ),
    (
        {ECO: ("kind: economic", "former_ids: [econ-forum]\nkind: economic")},
        "data/organizations/eco.yml:3:14: error: former_ids[0]: econ-forum already belongs to data/gone.yml. "
        "Keep it in one of the two places",
    ),
    (
        {"gone.yml": ("organizations/econ-forum", "organizations/eco")},
        "data/gone.yml:1:1: error: organizations/eco: data/organizations/eco.yml is still there. "
        "Remove this entry, or delete that record",
    ),
    (
        {"gone.yml": ("organizations/econ-forum", "econ-forum")},
        "data/gone.yml:1:1: error: econ-forum: econ-forum is no address. Write a folder and an id: organizations/some-id",
    ),
    (
        {"gone.yml": ("[eco]", "[secret]")},
        "data/gone.yml:4:9: error: organizations/econ-forum.see[0]: secret is a draft, which readers cannot see. "
        "Publish it first, or leave it out here",
    ),
    (
        {COMMONWEALTH: ("(record:iran)", "(record:secret)")},
        "data/organizations/commonwealth.yml:30:7: error: summary.en: secret is a draft, which readers cannot see. "
        "Publish it first, or leave it out here",
    ),
    (
        {ECO: ("kind: economic", "former_ids: [econ]\nkind: economic"), COMMONWEALTH: ("(record:iran)", "(record:econ)")},
        "data/organizations/commonwealth.yml:30:7: error: summary.en: there is no record econ in data/organizations or "
        "data/relations or data/topics. It is called eco now",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "expected"), FAULTS, ids=[fault[1][:80] for fault in FAULTS])
def test_a_wrong_move_is_found(tmp_path: Path, changes: dict[str, tuple[str, str]], expected: str) -> None:
    from atlas.pipeline import read_and_check
    from conftest import TODAY

    project = mini_project(tmp_path / "project")
    with_moves(project / "data")
    for file, (old, new) in changes.items():
        replace(project, file, old, new)
    assert expected in [str(finding) for finding in read_and_check(project / "data", TODAY)[1]]


def test_good_moves_are_accepted(tmp_path: Path) -> None:
    from atlas.pipeline import read_and_check
    from conftest import TODAY

    project = mini_project(tmp_path / "project")
    with_moves(project / "data")
    assert [str(finding) for finding in read_and_check(project / "data", TODAY)[1]] == []
