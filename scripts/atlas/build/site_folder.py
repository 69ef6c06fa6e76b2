"""The folder of the site, and the draft beside it in which everything is written: whoever looks sees the last good site.

In: the folder. Out: a draft. At the end of a build it takes the site's place whole (:class:`SiteFolder`), so that nobody sees
a half of each; in a server it holds only what changed, which is put into the site at once (:class:`ServedFolder`). A build
that is killed or fails leaves the last site as it was; the next one clears away what it left.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from atlas.disk import real_names, write_files

_LEFT = re.compile(r"\.(?P<process>[0-9]+)\.(draft|old)$")


class SiteFolder:
    """The folder ``target`` and the draft that will take its place."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.draft = target.with_name(f"{target.name}.{os.getpid()}.draft")
        self._old = target.with_name(f"{target.name}.{os.getpid()}.old")

    def begin(self) -> None:
        """Make an empty draft, and clear away drafts whose builds have died."""
        for left in self.target.parent.glob(f"{self.target.name}.*"):
            match = _LEFT.fullmatch(left.name.removeprefix(self.target.name))
            if match is None or (int(match["process"]) != os.getpid() and _alive(int(match["process"]))):
                continue
            if match[2] == "old" and not self.target.exists():
                left.rename(self.target)  # the build was killed between its last two steps
            else:
                shutil.rmtree(left, ignore_errors=True)
        self.draft.mkdir(parents=True)

    def write(self, texts: Mapping[str, str]) -> None:
        """Write files of the site by their paths."""
        write_files(self.draft, texts)

    def leave(self, names: Iterable[str]) -> None:
        """Let the files ``names`` be as they are in the last site. Only a server can do without them."""
        raise NotImplementedError

    def finish(self) -> None:
        """Put the draft in the place of the last site. Where several builds end at once, that of the last one stays."""
        while True:
            with suppress(FileNotFoundError):
                self.target.rename(self._old)
            try:
                self.draft.rename(self.target)
            except OSError:
                if not self.draft.exists() or not self.target.exists():
                    raise
                # Between the two steps another build has put its site there.
                shutil.rmtree(self._old, ignore_errors=True)
            else:
                break
        shutil.rmtree(self._old, ignore_errors=True)


class ServedFolder(SiteFolder):
    """The folder of a server's site, which is its own: nobody else changes it. It lasts from one build to the next."""

    def __init__(self, target: Path) -> None:
        super().__init__(target)
        self._texts: dict[str, str] = {}
        self._new: dict[str, str] = {}
        self._left: set[str] = set()

    def begin(self) -> None:
        """Make an empty draft in the place of one whose build has failed."""
        shutil.rmtree(self.draft, ignore_errors=True)
        self.draft.mkdir(parents=True)
        self._new, self._left = {}, set()

    def write(self, texts: Mapping[str, str]) -> None:
        """Write those of the files that are not the same in the last site."""
        self._new |= texts
        changed = {name: text for name, text in texts.items() if self._texts.get(name) != text}
        write_files(self.draft, changed)
        self.leave(texts.keys() - changed.keys())

    def leave(self, names: Iterable[str]) -> None:
        """Let the files ``names`` be as they are in the last site."""
        self._left.update(names)

    def finish(self) -> None:
        """Put what changed into the site, and take out what is no longer made."""
        made = set(real_names(self.draft))
        for name in made:
            (self.target / name).parent.mkdir(parents=True, exist_ok=True)
            (self.draft / name).replace(self.target / name)
        kept = made | self._left
        for name in [*real_names(self.target)]:
            if name not in kept:
                (self.target / name).unlink()
        self._texts = self._new
        shutil.rmtree(self.draft, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OSError):
        return True
    return True
