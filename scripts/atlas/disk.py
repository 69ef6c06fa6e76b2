"""Writes files only where they changed, and removes what is no longer made.

In: texts by path. Out: files below a folder. ``mkdocs serve`` watches modification times, and a file
that did not change must not look changed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Written:
    """Paths, relative to the folder, of the files that were written, left as they were, and removed."""

    changed: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def write_files(folder: Path, files: Mapping[str, str], owned: Iterable[str] = ()) -> Written:
    """Make ``files`` be in ``folder``. In the sub-folders ``owned`` nothing else remains."""
    owned = tuple(owned)
    for name in {*owned, *files}:
        refuse_links(folder, name)
    part = folder / f".{os.getpid()}.part"
    changed: list[str] = []
    unchanged: list[str] = []
    for name, text in sorted(files.items()):
        (changed if write_bytes(folder / name, text.encode(), part) else unchanged).append(name)
    removed = []
    for owned_folder in owned:
        for path in sorted(real_files(folder / owned_folder)):
            name = path.relative_to(folder).as_posix()
            if name not in files:
                path.unlink()
                removed.append(name)
    return Written(tuple(changed), tuple(unchanged), tuple(removed))


class LinkError(OSError):
    """A symbolic link stands where the build would write."""


def refuse_links(folder: Path, name: str) -> None:
    """Raise LinkError if any part of the path ``name`` below ``folder`` is a link: what it leads to is not ours to change."""
    path = folder
    for part in Path(name).parts:
        path /= part
        if path.is_symlink():
            raise LinkError(f"{path} is a symbolic link, which is not followed. Remove it")


def real_files(folder: Path) -> Iterator[Path]:
    """The files below ``folder``, without links and without what links lead to."""
    for place, _folders, names in os.walk(folder):  # does not follow links
        yield from (path for name in names if (path := Path(place, name)).is_file() and not path.is_symlink())


def links(folder: Path) -> Iterator[Path]:
    """The symbolic links below ``folder``."""
    for place, folders, names in os.walk(folder):
        yield from (path for name in sorted([*folders, *names]) if (path := Path(place, name)).is_symlink())


def write_text(path: Path, text: str) -> bool:
    """Write ``text`` as UTF-8 with line feeds unless the file holds just that. Returns whether it was written."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes, part: Path | None = None) -> bool:
    """Write ``data`` unless the file holds just that. Returns whether it was written.

    By way of ``part``, a file on the same disk: then another process that reads meanwhile never finds a half.
    """
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    if part is None:
        path.write_bytes(data)
    else:
        part.write_bytes(data)
        part.replace(path)
    return True
