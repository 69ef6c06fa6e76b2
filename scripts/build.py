"""Renders the data into Markdown pages below docs/: ``python scripts/build.py``.

``mkdocs build`` and ``mkdocs serve`` call the same function by themselves (hooks.py).
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from atlas.fields import LANGUAGES
from atlas.findings import Finding, has_errors, report
from atlas.load import Atlas
from atlas.output import Written, write_files
from atlas.render import render
from check import ROOT, read_and_check

TEMPLATES = Path(__file__).resolve().parent / "templates"

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


class FaultyDataError(Exception):
    """The data has errors; ``findings`` says which."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(report(findings)))
        self.findings = findings


def build_pages(root: Path, today: date) -> tuple[Atlas, Written]:
    """Check the data below ``root`` and write its pages. Raises FaultyDataError and writes nothing if it has errors."""
    atlas, findings = read_and_check(root / "data", today)
    if atlas is None or has_errors(findings):
        raise FaultyDataError(findings)
    pages = render(atlas, today, TEMPLATES)
    owned = [f"{language}/{folder}" for language in LANGUAGES for folder in GENERATED_FOLDERS]
    return atlas, write_files(root / "docs", pages, owned)


def main(arguments: list[str]) -> int:
    """Write the pages, print what changed, return the exit status."""
    parser = argparse.ArgumentParser(prog="build.py", description="Render the data into Markdown pages.")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project's folder (default: %(default)s)")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day of the pages")
    options = parser.parse_args(arguments)
    try:
        _atlas, written = build_pages(options.root, options.today)
    except FaultyDataError as error:
        print(error)
        return 1
    print(f"{len(written.changed)} pages written, {len(written.unchanged)} unchanged, {len(written.removed)} removed.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
