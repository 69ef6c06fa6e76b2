"""Measures pages: ``python scripts/page_report.py [--lighthouse] [--site FOLDER]``.

Prints what a first visit to a page of each kind transfers, compressed, against what it may. With --lighthouse it runs
Google's Lighthouse (its phone, its slow network) on the most visited kinds as well, several times each, and takes the
median, because scores of performance move with the machine; that needs Node.js, whose npx gets Lighthouse the first
time. Exits with 1 if an aim is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from atlas.console import speak_utf8
from atlas.language.languages import prefix
from atlas.pipeline import ROOT
from atlas.render.sections import all_sections
from tools.browser import ARGUMENTS, Counter, build, chromium, served

#: A page of each kind: the first of each section, and of records and shelves the heaviest where it is known.
PAGES = (
    *(section.address for section in all_sections()),
    "organizations/un/", "relations/india/", "relations/tuvalu/", "topics/economic-diplomacy/", "sources/d/",
)  # fmt: skip
#: Kilobytes that a first visit may transfer; Persian pages bring their font, and the home page may have more.
LIMITS = {"en": 250, "fa": 330}
MORE_FOR_HOME = 100

#: What Lighthouse looks at, and the scores to reach, of 100.
LIGHTHOUSE = "lighthouse@12"
LIGHTHOUSE_PAGES = ("", "organizations/", "organizations/saarc/", "relations/", "relations/china/")
AIMS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}


def limit(path: str, language: str) -> int:
    """The kilobytes that a first visit to a page may transfer."""
    return LIMITS[language] + (MORE_FOR_HOME if path == "" else 0)


def weigh(browser: Browser, address: str, counter: Counter) -> tuple[int, int]:
    """The number of requests of a first visit, and the bytes that they transfer."""
    counter.sent.clear()
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(address)
    page.wait_for_load_state("networkidle")
    context.close()
    return len(counter.sent), sum(counter.sent.values())


def weights(browser: Browser, base: str, counter: Counter) -> tuple[list[str], bool]:
    """A table of all pages, and whether every page is within its limit."""
    lines = ["| page | requests | KB | of |", "|---|---|---|---|"]
    reached = True
    for language in LIMITS:
        for path in PAGES:
            name = prefix(language, tuple(LIMITS)) + path
            requests, size = weigh(browser, base + name, counter)
            lines.append(f"| /{name} | {requests} | {size / 1024:.0f} | {limit(path, language)} |")
            reached &= size <= limit(path, language) * 1024
    return lines, reached


def scores(address: str, program: str, flags: str) -> dict[str, int]:
    """Lighthouse's scores of one page, of 100. Raises CalledProcessError if it cannot be run."""
    npx = shutil.which("npx")
    if npx is None:
        raise SystemExit("Lighthouse needs Node.js: install it, so that npx can be called.")
    command = [npx, "--yes", LIGHTHOUSE, address, "--quiet", "--output=json", f"--chrome-flags={flags}"]
    command += [f"--only-categories={','.join(AIMS)}"]
    done = subprocess.run(
        command, check=True, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": program}
    )
    categories = json.loads(done.stdout)["categories"]
    return {name: round(100 * categories[name]["score"]) for name in AIMS}


def median_scores(address: str, program: str, flags: str, runs: int) -> dict[str, int]:
    """For each category the median of the scores of several runs, the lower of two middle ones."""
    found = [scores(address, program, flags) for _ in range(runs)]
    return {aim: statistics.median_low([run[aim] for run in found]) for aim in AIMS}


def lighthouse(base: str, program: str, flags: str, runs: int) -> tuple[list[str], bool]:
    """A table of the pages that Lighthouse looks at, and whether every aim is reached."""
    lines = ["| page | " + " | ".join(AIMS) + " |", "|---|" + "---|" * len(AIMS)]
    reached = True
    for language in LIMITS:
        for path in LIGHTHOUSE_PAGES:
            name = prefix(language, tuple(LIMITS)) + path
            found = median_scores(base + name, program, flags, runs)
            lines.append(f"| /{name} | " + " | ".join(str(found[aim]) for aim in AIMS) + " |")
            reached &= all(found[aim] >= AIMS[aim] for aim in AIMS)
    return lines, reached


def main(arguments: list[str]) -> int:
    """Print the report; exit 1 if an aim is missed."""
    speak_utf8()
    parser = argparse.ArgumentParser(
        prog="page_report.py", description="Measure the weight of pages, and their quality."
    )
    parser.add_argument("--site", type=Path, help="a built site; without it one is built")
    parser.add_argument("--lighthouse", action="store_true", help="run Lighthouse too (needs Node.js)")
    parser.add_argument(
        "--runs", type=int, default=3, help="how often Lighthouse looks at a page (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = options.site or Path(folder) / "site"
        if not options.site:
            build(ROOT, site)
        program, flags = chromium(), list(ARGUMENTS)
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        with served(site) as (base, counter):
            lines, reached = weights(browser, base, counter)
            browser.close()
            if options.lighthouse:
                more, well = lighthouse(base, program, " ".join(["--headless=new", *flags]), options.runs)
                lines += ["", *more]
                reached &= well
    print("\n".join(lines))
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
