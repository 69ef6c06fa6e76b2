"""What lies below ``data/`` and is not read: a misspelt folder that nobody would miss aloud, what an editor left there.

In: the folder. Out: findings. What operating systems put into every folder is passed over; it is not published either.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from atlas.findings import Finding, quote

#: Files by which systems remember how a folder is shown, and git what to do with it.
LEFT_BY_SYSTEMS = frozenset(
    {".DS_Store", "Thumbs.db", "ehthumbs.db", "desktop.ini", ".directory", ".gitkeep", ".gitignore", ".gitattributes"}
)

_BACKUP = re.compile(r"(?:.*~|\.?#.*|.*\.(?:swp|swo|bak|orig|rej|tmp|temp|old|save)|\._.*|4913)", re.IGNORECASE)


def strays(data: Path, folders: Sequence[str], files: Sequence[str]) -> Iterator[Finding]:
    """A finding about every entry of ``data`` that is none of ``folders`` and ``files``."""
    if not data.is_dir():
        return
    for path in sorted(data.iterdir()):
        if path.name in LEFT_BY_SYSTEMS or path.name in (*folders, *files):
            continue
        yield left_over(path.name) or _unknown(path, folders, files)


def left_over(relative: str) -> Finding | None:
    """A finding about a backup or a temporary file, by its path below ``data/``; None for any other."""
    name = relative.rsplit("/", 1)[-1]
    if not _BACKUP.fullmatch(name):
        return None
    return Finding(f"data/{relative}", 1, 1, "", f"{quote(name)} is an editor's backup or temporary file. Delete it")


def _unknown(path: Path, folders: Sequence[str], files: Sequence[str]) -> Finding:
    known = folders if path.is_dir() else files
    near = difflib.get_close_matches(path.name, [*known, *folders, *files], n=1)
    mend = f"Did you mean data/{near[0]}?" if near else f"Move it out of data/, or into one of: {', '.join(folders)}"
    return Finding(f"data/{path.name}", 1, 1, "", f"nothing reads it and nobody would see it. {mend}")
