"""Where and as what an atlas is published: its address, its version, the commit it was made from.

In: the project's files and the environment. Out: a :class:`Publication`. The only part of the export that looks outside
the atlas; everything else gets what is found here as an argument.
"""

from __future__ import annotations

import os
import subprocess
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from atlas.places import ROOT


@dataclass(frozen=True)
class Publication:
    """What a copy of the data says about itself. ``address`` ends with a slash; None where nobody knows it yet."""

    version: str
    address: str | None = None
    commit: str | None = None

    def url(self, path: str) -> str:
        """The address of a page or file of the site; a relative one where the site's own is not known."""
        return f"{self.address or ''}{path}"


def this_publication(root: Path = ROOT) -> Publication:
    """The publication that is being built: the version of the project, ATLAS_SITE_URL, the commit if git is there."""
    address = os.environ.get("ATLAS_SITE_URL", "").strip()
    return Publication(data_version(root), f"{address.rstrip('/')}/" if address else None, _commit(root))


@cache
def data_version(root: Path = ROOT) -> str:
    """The version in ``pyproject.toml``, which is that of the data."""
    with (root / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


def _commit(root: Path) -> str | None:
    """The full name of the commit, or None without git or outside a repository: a ZIP of the project builds too."""
    try:
        answer = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return answer.stdout.strip() if answer.returncode == 0 else None
