"""Keeps a server in step with the files that it shows and with its own program, and alive when a build of it fails.

In: MkDocs' server. Out: the same, watching what people write, whose builds cannot end it. It touches what MkDocs does not
promise in two places, which tests/test_build_stages.py holds: ``builder`` is replaced, and a build is asked for by
``_want_rebuild``. Python cannot exchange the modules of a process for new ones
reliably, so a server whose program was edited starts anew in its place, if the new program can be loaded.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEvent, FileSystemEventHandler

from atlas.build.inputs import program, program_now
from atlas.pipeline import hand_written
from atlas.places import ROOT

log = logging.getLogger("mkdocs.atlas")


def watch_hand_written(server: LiveReloadServer, docs: Path, languages: tuple[str, ...]) -> None:
    """Watch what people write below ``docs``, new folders too, instead of all of it.

    The build writes the generated pages there, and would set off another build.
    """
    server.unwatch(str(docs))
    handler = _Coming(server, docs, languages)
    handler.watch()
    for folder in (docs, *(docs / language for language in languages)):
        if folder.is_dir():
            server.observer.schedule(handler, str(folder), recursive=False)


class _Coming(FileSystemEventHandler):
    """Notices files and folders that come to those that people write, and that go."""

    def __init__(self, server: LiveReloadServer, docs: Path, languages: tuple[str, ...]) -> None:
        self._server = server
        self._docs = docs
        self._languages = languages
        self._known: set[Path] = set()

    def watch(self) -> bool:
        """Watch what is there now; whether that is anything else than before."""
        now = set(hand_written(self._docs, self._languages))
        for path in now - self._known:
            self._server.watch(str(path))
        for path in self._known - now:
            self._server.unwatch(str(path))
        changed, self._known = now != self._known, now
        return changed

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Ask for a build if something came or went."""
        if self.watch():
            with self._server._rebuild_cond:
                self._server._want_rebuild = True
                self._server._rebuild_cond.notify_all()


def in_step(server: LiveReloadServer, busy: threading.Lock) -> None:
    """Let ``server`` start anew when its program was edited, and go on with the last good site when a build fails.

    MkDocs answers no request after a build that failed, until one succeeds. Builds wait while somebody else is ``busy``.
    """
    build: Callable[[], None] = server.builder
    seen = [program()]

    def builder() -> None:
        now = program_now()
        if now not in (seen[-1], program()):
            seen.append(now)
            if _can_be_loaded():
                _start_anew(server)
        if now != program():
            log.error("The program has a fault. The last good pages are still served.")
            return
        try:
            with busy:
                build()
        except (Exception, SystemExit) as error:
            log.error("Nothing was built, and the last good pages are still served: %s", error)

    server.builder = builder


def meanwhile(work: Callable[[], None], busy: threading.Lock) -> None:
    """Do ``work`` while the server answers already; builds wait for its end."""

    def do() -> None:
        with busy:
            try:
                work()
            except Exception as error:  # the next build meets the same, and tells of it
                log.debug("The next build was not prepared: %s", error)

    threading.Thread(target=do, daemon=True).start()


def _can_be_loaded() -> bool:
    """Whether the program as it is on the disk can be loaded; if not, Python's complaint is shown."""
    command = [sys.executable, "-c", "import sys; sys.path.insert(0, sys.argv[1]); import hooks", str(ROOT / "scripts")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        log.error("%s", done.stderr.strip())
    return done.returncode == 0


def _start_anew(server: LiveReloadServer) -> None:
    """Start the same command in place of this process. Browsers ask again until it answers."""
    log.info("The program was edited: the server starts anew")
    shutil.rmtree(server.root, ignore_errors=True)
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
