"""What results depend on: the data, the code with its templates and words, the packages, the configuration.

In: the project's folder. Out: digests. Everything that lies in a folder is taken, so that no list can be forgotten.
Imports nothing but the standard library: a command asks before it loads the rest.
"""

from __future__ import annotations

import os
import platform
import stat
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from atlas.build.memory import digest, digest_of_files
from atlas.places import ROOT

#: Of a greater file no more is read: the check refuses it (load/text_file.py) and looks no further either.
MOST_BYTES = 1_000_001


def digest_of_inputs(root: Path) -> str:
    """What every page depends on beside its own Markdown. Templates are not in it: what they make is the Markdown."""
    return digest(digest_of_files(_inputs(root)), packages())


def _inputs(root: Path) -> Iterator[Path]:
    scripts = ROOT / "scripts"
    yield from scripts.rglob("*.py")
    yield from (scripts / "atlas").rglob("*.yml")
    yield scripts / "templates" / "messages.yml"  # the menu and the 404 page speak with them
    yield root / "data" / "subject.yml"
    yield from (root / "theme").rglob("*")
    yield root / "mkdocs.yml"


def state_of(data: Path, day: str) -> str:
    """What the findings about ``data`` on ``day`` depend on, and its pages: data, code with templates and words, packages."""
    code = (path for path in (ROOT / "scripts").rglob("*") if "__pycache__" not in path.parts)
    return digest(digest_of_tree(data), digest_of_files(code), packages(), (ROOT / "pyproject.toml").read_bytes(), day)


def digest_of_tree(folder: Path) -> str:
    """A key of all that a folder holds: names, kinds and contents. Links are not followed, and pipes not opened."""
    parts: list[str | bytes] = []
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        parts += [path.relative_to(folder).as_posix(), str(stat.S_IFMT(about.st_mode)), str(about.st_size)]
        if stat.S_ISREG(about.st_mode):
            parts.append(_beginning(path))
    return digest(*parts)


def _beginning(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError as error:
        return str(error).encode()


@cache
def packages() -> str:
    """A key of Python and of every package that is installed, by the names of the folders that describe them."""
    found = {
        name
        for place in sys.path
        if Path(place).is_dir()
        for name in os.listdir(place)  # noqa: PTH208  # Path.iterdir makes an object of each
        if name.endswith((".dist-info", ".egg-info"))
    }
    return digest(platform.python_version(), *sorted(found))
