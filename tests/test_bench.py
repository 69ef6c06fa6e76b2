"""The benchmark: what it makes to be measured is what it says, and the page says what was measured."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
import yaml

import bench
from atlas.findings import has_errors
from atlas.language.languages import LANGUAGES
from atlas.pipeline import build_pages, read_and_check
from conftest import MINI, TODAY
from miniature import mini_project
from tools.growth import grow
from tools.measure import cost
from tools.stock import stock_project

DATA = {
    "date": "2026-11-26",
    "runs": 5,
    "machine": {"cores": 2, "memory": 23, "load": 1.5},
    "versions": {"Python": "3.11.7"},
    "rows": {"cold": {"ours": 12.0, "other": 16.0, "ratio": 0.75}},
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_page_says_what_the_figures_say(code: str) -> None:
    assert bench.FIGURES.is_file()
    expected = bench.page(json.loads(bench.FIGURES.read_text(encoding="utf-8")), code)
    written = (bench.ROOT / "docs" / code / "performance" / "index.md").read_text(encoding="utf-8")
    assert written == expected, "write it anew: python scripts/bench.py --page"


def test_figures_become_a_row() -> None:
    row = "| First build of everything | 12.0 | stock build of the rendered pages | 16.0 | 0.75 | ≤ 0.8 |"
    assert bench.table(DATA, "en")[2:] == [row]
    assert "| ۱۲٫۰ |" in bench.table(DATA, "fa")[2]
    assert "26 November 2026" in bench.page(DATA, "en")
    assert "۲۶ نوامبر ۲۰۲۶" in bench.page(DATA, "fa")


def test_medians_and_ratios() -> None:
    found = bench.figures({"cold": ([1, 9, 2], [4, 4, 5]), "memory": ([3], [])}, 3, 0.5)
    assert found["rows"] == {"cold": {"ours": 2, "other": 4, "ratio": 0.5}}


def test_many_times_the_records_are_faultless(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI / "data", data)
    before = len(list(data.glob("[ort]*/*.yml")))
    count = grow(data, 4)
    atlas, findings = read_and_check(data, TODAY)
    assert atlas is not None
    assert not has_errors(findings)
    assert sum(len(atlas.folder(folder)) for folder in ("organizations", "relations", "topics")) == count
    assert count > before


def test_the_stock_project_has_the_same_pages_and_menu_and_nothing_of_ours(tmp_path: Path) -> None:
    root = mini_project(tmp_path / "ours")
    build_pages(root, TODAY)
    stock_project(root, tmp_path / "stock")
    text = (tmp_path / "stock" / "mkdocs.yml").read_text(encoding="utf-8")
    for ours in ("\nhooks:", "custom_dir", "search.js", "atlas.css"):
        assert ours not in text
    languages = yaml.safe_load(text[text.index("languages: [") :].split("\n", 1)[0])["languages"]
    assert [found["locale"] for found in languages] == list(LANGUAGES)
    assert languages[0]["nav"][1]["Organizations"][0] == "organizations/index.md"
    pages = [
        sorted(path.relative_to(folder) for path in folder.rglob("*.md"))
        for folder in (root / "docs", tmp_path / "stock/docs")
    ]
    assert pages[0] == pages[1]


def test_forgetting_leaves_what_people_wrote(tmp_path: Path) -> None:
    root = mini_project(tmp_path / "ours")
    before = sorted(path for path in (root / "docs").rglob("*"))
    build_pages(root, TODAY)
    (root / ".cache").mkdir()
    bench.forget(root)
    assert sorted(path for path in (root / "docs").rglob("*")) == before
    assert not (root / ".cache").exists()


def test_a_command_costs_what_it_takes(tmp_path: Path) -> None:
    found = cost([sys.executable, "-c", "x = bytearray(50_000_000); sum(range(3_000_000))"], tmp_path)
    assert found.clock > 0
    assert found.processor > 0
    assert found.memory > 40
    with pytest.raises(RuntimeError, match="a reason"):
        cost([sys.executable, "-c", "raise SystemExit('a reason')"], tmp_path)
