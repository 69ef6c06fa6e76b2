"""Text is text: payloads in every text field are refused, or shown as characters in pages in which nothing runs."""

from __future__ import annotations

import csv
import html
import io
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, ViewportSize, expect

from accept import ROOT, TODAY
from atlas.characters import mended
from atlas.export.csv_text import csv_text
from atlas.export.tables import tables
from atlas.load.text_file import read_text
from atlas.pipeline import GENERATED_FILES, GENERATED_FOLDERS, read_and_check
from everything import Fill, write_everything
from tools.browser import served

PAYLOADS: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "payloads.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
)
assert len(PAYLOADS) >= 40

CITED = ".[@the-source]"
PARTNERS = ["IR", "CN", "TR", "GB", "US"]
#: In the site every text of a record holds a part of the payloads, and together the records of a kind hold all of them.
PARTS = len(PARTNERS)
SHOWN = [payload for payload in PAYLOADS if payload["check"] != "file"]


def filled(payload: str) -> Fill:
    def fill(prose: bool, language: str) -> str:
        word = "واژه" if language == "fa" else "words"
        return f"{payload}\n\n{word}{CITED}" if prose else f"{payload} {word}"

    return fill


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: payload["name"])
def test_check_refuses_it_or_it_is_characters(tmp_path: Path, payload: dict[str, Any]) -> None:
    places = write_everything(tmp_path / "data", [filled(payload["text"])], PARTNERS[:1])
    assert len(places) > 100
    assert sum(places.values()) > 20
    _atlas, findings = read_and_check(tmp_path / "data", TODAY)
    refused = {(finding.file, finding.field) for finding in findings}
    wanted = {
        place for place, prose in places.items() if payload["check"] == "all" or (prose and payload["check"] == "prose")
    }
    assert wanted - refused == set()
    if payload["check"] == "file":
        assert {file for file, _field in places} <= {finding.file for finding in findings if finding.line > 1}
    for finding in findings:
        assert re.fullmatch(r"[^\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]{1,1200}", str(finding))
        assert not str(finding).startswith("::")


@pytest.fixture(scope="session")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site in which every text of every kind of record is all payloads, built as if check had let them through."""
    project = tmp_path_factory.mktemp("hostile")
    texts = [payload["text"] for payload in SHOWN]
    fills = [filled("\n\n".join(texts[part::PARTS])) for part in range(PARTS)]
    # What stands on every page is what check lets through.
    everywhere = filled("\n\n".join(payload["text"] for payload in SHOWN if payload["check"] != "all"))
    write_everything(project / "data", fills, PARTNERS, everywhere)
    for name in ("mkdocs.yml", "pyproject.toml", "theme", "scripts"):
        (project / name).symlink_to(ROOT / name)
    for path in (ROOT / "docs").rglob("*"):
        relative = path.relative_to(ROOT / "docs")
        parts = relative.parts
        if path.is_file() and (len(parts) < 2 or parts[1] not in (*GENERATED_FOLDERS, *GENERATED_FILES)):
            (project / "docs" / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, project / "docs" / relative)
    # The unmade checks: everything that only check keeps out must be harmless without it.
    program = (
        "import sys; sys.path.insert(0, 'scripts')\n"
        "import atlas.pipeline\n"
        "atlas.pipeline.has_errors = lambda findings: False\n"
        "from mkdocs.__main__ import cli\n"
        "cli(['build', '--quiet', '--site-dir', 'site'])\n"
    )
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "ATLAS_SITE_URL": "http://atlas.test/project/"}
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "Traceback" not in result.stderr
    yield project / "site"
    shutil.rmtree(project)


class _Page(HTMLParser):
    """Notes what in a page could run or lead away."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.text: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes.get("content") or ""
        if tag in ("iframe", "base", "object", "embed", "x-y", "style", "textarea", "audio", "video"):
            self.faults.append(tag)
        for name, value in attrs:
            address = (value or "").strip().lower()
            if name.startswith("on") or name == "style":
                self.faults.append(f"{tag} {name}={value}")
            if name in ("href", "src", "action") and re.match(r"(javascript|data|vbscript):|.*evil\.example", address):
                self.faults.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_nothing_in_the_pages_could_run(hostile_site: Path) -> None:
    pages = sorted(hostile_site.rglob("*.html"))
    assert len(pages) > 3 * 3 * PARTS
    for path in pages:
        page = _Page()
        page.feed(path.read_text(encoding="utf-8"))
        assert page.faults == [], path
        # A page that only leads on may load nothing at all.
        leads_on = page.policy == "default-src 'none'"
        assert leads_on or page.policy.startswith("default-src 'none'; script-src 'self' file: 'sha256-"), path
        assert "hit()" not in page.policy


@pytest.mark.parametrize("language", ["", "de/"], ids=["own", "borrowed"])
def test_payloads_are_shown_as_the_characters_they_are(hostile_site: Path, language: str) -> None:
    hidden = []
    for part in range(PARTS):
        path = hostile_site / language / f"organizations/the-organization-{part}/index.html"
        source = path.read_text(encoding="utf-8")
        page = _Page()
        page.feed(source)
        text = " ".join("".join(page.text).split())
        for payload in SHOWN[part::PARTS]:
            shown = " ".join(payload["text"].split())
            if mended(shown) == shown and payload.get("shown") != "otherwise":
                # Also where a text stands in a paragraph of Markdown, in a heading, in a table.
                hidden += [payload["name"]] if text.count(shown) < 3 else []
        assert html.escape("<script>hit()") in source
    assert hidden == []


def test_only_what_was_read_is_published(hostile_site: Path) -> None:
    published = {path.relative_to(hostile_site / "data").as_posix() for path in (hostile_site / "data").rglob("*.yml")}
    assert "organizations/the-organization-0.yml" in published
    for name in published:
        assert read_text(hostile_site / "data" / name, name)[1] is None


def test_no_cell_of_a_table_runs(tmp_path: Path) -> None:
    write_everything(tmp_path / "data", [filled('=HYPERLINK("x")')], PARTNERS[:1])
    atlas, _findings = read_and_check(tmp_path / "data", TODAY)
    assert atlas is not None
    cells = [
        cell
        for table in tables(atlas, TODAY).values()
        for row in csv.reader(io.StringIO(csv_text(table)))
        for cell in row
    ]
    assert not [cell for cell in cells if cell.lstrip("\ufeff").startswith(("=", "+", "-", "@"))]
    # A name and the title of an event, in both languages, in each of three records.
    assert sum(cell.startswith("'=") for cell in cells) >= 6


#: What is done to addresses: a page, what stands behind it.
ADDRESSES = [
    ("", "?q=%3Cimg%20src%3Dx%20onerror%3Dhit()%3E"), ("", "?q=" + "%5B" * 400), ("", "?q=%00%E2%80%AE\"'"),
    ("organizations/the-organization-0/", "?h=x&q=y#%"), ("organizations/the-organization-0/", "?h=(((%20[%20*#%E0%A4%A"),
    ("organizations/", "?kind=%3Cscript%3E&filter=%22%3E%3Cimg%20src%3Dx%20onerror%3Dhit()%3E"), ("organizations/", "?kind=constructor"),
    ("timeline/", "?kind=__proto__&about=toString#%"), ("relations/", "?filter=%5C&sort=99&sort=-1&sort1=toString"),
    ("compare/", "?a=toString"), ("compare/", "?a=__proto__&b=constructor"), ("compare/", "?a=the-relation-1&b=the-relation-1"),
    ("as-of/", "#1971-02-31"), ("as-of/", "#9999-99-99"), ("as-of/", "#%"), ("as-of/", "#<img src=x onerror=hit()>"),
    ("shared/", "?organization=constructor"), ("shared/", "?organization=the-organization-0&group=x"),
    ("sources/", "#%"), ("sources/", "#<img/src=x>"), ("fa/compare/", "?a=hasOwnProperty"), ("fa/", "?q=%F0%9F%92%A9"),
]  # fmt: skip

PHONE: ViewportSize = {"width": 390, "height": 800}

WATCH = """
  window.hits = [];
  window.hit = () => window.hits.push("hit");
  window.alert = window.prompt = window.confirm = () => window.hits.push("dialog");
  document.addEventListener("securitypolicyviolation", (event) => window.hits.push(`${event.violatedDirective} ${event.blockedURI}`));
"""


@pytest.mark.browser
@pytest.mark.parametrize("folder", [False, True], ids=["served", "from-a-folder"])
def test_nothing_runs_and_nothing_breaks_in_a_browser(hostile_site: Path, browser: Browser, folder: bool) -> None:
    pages = sorted(
        path.relative_to(hostile_site).as_posix()
        for path in hostile_site.rglob("*.html")
        if 'http-equiv="refresh"' not in path.read_text(encoding="utf-8")
    )
    if folder:
        pages.remove("404.html")  # which servers show, at whatever address
        # What differs is how pages are found and what they may load: one of each kind, in one language, shows it.
        pages = [page for page in pages if not re.search(r"-[1-9]/|^(fa|de)/.", page.removesuffix("index.html"))]
    else:
        # On lists that borrow their texts the same scripts work on the same texts as on those of the first language.
        pages = [page for page in pages if not re.search(r"^de/(?!.*-[0-9]/).", page.removesuffix("index.html"))]
        pages = [*(page.removesuffix("index.html") for page in pages), *("".join(pair) for pair in ADDRESSES)]
    with served(hostile_site, lasting=True) as (address_of_site, _):
        base = f"{hostile_site.as_uri()}/" if folder else address_of_site
        context = browser.new_context(viewport=PHONE)
        context.add_init_script(WATCH)
        faults: list[str] = []
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(f"{page.url} {error}"))
        page.on(
            "request", lambda request: None if request.url.startswith((base, "data:")) else faults.append(request.url)
        )
        page.on(
            "console", lambda message: faults.append(f"{page.url} {message.text}") if message.type == "error" else None
        )
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        for address in pages:
            page.goto(base + address)
            hits, length, wider = page.evaluate("""() => {
              for (const element of document.querySelectorAll("article [title], article a, summary, details")) element.dispatchEvent(new Event("mouseover"));
              return [hits, document.querySelector("article").innerText.trim().length, document.documentElement.scrollWidth > innerWidth + 1];
            }""")
            faults += [f"{address} {hit}" for hit in hits]
            assert length > 20, address
            if wider:
                faults.append(f"{address} is wider than the screen")
        page.goto(base + ("index.html" if folder else ""))
        page.keyboard.press("/")
        page.keyboard.type("hit words", delay=20)
        # Not by a function that is handed over as text: the pages' policy lets nobody run one.
        expect(page.locator(".atlas-search")).to_have_attribute("data-answered", "hit words")
        assert page.evaluate("document.querySelectorAll('dialog img, dialog script, dialog iframe').length") == 0
        faults += page.evaluate("window.hits")
        context.close()
    assert [fault for fault in faults if "404 (" not in fault] == []
