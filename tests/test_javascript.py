"""The pages' scripts without a browser: what computes is run by Node, on the same cases as Python; types are checked.

Skipped where there is no Node.js (Debian: ``apt-get install nodejs``), and the types where there is no TypeScript
(``npm install --no-save typescript``).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from persiantools.jdatetime import JalaliDate

from atlas.derive.intervals import Certainty, covers, day_bounds
from atlas.language.calendars import FIRST_SOLAR_HIJRI_DAY
from atlas.model.dates import parse_date
from atlas.search.extract import places
from atlas.search.files import fold_table_file, search_files
from atlas.search.folding import browser_table, fold, key, short_key, stem_key, table, terms, words
from atlas.search.index import KINDS, SearchPage, build_index
from conftest import ROOT
from test_search_folding import DIFFERENT, SAME
from tools.javascript import CHECK, MISSING, find_biome, main

CASES: list[dict[str, Any]] = json.loads((ROOT / "tests/intervals.json").read_text(encoding="utf-8"))
ANSWERS = {"surely": Certainty.YES, "possibly": Certainty.POSSIBLY, "": Certainty.NO}


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["what"]))
def test_python_answers_each_case_of_the_table(case: dict[str, Any]) -> None:
    start, end = (text and parse_date(text) for text in (case["start"], case["end"]))
    bounds = day_bounds(start, end)
    assert case["bounds"] == {
        "earliest": str(bounds.earliest),
        "surelyFrom": str(bounds.surely_from),
        "surelyUntil": str(bounds.surely_until),
        "latest": str(bounds.latest),
    }
    for day, expected in case["days"].items():
        assert covers(start, end, date.fromisoformat(day)) is ANSWERS[expected], day


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


def needs(program: str | None, sentence: str) -> str:
    if program is None:
        pytest.skip(sentence)
    return str(program)


def test_node_answers_the_same(tmp_path: Path) -> None:
    node = needs(shutil.which("node"), "There is no Node.js. On Debian and Ubuntu install the package nodejs.")
    texts = [text for rule in table()["rules"] for example in rule["examples"] for text in example]
    texts += [text for pair in (*SAME, *DIFFERENT) for text in pair]
    texts += [
        "The Organisation of the Islamic Conference",
        "سازمان همکاری‌های منطقه‌ای",
        "",
        "و",
        "the of",
        "constructor",
        "«برخی»\u200cاند، \u200c و\u200c سازمان\u200c!",
    ]
    folded = [(text, _folded(text)) for text in dict.fromkeys(texts)]
    file = tmp_path / "folded.json"
    file.write_text(json.dumps({"table": browser_table(), "texts": folded}, ensure_ascii=False), encoding="utf-8")
    index = tmp_path / "search"
    small = [_page(**entry) for entry in json.loads((ROOT / "tests/search/small.json").read_text(encoding="utf-8"))]
    for name, text in {"fold-table.js": fold_table_file(), **search_files(build_index(small, "en"), "en")}.items():
        (index / name).parent.mkdir(parents=True, exist_ok=True)
        (index / name).write_text(text, encoding="utf-8")
    hijri = tmp_path / "hijri.json"
    hijri.write_text(json.dumps(_ends_of_hijri_months()), encoding="utf-8")
    tests = map(str, sorted((ROOT / "tests/js").glob("*.test.mjs")))
    result = run(node, "--test", *tests, FOLDED=str(file), SEARCH=f"{index}/", HIJRI=str(hijri))
    assert result.returncode == 0, result.stdout + result.stderr


def _ends_of_hijri_months() -> list[tuple[str, tuple[int, int, int]]]:
    """The first and the last day of each month from the first year of the calendar as a law on, in both calendars."""
    found = []
    for year in range(FIRST_SOLAR_HIJRI_DAY.year - 621, 1450):
        for month in range(1, 13):
            first = JalaliDate(year, month, 1)
            last = JalaliDate(year, month, JalaliDate.days_in_month(month, year))
            found += [(day.to_gregorian().isoformat(), (day.year, day.month, day.day)) for day in (first, last)]
    return found


def _page(
    url: str, title: str, html: str = "", aliases: tuple[str, ...] = (), cities: tuple[str, ...] = ()
) -> SearchPage:
    kind, _, name = url.partition("s/")
    kind = kind if name and kind in KINDS else "page"
    return SearchPage(url, title, kind, "", tuple(aliases), tuple(places(html)), tuple(cities))


def _folded(text: str) -> dict[str, Any]:
    found = list(words(text))
    return {
        "fold": fold(text),
        "words": [word.joined for word in found],
        "terms": [terms(word) for word in found],
        "key": key(text),
        "shortKey": short_key(text),
        "stemKey": stem_key(text),
    }


def test_the_types_of_the_scripts_fit() -> None:
    local = ROOT / "node_modules/.bin/tsc"
    tsc = needs(
        str(local) if local.is_file() else shutil.which("tsc"),
        "There is no TypeScript. Install it with: npm install --no-save typescript",
    )
    result = run(tsc, "-p", str(ROOT / "tsconfig.json"))
    assert result.returncode == 0, result.stdout


def test_the_scripts_and_styles_are_formatted_and_without_findings() -> None:
    biome = needs(find_biome(), MISSING)
    result = run(biome, *CHECK)
    assert result.returncode == 0, result.stdout + result.stderr


def test_without_the_formatter_lint_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("tools.javascript.find_biome", lambda: None)
    assert main([]) == 0
    assert "npm install --no-save @biomejs/biome" in capsys.readouterr().out


def test_no_line_of_a_script_has_to_be_scrolled() -> None:
    scripts = [*ROOT.glob("docs/assets/*.js"), *ROOT.glob("docs/assets/search/*.js"), *ROOT.glob("tests/js/*.mjs")]
    lines = [
        f"{path.name}:{number}"
        for path in scripts
        if path.name != "minisearch.js"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > 120
    ]
    assert lines == []
