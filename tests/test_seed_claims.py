"""Every claim of the founding documents is on some page, right or visibly corrected, in both languages."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import ROOT

TABLE: dict[str, Any] = yaml.safe_load((ROOT / "tests/seed_claims.yml").read_text(encoding="utf-8"))
CORRECTED = [(claim, page) for page, claims in TABLE["corrections"].items() for claim in claims]
CARRIED = [(claim, row["page"], row) for claim, row in TABLE["carried"].items()]

#: The Persian document makes 39 checkable claims, the English one 27.
CLAIMS = {f"fa-{number:02}" for number in range(1, 40)} | {f"en-{number:02}" for number in range(1, 28)}


def text_of(site: Path, language: str, page: str) -> str:
    html = (site / ("fa" if language == "fa" else ".") / page / "index.html").read_text(encoding="utf-8")
    article = html[html.index("<article") : html.index("</article>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", article)).split())


def test_the_table_is_complete() -> None:
    assert {claim for claim, _page in CORRECTED} | set(TABLE["carried"]) == CLAIMS
    assert len(CORRECTED) + len(CARRIED) == len(CLAIMS)


@pytest.mark.parametrize(("claim", "page"), CORRECTED, ids=[claim for claim, _page in CORRECTED])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_claim_that_needs_a_remark_has_one(site: Path, claim: str, page: str, language: str) -> None:
    html = (site / ("fa" if language == "fa" else ".") / page / "index.html").read_text(encoding="utf-8")
    assert f'id="claim-{claim}"' in html


@pytest.mark.parametrize(("claim", "page", "row"), CARRIED, ids=[claim for claim, _page, _row in CARRIED])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_claim_that_is_right_is_carried(site: Path, claim: str, page: str, row: Any, language: str) -> None:
    text = text_of(site, language, page)
    for words in row[language]:
        assert re.search(words, text), f"{claim}: {words} is not on {language} {page}"
