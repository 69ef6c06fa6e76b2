"""Writes files only where they changed, and removes what is no longer made.

In: texts by path. Out: files below a folder. ``mkdocs serve`` watches modification times, and a file
that did not change must not look changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
    changed: list[str] = []
    unchanged: list[str] = []
    for name, text in sorted(files.items()):
        (changed if write_text(folder / name, text) else unchanged).append(name)
    removed = []
    for owned_folder in owned:
        for path in sorted((folder / owned_folder).rglob("*")):
            name = path.relative_to(folder).as_posix()
            if path.is_file() and name not in files:
                path.unlink()
                removed.append(name)
    return Written(tuple(changed), tuple(unchanged), tuple(removed))


def write_text(path: Path, text: str) -> bool:
    """Write ``text`` as UTF-8 with line feeds unless the file holds just that. Returns whether it was written."""
    return write_bytes(path, text.encode())


def write_bytes(path: Path, data: bytes) -> bool:
    """Write ``data`` unless the file holds just that. Returns whether it was written."""
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True
