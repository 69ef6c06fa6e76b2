"""Remembers the results of work between builds, by a digest of all that they were made from.

In: keys and JSON values. Out: the values of an earlier run whose keys are asked for again. Everything lies in one file that
carries a digest of itself: what is damaged, cut off or of another version is as if it were not there. Deleting it is
always safe. JSON, because reading it can run nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any


def digest(*parts: str | bytes) -> str:
    """A key made from ``parts``; no two different sequences of parts have the same."""
    state = hashlib.blake2b(digest_size=16)
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


def digest_of_files(files: Iterable[Path]) -> str:
    """A key of the names and contents of ``files``, in the order of their names; folders and what is not there are left out.

    Names are those below the folder that all of them are in: a project that was copied is the same.
    """
    found = sorted(file.absolute() for file in files if file.is_file())
    above = os.path.commonpath([file.parent for file in found]) if found else ""
    parts: list[str | bytes] = []
    for file in found:
        parts += [file.relative_to(above).as_posix(), file.read_bytes()]
    return digest(*parts)


class Memory:
    """Values by key. Only what was asked for or put in since it was opened is kept when it is saved."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._old = _read(file)
        self._kept: dict[str, Any] = {}

    def __contains__(self, key: str) -> bool:
        """Whether there is a value that is kept."""
        return key in self._kept

    def get(self, key: str) -> Any:
        """The value of ``key``; None if there is none."""
        value = self._kept.get(key)
        if value is None and (value := self._old.get(key)) is not None:
            self._kept[key] = value
        return value

    def put(self, key: str, value: Any) -> None:
        """Remember ``value``, which JSON can hold and which is not None."""
        self._kept[key] = value

    def forget(self, key: str) -> None:
        """Have no value of ``key`` any more."""
        self._kept.pop(key, None)

    def renew(self) -> None:
        """Begin another build in the same process: what that does not ask for will not be kept."""
        self._old, self._kept = self._kept, {}

    def save(self) -> None:
        """Write what is kept. Another process that saves at the same time wins or loses whole.

        Where nothing can be written nothing is remembered, and all goes on as if it had been.
        """
        if self._kept == self._old:
            return
        with suppress(OSError):
            self._write()

    def _write(self) -> None:
        payload = json.dumps(self._kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_suffix(f".{os.getpid()}.draft")
        draft.write_bytes(digest(payload).encode() + b"\n" + payload)
        draft.replace(self._file)
        self._old = self._kept


def _read(file: Path) -> dict[str, Any]:
    try:
        head, _, payload = file.read_bytes().partition(b"\n")
        if head.decode() != digest(payload):
            return {}
        values = json.loads(payload)
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
