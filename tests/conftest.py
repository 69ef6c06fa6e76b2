"""What the tests share: the miniature atlas, a copy of it with one thing changed, the built site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from accept import MINI, ROOT, TODAY
from atlas import pipeline
from atlas.findings import Finding
from atlas.language.words import words_findings
from atlas.load.folder import read_atlas
from atlas.model.atlas import Atlas
from atlas.pipeline import read_and_check
from tools.browser import ARGUMENTS, MISSING, find_chromium, served

#: The day on which the real one is read: contributors put the day of today into ``checked``.
NOW = date.today()

DESKTOP: ViewportSize = {"width": 1440, "height": 900}

Change = Callable[[str, str, str], list[Finding]]


@pytest.fixture(scope="session")
def mini() -> Atlas:
    """The miniature atlas, which has no faults."""
    atlas, findings = read_atlas(MINI / "data")
    assert atlas is not None
    assert findings == []
    return atlas


@pytest.fixture(autouse=True)
def _words_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hundreds of tests check other data beside the same words of the pages."""
    monkeypatch.setattr(pipeline, "words_findings", _words_findings)


_words_findings = cache(words_findings)


@pytest.fixture
def change(tmp_path: Path) -> Change:
    """Copy the miniature data, replace one text in one file, and return what check finds then."""

    def changed(file: str, old: str, new: str) -> list[Finding]:
        data = tmp_path / "data"
        shutil.copytree(MINI / "data", data, dirs_exist_ok=True)
        path = data / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) >= 1, f"{old!r} is not in {file}"
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return read_and_check(data, TODAY)[1]

    return changed


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The real atlas."""
    atlas, findings = read_atlas(ROOT / "data")
    assert atlas is not None
    assert findings == []
    return atlas


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strictly as for publication below a sub-path. Parallel workers share one build."""
    from filelock import FileLock

    folder = Path(os.environ.get("ATLAS_TEST_SITE") or tmp_path_factory.getbasetemp().parent / "atlas-site")
    with FileLock(f"{folder}.lock"):
        if not (folder / "built").is_file():
            build_site(ROOT, folder / "site")
            (folder / "built").touch()
    return folder / "site"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def base(site: Path, browser: Browser) -> Iterator[str]:
    with served(site) as (address, _):
        yield address


class Watched:
    """A page whose console and requests are watched."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url}"))
        self.page.on(
            "request", lambda r: None if r.url.startswith((own, "data:", "blob:")) else self.faults.append(r.url)
        )

    def open(self, address: str) -> Page:
        self.page.goto(address)
        self.page.wait_for_load_state("networkidle")
        return self.page


@pytest.fixture
def watched(browser: Browser, base: str) -> Iterator[Watched]:
    context = browser.new_context(viewport=DESKTOP)
    yield Watched(context, base)
    context.close()


def build_site(root: Path, target: Path, *, strict: bool = True, **environment: str) -> str:
    """Build the project at ``root`` into ``target``; returns what MkDocs printed."""
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *(["--strict"] if strict else []), "--site-dir", str(target)],
        cwd=root,
        env={
            **os.environ,
            "NO_MKDOCS_2_WARNING": "1",
            "ATLAS_SITE_URL": "http://atlas.test/project/",
            "ATLAS_REPO_URL": "https://example.org/someone/atlas",
            "ATLAS_TODAY": NOW.isoformat(),
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stderr
