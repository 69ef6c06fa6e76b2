"""What lies below ``data/`` and is not read: a misspelt folder that nobody would miss aloud, what an editor left there.

In: the folder. Out: findings. What operating systems put into every folder is passed over; it is not published either.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from atlas.findings import Finding, quote

#: Files and folders by which systems and editors remember how a folder is shown, and git what to do with it.
LEFT_BY_SYSTEMS = frozenset(
    {
        ".DS_Store", ".Spotlight-V100", ".Trashes", ".fseventsd", ".AppleDouble", "__MACOSX", "Icon\r",
        "Thumbs.db", "ehthumbs.db", "desktop.ini", "$RECYCLE.BIN", "System Volume Information",
        ".directory", "@eaDir", ".gitkeep", ".gitignore", ".gitattributes", ".editorconfig", ".idea", ".vscode",
    }
)  # fmt: skip

#: What editors, office programs (which keep a file beside the one that is open) and browsers leave.
_BACKUP = re.compile(
    r"(?:.*~|\.?#.*|~\$.*|\.~lock\..*#|.*\.(?:sw[a-p]|bak|orig|rej|tmp|temp|old|save|part|crdownload|download)|\._.*|4913)",
    re.IGNORECASE,
)
#: What people and systems add to the name of a copy, in front of it or behind it.
_COPY = re.compile(
    r"(?:copy of |کپی |رونوشت )?(?P<name>[^ (]+?)(?:[ ._-]*(?:copy|کپی|رونوشت|conflict(?:ed)?|backup|new|final|v?[0-9]))?(?: ?\([^()]*\))?",
    re.IGNORECASE,
)
#: How the name of a text ends that may be meant as a record; systems hide the last of such endings, and people add another.
_ENDINGS = re.compile(r"(?:\.(?:ya?ml|txt))+$", re.IGNORECASE)


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


def misnamed(path: Path) -> Finding:
    """A finding about ``path``, which stands in a folder of records under a name that no record can have."""
    where, name = f"data/{path.parent.name}/{path.name}", quote(path.name)
    ending = _ENDINGS.search(path.name)
    if path.is_dir():
        problem = f"{name} is a folder inside a folder, which nothing reads. Move its files up"
    elif ending is None:
        problem = f"{name} is no record: only files whose names end in .yml are read here. Move it out of the folder"
    elif twin := _twin(path, path.name[: ending.start()]):
        problem = f"{name} seems to be a copy of {twin}, which is there. Keep one of the two, under the name {twin}"
    else:
        problem = f"{name} is no name for a record. {_better_name(path.name[: ending.start()])}"
    return Finding(where, 1, 1, "", problem)


def _twin(path: Path, stem: str) -> str:
    """The file beside ``path`` of which it seems to be a copy; empty if there is none."""
    match = _COPY.fullmatch(stem)
    # The names as they are listed: on some disks ECO.yml is found under the name eco.yml too, and is no copy of itself.
    beside = {other.name for other in path.parent.iterdir()} - {path.name}
    names = (f"{name.lower()}.yml" for name in (stem, match["name"] if match else ""))
    return next((name for name in names if name in beside), "")


def _better_name(stem: str) -> str:
    better = re.sub(r"[^a-z0-9]+", "-", stem.lower()).strip("-")
    if not better:
        return "Give it a name of lower-case letters a to z, digits, hyphens, then .yml"
    return f"Rename it to {better}.yml (lower-case letters a to z, digits, hyphens, then .yml), or move it out of the folder"


def _unknown(path: Path, folders: Sequence[str], files: Sequence[str]) -> Finding:
    known = folders if path.is_dir() else files
    stems = {Path(name).stem: name for name in (*files, *folders, *known)}
    near = [stems[stem] for stem in difflib.get_close_matches(path.stem.lower(), stems, n=1)]
    mend = "Move it out of data/"
    if near:
        mend = f"Did you mean data/{near[0]}?"
    elif path.suffix == ".yml":
        mend = f"Move it out of data/, or into one of: {', '.join(folders)}"
    return Finding(f"data/{path.name}", 1, 1, "", f"nothing reads it and nobody would see it. {mend}")
