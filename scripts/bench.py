"""Measures how fast the site is built, shown after an edit, and checked: ``python scripts/bench.py [--runs N] [--write]``.

Everything is measured in copies of the project in a temporary folder, in turn with what it is compared with: the same
pages, with the same menu, in Material and its plugin for languages as they come; for the check libyaml's bare
composition of the same files. Prints a table of medians and ratios. ``--growth`` measures ten times the records as well,
which takes long; ``--visit`` what a first visit transfers, which needs Chromium; ``--peers`` Zensical, installed into an
environment of its own. ``--write`` puts the figures into docs/assets/performance.json and writes the page Performance in
both languages; ``--page`` only writes the page from these figures.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from collections import defaultdict
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml

from atlas.console import speak_utf8
from atlas.language.calendars import gregorian
from atlas.language.languages import LANGUAGES, language
from atlas.model.dates import parse_date
from atlas.pipeline import ROOT, hand_written
from tools.browser import chromium, served
from tools.copies import project
from tools.growth import grow
from tools.measure import Cost, cost, seconds_until, serving
from tools.stock import stock_project

WORDS = ROOT / "scripts" / "tools" / "performance.yml"
FIGURES = ROOT / "docs" / "assets" / "performance.json"
#: How many times the records, to see how the cost grows.
TIMES = 10
#: The record that is edited, and its page.
RECORD, PAGE = "data/organizations/eco.yml", "organizations/eco/"
#: For each row of edits what stands in the record before the words that are put in. A name stands on forty pages.
EDITS = {"edit": r"summary:\n +en: >-\n +", "rename": r"name:\n +en: "}
COMPOSE = (
    "import pathlib, yaml\n"
    "for file in sorted(pathlib.Path('data').rglob('*.yml')):\n"
    "    yaml.compose(file.read_text(encoding='utf-8'), Loader=yaml.CBaseLoader)"
)
PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "Markdown", "PyYAML")

#: For each row of the table what was measured of ours, and of what it is compared with.
Measured = dict[str, tuple[list[float], list[float]]]


class Bench:
    """Copies of the project in ``folder``, and what was measured in them."""

    def __init__(self, folder: Path, runs: int, data: Path) -> None:
        self.folder = folder
        self.runs = runs
        self.data = data
        self.ours = project(folder / "ours", data)
        self.stock = folder / "stock"
        self.found: dict[str, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
        self._edits = 0

    def note(self, row: str, ours: float, other: float) -> None:
        """Add a pair of figures to a row, and say it: the whole takes long."""
        self.found[row][0].append(ours)
        self.found[row][1].append(other)
        print(f"{row}: {ours:.2f} beside {other:.2f}", flush=True)

    def builds(self) -> None:
        """First builds and builds after which nothing has changed, in turn with stock builds of what was rendered."""
        for _run in range(self.runs):
            forget(self.ours)
            cold = build(self.ours)
            warm = build(self.ours)
            if not self.stock.exists():
                stock_project(self.ours, self.stock)
            stock = build(self.stock)
            self.note("cold", cold.clock, stock.clock)
            self.note("warm", warm.clock, stock.clock)
            self.found["memory"][0].append(cold.memory)

    def edits(self) -> None:
        """The same edits, seen in two servers: of the record in ours, of its rendered page in the other."""
        page = self.stock / "docs" / "en" / f"{PAGE.rstrip('/')}.md"
        with serving(self.ours, "mkdocs.yml") as ours, serving(self.stock, "mkdocs.yml") as stock:
            for _run in range(self.runs):
                for row, before in EDITS.items():
                    self.note(row, self.edit(ours, self.ours / RECORD, before), self.edit(stock, page, r"^# "))

    def edit(self, address: str, file: Path, before: str) -> float:
        """The seconds from an edit of ``file``, which puts other words behind ``before``, to the new page."""
        self._edits += 1
        sign = f"Seen {self._edits} times"
        place = re.compile(rf"({before})(?:Seen \d+ times )?", re.MULTILINE)
        text = place.sub(rf"\g<1>{sign} ", file.read_text(encoding="utf-8"), count=1)
        assert sign in text, f"{before} is not in {file}"
        return seconds_until(f"{address}{PAGE}", sign, lambda: file.write_text(text, encoding="utf-8"))

    def checks(self) -> None:
        """Processor seconds of the check, in turn with libyaml's composition of the same files.

        For the first time; after an edit of what was checked before, of everything and of one file; and once more.
        """
        for run in range(self.runs):
            shutil.rmtree(self.ours / ".cache", ignore_errors=True)
            self.note("check_first", self._python("scripts/check.py"), self._python("-c", COMPOSE))
            for row, arguments in (("check", ()), ("file", (RECORD,))):
                with (self.ours / RECORD).open("a", encoding="utf-8") as file:
                    file.write(f"# {row} {run}\n")
                first = self._python("scripts/check.py", *arguments)
                again = self._python("scripts/check.py", *arguments)
                bare = self._python("-c", COMPOSE)
                self.note(row, first, bare)
                self.note("again", again, bare)

    def _python(self, *arguments: str) -> float:
        return cost([sys.executable, *arguments], self.ours).processor

    def growth(self) -> None:
        """One first build and a few edits of many times the records."""
        large = project(self.folder / "large", self.data)
        print(f"{grow(large / 'data', TIMES)} records", flush=True)
        found = build(large)
        self.note("growth", found.clock, statistics.median(self.found["cold"][0]))
        self.note("growth_memory", found.memory, statistics.median(self.found["memory"][0]))
        with serving(large, "mkdocs.yml") as address:
            for _run in range(3):
                took = self.edit(address, large / RECORD, EDITS["edit"])
                self.note("growth_edit", took, statistics.median(self.found["edit"][0]))

    def visit(self) -> None:
        """The page whose first visit comes nearest to its limit, in kilobytes."""
        from playwright.sync_api import sync_playwright

        from page_report import LIMITS, PAGES, limit, weigh
        from tools.browser import ARGUMENTS

        build(self.ours)
        found = []
        with sync_playwright() as playwright, served(self.ours / "site") as (base, counter):
            browser = playwright.chromium.launch(executable_path=chromium(), args=list(ARGUMENTS))
            for code in LIMITS:
                for path in PAGES:
                    name = path if code == LANGUAGES[0] else f"{code}/{path}"
                    found.append((weigh(browser, base + name, counter)[1] / 1024, limit(path, code)))
            browser.close()
        self.note("first_visit", *max(found, key=lambda pair: pair[0] / pair[1]))

    def peers(self) -> None:
        """Zensical on the same pages, in the first language: it has no plugin for several."""
        place = self.folder / "zensical"
        venv.create(place, with_pip=True)
        python = place / "bin" / "python"
        subprocess.run([python, "-m", "pip", "install", "--quiet", "zensical"], check=True)
        pages = self.folder / "one"
        shutil.copytree(self.stock / "docs" / LANGUAGES[0], pages / "docs")
        (pages / "mkdocs.yml").write_text("site_name: Atlas\ntheme:\n  name: material\n", encoding="utf-8")
        for name in ("first", "again"):
            took = cost([str(place / "bin" / "zensical"), "build"], pages)
            print(f"Zensical, one language, {name}: {took.clock:.2f} seconds", flush=True)


def forget(root: Path) -> None:
    """Remove all that earlier builds left."""
    for name in (".cache", "site"):
        shutil.rmtree(root / name, ignore_errors=True)
    kept = hand_written(root / "docs", LANGUAGES)
    for code in LANGUAGES:
        for path in (root / "docs" / code).iterdir():
            if path not in kept:
                (shutil.rmtree if path.is_dir() else Path.unlink)(path)


def build(root: Path) -> Cost:
    """Build a project's site."""
    return cost([sys.executable, "-m", "mkdocs", "build", "--quiet"], root)


def figures(found: Measured, runs: int, load: float) -> dict[str, Any]:
    """What was measured, as data: medians, with date, machine and versions."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "date": date.today().isoformat(),
        "runs": runs,
        "machine": {"cores": os.cpu_count(), "memory": round(memory), "load": round(load, 1)},
        "versions": {"Python": sys.version.split()[0], **{name: version(name) for name in PACKAGES}},
        "rows": {
            row: {
                "ours": round(statistics.median(ours), 2),
                "other": round(statistics.median(other), 2),
                "ratio": round(statistics.median(ours) / statistics.median(other), 3),
            }
            for row, (ours, other) in found.items()
            if other
        },
    }


def table(data: dict[str, Any], code: str) -> list[str]:
    """The figures as a table in Markdown."""
    words = yaml.safe_load(WORDS.read_text(encoding="utf-8"))
    what, ours, against, seconds, ratio, aim = words[code]["columns"]
    lines = [f"| {what} | {ours} | {against} | {seconds} | {ratio} | {aim} |", "|---|---|---|---|---|---|"]
    for row, about in words["rows"].items():
        if row in data["rows"]:
            found = data["rows"][row]
            numbers = (_number(found[name], code) for name in ("ours", "other", "ratio"))
            mine, other, share = numbers
            name, peer = about[code]
            lines.append(f"| {name} | {mine} | {peer} | {other} | {share} | ≤ {_number(about['aim'], code)} |")
    return lines


def _number(value: float, code: str) -> str:
    """A number as the language writes it."""
    from babel.numbers import format_decimal

    own = language(code)
    text = format_decimal(
        value, "#,##0.0" if value >= 20 else "0.0##", locale=own.locale, numbering_system=own.numerals
    )
    return own.digits(text)


def page(data: dict[str, Any], code: str) -> str:
    """The page Performance in one language."""
    words, own = yaml.safe_load(WORDS.read_text(encoding="utf-8"))[code], language(code)
    measured = words["measured"].format(
        day=gregorian(parse_date(data["date"]), code),
        runs=own.digits(data["runs"]),
        versions=own.comma.join(f"{name} {number}" for name, number in data["versions"].items()),
        **{
            name: _number(value, code) if name == "load" else own.digits(value)
            for name, value in data["machine"].items()
        },
    )
    head = f"---\ntitle: {words['title']}\ndescription: {words['description']}\nhide: [navigation]\n---\n"
    link = f'<a href="site:assets/performance.json">{words["figures"]}</a>'
    rows = "\n".join(table(data, code))
    return "\n".join(
        [head, f"# {words['title']} {{ #performance }}\n", f"{words['lead'].strip()}\n", f"{rows}\n",
         f"{measured}\n",
            f"{words['missed'].strip()}\n", f"{words['again']} {link}."]
    ) + "\n"  # fmt: skip


def write_pages(data: dict[str, Any]) -> None:
    """Write the page in every language that has words for it."""
    for code in LANGUAGES:
        target = ROOT / "docs" / code / "performance" / "index.md"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page(data, code), encoding="utf-8")


def main(arguments: list[str]) -> int:
    """Measure, print the table, and write it if asked to."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="bench.py", description="Measure builds, edits and checks.")
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default: %(default)s)")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the facts (default: %(default)s)")
    parser.add_argument("--growth", action="store_true", help=f"measure {TIMES} times the records as well")
    parser.add_argument("--visit", action="store_true", help="weigh a first visit as well (needs Chromium)")
    parser.add_argument("--peers", action="store_true", help="measure Zensical as well")
    parser.add_argument("--write", action="store_true", help="write the figures and the page")
    parser.add_argument("--page", action="store_true", help="measure nothing: write the page from the last figures")
    options = parser.parse_args(arguments)
    if options.page:
        write_pages(json.loads(FIGURES.read_text(encoding="utf-8")))
        return 0
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="atlas-bench-") as folder:
        bench = Bench(Path(folder), options.runs, options.data)
        bench.builds()
        bench.edits()
        bench.checks()
        for wanted, measure in (
            (options.visit, bench.visit),
            (options.growth, bench.growth),
            (options.peers, bench.peers),
        ):
            if wanted:
                measure()
    data = figures(bench.found, options.runs, load)
    print("\n".join(table(data, "en")))
    if options.write:
        FIGURES.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
        write_pages(data)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
