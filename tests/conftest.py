"""What the tests share: the miniature atlas, a copy of it with one thing changed, the built site."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request, ViewportSize, expect, sync_playwright

from accept import MINI, ROOT, TODAY
from atlas import checking
from atlas.findings import Finding, report
from atlas.language.messages import TEMPLATES, Messages, read_messages
from atlas.language.speech import Speech
from atlas.language.words import words_findings
from atlas.load import folder
from atlas.load.folder import read_atlas
from atlas.load.yaml_file import YamlFile, read_yaml
from atlas.model.atlas import Atlas
from atlas.pipeline import read_and_check
from atlas.render.sections import all_sections
from builds import environment_of_build
from miniature import mini_project
from tools.browser import ARGUMENTS, MISSING, find_chromium, served

# What the tests make is small or kept to their end: to look for garbage as often as Python does takes a fifth of their time.
gc.set_threshold(100_000, 50, 50)

# One day for the whole run, in this process and in those it starts: across midnight they would differ.
os.environ.setdefault("ATLAS_TODAY", date.today().isoformat())
#: The day on which the real atlas is read: contributors put the day of today into ``checked``.
NOW = date.fromisoformat(os.environ["ATLAS_TODAY"])

DESKTOP: ViewportSize = {"width": 1440, "height": 900}

MINI_REPOSITORY = "https://github.com/someone/atlas"
#: The environment in which the miniature's site is built.
MINI_BUILD = {"ATLAS_TODAY": TODAY.isoformat(), "ATLAS_REPO_URL": MINI_REPOSITORY, "SOURCE_DATE_EPOCH": "1795392000"}

Change = Callable[[str, str, str], list[Finding]]
#: A file of the miniature, a text in it, what takes its place.
Edit = tuple[str, str, str]
Variant = Callable[..., Atlas]
Found = Callable[..., list[str]]
Like = Callable[..., BrowserContext]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each worker whole files, in our order: what a file's tests share is made once."""
    from xdist.scheduler import LoadFileScheduling

    config.option.loadscopereorder = False
    return LoadFileScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long, those that use a site or the browser: short ones fill up what is left of either worker.

    The very first builds the real site, while the next ones go on with the miniature's.
    """
    uses: dict[Path, set[str]] = {}
    for item in items:
        uses.setdefault(item.path, set()).update(getattr(item, "fixturenames", ()))
    first = next((path for path, names in uses.items() if "site" in names), None)
    ranks = {
        path: 0
        if path == first
        else 1
        if "mini_site" in names and "site" not in names
        else 2
        if names & {"site", "browser"}
        else 3
        for path, names in uses.items()
    }
    items.sort(key=lambda item: ranks[item.path])


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
    monkeypatch.setattr(checking, "words_findings", _words_findings)


_words_findings = cache(words_findings)


@pytest.fixture
def change(tmp_path: Path) -> Change:
    """What check finds in the miniature after one text of one file was replaced."""
    return lambda *edit: read_and_check(edited(tmp_path / "data", [edit]), TODAY)[1]


def faultless(data: Path) -> Atlas:
    """The atlas in the folder ``data``, in which check finds nothing."""
    atlas, findings = read_and_check(data, TODAY)
    assert report(findings) == ["0 errors, 0 warnings."]
    assert atlas is not None
    return atlas


def edited(data: Path, edits: Iterable[Edit]) -> Path:
    """Copy the miniature data to ``data``, and replace one text in a file by each edit; no old text makes a new file."""
    shutil.copytree(MINI / "data", data, dirs_exist_ok=True)
    for file, old, new in edits:
        text = (data / file).read_text(encoding="utf-8") if old else ""
        assert old in text, f"{old!r} is not in {file}"
        (data / file).write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
    return data


@pytest.fixture(autouse=True)
def _files_are_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred tests read the same twenty files with one changed: the same bytes are the same content."""
    monkeypatch.setattr(folder, "read_yaml", _read_once)


def _read_once(path: Path, name: str) -> tuple[YamlFile | None, list[Finding]]:
    try:
        return _parsed(path.read_bytes(), name)
    except OSError:
        return read_yaml(path, name)


@cache
def _parsed(content: bytes, name: str) -> tuple[YamlFile | None, list[Finding]]:
    with tempfile.NamedTemporaryFile() as file:
        Path(file.name).write_bytes(content)
        return read_yaml(Path(file.name), name)


@pytest.fixture
def variant(tmp_path: Path) -> Variant:
    """The miniature with ``edits``, in which check finds nothing."""
    return lambda *edits: faultless(edited(tmp_path / "variant", edits))


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """What check finds in the miniature with ``edits``, a line for each finding."""
    return lambda *edits: report(read_and_check(edited(tmp_path / "variant", edits), TODAY)[1])[:-1]


@pytest.fixture(scope="session")
def messages() -> Messages:
    """The words of the pages, read once."""
    return read_messages(TEMPLATES)


@pytest.fixture(scope="session")
def english(mini: Atlas, messages: Messages) -> Speech:
    return Speech("en", mini, messages)


@pytest.fixture(scope="session")
def persian(mini: Atlas, messages: Messages) -> Speech:
    return Speech("fa", mini, messages)


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The real atlas."""
    atlas, findings = read_atlas(ROOT / "data")
    assert atlas is not None
    assert findings == []
    return atlas


def _shared(factory: pytest.TempPathFactory) -> Path:
    """The folder of this run, which its parallel workers share; what is above it belongs to other runs too."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strictly as for publication below a sub-path. Parallel workers share one build."""
    from filelock import FileLock

    folder = Path(os.environ.get("ATLAS_TEST_SITE") or _shared(tmp_path_factory) / "atlas-site")
    with FileLock(f"{folder}.lock"):
        if not (folder / "built").is_file():
            build_site(ROOT, folder / "site")
            (folder / "built").touch()
    return folder / "site"


@pytest.fixture(scope="session")
def mini_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the miniature: its facts stand still, while those of the real atlas are edited."""
    from filelock import FileLock

    folder = _shared(tmp_path_factory) / "atlas-mini-site"
    with FileLock(f"{folder}.lock"):
        if not (folder / "built").is_file():
            project = mini_project(folder / "project")
            build_site(project, folder / "site", **MINI_BUILD)
            (folder / "built").touch()
    return folder / "site"


@pytest.fixture
def mini_built(mini_site: Path, tmp_path: Path) -> Path:
    """A copy of the miniature's project with all that its build left, the site among it."""
    root = shutil.copytree(mini_site.parent / "project", tmp_path / "project")
    shutil.copytree(mini_site, root / "site")
    return root


@pytest.fixture(scope="session")
def mini_base(mini_site: Path, browser: Browser) -> Iterator[str]:
    with served(mini_site, lasting=True) as (address, _):
        yield address


@pytest.fixture
def mini_watched(like: Like, mini_base: str) -> Watched:
    return Watched(like(viewport=DESKTOP), mini_base)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = find_chromium()
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    with sync_playwright() as playwright:
        expect.set_options(timeout=30_000)  # what is right is there at once; a busy machine only takes longer
        # Pages of one site in one process: it has compiled the scripts already.
        arguments = [*ARGUMENTS, "--process-per-site"]
        chromium = playwright.chromium.launch(executable_path=program, args=arguments)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> dict[str, BrowserContext]:
    """The contexts of the browser by what they were made like. A new one gets the font and the scripts anew: a second."""
    return {}


@pytest.fixture
def like(browser: Browser, contexts: dict[str, BrowserContext]) -> Iterator[Like]:
    """The context of the browser with these options. Tests share it, but neither its pages nor what they stored."""
    used: list[BrowserContext] = []

    def found(**options: Any) -> BrowserContext:
        key = repr(sorted(options.items()))
        contexts[key] = contexts.get(key) or browser.new_context(**options)
        used.append(contexts[key])
        return contexts[key]

    yield found
    for context in used:
        context.clear_cookies()
        for page in context.pages:
            if page.url.startswith(("http:", "file:")):
                page.evaluate("localStorage.clear(); sessionStorage.clear()")
        for page in context.pages[:-1]:  # the last keeps the process of the site alive for the next test
            page.close()


@pytest.fixture(scope="session")
def base(site: Path, browser: Browser) -> Iterator[str]:
    with served(site, lasting=True) as (address, _):
        yield address


#: Scripts may ask for more when the page is idle. A page that is not shown might never be: then half a second is enough.
AT_REST = (
    "document.fonts.ready.then(() => new Promise((done) => requestIdleCallback(done, { timeout: 500 }))).then(() => 0)"
)


class Watched:
    """A page whose console and requests are watched."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.page: Page = context.new_page()
        self.faults: list[str] = []
        self._coming: set[Request] = set()
        self.page.on("request", lambda request: self._coming.add(request))
        self.page.on("requestfinished", lambda request: self._coming.discard(request))
        self.page.on("console", lambda m: self.faults.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("requestfailed", self._failed)
        self.page.on(
            "request", lambda r: None if r.url.startswith((own, "data:", "blob:")) else self.faults.append(r.url)
        )

    def _failed(self, request: Request) -> None:
        """What a page asked for when it was left for another is aborted: that is no fault of the page."""
        self._coming.discard(request)
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url}")

    def open(self, address: str) -> Page:
        """The page once it has come to rest: scripts have run, fonts are there, nothing is on its way."""
        self.page.goto(address)
        self.page.evaluate(AT_REST)
        while self._coming:
            self.page.wait_for_timeout(10)
        return self.page


@pytest.fixture
def watched(like: Like, base: str) -> Watched:
    return Watched(like(viewport=DESKTOP), base)


def project(folder: Path, data: Path, languages: tuple[str, ...] = ("en", "fa")) -> Path:
    """A project of its own in ``folder``: our code and theme, the data of another atlas, its own few pages by hand.

    The closed lists are the miniature's where ``data`` has none. Pages by hand are there in ``languages``.
    """
    for name in ("scripts", "theme", "docs/assets"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for section in (section for section in all_sections() if section.written):
        for code in languages:
            page = folder / "docs" / code / section.path
            page.parent.mkdir(parents=True)
            # With the headings to which pages link.
            page.write_text(f"# {section.folder} ({code})\n\n## S {{ #sources }}\n\n## A {{ #add-a-source }}\n")
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(data, folder / "data")
    if not (folder / "data/vocabulary.yml").exists():
        shutil.copy(MINI / "data/vocabulary.yml", folder / "data")
    return folder


def build_site(root: Path, target: Path, *, strict: bool = True, **environment: str) -> str:
    """Build the project at ``root`` into ``target``; returns what MkDocs printed."""
    result = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", *(["--strict"] if strict else []), "--site-dir", str(target)],
        cwd=root,
        env=environment_of_build(**environment),
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stderr
