"""What every page depends on beside its own Markdown: code, theme, configuration, versions.

In: the project's folder. Out: one digest. Templates are not in it: what they make is the pages' Markdown.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from atlas.build.memory import digest, digest_of_files
from atlas.pipeline import ROOT

#: Packages whose version changes what a page looks like.
PACKAGES = ("mkdocs", "mkdocs-material", "mkdocs-static-i18n", "Markdown", "pymdown-extensions", "jinja2", "babel")


def digest_of_inputs(root: Path) -> str:
    """The digest for the project at ``root``."""
    return digest(digest_of_files(_files(root)), platform.python_version(), *map(_version, PACKAGES))


def _files(root: Path) -> Iterator[Path]:
    scripts = ROOT / "scripts"
    yield from scripts.rglob("*.py")
    yield from (scripts / "atlas").rglob("*.yml")
    yield scripts / "templates" / "messages.yml"  # the menu and the 404 page speak with them
    yield root / "data" / "subject.yml"
    yield from (root / "theme").rglob("*")
    yield root / "mkdocs.yml"


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
