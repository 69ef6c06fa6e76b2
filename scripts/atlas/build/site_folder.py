"""A folder that is replaced whole: whoever looks at it sees the last good site or the new one, never a half of each.

In: the folder. Out: a draft beside it, in which everything is written, and which takes its place at the end. A build that
is killed or fails leaves the last site as it was; the next one clears away what it left.
"""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

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

    def finish(self) -> None:
        """Put the draft in the place of the last site."""
        if self.target.exists():
            self.target.rename(self._old)
        self.draft.rename(self.target)
        shutil.rmtree(self._old, ignore_errors=True)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OSError):
        return True
    return True
