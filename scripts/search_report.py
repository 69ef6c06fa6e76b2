"""Measures the search in a browser: ``python scripts/search_report.py [--blind] [--stock] [--site FOLDER]``.

Builds the site, types every query of tests/search/queries.yml (with --blind: of blind.yml, which the ranking was not
tuned on) into its search dialog, and prints for each category how
often the expected page came first and among the first five, the misses by name, times and bytes. With --stock the same
pages are built with Material's own search, and its figures stand beside ours. Needs Chromium.
"""

from __future__ import annotations

import argparse
import gzip
import re
import statistics
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import yaml
from playwright.sync_api import Browser, Page, sync_playwright

from atlas.console import speak_utf8
from atlas.language.languages import LANGUAGES, prefix
from atlas.pipeline import ROOT
from tools.browser import ARGUMENTS, build, chromium, served

QUERIES = ROOT / "tests" / "search" / "queries.yml"
BLIND = QUERIES.with_name("blind.yml")
FIRST_FIVE = 5

#: Notes when a key is pressed and when results stand in the dialog; both engines are timed with it.
STOPWATCH = """(output) => {
  const watch = (window.stopwatch = { typed: 0, answered: 0 });
  document.addEventListener("input", () => { watch.typed = performance.now(); watch.answered = 0 }, true);
  new MutationObserver(() => { if (document.querySelector(output + " a")) watch.answered ||= performance.now() })
    .observe(document.querySelector(output), { childList: true, subtree: true });
}"""


@dataclass(frozen=True)
class Query:
    """One line of the set."""

    language: str
    category: str
    text: str
    expected: tuple[str, ...]


@dataclass(frozen=True)
class Answer:
    """What an engine said: the pages in the order shown, the milliseconds, the files that a first query would fetch."""

    query: Query
    pages: tuple[str, ...]
    time: float
    fetched: frozenset[str] = frozenset()

    @property
    def first(self) -> bool:
        """The expected page is the first."""
        return bool(self.pages) and self.pages[0] in self.query.expected

    @property
    def in_five(self) -> bool:
        """The expected page is among the first five."""
        return any(page in self.query.expected for page in self.pages[:FIRST_FIVE])

    @property
    def foreign(self) -> bool:
        """A result is a page of the other language."""
        return any(page.startswith("other language:") for page in self.pages)


def read_queries(path: Path = QUERIES) -> list[Query]:
    """The set, in its order."""
    return [
        Query(language, category, str(text), tuple(expected))
        for language, categories in yaml.safe_load(path.read_text(encoding="utf-8")).items()
        for category, lines in categories.items()
        for text, *expected in lines
    ]


def _path(address: str, base: str) -> str:
    """The path of an address on the site."""
    return urlsplit(address).path.removeprefix(urlsplit(base).path)


def _name(path: str, language: str) -> str:
    """The page of a path on the site as the set names it; a page of the other language is marked."""
    path = path.removesuffix("index.html").strip("/")
    root = next((code for code in LANGUAGES[1:] if path.split("/")[0] == code), "")
    if (root or LANGUAGES[0]) != language:
        return f"other language: {path}"
    return path.removeprefix(root).strip("/")


#: Asks an engine all queries, and tells for each the addresses in the order shown, the milliseconds and the files needed.
ASK = """async ([folder, queries]) => {
  const engine = new atlasSearch.Engine(folder)
  await engine.open()
  const answers = []
  for (const query of queries) {
    engine.pieces.needed = new Set(["index"])
    const started = performance.now()
    const found = await engine.search(query)
    const groups = found ? await atlasSearch.shown(found, engine, 10) : []
    const time = performance.now() - started
    const pages = groups.flatMap(([, members]) => members.map(({ content }) => content.url.replace(/[?#].*/, "")))
    answers.push([pages, time, [...engine.pieces.needed]])
  }
  return answers
}"""


def ask_ours(page: Page, base: str, queries: list[Query]) -> list[Answer]:
    """Ask the engine of this site, whose dialog is open, all queries of one language."""
    language = queries[0].language
    given = page.evaluate(ASK, [f"{base}assets/search/{language}/", [query.text for query in queries]])
    return [
        Answer(query, tuple(_name(address, language) for address in pages), time, frozenset(files))
        for query, (pages, time, files) in zip(queries, given, strict=True)
    ]


def type_ours(page: Page, base: str, query: Query) -> Answer:
    """Type one query into this site's dialog, which is open, and read the answer."""
    page.locator(".atlas-search__input").fill(query.text)
    page.wait_for_function(
        "text => document.querySelector('.atlas-search').dataset.answered === text", arg=query.text, polling=5
    )
    links = page.locator("a.atlas-search__page").evaluate_all("all => all.map(link => link.href)")
    time = page.evaluate("window.stopwatch.answered - window.stopwatch.typed")
    return Answer(query, tuple(_name(_path(link, base), query.language) for link in links), time)


def ask_stock(page: Page, base: str, query: Query) -> Answer:
    """Type one query into Material's dialog and read the answer, page by page."""
    field_ = page.locator(".md-search__input")
    field_.fill("")
    field_.dispatch_event("keyup")
    page.wait_for_function("() => !document.querySelector('.md-search-result__list a')", polling=5)
    field_.fill(query.text)
    field_.dispatch_event("keyup")  # Material listens to the key, not to the field
    # Material shows nothing for a moment before it shows the answer: wait until it does not change any more.
    page.wait_for_timeout(400)
    links = page.locator(".md-search-result__item > a").evaluate_all("all => all.map(link => link.href)")
    time = page.evaluate("window.stopwatch.answered - window.stopwatch.typed")
    return Answer(query, tuple(dict.fromkeys(_name(_path(link, base), query.language) for link in links)), time)


def open_ours(page: Page, address: str) -> None:
    """Open the search of this site."""
    page.goto(address)
    page.keyboard.press("/")
    page.wait_for_selector(".atlas-search__help:not(:empty)", state="attached")
    page.evaluate(STOPWATCH, ".atlas-search__output")


def open_stock(page: Page, address: str) -> None:
    """Open the search of stock Material, and wait until its index is there."""
    page.goto(address)
    page.locator("label.md-header__button[for=__search]").dispatch_event("click")
    page.locator(".md-search__input").click(force=True)
    # Its index takes seconds to load; before, every query would be answered with nothing.
    page.locator(".md-search__input").fill("ایران" if "/fa/" in address else "iran")
    page.locator(".md-search__input").dispatch_event("keyup")
    page.wait_for_selector(".md-search-result__item", state="attached", timeout=60_000)
    page.evaluate(STOPWATCH, ".md-search-result__list")


def answers(browser: Browser, base: str, queries: list[Query], stock: bool = False) -> list[Answer]:
    """Ask all ``queries``, each language on its home page."""
    found = []
    for language in dict.fromkeys(query.language for query in queries):
        page = browser.new_page()
        (open_stock if stock else open_ours)(page, base + prefix(language, LANGUAGES))
        own = [query for query in queries if query.language == language]
        found += [ask_stock(page, base, query) for query in own] if stock else ask_ours(page, base, own)
        page.close()
    return found


def cold(browser: Browser, base: str, query: Query) -> float:
    """The milliseconds from the first key to a result, in a browser that has seen nothing of the search."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(base + prefix(query.language, LANGUAGES))
    page.wait_for_load_state("networkidle")
    started: float = page.evaluate("() => performance.now()")
    page.keyboard.press("/")
    page.locator(".atlas-search__input").fill(query.text)
    page.wait_for_function("text => document.querySelector('.atlas-search').dataset.answered === text", arg=query.text)
    ended: float = page.evaluate("() => performance.now()")
    context.close()
    return ended - started


def parts(site: Path) -> list[str]:
    """The scripts of the search that a dialog loads before any index, as the site's search.js lists them."""
    text = (site / "assets/search/search.js").read_text(encoding="utf-8")
    listed = re.search(r"const PARTS = \[([^\]]*)\]", text)
    assert listed is not None
    return re.findall(r'"([^"]+)"', listed.group(1))


def sizes(site: Path, given: list[Answer]) -> dict[Query, int]:
    """For each query the compressed bytes of all that a reader's first search fetches."""

    @cache
    def size(name: str) -> int:
        return len(gzip.compress((site / "assets/search" / name).read_bytes(), 6))

    scripts = sum(size(f"{name}.js") for name in ["search", *parts(site)])
    return {
        answer.query: scripts + sum(size(f"{answer.query.language}/{name}.js") for name in answer.fetched)
        for answer in given
    }


def table(ours: list[Answer], stock: list[Answer] | None = None) -> str:
    """Per language and category: how many, first, in five; the misses below."""
    columns = [("ours", ours)] + ([("stock", stock)] if stock else [])
    lines = ["| language, category | queries |" + "".join(f" {name}: first | in five |" for name, _ in columns)]
    lines.append("|---|---|" + "---|---|" * len(columns))
    groups = dict.fromkeys((answer.query.language, answer.query.category) for answer in ours)
    for group in [*groups, *dict.fromkeys((language, "**all**") for language, _ in groups)]:
        cells = []
        count = 0
        for _, given in columns:
            some = [a for a in given if a.query.language == group[0] and group[1] in (a.query.category, "**all**")]
            count = len(some)
            cells.append(f" {_share(some, 'first')} | {_share(some, 'in_five')} |")
        lines.append(f"| {group[0]}, {group[1]} | {count} |" + "".join(cells))
    for name, given in columns:
        lines += ["", f"{name}: median {statistics.median(a.time for a in given if a.time > 0):.0f} ms from key to result, "
                  f"{sum(a.foreign for a in given)} answers with a page of the other language. Not first:"]  # fmt: skip
        missed = [answer for answer in given if not answer.first]
        lines += (
            [_miss(answer) for answer in missed] if name == "ours" or len(missed) < 30 else [f"{len(missed)} queries"]
        )
    return "\n".join(lines)


def _share(some: list[Answer], what: str) -> str:
    return f"{100 * sum(getattr(answer, what) for answer in some) / len(some):.4g} %"


def _miss(answer: Answer) -> str:
    place = next((at for at, page in enumerate(answer.pages, 1) if page in answer.query.expected), None)
    where = f"place {place}" if place else "not shown"
    query = answer.query
    return f"  {query.language} {query.category}: {query.text} → {' or '.join(query.expected)}: {where}; first is {', '.join(answer.pages[:1]) or 'nothing'}"


def build_stock(root: Path, target: Path) -> None:
    """Build the pages that a build has left in docs/ with Material as it comes."""
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    config = config.replace("hooks:\n  - scripts/hooks.py\n", "").replace("  custom_dir: theme\n", "")
    config = config.replace("  - path: assets/search/search.js\n    defer: true\n", "").replace(
        "  - assets/search.css\n", ""
    )
    # Without the hooks nothing but this file says which languages there are.
    others = "".join(f"        - locale: {code}\n          name: {code}\n" for code in LANGUAGES[1:])
    config = re.sub(r"( +default: true\n)", rf"\1{others}", config, count=1)
    path = root / "mkdocs.stock.yml"
    path.write_text(config, encoding="utf-8")
    try:
        build(root, target, path)
    finally:
        path.unlink()


@dataclass(frozen=True)
class Aims:
    """The least shares of queries, in each language, whose page comes first and among the first five."""

    first: float
    in_five: float

    def reached(self, given: list[Answer]) -> bool:
        """Whether the answers reach the aims in each of their languages, and none is of the other."""
        by_language = [[a for a in given if a.query.language == code] for code in {a.query.language for a in given}]
        return not any(a.foreign for a in given) and all(
            sum(a.first for a in own) >= self.first * len(own)
            and sum(a.in_five for a in own) >= self.in_five * len(own)
            for own in by_language
        )


#: The set that the ranking is tuned on, and the one that it is not.
TUNED, UNTUNED = Aims(0.97, 1), Aims(0.92, 0.99)


def report(
    browser: Browser, site: Path, queries: list[Query], stock_site: Path | None, aims: Aims = TUNED
) -> tuple[str, bool]:
    """The whole report, and whether the set's aims are reached."""
    with served(site) as (base, _):
        ours = answers(browser, base, queries)
        times = [cold(browser, base, query) for query in queries[::15]]
        fetched = sizes(site, ours)
    stock = None
    stock_size = 0
    if stock_site:
        with served(stock_site) as (base, counter):
            stock = answers(browser, base, queries, stock=True)
            stock_size = sum(n for name, n in counter.sent.items() if "search" in name)
    text = table(ours, stock)
    largest = max(fetched, key=lambda query: fetched[query])
    warm = sorted(answer.time for answer in ours)
    text += f"\n\nengine, warm: {statistics.median(warm):.0f} ms median, {warm[int(0.95 * len(warm))]:.0f} ms for 95 %"
    text += (
        f"\nfirst query of a reader: {statistics.median(times):.0f} ms median, {max(times):.0f} ms at most; "
        f"{statistics.median(fetched.values()) / 1024:.0f} KB median, {fetched[largest] / 1024:.0f} KB at most ({largest.text})"
    )
    if stock_site:
        text += f"\nstock fetches {stock_size / 1024:.0f} KB on every page before the first key"
    return text, aims.reached(ours)


def main(arguments: list[str]) -> int:
    """Print the report; exit 1 if the aims are not reached."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="search_report.py", description="Measure the search in a browser.")
    parser.add_argument("--site", type=Path, help="a built site; without it one is built")
    parser.add_argument("--blind", action="store_true", help="ask the blind set instead of the tuning set")
    parser.add_argument("--stock", action="store_true", help="measure stock Material too")
    parser.add_argument(
        "--stock-site", type=Path, help="the same pages built with stock Material, instead of building them"
    )
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = options.site or Path(folder) / "site"
        if not options.site:
            build(ROOT, site)
        stock = options.stock_site
        if options.stock and not stock:
            stock = Path(folder) / "stock"
            build_stock(ROOT, stock)
        program, flags = chromium(), list(ARGUMENTS)
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        queries, aims = (read_queries(BLIND), UNTUNED) if options.blind else (read_queries(), TUNED)
        text, reached = report(browser, site, queries, stock, aims)
        browser.close()
    print(text)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
