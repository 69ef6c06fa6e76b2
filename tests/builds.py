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
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from jinja2 import Environment
from jinja2.meta import find_referenced_templates


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
    """The builds of the project at ``root``: a process that goes on, and a copy of its beginning that copies itself."""

    def __init__(self, root: Path, environment: dict[str, str], command: str = "build") -> None:
        self.root = root
        self._command = command
        self._environment = environment_of_build(**environment)
        self._process: subprocess.Popen[str] | None = None

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
        if self._process:
            assert self._process.stdin
            self._process.stdin.close()
            self._process.wait()
        self._process = None

    def _build(self, kind: str, site: str) -> dict[str, bytes]:
        self._process = self._process or self._start()
        assert self._process.stdin
        assert self._process.stdout
        print(kind, self._command, site, file=self._process.stdin, flush=True)
        answer = self._process.stdout.readline().strip()
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


def _run(command: str, site: str) -> bool:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    try:
        config = load_config("mkdocs.yml", site_dir=site)
        config.plugins.on_startup(command=command, dirty=False)
        build(config, serve_url=str(config.site_url) if command == "serve" else None)
    except (Exception, SystemExit):
        traceback.print_exc()
        return False
    return True


def _copied(command: str, site: str) -> bool:
    """A build in a copy of this process, of which nothing stays but the site."""
    process = os.fork()
    if process == 0:
        os._exit(0 if _run(command, site) else 1)
    return os.waitpid(process, 0)[1] == 0


def _answer(lines: TextIO, answers: TextIO, build: Callable[[str, str], bool]) -> None:
    for line in lines:
        print("built" if build(*line.split()) else "failed", file=answers, flush=True)


def _compile(environment: Environment, names: list[str]) -> None:
    """Compile templates, and all that they name, as they are now; a build compiles what has another text then."""
    assert environment.loader is not None
    done: set[str] = set()
    while names:
        name = names.pop()
        if name not in done:
            done.add(name)
            source = environment.loader.get_source(environment, name)[0]
            environment.get_template(name)
            names += filter(None, find_referenced_templates(environment.parse(source)))


def _prepare() -> None:
    """Load the program, and compile the templates: the same in every build, and a third of what a small one costs."""
    from mkdocs.config import load_config

    config = load_config("mkdocs.yml")  # with the hooks, and the program that they load
    hooks = next(iter(config.hooks.values()))
    from atlas.language.messages import TEMPLATES
    from atlas.render import render

    pages = render._environment(TEMPLATES)
    _compile(pages, pages.list_templates(extensions=["j2"]))
    theme = config.theme.get_env()
    theme.bytecode_cache = hooks._process.compiled
    _compile(theme, ["main.html", *config.theme.static_templates])


def _serve() -> None:
    """Answer the lines, those that ask for something new by a process that is left as it was at its start."""
    _prepare()
    (asked, ask), (answered, answer) = os.pipe(), os.pipe()
    if os.fork() == 0:
        os.close(ask)
        _answer(os.fdopen(asked), os.fdopen(answer, "w"), _copied)
        os._exit(0)
    os.close(asked)
    with os.fdopen(ask, "w") as questions, os.fdopen(answered) as replies:
        for line in sys.stdin:
            kind, command, site = line.split()
            if kind == "next":
                print("built" if _run(command, site) else "failed", flush=True)
            else:
                print(command, site, file=questions, flush=True)
                print(replies.readline().strip(), flush=True)


if __name__ == "__main__":
    _serve()
