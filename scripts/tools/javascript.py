"""Formats and checks the scripts and styles of the pages with Biome: ``python scripts/tools/javascript.py [--fix]``.

Exit status: Biome's own; 0 with a sentence where it is not installed, because nothing that is built needs it. What is
checked, and how it is formatted, stands in biome.jsonc.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECK = ("check", "--error-on-warnings")
MISSING = (
    "There is no Biome, so the scripts and styles of the pages were not checked. Install it with: "
    "npm install --no-save @biomejs/biome"
)


def find_biome() -> str | None:
    """The path of Biome: of this project, or on the search path; None without one."""
    local = ROOT / "node_modules/.bin/biome"
    return str(local) if local.is_file() else shutil.which("biome")


def main(arguments: list[str]) -> int:
    """Check, or with --fix mend, and return the exit status."""
    parser = argparse.ArgumentParser(
        prog="javascript.py", description="Format and check the pages' scripts and styles."
    )
    parser.add_argument("--fix", action="store_true", help="mend what can be mended")
    options = parser.parse_args(arguments)
    biome = find_biome()
    if biome is None:
        print(MISSING)
        return 0
    return subprocess.run([biome, *CHECK, *(["--write"] if options.fix else [])], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
