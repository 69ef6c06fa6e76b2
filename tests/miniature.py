"""The miniature atlas as a whole project that MkDocs can build: its data, the real templates, theme and hand-written pages."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from accept import MINI, ROOT
from atlas.language.languages import LANGUAGES
from atlas.pipeline import hand_written


def mini_project(folder: Path) -> Path:
    """Make the project in ``folder``, which need not exist; its data may then be changed. Returns the folder."""
    shutil.copytree(MINI / "data", folder / "data")
    for name in ("scripts", "theme"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    for path in hand_written(ROOT / "docs", LANGUAGES):
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if path.is_dir() else shutil.copy)(path, target)
    for page in (folder / "docs").rglob("*.md"):
        page.write_text(_without_real_records(page.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def _without_real_records(text: str) -> str:
    """A hand-written page without its links to records and sources of the real atlas, which the miniature has not."""
    record = r"\.\./(?:organizations|relations|topics|sources)/(?!index\.md)[a-z0-9-]+\.md[^)\"]*"
    text = re.sub(rf"\[([^\]]*)\]\({record}\)", r"\1", text)
    document = r"site:(?:api/v1|data)/(?:organizations|relations|topics|sources)/[a-z0-9-]+\.(?:json|yml)"
    return re.sub(rf'<a href="(?:{record}|{document})">(.*?)</a>', r"\1", text)


def replace(project: Path, file: str, old: str, new: str) -> None:
    """Replace a text in a file of the project's data."""
    path = project / "data" / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {file}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
