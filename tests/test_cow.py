"""Our memberships against the Correlates of War data: every difference is listed with its reason, and no other.

The data set gives one value for each country, organization and year to 2014. A difference that has gone makes its
entry in differences.yml an error, so that the list only shrinks.
"""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from atlas.model.atlas import Atlas
from atlas.model.records import Organization
from conftest import ROOT

LAST_YEAR = 2014
SPELLS: dict[str, Any] = yaml.safe_load((ROOT / "tests/cow/spells.yml").read_text(encoding="utf-8"))
DIFFERENCES: dict[str, Any] = yaml.safe_load((ROOT / "tests/cow/differences.yml").read_text(encoding="utf-8"))


def years(atlas: Atlas, record: Organization, theirs: list[str]) -> str:
    """Our spells in the form of the data set: ``member 1947-1972, member 1989-2014``.

    A suspended member remains a member for it; spells that touch are one. What began at some time within a span began in
    the year of the data set, ``theirs``, if that lies in the span.
    """
    begins = {int(match[0]) for spell in theirs if (match := re.search(r"[0-9]{4}", spell))}
    found: list[list[Any]] = []
    for spell in record.memberships:
        status = "member" if atlas.means("membership-status", spell.status, "full") else spell.status
        begun = spell.from_ or spell.first_counted
        first = begun.ends[0].first.year if begun else None
        if begun and begun.precision == "between":
            first = next((year for year in sorted(begins) if begun.first.year <= year <= begun.last.year), first)
        last = spell.to.ends[1].last.year if spell.to else LAST_YEAR
        if first is not None and first > LAST_YEAR:
            continue
        if found and found[-1][0] == status and first is not None and first <= found[-1][2]:
            found[-1][2] = min(last, LAST_YEAR)
        else:
            found.append([status, first, min(last, LAST_YEAR)])
    return ", ".join(f"{status} {first if first else 'unknown'}-{last}" for status, first, last in found) or "none"


@pytest.mark.parametrize("id_", sorted(SPELLS))
def test_a_difference_from_the_data_set_has_a_reason(atlas: Atlas, id_: str) -> None:
    ours, theirs = years(atlas, atlas.organizations[id_], SPELLS[id_]["spells"]), ", ".join(SPELLS[id_]["spells"])
    listed = DIFFERENCES.get(id_)
    if ours == theirs:
        assert listed is None, f"{id_} no longer differs. Remove it from tests/cow/differences.yml"
        return
    assert listed is not None, f"{id_}: here {ours}, there {theirs}. Give the reason in tests/cow/differences.yml"
    assert listed["here"] == ours
    assert len(listed["reason"]) > 20


def test_every_listed_difference_is_about_the_data_set() -> None:
    assert set(DIFFERENCES) <= set(SPELLS)
