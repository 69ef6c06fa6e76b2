"""Closed lists: what their terms mean stands beside them, and a new term never breaks a build."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from atlas.derive.memberships import shared_organizations
from atlas.derive.relations import mission_sides, usual_status
from atlas.load.folder import read_atlas
from atlas.model.atlas import Atlas
from atlas.model.beside import COLOURS, TONES
from atlas.model.descriptions import models
from atlas.model.fields import Vocabulary, marks_in
from atlas.pipeline import TEMPLATES, build_pages, read_and_check
from conftest import MINI, ROOT, TODAY, Change

#: For each closed list the field of the miniature that takes a new term, as file, text and text with the term.
NEW_TERMS = [
    ("membership-status", "organizations/eco.yml", "status: member", "status: frozen"),
    ("membership-basis", "organizations/commonwealth.yml", "basis: admission", "basis: frozen"),
    ("organization-kind", "organizations/eco.yml", "kind: economic", "kind: frozen"),
    ("scope", "organizations/eco.yml", "scope: regional", "scope: frozen"),
    ("ending", "organizations/rcd.yml", "ending: dissolved", "ending: frozen"),
    ("office-kind", "organizations/commonwealth.yml", "kind: presidency", "kind: frozen"),
    ("participation-kind", "organizations/red-crescent.yml", "kind: national-member", "kind: frozen"),
    ("relation-status", "relations/iran.yml", "status: established", "status: frozen"),
    (
        "relation-evidence",
        "relations/united-kingdom.yml",
        'known_by: "1972"\n',
        'known_by: "1972"\n  evidence: frozen\n',
    ),
    ("relation-group", "relations/iran.yml", "groups: [neighbour", "groups: [frozen"),
    ("side", "relations/iran.yml", "by: subject", "by: frozen"),
    ("mission-kind", "relations/iran.yml", "kind: embassy", "kind: frozen"),
    ("event-kind", "relations/iran.yml", "kind: visit", "kind: frozen"),
    ("source-type", "sources/f.yml", "type: ", "type: frozen # "),
    ("source-grade", "sources/f.yml", "grade: ", "grade: frozen # "),
    ("read-level", "sources/f.yml", "read: ", "read: frozen # "),
    ("non-membership", "organizations/arab-league.yml", "not_member:\n", "not_member:\n  standing: frozen\n"),
    ("locator-label", "", "", ""),
]


def with_term(root: Path, vocabulary: str, file: str, old: str, new: str) -> None:
    """Add the term ``frozen`` to a list of the miniature at ``root``, and use it everywhere in one file."""
    shutil.copytree(MINI / "data", root / "data")
    path = root / "data/vocabulary.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace(f"\n{vocabulary}:\n", f"\n{vocabulary}:\n  frozen: {{en: Frozen, fa: یخ‌زده}}\n", 1),
        encoding="utf-8",
    )  # fmt: skip
    if file:
        record = root / "data" / file
        text = record.read_text(encoding="utf-8")
        assert old in text, (file, old)
        record.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(("vocabulary", "file", "old", "new"), NEW_TERMS, ids=[term[0] for term in NEW_TERMS])
def test_a_new_term_that_check_accepts_breaks_no_build(
    tmp_path: Path, vocabulary: str, file: str, old: str, new: str
) -> None:
    with_term(tmp_path, vocabulary, file, old, new)
    atlas, findings = read_and_check(tmp_path / "data", TODAY)
    assert atlas is not None
    # The list of members tells of a full membership, which the new term is not; that is the only complaint there may be.
    assert [str(finding) for finding in findings if "memberships has no such spell" not in finding.message] == []
    if not findings:
        build_pages(tmp_path, TODAY)
        pages = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "docs/en").rglob("*.md"))
        assert "Frozen" in pages


def test_every_closed_list_has_its_new_term(mini: Atlas) -> None:
    assert {term[0] for term in NEW_TERMS} == set(mini.vocabulary)


def test_a_term_without_words_of_its_own_is_said_by_its_label(tmp_path: Path) -> None:
    with_term(tmp_path, *NEW_TERMS[7])
    build_pages(tmp_path, TODAY)
    page = (tmp_path / "docs/en/relations/iran.md").read_text(encoding="utf-8")
    assert "Diplomatic relations: Frozen" in page or "Iran: Frozen." in page


def test_a_joint_mission_is_on_the_page_and_counts_for_both_sides(tmp_path: Path) -> None:
    shutil.copytree(MINI / "data", tmp_path / "data")
    record = tmp_path / "data/relations/iran.yml"
    record.write_text(record.read_text(encoding="utf-8").replace("by: subject", "by: both"), encoding="utf-8")
    atlas, _written = build_pages(tmp_path, TODAY)
    assert mission_sides(atlas.relations["iran"]) == "partner-subject"
    assert "Joint missions" in (tmp_path / "docs/en/relations/iran.md").read_text(encoding="utf-8")


def test_a_missing_list_is_a_finding(change: Change) -> None:
    assert "data/vocabulary.yml:1:1: error: scope: the list is missing or empty. Add it with its terms" in [
        str(finding) for finding in change("vocabulary.yml", "\nscope:", "\nreach:")
    ]


def test_a_tone_that_no_style_sheet_has_is_a_finding(change: Change) -> None:
    assert (
        "data/vocabulary.yml:13:64: error: membership-status.member.tone: loud does not fit. "
        "Write one of: strong, soft, warn, alert"
    ) in [str(finding) for finding in change("vocabulary.yml", "tone: strong", "tone: loud")]


def test_full_membership_is_what_the_vocabulary_says(tmp_path: Path, mini: Atlas) -> None:
    assert shared_organizations(mini, "IR", TODAY) == ["eco"]
    shutil.copytree(MINI / "data", tmp_path / "data")
    path = tmp_path / "data/vocabulary.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("fa: عضو, full: true", "fa: عضو"), encoding="utf-8")
    changed, _findings = read_atlas(tmp_path / "data")
    assert changed is not None
    assert shared_organizations(changed, "IR", TODAY) == []


def test_both_vocabularies_have_one_usual_state_of_relations(mini: Atlas, atlas: Atlas) -> None:
    assert usual_status(mini) == usual_status(atlas) == "established"


def test_the_style_sheet_knows_tones_and_colours_and_no_terms(atlas: Atlas) -> None:
    css = (ROOT / "docs/assets/atlas.css").read_text(encoding="utf-8")
    assert all(f".atlas-badge--{tone} " in css for tone in TONES)
    assert all(f"--atlas-{colour}:" in css for colour in COLOURS)
    names = set(re.findall(r"\.(?:atlas-badge|atlas-bar|atlas-event)--([a-z-]+)", css))
    assert names - {*TONES, *COLOURS} == {"hatched", "unsure", "event", "possibly"}


def test_programs_name_no_status(atlas: Atlas) -> None:
    """The meanings stand in the vocabulary: no rule, no derivation and no template asks for a status by its name."""
    lists = ("membership-status", "relation-status", "ending", "source-grade")
    terms = {term for name in lists for term in atlas.vocabulary[name]} - {"none", "unknown", "participant"}
    for path in [*(ROOT / "scripts/atlas").rglob("*.py"), *TEMPLATES.glob("*.j2")]:
        found = set(re.findall(r'[=!(,] ?"([a-z-]+)"', path.read_text(encoding="utf-8"))) & terms
        # An interruption that does not say what it was broke relations off; who stands in a list of members without a
        # status is a member; Wikidata knows relations and memberships that stand; a Data Package has a field called
        # reference; and columns and figures have the names of the fields.
        named = {
            "records.py": {"severed"},
            "linked.py": {"established"},
            "datapackage.py": {"reference"},
            "columns.py": {"reference"},
            "tables.py": {"member", "dissolved"},
            "wikidata.py": {"member"},
            "layout.py": {"dissolved"},
            "organization.md.j2": {"dissolved"},
        }
        assert found <= named.get(path.name, set()), path


def test_contribute_names_every_term(atlas: Atlas) -> None:
    offered = {
        mark.name
        for model in models()
        for field in model.model_fields.values()
        for mark in (*field.metadata, *marks_in(field.annotation))
        if isinstance(mark, Vocabulary)
    }
    for code in atlas.subject.languages:
        text = (ROOT / f"docs/{code}/contribute/index.md").read_text(encoding="utf-8")
        named = set(re.findall(r"[a-z0-9-]+", text))  # a delegation is no legation
        missing = [term for name in sorted(offered) for term in atlas.vocabulary[name] if term not in named]
        assert missing == [], f"Name these in docs/{code}/contribute/index.md, where their field is told"
