"""The examples on the page on data, run as readers would run them, against the exports of the real atlas."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from conftest import ROOT

PLACEHOLDER = "https://example.org/atlas/"
PAGES = {language: (ROOT / f"docs/{language}/data/index.md").read_text(encoding="utf-8") for language in ("en", "fa")}
EXAMPLES = re.findall(r"^```(python|sh|r)\n(.*?)^```$", PAGES["en"], re.MULTILINE | re.DOTALL)
PROGRAMS = {"jq": "jq", "sqlite3": "sqlite3", "curl": "curl"}


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()


def missing(language: str, code: str) -> str:
    """What an example needs and this machine has not; empty if it can run."""
    if language == "r":
        return "" if shutil.which("Rscript") else "Rscript"
    if language == "sh":
        return next((name for name in PROGRAMS if re.search(rf"\b{name} ", code) and not shutil.which(name)), "")
    modules = re.findall(r"^import (\w+)$", code, re.MULTILINE)
    return next((name for name in modules if find_spec(name) is None), "")


def command(language: str, code: str) -> list[str]:
    return {"python": [sys.executable, "-c", code], "sh": ["sh", "-ec", code], "r": ["Rscript", "-e", code]}[language]


@pytest.mark.parametrize(("language", "code"), EXAMPLES)
def test_an_example_runs_and_says_something(language: str, code: str, address: str, tmp_path: Path) -> None:
    needed = missing(language, code)
    if needed:
        pytest.skip(f"{needed} is not installed")
    program = command(language, code.replace(PLACEHOLDER, address))
    result = subprocess.run(program, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert len(result.stdout.splitlines()) >= 3, result.stdout + result.stderr


def test_both_pages_show_the_same_examples() -> None:
    persian = re.findall(r"^```(python|sh|r)\n(.*?)^```$", PAGES["fa"], re.MULTILINE | re.DOTALL)
    assert persian == EXAMPLES
    assert len(EXAMPLES) >= 7


def test_every_file_that_the_pages_name_is_there(site: Path) -> None:
    for text in PAGES.values():
        for target in re.findall(r'href="site:([^"]*)"', text):
            assert (site / target).is_file(), target


def test_every_table_is_named_on_the_pages(site: Path) -> None:
    tables = list((site / "api/v1").glob("*.csv"))
    assert tables
    for path in tables:
        assert all(f"site:api/v1/{path.name}" in text for text in PAGES.values()), path.name
