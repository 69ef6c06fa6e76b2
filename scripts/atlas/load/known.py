"""Remembers on the disk what was read of files in which nothing was wrong, and what was found out of them.

In: the path of a file, and what was found. Out: the file as it was read last, as long as it has the same bytes. What it says,
and where, is looked up when it is asked for: the content of each file lies in a file of its own. What else a content depends on
(program, packages, the languages of the atlas) is part of ``base``: it is the same for all files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cached_property
from pathlib import Path as FilePath
from typing import Any

from atlas.findings import Finding, Path
from atlas.load.text_file import read_text
from atlas.load.yaml_file import Facts, Position, YamlFile, parse
from atlas.memory import Memory, digest

#: Under which key a content lies in its file.
_CONTENT = "content"


class KnownFile(YamlFile):
    """A file that was read before, and in which nothing was wrong. ``content`` gives what it says."""

    def __init__(self, name: str, text: str, facts: Facts, content: Callable[[], Any]) -> None:
        vars(self).update(name=name, text=text, faulty=frozenset(), made={}, facts=facts, _content=content)

    @cached_property
    def data(self) -> Any:
        """What the file says: what was kept, or, where that is lost, read anew."""
        content = vars(self)["_content"]()
        return self._parsed.data if content is None else content

    @cached_property
    def positions(self) -> dict[Path, Position]:
        """The position of every value."""
        return self._parsed.positions

    @property
    def _parsed(self) -> YamlFile:
        file, _findings = parse(self.text, self.name)
        assert file is not None, "it could be read before"
        return file


class KnownFiles:
    """What is known of the files of a data folder, below ``place``. ``base`` is a digest of all that this depends on."""

    def __init__(self, place: FilePath, base: str) -> None:
        self._contents = place / "contents"
        self._place = place
        self._memory = Memory(place / "known.json")
        self._base = base
        self._keys: dict[str, str] = {}
        self._files: dict[str, YamlFile] = {}

    def read(self, path: FilePath, name: str) -> tuple[YamlFile | None, list[Finding]]:
        """The file at ``path``, which findings call ``name``, known or read anew."""
        text, problem = read_text(path, name)
        if problem is not None:
            return None, [problem]
        self._keys[name] = key = digest(self._base, name, text)
        known = self._memory.get(key)
        if known is not None:
            return KnownFile(name, text, known["facts"], lambda: self._content(key).get(_CONTENT)), []
        file, findings = parse(text, name)
        if file is not None:
            self._files[name] = file
        return file, [*findings]

    @cached_property
    def _found(self) -> Memory:
        """What was found of the files: as much again as all else, and needed only of those that are asked about."""
        return Memory(self._place / "found.json")

    def has(self, name: str) -> bool:
        """Whether the file ``name`` was read before."""
        return self._keys[name] in self._memory

    def found(self, name: str) -> Any:
        """What was kept as found of the file ``name``; None if nothing was."""
        return self._found.get(self._keys[name])

    def keep(self, found: dict[str, Any], faulty: Iterable[str]) -> None:
        """Keep for the next time the files that have something ``found``, which JSON can hold, but the ``faulty`` ones."""
        faulty = {*faulty}
        for key in self._keys.values():
            self._found.get(key)  # what is not asked for is not kept
        for name in found.keys() - faulty:
            self._keep(name, found[name])
        for name in faulty:
            for memory in (self._memory, self._found):
                memory.forget(self._keys.get(name, ""))
        self._memory.save()
        self._found.save()
        self._clear()

    def _keep(self, name: str, found: Any) -> None:
        key = self._keys[name]
        self._found.put(key, found)
        if self._memory.get(key) is None:
            file, content = self._files[name], self._content(key)
            content.put(_CONTENT, file.data)
            content.save()
            self._memory.put(key, {"facts": file.facts})

    def _content(self, key: str) -> Memory:
        return Memory(self._contents / f"{key}.json")

    def _clear(self) -> None:
        """Delete the contents of files that are not there any more."""
        with suppress(OSError):
            for path in self._contents.iterdir():
                if path.stem not in self._memory:
                    path.unlink()
