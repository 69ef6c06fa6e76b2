"""Remembers what whole stages made of a state of the data and the code: where nothing changed, nothing is done.

In: the digest of a state (inputs.py), the work. Out: what the work gives, done or remembered. What is remembered is
compared with what lies on the disk before it is believed. An empty state is one that nobody knows: nothing is remembered.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from atlas.disk import fill
from atlas.memory import Memory, digest

Value = TypeVar("Value")


class Stage:
    """What one stage made last; ``file`` remembers it."""

    def __init__(self, file: Path) -> None:
        self._memory = Memory(file)

    def value(self, state: Callable[[], str], work: Callable[[], Value]) -> Value:
        """What ``work`` gives, which JSON can hold. It is asked only if it was not asked in this state before.

        ``state`` is asked again afterwards: of what changed while the work was done nobody knows what it is made from.
        """
        before = state()
        value: Value | None = self._memory.get(before) if before else None
        if value is None:
            value = work()
            if before and state() == before:
                self._memory.put(before, value)
                self._memory.save()
        return value

    def made(self, state: str, files: Iterable[Path]) -> None:
        """Remember that ``files`` are what is made in ``state``."""
        if not state:
            return
        self._memory.put(state, digest_of_all(files))
        self._memory.save()

    def still_made(self, state: str, files: Iterable[Path]) -> bool:
        """Whether ``files`` are just those that were made in ``state``."""
        known = self._memory.get(state) if state else None
        return known is not None and known == digest_of_all(files)

    def bring(self, state: str, last: Path, target: Path, make: Callable[[], Mapping[str, bytes]]) -> bool:
        """Have in ``target``, which nobody reads yet, the files that ``make`` gives, or the same from ``last``.

        They are taken from there if they were made in ``state`` and are whole. Returns whether they were made anew.
        """
        known: dict[str, str] | None = self._memory.get(state) if state else None
        if known is not None and _copied(known, last, target):
            return False
        files = make()
        fill(target, files)
        if state:
            self._memory.put(state, {name: digest(data) for name, data in files.items()})
        self._memory.save()
        return True


def digest_of_all(files: Iterable[Path]) -> str:
    """A key of the names and contents of ``files``; whatever cannot be read is told from every file."""
    parts: list[str | bytes] = []
    for file in sorted(files):
        parts.append(file.as_posix())
        try:
            parts.append(b"" if file.is_symlink() else b"+" + file.read_bytes())
        except OSError:
            parts.append(b"")
    return digest(*parts)


def _copied(known: dict[str, str], last: Path, target: Path) -> bool:
    """Copy the ``known`` files from ``last`` to ``target``; False if one is not there as it was."""
    for name, expected in known.items():
        try:
            if digest((last / name).read_bytes()) != expected:
                return False
        except OSError:
            return False
    for name in known:
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(last / name, target / name)
    return True
