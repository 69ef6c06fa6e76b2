"""Reads two versions of the data: folders, or revisions of git.

In: what was named on the command line. Out: the plain data of every record, list entry and source by its name, such as
``organizations/sco``; a file that cannot be read is left out and named.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from atlas.load.yaml_file import read_yaml

#: What sentences need besides the records that differ: labels of terms, names of countries.
_ALWAYS = {"vocabulary.yml", "countries.yml"}


def read_versions(old: str, new: str, root: Path) -> tuple[dict[str, Any], dict[str, Any], list[str]]:
    """The plain data of all files that differ between two versions, and the names of those that cannot be read.

    A version is a folder (``data`` or what holds it) or a git revision of ``root``. Raises ValueError if it is neither.
    """
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        folders = _folder(old, root, Path(first)), _folder(new, root, Path(second))
        files = [{path.relative_to(folder).as_posix(): path for path in folder.rglob("*.yml")} for folder in folders]
        same = {name for name in set(files[0]) & set(files[1]) if _same(files[0][name], files[1][name])} - _ALWAYS
        unreadable: set[str] = set()
        data = [_read({name: path for name, path in there.items() if name not in same}, unreadable) for there in files]
    # What cannot be read in one version is not said to be removed or new.
    left_out = {name.removeprefix("data/").removesuffix(".yml") for name in unreadable}
    before, after = ({name: value for name, value in version.items() if name not in left_out} for version in data)
    return before, after, sorted(unreadable)


def _same(first: Path, second: Path) -> bool:
    return first.read_bytes() == second.read_bytes()


def _folder(name: str, root: Path, target: Path) -> Path:
    """The data folder of a version; a revision is put into ``target``."""
    folder = Path(name)
    if folder.is_dir():
        return folder / "data" if (folder / "data").is_dir() else folder
    if name.startswith("-"):
        raise ValueError(f"{name} is neither a folder nor a revision of git")
    # The revision is one argument among others, and never a shell's.
    command = ["git", "-C", str(root), "archive", "--format=tar", f"{name}^{{commit}}", "--", "data"]
    try:
        archive = subprocess.run(command, check=True, capture_output=True).stdout
    except (subprocess.CalledProcessError, OSError):
        raise ValueError(f"{name} is neither a folder nor a revision of git that has a folder data") from None
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(target, filter="data")
    return target / "data"


def _read(files: Mapping[str, Path], unreadable: set[str]) -> dict[str, Any]:
    """The plain data of records and sources by their names; the names of files that cannot be read go to ``unreadable``."""
    found: dict[str, Any] = {}
    for relative, path in sorted(files.items()):
        name = relative.removesuffix(".yml")
        file, findings = read_yaml(path, f"data/{relative}")
        if file is None or findings:
            unreadable.add(f"data/{relative}")
        elif name.startswith("sources/") and isinstance(file.data, dict):
            found |= {f"sources/{id_}": entry for id_, entry in file.data.items()}
        else:
            found[name] = file.data
    return found
