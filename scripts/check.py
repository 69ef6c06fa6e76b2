"""Checks the data: ``python scripts/check.py [FILE…]``.

Exit 0 if nothing is wrong, 1 with one line for each finding. The whole of data/ is always read,
because records refer to each other; naming files shows only what concerns those.
"""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

from atlas.characters import visible
from atlas.console import speak_utf8
from atlas.findings import has_errors, report, workflow_commands
from atlas.pipeline import ROOT, read_and_check


def _relative_names(files: list[Path], data: Path) -> set[str]:
    """The names under which findings know ``files``."""
    return {f"data/{file.resolve().relative_to(data.resolve()).as_posix()}" for file in files}


def main(arguments: list[str]) -> int:
    """Print the findings, return the exit status."""
    speak_utf8()
    parser = argparse.ArgumentParser(prog="check.py", description="Check the data of the atlas.")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="show only findings about these files")
    parser.add_argument("--data", type=Path, default=ROOT / "data", help="the data folder (default: %(default)s)")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="the day to check against")
    options = parser.parse_args(arguments)
    _atlas, findings = read_and_check(options.data, options.today)
    if options.files:
        missing = [str(file) for file in options.files if not file.is_file()]
        if missing:
            parser.error(f"there is no file {visible(', '.join(missing))}. Name files as in data/organizations/un.yml")
        try:
            wanted = _relative_names(options.files, options.data)
        except ValueError:
            parser.error(f"every FILE must lie in {options.data}")
        findings = [finding for finding in findings if finding.file in wanted]
    print("\n".join(report(findings)))
    if os.environ.get("GITHUB_ACTIONS") == "true":
        print("\n".join(workflow_commands(findings)))
    return 1 if has_errors(findings) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
