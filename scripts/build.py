"""Renders the data into Markdown pages below docs/: ``python scripts/build.py``.

``mkdocs build`` and ``mkdocs serve`` call the same function by themselves (hooks.py).
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from atlas.console import speak_utf8
from atlas.pipeline import ROOT, FaultyDataError, build_pages


def main(arguments: list[str]) -> int:
    """Write the pages, print what changed, return the exit status."""
    speak_utf8()
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
