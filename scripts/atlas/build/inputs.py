"""What results depend on: the data, the code with its templates and words, the packages, the configuration.

In: the project's folder. Out: digests. Everything that lies in a folder is taken, so that no list can be forgotten.
Imports nothing but the standard library: a command asks before it loads the rest.
"""

from __future__ import annotations

import os
import platform
import stat
import sys
from functools import cache
from pathlib import Path

from atlas.memory import digest, digest_of_files
from atlas.places import ROOT

TEMPLATES = ROOT / "scripts" / "templates"
#: Of a greater file no more is read: the check refuses it (load/text_file.py) and looks no further either.
MOST_BYTES = 1_000_001


def digest_of_inputs(root: Path) -> str:
    """What every page depends on beside its own Markdown. Templates are not in it: what they make is the Markdown."""
    files = [root / "data" / "subject.yml", root / "mkdocs.yml", *(root / "theme").rglob("*")]
    # The menu and the 404 page speak with the messages.
    return digest(program(), packages(), digest_of_files([*files, TEMPLATES / "messages.yml"]))


def state_of(data: Path, day: str) -> str:
    """What the findings about ``data`` on ``day`` depend on, and its pages: data, program, templates, packages.

    Empty where the program on the disk is not the one that runs any more: of what is read then nobody knows.
    """
    words = state_of_words()
    return words and digest(digest_of_tree(data), words, (ROOT / "pyproject.toml").read_bytes(), day)


def state_of_words() -> str:
    """What the findings about the words of the pages depend on: program, templates, packages; empty as above."""
    if not _runs_what_stands():
        return ""
    words = digest_of_files(path for path in TEMPLATES.iterdir() if _read_each_time(path))
    return digest(program(), words, packages())


def state_of_rules(data: Path, day: str) -> str:
    """What the content of each file of ``data``, and its findings on ``day``, depend on beside the files that rules ask for.

    Empty where the program on the disk is not the one that runs any more. The subject says which languages texts have.
    """
    if not _runs_what_stands():
        return ""
    return digest(
        program(), packages(), (ROOT / "pyproject.toml").read_bytes(), digest_of_files([data / "subject.yml"]), day
    )


def program_now() -> str:
    """A key of the code and of the tables that it reads once, as they are on the disk now."""
    files = (
        path for path in (ROOT / "scripts").rglob("*") if "__pycache__" not in path.parts and not _read_each_time(path)
    )
    return digest_of_files(files)


@cache
def program() -> str:
    """A key of the code that runs in this process: later edits of its files do not change what it does."""
    return program_now()


def _runs_what_stands() -> bool:
    """Whether the program on the disk is the one that runs. When this is first asked it is: its key is made only now."""
    if not program.cache_info().currsize:
        program()
        return True
    return program_now() == program()


def _read_each_time(path: Path) -> bool:
    """True for the templates and the messages, which every build reads anew."""
    return path.parent == TEMPLATES and (path.suffix == ".j2" or path.name == "messages.yml")


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
        if place and Path(place).is_dir()
        for name in os.listdir(place)  # noqa: PTH208  # Path.iterdir makes an object of each
        if name.endswith((".dist-info", ".egg-info"))
    }
    return digest(platform.python_version(), *sorted(found))
