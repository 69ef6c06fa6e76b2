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
    refuse_links(folder, (*owned, *files))
    part = folder / f".{os.getpid()}.part"
    changed: list[str] = []
    unchanged: list[str] = []
    for name, text in sorted(files.items()):
        (changed if write_bytes(folder / name, text.encode(), part) else unchanged).append(name)
    removed = []
    for owned_folder in owned:
        for name in sorted(f"{owned_folder}/{name}" for name in real_names(folder / owned_folder)):
            if name not in files:
                (folder / name).unlink()
                removed.append(name)
    return Written(tuple(changed), tuple(unchanged), tuple(removed))


def fill(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` into ``folder``, which nobody reads yet, whatever stands in their place."""
    for place in {(folder / name).parent for name in files}:
        place.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)


class LinkError(OSError):
    """A symbolic link stands where the build would write."""


def refuse_links(folder: Path, names: Iterable[str]) -> None:
    """Raise LinkError if any part of a path below ``folder`` is a link: what it leads to is not ours to change."""
    parts: set[str] = set()
    for name in names:
        while name and name not in parts:
            parts.add(name)
            name = name.rpartition("/")[0]
    for part in sorted(parts):
        path = folder / part
        if path.is_symlink():
            raise LinkError(f"{path} is a symbolic link, which is not followed. Remove it")


def real_names(folder: Path) -> Iterator[str]:
    """The paths of the files below ``folder``, with slashes, without links and without what links lead to."""
    waiting = [("", str(folder))]
    while waiting:
        above, place = waiting.pop()
        try:
            entries = list(os.scandir(place))
        except OSError:  # gone meanwhile, or not there at all
            continue
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                waiting.append((f"{above}{entry.name}/", entry.path))
            elif entry.is_file(follow_symlinks=False):
                yield above + entry.name


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
