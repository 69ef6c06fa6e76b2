"""Builds of one project again and again, without starting Python anew for each: as a server does, and from nothing.

Run as a program in the project's folder it reads lines: ``next build SITE`` builds in this process, which goes on with all
that it has in memory; ``new build SITE`` builds in a copy of it as it was at its start, with nothing remembered on the disk.
``serve`` in the place of ``build`` does what a server does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import traceback
from pathlib import Path


def environment_of_build(**more: str) -> dict[str, str]:
    """The environment in which the tests build sites, with ``more``."""
    return {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "ATLAS_SITE_URL": "http://atlas.test/project/",
        "ATLAS_REPO_URL": "https://example.org/someone/atlas",
        **more,
    }


class Builds:
    """The builds of the project at ``root``: one process that goes on, and one that only makes copies of itself."""

    def __init__(self, root: Path, environment: dict[str, str], command: str = "build") -> None:
        self.root = root
        self._command = command
        self._environment = environment_of_build(**environment)
        self._processes: dict[str, subprocess.Popen[str]] = {}

    def next(self) -> dict[str, bytes]:
        """The files of the site after a build that takes what it can from the last."""
        return self._build("next", f"site-{self._command}")

    def new(self) -> dict[str, bytes]:
        """The files of the site after a build from nothing; what the other remembers stays as it is."""
        cache, kept = self.root / ".cache", self.root / "kept"
        if cache.exists():
            cache.rename(kept)
        try:
            return self._build("new", "site-new")
        finally:
            shutil.rmtree(cache, ignore_errors=True)
            shutil.rmtree(self.root / "site-new", ignore_errors=True)
            if kept.exists():
                kept.rename(cache)

    def restart(self) -> None:
        """Go on with new processes, which run the program as it is now."""
        for process in self._processes.values():
            assert process.stdin
            process.stdin.close()
            process.wait()
        self._processes = {}

    def _build(self, kind: str, site: str) -> dict[str, bytes]:
        if kind not in self._processes:
            self._processes[kind] = self._start()
        process = self._processes[kind]
        assert process.stdin
        assert process.stdout
        print(kind, self._command, site, file=process.stdin, flush=True)
        answer = process.stdout.readline().strip()
        assert answer == "built", (self.root / "builds.log").read_text(encoding="utf-8")[-4000:]
        return files_of(self.root / site)

    def _start(self) -> subprocess.Popen[str]:
        with (self.root / "builds.log").open("a") as log:
            return subprocess.Popen(
                [sys.executable, __file__], cwd=self.root, env=self._environment, text=True, stderr=log,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            )  # fmt: skip


def files_of(site: Path) -> dict[str, bytes]:
    """All files of a site; the compressed site map says when it was compressed."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.suffix != ".gz"
    }


def _serve() -> None:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    def run(command: str, site: str) -> bool:
        try:
            config = load_config("mkdocs.yml", site_dir=site)
            config.plugins.on_startup(command=command, dirty=False)
            build(config, serve_url=str(config.site_url) if command == "serve" else None)
        except (Exception, SystemExit):
            traceback.print_exc()
            return False
        return True

    def copied(command: str, site: str) -> bool:
        process = os.fork()
        if process == 0:
            os._exit(0 if run(command, site) else 1)
        return os.waitpid(process, 0)[1] == 0

    load_config("mkdocs.yml")  # with the hooks, and the program that they load
    for line in sys.stdin:
        kind, command, site = line.split()
        print("built" if (run if kind == "next" else copied)(command, site) else "failed", flush=True)


if __name__ == "__main__":
    _serve()
