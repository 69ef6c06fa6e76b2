"""A built site in a browser, for reports and tests: Chromium found, and a server that compresses as published sites do.

In: a folder. Out: an address below a sub-path, and what was sent from it.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

#: What to start Chromium with: it calls home at every start unless told not to.
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
#: The headless shell first: without windows and extensions it takes two thirds of the time for a page.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "No Chromium was found, so nothing was opened in a browser. Install Chromium (Debian: "
    "apt-get install chromium-headless-shell) or Google Chrome, or set ATLAS_CHROMIUM to the program."
)

#: Files that are compressed already.
COMPRESSED = {".woff2", ".png", ".webp", ".ico"}


@dataclass
class Counter:
    """What a server sent: each address with the bytes of its content, compressed where a server would."""

    sent: dict[str, int] = field(default_factory=dict)


@cache
def _content(file: Path, _changed: int) -> bytes:
    """The content of a file, last changed at ``_changed``, as it is sent."""
    data = file.read_bytes()
    return data if file.suffix in COMPRESSED else gzip.compress(data, 6)


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below /project/ and counts what it sends."""

    protocol_version = "HTTP/1.1"
    #: Otherwise a body waits for the browser to acknowledge its headers: forty milliseconds for each file.
    disable_nagle_algorithm = True
    counter: Counter
    lasting: bool

    def __init__(self, *arguments: object, counter: Counter, directory: str, lasting: bool) -> None:
        self.counter = counter
        self.lasting = lasting
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        """Leave the sub-path out."""
        return super().translate_path(path.removeprefix("/project"))

    def do_GET(self) -> None:
        """Send a file, compressed if it is not, and count it; leave redirects and errors to the base class."""
        file = Path(self.translate_path(self.path))
        if file.is_dir() and urlsplit(self.path).path.endswith("/"):
            file /= "index.html"
        if file.is_file():
            self._send(file, HTTPStatus.OK)
        else:
            super().do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer an unknown address with the site's own page, as hosts of static sites do."""
        page = Path(self.directory) / "404.html"
        if code == HTTPStatus.NOT_FOUND and page.is_file():
            self._send(page, HTTPStatus.NOT_FOUND)
        else:
            super().send_error(code, message, explain)

    def _send(self, file: Path, status: HTTPStatus) -> None:
        content = _content(file, file.stat().st_mtime_ns)
        self.counter.sent[urlsplit(self.path).path] = len(content)
        self.send_response(status)
        self.send_header("Content-Type", self.guess_type(str(file)))
        if file.suffix not in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        if self.lasting and "/assets/" in self.path:
            self.send_header("Cache-Control", "max-age=3600")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path, lasting: bool = False) -> Iterator[tuple[str, Counter]]:
    """Serve ``folder`` below a sub-path; yields the address and what was sent.

    ``lasting``: the browser may keep scripts, styles and fonts from one page to the next, with what it made of them, as
    published sites let it. They must not change, and are counted at the first page only.
    """
    counter = Counter()
    handler = partial(_Handler, counter=counter, directory=str(folder), lasting=lasting)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/project/", counter
    finally:
        server.shutdown()
        server.server_close()


def build(root: Path, target: Path, config: Path | None = None) -> None:
    """Build a site."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)]
    command += ["--config-file", str(config)] if config else []
    subprocess.run(command, cwd=root, check=True, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})


def find_chromium() -> str | None:
    """The path of a Chromium: what ATLAS_CHROMIUM names, or one on the search path; None without one."""
    return os.environ.get("ATLAS_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)


def chromium() -> str:
    """The path of a Chromium, for a report. Ends the program with a sentence that says how to get one."""
    found = find_chromium()
    if found is None:
        raise SystemExit(MISSING)
    return found
