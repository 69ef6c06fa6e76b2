"""The page *State of the data* counts what is there, what is missing, and nothing twice."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from atlas.derive import survey as module
from atlas.derive.survey import Share, survey
from atlas.model.atlas import Atlas
from conftest import Variant

IRAN = "relations/iran.yml"


def test_the_counts_of_the_miniature(mini: Atlas) -> None:
    found = survey(mini)
    assert found.records == {"organizations": 6, "relations": 3, "topics": 1, "sources": 5, "events": 3}
    assert {name: (share.part, share.whole) for name, share in found.shares.items()} == {
        "membership_start": (6, 7),
        "membership_counted": (1, 7),
        "relations_start": (1, 3),
        "relations_bounded": (1, 3),
        "relations_known": (2, 3),
        "founding": (2, 6),
        "seat": (1, 6),
        "members": (3, 6),
        "wikidata": (1, 6),
        "summary": (1, 6),
        "relation_summary": (1, 3),
        "missions": (1, 3),
        "relation_events": (1, 3),
        "archived": (1, 5),
    }
    assert found.precision == {
        "membership": Counter(year=3, day=2, month=1, counted=1),
        "relations": Counter(month=1, bounded=1, unknown=1),
        "events": Counter(interval=1, day=1, month=1),
    }
    assert found.grades == Counter(press=2, reference=2, weak=1)
    assert found.readings == Counter({"full": 3, "excerpt": 1, "data-set": 1})


def test_the_lists_of_the_miniature(mini: Atlas) -> None:
    found = survey(mini)
    assert found.thinnest == [
        ("relations", "palestine", 0),
        ("organizations", "arab-league", 1),
        ("organizations", "eco", 1),
        ("organizations", "rcd", 1),
        ("organizations", "red-crescent", 1),
        ("relations", "iran", 1),
        ("relations", "united-kingdom", 1),
        ("organizations", "wmo", 2),
        ("topics", "neighbours", 2),
        ("organizations", "commonwealth", 3),
    ]
    assert [(folder, id_, str(day)) for folder, id_, day in found.longest_unchecked][:3] == [
        ("topics", "neighbours", "2026-11-17"),
        ("relations", "iran", "2026-11-18"),
        ("relations", "palestine", "2026-11-18"),
    ]
    assert (found.counted_memberships, found.undated_memberships) == (["wmo"], [])
    assert (found.bounded_relations, found.undated_relations) == (["united-kingdom"], ["palestine"])
    # The United Kingdom has neither summary nor section, but an event of another record stands on its page.
    assert found.relation_stubs == ["palestine"]
    assert found.checks_differ
    assert found.without_members == ["rcd"]


@pytest.mark.parametrize(("status", "whole"), [("none", 2), ("informal", 2), ("severed", 3), ("unknown", 3)])
def test_relations_that_do_not_exist_need_no_beginning(variant: Variant, status: str, whole: int) -> None:
    atlas = variant(("relations/palestine.yml", "status: unknown", f"status: {status}\n  sources: [iran-history]"))
    found = survey(atlas)
    assert found.shares["relations_start"] == Share(1, whole)
    assert found.shares["relations_bounded"] == Share(1, whole)
    assert ("palestine" in found.undated_relations) == (whole == 3)
    assert sum(found.precision["relations"].values()) == whole


def test_a_spell_without_a_beginning_is_missing_one(variant: Variant) -> None:
    found = survey(variant(("organizations/eco.yml", 'from: "1985", ', "")))
    assert found.shares["membership_start"] == Share(5, 7)
    assert found.undated_memberships == ["eco"]
    assert found.precision["membership"]["unknown"] == 1


def test_the_lists_are_cut(mini: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LIST_LENGTH", 2)
    found = survey(replace(mini))  # an atlas is surveyed once
    assert (len(found.thinnest), len(found.longest_unchecked)) == (2, 2)


def test_a_share_is_given_in_per_cent() -> None:
    assert (Share(1, 3).per_cent, Share(2, 2).per_cent, Share(0, 5).per_cent, Share(0, 0).per_cent) == (
        33.3,
        100,
        0,
        100,
    )


def test_records_that_were_checked_on_one_day_do_not_differ(mini: Atlas) -> None:
    one = replace(mini, organizations={"eco": mini.organizations["eco"]}, relations={}, topics={})
    assert not survey(one).checks_differ
