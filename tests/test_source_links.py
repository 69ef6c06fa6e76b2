"""``source_links.py``: tells what is gone from what only does not like programs. Asks a server of the test's own."""

from __future__ import annotations

import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from commands import run
from conftest import MINI, ROOT
from source_links import Answer, as_markdown, ask, ask_all


class Handler(http.server.BaseHTTPRequestHandler):
    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        path = urlsplit(self.path).path  # of a proxy the whole address is asked for
        status = {"/gone": 404, "/forbidden": 403, "/nohead": 405 if self.command == "HEAD" else 200}.get(path, 200)
        self.send_response(301 if path == "/moved" else status)
        if path == "/moved":
            self.send_header("Location", "/gone")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/gone", 404), ("/moved", 404), ("/forbidden", 403), ("/nohead", 200), ("/فارسی", 200)],
)
def test_an_address_is_asked_for(host: str, path: str, status: int) -> None:
    assert ask(host + path, 5) == status


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/", "http://[broken", "nonsense"])
def test_what_does_not_answer_is_no_error(url: str) -> None:
    assert ask(url, 1) == 0


def test_the_report_says_what_is_gone_and_whether_a_copy_is_kept(host: str) -> None:
    addresses = [("a", f"{host}/gone", False), ("b", f"{host}/gone", True), ("c", f"{host}/", False)]
    answers = ask_all(addresses, 5, 0)
    assert [answer.status for answer in answers] == [404, 404, 200]
    assert as_markdown([*answers, Answer("d", "http://x/", 0, False)]) == "\n".join(
        [
            "4 addresses of sources were asked for; 2 are gone, 1 did not answer.", "",
            "### Gone, without an archived copy", "", f"- `a`: <{host}/gone> (404)", "",
            "### Gone, with an archived copy", "", f"- `b`: <{host}/gone> (404)", "",
            "### Did not answer", "", "- `d`: <http://x/> (no answer)", "",
        ]
    )  # fmt: skip


def test_the_command_fails_only_if_something_is_gone(tmp_path: Path, host: str) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI / "data", data)
    for path in (data / "sources").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("https://", "http://"), encoding="utf-8")
    command = [sys.executable, str(ROOT / "scripts/source_links.py"), "--data", str(data), "--pause", "0"]
    # Addresses in the data are public; a proxy answers for them.
    environment = {**os.environ, "http_proxy": host, "no_proxy": ""}
    assert subprocess.run(command, capture_output=True, check=False, env=environment).returncode == 0
    shelf = data / "sources/h.yml"
    shelf.write_text(shelf.read_text(encoding="utf-8").replace("/hindu-1972", "/gone"), encoding="utf-8")
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    assert result.returncode == 1
    assert "- `hindu-1972`:" in result.stdout


def test_faulty_data_is_said_before_anybody_is_asked(tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(MINI / "data", data)
    shelf = data / "sources/h.yml"
    shelf.write_text(
        shelf.read_text(encoding="utf-8").replace("https://example.org", "http://10.0.0.1"), encoding="utf-8"
    )
    result = run("source_links", "--data", str(data))
    assert result.returncode == 1
    assert "leads into a private network. Write a public address" in result.stdout
