"""Runs commands and servers and says what they cost.

In: a command, or a server and an edit. Out: seconds, processor seconds, memory. POSIX only, since it asks the system for
the use of a process with those that it started.
"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

#: Seconds after which a page that did not become new is given up.
PATIENCE = 900.0


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds by the clock, seconds of processors, greatest memory of one process in megabytes."""

    clock: float
    processor: float
    memory: float


def cost(command: Sequence[str], folder: Path) -> Cost:
    """Run ``command`` in ``folder``. Raises RuntimeError with what it printed if it fails with more than status 1."""
    log = folder / ".bench.log"
    with log.open("wb") as output:
        started = time.monotonic()
        process = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=output, stderr=output)
        _process, status, use = os.wait4(process.pid, 0)
        clock = time.monotonic() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
    unit = 1 << (20 if sys.platform == "darwin" else 10)  # macOS counts bytes, Linux kilobytes
    return Cost(clock, use.ru_utime + use.ru_stime, use.ru_maxrss / unit)


def _environment() -> dict[str, str]:
    """As who uses the commands has it: Python keeps what it compiled, whatever is set where this is measured."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "NO_MKDOCS_2_WARNING": "1"}


@contextmanager
def serving(folder: Path, config: str) -> Iterator[str]:
    """``mkdocs serve`` in ``folder``, once it answers; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "-f", config, "-a", f"127.0.0.1:{port}"]
    with (folder / f".{config}.log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=log, stderr=log)
        try:
            address = f"http://127.0.0.1:{port}/"
            try:
                _wait(lambda: bool(_page(address)), server)
            except TimeoutError as error:
                said = (folder / f".{config}.log").read_text(encoding="utf-8", errors="replace")
                raise TimeoutError(f"{error} It said: {said[-2000:]}") from None
            yield address
        finally:
            server.terminate()
            server.wait()


def seconds_until(address: str, sign: str, edit: Callable[[], object]) -> float:
    """Make an ``edit``; the seconds until the page at ``address`` has ``sign``. Raises TimeoutError if it never has."""
    started = time.monotonic()
    edit()
    _wait(lambda: sign in _page(address))
    return time.monotonic() - started


def _page(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def _wait(done: Callable[[], bool], server: subprocess.Popen[bytes] | None = None) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end or (server is not None and server.poll() is not None):
            raise TimeoutError("The server does not show the page.")
        time.sleep(0.02)
