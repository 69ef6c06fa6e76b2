"""The line on one screen: load → check → render → write, and export into a built site.

In: the project's folder and today. Out: an atlas and its findings, pages below docs/, data and search below the site.
Derivation has no step of its own: pages and exports ask for what they show. Each stage stands in the folder of its
name; nothing here decides anything but the order.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from atlas.checks import check
from atlas.derive.published import published
from atlas.disk import Written, write_files
from atlas.findings import Finding, has_errors, report
from atlas.language.messages import TEMPLATES as TEMPLATES
from atlas.load.folder import read_atlas
from atlas.model.atlas import Atlas
from atlas.model.fields import LANGUAGES
from atlas.render.render import render

#: The project's folder. Beside data/ the stages read TEMPLATES.
ROOT = Path(__file__).resolve().parent.parent.parent

#: The folders below docs/<language>/ that hold nothing but generated pages; git ignores them.
GENERATED_FOLDERS = (
    "organizations",
    "relations",
    "topics",
    "timeline",
    "sources",
    "as-of",
    "state",
    "fields",
    "compare",
    "shared",
)


#: The generated pages that stand beside hand-written ones.
GENERATED_FILES = ("index.md",)


class FaultyDataError(Exception):
    """The data has errors; ``findings`` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(report(findings)))
        self.findings = findings


def read_and_check(data: Path, today: date) -> tuple[Atlas | None, list[Finding]]:
    """Read the folder ``data`` and apply every rule to what could be read."""
    atlas, findings = read_atlas(data)
    if atlas is not None:
        findings += check(atlas, today)
    return atlas, findings


def build_pages(root: Path, today: date) -> tuple[Atlas, Written]:
    """Check the data below ``root`` and write its pages. Raises FaultyDataError and writes nothing if it has errors."""
    atlas, findings = read_and_check(root / "data", today)
    if atlas is None or has_errors(findings):
        raise FaultyDataError(findings)
    atlas = published(atlas)
    pages = render(atlas, today, TEMPLATES)
    owned = [f"{language}/{folder}" for language in LANGUAGES for folder in GENERATED_FOLDERS]
    return atlas, write_files(root / "docs", pages, owned)


def hand_written(docs: Path) -> list[Path]:
    """The folders and files of ``docs`` that people write: all but the generated ones."""
    languages = [docs / language for language in LANGUAGES]
    beside = [path for path in docs.iterdir() if path not in languages]
    below = [
        path
        for language in languages
        for path in language.iterdir()
        if path.name not in (*GENERATED_FOLDERS, *GENERATED_FILES)
    ]
    return sorted([*beside, *below])
