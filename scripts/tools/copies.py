"""Copies of the project that can be built, changed and thrown away: for the bench and for tests."""

from __future__ import annotations

import shutil
from pathlib import Path

from atlas.language.languages import LANGUAGES
from atlas.pipeline import ROOT, hand_written


def project(target: Path, data: Path) -> Path:
    """A copy of what the project is made of, without anything that was built, with the facts of ``data``."""
    shutil.copytree(data, target / "data")
    for name in ("scripts", "theme"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, target)
    for path in hand_written(ROOT / "docs", LANGUAGES):
        place = target / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if path.is_dir() else shutil.copy)(path, place)
    return target
